// SPDX-License-Identifier: Apache-2.0
// Whose record a result is (LANGUAGE section 7, own data).
#include <algorithm>

#include "core/utf8.h"
#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/fields.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/result_reading.h"

namespace proviso::vm {
namespace {

constexpr std::string_view kEmail = "email";
constexpr std::string_view kId = "id";
// Records looked into: {"data": {"orders": [ … ]}}.
constexpr int kOwnerDepth = 3;

struct Owner {
  std::vector<std::string> emails;
  std::vector<std::string> ids;

  bool empty() const { return emails.empty() && ids.empty(); }
};

std::string Plain(ValueView value) {
  if (!value.is_string() && !value.is_number()) return {};
  const std::string text = FoldCase(DisplayText(value));
  return std::string(Trimmed(text));
}

void AddOnce(std::vector<std::string>& texts, std::string text) {
  if (text.empty() || std::find(texts.begin(), texts.end(), text) != texts.end()) return;
  texts.push_back(std::move(text));
}

bool IsAddress(std::string_view text) {
  return text.find('@') != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

// One text or number, or several in a list.
template <typename AddText>
void EachText(ValueView value, const AddText& add) {
  if (!value.is_list()) return add(Plain(value));
  for (auto entry = value.first(); entry; entry = value.next(*entry)) add(Plain(entry->value()));
}

void Collect(ValueView record, WordListId list, const ResultWords& words,
             std::vector<std::string>& out) {
  for (const FieldPath& path : words.paths(list)) {
    const auto value = FindExact(record, path);
    if (value) EachText(*value, [&](std::string text) { AddOnce(out, std::move(text)); });
  }
}

// {"customer": "bob@x.com"}
void CollectAddresses(ValueView record, const ResultWords& words, std::vector<std::string>& out) {
  for (const FieldPath& path : words.paths(WordListId::OwnerNames)) {
    const auto value = FindExact(record, path);
    if (!value) continue;
    EachText(*value, [&](std::string text) {
      if (IsAddress(text)) AddOnce(out, std::move(text));
    });
  }
}

Owner OwnerIn(ValueView record, bool account, const ResultWords& words) {
  Owner owner;
  Collect(record, WordListId::OwnerEmails, words, owner.emails);
  CollectAddresses(record, words, owner.emails);
  Collect(record, WordListId::OwnerIds, words, owner.ids);
  if (account) Collect(record, WordListId::AccountIds, words, owner.ids);
  return owner;
}

// The record itself, the only one of a list, or what it wraps.
Owner OwnerInside(ValueView record, bool account, const ResultWords& words, int depth) {
  if (record.is_list() && record.size() == 1) record = *record.At(0);
  Owner owner = OwnerIn(record, account, words);
  for (auto entry = record.first(); owner.empty() && record.is_map() && depth > 0 && entry;
       entry = record.next(*entry)) {
    const bool record_inside = entry->value().is_map() || entry->value().is_list();
    if (record_inside && words.Wraps(record, entry->key))
      owner = OwnerInside(entry->value(), account, words, depth - 1);
  }
  return owner;
}

std::vector<std::string> Texts(ValueView map, std::string_view key) {
  std::vector<std::string> texts;
  const auto list = map.is_map() ? map.Find(key) : std::nullopt;
  for (auto entry = list ? list->first() : std::nullopt; entry; entry = list->next(*entry)) {
    texts.emplace_back(entry->value().text());
  }
  return texts;
}

Value ToList(const std::vector<std::string>& texts) {
  ListBuilder list;
  for (const std::string& text : texts) list.Add(Value::String(text).view());
  return list.Build();
}

Value ToValue(const Owner& owner) {
  if (owner.empty()) return Value();
  MapBuilder map;
  map.Add(kEmail, ToList(owner.emails).view());
  map.Add(kId, ToList(owner.ids).view());
  return map.Build();
}

Owner FromValue(ValueView value) { return {Texts(value, kEmail), Texts(value, kId)}; }

bool Meets(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

bool IsSomebodyElse(const Owner& owner, const Owner& customer) {
  const bool emails = !owner.emails.empty() && !customer.emails.empty();
  const bool ids = !owner.ids.empty() && !customer.ids.empty();
  if (!emails && !ids) return false;
  return !Meets(owner.emails, customer.emails) && !Meets(owner.ids, customer.ids);
}

bool NamesElse(ValueView value, const Owner& customer, const ResultWords& words, int depth) {
  if (value.is_list()) {
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      if (depth > 0 && NamesElse(entry->value(), customer, words, depth - 1)) return true;
    }
    return false;
  }
  if (!value.is_map()) return false;
  const Owner owner = OwnerIn(value, false, words);
  if (IsSomebodyElse(owner, customer)) return true;
  for (auto entry = value.first(); entry && depth > 0; entry = value.next(*entry)) {
    if (words.Wraps(value, entry->key) && NamesElse(entry->value(), customer, words, depth - 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Value OwnerOf(ValueView record, bool account, const ResultWords& words) {
  return ToValue(OwnerInside(record, account, words, kOwnerDepth));
}

Value OwnerOfFact(std::string_view name, ValueView value, const ResultWords& words) {
  const std::string squashed = FieldPath(name).words;
  const auto names = [&](WordListId list) {
    const auto& paths = words.paths(list);
    return std::any_of(paths.begin(), paths.end(),
                       [&](const FieldPath& path) { return path.words == squashed; });
  };
  Owner owner;
  if (names(WordListId::OwnerEmails) || (names(WordListId::OwnerNames) && IsAddress(Plain(value))))
    EachText(value, [&](std::string text) { AddOnce(owner.emails, std::move(text)); });
  if (names(WordListId::OwnerIds)) AddOnce(owner.ids, Plain(value));
  return ToValue(owner);
}

Value OwnerLookedUp(ValueView owner, ValueView arguments, const ResultWords& words) {
  Owner known = FromValue(owner);
  Owner asked;
  for (auto entry = arguments.first(); entry; entry = arguments.next(*entry)) {
    const Owner named = FromValue(OwnerOfFact(entry->key, entry->value(), words).view());
    asked.emails.insert(asked.emails.end(), named.emails.begin(), named.emails.end());
    asked.ids.insert(asked.ids.end(), named.ids.begin(), named.ids.end());
    if (std::string text = Plain(entry->value()); IsAddress(text)) {
      AddOnce(asked.emails, std::move(text));
    }
  }
  if (known.emails.empty()) known.emails = std::move(asked.emails);
  if (known.ids.empty()) known.ids = std::move(asked.ids);
  return ToValue(known);
}

bool NamesSomebodyElse(ValueView result, ValueView customer, const ResultWords& words) {
  return !customer.is_null() && NamesElse(result, FromValue(customer), words, kOwnerDepth);
}

Value MergeOwners(ValueView known, ValueView news) {
  Owner merged = FromValue(known);
  const Owner more = FromValue(news);
  for (const std::string& email : more.emails) AddOnce(merged.emails, email);
  for (const std::string& id : more.ids) AddOnce(merged.ids, id);
  return ToValue(merged);
}

}  // namespace proviso::vm
