// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/findings.h"
#include "cli/fix_choices.h"
#include "cli/flags.h"
#include "compiler/format/apply_fixes.h"
#include "compiler/format/format.h"
#include "compiler/format/line_diff.h"

namespace proviso::cli {
namespace {

using compiler::NamedTexts;

struct FmtOptions {
  std::vector<std::string> files;
  ProjectFlags project;
  bool check = false;
  bool diff = false;
  std::string fix;
  std::vector<std::string> choose;
};

// What came of the texts.
struct Outcome {
  NamedTexts texts;
  std::vector<std::string> refused;
  std::vector<compiler::AppliedFix> fixes;
  std::vector<std::string> open_choices;
};

class Formatter {
 public:
  Formatter(const FmtOptions& options, const ToolCatalogue& catalogue,
            const compiler::lint::Config& lint, const Invocation& invocation)
      : options_(options), catalogue_(catalogue), lint_(lint), invocation_(invocation) {}

  ExitCode Run(const std::vector<InputFile>& files, std::vector<ChosenFix> chosen) {
    NamedTexts before;
    for (const InputFile& file : files) before.emplace_back(file.name, file.text);
    Outcome outcome;
    outcome.texts = before;
    if (!options_.fix.empty() || !chosen.empty()) {
      if (!Fix(outcome, chosen)) return ExitCode::Usage;
      LeaveUnreadable(before, outcome);
    }
    Format(outcome);
    return Deliver(before, outcome);
  }

 private:
  // No text, whatever its findings: half a character more or less, and nobody can read it any more.
  static void LeaveUnreadable(const NamedTexts& before, Outcome& outcome) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].second.find('\0') == std::string::npos) continue;
      outcome.texts[i].second = before[i].second;
      std::erase_if(outcome.fixes,
                    [&](const compiler::AppliedFix& fix) { return fix.file == before[i].first; });
    }
  }

  compiler::Compilation Compile(const NamedTexts& files) const {
    compiler::CompileOptions options;
    options.catalogue = &catalogue_;
    options.explain = false;
    options.lint = &lint_;
    return compiler::Compile(files, options);
  }

  std::string Shown(const NamedTexts& files, const compiler::Compilation& compilation,
                    const Diagnostic& finding) const {
    return DescribeChoice(compilation, finding) +
           DescribeDifferences(files, finding, catalogue_,
                               [this](const NamedTexts& texts) { return Compile(texts); });
  }

  // The choices of the command line come first and from the end, so that the lines they name are
  // those of the file as it was.
  bool Fix(Outcome& outcome, std::vector<ChosenFix>& chosen) {
    const auto compile = [this](const NamedTexts& files) { return Compile(files); };
    compiler::FixRequest request;
    request.compile = compile;
    if (!chosen.empty()) {
      request.last_first = true;
      request.choose = [&chosen](const auto&, const auto& compilation, const Diagnostic& finding) {
        return FindChosen(chosen, compilation, finding);
      };
      Take(compiler::ApplyFixes(std::move(outcome.texts), request), outcome);
      for (const ChosenFix& choice : chosen) {
        if (choice.used) continue;
        invocation_.Complain(fmt::format(
            "--choose {}: there is no such finding with that alternative", choice.text));
        return false;
      }
    }
    if (options_.fix.empty()) return true;
    const bool all = options_.fix == "all";
    const bool asks = all && !options_.check && IsTerminal(Stream::In) && IsTerminal(Stream::Err);
    request.level = all ? compiler::FixLevel::All : compiler::FixLevel::Safe;
    request.last_first = false;
    request.layout = [this](NamedTexts files) {
      auto results = compiler::FormatFiles(files, &catalogue_);
      for (std::size_t i = 0; i < files.size(); ++i) files[i].second = std::move(results[i].text);
      return files;
    };
    request.choose = [&](const NamedTexts& files, const compiler::Compilation& compilation,
                         const Diagnostic& finding) -> std::optional<std::size_t> {
      if (!asks) return std::nullopt;
      return AskForChoice(Shown(files, compilation, finding), finding.fixes.size(), invocation_);
    };
    compiler::FixOutcome fixed = compiler::ApplyFixes(std::move(outcome.texts), request);
    // What is left to choose is told once, of the texts as they are now.
    for (const Diagnostic& finding : fixed.compilation.diagnostics) {
      const bool open = finding.IsChoice() && !finding.fixes.empty();
      if (!all || asks || !open || finding.primary.file == kNoFile) continue;
      outcome.open_choices.push_back(Shown(fixed.files, fixed.compilation, finding) +
                                     ExampleChoice(fixed.compilation, finding));
    }
    Take(std::move(fixed), outcome);
    return true;
  }

  void Take(compiler::FixOutcome fixed, Outcome& outcome) const {
    outcome.texts = std::move(fixed.files);
    for (compiler::AppliedFix& fix : fixed.applied) outcome.fixes.push_back(std::move(fix));
    for (const compiler::RefusedFix& refused : fixed.refused) {
      invocation_.Notice(fmt::format("the fix of {} was left out: {}", CodeText(refused.finding.id),
                                     DescribeRefusal(refused.why)));
    }
  }

  void Format(Outcome& outcome) const {
    std::vector<compiler::FormatResult> results = compiler::FormatFiles(outcome.texts, &catalogue_);
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (results[i].refused) {
        outcome.refused.push_back(
            fmt::format("{} is left as it is: {}", outcome.texts[i].first, results[i].why));
      }
      outcome.texts[i].second = std::move(results[i].text);
    }
  }

  ExitCode Deliver(const NamedTexts& before, const Outcome& outcome) const {
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const bool differs = before[i].second != outcome.texts[i].second;
      if (differs) ++changed;
      if (!DeliverOne(before[i], outcome.texts[i].second, differs)) return ExitCode::Usage;
    }
    Report(outcome, before.size(), changed);
    const bool failed = !outcome.refused.empty() || (options_.check && changed > 0);
    return failed ? ExitCode::Findings : ExitCode::Fine;
  }

  bool DeliverOne(const std::pair<std::string, std::string>& before, const std::string& after,
                  bool differs) const {
    const bool from_stdin = before.first == "stdin";
    std::ostream& out = invocation_.streams.out;
    if (options_.check || options_.diff) {
      if (!differs) return true;
      if (options_.diff) {
        out << UnifiedDiff(before.first, before.second, before.first, after);
      } else {
        out << before.first << '\n';
      }
      return true;
    }
    if (!from_stdin && !differs) return true;
    const auto written = WriteFile(from_stdin ? "-" : before.first, after, out);
    if (written) return true;
    invocation_.Complain(written.error().message);
    return false;
  }

  void Report(const Outcome& outcome, std::size_t files, std::size_t changed) const {
    for (const std::string& refusal : outcome.refused) invocation_.Complain(refusal);
    if (invocation_.flags.quiet) return;
    std::ostream& err = invocation_.streams.err;
    for (const compiler::AppliedFix& fix : outcome.fixes) {
      err << fmt::format("{}:{}: {}: {}\n", fix.file, fix.line, CodeText(fix.id), fix.description);
    }
    for (const std::string& choice : outcome.open_choices) {
      err << '\n' << choice;
    }
    const bool dry = options_.check || options_.diff;
    const std::string fixes =
        outcome.fixes.empty() ? "" : fmt::format(", {}", Counted(outcome.fixes.size(), "repair"));
    err << fmt::format("{} {}, {} unchanged{}\n", Counted(changed, "file"),
                       dry ? "would change" : "formatted", files - changed, fixes);
  }

  const FmtOptions& options_;
  const ToolCatalogue& catalogue_;
  const compiler::lint::Config& lint_;
  const Invocation& invocation_;
};

ExitCode Fmt(const FmtOptions& options, const Invocation& invocation) {
  if (!options.fix.empty() && options.fix != "safe" && options.fix != "all") {
    invocation.Complain(fmt::format("--fix={}: give --fix, --fix=safe or --fix=all", options.fix));
    return ExitCode::Usage;
  }
  std::vector<ChosenFix> chosen;
  for (const std::string& text : options.choose) {
    auto choice = ParseChosenFix(text);
    if (!choice) {
      invocation.Complain(choice.error().message);
      return ExitCode::Usage;
    }
    chosen.push_back(std::move(*choice));
  }
  const auto project = LoadProject(options.project, options.files, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  const auto files = ReadInputs(options.files, invocation.streams.in, InDirectories::PolicyFiles);
  if (!files) {
    invocation.Complain(files.error().message);
    return ExitCode::Usage;
  }
  for (const InputFile& file : *files) {
    if (!IsBundle(file.text)) continue;
    invocation.Complain(fmt::format("{} is a bundle; policy text is wanted here", file.name));
    return ExitCode::Usage;
  }
  return Formatter(options, project->catalogue, project->lint, invocation)
      .Run(*files, std::move(chosen));
}

}  // namespace

Verb FmtVerb(const Invocation& invocation) {
  auto options = std::make_shared<FmtOptions>();
  Verb verb{"fmt", "Write policies in canonical layout; repair findings"};
  verb.options = {
      FilesArgument(options->files,
                    "Policies, written in place; a directory stands for its .policy files, - is "
                    "stdin"),
      {.names = "--check",
       .target = &options->check,
       .description = "Write nothing; list the files that would change, exit 1"},
      {.names = "--diff",
       .target = &options->diff,
       .description = "Write nothing; show what would change"},
      {.names = "--fix",
       .target = &options->fix,
       .description = "Repair findings too, where no meaning changes; --fix=all: everywhere",
       .bare_value = "safe"},
      {.names = "--choose",
       .target = &options->choose,
       .description = "The repair to take where there are several: CODE@LINE=a; may be given "
                      "several times",
       .value_name = "CHOICE",
       .completes = {ValueKind::Word}},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example =
      "  proviso fmt policies/\n"
      "  proviso fmt policies/ --check --diff\n"
      "  proviso fmt retention.policy --fix=all --choose P405@9=b";
  verb.run = [options, &invocation] { return Fmt(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
