// SPDX-License-Identifier: Apache-2.0
// Coverage by file and line, and its spellings: for a terminal, as JSON, lcov and HTML.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/source.h"
#include "testing/coverage/counts.h"

namespace proviso::coverage {

struct OutcomeCoverage {
  std::string words;
  OutcomeClass type = OutcomeClass::Branch;
  bool possible = true;
  std::uint64_t count = 0;

  bool counts() const { return possible && type == OutcomeClass::Branch; }
  bool is_default() const { return possible && type == OutcomeClass::Default; }
};
struct SiteCoverage {
  SiteKind kind = SiteKind::Condition;
  std::string policy;
  std::vector<OutcomeCoverage> outcomes;
};
struct LineCoverage {
  bool runs = false;  // something of the program comes from it
  std::uint64_t count = 0;
  std::vector<SiteCoverage> sites;
};
struct Share {
  std::uint64_t reached = 0;
  std::uint64_t all = 0;

  // 100 when there is nothing to reach.
  double percent() const;
  void Add(const Share& other) {
    reached += other.reached;
    all += other.all;
  }
};
struct Totals {
  Share outcomes;
  Share lines;
  Share defaults;

  void Add(const Totals& other);
};
struct FileCoverage {
  std::string path;
  std::vector<std::string> text;                // its lines
  std::map<std::uint32_t, LineCoverage> lines;  // by 1-based number; only those that run
  Totals totals() const;
};

class Report {
 public:
  // A file that several sets of policies hold is there once; what was reached in any counts.
  void Add(const Counts& counts, const SourceSet& sources);

  const std::map<std::string, FileCoverage>& files() const { return files_; }
  Totals totals() const;

 private:
  std::map<std::string, FileCoverage> files_;
};

// A table of the files, and each outcome that was never tried.
std::string CoverageText(const Report& report);
// docs/coverage.schema.json.
std::string CoverageJson(const Report& report);
// lcov's tracefile: genhtml reads it.
std::string CoverageLcov(const Report& report);
// One page that needs nothing else.
std::string CoverageHtml(const Report& report);

}  // namespace proviso::coverage
