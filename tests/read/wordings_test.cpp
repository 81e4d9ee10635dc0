// SPDX-License-Identifier: Apache-2.0
// What an author is offered for a sentence that was not understood.
#include "compiler/parse/wordings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "compiler/parse/parser.h"
#include "tests/read/sentences.h"

namespace proviso {
namespace {

std::vector<parse::Wording> WordingsOf(const std::string& sentence) {
  SourceSet sources;
  const FileId file = sources.Add("steps.policy", "Policy: P\n- " + sentence + "\n");
  DiagnosticSink sink;
  const ast::Document document = Parse(sources, file, sink);
  parse::Wordings wordings(sources, document);
  const auto line = sources.file(file).LineStart(2);
  const auto unclear = wordings.At({file, line, line + 1});
  return unclear ? unclear->wordings : std::vector<parse::Wording>();
}

std::vector<std::string> TextsOf(const std::string& sentence) {
  std::vector<std::string> texts;
  for (const parse::Wording& wording : WordingsOf(sentence)) texts.push_back(wording.text);
  return texts;
}

bool Holds(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

TEST(Wordings, TakeTheVerbThatAConstructionHasForOneThatNothingKnows) {
  EXPECT_TRUE(Holds(TextsOf("Inquire with the customer what colour they like."),
                    "Ask the customer what colour they like"));
  EXPECT_TRUE(
      Holds(TextsOf("Fling the case over to billing."), "Hand off the case over to billing"));
}

TEST(Wordings, KeepConditionsToolsAndPurposes) {
  const auto wordings = WordingsOf(
      "If the order is delivered, use @refund(order_id: str) glibly flummox to refund the order.");
  ASSERT_FALSE(wordings.empty());
  EXPECT_EQ(wordings.front().text,
            "If the order is delivered, use @refund(order_id: str) to refund the order");
  EXPECT_EQ(wordings.front().left_out, (std::vector<std::string>{"glibly", "flummox"}));
  // And the one that loses nothing.
  EXPECT_EQ(wordings.back().text,
            "If the order is delivered, hand off to a person (use @refund(order_id: str) glibly "
            "flummox to refund the order)");
}

// Without the words behind it another policy would be meant.
TEST(Wordings, DoNotCutTheNameOfAPolicy) {
  for (const char* sentence : {"If the customer wants to swap, follow #Returns & exchanges.",
                               "Follow #Customer's_card.", "Follow #Customer’s card."}) {
    for (const parse::Wording& wording : WordingsOf(sentence)) {
      EXPECT_TRUE(wording.hands_off) << wording.text;
    }
  }
}

TEST(Wordings, OfASentenceThatWasUnderstoodThereAreNone) {
  EXPECT_TRUE(WordingsOf("Ask for the order number.").empty());
  EXPECT_TRUE(WordingsOf("Use @refund(order_id: str) to refund the order.").empty());
}

TEST(Wordings, OfWhatIsNotClosedThereAreNone) {
  EXPECT_TRUE(WordingsOf("Use @refund(order_id: str to glorb it.").empty());
}

struct Limited {
  const char* sentence;
  std::vector<std::string> limits;  // words that no wording may lose
};
void PrintTo(const Limited& limited, std::ostream* out) { *out << limited.sentence; }

class LimitingWords : public testing::TestWithParam<Limited> {};

// A wording without one of them would do more than the author allows.
TEST_P(LimitingWords, AreInEveryWording) {
  const auto texts = TextsOf(GetParam().sentence);
  ASSERT_FALSE(texts.empty());
  for (const std::string& text : texts) {
    for (const std::string& limit : GetParam().limits) {
      EXPECT_NE(text.find(limit), std::string::npos) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, LimitingWords,
    testing::Values(
        Limited{"Use @refund(order_id: str), weekdays not past noon.", {"not", "@refund"}},
        Limited{"Glorb @refund(order_id: str) only zorply for the order.", {"only", "@refund"}},
        Limited{"Blorb the customer half of the order with @refund(order_id: str).", {"half"}},
        Limited{"Flummox the fee of $20 with @refund(order_id: str) zorp.", {"$20"}},
        Limited{"Frob zorply the order with @cancel(order_id: str) unless zorp glorb.", {"unless"}},
        Limited{"Zorp @cancel(order_id: str) glibly before noon, glorb.", {"before"}},
        Limited{"Fling the customer never zorp glorb the order number.", {"never"}},
        Limited{"Frob the refund zorply within 14 days via @refund(order_id: str) glorb.",
                {"within", "14"}},
        Limited{"If the order zorps not, frobbly use @refund(order_id: str) glorb.", {"If", "not"}},
        Limited{"Glorb “We are on it.” zorp the frob twice.", {"“We are on it.”", "twice"}}));

// Each of many sentences, so that whatever the constructions are, these hold.
const char* const kSentences[] = {
    "Interrogate the customer re their order number.",
    "Persuade the customer to keep the order.",
    "Shoot the customer a note that the parcel is on its way.",
    "Toss the matter to the warehouse team.",
    "Glorb the order number from the customer.",
    "See about getting the order number from the customer.",
    "With all haste, use @cancel(order_id: str) to cancel the order.",
    "If the customer says yes, blorb @refund(order_id: str) to refund the order.",
    "Frob the box zorply, then use @cancel(order_id: str) to cancel the order.",
    "Whisk the case over to the billing desk glibly.",
    "The order is zorply cancelled via @cancel(order_id: str) frob.",
};

TEST(Wordings, AreReadWholeAndFewAndDiffer) {
  for (const char* sentence : kSentences) {
    const auto texts = TextsOf(sentence);
    EXPECT_LE(texts.size(), parse::kMaxWordings) << sentence;
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size()) << sentence;
    for (const std::string& text : texts) {
      const SentenceReading read = ReadSentenceWith((*pack::Pack::Of("en")), text);
      EXPECT_TRUE(read.read && read.residue.empty() && !read.tied) << text;
    }
  }
}

// Whoever chooses a wording knows what it loses.
TEST(Wordings, SayWhichWordsTheyLeaveOut) {
  const auto words_of = [](const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        word += static_cast<char>(c | 0x20);
      } else if (!word.empty()) {
        words.insert(std::exchange(word, {}));
      }
    }
    return words;
  };
  for (const char* sentence : kSentences) {
    for (const parse::Wording& wording : WordingsOf(sentence)) {
      std::set<std::string> said = words_of(wording.text);
      for (const std::string& word : wording.left_out) said.merge(words_of(word));
      for (const std::string& word : words_of(sentence)) {
        // A verb may stand there in another form.
        if ((*pack::Pack::Of("en")).FindVerb(word) != nullptr) continue;
        EXPECT_TRUE(said.contains(word)) << word << " of “" << sentence << "” in " << wording.text;
      }
    }
  }
}

}  // namespace
}  // namespace proviso
