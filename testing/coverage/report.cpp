// SPDX-License-Identifier: Apache-2.0
#include "testing/coverage/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace proviso::coverage {
namespace {

using Json = nlohmann::ordered_json;

void CountOutcome(const OutcomeCoverage& outcome, Totals& totals) {
  Share* share = outcome.counts() ? &totals.outcomes : nullptr;
  if (outcome.is_default()) share = &totals.defaults;
  if (share == nullptr) return;
  ++share->all;
  if (outcome.count > 0) ++share->reached;
}

SiteCoverage CoverageOf(const Site& site, const Counts& counts) {
  SiteCoverage out;
  out.kind = site.kind;
  out.policy = site.policy;
  for (std::uint32_t i = 0; i < site.outcomes.size(); ++i) {
    const Outcome& outcome = site.outcomes[i];
    out.outcomes.push_back(
        {outcome.words, outcome.type, outcome.possible, counts.outcome(site.first + i)});
  }
  return out;
}

bool SameSite(const SiteCoverage& a, const SiteCoverage& b) {
  const auto same = [](const OutcomeCoverage& x, const OutcomeCoverage& y) {
    return x.words == y.words && x.type == y.type;
  };
  return a.kind == b.kind && a.policy == b.policy &&
         std::equal(a.outcomes.begin(), a.outcomes.end(), b.outcomes.begin(), b.outcomes.end(),
                    same);
}

// The sites of one set of policies join those of the sets before: the first one that is alike and
// that none of this set has joined yet.
void Merge(std::vector<SiteCoverage>& known, std::vector<SiteCoverage> more) {
  std::vector<bool> joined(known.size(), false);
  for (SiteCoverage& site : more) {
    std::size_t at = 0;
    while (at < joined.size() && (joined[at] || !SameSite(known[at], site))) ++at;
    if (at == joined.size()) {
      known.push_back(std::move(site));
      continue;
    }
    joined[at] = true;
    for (std::size_t i = 0; i < site.outcomes.size(); ++i) {
      known[at].outcomes[i].count += site.outcomes[i].count;
      known[at].outcomes[i].possible |= site.outcomes[i].possible;
    }
  }
}

std::vector<std::string> LinesOf(const SourceFile& file) {
  std::vector<std::string> lines;
  for (std::uint32_t i = 1; i <= file.line_count(); ++i) lines.emplace_back(file.Line(i));
  return lines;
}

std::string ShareText(const Share& share) { return fmt::format("{}/{}", share.reached, share.all); }

Json ShareJson(const Share& share) {
  return {{"reached", share.reached}, {"all", share.all}, {"percent", share.percent()}};
}

Json TotalsJson(const Totals& totals) {
  return {{"outcomes", ShareJson(totals.outcomes)},
          {"lines", ShareJson(totals.lines)},
          {"defaults", ShareJson(totals.defaults)}};
}

Json SiteJson(const SiteCoverage& site) {
  Json outcomes = Json::array();
  for (const OutcomeCoverage& outcome : site.outcomes) {
    outcomes.push_back({{"words", outcome.words},
                        {"class", outcome.type == OutcomeClass::Branch ? "branch" : "default"},
                        {"possible", outcome.possible},
                        {"count", outcome.count}});
  }
  return {{"kind", SiteKindName(site.kind)}, {"policy", site.policy}, {"outcomes", outcomes}};
}

}  // namespace

double Share::percent() const {
  return all == 0 ? 100.0 : 100.0 * static_cast<double>(reached) / static_cast<double>(all);
}

void Totals::Add(const Totals& other) {
  outcomes.Add(other.outcomes);
  lines.Add(other.lines);
  defaults.Add(other.defaults);
}

Totals FileCoverage::totals() const {
  Totals totals;
  for (const auto& [number, line] : lines) {
    ++totals.lines.all;
    if (line.count > 0) ++totals.lines.reached;
    for (const SiteCoverage& site : line.sites) {
      for (const OutcomeCoverage& outcome : site.outcomes) CountOutcome(outcome, totals);
    }
  }
  return totals;
}

Totals Report::totals() const {
  Totals totals;
  for (const auto& [path, file] : files_) totals.Add(file.totals());
  return totals;
}

void Report::Add(const Counts& counts, const SourceSet& sources) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<SiteCoverage>> sites;
  for (const Site& site : counts.sites().sites()) {
    sites[{site.file, site.line}].push_back(CoverageOf(site, counts));
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> runs;
  for (const code::Node& node : counts.sites().code().nodes()) {
    if (IsStep(node.op())) runs[{node.file, node.line}] = true;
  }
  for (const auto& [place, unused] : runs) {
    const auto [file, line] = place;
    if (file >= sources.size() || line == 0) continue;
    const SourceFile& source = sources.file(static_cast<FileId>(file));
    FileCoverage& coverage = files_[source.name()];
    if (coverage.path.empty()) {
      coverage.path = source.name();
      coverage.text = LinesOf(source);
    }
    LineCoverage& one = coverage.lines[line];
    one.runs = true;
    one.count += counts.Line(file, line);
    const auto found = sites.find(place);
    if (found != sites.end()) Merge(one.sites, std::move(found->second));
  }
}

std::string CoverageText(const Report& report) {
  std::size_t width = std::string_view("coverage").size();
  for (const auto& [path, file] : report.files()) width = std::max(width, path.size());
  std::string out = fmt::format("{:<{}}  {:>16}  {:>8}  {:>8}\n", "coverage", width, "outcomes",
                                "lines", "defaults");
  const auto row = [&](const std::string& name, const Totals& totals) {
    out += fmt::format("{:<{}}  {:>8} {:5.1f} %  {:>8}  {:>8}\n", name, width,
                       ShareText(totals.outcomes), totals.outcomes.percent(),
                       ShareText(totals.lines), ShareText(totals.defaults));
  };
  for (const auto& [path, file] : report.files()) row(path, file.totals());
  if (report.files().size() > 1) row("all", report.totals());
  for (const auto& [path, file] : report.files()) {
    for (const auto& [number, line] : file.lines) {
      for (const SiteCoverage& site : line.sites) {
        for (const OutcomeCoverage& outcome : site.outcomes) {
          if (!outcome.counts() || outcome.count > 0) continue;
          out += fmt::format("{}:{}: never tried: {}\n", path, number, outcome.words);
        }
      }
    }
  }
  return out;
}

std::string CoverageJson(const Report& report) {
  Json files = Json::array();
  for (const auto& [path, file] : report.files()) {
    Json lines = Json::array();
    for (const auto& [number, line] : file.lines) {
      Json sites = Json::array();
      for (const SiteCoverage& site : line.sites) sites.push_back(SiteJson(site));
      lines.push_back({{"line", number}, {"count", line.count}, {"sites", sites}});
    }
    files.push_back({{"file", path}, {"totals", TotalsJson(file.totals())}, {"lines", lines}});
  }
  const Json json = {{"version", 1}, {"totals", TotalsJson(report.totals())}, {"files", files}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string CoverageLcov(const Report& report) {
  std::string out;
  for (const auto& [path, file] : report.files()) {
    out += fmt::format("TN:\nSF:{}\n", path);
    for (const auto& [number, line] : file.lines) {
      std::size_t block = 0;
      for (const SiteCoverage& site : line.sites) {
        const bool tried = std::any_of(site.outcomes.begin(), site.outcomes.end(),
                                       [](const OutcomeCoverage& one) { return one.count > 0; });
        std::size_t branch = 0;
        for (const OutcomeCoverage& outcome : site.outcomes) {
          if (!outcome.counts()) continue;
          // A place that was never come to has not been gone from either.
          out += fmt::format("BRDA:{},{},{},{}\n", number, block, branch++,
                             tried ? std::to_string(outcome.count) : "-");
        }
        if (branch > 0) ++block;
      }
    }
    const Totals totals = file.totals();
    out += fmt::format("BRF:{}\nBRH:{}\n", totals.outcomes.all, totals.outcomes.reached);
    for (const auto& [number, line] : file.lines) {
      out += fmt::format("DA:{},{}\n", number, line.count);
    }
    out += fmt::format("LF:{}\nLH:{}\nend_of_record\n", totals.lines.all, totals.lines.reached);
  }
  return out;
}

}  // namespace proviso::coverage
