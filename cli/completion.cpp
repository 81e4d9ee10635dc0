// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::cli {
namespace {

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
  entry.description = option.description;
  return entry;
}

CompletionOption HelpEntry() {
  return {{"-h", "--help"}, {}, false, "Print this help message and exit"};
}

void AddOptions(const std::vector<OptionSpec>& options, CompletionCommand& command) {
  command.options.push_back(HelpEntry());
  for (const OptionSpec& option : options) {
    if (!option.is_positional()) {
      command.options.push_back(EntryFor(option));
      continue;
    }
    command.arguments = option.choices;
    command.takes_files = option.choices.empty();
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

std::string Joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

// What may stand next after `command`: its verbs, its options and the program's own.
std::string WordsOf(const CompletionCommand& command, const CompletionCommand& program) {
  std::vector<std::string> words = command.subcommands;
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
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

// "check:--format" ) … for every option of a verb, or of the program, with a list of values.
std::string ValueCases(const std::vector<CompletionCommand>& commands, std::string_view action) {
  std::string out;
  for (const CompletionCommand& command : commands) {
    for (const CompletionOption& option : command.options) {
      if (option.choices.empty()) continue;
      for (const std::string& name : option.names) {
        const std::string pattern =
            command.path.empty() ? "*':" + name + "'" : "'" + command.path + ":" + name + "'";
        out += fmt::format("    {}) {} ;;\n", pattern,
                           fmt::format(fmt::runtime(action), Joined(option.choices)));
      }
    }
  }
  return out;
}

std::string WordCases(const std::vector<CompletionCommand>& commands) {
  std::string out;
  for (const CompletionCommand& command : commands) {
    out +=
        fmt::format("    '{}') words='{}' ;;\n", command.path, WordsOf(command, commands.front()));
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

}  // namespace

std::vector<CompletionCommand> CollectCommands(const Program& program) {
  CompletionCommand root;
  root.description = program.description;
  AddOptions(program.options, root);
  root.options.insert(root.options.begin() + 1,
                      {{"--version"}, {}, false, "Display program version information and exit"});
  for (const Verb& verb : program.verbs) root.subcommands.push_back(verb.name);
  std::vector<CompletionCommand> commands{std::move(root)};
  for (const Verb& verb : program.verbs) Collect(verb, "", commands);
  return commands;
}

std::string BashCompletion(const std::vector<CompletionCommand>& commands) {
  return "# bash completion for proviso; load it with: source <(proviso completion bash)\n"
         "_proviso() {\n"
         "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  local verb='' words='' files='' word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n" +
         FindPathScript(commands) +
         "  done\n"
         "  case \"$verb:$previous\" in\n" +
         ValueCases(commands, "COMPREPLY=($(compgen -W '{}' -- \"$current\")); return") +
         "  esac\n"
         "  case \"$verb\" in\n" +
         WordCases(commands) +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
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
         "  local current=\"$words[CURRENT]\" previous=\"$words[CURRENT-1]\"\n"
         "  local verb='' word candidates\n"
         "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n" +
         FindPathScript(commands) +
         "  done\n"
         "  case \"$verb:$previous\" in\n" +
         ValueCases(commands, "compadd -- {}; return") +
         "  esac\n"
         "  local words='' files=''\n"
         "  case \"$verb\" in\n" +
         WordCases(commands) +
         "  esac\n"
         "  candidates=(${=words})\n"
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
    for (const CompletionOption& option : command.options) {
      const std::string when = command.path.empty() ? "" : " -n " + condition;
      out += "complete -c proviso" + when + FishOption(option) + "\n";
    }
  }
  return out;
}

}  // namespace proviso::cli
