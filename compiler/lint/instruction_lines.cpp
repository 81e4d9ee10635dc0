// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/instruction_lines.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace proviso::compiler::lint {
namespace {

// Bytes of the character at `i`; a broken sequence counts as single bytes.
std::size_t CharacterSize(std::string_view text, std::size_t i) {
  const unsigned char c = static_cast<unsigned char>(text[i]);
  const std::size_t size = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  return std::min(size, text.size() - i);
}

constexpr std::string_view kOpenQuote = "\xE2\x80\x9C";
constexpr std::string_view kCloseQuote = "\xE2\x80\x9D";
constexpr std::string_view kApostrophe = "\xE2\x80\x99";

// Where the quotation that opens at `i` ends, or 0 when none opens there.
std::size_t QuotationEnd(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(i);
  if (rest.starts_with(kOpenQuote)) {
    const std::size_t close = text.find(kCloseQuote, i + kOpenQuote.size());
    return close == std::string_view::npos ? text.size() : close + kCloseQuote.size();
  }
  if (rest.front() != '"') return 0;
  const std::size_t close = text.find('"', i + 1);
  return close == std::string_view::npos ? text.size() : close + 1;
}

std::size_t NameEnd(std::string_view text, std::size_t i) {
  while (i < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_' ||
          text[i] == '-' || static_cast<unsigned char>(text[i]) >= 0xC3)) {
    i += CharacterSize(text, i);
  }
  return i;
}

// The end of @tool(…), #Policy or {…} that begins at `i`, or 0.
std::size_t MentionEnd(std::string_view text, std::size_t i) {
  if (text[i] == '{') {
    const std::size_t close = text.find('}', i);
    return close == std::string_view::npos ? text.size() : close + 1;
  }
  if (text[i] != '@' && text[i] != '#') return 0;
  std::size_t end = NameEnd(text, i + 1);
  if (end == i + 1) return 0;
  if (text[i] == '@' && end < text.size() && text[end] == '(') {
    const std::size_t close = text.find(')', end);
    end = close == std::string_view::npos ? text.size() : close + 1;
  }
  return end;
}

std::string Masked(std::string_view source) {
  std::string text(source);
  for (std::size_t i = 0; i < source.size();) {
    std::size_t end = QuotationEnd(source, i);
    if (end == 0) end = MentionEnd(source, i);
    if (end == 0) {
      i += CharacterSize(source, i);
      continue;
    }
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(i),
              text.begin() + static_cast<std::ptrdiff_t>(end), kMask);
    i = end;
  }
  return text;
}

// "e.g." and "i.e." end no sentence: a letter between stops.
bool EndsSentence(std::string_view text, std::size_t i) {
  if (text[i] == ';') return true;
  if (text[i] != '.' && text[i] != '!' && text[i] != '?') return false;
  if (i + 1 < text.size() && text[i + 1] != ' ' && text[i + 1] != ')') return false;
  const bool letter = i >= 2 && text[i - 2] == '.';
  return !(text[i] == '.' && letter);
}

void SplitLine(InstructionLine& line) {
  const std::string_view text = line.text;
  std::uint32_t sentence = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    std::string word;
    while (end < text.size()) {
      const unsigned char c = static_cast<unsigned char>(text[end]);
      if (text.substr(end).starts_with(kApostrophe)) {
        word += '\'';
        end += kApostrophe.size();
      } else if (std::isalnum(c) != 0 || c == '\'' || c == '%') {
        word += static_cast<char>(std::tolower(c));
        ++end;
      } else if (c >= 0xC3 && c < 0xE2) {
        word += text.substr(end, CharacterSize(text, end));
        end += CharacterSize(text, end);
      } else {
        break;
      }
    }
    if (end == i) {
      if (EndsSentence(text, i)) ++sentence;
      i += CharacterSize(text, i);
      continue;
    }
    line.words.push_back({std::move(word), line.SpanOf(i, end), sentence, line.InCondition(i)});
    i = end;
  }
}

class Collector {
 public:
  explicit Collector(const SourceSet& sources) : sources_(sources) {}

  void Add(const ast::Policy& policy) {
    policy_ = &policy;
    AddBlock(policy.body);
  }

  std::vector<InstructionLine> Take() {
    std::vector<InstructionLine> lines;
    for (auto& [place, line] : lines_) {
      SplitLine(line);
      lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  void AddBlock(const ast::Block& block) {
    ForEachStatement(block, [this](const ast::Statement& statement) {
      if (std::holds_alternative<ast::Documentation>(statement.node) ||
          std::holds_alternative<ast::Entry>(statement.node))
        return;
      InstructionLine& line = LineAt(statement.span);
      line.statements.push_back(&statement);
      if (const auto* branch = std::get_if<ast::Branch>(&statement.node);
          branch != nullptr && branch->condition != nullptr) {
        LineAt(branch->condition->span).conditions.push_back(branch->condition->span);
      }
      if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
        for (const ast::OfferOption& option : offer->options) LineAt(option.span);
      }
    });
  }

  InstructionLine& LineAt(const Span& span) {
    const SourceFile& file = sources_.file(span.file);
    const std::uint32_t number = file.LineOf(span.begin);
    const auto [place, added] = lines_.try_emplace({static_cast<std::uint32_t>(span.file), number});
    InstructionLine& line = place->second;
    if (!added) return line;
    line.policy = policy_;
    line.line = number;
    // From the first statement to the end of the line: full stops and what follows a clause belong
    // to it.
    const std::uint32_t begin = span.begin;
    std::string_view text =
        file.text().substr(begin, file.LineStart(number) + file.Line(number).size() - begin);
    text = text.substr(0, CommentStart(text));
    const std::size_t last = text.find_last_not_of(" \t\r");
    text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    line.span = {span.file, begin, begin + static_cast<std::uint32_t>(text.size())};
    line.source = text;
    line.text = Masked(text);
    return line;
  }

  // `//` after white space and outside of quotations.
  static std::size_t CommentStart(std::string_view text) {
    const std::string masked = Masked(text);
    for (std::size_t at = masked.find("//"); at != std::string::npos;
         at = masked.find("//", at + 1)) {
      if (at == 0 || masked[at - 1] == ' ' || masked[at - 1] == '\t') return at;
    }
    return text.size();
  }

  const SourceSet& sources_;
  const ast::Policy* policy_ = nullptr;
  std::map<std::pair<std::uint32_t, std::uint32_t>, InstructionLine> lines_;
};

}  // namespace

Span InstructionLine::SpanOf(std::size_t begin, std::size_t end) const {
  return {span.file, span.begin + static_cast<std::uint32_t>(begin),
          span.begin + static_cast<std::uint32_t>(end)};
}

bool InstructionLine::InCondition(std::size_t offset) const {
  const std::uint32_t at = span.begin + static_cast<std::uint32_t>(offset);
  return std::any_of(conditions.begin(), conditions.end(), [at](const Span& condition) {
    return condition.begin <= at && at < condition.end;
  });
}

const ast::Statement* InstructionLine::StatementAt(std::size_t offset) const {
  const std::uint32_t at = span.begin + static_cast<std::uint32_t>(offset);
  const ast::Statement* innermost = nullptr;
  for (const ast::Statement* statement : statements) {
    if (statement->span.begin <= at && at < statement->span.end) innermost = statement;
  }
  return innermost;
}

std::vector<InstructionLine> ReadInstructionLines(const Context& context) {
  Collector collector(context.sources);
  for (const ast::Document& document : context.documents) {
    for (const ast::Policy& policy : document.policies) collector.Add(policy);
  }
  return collector.Take();
}

std::size_t MatchPhrase(const InstructionLine& line, std::size_t at, const Words& list) {
  std::size_t longest = 0;
  // A list has dozens of phrases and every word of a bundle meets each of them: most are ruled out
  // by their first word. (Lists are in lower case.)
  const auto cannot_begin = [&](const std::string& entry) {
    const char first = entry.empty() ? '\0' : entry.front();
    return first >= 'a' && first <= 'z' && !entry.starts_with(line.words[at].text);
  };
  for (const std::string& entry : list) {
    if (cannot_begin(entry)) continue;
    const Words phrase = SplitWords(entry);
    if (phrase.empty() || phrase.size() <= longest || at + phrase.size() > line.words.size())
      continue;
    bool same = true;
    for (std::size_t i = 0; i < phrase.size() && same; ++i) {
      const LineWord& word = line.words[at + i];
      same = word.text == phrase[i] && word.sentence == line.words[at].sentence;
    }
    if (!same) continue;
    const std::size_t begin = line.words[at].span.begin - line.span.begin;
    const std::size_t end = line.words[at + phrase.size() - 1].span.end - line.span.begin;
    if (line.text.substr(begin, end - begin).find(kMask) == std::string::npos)
      longest = phrase.size();
  }
  return longest;
}

void ForEachStatement(const ast::Block& block,
                      const std::function<void(const ast::Statement&)>& visit) {
  for (const auto& statement : block) {
    visit(*statement);
    ForEachStatement(statement->body, visit);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      ForEachStatement(branch->otherwise, visit);
  }
}

}  // namespace proviso::compiler::lint
