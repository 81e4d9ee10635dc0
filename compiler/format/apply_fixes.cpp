// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/apply_fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace proviso::compiler {
namespace {

constexpr int kMaxRounds = 20;

struct Pick {
  const Diagnostic* finding = nullptr;
  const DiagnosticFix* fix = nullptr;
};

std::size_t CountErrors(const Compilation& compilation) {
  return static_cast<std::size_t>(
      std::count_if(compilation.diagnostics.begin(), compilation.diagnostics.end(),
                    [](const Diagnostic& d) { return d.severity == Severity::Error; }));
}

// Two edits of one place, or one inside of the other, cannot both be made.
bool Collide(const TextEdit& a, const TextEdit& b) {
  if (a.span.file != b.span.file) return false;
  if (a.span.begin == b.span.begin) return true;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

class Fixer {
 public:
  Fixer(NamedTexts files, const FixRequest& request) : request_(request) {
    outcome_.files = std::move(files);
    outcome_.compilation = request_.compile(outcome_.files);
  }

  FixOutcome Run() {
    for (int round = 0; round < kMaxRounds; ++round) {
      const std::vector<Pick> picks = PickFixes();
      if (picks.empty() || !Make(picks)) break;
    }
    return std::move(outcome_);
  }

 private:
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

  const DiagnosticFix* FixOf(const Diagnostic& finding) {
    if (finding.fixes.size() == 1) {
      const DiagnosticFix& fix = finding.fixes.front();
      const bool wanted = request_.level == FixLevel::All ||
                          (request_.level == FixLevel::Safe && fix.safety == FixSafety::Safe);
      return wanted ? &fix : nullptr;
    }
    if (!request_.choose) return nullptr;
    const auto chosen = request_.choose(outcome_.files, outcome_.compilation, finding);
    if (!chosen || *chosen >= finding.fixes.size()) {
      left_.insert(KeyOf(finding));
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
        if (finding.fixes.empty() || finding.primary.file == kNoFile) continue;
        if ((finding.fixes.size() > 1) != alternatives) continue;
        if (!left_.empty() && left_.contains(KeyOf(finding))) continue;
        const DiagnosticFix* fix = FixOf(finding);
        if (fix == nullptr || fix->edits.empty() || Collides(*fix, picks)) continue;
        picks.push_back({&finding, fix});
        if (alternatives) return picks;
      }
      if (!picks.empty()) return picks;
    }
    return picks;
  }

  static bool Collides(const DiagnosticFix& fix, const std::vector<Pick>& picks) {
    for (const Pick& pick : picks) {
      for (const TextEdit& made : pick.fix->edits) {
        for (const TextEdit& edit : fix.edits) {
          if (Collide(made, edit)) return true;
        }
      }
    }
    return false;
  }

  NamedTexts With(const std::vector<Pick>& picks) const {
    NamedTexts files = outcome_.files;
    std::vector<std::vector<TextEdit>> edits(files.size());
    for (const Pick& pick : picks) {
      for (const TextEdit& edit : pick.fix->edits) {
        edits[static_cast<std::size_t>(edit.span.file)].push_back(edit);
      }
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
      files[i].second = ApplyEdits(files[i].second, std::move(edits[i]));
    }
    return files;
  }

  bool Make(const std::vector<Pick>& picks) {
    NamedTexts files = With(picks);
    if (files == outcome_.files) return false;
    Compilation after = request_.compile(files);
    if (CountErrors(after) <= CountErrors(outcome_.compilation)) {
      Accept(picks, std::move(files), std::move(after));
      return true;
    }
    if (picks.size() == 1) {
      left_.insert(KeyOf(*picks.front().finding));
      outcome_.refused.push_back(*picks.front().finding);
      return true;
    }
    // One of them did it. They are made one by one, the first that holds this time.
    for (const Pick& pick : picks) {
      const std::size_t before = outcome_.applied.size();
      Make({pick});
      if (outcome_.applied.size() > before) return true;
    }
    return true;
  }

  void Accept(const std::vector<Pick>& picks, NamedTexts files, Compilation after) {
    for (const Pick& pick : picks) {
      const SourceFile& file = outcome_.compilation.sources.file(pick.finding->primary.file);
      outcome_.applied.push_back({pick.finding->id, file.name(),
                                  file.LineOf(pick.finding->primary.begin), pick.fix->description});
    }
    outcome_.files = std::move(files);
    outcome_.compilation = std::move(after);
  }

  const FixRequest& request_;
  FixOutcome outcome_;
  std::set<std::string> left_;  // findings that were asked about, or whose fix does harm
};

}  // namespace

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
