// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/lint/internal/json_place.h"
#include "compiler/lint/rule_names.h"
#include "core/nearest.h"

namespace proviso::compiler::lint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kCode = "bad_settings";
// A settings file is written by hand; deeper nesting is none of ours and only a danger.
constexpr int kMaxDepth = 64;

std::size_t LineAt(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(),
                 text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  Result<Settings> Read() {
    Json root;
    try {
      const auto shallow = [this](int depth, Json::parse_event_t event, Json& value) {
        NoteKey(depth, event, value);
        return depth <= kMaxDepth;
      };
      root = Json::parse(text_.begin(), text_.end(), shallow);
    } catch (const Json::parse_error& error) {
      const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
      return Error{std::string(kCode), fmt::format("{}:{}: this is not JSON: {}", name_,
                                                   LineAt(text_, offset), Reason(error.what()))};
    }
    if (!twice_.empty()) {
      path_ = twice_;
      Fail(fmt::format("`{}` stands twice; keep one of the two", twice_.back()));
    }
    if (!root.is_object()) Fail("the settings must be an object, such as {\"lint\": {}}");
    if (!failed_) ReadRoot(root);
    if (failed_) return Error{std::string(kCode), message_};
    return std::move(settings_);
  }

 private:
  // "[json.exception…] parse error at line 1, column 2: what" -> "what".
  static std::string Reason(std::string_view what) {
    for (const std::string_view marker : {"column ", ": "}) {
      const std::size_t at = what.find(marker);
      if (at != std::string_view::npos) what.remove_prefix(at + marker.size());
    }
    return std::string(what);
  }

  // JSON keeps the last of two equal keys without a word.
  void NoteKey(int depth, Json::parse_event_t event, const Json& value) {
    const auto level = static_cast<std::size_t>(std::max(depth, 0));
    if (event == Json::parse_event_t::object_start) {
      keys_.resize(level + 2);
      keys_[level + 1].clear();
    } else if (event == Json::parse_event_t::key && level < keys_.size()) {
      const auto& key = value.get_ref<const std::string&>();
      open_.resize(level, key);
      open_.back() = key;
      if (!keys_[level].insert(key).second && twice_.empty()) twice_ = open_;
    }
  }

  // The first mistake is the one reported: later ones are often its consequences.
  void Fail(std::string what) {
    if (failed_) return;
    failed_ = true;
    message_ = fmt::format("{}:{}: {}", name_, LineAt(text_, JsonOffset(text_, path_)), what);
  }
  template <typename Work>
  void Within(const std::string& step, Work work) {
    if (failed_) return;
    path_.push_back(step);
    work();
    if (!path_.empty()) path_.pop_back();
  }

  void RefuseOthers(const Json& object, const std::vector<std::string>& known) {
    for (const auto& item : object.items()) {
      const std::string& key = item.key();
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const auto nearest = NearestNames(key, known, 1);
      Within(key, [&] {
        Fail(
            nearest.empty()
                ? fmt::format("`{}` is no setting here; there are: {}", key, fmt::join(known, ", "))
                : fmt::format("`{}` is no setting here; did you mean `{}`?", key, nearest.front()));
      });
    }
  }

  void ReadRoot(const Json& root) {
    RefuseOthers(root, {"lint", "tools", "$schema"});
    if (root.contains("tools")) Within("tools", [&] { ReadTools(root["tools"]); });
    if (root.contains("lint")) Within("lint", [&] { ReadLint(root["lint"]); });
  }

  void ReadTools(const Json& list) {
    constexpr std::string_view kWanted =
        "`tools` must be a list of catalogue files, such as [\"tools/own_tools.json\"]";
    if (!list.is_array()) return Fail(std::string(kWanted));
    for (std::size_t i = 0; i < list.size(); ++i) {
      Within(std::to_string(i), [&] {
        if (!list[i].is_string() || list[i].get_ref<const std::string&>().empty()) {
          return Fail(std::string(kWanted));
        }
        settings_.catalogues.push_back(
            {list[i].get<std::string>(), LineAt(text_, JsonOffset(text_, path_))});
      });
    }
  }

  void ReadLint(const Json& lint) {
    if (!lint.is_object()) return Fail("`lint` must be an object");
    RefuseOthers(lint, {"rules", "exclude"});
    if (lint.contains("rules")) Within("rules", [&] { ReadRules(lint["rules"]); });
    if (lint.contains("exclude")) Within("exclude", [&] { ReadExclusions(lint["exclude"]); });
  }

  std::optional<DiagnosticId> ReadRuleName(const std::string& name) {
    const auto id = ParseNameOrCode(name);
    if (id) return id;
    const auto nearest = NearestRuleNames(name);
    Fail(fmt::format("there is no rule `{}`{}", name,
                     nearest.empty()
                         ? "; `proviso lint --list` shows them all"
                         : fmt::format("; did you mean `{}`?", fmt::join(nearest, "` or `"))));
    return std::nullopt;
  }

  void ReadRules(const Json& rules) {
    if (!rules.is_object()) return Fail("`rules` must be an object of rule names and their levels");
    for (const auto& [name, value] : rules.items()) {
      Within(name, [&, &key = name, &entry = value] {
        const auto id = ReadRuleName(key);
        if (!id) return;
        const Level level = ReadLevel(entry, key, *id);
        if (!settings_.lint.levels.emplace(*id, level).second) {
          Fail(fmt::format("`{}` is set twice: by its name and by its code {}", RuleName(*id),
                           CodeText(*id)));
        }
      });
    }
  }

  Level ReadLevel(const Json& value, const std::string& name, DiagnosticId id) {
    Level level;
    level.severity = InfoOf(id).severity;
    if (value.is_string()) {
      SetSeverity(level, value.get_ref<const std::string&>(), name, id);
    } else if (value.is_object()) {
      ReadLevelObject(level, value, name, id);
    } else {
      Fail(
          fmt::format("`{}` needs a level such as \"warning\", or an object with a `level`", name));
    }
    if (!failed_ && !level.severity && level.reason.empty()) {
      Fail(
          fmt::format("`{0}` is switched off without a reason; write "
                      "{{\"level\": \"off\", \"reason\": \"…\"}}",
                      name));
    }
    return level;
  }

  void ReadLevelObject(Level& level, const Json& object, const std::string& name, DiagnosticId id) {
    for (const auto& [key, value] : object.items()) {
      Within(key, [&, &k = key, &v = value] {
        if (k != "level" && k != "reason") return ReadOption(level, k, v);
        if (!v.is_string()) return Fail(fmt::format("`{}` must be a text", k));
        const auto& text = v.get_ref<const std::string&>();
        if (k == "reason") {
          level.reason = text;
        } else {
          SetSeverity(level, text, name, id);
        }
      });
    }
  }

  // Options are checked by the rule that has them.
  void ReadOption(Level& level, const std::string& key, const Json& value) {
    if (value.is_string()) {
      level.options[key] = value.get<std::string>();
    } else if (value.is_number() || value.is_boolean()) {
      level.options[key] = value.dump();
    } else {
      Fail(fmt::format("the option `{}` must be a text, a number, true or false", key));
    }
  }

  void SetSeverity(Level& level, const std::string& text, const std::string& name,
                   DiagnosticId id) {
    if (text == "off") {
      level.severity.reset();
    } else if (text == "note") {
      level.severity = Severity::Note;
    } else if (text == "warning") {
      level.severity = Severity::Warning;
    } else if (text == "error") {
      level.severity = Severity::Error;
    } else {
      return Fail(
          fmt::format("there is no level `{}`; a level is off, note, warning or error", text));
    }
    if (InfoOf(id).severity == Severity::Error && level.severity != Severity::Error) {
      Fail(fmt::format("`{}` is an error: the policy could not run, so it keeps its level", name));
    }
  }

  void ReadExclusions(const Json& list) {
    if (!list.is_array()) return Fail("`exclude` must be a list");
    for (std::size_t i = 0; i < list.size(); ++i) {
      Within(std::to_string(i), [&] { ReadExclusion(list[i]); });
    }
  }

  void ReadExclusion(const Json& entry) {
    if (!entry.is_object())
      return Fail("an exclusion must be an object with `files` and a `reason`");
    RefuseOthers(entry, {"files", "rules", "reason"});
    Exclusion exclusion;
    exclusion.files = ReadText(entry, "files");
    exclusion.reason = ReadText(entry, "reason");
    if (exclusion.files.empty()) Fail("an exclusion needs `files`, such as \"drafts/**\"");
    if (exclusion.reason.empty()) Fail("an exclusion needs a `reason`");
    if (entry.contains("rules")) {
      Within("rules", [&] {
        const Json& rules = entry["rules"];
        if (!rules.is_array() || rules.empty())
          return Fail("`rules` must be a list of rule names, or be left out");
        for (std::size_t i = 0; i < rules.size(); ++i) {
          Within(std::to_string(i), [&] {
            if (!rules[i].is_string()) return Fail("the name of a rule must be a text");
            if (const auto id = ReadRuleName(rules[i].get<std::string>()))
              exclusion.rules.push_back(*id);
          });
        }
      });
    }
    settings_.lint.exclusions.push_back(std::move(exclusion));
  }

  std::string ReadText(const Json& object, const std::string& key) {
    if (!object.contains(key)) return "";
    if (object[key].is_string()) return object[key].get<std::string>();
    Within(key, [&] { Fail(fmt::format("`{}` must be a text", key)); });
    return "";
  }

  std::string_view text_;
  std::string_view name_;
  std::vector<std::string> path_;
  std::vector<std::set<std::string>> keys_;  // of the objects that are open, by their depth
  std::vector<std::string> open_;            // the keys that lead to where the parser is
  std::vector<std::string> twice_;           // those that lead to a key that stands twice
  Settings settings_;
  bool failed_ = false;
  std::string message_;
};

}  // namespace

Result<Settings> ReadSettings(std::string_view text, std::string_view name, std::string folder) {
  try {
    auto settings = Reader(text, name).Read();
    if (settings) settings->lint.folder = std::move(folder);
    return settings;
  } catch (const std::exception& error) {
    return Error{std::string(kCode), fmt::format("{}: {}", name, error.what())};
  }
}

}  // namespace proviso::compiler::lint
