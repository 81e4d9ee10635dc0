// SPDX-License-Identifier: Apache-2.0
// P408 unclear-accept: "If the customer accepts" where several things are open: the options of an
// offer, two offers or questions in a row, or a question with "or" in it. A yes does not say to
// which.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

// What the customer has been offered or asked and has not answered yet.
struct Open {
  struct Item {
    std::string name;
    Span span;
    Words words;
  };
  std::vector<Item> offers;
  std::vector<Item> questions;
  bool single_offer = false;  // all offers are the options of one
  bool answered = false;

  void Clear() { *this = Open(); }
};

class Walker {
 public:
  Walker(const Context& context, DiagnosticSink& sink)
      : context_(context), lexicon_(context.lexicon), sink_(sink) {}

  void Walk(const ast::Block& block, Open& open) {
    for (const auto& statement : block) WalkStatement(*statement, open);
  }

 private:
  static const ast::CustomerAnswer* AnswerOf(const ast::Statement& statement) {
    const auto* branch = std::get_if<ast::Branch>(&statement.node);
    if (branch == nullptr || branch->condition == nullptr) return nullptr;
    return std::get_if<ast::CustomerAnswer>(&branch->condition->node);
  }

  void WalkStatement(const ast::Statement& statement, Open& open) {
    if (const ast::CustomerAnswer* answer = AnswerOf(statement)) {
      const auto& branch = std::get<ast::Branch>(statement.node);
      if (answer->accepted) CheckAnswer(*branch.condition, *answer, open);
      open.answered = true;
      Open inside;
      Walk(statement.body, inside);
      inside.Clear();
      Walk(branch.otherwise, inside);
      return;
    }
    if (open.answered) open.Clear();
    if (const auto* offer = std::get_if<ast::Offer>(&statement.node))
      AddOffer(statement, *offer, open);
    if (const auto* ask = std::get_if<ast::AskYesNo>(&statement.node))
      AddQuestion(statement, *ask, open);
    // "Ask which of the options they would like": the answer names one.
    if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) {
      const bool picks = std::any_of(
          ask->nouns.begin(), ask->nouns.end(),
          [this](const ast::Phrase& noun) { return lexicon_.AnyIs("option_words", noun.words); });
      if (picks) open.Clear();
    }
    if (std::holds_alternative<ast::Choose>(statement.node)) open.Clear();
    Walk(statement.body, open);
    if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
      Open otherwise;
      Walk(branch->otherwise, otherwise);
    }
  }

  static void AddOffer(const ast::Statement& statement, const ast::Offer& offer, Open& open) {
    open.single_offer = open.offers.empty() && offer.options.size() > 1;
    for (const ast::OfferOption& option : offer.options)
      open.offers.push_back({option.label.text, option.span, option.label.words});
    if (offer.options.empty())
      open.offers.push_back({offer.noun.text, statement.span, offer.noun.words});
  }

  void AddQuestion(const ast::Statement& statement, const ast::AskYesNo& ask, Open& open) const {
    if (!open.offers.empty() && lexicon_.AnyIs("option_words", ask.question.words)) return;
    open.offers.clear();
    open.questions.push_back({ask.question.text, statement.span, ask.question.words});
  }

  // "accepts the discount" names an option, "accepts one of them" says that any will do.
  bool NamesOne(const ast::Condition& condition, const ast::CustomerAnswer& answer,
                const Open& open) const {
    const Words said = SplitWords(context_.sources.file(condition.span.file).Text(condition.span));
    if (lexicon_.AnyIs("picks_one", said)) return true;
    for (const std::string& word : answer.about.words) {
      if (lexicon_.Is("determiners", word) || lexicon_.Is("option_words", word)) continue;
      for (const Open::Item& item : open.offers) {
        if (std::any_of(item.words.begin(), item.words.end(),
                        [&](const std::string& other) { return SameStem(word, other); }))
          return true;
      }
      for (const Open::Item& item : open.questions) {
        if (std::any_of(item.words.begin(), item.words.end(),
                        [&](const std::string& other) { return SameStem(word, other); }))
          return true;
      }
    }
    return false;
  }

  void CheckAnswer(const ast::Condition& condition, const ast::CustomerAnswer& answer,
                   const Open& open) {
    if (NamesOne(condition, answer, open)) return;
    if (open.offers.size() > 1) return ReportOffers(condition, open);
    if (open.questions.size() > 1) return ReportQuestions(condition, open);
    if (open.questions.size() == 1 && AsksEitherOr(open.questions.front().words))
      ReportEitherOr(condition, open.questions.front());
  }

  // "they would like a refund or an exchange"; not "… or not", "3 or more".
  bool AsksEitherOr(const Words& words) const {
    if (!lexicon_.AnyIs("wanting_words", words)) return false;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      if (lexicon_.Is("either_or", words[i]) && !lexicon_.Is("no_alternative", words[i + 1]))
        return true;
    }
    return false;
  }

  std::string_view SourceOf(const Span& span) const {
    return context_.sources.file(span.file).Text(span);
  }

  void ReportOffers(const ast::Condition& condition, const Open& open) {
    Diagnostic& diagnostic =
        sink_.Report(DiagnosticId::UnclearAccept, condition.span,
                     fmt::format("`{}` does not say which of the {} offers",
                                 SourceOf(condition.span), open.offers.size()));
    constexpr std::size_t kMostLabels = 6;
    for (std::size_t i = 0; i < open.offers.size() && i < kMostLabels; ++i)
      diagnostic.Label(open.offers[i].span, "this is open");
    if (!open.single_offer) {
      diagnostic.Note(
          "ask about one at a time, or name the one that is accepted, as in `If the customer "
          "accepts the refund`");
      return;
    }
    diagnostic.Note(
        "a bare yes to several options is not guessed: the customer is asked which one");
    diagnostic.Fix("say that one of them is chosen", condition.span, ChoosesOne(condition),
                   FixSafety::Safe);
  }

  // "the user chooses one of the options"
  std::string ChoosesOne(const ast::Condition& condition) const {
    const Words words = SplitWords(SourceOf(condition.span));
    if (words.size() >= 2 && lexicon_.Is("determiners", words[0]) &&
        lexicon_.Is("possessors", words[1])) {
      return fmt::format("{} {} {}", words[0], words[1], lexicon_.Message("chooses_one"));
    }
    if (!words.empty() && lexicon_.Is("group_pronouns", words[0]))
      return fmt::format("{} {}", words[0], lexicon_.Message("choose_one"));
    return lexicon_.Message("customer_chooses_one");
  }

  void ReportQuestions(const ast::Condition& condition, const Open& open) {
    Diagnostic& diagnostic =
        sink_.Report(DiagnosticId::UnclearAccept, condition.span,
                     fmt::format("`{}` does not say which of the {} questions before it",
                                 SourceOf(condition.span), open.questions.size()));
    for (const Open::Item& question : open.questions) diagnostic.Label(question.span, "asked here");
    diagnostic.Note(
        "it is taken to be about the nearest one; put each answer right after its question");
  }

  void ReportEitherOr(const ast::Condition& condition, const Open::Item& question) {
    sink_
        .Report(DiagnosticId::UnclearAccept, condition.span,
                fmt::format("`{}` does not say which: the question has an `or` in it",
                            SourceOf(condition.span)))
        .Label(question.span, "a yes to this may mean either")
        .Note(
            "let the customer choose, as in `Ask which solution the customer prefers: Replacement, "
            "or Refund.`");
  }

  const Context& context_;
  const Lexicon& lexicon_;
  DiagnosticSink& sink_;
};

class UnclearAcceptRule final : public Rule {
 public:
  UnclearAcceptRule() : Rule(DiagnosticId::UnclearAccept, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        Walker walker(context, sink);
        Open open;
        walker.Walk(policy.body, open);
      }
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnclearAcceptRule() {
  return std::make_unique<UnclearAcceptRule>();
}

}  // namespace proviso::compiler::lint
