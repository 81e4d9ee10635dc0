// SPDX-License-Identifier: Apache-2.0
// Tools answered from a stub file:
//
//   {"order_get": [{"when": {"order_id": "1001"}, "result": {"status": "paid"}},
//                  {"error": {"code": "timeout", "message": "the shop did not answer"}}]}
//
// The first entry whose `when` is a subset of the arguments answers; an entry without `when` always
// does. A subset: every name in `when` is an argument with an equal JSON value (10 and 10.0 are
// equal, 10 and "10" are not; keys of objects in any order). When no entry answers, the call fails
// with `not_stubbed`. The same format as JSON Schema: docs/stubs.schema.json.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "runtime/tool_interface.h"

namespace proviso::session {

class StubHost : public runtime::ToolHost {
 public:
  // `source` names the file in errors. `known_tools`: what may be stubbed; another name is an
  // error, for it is most likely a typing error. The error lists everything that is wrong, a line
  // each. Codes: "json_syntax", "stubs". Never throws.
  static Result<StubHost> Parse(std::string_view json, std::string_view source,
                                std::span<const std::string> known_tools);

  runtime::ToolOutcome Call(const runtime::ToolCall& call) override;

 private:
  struct Entry {
    std::shared_ptr<const nlohmann::ordered_json> when;  // null: fits every call
    runtime::ToolOutcome answer;
  };
  friend class StubFileReader;

  std::map<std::string, std::vector<Entry>, std::less<>> entries_;
};

// Equal as JSON values: numbers by value, objects whatever the order of their keys.
bool EqualJson(const nlohmann::ordered_json& a, const nlohmann::ordered_json& b);

}  // namespace proviso::session
