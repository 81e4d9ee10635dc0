// SPDX-License-Identifier: Apache-2.0
// The lines of one policy as a tree: by indentation where there is some, rebuilt where a page lost
// it (LANGUAGE section 2).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "compiler/parse/internal/mentions.h"
#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/statement_notes.h"
#include "compiler/parse/internal/token.h"
#include "compiler/parse/parser.h"
#include "core/diagnostic.h"

namespace proviso::parse {

// What a line opens for the lines behind it.
enum class Opens : std::uint8_t { Nothing, Heading, Condition, Offer, Question };

struct OutlineNode;
// Nodes keep their addresses while lines are moved between blocks.
using OutlineNodes = std::vector<std::unique_ptr<OutlineNode>>;

struct OutlineNode {
  Line line;
  bool is_heading = false;
  bool weak_heading = false;    // a heading only when something stands under it
  bool history = false;         // a heading over what was changed in the text, and when
  bool documents = false;       // a heading over what explains: "Scope", "Revision history"
  bool explains = false;        // the same, as long as nothing below is to be done: "Symptoms"
  bool lists_tools = false;     // a heading over what each tool is for
  bool describes_tool = false;  // "@get_order(…): the order and its items"
  bool colon = false;           // ends in one
  std::uint32_t label_end = 0;  // index of the colon or dash behind a label, 0 if there is none
  std::uint8_t level = 0;       // of a heading: 1 is the highest
  Opens opens = Opens::Nothing;
  bool inferred = false;                 // its children were given to it by Infer
  ast::ConditionPtr names_case;          // of a heading over what is done in one case
  std::vector<StatementPtr> statements;  // empty for a heading
  OutlineNodes children;
};

// Nests lines by their indentation.
class Indenter {
 public:
  Indenter(const Phrases& phrases, DiagnosticSink& sink, const ParseOptions& options)
      : phrases_(phrases), sink_(sink), options_(options) {}
  OutlineNodes Nest(std::vector<Line> lines);

 private:
  std::vector<std::uint32_t> Depths(const std::vector<Line>& lines);

  const Phrases& phrases_;
  DiagnosticSink& sink_;
  const ParseOptions& options_;
};

// Whether a line is a section heading by its looks, and where its label ends.
void Classify(OutlineNode& node, bool nested, const Phrases& phrases);

// "Step 2: Collect the details" over bulleted lines is their title.
void ClassifyTitle(const OutlineNodes& nodes, std::size_t index, const Phrases& phrases);

// "If so, …" and, indented below it for looks, "Else …": both stand at the level of the first.
void AlignAlternatives(std::vector<Line>& lines, const Phrases& phrases);
// Makes the line the title of what stands below it.
void MakeTitle(OutlineNode& node, const Phrases& phrases);
// Whether the line begins with a verb that instructs or with a condition.
bool Instructs(const Tokens& tokens, const Phrases& phrases);
// Whether a tool is named in the line or below it.
bool NamesTool(const OutlineNode& node);
// "Scope: …": a line that explains by its label.
bool IsDocumentation(const OutlineNode& node, const Phrases& phrases);

// What a condition is about, as words; empty for “it” and for nothing.
std::vector<std::string> SubjectOf(const ast::Condition& condition);

// Gives the lines of flat text to the openers in front of them, at every level. Reports one note
// for each rebuilt block.
void InferLayout(OutlineNodes& nodes, const Phrases& phrases, DiagnosticSink& sink);

// What the lines are and how deep they stand, after InferLayout.
void DescribeLayout(const OutlineNodes& nodes, std::uint32_t depth,
                    std::vector<ast::LineLayout>& layout);
ast::LineLayout DescribeLine(const Line& line, ast::LineRole role);

}  // namespace proviso::parse
