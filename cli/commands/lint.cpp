// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/checking.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "compiler/lint/rule_names.h"

namespace proviso::cli {
namespace {

struct LintOptions {
  CheckOptions check;
  bool list = false;
};

// Every finding that a policy text can have, whichever stage makes it: the author does not care.
std::vector<const DiagnosticInfo*> ListedRules() {
  std::vector<const DiagnosticInfo*> rules;
  for (const DiagnosticInfo& info : AllDiagnostics()) {
    if (!compiler::lint::CategoryOf(info.id).empty()) rules.push_back(&info);
  }
  return rules;
}

std::string ListText() {
  std::string out;
  for (const DiagnosticInfo* rule : ListedRules()) {
    out += fmt::format("{}  {:<8} {:<8} {:<30} {}\n", CodeText(rule->id),
                       compiler::lint::CategoryOf(rule->id), SeverityName(rule->severity),
                       RuleName(rule->id), rule->summary);
  }
  return out;
}

std::string ListJson() {
  auto list = nlohmann::ordered_json::array();
  for (const DiagnosticInfo* rule : ListedRules()) {
    list.push_back({{"code", CodeText(rule->id)},
                    {"name", RuleName(rule->id)},
                    {"category", compiler::lint::CategoryOf(rule->id)},
                    {"level", SeverityName(rule->severity)},
                    {"summary", rule->summary}});
  }
  return nlohmann::ordered_json{{"rules", std::move(list)}}.dump(2) + "\n";
}

ExitCode Lint(const LintOptions& options, const Invocation& invocation) {
  if (options.list) {
    invocation.streams.out << (options.check.format == "json" ? ListJson() : ListText());
    return ExitCode::Fine;
  }
  if (options.check.files.empty()) {
    invocation.Complain("FILES are missing: name policy files or directories, or give --list");
    return ExitCode::Usage;
  }
  return CheckPolicies(options.check, invocation);
}

}  // namespace

Verb LintVerb(const Invocation& invocation) {
  auto options = std::make_shared<LintOptions>();
  Verb verb{"lint", "The same as check; with --list, all rules"};
  OptionSpec files = FilesArgument(
      options->check.files, "Policy files or directories, checked as one bundle; - is stdin");
  files.required = false;
  verb.options = {
      std::move(files),
      {.names = "--list",
       .target = &options->list,
       .description = "List the rules: code, category, level, name, summary"},
  };
  verb.Add(CheckFlags(options->check));
  verb.example = "  proviso lint --list\n  proviso lint policies/";
  verb.run = [options, &invocation] { return Lint(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
