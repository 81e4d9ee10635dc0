// SPDX-License-Identifier: Apache-2.0
// Fields found in a tool's result by name, at run time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "core/value.h"

namespace proviso::vm {

class ResultWords;

// A path made ready for comparing: "addresses.0.id" is three segments.
struct FieldPath {
  explicit FieldPath(std::string_view path);
  std::vector<std::string> segments;  // squashed (internal/loose_text.h)
  std::string words;                  // all segments in one: what the end of a key must say
};

// The value at exactly this path, if any: keys compared loosely, a number indexes a list.
std::optional<ValueView> FindExact(ValueView root, const FieldPath& path);

// Looks for the first of `paths` (LANGUAGE section 3, placeholders), in this order: each path
// exactly; for each path, a key whose end says its words ("shipping_status" for "status",
// "billing_address_id" for "address.id"); then the same in the maps inside, level by level, and in
// the first element of lists, kMaxFieldDepth levels deep. Values that cannot be of `type` are
// passed over. Null when nothing is found.
inline constexpr int kMaxFieldDepth = 3;
ValueView FindField(ValueView root, const std::vector<FieldPath>& paths, ValueType type,
                    bool self_if_scalar);

// The amount at the first of `paths` that is there, in the record itself or what it wraps; never
// another field that looks like it. Money with its currency, from the amount or from beside it;
// Null when it is missing, negative or has no currency.
Value FindAmount(ValueView root, const std::vector<FieldPath>& paths, const ResultWords& words);

}  // namespace proviso::vm
