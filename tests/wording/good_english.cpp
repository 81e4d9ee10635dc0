// SPDX-License-Identifier: Apache-2.0
#include "tests/wording/good_english.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <utility>

namespace proviso::wording_test {
namespace {

// Each is a fault wherever it stands; case does not count.
const std::vector<std::pair<const char*, const char*>>& Patterns() {
  static const std::vector<std::pair<const char*, const char*>> kPatterns = {
      {R"(\byou (is|has|was|does|isn't|hasn't|wasn't|doesn't|wants|needs|gets|likes|agrees)\b)",
       "verb of the third person behind “you”"},
      {R"(\b(is|was|does|has|isn't|doesn't|hasn't|wasn't) you\b)",
       "verb of the third person in front of “you”"},
      {R"(\b(do|does|did) (you|we|it|they|the \w+) (is|are|was|were|has|wants|needs|had|got|will|would|can)\b)",
       "two finite verbs"},
      {R"(^(do|does|did) (you|we|it|they|the \w+) (received|wanted|arrived|worked|agreed|paid|bought)\b)",
       "“did” with a past"},
      {R"(\b(the|this|that) (customer|user|client|shopper|caller)\b)", "speaks of the customer"},
      {R"(\b(customer|user|client)'s\b)", "speaks of the customer"},
      {R"(\b(he or she|his or her|him or her|he/she)\b)", "speaks of the customer"},
      {R"(\b(they|them|their|theirs|themselves|they're|they've|they'd)\b)", "“they” for “you”"},
      {R"(\b(your|the|a|an|my|our) (your|the|a|an|my|our|their|this|that|these|which|what|how|when|where|whether|if)\b)",
       "two determiners"},
      {R"(\b(your|the|a|an|my|our|and|or)[.?!,]*$|\b(of|for|to|with)[.,!]*$)",
       "ends in the middle"},
      {R"(\b(tell|give|send) me (is|are|do|does|did|has|have|can|will|would|should)\b)",
       "a question inside a question"},
      {R"(\b(tell|give|send) me (you|we|it|i|they)\b)", "a clause where a thing is asked for"},
      {R"(\b(your|the) (again|once|so|it|they|you|we|i|to|for|and|or|as|from)\b)",
       "no noun behind its article"},
      {R"(\bwhat is (your |the )?(which|what|how|why|where|when|whether)\b)",
       "a question inside a question"},
      {R"(\b(save|store|remember|keep) (it|this|them|the answer) as\b)", "the author's mark-up"},
      {R"(,? as *[.?!]$)", "the author's mark-up"},
      {R"([{}\[\]_|<>@#*\\`]|~(?!\d))", "the author's mark-up"},
      {R"(^\W*[-•◦▪·] )", "a mark of a list"},
      {R"( [,.;:?!])", "space in front of a sign"},
      {R"([,;:][.,;:?!])", "two signs in a row"},
      {R"([?!.][,;?.](?!\.))", "two signs in a row"},
      {R"(  )", "two spaces"},
      {R"(^(the|your|a|an|our) \w+( \w+)?\.$)", "a loose fragment"},
      {R"(^(?!(we|it|you|i) )(\w+ ?){1,2}[.]$)", "a loose fragment"},
  };
  return kPatterns;
}

bool IsOpening(std::string_view lower) {
  static const std::regex kQuestion(
      R"(^(what|which|when|where|why|how|who|whose|do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|shall|may) .*)");
  return std::regex_match(std::string(lower), kQuestion);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  for (std::size_t at = lower.find("’"); at != std::string::npos; at = lower.find("’"))
    lower.replace(at, std::string_view("’").size(), "'");
  return lower;
}

std::string DoubledWord(const std::string& lower) {
  static const std::regex kDoubled(R"(\b([a-z']+(?: [a-z']+)?) \1\b)");
  for (std::sregex_iterator it(lower.begin(), lower.end(), kDoubled), end; it != end; ++it) {
    if ((*it)[1] != "had" && (*it)[1] != "that") return (*it)[1];
  }
  return {};
}

long Count(std::string_view text, std::string_view what) {
  long count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++count;
  return count;
}

}  // namespace

std::vector<std::string> FaultsOf(std::string_view sentence) {
  std::vector<std::string> faults;
  if (sentence.empty()) return {"nothing is said"};
  const std::string lower = Lower(sentence);
  const auto first = static_cast<unsigned char>(sentence.front());
  if (std::isupper(first) == 0 && std::isdigit(first) == 0 && first < 0x80)
    faults.emplace_back("does not begin with a capital");
  const char last = sentence.back();
  if (last != '.' && last != '?' && last != '!') faults.emplace_back("does not end in a mark");
  // The last sentence of several decides.
  const std::size_t before = lower.find_last_of(".?!", lower.size() >= 2 ? lower.size() - 2 : 0);
  const bool alone = before == std::string::npos;
  if (alone && IsOpening(lower) && last == '.') faults.emplace_back("a question without its mark");
  if (alone && last == '?' && !IsOpening(lower) && lower.find(' ') != std::string::npos) {
    static const std::regex kInverted(
        R"(^(in|at|on|for|from|to|with|by|about|of|yes or no:|isn't|aren't|don't|doesn't|haven't|hasn't|didn't|won't|wasn't|weren't|can't) .*)");
    if (!std::regex_match(lower, kInverted)) faults.emplace_back("a mark without its question");
  }
  if (const std::string word = DoubledWord(lower); !word.empty())
    faults.push_back("“" + word + "” twice");
  if (Count(sentence, "(") != Count(sentence, ")")) faults.emplace_back("a bracket is not closed");
  if (Count(sentence, "\"") % 2 != 0 || Count(sentence, "“") != Count(sentence, "”"))
    faults.emplace_back("a quotation is not closed");
  for (const auto& [pattern, fault] : Patterns()) {
    if (std::regex_search(lower, std::regex(pattern))) faults.emplace_back(fault);
  }
  return faults;
}

}  // namespace proviso::wording_test
