// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/sandbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "bytecode/tool_catalogue.h"
#include "core/assert.h"
#include "core/value_json.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "stdlib-tools/json_schema.h"
#include "stdlib-tools/sandbox/embedded.h"
#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/shop_json.h"

namespace proviso {
namespace {

using sandbox::Json;

// Nested values of a call are small; nlohmann's writer and our readers recurse.
constexpr int kMaxArgumentDepth = 32;

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue catalogue = LoadStandardCatalogue();
  return catalogue;
}

const sandbox::Registry& Handlers() {
  static const sandbox::Registry registry = sandbox::AllTools();
  return registry;
}

// What a tool accepts. Compiled at its first call and kept: many short conversations, each with a
// sandbox of its own, call the same few tools.
std::shared_ptr<const JsonSchema> InputSchema(const ToolDefinition& tool) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const JsonSchema>> schemas;
  const std::lock_guard lock(mutex);
  std::shared_ptr<const JsonSchema>& schema = schemas[tool.name];
  if (schema == nullptr) {
    Result<JsonSchema> compiled = JsonSchema::Compile(Json::parse(tool.json)["inputSchema"]);
    PROVISO_ASSERT(compiled.has_value());
    schema = std::make_shared<const JsonSchema>(std::move(compiled).value());
  }
  return schema;
}

bool TooDeep(const Json& value, int depth) {
  if (depth > kMaxArgumentDepth) {
    return true;
  }
  for (const Json& part : value) {
    if (part.is_structured() && TooDeep(part, depth + 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view sandbox::SandboxFile(std::string_view name) {
  for (const EmbeddedFile& file : SandboxFiles()) {
    if (file.name == name) {
      return file.text;
    }
  }
  return {};
}

struct Sandbox::Impl {
  struct Done {
    std::string tool;
    Json args;
    Json result;
  };
  struct Failure {
    runtime::ToolError error;
    int times = 0;
  };

  sandbox::Shop shop;
  std::map<std::string, Done> done;  // by idempotency key
  std::map<std::string, Failure, std::less<>> failures;

  std::optional<runtime::ToolError> TakeFailure(std::string_view tool);
  std::optional<runtime::ToolError> CheckArguments(const ToolDefinition& tool, const Json& args);
  sandbox::ToolOutcome Call(const runtime::ToolCall& call);
};

std::optional<runtime::ToolError> Sandbox::Impl::TakeFailure(std::string_view tool) {
  auto found = failures.find(tool);
  if (found == failures.end() || found->second.times <= 0) {
    return std::nullopt;
  }
  --found->second.times;
  return found->second.error;
}

std::optional<runtime::ToolError> Sandbox::Impl::CheckArguments(const ToolDefinition& tool,
                                                                const Json& args) {
  auto fail = [&](std::string what) {
    return runtime::ToolError{"invalid_argument", fmt::format("@{}: {}", tool.name, what)};
  };
  if (!args.is_object() || TooDeep(args, 0)) {
    return fail("arguments are an object of parameters by name, not nested deeply");
  }
  for (const ToolParameter& parameter : tool.parameters) {
    if (parameter.required && !args.contains(parameter.name)) {
      return fail(
          fmt::format("parameter `{}` is missing; call {}", parameter.name, SignatureText(tool)));
    }
  }
  for (const auto& [name, value] : args.items()) {
    if (tool.FindParameter(name) == nullptr) {
      return fail(fmt::format("parameter `{}` is not known; call {}", name, SignatureText(tool)));
    }
  }
  const std::vector<SchemaViolation> violations = InputSchema(tool)->Check(args);
  if (violations.empty()) {
    return std::nullopt;
  }
  return fail(fmt::format("parameter `{}`: {}; call {}", violations.front().path,
                          violations.front().message, SignatureText(tool)));
}

sandbox::ToolOutcome Sandbox::Impl::Call(const runtime::ToolCall& call) {
  const ToolDefinition* tool = Catalogue().Find(call.tool);
  const sandbox::Handler handler = Handlers().Find(call.tool);
  const Json args = ToJson(call.args.view());
  if (tool == nullptr || handler == nullptr) {
    return runtime::ToolError{"unknown_tool",
                              fmt::format("the sandbox has no tool @{}", call.tool)};
  }
  if (auto failure = TakeFailure(call.tool)) {
    return *failure;
  }
  if (auto done_before = done.find(call.idempotency_key); done_before != done.end()) {
    if (done_before->second.tool == call.tool && done_before->second.args == args) {
      return done_before->second.result;
    }
    return runtime::ToolError{"invalid_argument",
                              fmt::format("@{}: the idempotency key {} was used for another call",
                                          call.tool, call.idempotency_key)};
  }
  if (auto error = CheckArguments(*tool, args)) {
    return *error;
  }
  sandbox::ToolOutcome outcome = handler(shop, sandbox::Arguments(args));
  const Json* result = std::get_if<Json>(&outcome);
  if (result != nullptr && tool->effect != ToolEffect::Read && !call.idempotency_key.empty()) {
    done.emplace(call.idempotency_key, Done{call.tool, args, *result});
  }
  return outcome;
}

Sandbox::Sandbox(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sandbox::~Sandbox() = default;

std::unique_ptr<Sandbox> Sandbox::Standard() {
  Result<std::unique_ptr<Sandbox>> made = Create(sandbox::SandboxFile("shop.json"));
  PROVISO_ASSERT(made.has_value());
  return std::move(made).value();
}

Result<std::unique_ptr<Sandbox>> Sandbox::Create(std::string_view json) {
  PROVISO_TRY(const Json data, ParseJson(json));
  if (TooDeep(data, 0)) {
    return Error{"shop_data", "the file is nested too deeply to be a sandbox's data"};
  }
  try {
    PROVISO_TRY(sandbox::Shop shop, sandbox::ShopFromJson(data));
    auto impl = std::make_unique<Impl>();
    impl->shop = std::move(shop);
    return std::unique_ptr<Sandbox>(new Sandbox(std::move(impl)));
  } catch (const std::exception& error) {
    return Error{"shop_data", fmt::format("the file cannot be read: {}", error.what())};
  }
}

std::unique_ptr<Sandbox> Sandbox::Clone() const {
  return std::unique_ptr<Sandbox>(new Sandbox(std::make_unique<Impl>(*impl_)));
}

runtime::ToolOutcome Sandbox::Call(const runtime::ToolCall& call) {
  try {
    sandbox::ToolOutcome outcome = impl_->Call(call);
    if (auto* error = std::get_if<runtime::ToolError>(&outcome)) return std::move(*error);
    auto value = FromJson(std::get<Json>(outcome));
    if (value) return std::move(*value);
    return runtime::ToolError{"bad_result", value.error().message};
  } catch (const std::exception& error) {
    // JSON of a kind that no schema foresaw. The shop is whole: handlers check before they change.
    return runtime::ToolError{"invalid_argument", fmt::format("@{}: {}", call.tool, error.what())};
  }
}

void Sandbox::FailNext(std::string_view tool, runtime::ToolError error, int times) {
  impl_->failures[std::string(tool)] = {std::move(error), times};
}

std::string Sandbox::now() const { return sandbox::FormatIsoTime(impl_->shop.now); }

Result<void> Sandbox::SetNow(std::string_view time) {
  const auto parsed = sandbox::ParseIsoTime(time);
  if (!parsed) {
    return Error{"time", fmt::format("`{}` is no time; write it like 2026-03-10T12:00:00Z", time)};
  }
  impl_->shop.now = *parsed;
  return {};
}

nlohmann::ordered_json Sandbox::Snapshot() const { return sandbox::ShopToJson(impl_->shop); }

std::vector<std::string> Sandbox::ToolNames() const { return Handlers().Names(); }

bool Sandbox::Knows(std::string_view tool) const { return Handlers().Find(tool) != nullptr; }

bool Sandbox::Takes(const runtime::ToolCall& call) const {
  const ToolDefinition* tool = Knows(call.tool) ? Catalogue().Find(call.tool) : nullptr;
  if (tool == nullptr) return false;
  const ValueView args = call.args.view();
  for (auto entry = args.first(); entry; entry = args.next(*entry)) {
    if (tool->FindParameter(entry->key) == nullptr) return false;
  }
  return std::all_of(tool->parameters.begin(), tool->parameters.end(),
                     [&](const ToolParameter& parameter) {
                       return !parameter.required || (args.is_map() && args.Find(parameter.name));
                     });
}

}  // namespace proviso
