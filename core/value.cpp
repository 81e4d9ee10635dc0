// SPDX-License-Identifier: Apache-2.0
#include "core/value.h"

#include "core/assert.h"
#include "core/currency.h"
#include "core/decimal.h"
#include "core/utf8.h"
#include "core/varint.h"

namespace proviso {
namespace {

constexpr std::string_view kNullBytes("\0", 1);
constexpr std::size_t kCurrencyLength = 3;

void AppendText(std::string& out, std::string_view text) {
  AppendVarint(out, text.size());
  out.append(text);
}

// Every text of a value is UTF-8: what a channel or tool delivers otherwise is repaired here, once,
// so that a snapshot with it still decodes and JSON can still be written.
void AppendCheckedText(std::string& out, std::string_view text) {
  if (IsUtf8(text)) {
    AppendText(out, text);
  } else {
    AppendText(out, RepairUtf8(text));
  }
}

char Tag(ValueKind kind) { return static_cast<char>(kind); }

bool TakeText(std::string_view& bytes, std::string_view& text) {
  std::uint64_t length = 0;
  if (!TakeVarint(bytes, length) || length > bytes.size()) return false;
  text = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return true;
}

bool IsCurrency(std::string_view text) {
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return false;
  }
  return text.size() == kCurrencyLength;
}

bool TakeValue(std::string_view& bytes, int depth);

bool TakeElements(std::string_view& bytes, ValueKind kind, int depth) {
  std::string_view rest;
  std::uint64_t count = 0;
  if (depth <= 0 || !TakeText(bytes, rest) || !TakeVarint(rest, count)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (kind == ValueKind::Map) {
      std::string_view key;
      if (!TakeText(rest, key) || !IsUtf8(key)) return false;
    }
    if (!TakeValue(rest, depth - 1)) return false;
  }
  return rest.empty();
}

bool TakeDecimal(std::string_view& bytes) {
  std::string_view text;
  if (!TakeText(bytes, text) || !IsCanonicalDecimal(text)) return false;
  // A number that fits an Integer has only that spelling.
  return text.find('.') != std::string_view::npos || !DecimalToInteger(text);
}

bool TakeMoney(std::string_view& bytes) {
  if (!IsCurrency(bytes.substr(0, kCurrencyLength))) return false;
  bytes.remove_prefix(kCurrencyLength);
  std::string_view text;
  return TakeText(bytes, text) && IsCanonicalDecimal(text);
}

bool TakeValue(std::string_view& bytes, int depth) {
  if (bytes.empty()) return false;
  const auto kind = static_cast<ValueKind>(bytes.front());
  bytes.remove_prefix(1);
  std::string_view text;
  std::uint64_t number = 0;
  switch (kind) {
    case ValueKind::Null:
    case ValueKind::False:
    case ValueKind::True:
      return true;
    case ValueKind::Integer:
      return TakeVarint(bytes, number);
    case ValueKind::Decimal:
      return TakeDecimal(bytes);
    case ValueKind::String:
      return TakeText(bytes, text) && IsUtf8(text);
    case ValueKind::List:
    case ValueKind::Map:
      return TakeElements(bytes, kind, depth);
    case ValueKind::Money:
      return TakeMoney(bytes);
  }
  return false;
}

// Length of a value that is known to be whole.
std::size_t CheckedLength(std::string_view bytes) {
  std::string_view rest = bytes.substr(1);
  std::uint64_t number = 0;
  switch (static_cast<ValueKind>(bytes.front())) {
    case ValueKind::Null:
    case ValueKind::False:
    case ValueKind::True:
      return 1;
    case ValueKind::Integer:
      TakeVarint(rest, number);
      return bytes.size() - rest.size();
    case ValueKind::Money:
      rest.remove_prefix(kCurrencyLength);
      break;
    default:
      break;
  }
  TakeVarint(rest, number);
  return bytes.size() - rest.size() + number;
}

// The elements of a List or Map, after their count.
std::string_view Elements(std::string_view bytes, std::uint64_t& count) {
  std::string_view rest = bytes.substr(1);
  std::uint64_t length = 0;
  TakeVarint(rest, length);
  TakeVarint(rest, count);
  return rest;
}

std::string Wrap(ValueKind kind, std::uint64_t count, std::string_view items) {
  std::string head;
  AppendVarint(head, count);
  std::string bytes(1, Tag(kind));
  AppendVarint(bytes, head.size() + items.size());
  bytes.append(head);
  bytes.append(items);
  return bytes;
}

bool IsShown(const ValueView::Entry& entry) {
  const ValueView value = entry.value();
  const std::string_view key = entry.key;
  const bool identifier = key == "id" || key == "ID" || key.ends_with("_id") || key.ends_with("Id");
  return !identifier && !value.is_list() && !value.is_map() && !value.is_bool();
}

}  // namespace

Value::Value(ValueView view) : bytes_(view.bytes()) {}

Value Value::Bool(bool value) {
  return Value(std::string(1, Tag(value ? ValueKind::True : ValueKind::False)));
}

Value Value::Integer(std::int64_t value) {
  std::string bytes(1, Tag(ValueKind::Integer));
  AppendVarint(bytes, ZigZag(value));
  return Value(std::move(bytes));
}

Value Value::Decimal(std::string_view text) {
  const auto canonical = CanonicalDecimal(text);
  if (!canonical) return Null();
  if (const auto integer = DecimalToInteger(*canonical)) return Integer(*integer);
  std::string bytes(1, Tag(ValueKind::Decimal));
  AppendText(bytes, *canonical);
  return Value(std::move(bytes));
}

Value Value::String(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() + 4);
  bytes.push_back(Tag(ValueKind::String));
  AppendCheckedText(bytes, text);
  return Value(std::move(bytes));
}

Value Value::Money(std::string_view currency, std::string_view amount) {
  const auto canonical = CanonicalDecimal(amount);
  if (!canonical || !IsCurrency(currency)) return Null();
  std::string bytes(1, Tag(ValueKind::Money));
  bytes.append(currency);
  AppendText(bytes, *canonical);
  return Value(std::move(bytes));
}

ValueView Value::view() const { return ValueView::FromChecked(bytes_); }

ValueView::ValueView() : bytes_(kNullBytes) {}

ValueView ValueView::FromChecked(std::string_view bytes) {
  return ValueView(bytes.substr(0, CheckedLength(bytes)));
}

std::int64_t ValueView::integer() const {
  PROVISO_ASSERT(kind() == ValueKind::Integer);
  std::string_view rest = bytes_.substr(1);
  std::uint64_t number = 0;
  TakeVarint(rest, number);
  return UnZigZag(number);
}

std::string_view ValueView::text() const {
  PROVISO_ASSERT(kind() == ValueKind::String || kind() == ValueKind::Decimal ||
                 kind() == ValueKind::Money);
  std::string_view rest = bytes_.substr(kind() == ValueKind::Money ? 1 + kCurrencyLength : 1);
  std::string_view text;
  TakeText(rest, text);
  return text;
}

std::string_view ValueView::currency() const {
  PROVISO_ASSERT(kind() == ValueKind::Money);
  return bytes_.substr(1, kCurrencyLength);
}

std::size_t ValueView::size() const {
  if (!is_list() && !is_map()) return 0;
  std::uint64_t count = 0;
  Elements(bytes_, count);
  return count;
}

std::optional<ValueView::Entry> ValueView::first() const {
  if (!is_list() && !is_map()) return std::nullopt;
  std::uint64_t count = 0;
  Entry before;
  before.rest = Elements(bytes_, count);
  return next(before);
}

std::optional<ValueView::Entry> ValueView::next(const Entry& entry) const {
  if (entry.rest.empty()) return std::nullopt;
  Entry result;
  result.rest = entry.rest;
  if (is_map()) TakeText(result.rest, result.key);
  const std::size_t length = CheckedLength(result.rest);
  result.value_bytes = result.rest.substr(0, length);
  result.rest.remove_prefix(length);
  return result;
}

std::optional<ValueView> ValueView::Find(std::string_view key) const {
  if (!is_map()) return std::nullopt;
  for (auto entry = first(); entry; entry = next(*entry)) {
    if (entry->key == key) return entry->value();
  }
  return std::nullopt;
}

std::optional<ValueView> ValueView::At(std::size_t index) const {
  if (!is_list()) return std::nullopt;
  for (auto entry = first(); entry; entry = next(*entry)) {
    if (index-- == 0) return entry->value();
  }
  return std::nullopt;
}

std::optional<std::size_t> CheckValue(std::string_view bytes, int max_depth) {
  std::string_view rest = bytes;
  if (!TakeValue(rest, max_depth)) return std::nullopt;
  return bytes.size() - rest.size();
}

void ListBuilder::Add(ValueView value) {
  items_.append(value.bytes());
  ++count_;
}

Value ListBuilder::Build() const { return Value(Wrap(ValueKind::List, count_, items_)); }

void MapBuilder::Add(std::string_view key, ValueView value) {
  AppendCheckedText(items_, key);
  items_.append(value.bytes());
  ++count_;
}

Value MapBuilder::Build() const { return Value(Wrap(ValueKind::Map, count_, items_)); }

// Lists show every element, maps only what a customer would recognise: an address on one line,
// without its number in some database, its flags or its lists of tags.
void AppendDisplayText(std::string& out, ValueView value) {
  switch (value.kind()) {
    case ValueKind::Null:
      return;
    case ValueKind::False:
      out.append("false");
      return;
    case ValueKind::True:
      out.append("true");
      return;
    case ValueKind::Integer:
      out.append(std::to_string(value.integer()));
      return;
    case ValueKind::Decimal:
    case ValueKind::String:
      out.append(value.text());
      return;
    case ValueKind::Money:
      out.append(FormatAmount(value.currency(), value.text())).append(" ").append(value.currency());
      return;
    case ValueKind::Map:
      // A value that carries its own wording (an address as the customer wrote it) is shown by it.
      if (const auto text = value.Find("text"); text && text->is_string()) {
        out.append(text->text());
        return;
      }
      break;
    case ValueKind::List:
      break;
  }
  const std::size_t start = out.size();
  for (auto entry = value.first(); entry; entry = value.next(*entry)) {
    if (value.is_map() && !IsShown(*entry)) continue;
    const std::size_t before = out.size();
    if (before != start) out.append(", ");
    const std::size_t after_comma = out.size();
    AppendDisplayText(out, entry->value());
    if (out.size() == after_comma) out.resize(before);
  }
}

std::string DisplayText(ValueView value) {
  std::string out;
  AppendDisplayText(out, value);
  return out;
}

}  // namespace proviso
