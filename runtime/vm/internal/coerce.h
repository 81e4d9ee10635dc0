// SPDX-License-Identifier: Apache-2.0
// Values and declared types.
#pragma once

#include <string_view>

#include "core/value.h"
#include "core/value_type.h"

namespace proviso::vm {

// Without spaces and tabs at its ends. Looks into `text`.
std::string_view Trimmed(std::string_view text);

// Whether a value found somewhere can be of the type as it stands: an address is text or a map, an
// order number text or a number. Null never is, and an empty text is no value.
bool CanBe(ValueType type, ValueView value);

// Whether Coerce would return the value as it is; true for most arguments of most calls.
bool IsAlready(ValueType type, ValueView value);

// The value as the type wants it; Null where it does not fit. Text for the text-like types, a
// number out of "10%" or "12.50", a list around a single value.
Value Coerce(ValueType type, ValueView value);

// A numeral in text: "10", "12.50", "10%", "1,200.00"; Null when there is none.
Value NumberFromText(std::string_view text);
// "$80.00", "80 EUR", "€80"; Null when there is no known currency.
Value MoneyFromText(std::string_view text);

}  // namespace proviso::vm
