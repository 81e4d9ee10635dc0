// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/fix_check.h"

#include <algorithm>

#include "compiler/format/apply_fixes.h"

namespace proviso::compiler {
namespace {

bool Collide(const TextEdit& a, const TextEdit& b) {
  if (a.span.file != b.span.file) return false;
  if (a.span.begin == b.span.begin) return true;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

bool Overlap(const Span& a, const Span& b) {
  return a.file == b.file && std::max(a.begin, b.begin) < std::min(a.end, b.end);
}

// Where the new text of `edit` stands once all edits of `picks` are made.
Span PlaceAfter(const TextEdit& edit, std::span<const Pick> picks) {
  std::int64_t moved = 0;
  for (const Pick& pick : picks) {
    for (const TextEdit& other : pick.fix->edits) {
      if (other.span.file != edit.span.file || other.span.begin >= edit.span.begin) continue;
      moved += static_cast<std::int64_t>(other.replacement.size()) -
               static_cast<std::int64_t>(other.span.end - other.span.begin);
    }
  }
  const auto begin = static_cast<std::uint32_t>(edit.span.begin + moved);
  return {edit.span.file, begin, begin + static_cast<std::uint32_t>(edit.replacement.size())};
}

bool Shortens(const DiagnosticFix& fix) {
  std::size_t before = 0;
  std::size_t after = 0;
  for (const TextEdit& edit : fix.edits) {
    before += edit.span.end - edit.span.begin;
    after += edit.replacement.size();
  }
  return after < before;
}

bool Touches(const Diagnostic& finding, const Span& place) {
  if (Overlap(finding.primary, place)) return true;
  return std::any_of(finding.fixes.begin(), finding.fixes.end(), [&](const DiagnosticFix& fix) {
    return std::any_of(fix.edits.begin(), fix.edits.end(),
                       [&](const TextEdit& edit) { return Overlap(edit.span, place); });
  });
}

}  // namespace

bool Collide(const DiagnosticFix& a, const DiagnosticFix& b) {
  return std::any_of(a.edits.begin(), a.edits.end(), [&](const TextEdit& edit) {
    return std::any_of(b.edits.begin(), b.edits.end(),
                       [&](const TextEdit& other) { return Collide(edit, other); });
  });
}

NamedTexts WithFixes(NamedTexts files, std::span<const Pick> picks) {
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

bool KeepsItsFinding(const Pick& pick, std::span<const Pick> picks, const Compilation& after) {
  if (Shortens(*pick.fix)) return false;
  for (const TextEdit& edit : pick.fix->edits) {
    const Span place = PlaceAfter(edit, picks);
    const bool again = std::any_of(after.diagnostics.begin(), after.diagnostics.end(),
                                   [&](const Diagnostic& finding) {
                                     return finding.id == pick.finding->id &&
                                            !finding.fixes.empty() && Touches(finding, place);
                                   });
    if (again) return true;
  }
  return false;
}

}  // namespace proviso::compiler
