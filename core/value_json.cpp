// SPDX-License-Identifier: Apache-2.0
#include "core/value_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/currency.h"
#include "core/decimal.h"
#include "core/utf8.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

// The shortest text that reads back as the same double, with its exponent written out.
std::string NumeralText(double number) {
  std::array<char, 400> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return error == std::errc() ? std::string(buffer.data(), end) : std::string("0");
}

Value NumberFromJson(const Json& json) {
  if (json.is_number_unsigned()) {
    const auto number = json.get<std::uint64_t>();
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (number > kMax) return Value::Decimal(std::to_string(number));
    return Value::Integer(static_cast<std::int64_t>(number));
  }
  if (json.is_number_integer()) return Value::Integer(json.get<std::int64_t>());
  return Value::Decimal(NumeralText(json.get<double>()));
}

// {"amount": "80.00", "currency": "EUR"}, the form that ToJson writes, and nothing else beside the
// two.
std::optional<Value> MoneyFromJson(const Json& json) {
  if (json.size() != 2 || !json.contains("amount") || !json.contains("currency"))
    return std::nullopt;
  const Json& amount = json["amount"];
  const Json& currency = json["currency"];
  if (!amount.is_string() || !currency.is_string()) return std::nullopt;
  const std::string& code = currency.get_ref<const std::string&>();
  const bool is_code = code.size() == 3 && std::all_of(code.begin(), code.end(),
                                                       [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto canonical = CanonicalDecimal(amount.get_ref<const std::string&>());
  if (!is_code || !canonical) return std::nullopt;
  // A numeral that money would write in another way stays as it is, so that nothing is changed in
  // passing.
  if (FormatAmount(code, *canonical) != amount.get_ref<const std::string&>()) return std::nullopt;
  return Value::Money(code, *canonical);
}

bool Convert(const Json& json, int depth, Value& out) {
  switch (json.type()) {
    case Json::value_t::boolean:
      out = Value::Bool(json.get<bool>());
      return true;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      out = NumberFromJson(json);
      return true;
    case Json::value_t::string:
      out = Value::String(json.get_ref<const std::string&>());
      return true;
    case Json::value_t::array: {
      if (depth >= kMaxValueDepth) return false;
      ListBuilder list;
      for (const Json& element : json) {
        Value value;
        if (!Convert(element, depth + 1, value)) return false;
        list.Add(value.view());
      }
      out = list.Build();
      return true;
    }
    case Json::value_t::object: {
      if (depth >= kMaxValueDepth) return false;
      if (const std::optional<Value> money = MoneyFromJson(json)) {
        out = *money;
        return true;
      }
      MapBuilder map;
      for (const auto& [key, element] : json.items()) {
        Value value;
        if (!Convert(element, depth + 1, value)) return false;
        map.Add(key, value.view());
      }
      out = map.Build();
      return true;
    }
    default:
      out = Value::Null();
      return true;
  }
}

// A JSON number is a double for nearly every reader. A decimal that has more digits than a double
// holds would come out as another number, so it is written as text.
Json DecimalToJson(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  const auto back = CanonicalDecimal(NumeralText(number));
  if (back && *back == text) return number;
  return std::string(text);
}

Json MoneyToJson(ValueView value) {
  return Json{{"amount", FormatAmount(value.currency(), value.text())},
              {"currency", std::string(value.currency())}};
}

// The members of an object. The library keeps them in their order and looks through all of them for
// every name, which costs the square of their number.
class Members {
 public:
  explicit Members(Json& object) : members_(object.get_ref<Json::object_t&>()) {}

  // The member of that name, made when there is none. Good until the next one is made.
  Json& Named(std::string name) {
    const auto [place, added] = places_.try_emplace(std::move(name), members_.size());
    if (added) members_.emplace_back(place->first, nullptr);
    return (members_.begin() + static_cast<std::ptrdiff_t>(place->second))->second;
  }

 private:
  Json::object_t& members_;
  std::unordered_map<std::string, std::size_t> places_;
};

// Builds a JSON value from what the library's parser reads.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return Take(nullptr); }
  bool boolean(bool value) override { return Take(value); }
  bool number_integer(number_integer_t value) override { return Take(value); }
  bool number_unsigned(number_unsigned_t value) override { return Take(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return Take(value); }
  bool string(string_t& value) override { return Take(std::move(value)); }
  bool binary(binary_t& value) override { return Take(std::move(value)); }
  bool start_object(std::size_t /*size*/) override { return Open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return Open(Json::array()); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    place_ = &open_.back().members->Named(std::move(name));
    return true;
  }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    problem_ = error.what();
    return false;
  }

  Json TakeRoot() { return std::move(root_); }
  const std::string& problem() const { return problem_; }

 private:
  struct Container {
    Json* json = nullptr;
    std::optional<Members> members;  // of an object
  };

  // Where the next value goes. INVARIANT: what is open does not move, because only the innermost
  // container grows.
  Json& Place() {
    if (open_.empty()) return root_;
    if (open_.back().members) return *place_;
    Json& array = *open_.back().json;
    array.push_back(nullptr);
    return array.back();
  }
  template <typename Scalar>
  bool Take(Scalar&& value) {
    Place() = Json(std::forward<Scalar>(value));
    return true;
  }
  bool Open(Json empty) {
    Json& place = Place();
    place = std::move(empty);
    Container container{&place, std::nullopt};
    if (place.is_object()) container.members.emplace(place);
    open_.push_back(std::move(container));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Container> open_;
  Json* place_ = nullptr;  // of the value whose name was read last
  std::string problem_;
};

// What the JSON library says without its own numbering: "parse error at line 1, column 2: …".
std::string PlainProblem(std::string_view what) {
  const std::size_t end = what.find("] ");
  // The library quotes the input, which need not be UTF-8.
  return RepairUtf8(end == std::string_view::npos ? what : what.substr(end + 2));
}

}  // namespace

Result<Value> FromJson(const nlohmann::ordered_json& json) {
  Value value;
  if (!Convert(json, 0, value)) {
    return Error{"too_deep", fmt::format("the JSON value is nested more than {} levels deep; "
                                         "flatten it",
                                         kMaxValueDepth)};
  }
  return value;
}

nlohmann::ordered_json ToJson(ValueView value) {
  switch (value.kind()) {
    case ValueKind::Null:
      return nullptr;
    case ValueKind::False:
      return false;
    case ValueKind::True:
      return true;
    case ValueKind::Integer:
      return value.integer();
    case ValueKind::Decimal:
      return DecimalToJson(value.text());
    case ValueKind::String:
      return std::string(value.text());
    case ValueKind::Money:
      return MoneyToJson(value);
    case ValueKind::List: {
      Json list = Json::array();
      for (auto entry = value.first(); entry; entry = value.next(*entry)) {
        list.push_back(ToJson(entry->value()));
      }
      return list;
    }
    case ValueKind::Map: {
      Json map = Json::object();
      Members members(map);
      for (auto entry = value.first(); entry; entry = value.next(*entry)) {
        members.Named(std::string(entry->key)) = ToJson(entry->value());
      }
      return map;
    }
  }
  return nullptr;
}

Result<nlohmann::ordered_json> ParseJson(std::string_view text) {
  try {
    Builder builder;
    if (Json::sax_parse(text, &builder)) return builder.TakeRoot();
    return Error{"json_syntax",
                 fmt::format("this is not JSON: {}", PlainProblem(builder.problem()))};
  } catch (const std::exception& error) {
    return Error{"json_syntax", fmt::format("this is not JSON: {}", PlainProblem(error.what()))};
  }
}

}  // namespace proviso
