// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/line_text.h"

#include <algorithm>

#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::compiler {
namespace {

constexpr std::string_view kOpeningMark = "\xE2\x80\x9C";
constexpr std::string_view kClosingMark = "\xE2\x80\x9D";

// Joiners and direction marks shape how a word is written, so only those go that shape nothing.
bool IsLitter(char32_t c) { return c == 0x200B || c == 0x2060 || c == 0xFEFF; }

// A line ending is never inside a line, and a stray carriage return is kept.
bool IsGap(char32_t c) { return c != '\r' && c != '\n' && KindOf(c) == CharacterKind::Space; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// "80  EUR" is a number and a word, "80 EUR" an amount: between the two, spaces have a meaning.
bool SpacesCount(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty()) return false;
  const unsigned char last = static_cast<unsigned char>(before.back());
  const unsigned char next = static_cast<unsigned char>(after.front());
  const bool amount = IsDigit(before.back()) || before.back() == '$' || last >= 0x80;
  const bool unit =
      after.front() == '%' || IsUpper(after.front()) || IsDigit(after.front()) || next >= 0x80;
  return amount && unit;
}

}  // namespace

std::string_view Trimmed(std::string_view text) {
  const auto dropped = [](char32_t c) { return IsGap(c) || IsLitter(c); };
  std::size_t begin = 0;
  while (begin < text.size()) {
    const CodePoint point = DecodeUtf8(text, begin);
    if (!dropped(point.value)) break;
    begin += point.length;
  }
  std::size_t end = begin;
  for (std::size_t i = begin; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.length;
    if (!dropped(point.value)) end = i;
  }
  return text.substr(begin, end - begin);
}

LineText::LineText(const SourceFile& source, const ast::Document& document)
    : source_(source), document_(document) {
  for (const ast::Policy& policy : document.policies) AddQuotes(policy.body);
}

void LineText::AddQuotes(const ast::Block& block) {
  for (const auto& statement : block) {
    if (const auto* say = std::get_if<ast::Say>(&statement->node)) {
      if (say->quote) AddQuote(*say->quote);
    } else if (const auto* note = std::get_if<ast::Note>(&statement->node)) {
      if (note->quote) AddQuote(*note->quote);
    } else if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      AddQuotes(branch->otherwise);
    }
    AddQuotes(statement->body);
  }
}

void LineText::AddQuote(const ast::Quotation& quote) {
  if (quote.span.end < quote.span.begin + 2) return;
  AddMark(quote.span.begin, kOpeningMark);
  AddMark(quote.span.end - 1, kClosingMark);
}

void LineText::AddMark(std::uint32_t at, std::string_view replacement) {
  if (source_.text()[at] == '"') marks_.emplace(at, replacement);
}

std::string LineText::Canonical(std::uint32_t begin, std::uint32_t end) const {
  std::string out;
  auto span = std::lower_bound(document_.verbatim.begin(), document_.verbatim.end(), begin,
                               [](const Span& s, std::uint32_t at) { return s.begin < at; });
  std::uint32_t at = begin;
  for (; span != document_.verbatim.end() && span->begin < end; ++span) {
    if (span->begin < at) continue;
    AppendPlain(out, at, span->begin);
    at = std::min(span->end, end);
    AppendVerbatim(out, span->begin, at);
  }
  AppendPlain(out, at, end);
  return std::string(Trimmed(out));
}

void LineText::AppendVerbatim(std::string& out, std::uint32_t begin, std::uint32_t end) const {
  const std::string_view text = source_.text();
  auto mark = marks_.lower_bound(begin);
  while (begin < end) {
    const std::uint32_t stop = mark != marks_.end() && mark->first < end ? mark->first : end;
    out.append(text.substr(begin, stop - begin));
    begin = stop;
    if (begin == end) break;
    out.append(mark->second);
    ++begin;
    ++mark;
  }
}

std::uint32_t LineText::AppendPlain(std::string& out, std::uint32_t begin,
                                    std::uint32_t end) const {
  const std::string_view text = source_.text().substr(0, end);
  while (begin < end) {
    const CodePoint point = DecodeUtf8(text, begin);
    if (IsLitter(point.value)) {
      begin += static_cast<std::uint32_t>(point.length);
      continue;
    }
    if (!IsGap(point.value)) {
      out.append(text.substr(begin, point.length));
      begin += static_cast<std::uint32_t>(point.length);
      continue;
    }
    std::size_t width = 0;
    bool tab = false;
    while (begin < end) {
      const CodePoint gap = DecodeUtf8(text, begin);
      if (!IsGap(gap.value) && !IsLitter(gap.value)) break;
      tab = tab || gap.value == '\t';
      if (IsGap(gap.value)) ++width;
      begin += static_cast<std::uint32_t>(gap.length);
    }
    const bool counts = (width > 1 || tab) && SpacesCount(out, source_.text().substr(begin));
    out.append(counts ? 2 : 1, ' ');
  }
  return begin;
}

}  // namespace proviso::compiler
