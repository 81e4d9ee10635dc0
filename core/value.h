// SPDX-License-Identifier: Apache-2.0
// Values as they stand in constant pools, snapshots and tool calls: one flat, self-delimiting
// binary form, read in place. A turn of the VM copies bytes and never builds a tree (a JSON
// snapshot by hand costs 4 us a turn, a flat one 0.09 us), and a value is hashed and compared by
// its bytes.
//
//   value   := tag payload
//   Null    0x00
//   False   0x01
//   True    0x02
//   Integer 0x03 zigzag varint (64 bit)
//   Decimal 0x04 varint length, canonical decimal text ("-12.5": no exponent, no trailing zeros)
//   String  0x05 varint length, UTF-8
//   List    0x06 varint byte length of the rest, varint count, values
//   Map     0x07 varint byte length of the rest, varint count, (varint length, UTF-8 key, value)*
//   Money   0x08 three letters of ISO 4217, varint length, canonical decimal text
//
// Map keys keep their order of insertion; duplicate keys do not occur (FromJson keeps the last).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proviso {

enum class ValueKind : std::uint8_t {
  Null = 0,
  False = 1,
  True = 2,
  Integer = 3,
  Decimal = 4,
  String = 5,
  List = 6,
  Map = 7,
  Money = 8,
};

class ValueView;

// An owned value: the bytes above. Default is Null. Value semantics.
class Value {
 public:
  Value() : bytes_(1, '\0') {}
  explicit Value(ValueView view);

  static Value Null() { return Value(); }
  static Value Bool(bool value);
  static Value Integer(std::int64_t value);
  // `text` is any decimal numeral without exponent ("10", "-0.50"); it is made canonical. A numeral
  // without a fraction that fits 64 bits becomes an Integer. What is no numeral gives Null.
  static Value Decimal(std::string_view text);
  static Value String(std::string_view text);
  static Value Money(std::string_view currency, std::string_view amount);

  ValueView view() const;
  const std::string& bytes() const { return bytes_; }
  bool operator==(const Value&) const = default;

 private:
  friend class ListBuilder;
  friend class MapBuilder;
  friend class ValueReader;
  explicit Value(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

// A borrowed, validated value: the bytes must outlive the view and must have passed CheckValue (or
// come from a Value). Cheap to copy.
class ValueView {
 public:
  ValueView();  // Null
  // INVARIANT: `bytes` starts with a whole value (CheckValue said so); trailing bytes are ignored.
  static ValueView FromChecked(std::string_view bytes);

  ValueKind kind() const { return static_cast<ValueKind>(bytes_[0]); }
  bool is_null() const { return kind() == ValueKind::Null; }
  bool is_bool() const { return kind() == ValueKind::True || kind() == ValueKind::False; }
  bool is_true() const { return kind() == ValueKind::True; }
  bool is_number() const { return kind() == ValueKind::Integer || kind() == ValueKind::Decimal; }
  bool is_string() const { return kind() == ValueKind::String; }
  bool is_list() const { return kind() == ValueKind::List; }
  bool is_map() const { return kind() == ValueKind::Map; }

  std::int64_t integer() const;       // kind Integer
  std::string_view text() const;      // String: the text; Decimal, Money: the numeral
  std::string_view currency() const;  // Money
  std::size_t size() const;           // List, Map: number of elements; otherwise 0
  std::string_view bytes() const { return bytes_; }

  // Iteration over List and Map: `first()` then `next` until nullopt.
  struct Entry {
    std::string_view key;   // empty in a List
    std::string_view rest;  // internal position
    std::string_view value_bytes;
    ValueView value() const { return ValueView::FromChecked(value_bytes); }
  };
  std::optional<Entry> first() const;
  std::optional<Entry> next(const Entry& entry) const;

  std::optional<ValueView> Find(std::string_view key) const;  // Map
  std::optional<ValueView> At(std::size_t index) const;       // List

  // Same bytes. Numbers and money are canonical, so this is also equality of values, save that 10
  // and "10" differ.
  bool operator==(const ValueView& other) const { return bytes_ == other.bytes_; }

 private:
  explicit ValueView(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

inline constexpr int kMaxValueDepth = 64;

// Length in bytes of the value at the start of `bytes`, or nullopt when it is malformed, nested
// more than `max_depth` (at most kMaxValueDepth) deep, or longer than `bytes`. Never reads past the
// end.
std::optional<std::size_t> CheckValue(std::string_view bytes, int max_depth = kMaxValueDepth);

class ListBuilder {
 public:
  void Add(ValueView value);
  Value Build() const;

 private:
  std::string items_;
  std::uint64_t count_ = 0;
};

class MapBuilder {
 public:
  void Add(std::string_view key, ValueView value);
  Value Build() const;

 private:
  std::string items_;
  std::uint64_t count_ = 0;
};

// How a value is shown to a customer: text as it is, 10 as "10", a money value as "80.00 EUR", a
// list joined by commas, a map's scalar values joined by commas (an address on one line;
// identifiers and truth values are left out). Null is "".
std::string DisplayText(ValueView value);
void AppendDisplayText(std::string& out, ValueView value);

}  // namespace proviso
