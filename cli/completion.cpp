// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::cli {
namespace {

bool Takes(const std::vector<ValueKind>& kinds, ValueKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

CompletionOption EntryFor(const OptionSpec& option) {
  CompletionOption entry;
  for (std::size_t begin = 0; begin < option.names.size();) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    entry.names.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  // Short names first.
  std::stable_sort(entry.names.begin(), entry.names.end(),
                   [](const std::string& a, const std::string& b) {
                     return !a.starts_with("--") && b.starts_with("--");
                   });
  entry.choices = option.choices;
  entry.takes_value = !option.is_flag() && !option.bare_value;
  const bool text = std::holds_alternative<std::string*>(option.target) ||
                    std::holds_alternative<std::optional<std::string>*>(option.target) ||
                    std::holds_alternative<std::vector<std::string>*>(option.target);
  entry.takes_file = entry.takes_value && text && option.choices.empty() &&
                     Takes(option.completes, ValueKind::File);
  entry.description = option.description;
  return entry;
}

CompletionOption HelpEntry() {
  return {{"-h", "--help"}, {}, false, false, "Print this help message and exit"};
}

void AddOptions(const std::vector<OptionSpec>& options, CompletionCommand& command) {
  command.options.push_back(HelpEntry());
  for (const OptionSpec& option : options) {
    if (!option.is_positional()) {
      command.options.push_back(EntryFor(option));
      continue;
    }
    command.arguments = option.choices;
    if (option.choices.empty()) command.takes = option.completes;
  }
}

void Collect(const Verb& verb, const std::string& parent,
             std::vector<CompletionCommand>& commands) {
  CompletionCommand command;
  command.path = parent.empty() ? verb.name : parent + " " + verb.name;
  command.description = verb.description;
  AddOptions(verb.options, command);
  for (const Verb& child : verb.verbs) command.subcommands.push_back(child.name);
  const std::string path = command.path;
  commands.push_back(std::move(command));
  for (const Verb& child : verb.verbs) Collect(child, path, commands);
}

// What `proviso completion --list` prints for a kind of value; empty for what a shell finds itself.
std::string_view ListOf(const std::vector<ValueKind>& kinds) {
  if (Takes(kinds, ValueKind::DiagnosticCode)) return "codes";
  if (Takes(kinds, ValueKind::ToolName)) return "tools";
  return "";
}

std::string Joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

// What may stand next after `command`: its verbs, its options and the program's own.
std::string WordsOf(const CompletionCommand& command, const CompletionCommand& program) {
  std::vector<std::string> words = command.subcommands;
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  if (Takes(command.takes, ValueKind::Verb)) {
    words.insert(words.end(), program.subcommands.begin(), program.subcommands.end());
  }
  const auto add = [&](const CompletionCommand& from) {
    for (const CompletionOption& option : from.options) {
      for (const std::string& name : option.names) {
        if (std::find(words.begin(), words.end(), name) == words.end()) words.push_back(name);
      }
    }
  };
  add(command);
  add(program);
  return Joined(words);
}

// In single quotes for bash, zsh and fish alike: a quote inside becomes an apostrophe.
std::string Quoted(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '`');
  return "'" + text + "'";
}

// The part bash and zsh share: which verb the words before the cursor name.
std::string FindPathScript(const std::vector<CompletionCommand>& commands) {
  std::string paths;
  for (const CompletionCommand& command : commands) {
    if (command.path.empty()) continue;
    if (!paths.empty()) paths += "|";
    paths += "'" + command.path + "'";
  }
  return "    case \"${verb:+$verb }$word\" in\n      " + paths +
         ") verb=\"${verb:+$verb }$word\" ;;\n    esac\n";
}

std::string CasePattern(const CompletionCommand& command, const std::string& option) {
  return command.path.empty() ? "*':" + option + "'" : "'" + command.path + ":" + option + "'";
}

// "check:--format" ) … for every option of a verb, or of the program, with a list of values, or
// with a file for its value.
std::string ValueCases(const std::vector<CompletionCommand>& commands, std::string_view action,
                       std::string_view file_action) {
  std::string out;
  std::string files;
  for (const CompletionCommand& command : commands) {
    for (const CompletionOption& option : command.options) {
      for (const std::string& name : option.names) {
        if (!option.choices.empty()) {
          out += fmt::format("    {}) {} ;;\n", CasePattern(command, name),
                             fmt::format(fmt::runtime(action), Joined(option.choices)));
        } else if (option.takes_file) {
          files += (files.empty() ? "" : "|") + CasePattern(command, name);
        }
      }
    }
  }
  if (!files.empty()) out += fmt::format("    {}) {} ;;\n", files, file_action);
  return out;
}

std::string WordCases(const std::vector<CompletionCommand>& commands) {
  std::string out;
  for (const CompletionCommand& command : commands) {
    out += fmt::format("    '{}') listed='{}'", command.path, WordsOf(command, commands.front()));
    if (Takes(command.takes, ValueKind::File)) out += " files=1";
    if (const auto list = ListOf(command.takes); !list.empty())
      out += fmt::format(" asks={}", list);
    out += " ;;\n";
  }
  return out;
}

// True while exactly the words of `path` were typed, for fish.
std::string FishCondition(const CompletionCommand& command,
                          const std::vector<CompletionCommand>& commands) {
  if (command.path.empty()) return "__fish_use_subcommand";
  const std::size_t space = command.path.find(' ');
  if (space != std::string::npos) {
    return fmt::format("__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}",
                       command.path.substr(0, space), command.path.substr(space + 1));
  }
  std::string condition = "__fish_seen_subcommand_from " + command.path;
  // A verb and a verb of a verb may have the same name ("check", "tools check").
  for (const CompletionCommand& other : commands) {
    if (!other.path.ends_with(" " + command.path)) continue;
    condition +=
        "; and not __fish_seen_subcommand_from " + other.path.substr(0, other.path.find(' '));
  }
  if (!command.subcommands.empty()) {
    condition += "; and not __fish_seen_subcommand_from " + Joined(command.subcommands);
  }
  return condition;
}

std::string FishOption(const CompletionOption& option) {
  std::string out;
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.choices.empty()) out += " -x -a " + Quoted(Joined(option.choices));
  if (option.choices.empty() && option.takes_value) out += " -r";
  return out + " -d " + Quoted(option.description);
}

// fish completes files by itself, unless told not to (-f).
std::string FishArguments(const CompletionCommand& command, const std::string& condition,
                          const CompletionCommand& program) {
  std::string out;
  const std::string_view no_files = Takes(command.takes, ValueKind::File) ? "" : " -f";
  if (const std::string_view list = ListOf(command.takes); !list.empty()) {
    out += fmt::format("complete -c proviso -n {}{} -a '(proviso completion --list {})'\n",
                       condition, no_files, list);
  }
  if (Takes(command.takes, ValueKind::Verb)) {
    out += fmt::format("complete -c proviso -n {} -f -a {}\n", condition,
                       Quoted(Joined(program.subcommands)));
  }
  return out;
}

}  // namespace

std::vector<CompletionCommand> CollectCommands(const Program& program) {
  CompletionCommand root;
  root.description = program.description;
  AddOptions(program.options, root);
  root.options.insert(
      root.options.begin() + 1,
      {{"--version"}, {}, false, false, "Display program version information and exit"});
  for (const Verb& verb : program.verbs) root.subcommands.push_back(verb.name);
  std::vector<CompletionCommand> commands{std::move(root)};
  for (const Verb& verb : program.verbs) Collect(verb, "", commands);
  return commands;
}

std::string BashCompletion(const std::vector<CompletionCommand>& commands) {
  return "# bash completion for proviso; load it with: source <(proviso completion bash)\n"
         "_proviso() {\n"
         "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  local verb='' listed='' files='' asks='' word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n" +
         FindPathScript(commands) +
         "  done\n"
         "  case \"$verb:$previous\" in\n" +
         ValueCases(commands, "COMPREPLY=($(compgen -W '{}' -- \"$current\")); return",
                    "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\")); "
                    "return") +
         "  esac\n"
         "  case \"$verb\" in\n" +
         WordCases(commands) +
         "  esac\n"
         "  if [[ -n \"$asks\" && \"$current\" != -* ]]; then\n"
         "    listed+=\" $(\"${COMP_WORDS[0]}\" completion --list \"$asks\" 2>/dev/null)\"\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -W \"$listed\" -- \"$current\"))\n"
         "  if [[ -n \"$files\" && \"$current\" != -* ]]; then\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    COMPREPLY+=($(compgen -f -- \"$current\"))\n"
         "  fi\n"
         "}\n"
         "complete -F _proviso proviso\n";
}

std::string ZshCompletion(const std::vector<CompletionCommand>& commands) {
  return "#compdef proviso\n"
         "# zsh completion for proviso; load it with: source <(proviso completion zsh)\n"
         "_proviso() {\n"
         "  local program=\"$words[1]\" current=\"$words[CURRENT]\" "
         "previous=\"$words[CURRENT-1]\"\n"
         "  local verb='' listed='' files='' asks='' word candidates\n"
         "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n" +
         FindPathScript(commands) +
         "  done\n"
         "  case \"$verb:$previous\" in\n" +
         ValueCases(commands, "compadd -- {}; return", "_files; return") +
         "  esac\n"
         "  case \"$verb\" in\n" +
         WordCases(commands) +
         "  esac\n"
         "  candidates=(${=listed})\n"
         "  if [[ -n \"$asks\" && \"$current\" != -* ]]; then\n"
         "    candidates+=(${(f)\"$($program completion --list $asks 2>/dev/null)\"})\n"
         "  fi\n"
         "  compadd -- $candidates\n"
         "  [[ -n \"$files\" && \"$current\" != -* ]] && _files\n"
         "}\n"
         "compdef _proviso proviso\n";
}

std::string FishCompletion(const std::vector<CompletionCommand>& commands) {
  std::string out =
      "# fish completion for proviso; load it with: proviso completion fish | source\n";
  for (const CompletionCommand& command : commands) {
    const std::string condition = Quoted(FishCondition(command, commands));
    for (const std::string& name : command.subcommands) {
      const std::string path = command.path.empty() ? name : command.path + " " + name;
      const auto entry = std::find_if(commands.begin(), commands.end(),
                                      [&](const CompletionCommand& c) { return c.path == path; });
      out += fmt::format("complete -c proviso -n {} -f -a {} -d {}\n", condition, name,
                         Quoted(entry->description));
    }
    for (const std::string& argument : command.arguments) {
      out += fmt::format("complete -c proviso -n {} -f -a {}\n", condition, argument);
    }
    out += FishArguments(command, condition, commands.front());
    for (const CompletionOption& option : command.options) {
      const std::string when = command.path.empty() ? "" : " -n " + condition;
      out += "complete -c proviso" + when + FishOption(option) + "\n";
    }
  }
  return out;
}

}  // namespace proviso::cli
