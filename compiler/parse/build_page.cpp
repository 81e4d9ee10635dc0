// SPDX-License-Identifier: Apache-2.0
// A policy page as it was published: headings that say what each section is (LANGUAGE section 1).
#include <algorithm>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/document_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxHeadingTokens = 24;
constexpr std::size_t kLongestHeadingBytes = 160;

}  // namespace

// The kinds are keys of the vocabulary: "logic" and "example" hold policies, "explained" gives the
// title, "prose" explains, the others are head fields.
std::optional<PageHeading> DocumentBuilder::HeadingOf(const Line& line) const {
  if (line.form != Line::Form::Text || line.bullet != BulletKind::None) return std::nullopt;
  if (line.tokens.empty() || line.tokens.size() > kMaxHeadingTokens) return std::nullopt;
  if (line.end - line.text_begin > kLongestHeadingBytes) return std::nullopt;
  std::vector<std::string> storage;
  for (const Token& token : line.tokens) {
    if (!token.folded.empty()) {
      storage.push_back(token.folded);
    } else if (token.type == L::QUOTE_TEXT) {
      for (std::string& word : WordsOf(phrases_.TextOf(token))) storage.push_back(std::move(word));
    }
  }
  for (std::string& word : storage) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  const std::vector<std::string_view> words(storage.begin(), storage.end());
  return phrases_.words().Heading(words);
}

bool DocumentBuilder::IsPage(const std::vector<Line>& lines) const {
  return std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
    const std::optional<PageHeading> heading = HeadingOf(line);
    return heading && (heading->kind == "logic" || heading->kind == "example");
  });
}

std::vector<DocumentBuilder::Part> DocumentBuilder::SplitPage(std::vector<Line> lines) {
  std::vector<Part> parts;
  for (Line& line : lines) {
    const std::optional<PageHeading> heading = HeadingOf(line);
    if (!heading) {
      if (parts.empty()) {
        parts.emplace_back();
        parts.back().kind = Part::Kind::Prose;
      }
      parts.back().lines.push_back(std::move(line));
      continue;
    }
    AddLayout(line, ast::LineRole::PageHeading);
    Part part;
    part.heading = phrases_.SpanOf(line.text_begin, line.end);
    part.has_heading = true;
    part.from_page = true;
    part.key = heading->kind;
    if (heading->kind == "logic" || heading->kind == "example") {
      part.kind = Part::Kind::Policy;
      part.is_example = heading->kind == "example";
      if (part.is_example) {
        part.name = StemName() + " (" + std::string(phrases_.words().text("example")) + ")";
      }
    } else if (heading->kind == "explained") {
      part.kind = Part::Kind::Title;
      // The title as the author wrote it, when it stands in quotes.
      for (const Token& token : line.tokens) {
        if (token.type == L::QUOTE_TEXT && part.name.empty()) part.name = phrases_.TextOf(token);
      }
      if (part.name.empty()) part.name = heading->title;
    } else if (heading->kind == "prose") {
      part.kind = Part::Kind::Prose;
    } else {
      part.kind = Part::Kind::HeadField;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

// The lines under the heading, bulleted ones included, are the value.
ast::HeadField DocumentBuilder::FieldOfSection(const Part& part) const {
  ast::HeadField field;
  field.key = part.key;
  field.span = part.heading;
  for (const Line& line : part.lines) {
    const std::string text = phrases_.TextOf(line.text_begin, line.end);
    if (!field.value.empty()) field.value += ' ';
    field.value += text;
    if (line.bullet != BulletKind::None) field.items.push_back(text);
    field.span.end = line.end;
  }
  return field;
}

}  // namespace proviso::parse
