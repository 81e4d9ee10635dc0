// SPDX-License-Identifier: Apache-2.0
// The only file that knows the parser of command lines: CLI11's headers cost nine seconds of
// compiling wherever they are included.
#include "cli/app.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "cli/globs.h"
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

// " Excludes: --generate --mutate", or nothing. By name: the parser keeps them by address.
std::string OtherOptions(const std::string& label, const std::set<CLI::Option*>& others) {
  if (others.empty()) return "";
  std::vector<std::string> names;
  for (const CLI::Option* other : others) names.push_back(other->get_name());
  std::sort(names.begin(), names.end());
  return fmt::format(" {}: {}", label, fmt::join(names, " "));
}

// What help says of an option behind its names. The parser's own way to write a default differs
// from version to version.
class HelpFormatter final : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (option->get_type_size() != 0) {
      if (!option->get_type_name().empty()) text += " " + option->get_type_name();
      if (!option->get_default_str().empty()) text += "=" + option->get_default_str();
      if (option->get_expected_max() == CLI::detail::expected_max_vector_size) text += " ...";
      if (option->get_required()) text += " REQUIRED";
    }
    return text + OtherOptions("Needs", option->get_needs()) +
           OtherOptions("Excludes", option->get_excludes());
  }
};

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

// "; did you mean `json`", or else what there is.
std::string Instead(const std::string& word, const std::vector<std::string>& known,
                    const std::string& otherwise) {
  const std::vector<std::string> nearest = NearestNames(word, known, 1);
  return nearest.empty() ? otherwise : fmt::format("did you mean `{}`", nearest.front());
}

CLI::Validator OneOf(const std::vector<std::string>& choices) {
  const auto check = [choices](const std::string& value) -> std::string {
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return "";
    return fmt::format(
        "there is no `{}`; {}", value,
        Instead(value, choices, fmt::format("there are {}", fmt::join(choices, ", "))));
  };
  return {check, fmt::format("{{{}}}", fmt::join(choices, ","))};
}

void Limit(CLI::Option& option, const OptionSpec& spec) {
  if (!spec.choices.empty()) option.check(OneOf(spec.choices));
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
  const auto formatter = std::make_shared<HelpFormatter>();
  formatter->column_width(kHelpColumn);
  app.formatter(formatter);
  app.set_version_flag("--version", program.version);
  for (const OptionSpec& spec : program.options) AddOption(app, spec)->group(kEveryVerb);
  for (const Verb& verb : program.verbs) AddVerb(app, verb, chosen);
  app.footer("Example:\n" + program.example);
}

// The verb that the parser got to: what may follow it.
struct Reached {
  const CLI::App* app = nullptr;
  const std::vector<Verb>* verbs = nullptr;
  const std::vector<OptionSpec>* options = nullptr;
  std::string path;  // "tools list"; empty for the program
};

bool GoTo(Reached& reached, const std::string& name) {
  for (const Verb& verb : *reached.verbs) {
    if (verb.name != name) continue;
    reached.app = reached.app->get_subcommand(name);
    reached.verbs = &verb.verbs;
    reached.options = &verb.options;
    reached.path += (reached.path.empty() ? "" : " ") + name;
    return true;
  }
  return false;
}

Reached WhereParsed(const CLI::App& app, const Program& program) {
  Reached reached{&app, &program.verbs, &program.options, ""};
  while (true) {
    const auto next = reached.app->get_subcommands();
    if (next.empty() || !GoTo(reached, next.front()->get_name())) return reached;
  }
}

std::string NoSuchVerb(const Reached& reached, const std::string& word) {
  const std::string before = reached.path.empty() ? "" : reached.path + " ";
  std::vector<std::string> verbs;
  for (const Verb& verb : *reached.verbs) verbs.push_back(before + verb.name);
  const std::string instead =
      verbs.empty()
          ? fmt::format("`{}` has none", reached.path)
          : Instead(before + word, verbs, fmt::format("there are {}", fmt::join(verbs, ", ")));
  return fmt::format("there is no verb `{}{}`; {}", before, word, instead);
}

std::string NoSuchOption(const Reached& reached, const Program& program, std::string word) {
  word.resize(std::min(word.find('='), word.size()));
  std::vector<std::string> names = {"--help", "--version"};
  for (const auto* options : {reached.options, &program.options}) {
    for (const OptionSpec& option : *options) {
      if (option.is_positional()) continue;
      for (const std::string& name : CLI::detail::split(option.names, ',')) names.push_back(name);
    }
  }
  const std::string who = reached.path.empty() ? "proviso" : reached.path;
  const std::string command = reached.path.empty() ? "proviso" : "proviso " + reached.path;
  const std::string all = fmt::format("`{} --help` shows them all", command);
  // One letter is like every other letter.
  const bool one_letter = !word.starts_with("--");
  return fmt::format("{} has no option `{}`; {}", who, word,
                     one_letter ? all : Instead(word, names, all));
}

// A verb or an option that is none, whatever else the parser stumbled over; empty when all are
// known.
std::string UnknownWord(const CLI::App& app, const Program& program) {
  const Reached reached = WhereParsed(app, program);
  const std::vector<std::string> words = app.remaining(true);
  if (!reached.verbs->empty()) {
    const auto verb = std::find_if(words.begin(), words.end(),
                                   [](const std::string& word) { return !word.starts_with('-'); });
    if (verb != words.end()) return NoSuchVerb(reached, *verb);
  }
  const auto option = std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return word.starts_with('-') && word != "-" && word != "--";
  });
  return option == words.end() ? "" : NoSuchOption(reached, program, *option);
}

ExitCode ShowHelp(const CLI::App& app, const Program& program, const std::vector<std::string>& path,
                  const Invocation& invocation) {
  Reached reached{&app, &program.verbs, &program.options, ""};
  for (const std::string& word : path) {
    if (GoTo(reached, word)) continue;
    invocation.Complain(NoSuchVerb(reached, word));
    return ExitCode::Usage;
  }
  const std::string name = reached.path.empty() ? "proviso" : "proviso " + reached.path;
  invocation.streams.out << app.get_formatter()->make_help(reached.app, name,
                                                           CLI::AppFormatMode::Normal);
  return ExitCode::Fine;
}

ExitCode Carry(const Verb& verb) {
  for (const OptionSpec& option : verb.options) {
    if (option.takes_files()) ExpandGlobs(*std::get<std::vector<std::string>*>(option.target));
  }
  return verb.run();
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
    const bool asked_for = error.get_exit_code() == 0;
    const std::string unknown = asked_for ? "" : UnknownWord(app, *program);
    if (unknown.empty()) return ReportParse(app, error, invocation.streams);
    invocation.Complain(unknown);
    return ExitCode::Usage;
  }
  invocation.help = [&](const std::vector<std::string>& path) {
    return ShowHelp(app, *program, path, invocation);
  };
  return chosen != nullptr ? Carry(*chosen) : ExitCode::Usage;
}

}  // namespace

int RunProviso(int argc, const char* const* argv, Streams streams) {
  Invocation invocation{streams, {}, {}};
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
  // What was found did not arrive, so that the code for findings would say too little.
  if (!streams.out && code != ExitCode::Usage) {
    invocation.Complain("the standard output cannot be written");
    code = ExitCode::Usage;
  }
  return static_cast<int>(code);
}

}  // namespace proviso::cli
