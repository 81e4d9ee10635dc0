// SPDX-License-Identifier: Apache-2.0
#include "cli/test_coverage.h"

#include <fmt/format.h>

#include "cli/files.h"

namespace proviso::cli {
namespace {

constexpr const char* kText = "text";

std::string Rendered(const coverage::Report& report, const std::string& format) {
  if (format == "json") return coverage::CoverageJson(report);
  if (format == "lcov") return coverage::CoverageLcov(report);
  if (format == "html") return coverage::CoverageHtml(report);
  return coverage::CoverageText(report);
}

}  // namespace

std::vector<OptionSpec> CoverageOptions(CoverageFlags& flags) {
  return {
      // A value only behind `=`: what follows `--coverage` after a space is a path.
      {.names = "--coverage",
       .target = &flags.format,
       .description = "Say which outcomes of the policies' branches the scenarios reach: "
                      "--coverage=text, json, lcov or html",
       .value_name = "[=FORMAT]",
       .choices = {"text", "json", "lcov", "html"},
       .bare_value = "text"},
      {.names = "--coverage-out",
       .target = &flags.out,
       .description = "Write the coverage to this file; needed for json, lcov and html",
       .value_name = "FILE"},
      {.names = "--fail-under",
       .target = &flags.fail_under,
       .description = "Fail when fewer per cent of the outcomes are reached, or of the changes of "
                      "--mutate noticed",
       .value_name = "PERCENT",
       .range = NumberRange{0, 100}},
  };
}

std::string CoverageFlagsProblem(const CoverageFlags& flags) {
  if (flags.format.empty() || flags.format == kText || !flags.out.empty()) return {};
  return fmt::format(
      "--coverage={0} needs a place: add --coverage-out FILE (`-` is the standard output)",
      flags.format);
}

CoverageCollector::CoverageCollector(const scenario::Suite& suite) : suite_(suite) {
  for (const auto& set : suite.sets) {
    const bool runs = set->program != nullptr;
    sets_.push_back(runs ? std::make_unique<Set>(set->program->module()) : nullptr);
  }
}

void CoverageCollector::Attach(scenario::PlayOptions& play) {
  play.prepare = [this](const scenario::Case& one, scenario::RunOptions& run) {
    Set* set = sets_[suite_.files[one.file].set].get();
    if (set == nullptr) return;
    run.session.stepped = [set](const vm::StepTrace& trace, const vm::StepResult& after) {
      const std::lock_guard lock(set->mutex);
      set->counts.Record(trace, after);
    };
  };
}

coverage::Report CoverageCollector::Report() const {
  coverage::Report report;
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    if (sets_[i] != nullptr) report.Add(sets_[i]->counts, suite_.sets[i]->compilation.sources);
  }
  return report;
}

ExitCode ReportCoverage(const coverage::Report& report, const CoverageFlags& flags,
                        const Invocation& invocation) {
  const std::string text = Rendered(report, flags.format);
  if (flags.out.empty()) {
    if (!flags.format.empty()) invocation.streams.out << '\n' << text;
  } else if (const auto written = WriteFile(flags.out, text, invocation.streams.out); !written) {
    invocation.Complain(written.error().message);
    return ExitCode::Usage;
  }
  const double percent = report.totals().outcomes.percent();
  if (!flags.fail_under || percent >= *flags.fail_under) return ExitCode::Fine;
  invocation.Complain(fmt::format("{:.1f} % of the outcomes are reached, fewer than {:.1f} %",
                                  percent, *flags.fail_under));
  return ExitCode::Findings;
}

}  // namespace proviso::cli
