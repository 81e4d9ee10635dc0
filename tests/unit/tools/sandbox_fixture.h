// SPDX-License-Identifier: Apache-2.0
// The standard shop, and short ways to call its tools.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "stdlib-tools/sandbox/sandbox.h"
#include "tests/unit/json_value.h"

namespace proviso {

using Json = nlohmann::ordered_json;

class SandboxTest : public ::testing::Test {
 protected:
  runtime::ToolOutcome Outcome(const std::string& tool, const Json& args,
                               const std::string& key = "") {
    return sandbox_->Call({tool, testing::ValueOf(args), key, 1});
  }
  // The result of a call that must succeed.
  Json Call(const std::string& tool, const Json& args, const std::string& key = "") {
    runtime::ToolOutcome outcome = Outcome(tool, args, key);
    if (const auto* error = std::get_if<runtime::ToolError>(&outcome)) {
      ADD_FAILURE() << tool << args.dump() << ": " << error->code << ": " << error->message;
      return Json::object();
    }
    return ToJson(std::get<Value>(outcome).view());
  }
  // The error of a call that must fail.
  runtime::ToolError Fail(const std::string& tool, const Json& args, const std::string& key = "") {
    runtime::ToolOutcome outcome = Outcome(tool, args, key);
    if (const auto* error = std::get_if<runtime::ToolError>(&outcome)) {
      return *error;
    }
    ADD_FAILURE() << tool << args.dump() << " gave "
                  << ToJson(std::get<Value>(outcome).view()).dump();
    return {};
  }
  int Stock(const std::string& item) { return Call("check_stock", {{"item", item}})["quantity"]; }

  std::unique_ptr<Sandbox> sandbox_ = Sandbox::Standard();
};

}  // namespace proviso
