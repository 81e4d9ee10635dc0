// SPDX-License-Identifier: Apache-2.0
// What the compiler has to say to a policy author: data only. Nothing outside core/render_* makes
// terminal text of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/source.h"

namespace proviso {

enum class Severity : std::uint8_t { Error = 0, Warning = 1, Note = 2 };
std::string_view SeverityName(Severity severity);  // "error", "warning", "note"

// The value is the number of the code: P101 is 101.
enum class DiagnosticId : std::uint16_t {
#define PROVISO_DIAGNOSTIC(number, name, severity, summary) name = (number),
#include "core/diagnostics.def"
#undef PROVISO_DIAGNOSTIC
};

struct DiagnosticInfo {
  DiagnosticId id{};
  std::string_view name;  // "UnknownPolicy"
  Severity severity = Severity::Error;
  std::string_view summary;
};
// The registry, sorted by number.
std::span<const DiagnosticInfo> AllDiagnostics();
const DiagnosticInfo& InfoOf(DiagnosticId id);
// The name as it is written in settings and comments: "vague-condition".
std::string RuleName(DiagnosticId id);
std::optional<DiagnosticId> ParseRuleName(std::string_view name);
// "P101"
std::string CodeText(DiagnosticId id);
// What the hundreds of a code say (core/diagnostic_bands.def).
enum class BandKind : std::uint8_t { Text, Machine };
struct DiagnosticBand {
  int hundreds = 0;
  std::string_view name;  // "layout"
  BandKind kind = BandKind::Text;
  std::string_view about;  // "layout and syntax"
};
std::span<const DiagnosticBand> AllBands();  // sorted by number
const DiagnosticBand& BandOf(DiagnosticId id);
// Accepts "P101" and "p101"; nullopt when no such code is registered.
std::optional<DiagnosticId> ParseCode(std::string_view text);

// The file of a diagnostic that is about no source text (a bundle, a catalogue).
inline constexpr FileId kNoFile = static_cast<FileId>(0xFFFFFFFFu);
inline constexpr Span kNoSpan{kNoFile, 0, 0};

struct DiagnosticLabel {
  Span span;
  std::string text;
};

// Replaces the text of `span`; an empty span inserts.
struct TextEdit {
  Span span;
  std::string replacement;
};

// Safe: what the policy means stays the same, or was an error before. Unsafe: the meaning changes,
// a person has to agree.
enum class FixSafety : std::uint8_t { Safe = 0, Unsafe = 1 };
std::string_view FixSafetyName(FixSafety safety);  // "safe", "unsafe"

// One way to repair a finding: all its edits together. Edits of one fix do not overlap and lie in
// one file.
struct DiagnosticFix {
  std::string description;  // "name the policy `Send replacement`"
  std::vector<TextEdit> edits;
  FixSafety safety = FixSafety::Unsafe;
};

struct Diagnostic {
  DiagnosticId id{};
  Severity severity = Severity::Error;
  std::string message;  // lower case, no full stop, user text in back-ticks
  Span primary = kNoSpan;
  std::vector<DiagnosticLabel> labels;
  std::vector<std::string> notes;
  // One: the repair. Several, or one beside a `choice`: alternatives of which a person chooses one;
  // `choice` is the question to ask ("who decides between 10% and 15%?").
  std::vector<DiagnosticFix> fixes;
  std::string choice;

  // A person chooses: there are several fixes, or the one is only a proposal.
  bool IsChoice() const { return fixes.size() > 1 || !choice.empty(); }

  // For chaining at the place of report: sink.Report(…).Label(…).Note(…).
  Diagnostic& Label(Span span, std::string text);
  Diagnostic& Note(std::string text);
  Diagnostic& Fix(std::string description, Span span, std::string replacement,
                  FixSafety safety = FixSafety::Unsafe);
  Diagnostic& Fix(DiagnosticFix fix);
  Diagnostic& Choice(std::string question);
};

// Collects diagnostics. Not thread-safe; one per compilation, or one per file and merged with
// Append.
class DiagnosticSink {
 public:
  // Adds one with the severity of the registry. The reference is good until the next addition.
  Diagnostic& Report(DiagnosticId id, Span primary, std::string message);
  void Add(Diagnostic diagnostic);
  void Append(DiagnosticSink other);

  // In the order of report.
  const std::vector<Diagnostic>& all() const { return diagnostics_; }
  std::size_t size() const { return diagnostics_.size(); }
  std::size_t Count(Severity severity) const;
  bool has_errors() const { return Count(Severity::Error) > 0; }

  // By file, place, code; equal ones keep their order. This is the order of every output, so that
  // two runs can be compared.
  std::vector<Diagnostic> Sorted() const;

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace proviso
