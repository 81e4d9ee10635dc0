// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/completions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/read_line.h"
#include "compiler/read/skeleton.h"

namespace proviso::parse {
namespace {

// A word that no pack lists, in place of the one that is to come.
constexpr std::string_view kUnknownWord = "xqzx";
constexpr std::string_view kUnknownName = "Xqzx";  // a sentence begins with a capital letter
constexpr std::string_view kStops = ".!?";
constexpr std::size_t kLongestLine = 2000;
// Clauses that only a person can carry out are nothing to begin with.
constexpr std::array<std::string_view, 2> kUnclear = {"Judge", "Work"};

std::vector<Beginning> BeginningsOf(std::string_view group) {
  const pack::Pack& pack = *pack::Pack::Of("en");
  std::vector<Beginning> beginnings;
  for (read::Skeleton& skeleton : read::Skeletons(pack).Of(group)) {
    const pack::RuleInfo& rule = pack.rule(skeleton.construction);
    if (std::find(kUnclear.begin(), kUnclear.end(), rule.node) != kUnclear.end()) continue;
    const auto example = std::find_if(rule.examples.begin(), rule.examples.end(),
                                      [](const pack::Example& one) { return one.reads; });
    beginnings.push_back({std::move(skeleton.text), rule.name,
                          example == rule.examples.end() ? std::string() : example->text});
  }
  return beginnings;
}

}  // namespace

Next NextAfter(std::string_view line) {
  if (line.size() > kLongestLine) return Next::Nothing;
  const pack::Pack& pack = *pack::Pack::Of("en");
  const std::size_t end = line.find_last_not_of(" \t");
  const bool begins =
      end != std::string_view::npos && kStops.find(line[end]) != std::string_view::npos;
  SourceSet sources;
  const FileId file =
      sources.Add({}, fmt::format("{}{}", line, begins ? kUnknownName : kUnknownWord));
  DiagnosticSink unheard;
  LineLexer lexer(sources.file(file), file, unheard, {});
  Line lexed;
  if (!lexer.Lex(1, lexed) || lexed.tokens.empty()) return Next::Nothing;
  LineReader reader(pack, sources.file(file).text());
  const ReadLine read = reader.Read(lexed.tokens);
  if (read.torn || read.sentences.empty()) return Next::Nothing;
  const ReadSentence& sentence = read.sentences.back();
  const std::size_t size = sentence.range.end - sentence.range.begin;
  if (size == 1) return Next::Statement;
  const auto last = static_cast<std::uint32_t>(size - 1);
  for (const read::Node& node : sentence.reading.nodes) {
    const std::string_view slot = pack.slot_name(node.slot);
    if (node.begin != last) continue;
    if (slot == "cond") return Next::Condition;
    if (slot == "statement") return Next::Statement;
    if (slot == "to") return Next::HandOffTarget;
  }
  // Behind a condition and its comma the word itself is not accounted for.
  const bool behind_condition =
      read.atoms[sentence.range.end - 2].kind == pack::AtomKind::Comma &&
      std::any_of(sentence.reading.nodes.begin(), sentence.reading.nodes.end(),
                  [&](const read::Node& node) {
                    return pack.slot_name(node.slot) == "condition" && node.end + 1 == last;
                  });
  return behind_condition ? Next::Statement : Next::Nothing;
}

const std::vector<Beginning>& StatementBeginnings() {
  static const std::vector<Beginning> kBeginnings = BeginningsOf("clause");
  return kBeginnings;
}

const std::vector<Beginning>& ConditionBeginnings() {
  static const std::vector<Beginning> kBeginnings = BeginningsOf("test");
  return kBeginnings;
}

const std::vector<std::string>& HandOffNouns() {
  static const std::vector<std::string> kNouns = [] {
    const pack::Pack& pack = *pack::Pack::Of("en");
    const pack::Net& net = pack.net(pack.root("team_noun"));
    std::vector<std::string> nouns(net.arcs.size());
    for (const auto& [text, word] : pack.words()) {
      for (std::uint32_t i = net.states[0]; i < net.states[1]; ++i) {
        const pack::Arc& arc = net.arcs[i];
        if (arc.kind == pack::Arc::Kind::Word && arc.value == word) nouns[i] = text;
      }
    }
    std::erase_if(nouns, [](const std::string& noun) { return noun.empty(); });
    return nouns;
  }();
  return kNouns;
}

}  // namespace proviso::parse
