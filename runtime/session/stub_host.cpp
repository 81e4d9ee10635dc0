// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/stub_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/nearest.h"
#include "core/value_json.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

bool IsSubset(const Json& when, const Json& args) {
  return std::all_of(when.items().begin(), when.items().end(), [&](const auto& item) {
    const auto found = args.find(item.key());
    return found != args.end() && EqualJson(item.value(), *found);
  });
}

std::string_view KindOf(const Json& json) { return json.type_name(); }

}  // namespace

bool EqualJson(const Json& a, const Json& b) {
  if (a.is_object() && b.is_object()) return a.size() == b.size() && IsSubset(a, b);
  if (a.is_array() && b.is_array()) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), EqualJson);
  }
  return a == b;
}

// Collects every problem of a stub file, so that its author mends them in one go.
class StubFileReader {
 public:
  StubFileReader(std::string_view source, std::span<const std::string> known_tools)
      : source_(source), known_tools_(known_tools) {}

  Result<StubHost> Read(std::string_view text) {
    auto json = ParseJson(text);
    if (!json) {
      return Error{json.error().code, fmt::format("{}: {}", source_, json.error().message)};
    }
    if (!json->is_object()) {
      Problem("", fmt::format("a stub file is an object of tool names, found {}", KindOf(*json)));
    } else {
      for (const auto& [tool, answers] : json->items()) ReadTool(tool, answers);
    }
    if (!problems_.empty()) return Error{"stubs", std::move(problems_)};
    return std::move(host_);
  }

 private:
  void Problem(std::string_view where, std::string_view what) {
    if (!problems_.empty()) problems_ += '\n';
    problems_ += where.empty() ? fmt::format("{}: {}", source_, what)
                               : fmt::format("{}: {}: {}", source_, where, what);
  }

  void ReadTool(const std::string& tool, const Json& answers) {
    if (tool == "$schema") return;
    CheckName(tool);
    if (!answers.is_array()) {
      Problem(tool, fmt::format("the answers of a tool are a list of entries, found {}; write "
                                "\"{}\": [ … ]",
                                KindOf(answers), tool));
      return;
    }
    std::vector<StubHost::Entry>& entries = host_.entries_[tool];
    for (std::size_t i = 0; i < answers.size(); ++i) {
      ReadEntry(fmt::format("{}[{}]", tool, i), answers[i], entries);
    }
  }

  void CheckName(const std::string& tool) {
    if (std::find(known_tools_.begin(), known_tools_.end(), tool) != known_tools_.end()) return;
    std::string hint;
    for (const std::string& name : NearestNames(tool, known_tools_)) {
      hint += fmt::format("{}`{}`", hint.empty() ? "; did you mean " : ", ", name);
    }
    Problem(tool,
            fmt::format("no policy of the bundle names a tool `{}` and no catalogue knows one{}",
                        tool, hint));
  }

  void ReadEntry(const std::string& where, const Json& json,
                 std::vector<StubHost::Entry>& entries) {
    if (!json.is_object()) {
      Problem(where, fmt::format("an entry is an object with `result` or `error`, found {}",
                                 KindOf(json)));
      return;
    }
    StubHost::Entry entry;
    bool answered = false;
    for (const auto& [key, value] : json.items()) {
      if (key == "when") {
        ReadWhen(where, value, entry);
      } else if (key == "result" || key == "error") {
        if (answered) Problem(where, "an entry has `result` or `error`, not both");
        answered = true;
        ReadAnswer(where, key, value, entry);
      } else {
        Problem(where, fmt::format("`{}` is not part of an entry; it has `when`, and `result` or "
                                   "`error`",
                                   key));
      }
    }
    if (!answered) Problem(where, "an entry needs `result` or `error`");
    entries.push_back(std::move(entry));
  }

  std::optional<Value> Converted(const std::string& where, const Json& json) {
    auto value = FromJson(json);
    if (value) return std::move(*value);
    Problem(where, value.error().message);
    return std::nullopt;
  }

  void ReadWhen(const std::string& where, const Json& json, StubHost::Entry& entry) {
    if (!json.is_object()) {
      Problem(where + ".when",
              fmt::format("`when` is an object of arguments, found {}", KindOf(json)));
    } else if (auto value = Converted(where + ".when", json)) {
      entry.when = std::make_shared<const Json>(ToJson(value->view()));
    }
  }

  void ReadAnswer(const std::string& where, std::string_view key, const Json& json,
                  StubHost::Entry& entry) {
    if (key == "result") {
      if (auto value = Converted(where + ".result", json)) entry.answer = std::move(*value);
      return;
    }
    const bool has_code = json.is_object() && json.contains("code") && json["code"].is_string();
    const bool message_fits =
        json.is_object() && (!json.contains("message") || json["message"].is_string());
    if (!has_code || !message_fits) {
      Problem(where + ".error",
              "an error is an object with a text `code` and, if you like, a text `message`");
      return;
    }
    entry.answer =
        runtime::ToolError{json["code"].get<std::string>(), json.value("message", std::string())};
  }

  std::string_view source_;
  std::span<const std::string> known_tools_;
  StubHost host_;
  std::string problems_;
};

Result<StubHost> StubHost::Parse(std::string_view json, std::string_view source,
                                 std::span<const std::string> known_tools) {
  return StubFileReader(source, known_tools).Read(json);
}

runtime::ToolOutcome StubHost::Call(const runtime::ToolCall& call) {
  const auto found = entries_.find(call.tool);
  if (found != entries_.end()) {
    const Json args = ToJson(call.args.view());
    for (const Entry& entry : found->second) {
      if (entry.when == nullptr || IsSubset(*entry.when, args)) return entry.answer;
    }
  }
  return runtime::ToolError{
      "not_stubbed",
      found == entries_.end()
          ? fmt::format("the stub file has no entry for `{}`", call.tool)
          : fmt::format("no entry of the stub file for `{}` fits these arguments", call.tool)};
}

}  // namespace proviso::session
