// SPDX-License-Identifier: Apache-2.0
// The only file that knows the parser of command lines: CLI11's headers cost nine seconds of
// compiling wherever they are included.
#include "cli/app.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdint>
#include <exception>
#include <map>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "cli/invocation.h"
#include "cli/options.h"
#include "cli/program.h"
#include "core/nearest.h"

namespace proviso::cli {
namespace {

constexpr int kHelpColumn = 30;
constexpr const char* kEveryVerb = "Options of every verb";

template <typename T>
constexpr bool kIsList = std::is_same_v<T, std::vector<std::string>>;

// The option of a spec whose target is a T.
template <typename T>
CLI::Option* AddTo(CLI::App& app, const OptionSpec& spec, T* target) {
  if constexpr (std::is_same_v<T, bool>) {
    return app.add_flag(spec.names, *target, spec.description);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (spec.bare_value) {
      return app.add_flag(fmt::format("{}{{{}}}", spec.names, *spec.bare_value), *target,
                          spec.description);
    }
  }
  if constexpr (!std::is_same_v<T, bool>) {
    CLI::Option* option = app.add_option(spec.names, *target, spec.description);
    if constexpr (kIsList<T>) {
      if (!spec.is_positional()) option->allow_extra_args(false);
    }
    return option;
  }
}

void Limit(CLI::Option& option, const OptionSpec& spec) {
  if (!spec.choices.empty()) option.check(CLI::IsMember(spec.choices));
  if (!spec.range) return;
  if (std::holds_alternative<std::optional<double>*>(spec.target)) {
    option.check(CLI::Range(spec.range->min, spec.range->max));
  } else {
    option.check(CLI::Range(static_cast<std::int64_t>(spec.range->min),
                            static_cast<std::int64_t>(spec.range->max)));
  }
}

CLI::Option* AddOption(CLI::App& app, const OptionSpec& spec) {
  CLI::Option* option =
      std::visit([&](auto* target) { return AddTo(app, spec, target); }, spec.target);
  if (!spec.is_flag() && !(spec.bare_value && spec.value_name.empty())) {
    option->type_name(spec.value_name);
  }
  Limit(*option, spec);
  if (spec.required) option->required();
  if (spec.shows_default) option->capture_default_str();
  return option;
}

void AddOptions(CLI::App& app, const std::vector<OptionSpec>& specs) {
  for (const OptionSpec& spec : specs) AddOption(app, spec);
  for (const OptionSpec& spec : specs) {
    if (spec.excludes.empty() && spec.needs.empty()) continue;
    CLI::Option* option = app.get_option(spec.names.substr(spec.names.rfind(',') + 1));
    for (const std::string& other : spec.excludes) option->excludes(app.get_option(other));
    for (const std::string& other : spec.needs) option->needs(app.get_option(other));
  }
}

// Nothing of ours runs inside the parser: the work of the chosen verb is kept until it is done.
void AddVerb(CLI::App& parent, const Verb& verb, const Verb*& chosen) {
  CLI::App* app = parent.add_subcommand(verb.name, verb.description);
  AddOptions(*app, verb.options);
  if (!verb.example.empty()) app->footer("Example:\n" + verb.example);
  if (verb.verbs.empty()) {
    app->callback([&verb, &chosen] { chosen = &verb; });
  } else {
    app->require_subcommand(1);
  }
  for (const Verb& child : verb.verbs) AddVerb(*app, child, chosen);
}

void Configure(CLI::App& app, const Program& program, const Verb*& chosen) {
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(kHelpColumn);
  app.set_version_flag("--version", program.version);
  for (const OptionSpec& spec : program.options) AddOption(app, spec)->group(kEveryVerb);
  for (const Verb& verb : program.verbs) AddVerb(app, verb, chosen);
  app.footer("Example:\n" + program.example);
}

// A word in the verb's place that is none; empty when there is no such word.
std::string UnknownVerb(const CLI::App& app, const Program& program, int argc,
                        const char* const* argv) {
  if (!app.get_subcommands().empty() || argc < 2) return "";
  const std::string word = argv[1];
  if (word.empty() || word.front() == '-') return "";
  std::vector<std::string> verbs;
  for (const Verb& verb : program.verbs) verbs.push_back(verb.name);
  const std::vector<std::string> nearest = NearestNames(word, verbs, 1);
  return fmt::format("there is no verb `{}`; {}", word,
                     nearest.empty() ? fmt::format("there are {}", fmt::join(verbs, ", "))
                                     : fmt::format("did you mean `{}`", nearest.front()));
}

// Help and version are asked for, so they are results; anything else is a mistake in the command
// line.
ExitCode ReportParse(const CLI::App& app, const CLI::ParseError& error, const Streams& streams) {
  std::ostringstream text;
  std::ostringstream problem;
  const int code = app.exit(error, text, problem);
  streams.out << text.str();
  streams.err << problem.str();
  return code == 0 ? ExitCode::Fine : ExitCode::Usage;
}

ExitCode Execute(int argc, const char* const* argv, Invocation& invocation) {
  const auto program = MakeProgram(invocation);
  const Verb* chosen = nullptr;
  CLI::App app(program->description, "proviso");
  Configure(app, *program, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::string unknown = UnknownVerb(app, *program, argc, argv);
    if (unknown.empty()) return ReportParse(app, error, invocation.streams);
    invocation.Complain(unknown);
    return ExitCode::Usage;
  }
  return chosen != nullptr ? chosen->run() : ExitCode::Usage;
}

}  // namespace

int RunProviso(int argc, const char* const* argv, Streams streams) {
  Invocation invocation{streams, {}};
  ExitCode code = ExitCode::Internal;
  try {
    code = Execute(argc, argv, invocation);
  } catch (const std::exception& error) {
    invocation.Complain(
        fmt::format("internal error: {}; please report it with the command that "
                    "led here",
                    error.what()));
  } catch (...) {
    invocation.Complain("internal error; please report it with the command that led here");
  }
  streams.out.flush();
  if (!streams.out && code == ExitCode::Fine) {
    invocation.Complain("the standard output cannot be written");
    code = ExitCode::Usage;
  }
  return static_cast<int>(code);
}

}  // namespace proviso::cli
