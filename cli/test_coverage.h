// SPDX-License-Identifier: Apache-2.0
// `proviso test --coverage`: what the scenarios reach of the policies.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/options.h"
#include "testing/coverage/report.h"
#include "testing/scenario/suite.h"

namespace proviso::cli {

struct CoverageFlags {
  std::string format;                // "text", "json", "lcov", "html"; empty: not wanted
  std::string out;                   // a file, `-` for the standard output; empty: there, text only
  std::optional<double> fail_under;  // per cent of the outcomes

  bool wanted() const { return !format.empty() || !out.empty() || fail_under.has_value(); }
};
std::vector<OptionSpec> CoverageOptions(CoverageFlags& flags);
// What is wrong with the flags together; empty when nothing is.
std::string CoverageFlagsProblem(const CoverageFlags& flags);

// Counts while the scenarios of a suite are played. The suite must outlive it.
class CoverageCollector {
 public:
  explicit CoverageCollector(const scenario::Suite& suite);

  void Attach(scenario::PlayOptions& play);
  coverage::Report Report() const;

 private:
  struct Set {
    explicit Set(const Module& module) : sites(module), counts(sites) {}
    coverage::Sites sites;
    coverage::Counts counts;
    std::mutex mutex;
  };
  const scenario::Suite& suite_;
  std::vector<std::unique_ptr<Set>> sets_;  // null where the policies have errors
};

// Writes the report where it is wanted. Findings when it is below what was asked for.
ExitCode ReportCoverage(const coverage::Report& report, const CoverageFlags& flags,
                        const Invocation& invocation);

}  // namespace proviso::cli
