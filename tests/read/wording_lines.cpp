// SPDX-License-Identifier: Apache-2.0
// What the compiler would offer for each line that it does not understand.
//
//   wording_lines < TEXT      each line is a step
#include <chrono>
#include <iostream>
#include <iterator>
#include <string>

#include "compiler/parse/completions.h"
#include "compiler/parse/parser.h"
#include "compiler/parse/wordings.h"

using namespace proviso;  // NOLINT: a program of one file

int main(int count, char**) {
  if (count > 1) {
    for (const auto* list :
         {&parse::StatementBeginnings("en"), &parse::ConditionBeginnings("en")}) {
      for (const parse::Beginning& one : *list) {
        std::cout << one.construction << ": " << one.text << "   (" << one.example << ")\n";
      }
    }
    return 0;
  }
  SourceSet sources;
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const FileId file = sources.Add("steps.policy", text);
  DiagnosticSink sink;
  const ast::Document document = Parse(sources, file, sink);
  parse::Wordings wordings(sources, document);
  const auto start = std::chrono::steady_clock::now();
  std::size_t unclear_lines = 0;
  for (const ast::LineLayout& layout : document.layout) {
    const auto unclear = wordings.At({file, layout.text_begin, layout.text_begin + 1});
    if (!unclear) continue;
    ++unclear_lines;
    std::cout << layout.number << " " << sources.file(file).Text(unclear->sentence.span) << "\n";
    for (const Span& span : compiler::ResidueOf(unclear->sentence)) {
      std::cout << "    ✗ " << sources.file(file).Text(span) << "\n";
    }
    for (const parse::Wording& wording : unclear->wordings) {
      std::cout << "    → " << wording.text;
      for (const std::string& word : wording.left_out) std::cout << "  [without " << word << "]";
      std::cout << "\n";
    }
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  std::cerr << unclear_lines << " sentences, " << took.count() << " ms\n";
  return 0;
}
