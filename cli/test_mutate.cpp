// SPDX-License-Identifier: Apache-2.0
#include "cli/test_mutate.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/findings.h"
#include "cli/terminal.h"

namespace proviso::cli {
namespace {

using mutate::Tried;
using mutate::Verdict;
using Json = nlohmann::ordered_json;

struct Tally {
  std::size_t noticed = 0;
  std::size_t survived = 0;
  std::size_t no_change = 0;

  void Add(Verdict verdict) {
    noticed += verdict == Verdict::Noticed ? 1 : 0;
    survived += verdict == Verdict::Survived ? 1 : 0;
    no_change += verdict == Verdict::NoChange ? 1 : 0;
  }
  double percent() const {
    const std::size_t all = noticed + survived;
    return all == 0 ? 100.0 : 100.0 * static_cast<double>(noticed) / static_cast<double>(all);
  }
  std::string Words() const {
    std::string out =
        fmt::format("{} of {} changes noticed, {:.1f} %", noticed, noticed + survived, percent());
    if (no_change > 0) out += fmt::format("; {} more make no difference", no_change);
    return out;
  }
};

// A mutant and the name of its policy file.
struct Line {
  std::string file;
  Tried tried;
};

std::string PrettyText(const std::vector<Line>& lines) {
  std::map<std::string, Tally> files;
  Tally all;
  for (const Line& line : lines) {
    files[line.file].Add(line.tried.verdict);
    all.Add(line.tried.verdict);
  }
  std::string out;
  for (const Line& line : lines) {
    if (line.tried.verdict != Verdict::Survived) continue;
    out += fmt::format("{}:{}: not noticed: {}\n", line.file, line.tried.mutation.line,
                       line.tried.mutation.what);
    std::string_view rest = line.tried.conversation;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
      out += "    " + std::string(rest.substr(0, end + 1));
      rest.remove_prefix(end + 1);
    }
    out += '\n';
  }
  for (const auto& [file, counts] : files) out += fmt::format("{}: {}\n", file, counts.Words());
  if (files.size() > 1) out += "all: " + all.Words() + '\n';
  return out;
}

std::string JsonText(const std::vector<Line>& lines, const Tally& all) {
  Json mutants = Json::array();
  for (const Line& line : lines) {
    Json one = {{"file", line.file},
                {"line", line.tried.mutation.line},
                {"policy", line.tried.mutation.policy},
                {"change", line.tried.mutation.what},
                {"verdict", mutate::VerdictName(line.tried.verdict)}};
    if (!line.tried.scenario.empty()) one["scenario"] = line.tried.scenario;
    if (!line.tried.conversation.empty()) one["conversation"] = line.tried.conversation;
    mutants.push_back(std::move(one));
  }
  const Json json = {{"version", 1},
                     {"noticed", all.noticed},
                     {"survived", all.survived},
                     {"no_difference", all.no_change},
                     {"percent", all.percent()},
                     {"mutants", mutants}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// One line that is written over, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(const Invocation& invocation)
      : err_(invocation.streams.err), shown_(!invocation.flags.quiet && IsTerminal(Stream::Err)) {}
  ~ProgressLine() {
    if (shown_) err_ << "\r\x1b[K" << std::flush;
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void Show(std::size_t done, std::size_t total) {
    if (shown_) err_ << fmt::format("\r\x1b[K{}/{} changes", done, total) << std::flush;
  }

 private:
  std::ostream& err_;
  bool shown_;
};

}  // namespace

ExitCode MutateTests(const scenario::Suite& suite, const std::vector<scenario::Case>& cases,
                     const MutateFlags& flags, const Invocation& invocation) {
  std::vector<Line> lines;
  for (std::size_t set = 0; set < suite.sets.size(); ++set) {
    const scenario::PolicySet& policies = *suite.sets[set];
    if (policies.program == nullptr) continue;
    std::vector<mutate::Played> played;
    for (const scenario::Case& one : cases) {
      if (suite.files[one.file].set != set) continue;
      played.push_back({&scenario::ScenarioOf(suite, one), &suite.files[one.file].stage});
    }
    ProgressLine progress(invocation);
    mutate::MutateOptions options;
    options.catalogue = policies.catalogue.get();
    options.jobs = flags.jobs;
    options.max_states = flags.bound;
    options.progress = [&](std::size_t done, std::size_t total) { progress.Show(done, total); };
    mutate::Report report = mutate::TryMutants(policies.compilation, played, options);
    for (Tried& tried : report.mutants) {
      const auto file = static_cast<FileId>(tried.mutation.file);
      lines.push_back({policies.compilation.sources.file(file).name(), std::move(tried)});
    }
  }
  Tally all;
  for (const Line& line : lines) all.Add(line.tried.verdict);
  invocation.streams.out << (flags.format == "json" ? JsonText(lines, all) : PrettyText(lines));
  if (!flags.fail_under) return all.survived > 0 ? ExitCode::Findings : ExitCode::Fine;
  if (all.percent() >= *flags.fail_under) return ExitCode::Fine;
  invocation.Complain(fmt::format("{:.1f} % of the changes are noticed, fewer than {:.1f} %",
                                  all.percent(), *flags.fail_under));
  return ExitCode::Findings;
}

}  // namespace proviso::cli
