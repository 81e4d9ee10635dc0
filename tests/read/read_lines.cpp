// SPDX-License-Identifier: Apache-2.0
// Reads sentences with a pack from its files and prints what it makes of them.
//
//   read_lines PACK_FOLDER [-t | RULE] < TEXT      -t: with the tree; RULE: which lines are one
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "compiler/pack/pack.h"
#include "compiler/parse/internal/atoms.h"
#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/read_line.h"
#include "compiler/read/reader.h"

using namespace proviso;  // NOLINT: a program of one file

namespace {

void PrintTree(const read::Reading& reading, std::uint32_t at, const pack::Pack& pack,
               const std::vector<std::string>& texts, int depth) {
  const read::Node& node = reading.nodes[at];
  std::string text;
  for (std::uint32_t i = node.begin; i < node.end; ++i)
    text += (text.empty() ? "" : " ") + texts[i];
  const std::string name = node.rule == read::kAtom ? "" : pack.rule(node.rule).name;
  const bool shown =
      node.slot != 0 ||
      (node.rule != read::kAtom && pack.rule(node.rule).kind == pack::RuleInfo::Kind::Construction);
  if (shown) {
    std::cout << std::string(static_cast<std::size_t>(depth) * 2 + 2, ' ')
              << pack.slot_name(node.slot) << ":" << name << " “" << text << "”\n";
  }
  for (const std::uint32_t child : node.children)
    PrintTree(reading, child, pack, texts, depth + (shown ? 1 : 0));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> names;
  std::map<std::string, std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    texts[entry.path().string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  std::vector<EmbeddedFile> files;
  for (const auto& [name, text] : texts) files.push_back({name, text});
  const auto pack = pack::Pack::Parse(files);
  if (!pack) {
    std::cerr << pack.error().message << '\n';
    return 1;
  }
  const std::string option = argc > 2 ? argv[2] : "";
  const bool tree = option == "-t";
  const std::string all{std::istreambuf_iterator<char>(std::cin), {}};
  SourceSet sources;
  const FileId file = sources.Add("stdin", all);
  DiagnosticSink sink;
  parse::LineLexer lexer(sources.file(file), file, sink, {});
  parse::LineReader lines(*pack, sources.file(file).text());
  std::size_t clean = 0;
  std::size_t count = 0;
  for (std::uint32_t number = 1; number <= sources.file(file).line_count(); ++number) {
    parse::Line line;
    if (!lexer.Lex(number, line)) continue;
    const std::string_view source = sources.file(file).text();
    if (!option.empty() && !tree) {
      const bool fits = lines.Fits(line.tokens, option);
      ++count;
      if (fits) ++clean;
      std::cout << (fits ? "  " : "! ") << number << ' '
                << source.substr(line.text_begin, line.end - line.text_begin) << '\n';
      continue;
    }
    const parse::ReadLine read = lines.Read(line.tokens);
    for (const parse::ReadSentence& one : read.sentences) {
      const std::span<const pack::Atom> sentence(read.atoms.data() + one.range.begin,
                                                 one.range.end - one.range.begin);
      std::vector<std::string> words;
      for (const pack::Atom& atom : sentence) {
        words.emplace_back(
            source.substr(line.tokens[atom.first].begin,
                          line.tokens[atom.last - 1].end - line.tokens[atom.first].begin));
      }
      const read::Reading& reading = one.reading;
      std::string residue;
      std::string constructions;
      for (std::size_t i = 0; i < reading.accounts.size(); ++i) {
        if (reading.accounts[i] == read::Account::Residue) residue += words[i] + " ";
      }
      for (const read::Node& node : reading.nodes) {
        if (node.rule != read::kAtom &&
            pack->rule(node.rule).kind == pack::RuleInfo::Kind::Construction)
          constructions += pack->rule(node.rule).name + " ";
      }
      ++count;
      if (one.clean()) ++clean;
      std::cout << (one.clean() ? "  " : "! ") << number << ' ';
      for (const std::string& word : words) std::cout << word << ' ';
      std::cout << "\n    = " << constructions
                << (reading.tied ? " TIE " + pack->rule(reading.tie[0]).name + " " +
                                       pack->rule(reading.tie[1]).name
                                 : "")
                << (residue.empty() ? "" : "  ✗ " + residue) << '\n';
      if (tree && !reading.empty()) PrintTree(reading, reading.root, *pack, words, 1);
    }
  }
  std::cout << "# " << clean << " of " << count << '\n';
}
