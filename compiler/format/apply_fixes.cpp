// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/apply_fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "core/assert.h"

namespace proviso::compiler {
namespace {

// Far more than texts need; reaching it means that the fixes do not settle.
constexpr std::size_t kMaxRounds = 200;
// Attempts to come to rest; after each one, fixes that kept the texts from it are left out.
constexpr int kMaxAttempts = 8;
// How large fixes may make the texts: a multiple of what they were, and some bytes.
constexpr std::size_t kGrowthFactor = 4;
constexpr std::size_t kGrowthBytes = 10'000;

std::size_t CountErrors(const Compilation& compilation) {
  return static_cast<std::size_t>(
      std::count_if(compilation.diagnostics.begin(), compilation.diagnostics.end(),
                    [](const Diagnostic& d) { return d.severity == Severity::Error; }));
}

std::size_t SizeOf(const NamedTexts& files) {
  std::size_t size = 0;
  for (const auto& [name, text] : files) size += text.size();
  return size;
}

std::size_t HashOf(const NamedTexts& files) {
  std::size_t hash = 0;
  for (const auto& [name, text] : files) hash = hash * 31 + std::hash<std::string>()(text);
  return hash;
}

// All fixes of one code in one file.
using Kind = std::pair<DiagnosticId, std::string>;

class Fixer {
 public:
  Fixer(NamedTexts files, const FixRequest& request) : request_(request) { Set(std::move(files)); }

  // What comes to rest only because some fixes are left out is run again with all of them, until
  // that makes no difference: a second run of the program does the same.
  FixOutcome Run() {
    const NamedTexts given = outcome_.files;
    for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
      const NamedTexts before = outcome_.files;
      if (!ComeToRest()) break;
      if (banned_.empty() || outcome_.files == before) return std::move(outcome_);
      banned_.clear();
    }
    outcome_ = FixOutcome();
    Set(request_.layout ? request_.layout(given) : given);
    RefuseAll();
    return std::move(outcome_);
  }

 private:
  struct Round {
    std::size_t state = 0;         // hash of the texts before it
    std::vector<Diagnostic> made;  // findings that were mended; none: the layout
  };
  struct Trial {
    std::vector<Pick> picks;
    NamedTexts files;
    Compilation compilation;
  };

  void Set(NamedTexts files) {
    outcome_.files = std::move(files);
    outcome_.compilation = request_.compile(outcome_.files);
  }

  // From the texts as they are now. False: however many fixes are left out, there is no end to it.
  bool ComeToRest() {
    const NamedTexts before = outcome_.files;
    const std::size_t applied = outcome_.applied.size();
    for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
      outcome_.refused.clear();
      refused_.clear();
      const std::vector<Diagnostic> culprits = Settle(SizeOf(before));
      if (culprits.empty()) {
        for (const Diagnostic& finding : banned_findings_) {
          outcome_.refused.push_back({finding, WhyRefused::DoesNotSettle});
        }
        banned_findings_.clear();
        return true;
      }
      Ban(culprits);
      Set(before);
      outcome_.applied.resize(applied);
    }
    return false;
  }

  void Ban(const std::vector<Diagnostic>& culprits) {
    for (const Diagnostic& finding : culprits) {
      if (banned_.insert(KindOf(finding)).second) banned_findings_.push_back(finding);
    }
  }

  // Round after round. Returns the findings whose fixes go on and on; none: the texts are at rest.
  std::vector<Diagnostic> Settle(std::size_t size) {
    std::vector<Round> rounds;
    bool changed = false;
    while (true) {
      const std::size_t state = HashOf(outcome_.files);
      for (std::size_t i = 0; i < rounds.size(); ++i) {
        if (rounds[i].state == state) return MadeSince(rounds, i);
      }
      if (rounds.size() == kMaxRounds ||
          SizeOf(outcome_.files) > size * kGrowthFactor + kGrowthBytes)
        return MadeSince(rounds, rounds.size() / 2);
      Round round{state, {}};
      if (!MakeFixes(round)) {
        // What was refused for what stood there before may hold by now.
        if (std::exchange(changed, false) && !refused_.empty()) {
          refused_.clear();
          outcome_.refused.clear();
          continue;
        }
        if (!LayOut()) return {};
      }
      changed = true;
      rounds.push_back(std::move(round));
    }
  }

  static std::vector<Diagnostic> MadeSince(const std::vector<Round>& rounds, std::size_t first) {
    std::vector<Diagnostic> made;
    for (std::size_t i = first; i < rounds.size(); ++i) {
      made.insert(made.end(), rounds[i].made.begin(), rounds[i].made.end());
    }
    return made;
  }

  // False: there is nothing (more) to fix.
  bool MakeFixes(Round& round) {
    while (true) {
      const std::vector<Pick> picks = PickFixes();
      if (picks.empty()) return false;
      Trial trial = Try(picks);
      if (trial.picks.empty()) continue;  // all refused, so the next picks are others
      for (const Pick& pick : trial.picks) round.made.push_back(*pick.finding);
      Accept(std::move(trial));
      return true;
    }
  }

  bool LayOut() {
    if (!request_.layout) return false;
    NamedTexts files = request_.layout(outcome_.files);
    if (files == outcome_.files) return false;
    Set(std::move(files));
    return true;
  }

  // A finding as it is known from one round to the next, when places have moved: what it says about
  // which words, and which of several such findings it is.
  std::string KeyOf(const Diagnostic& finding) const {
    std::size_t same_before = 0;
    for (const Diagnostic& other : outcome_.compilation.diagnostics) {
      if (&other == &finding) break;
      if (other.id == finding.id && SaysOf(other) == SaysOf(finding)) ++same_before;
    }
    return fmt::format("{} {}", SaysOf(finding), same_before);
  }
  std::string SaysOf(const Diagnostic& finding) const {
    if (finding.primary.file == kNoFile) return {};
    const SourceFile& file = outcome_.compilation.sources.file(finding.primary.file);
    return fmt::format("{} {} {} {}", CodeText(finding.id), file.name(), file.Text(finding.primary),
                       finding.message);
  }
  Kind KindOf(const Diagnostic& finding) const {
    return {finding.id, outcome_.files[static_cast<std::size_t>(finding.primary.file)].first};
  }

  bool IsLeft(const Diagnostic& finding) const {
    if (finding.fixes.empty() || finding.primary.file == kNoFile) return true;
    if (banned_.contains(KindOf(finding))) return true;
    if (asked_.empty() && refused_.empty()) return false;
    const std::string key = KeyOf(finding);
    return asked_.contains(key) || refused_.contains(key);
  }

  const DiagnosticFix* FixOf(const Diagnostic& finding) {
    if (!finding.IsChoice()) {
      const DiagnosticFix& fix = finding.fixes.front();
      const bool wanted = request_.level == FixLevel::All ||
                          (request_.level == FixLevel::Safe && fix.safety == FixSafety::Safe);
      return wanted ? &fix : nullptr;
    }
    if (!request_.choose) return nullptr;
    const auto chosen = request_.choose(outcome_.files, outcome_.compilation, finding);
    if (!chosen || *chosen >= finding.fixes.size()) {
      asked_.insert(KeyOf(finding));
      return nullptr;
    }
    return &finding.fixes[*chosen];
  }

  // What can be made together. A choice is made alone: the next one may read differently after it.
  std::vector<Pick> PickFixes() {
    std::vector<Pick> picks;
    for (const bool alternatives : {false, true}) {
      const std::vector<Diagnostic>& findings = outcome_.compilation.diagnostics;
      for (std::size_t i = 0; i < findings.size(); ++i) {
        const bool backwards = alternatives && request_.last_first;
        const Diagnostic& finding = findings[backwards ? findings.size() - 1 - i : i];
        if (finding.IsChoice() != alternatives || IsLeft(finding)) continue;
        const DiagnosticFix* fix = FixOf(finding);
        const bool possible = fix != nullptr && !fix->edits.empty() &&
                              std::none_of(picks.begin(), picks.end(), [&](const Pick& pick) {
                                return Collide(*pick.fix, *fix);
                              });
        if (!possible) continue;
        picks.push_back({&finding, fix});
        if (alternatives) return picks;
      }
      if (!picks.empty()) return picks;
    }
    return picks;
  }

  std::optional<WhyRefused> Objection(const Trial& trial) const {
    if (CountErrors(trial.compilation) > CountErrors(outcome_.compilation))
      return WhyRefused::BringsAnError;
    const bool kept = trial.files == outcome_.files ||
                      std::any_of(trial.picks.begin(), trial.picks.end(), [&](const Pick& pick) {
                        return KeepsItsFinding(pick, trial.picks, trial.compilation);
                      });
    if (kept) return WhyRefused::KeepsItsFinding;
    return std::nullopt;
  }

  Trial Attempt(std::vector<Pick> picks) const {
    NamedTexts files = WithFixes(outcome_.files, picks);
    Compilation compilation = request_.compile(files);
    return {std::move(picks), std::move(files), std::move(compilation)};
  }

  // The picks that hold together, found by halves; a single one that does not is refused.
  Trial Try(const std::vector<Pick>& picks) {
    Trial all = Attempt(picks);
    const auto objection = Objection(all);
    if (!objection) return all;
    if (picks.size() == 1) {
      const Diagnostic& finding = *picks.front().finding;
      refused_.insert(KeyOf(finding));
      outcome_.refused.push_back({finding, *objection});
      return {};
    }
    const auto middle = picks.begin() + static_cast<std::ptrdiff_t>(picks.size() / 2);
    Trial first = Try({picks.begin(), middle});
    Trial second = Try({middle, picks.end()});
    if (first.picks.empty()) return second;
    if (second.picks.empty()) return first;
    std::vector<Pick> good = first.picks;
    good.insert(good.end(), second.picks.begin(), second.picks.end());
    Trial both = Attempt(std::move(good));
    return Objection(both) ? std::move(first) : std::move(both);
  }

  void Accept(Trial trial) {
    for (const Pick& pick : trial.picks) {
      const SourceFile& file = outcome_.compilation.sources.file(pick.finding->primary.file);
      outcome_.applied.push_back({pick.finding->id, file.name(),
                                  file.LineOf(pick.finding->primary.begin), pick.fix->description});
    }
    outcome_.files = std::move(trial.files);
    outcome_.compilation = std::move(trial.compilation);
  }

  void RefuseAll() {
    for (const Diagnostic& finding : outcome_.compilation.diagnostics) {
      if (!finding.fixes.empty()) outcome_.refused.push_back({finding, WhyRefused::DoesNotSettle});
    }
  }

  const FixRequest& request_;
  FixOutcome outcome_;
  std::set<std::string> asked_;    // findings whose alternatives nobody wants
  std::set<std::string> refused_;  // findings whose fix does not hold
  std::set<Kind> banned_;
  std::vector<Diagnostic> banned_findings_;  // one of each kind
};

}  // namespace

std::string_view DescribeRefusal(WhyRefused why) {
  switch (why) {
    case WhyRefused::BringsAnError:
      return "it brings an error";
    case WhyRefused::KeepsItsFinding:
      return "its finding stays";
    case WhyRefused::DoesNotSettle:
      return "it comes again and again";
  }
  PROVISO_UNREACHABLE("why a fix is refused");
}

std::string ApplyEdits(std::string_view text, std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
    return a.span.begin < b.span.begin;
  });
  std::string out;
  std::size_t at = 0;
  for (const TextEdit& edit : edits) {
    const std::size_t begin = std::clamp<std::size_t>(edit.span.begin, at, text.size());
    out.append(text.substr(at, begin - at));
    out.append(edit.replacement);
    at = std::clamp<std::size_t>(edit.span.end, begin, text.size());
  }
  return out.append(text.substr(at));
}

FixOutcome ApplyFixes(NamedTexts files, const FixRequest& request) {
  return Fixer(std::move(files), request).Run();
}

}  // namespace proviso::compiler
