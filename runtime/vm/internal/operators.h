// SPDX-License-Identifier: Apache-2.0
// Comparisons and arithmetic of conditions. Three-valued: what cannot be said is unknown, which in
// code is Null, and never a guess.
#pragma once

#include <optional>

#include "core/value.h"

namespace proviso::vm {

using Truth = std::optional<bool>;  // nullopt: unknown

// Anything but a truth value is unknown.
inline Truth ToTruth(ValueView value) {
  if (value.kind() == ValueKind::True) return true;
  if (value.kind() == ValueKind::False) return false;
  return std::nullopt;
}

Truth Not(Truth a);
Truth And(Truth a, Truth b);
Truth Or(Truth a, Truth b);

// Texts without case, spaces, hyphens and underscores; a number equals its numeral ("1001" and
// 1001).
Truth Equal(ValueView a, ValueView b);
// Numbers and numerals, money of one currency, ISO dates. Unknown otherwise.
Truth Less(ValueView a, ValueView b);
Truth LessOrEqual(ValueView a, ValueView b);
// Text in text, or an element of a list.
Truth Contains(ValueView container, ValueView item);
Truth OneOf(ValueView value, ValueView list);
bool IsEmpty(ValueView value);

// Null where kinds differ, a result would be too long, or the divisor is zero.
Value Add(ValueView a, ValueView b);
Value Subtract(ValueView a, ValueView b);
Value Multiply(ValueView a, ValueView b);
Value Divide(ValueView a, ValueView b);
// Of a list or map its elements; a number is its own; Null, where nothing is known, of Null.
Value Count(ValueView value);
Value Sum(ValueView list);
// A number without a currency in the currency of `other`; everything else as it is.
Value InCurrencyOf(ValueView amount, ValueView other);
// Seconds from `from` to `to`, both ISO 8601; Null where one is not.
Value Elapsed(ValueView from, ValueView to);
// What both say, one after the other; Null when one of them is Null, so that no text with a gap is
// sent.
Value Join(ValueView first, ValueView second);

}  // namespace proviso::vm
