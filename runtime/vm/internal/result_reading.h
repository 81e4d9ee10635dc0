// SPDX-License-Identifier: Apache-2.0
// What a tool's result is before anybody asks it anything: an answer, a failure that looks like
// one, nothing, or somebody else's record (LANGUAGE section 7). In doubt it is a failure: a failed
// call claims no success, and a person takes over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bytecode/module.h"
#include "core/value.h"
#include "runtime/vm/internal/operators.h"
#include "runtime/vm/internal/result_words.h"

namespace proviso::vm {

struct ResultReading {
  // Pending: whether the effect took place is not known yet.
  enum class Kind { Answer, Failure, NotFound, Pending };
  Kind kind = Kind::Answer;
  std::string message;  // Failure, Pending: what the platform says about it
};

ResultReading ReadResult(ValueView result, const ToolSpec& tool, const CallSite& site,
                         const ResultWords& words);

// A yes or a no in any of the ways that interfaces write them.
Truth YesOrNo(ValueView value);

// Null, empty, {"exists": false}, {"found": false}, {"order": null}: nothing is there.
bool SaysNothing(ValueView result);

// "status", "order_state", "deliveryStatus"; but not the `state` of an address.
bool NamesStatus(ValueView map, std::string_view key, const ResultWords& words);

// Who a record belongs to, as far as it says: a Map of "email" and "id", each a list of folded
// texts; Null when it says neither. `account`: the record is the customer's own account, whose
// number is a plain id.
Value OwnerOf(ValueView record, bool account, const ResultWords& words);
// The same from a fact of the start event ("customer.email"); Null when the fact names nobody.
Value OwnerOfFact(std::string_view name, ValueView value, const ResultWords& words);
// `owner` with what the arguments of its look-up say where it says nothing itself: who is looked up
// by an address has that address.
Value OwnerLookedUp(ValueView owner, ValueView arguments, const ResultWords& words);
// Whether a record, or one in a list of records, names somebody else and nothing of `customer`.
bool NamesSomebodyElse(ValueView result, ValueView customer, const ResultWords& words);
// What both tell of one customer.
Value MergeOwners(ValueView known, ValueView news);

}  // namespace proviso::vm
