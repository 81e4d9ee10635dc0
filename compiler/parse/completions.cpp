// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/completions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

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

// What the pack of a language offers.
struct Offered {
  std::vector<Beginning> statements;
  std::vector<Beginning> conditions;
  std::vector<std::string> hand_off_nouns;
};

std::vector<Beginning> BeginningsOf(const pack::Pack& pack, read::Skeletons& skeletons,
                                    std::string_view group) {
  std::vector<Beginning> beginnings;
  for (read::Skeleton& skeleton : skeletons.Of(group)) {
    const pack::RuleInfo& rule = pack.rule(skeleton.construction);
    if (std::find(kUnclear.begin(), kUnclear.end(), rule.node) != kUnclear.end()) continue;
    const auto example = std::find_if(rule.examples.begin(), rule.examples.end(),
                                      [](const pack::Example& one) { return one.reads; });
    beginnings.push_back({std::move(skeleton.text), rule.name,
                          example == rule.examples.end() ? std::string() : example->text});
  }
  return beginnings;
}

std::vector<std::string> NounsOf(const pack::Pack& pack) {
  const auto root = pack.FindRoot("team_noun");
  if (!root) return {};
  const pack::Net& net = pack.net(*root);
  std::vector<std::string> nouns(net.arcs.size());
  for (const auto& [text, word] : pack.words()) {
    for (std::uint32_t i = net.states[0]; i < net.states[1]; ++i) {
      const pack::Arc& arc = net.arcs[i];
      if (arc.kind == pack::Arc::Kind::Word && arc.value == word) nouns[i] = text;
    }
  }
  std::erase_if(nouns, [](const std::string& noun) { return noun.empty(); });
  return nouns;
}

const Offered& OfferedIn(std::string_view language) {
  static const Offered kNothing;
  static std::mutex mutex;
  static std::map<const pack::Pack*, Offered> offered;
  const pack::Pack* const pack = pack::Pack::Of(language);
  if (pack == nullptr) return kNothing;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = offered.try_emplace(pack);
  if (is_new) {
    read::Skeletons skeletons(*pack);
    found->second = {BeginningsOf(*pack, skeletons, "clause"),
                     BeginningsOf(*pack, skeletons, "test"), NounsOf(*pack)};
  }
  return found->second;
}

}  // namespace

Next NextAfter(std::string_view line, std::string_view language) {
  const pack::Pack* const of_language = pack::Pack::Of(language);
  if (of_language == nullptr || line.size() > kLongestLine) return Next::Nothing;
  const pack::Pack& pack = *of_language;
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

const std::vector<Beginning>& StatementBeginnings(std::string_view language) {
  return OfferedIn(language).statements;
}

const std::vector<Beginning>& ConditionBeginnings(std::string_view language) {
  return OfferedIn(language).conditions;
}

const std::vector<std::string>& HandOffNouns(std::string_view language) {
  return OfferedIn(language).hand_off_nouns;
}

}  // namespace proviso::parse
