// SPDX-License-Identifier: Apache-2.0
// The command line as data. A verb is a table of options and its work; app.cpp alone turns the
// tables into a parser, completion.cpp into scripts for shells, so neither can drift from the other
// and no verb needs the parser's headers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/exit_codes.h"

namespace proviso::cli {

// Where a value goes. Pointers are not owned: they must outlive the parse, which a verb ensures by
// keeping what it points to alive in its `run`. bool* makes a flag that takes no value.
using OptionTarget =
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*,
                 unsigned*, std::size_t*, std::optional<std::size_t>*, std::optional<double>*>;

// What an argument holds; shells complete it accordingly.
enum class ValueKind : std::uint8_t { File, Word, DiagnosticCode, ToolName, Verb };

struct NumberRange {
  double min = 0;
  double max = 0;
};

struct OptionSpec {
  std::string names;  // "-o,--output"; without a dash a positional argument: "FILES"
  OptionTarget target;
  std::string description;
  std::string value_name = {};                 // "FILE"; empty: help shows none
  std::vector<std::string> choices = {};       // the only values allowed; empty: any
  std::optional<NumberRange> range = {};       // both ends allowed
  std::optional<std::string> bare_value = {};  // the value of `--name` alone; others need `=`
  bool required = false;
  bool shows_default = false;
  std::vector<std::string> excludes = {};  // names of options of the same verb: "--stubs"
  std::vector<std::string> needs = {};
  std::vector<ValueKind> completes = {ValueKind::File};  // where there are no choices

  bool is_positional() const { return !names.starts_with('-'); }
  // Files, several of them: patterns among them are expanded before the verb runs.
  bool takes_files() const {
    return std::holds_alternative<std::vector<std::string>*>(target) &&
           std::find(completes.begin(), completes.end(), ValueKind::File) != completes.end();
  }
  bool is_flag() const { return std::holds_alternative<bool*>(target); }
};

struct Verb {
  std::string name;
  std::string description;
  std::vector<OptionSpec> options = {};
  std::string example = {};
  std::function<ExitCode()> run = {};  // empty for a verb that has verbs
  std::vector<Verb> verbs = {};

  // Adds options that several verbs share.
  void Add(std::vector<OptionSpec> more) {
    for (OptionSpec& option : more) options.push_back(std::move(option));
  }
};

// The whole program: its verbs, and the options that every one of them takes.
struct Program {
  std::string description;
  std::string version;
  std::vector<OptionSpec> options = {};
  std::string example = {};
  std::vector<Verb> verbs = {};
};

}  // namespace proviso::cli
