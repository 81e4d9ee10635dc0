// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/result_words.h"

namespace proviso::vm {
namespace {

// Containers looked into per search; a result with more is searched up to here.
constexpr std::size_t kMaxContainers = 64;

std::optional<ValueView> FindKey(ValueView map, std::string_view squashed) {
  for (auto entry = map.first(); entry; entry = map.next(*entry)) {
    if (SquashedEquals(entry->key, squashed)) return entry->value();
  }
  return std::nullopt;
}

std::optional<ValueView> FindIndex(ValueView list, std::string_view segment) {
  std::size_t index = 0;
  const char* end = segment.data() + segment.size();
  const auto parsed = std::from_chars(segment.data(), end, index);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return list.At(index);
}

std::optional<ValueView> ExactOfType(ValueView map, const std::vector<FieldPath>& paths,
                                     ValueType type) {
  for (const FieldPath& path : paths) {
    const auto value = FindExact(map, path);
    if (value && CanBe(type, *value)) return value;
  }
  return std::nullopt;
}

std::optional<ValueView> ByEnding(ValueView map, const std::vector<FieldPath>& paths,
                                  ValueType type) {
  for (const FieldPath& path : paths) {
    for (auto entry = map.first(); entry; entry = map.next(*entry)) {
      if (KeyEndsWith(entry->key, path.words) && CanBe(type, entry->value())) return entry->value();
    }
  }
  return std::nullopt;
}

// Maps in the order in which they are looked into: a level of nesting is a range of the list.
class Maps {
 public:
  // `root` has been asked for each exact path already.
  explicit Maps(ValueView root) : asked_(root.is_map() ? 1 : 0) {
    maps_.reserve(kMaxContainers);
    Add(root);
  }
  // The range of the next level, behind the one that ends here.
  void AddInside(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const ValueView map = maps_[i];
      for (auto entry = map.first(); entry; entry = map.next(*entry)) Add(entry->value());
    }
  }
  std::optional<ValueView> Search(std::size_t begin, std::size_t end,
                                  const std::vector<FieldPath>& paths, ValueType type) const {
    for (std::size_t i = std::max(begin, asked_); i < end; ++i) {
      if (const auto value = ExactOfType(maps_[i], paths, type)) return value;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (const auto value = ByEnding(maps_[i], paths, type)) return value;
    }
    return std::nullopt;
  }
  std::size_t size() const { return maps_.size(); }

 private:
  void Add(ValueView value) {
    while (value.is_list()) {
      const auto first = value.first();
      if (!first) return;
      value = first->value();
    }
    if (value.is_map() && maps_.size() < kMaxContainers) maps_.push_back(value);
  }

  std::vector<ValueView> maps_;
  std::size_t asked_;
};

constexpr std::string_view kAmount = "amount";
constexpr std::array<std::string_view, 2> kCurrency = {"currency", "currencycode"};

std::optional<ValueView> CurrencyIn(ValueView map) {
  if (!map.is_map()) return std::nullopt;
  for (const std::string_view name : kCurrency) {
    if (const auto currency = FindKey(map, name)) return currency;
  }
  return std::nullopt;
}

// `around`: the map that the amount stands in.
Value ToAmount(ValueView value, ValueView around) {
  if (value.kind() == ValueKind::Money) return Value(value);
  if (value.is_map()) {
    const auto amount = FindKey(value, kAmount);
    return amount && !amount->is_map() ? ToAmount(*amount, value) : Value();
  }
  if (value.is_string()) {
    const Value money = MoneyFromText(value.text());
    if (!money.view().is_null()) return money;
  }
  const auto currency = CurrencyIn(around);
  const Value number = Coerce(ValueType::Number, value);
  if (!currency || !currency->is_string() || number.view().is_null()) return Value();
  return Value::Money(currency->text(), DisplayText(number.view()));
}

bool IsNegative(ValueView money) { return !money.is_null() && money.text().starts_with('-'); }

struct Place {
  ValueView value;
  ValueView around;
};

std::optional<Place> ExactPlace(ValueView root, const FieldPath& path) {
  Place place{root, ValueView()};
  for (const std::string& segment : path.segments) {
    const auto inner = place.value.is_list()  ? FindIndex(place.value, segment)
                       : place.value.is_map() ? FindKey(place.value, segment)
                                              : std::nullopt;
    if (!inner) return std::nullopt;
    place = {*inner, place.value};
  }
  return place;
}

// Exactly there; with the record's name before it ("order_total"); or in a map of that name
// ("refund amount" in {"refund": {"amount": …}}).
std::optional<Place> AmountIn(ValueView map, const FieldPath& path, const ResultWords& words) {
  if (const auto place = ExactPlace(map, path)) return place;
  for (auto entry = map.first(); entry; entry = map.next(*entry)) {
    const std::string key = Squash(entry->key);
    const bool behind = key.size() > path.words.size() && key.ends_with(path.words);
    if (behind && words.Is(WordListId::Wrappers, key.substr(0, key.size() - path.words.size()))) {
      return Place{entry->value(), map};
    }
    if (!entry->value().is_map() || !path.words.starts_with(key)) continue;
    if (const auto inner = FindKey(entry->value(), path.words.substr(key.size()))) {
      return Place{*inner, entry->value()};
    }
  }
  return std::nullopt;
}

}  // namespace

FieldPath::FieldPath(std::string_view path) {
  while (true) {
    const std::size_t dot = path.find('.');
    segments.push_back(Squash(path.substr(0, dot)));
    words += segments.back();
    if (dot == std::string_view::npos) break;
    path.remove_prefix(dot + 1);
  }
}

std::optional<ValueView> FindExact(ValueView root, const FieldPath& path) {
  std::optional<ValueView> at = root;
  for (const std::string& segment : path.segments) {
    at = at->is_list() ? FindIndex(*at, segment) : FindKey(*at, segment);
    if (!at) return std::nullopt;
  }
  return at;
}

ValueView FindField(ValueView root, const std::vector<FieldPath>& paths, ValueType type,
                    bool self_if_scalar) {
  if (!root.is_map() && !root.is_list()) {
    return self_if_scalar && CanBe(type, root) ? root : ValueView();
  }
  // The common case first: it needs none of the machinery below.
  if (const auto value = ExactOfType(root, paths, type)) return *value;
  Maps maps(root);
  std::size_t begin = 0;
  for (int depth = 0; depth <= kMaxFieldDepth && begin < maps.size(); ++depth) {
    const std::size_t end = maps.size();
    if (const auto value = maps.Search(begin, end, paths, type)) return *value;
    maps.AddInside(begin, end);
    begin = end;
  }
  return ValueView();
}

Value FindAmount(ValueView root, const std::vector<FieldPath>& paths, const ResultWords& words) {
  if (root.kind() == ValueKind::Money) return IsNegative(root) ? Value() : Value(root);
  // One of several records cannot be told from the others.
  if (root.is_list() && root.size() == 1) root = *root.At(0);
  for (int depth = 0; depth <= kMaxFieldDepth && root.is_map(); ++depth) {
    for (const FieldPath& path : paths) {
      const auto place = AmountIn(root, path, words);
      if (!place) continue;
      Value amount = ToAmount(place->value, place->around);
      return IsNegative(amount.view()) ? Value() : amount;
    }
    std::optional<ValueView> wrapped;
    for (auto entry = root.first(); entry && !wrapped; entry = root.next(*entry)) {
      if (entry->value().is_map() && words.Wraps(root, entry->key)) wrapped = entry->value();
    }
    root = wrapped.value_or(ValueView());
  }
  return Value();
}

}  // namespace proviso::vm
