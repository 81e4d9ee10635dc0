// SPDX-License-Identifier: Apache-2.0
#include "core/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "core/assert.h"

namespace proviso {
namespace {

constexpr auto kDiagnostics = std::to_array<DiagnosticInfo>({
#define PROVISO_DIAGNOSTIC(number, name, severity, summary) \
  {DiagnosticId::name, #name, Severity::severity, summary},
#include "core/diagnostics.def"
#undef PROVISO_DIAGNOSTIC
});

constexpr auto kBands = std::to_array<DiagnosticBand>({
#define PROVISO_DIAGNOSTIC_BAND(hundreds, name, kind, about) \
  {hundreds, name, BandKind::kind, about},
#include "core/diagnostic_bands.def"
#undef PROVISO_DIAGNOSTIC_BAND
});

constexpr const DiagnosticBand* FindBand(int number) {
  for (const DiagnosticBand& band : kBands) {
    if (band.hundreds == number / 100) return &band;
  }
  return nullptr;
}
#define PROVISO_DIAGNOSTIC(number, name, severity, summary) \
  static_assert(FindBand(number) != nullptr, "P" #number " is in no band");
#include "core/diagnostics.def"
#undef PROVISO_DIAGNOSTIC

const DiagnosticInfo* FindInfo(DiagnosticId id) {
  const auto at = std::find_if(kDiagnostics.begin(), kDiagnostics.end(),
                               [id](const DiagnosticInfo& info) { return info.id == id; });
  return at == kDiagnostics.end() ? nullptr : &*at;
}

}  // namespace

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  PROVISO_UNREACHABLE("severity");
}

std::string_view FixSafetyName(FixSafety safety) {
  return safety == FixSafety::Safe ? "safe" : "unsafe";
}

std::span<const DiagnosticInfo> AllDiagnostics() { return kDiagnostics; }

const DiagnosticInfo& InfoOf(DiagnosticId id) {
  const DiagnosticInfo* info = FindInfo(id);
  PROVISO_ASSERT(info != nullptr);
  return *info;
}

std::span<const DiagnosticBand> AllBands() { return kBands; }

const DiagnosticBand& BandOf(DiagnosticId id) {
  const DiagnosticBand* band = FindBand(static_cast<int>(id));
  PROVISO_ASSERT(band != nullptr);
  return *band;
}

std::string RuleName(DiagnosticId id) {
  std::string out;
  for (const char c : InfoOf(id).name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out.push_back('-');
    out.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

std::optional<DiagnosticId> ParseRuleName(std::string_view name) {
  for (const DiagnosticInfo& info : kDiagnostics) {
    if (RuleName(info.id) == name) return info.id;
  }
  return std::nullopt;
}

std::string CodeText(DiagnosticId id) { return fmt::format("P{:03}", static_cast<int>(id)); }

std::optional<DiagnosticId> ParseCode(std::string_view text) {
  if (text.size() != 4 || (text[0] != 'P' && text[0] != 'p')) return std::nullopt;
  std::uint16_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data() + 1, end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  const auto id = static_cast<DiagnosticId>(number);
  if (FindInfo(id) == nullptr) return std::nullopt;
  return id;
}

Diagnostic& Diagnostic::Label(Span span, std::string text) {
  labels.push_back({span, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::Note(std::string text) {
  notes.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::Fix(std::string description, Span span, std::string replacement,
                            FixSafety safety) {
  return Fix(DiagnosticFix{std::move(description), {{span, std::move(replacement)}}, safety});
}

Diagnostic& Diagnostic::Fix(DiagnosticFix fix) {
  fixes.push_back(std::move(fix));
  return *this;
}

Diagnostic& Diagnostic::Choice(std::string question) {
  choice = std::move(question);
  return *this;
}

Diagnostic& DiagnosticSink::Report(DiagnosticId id, Span primary, std::string message) {
  Diagnostic& diagnostic = diagnostics_.emplace_back();
  diagnostic.id = id;
  diagnostic.severity = InfoOf(id).severity;
  diagnostic.primary = primary;
  diagnostic.message = std::move(message);
  return diagnostic;
}

void DiagnosticSink::Add(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

void DiagnosticSink::Append(DiagnosticSink other) {
  std::move(other.diagnostics_.begin(), other.diagnostics_.end(), std::back_inserter(diagnostics_));
}

std::size_t DiagnosticSink::Count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(diagnostics_.begin(), diagnostics_.end(),
                    [severity](const Diagnostic& d) { return d.severity == severity; }));
}

std::vector<Diagnostic> DiagnosticSink::Sorted() const {
  std::vector<Diagnostic> sorted = diagnostics_;
  const auto key = [](const Diagnostic& d) {
    return std::make_tuple(d.primary.file, d.primary.begin, d.id);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&key](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  return sorted;
}

}  // namespace proviso
