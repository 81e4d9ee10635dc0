// SPDX-License-Identifier: Apache-2.0
// P307 personal-data-before-identity: a message or confirmation shows what is on file about a
// customer who has shown nothing, or only one thing that others may know too. Two matching things
// (an email address and an order number), a login or a checked code count as identity.
#include <fmt/format.h>

#include <bit>
#include <set>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

constexpr Facts kIdentifying =
    Bit(Fact::Email) | Bit(Fact::Phone) | Bit(Fact::OrderNumber) | Bit(Fact::OtherIdentity);

bool IsKnown(Facts facts) {
  return Has(facts, Fact::Proven) || std::popcount(facts & kIdentifying) >= 2;
}

class PersonalDataBeforeIdentityRule final : public Rule {
 public:
  PersonalDataBeforeIdentityRule()
      : Rule(DiagnosticId::PersonalDataBeforeIdentity, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      const std::set<std::string> asked = AskedValues(context.lexicon, flow);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n] && !IsKnown(flow.before[n]))
          CheckNode(context, flow.nodes[n], asked, sink);
      }
    }
  }

 private:
  // What the customer says himself may be said back.
  static std::set<std::string> AskedValues(const Lexicon& lexicon, const PolicyFlow& flow) {
    std::set<std::string> asked;
    for (const FlowNode& node : flow.nodes) {
      if (const auto* ask = As<ast::Ask>(node)) {
        for (const ast::Phrase& noun : ask->nouns) asked.insert(lexicon.ReadNoun(noun.words).key);
      }
      if (node.statement != nullptr && node.statement->as) {
        asked.insert(lexicon.ReadIdentifier(node.statement->as->name).key);
      }
    }
    return asked;
  }

  static void CheckNode(const Context& context, const FlowNode& node,
                        const std::set<std::string>& asked, DiagnosticSink& sink) {
    const Lexicon& lexicon = context.lexicon;
    if (const auto* say = As<ast::Say>(node)) {
      if (say->quote) {
        for (const ast::QuotePart& part : say->quote->parts) CheckPart(lexicon, part, asked, sink);
      } else {
        CheckTold(context, node, sink);
      }
    }
    if (const auto* confirm = As<ast::ConfirmValue>(node)) {
      const Words& words = confirm->noun.words;
      const bool given = asked.contains(lexicon.ReadNoun(words).key) ||
                         HasPhrase(lexicon, "customer_told_words", words);
      if (!given && HasPhrase(lexicon, "personal_words", words))
        Report(confirm->noun.span, confirm->noun.text, sink);
    }
  }

  static void CheckPart(const Lexicon& lexicon, const ast::QuotePart& part,
                        const std::set<std::string>& asked, DiagnosticSink& sink) {
    if (!part.placeholder.empty()) {
      const Words words = SplitWords(part.placeholder);
      if (!asked.contains(lexicon.ReadNoun(words).key) &&
          HasPhrase(lexicon, "personal_words", words)) {
        Report(part.span, part.placeholder, sink);
      }
      return;
    }
    if (part.expr == nullptr) return;
    Words words;
    if (const auto* path = std::get_if<ast::Path>(&part.expr->node)) {
      // {email} is what the customer said; {account.email} is what is on file.
      if (path->steps.size() == 1 &&
          asked.contains(lexicon.ReadIdentifier(path->steps.front()).key))
        return;
      words = IdentifierWords(path->steps.back());
    } else if (const auto* noun = std::get_if<ast::NounPath>(&part.expr->node)) {
      if (asked.contains(lexicon.ReadNoun(noun->noun.words).key)) return;
      words = noun->noun.words;
    }
    if (HasPhrase(lexicon, "personal_words", words)) Report(part.span, JoinWords(words), sink);
  }

  // "Tell the customer the address that we have on file."
  static void CheckTold(const Context& context, const FlowNode& node, DiagnosticSink& sink) {
    const Words words =
        SplitWords(context.sources.file(node.statement->span.file).Text(node.statement->span));
    const Words* what = context.lexicon.FindPhrase("personal_words", words);
    if (what == nullptr || !HasPhrase(context.lexicon, "on_file_words", words)) return;
    Report(node.statement->span, JoinWords(*what), sink);
  }

  static void Report(const Span& span, const std::string& what, DiagnosticSink& sink) {
    sink.Report(DiagnosticId::PersonalDataBeforeIdentity, span,
                fmt::format("`{}` is shown before it is known who is asking", what))
        .Note(
            "ask for two things that only the customer knows, such as the email address and an "
            "order number, or "
            "check first that the customer is authenticated");
  }
};

}  // namespace

std::unique_ptr<const Rule> MakePersonalDataBeforeIdentityRule() {
  return std::make_unique<PersonalDataBeforeIdentityRule>();
}

}  // namespace proviso::compiler::lint
