// SPDX-License-Identifier: Apache-2.0
// Carries out the fixes that findings offer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/driver/driver.h"
#include "compiler/format/fix_check.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

// `text` with the edits made. They must lie inside the text and not overlap.
std::string ApplyEdits(std::string_view text, std::vector<TextEdit> edits);

enum class FixLevel : std::uint8_t { None, Safe, All };  // All: the unsafe ones too

struct AppliedFix {
  DiagnosticId id{};
  std::string file;
  std::uint32_t line = 0;  // in the text that the fix was made on
  std::string description;
};

struct FixRequest {
  FixLevel level = FixLevel::None;
  // Which of a finding's alternatives is wanted; nullopt: none of them, and it is not asked again.
  // Null: no alternative is ever taken.
  std::function<std::optional<std::size_t>(const NamedTexts&, const Compilation&,
                                           const Diagnostic&)>
      choose;
  bool last_first = false;  // alternatives are chosen from the end of the texts
  // Compiles with the wanted catalogue and lint settings.
  std::function<Compilation(const NamedTexts&)> compile;
  // Lays the texts out, whenever there is nothing left to fix: a finding may only show in canonical
  // layout, and a fix may leave a line that is not. Null: the layout stays as it is.
  std::function<NamedTexts(const NamedTexts&)> layout;
};

enum class WhyRefused : std::uint8_t { BringsAnError, KeepsItsFinding, DoesNotSettle };
struct RefusedFix {
  Diagnostic finding;  // places in the texts as they were when it was tried
  WhyRefused why{};
};
std::string_view DescribeRefusal(WhyRefused why);  // "it brings an error"

struct FixOutcome {
  NamedTexts files;
  std::vector<AppliedFix> applied;
  Compilation compilation;  // of `files`
  std::vector<RefusedFix> refused;
};

// Fixes, compiles, and fixes again what this made visible, until nothing is left to fix; so doing
// it again changes nothing. A fix is taken back when it brings an error into a bundle that had
// fewer, when its finding is still there and the text has not become shorter, and when fixes undo
// each other or let the text grow without end.
FixOutcome ApplyFixes(NamedTexts files, const FixRequest& request);

}  // namespace proviso::compiler
