// SPDX-License-Identifier: Apache-2.0
// A whole file: which lines are policies, heads, prose and comments.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/internal/block_builder.h"
#include "compiler/parse/internal/language.h"
#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/mentions.h"
#include "compiler/parse/internal/outline.h"
#include "compiler/parse/internal/regions.h"
#include "compiler/parse/internal/statement_notes.h"
#include "compiler/parse/parser.h"

namespace proviso::parse {

class DocumentBuilder {
 public:
  DocumentBuilder(const SourceSet& sources, FileId file, DiagnosticSink& sink,
                  const ParseOptions& options);
  ast::Document Build();

 private:
  // Lines of one policy, or of a section of a page.
  struct Part {
    enum class Kind : std::uint8_t { Policy, HeadField, Prose, Title } kind = Kind::Policy;
    std::string key;   // of a head field
    std::string name;  // of a policy, when it has one of its own
    Span heading{};    // the line that opened the part
    bool has_heading = false;
    bool is_example = false;
    bool from_page = false;
    std::vector<Line> lines;
  };

  // The language has no pack: told, and nothing is read.
  void ReportLanguage();
  // A policy whose head gives another language than the file is read in.
  void CheckLanguage(const ast::HeadField& field);
  // regions.cpp, front_matter.cpp: what is no step before any line is read.
  void AddLeftOut();
  void ReadFrontMatter();
  std::vector<Line> ReadLines();
  bool IsPage(const std::vector<Line>& lines) const;
  std::optional<PageHeading> HeadingOf(const Line& line) const;
  std::string TitleOf(
      const Line& line) const;  // of "Policy: Name" and "# Name"; empty if it is none
  std::vector<Part> SplitPage(std::vector<Line> lines);
  std::vector<Part> SplitPlain(std::vector<Line> lines);
  bool IsHeadingOfAll(const Line& line);
  void BuildPart(Part part);
  void ReadHead(Part& part, ast::Policy& policy);
  std::size_t ReadTitleLines(const Part& part, ast::Policy& policy);
  bool ReadField(const Part& part, std::size_t& at, ast::Policy& policy);
  void AddField(ast::Policy& policy, ast::HeadField field);
  bool IsMistypedField(const Line& line);
  bool ListsDeeds(const Tokens& tokens, std::size_t begin, std::size_t end) const;
  bool IsPreamble(const Part& part, std::size_t at) const;
  bool IsField(const Line& line) const;
  std::size_t TriggerLength(const Line& line) const;
  bool ReadTrigger(const Part& part, std::size_t at, ast::Policy& policy);
  // head_lines.cpp: a text without head fields says at its start what it is called and when it is
  // for.
  struct Trigger {
    std::size_t end = 0;  // tokens of the line up to where an instruction may begin
    std::span<const Token> wish;
  };
  bool ReadLoneTitle(const Part& part, ast::Policy& policy);
  void LearnCustomer(const ast::Policy& policy, std::vector<Line>& lines) const;
  Trigger TriggerOf(std::span<const Token> tokens);
  bool LeadsToTrigger(const Part& part, std::size_t at);
  bool HasOtherTrigger(const Part& part, std::size_t at, std::size_t behind);
  bool ReadSpokenTrigger(Part& part, std::size_t at, ast::Policy& policy);
  ast::HeadField FieldOfSection(const Part& part) const;
  std::size_t LeadingProse(const Part& part) const;
  std::size_t Introduction(const Part& part) const;
  void AddLayout(const Line& line, ast::LineRole role) {
    document_.layout.push_back(DescribeLine(line, role));
  }
  void AddVerbatim(const Line& line);
  // block_quotes.cpp: "> …" is what the step above says, documentation at the start, or text.
  void ReadBlockQuotes(std::vector<Line>& lines);
  bool TakesQuotation(const Line& line) const;
  void Quote(Line& step, std::span<const Line> quoted);
  bool HoldsLeftOut(const Line& line) const;
  void AddRemark(ast::RemarkKind kind, std::uint32_t begin, std::uint32_t end);
  std::string StemName() const;
  Span WholeFile() const;

  FileId file_;
  DiagnosticSink& sink_;
  const ParseOptions& options_;
  Regions regions_;
  const std::optional<SourceFile> live_;  // without what the author took out
  const SourceFile& written_;
  const SourceFile& source_;  // what is read: `live_`, or the file as it was written
  const LanguageChoice language_;
  const pack::Pack* const pack_;  // of the language; nullptr when there is none
  Phrases phrases_;
  LineLexer lexer_;
  BlockBuilder blocks_;
  ast::Document document_;
  std::vector<ast::HeadField> page_head_;   // of the page, for the policies in it
  std::vector<ast::HeadField> front_head_;  // of the front matter, for the first policy
  std::vector<std::string> page_titles_;
};

}  // namespace proviso::parse
