// SPDX-License-Identifier: Apache-2.0
#include "tests/read/sentences.h"

#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/read_line.h"
#include "core/diagnostic.h"

namespace proviso {

std::string SentenceReading::names() const {
  std::string all;
  for (const std::string& name : constructions) all += (all.empty() ? "" : " ") + name;
  return all;
}

SentenceReading ReadSentenceWith(const pack::Pack& pack, std::string_view text) {
  SourceSet sources;
  const FileId file = sources.Add("text", std::string(text));
  DiagnosticSink sink;
  parse::LineLexer lexer(sources.file(file), file, sink, {});
  parse::Line line;
  SentenceReading result;
  if (!lexer.Lex(1, line)) return result;
  parse::LineReader reader(pack, sources.file(file).text());
  const parse::ReadLine read = reader.Read(line.tokens);
  if (read.sentences.empty()) return result;
  const parse::ReadSentence& sentence = read.sentences.front();
  result.read = !sentence.reading.empty();
  result.tied = sentence.reading.tied;
  for (std::size_t i = 0; i < sentence.reading.accounts.size(); ++i) {
    if (sentence.reading.accounts[i] != read::Account::Residue) continue;
    const pack::Atom& atom = read.atoms[sentence.range.begin + i];
    const auto begin = line.tokens[atom.first].begin;
    const auto end = line.tokens[atom.last - 1].end;
    result.residue += (result.residue.empty() ? "" : " ");
    result.residue += sources.file(file).text().substr(begin, end - begin);
  }
  for (const read::Node& node : sentence.reading.nodes) {
    if (node.rule == read::kAtom) continue;
    const pack::RuleInfo& rule = pack.rule(node.rule);
    if (rule.kind == pack::RuleInfo::Kind::Construction) result.constructions.push_back(rule.name);
  }
  return result;
}

}  // namespace proviso
