// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/flags.h"
#include "cli/test_coverage.h"
#include "cli/test_generate.h"
#include "cli/test_mutate.h"
#include "cli/test_reports.h"
#include "cli/test_text.h"
#include "cli/watch.h"
#include "core/parallel.h"
#include "core/render.h"
#include "testing/scenario/match.h"
#include "testing/scenario/suite.h"
#include "testing/scenario/update.h"

namespace proviso::cli {
namespace {

using scenario::Case;
using scenario::CaseResult;
using scenario::Suite;

// Each round may bring up what the one before hid.
constexpr int kUpdateRounds = 5;
constexpr auto kProgressPause = std::chrono::milliseconds(50);

struct TestOptions {
  std::vector<std::string> paths;
  std::vector<std::string> policies;
  ProjectFlags project;
  std::string filter;
  std::string format;
  std::string junit;
  unsigned jobs = 0;  // 0: as many as the machine has
  bool watch = false;
  bool update = false;
  bool fail_fast = false;
  CoverageFlags coverage;
  GenerateFlags generate;
  bool mutate = false;
  std::optional<std::size_t> bound;  // none: what --generate and --mutate take by themselves
};

unsigned JobsOf(const TestOptions& options) {
  return options.jobs != 0 ? options.jobs : Processors();
}

scenario::SuiteOptions SuiteOptionsFor(const TestOptions& options) {
  scenario::SuiteOptions suite;
  suite.policies = options.policies;
  suite.jobs = JobsOf(options);
  suite.catalogue =
      [flags = options.project](
          const std::vector<std::string>& policies,
          const std::vector<std::string>& catalogues) -> Result<scenario::SuiteCatalogue> {
    ProjectFlags all = flags;
    all.catalogues.insert(all.catalogues.end(), catalogues.begin(), catalogues.end());
    std::istringstream no_input;
    PROVISO_TRY(Project project, LoadProject(all, policies, no_input));
    scenario::SuiteCatalogue known;
    known.catalogue = std::make_shared<const ToolCatalogue>(std::move(project.catalogue));
    known.files = std::move(project.catalogues);
    if (!project.settings.empty()) known.files.push_back(std::move(project.settings));
    return known;
  };
  return suite;
}

// One line that is written over, on a terminal only.
class Progress {
 public:
  Progress(const Invocation& invocation, std::size_t total)
      : err_(invocation.streams.err),
        shown_(!invocation.flags.quiet && IsTerminal(Stream::Err)),
        total_(total) {}
  ~Progress() {
    if (shown_) err_ << "\r\x1b[K" << std::flush;
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(const CaseResult& result, std::size_t done) {
    if (!result.result.passed()) ++failed_;
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || (now < next_ && done != total_)) return;
    next_ = now + kProgressPause;
    err_ << fmt::format("\r\x1b[K{}/{} scenarios{}", done, total_,
                        failed_ == 0 ? "" : fmt::format(", {} failed", failed_))
         << std::flush;
  }

 private:
  std::ostream& err_;
  bool shown_;
  std::size_t total_;
  std::size_t failed_ = 0;
  std::chrono::steady_clock::time_point next_{};
};

class Tester {
 public:
  Tester(const TestOptions& options, const Invocation& invocation)
      : options_(options), invocation_(invocation), jobs_(JobsOf(options)) {}

  // Plays everything once and reports. What was looked at is remembered for watching.
  ExitCode Once() {
    ExitCode code = Load();
    if (code == ExitCode::Usage && !suite_) return code;
    for (const std::string& out : {options_.junit, options_.coverage.out}) {
      if (const auto kept = KeepInputs(out, suite_->watched); !kept) {
        invocation_.Complain(kept.error().message);
        return ExitCode::Usage;
      }
    }
    if (options_.mutate) return Mutate(code);
    std::vector<CaseResult> results = Play();
    if (options_.update) Update(results);
    ExitCode reported = Report(results);
    if (reported != ExitCode::Usage && coverage_) reported = ReportReached(reported);
    if (reported == ExitCode::Usage) return reported;
    if (code == ExitCode::Fine) code = reported;
    return code;
  }

  std::vector<std::string> watched() const { return suite_ ? suite_->watched : options_.paths; }

 private:
  ExitCode Mutate(ExitCode loaded) const {
    MutateFlags flags;
    flags.format = options_.format;
    flags.fail_under = options_.coverage.fail_under;
    flags.jobs = jobs_;
    if (options_.bound) flags.bound = *options_.bound;
    const ExitCode code = MutateTests(*suite_, Cases(), flags, invocation_);
    return code == ExitCode::Fine ? loaded : code;
  }

  ExitCode ReportReached(ExitCode reported) const {
    const ExitCode code = ReportCoverage(coverage_->Report(), options_.coverage, invocation_);
    return code == ExitCode::Fine ? reported : code;
  }

  // Findings for policies with errors, Usage for scenario files that cannot be read.
  ExitCode Load() {
    auto loaded =
        scenario::LoadSuite(options_.paths, SuiteOptionsFor(options_), invocation_.streams.in);
    suite_.reset();
    if (!loaded) {
      invocation_.Complain(loaded.error().message);
      return ExitCode::Usage;
    }
    suite_ = std::move(*loaded);
    ExitCode code = ExitCode::Fine;
    for (const auto& set : suite_->sets) {
      if (set->program != nullptr) continue;
      ReportCompilation(set->compilation, invocation_);
      code = ExitCode::Findings;
    }
    if (suite_->diagnostics.empty()) return code;
    invocation_.streams.err << RenderPretty(
        suite_->sources, suite_->diagnostics,
        {.color = UsesColor(invocation_.flags.color(), Stream::Err)});
    const bool broken = std::any_of(suite_->files.begin(), suite_->files.end(),
                                    [](const auto& file) { return file.broken; });
    return broken ? ExitCode::Usage : code;
  }

  std::vector<Case> Cases() const {
    std::vector<Case> cases = scenario::AllCases(*suite_);
    if (options_.filter.empty()) return cases;
    const scenario::TextPattern pattern{scenario::TextPattern::Form::Regex, options_.filter};
    std::erase_if(cases, [&](const Case& one) {
      return !scenario::MatchesText(pattern, scenario::ScenarioOf(*suite_, one).name) &&
             !scenario::MatchesText(pattern, suite_->files[one.file].path);
    });
    return cases;
  }

  std::vector<CaseResult> Play() {
    const std::vector<Case> cases = Cases();
    Progress progress(invocation_, cases.size());
    scenario::PlayOptions play;
    play.jobs = jobs_;
    play.fail_fast = options_.fail_fast;
    coverage_.reset();
    if (options_.coverage.wanted()) {
      coverage_ = std::make_unique<CoverageCollector>(*suite_);
      coverage_->Attach(play);
    }
    play.finished = [&](const CaseResult& result, std::size_t done) {
      progress.Show(result, done);
    };
    return scenario::PlayCases(*suite_, cases, play);
  }

  // Writes the files anew and plays them again, until nothing changes any more.
  void Update(std::vector<CaseResult>& results) {
    for (int round = 0; round < kUpdateRounds; ++round) {
      const std::vector<scenario::FileUpdate> updates = scenario::UpdatesFor(*suite_, results);
      if (updates.empty()) return;
      for (const scenario::FileUpdate& update : updates) {
        const std::string& path = suite_->files[update.file].path;
        if (path == "stdin") {
          invocation_.Complain("the standard input cannot be updated; name the file");
          return;
        }
        const auto written = WriteFile(path, update.text, invocation_.streams.out);
        if (!written) {
          invocation_.Complain(written.error().message);
          return;
        }
        invocation_.Notice(fmt::format("{}: {} rewritten", path, Counted(update.lines, "line")));
      }
      if (Load() == ExitCode::Usage) return;
      results = Play();
    }
  }

  ExitCode Report(const std::vector<CaseResult>& results) const {
    std::ostream& out = invocation_.streams.out;
    if (options_.format == "json") {
      out << TestResultsJson(*suite_, results);
    } else {
      ReportPretty(results);
    }
    if (!options_.junit.empty()) {
      const auto written = WriteFile(options_.junit, TestResultsJunit(*suite_, results), out);
      if (!written) {
        invocation_.Complain(written.error().message);
        return ExitCode::Usage;
      }
    }
    if (results.empty() && !options_.filter.empty()) {
      invocation_.Complain(fmt::format("no scenario fits --filter {}", options_.filter));
      return ExitCode::Usage;
    }
    return CountTests(results).failed > 0 ? ExitCode::Findings : ExitCode::Fine;
  }

  void ReportPretty(const std::vector<CaseResult>& results) const {
    // A coverage report on the standard output stands there alone.
    std::ostream& out =
        options_.coverage.out == "-" ? invocation_.streams.err : invocation_.streams.out;
    const bool color = UsesColor(invocation_.flags.color(), Stream::Out);
    const TestTextOptions text{color, TerminalWidth(Stream::Out)};
    if (!invocation_.flags.quiet) out << FilesText(*suite_, results, color);
    for (const CaseResult& result : results) {
      if (!result.played || result.result.passed()) continue;
      out << '\n' << FailureText(*suite_, result, text);
    }
    const TestCounts counts = CountTests(results);
    if (counts.failed > 0) out << '\n';
    out << CountsLine(counts) << '\n';
  }

  const TestOptions& options_;
  const Invocation& invocation_;
  unsigned jobs_;
  std::optional<Suite> suite_;
  std::unique_ptr<CoverageCollector> coverage_;  // of the last time; null when it is not wanted
};

ExitCode RunTests(TestOptions options, const Invocation& invocation) {
  if (options.paths.empty()) options.paths.emplace_back(".");
  if (const std::string problem = scenario::RegexProblem(options.filter); !problem.empty()) {
    invocation.Complain(
        fmt::format("--filter {} is no regular expression: {}", options.filter, problem));
    return ExitCode::Usage;
  }
  if (const std::string problem = CoverageFlagsProblem(options.coverage); !problem.empty()) {
    invocation.Complain(problem);
    return ExitCode::Usage;
  }
  if (options.generate.on) {
    if (options.bound) options.generate.bound = *options.bound;
    return GenerateTests(options.paths, SuiteOptionsFor(options), options.generate, invocation);
  }
  Tester tester(options, invocation);
  if (!options.watch) return tester.Once();
  Watch watch;
  ExitCode code = ExitCode::Fine;
  do {
    watch.Begin(tester.watched());
    code = tester.Once();
    invocation.streams.out.flush();
    watch.End(tester.watched());
    invocation.Notice("waiting for a change; Ctrl-C ends");
    invocation.streams.err.flush();
  } while (watch.WaitForChange());
  return code;
}

}  // namespace

Verb TestVerb(const Invocation& invocation) {
  auto options = std::make_shared<TestOptions>();
  Verb verb{"test", "Play scenario files and say what differs"};
  verb.options = {
      {.names = "PATHS",
       .target = &options->paths,
       .description = "Scenario files, or folders of them; the current folder when none is given"},
      {.names = "--policies",
       .target = &options->policies,
       .description = "Policy files or folders to test, instead of those that the scenarios name",
       .value_name = "PATH"},
  };
  verb.Add(ProjectOptions(options->project));
  verb.Add({
      {.names = "--filter",
       .target = &options->filter,
       .description = "Only scenarios whose name or file has a match of this regular expression",
       .value_name = "RE",
       .completes = {ValueKind::Word}},
      {.names = "--jobs,-j",
       .target = &options->jobs,
       .description = "How many are played at a time; as many as the machine has processors",
       .value_name = "N",
       .range = NumberRange{1, 256}},
      FormatOption(options->format, {"pretty", "json"}),
      {.names = "--junit",
       .target = &options->junit,
       .description = "Write the results as JUnit XML to this file, too",
       .value_name = "FILE"},
      {.names = "--watch",
       .target = &options->watch,
       .description = "Play again whenever a scenario or a policy changes"},
      {.names = "--update",
       .target = &options->update,
       .description = "Rewrite what the scenarios expect of the agent to what happened",
       .excludes = {"--watch"}},
      {.names = "--fail-fast",
       .target = &options->fail_fast,
       .description = "Stop at the first failure"},
  });
  verb.Add(CoverageOptions(options->coverage));
  verb.Add(GenerateOptions(options->generate));
  verb.Add({
      {.names = "--mutate",
       .target = &options->mutate,
       .description = "Change the policies in one place after the other, and say which changes the "
                      "scenarios do not notice",
       .excludes = {"--watch", "--generate"}},
      {.names = "--bound",
       .target = &options->bound,
       .description = "How many states of conversations --generate and --mutate look at",
       .value_name = "N",
       .range = NumberRange{1, 10'000'000}},
  });
  verb.example = "  proviso test samples/ --filter 'not eligible' --junit results.xml";
  verb.run = [options, &invocation] { return RunTests(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
