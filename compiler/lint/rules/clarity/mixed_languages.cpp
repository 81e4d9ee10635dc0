// SPDX-License-Identifier: Apache-2.0
// P411 mixed-languages: a message or step in another language than the rest of its policy. The
// language of the policy is what most of its texts are in.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/language_guess.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

struct Text {
  Span span;
  LanguageEvidence evidence;
  bool message = false;
};

class Collector {
 public:
  explicit Collector(const Context& context) : context_(context) {}

  std::vector<Text> Collect(const ast::Policy& policy) {
    ForEachStatement(policy.body,
                     [this](const ast::Statement& statement) { AddStatement(statement); });
    return std::move(texts_);
  }

 private:
  void Add(const Span& span, std::string_view text, bool message) {
    texts_.push_back({span, EvidenceIn(text, context_.lexicon), message});
  }

  void AddQuotation(const ast::Quotation& quotation) {
    std::string text;
    for (const ast::QuotePart& part : quotation.parts) text += part.literal + " ";
    Add(quotation.span, text, true);
  }

  void AddStatement(const ast::Statement& statement) {
    if (const auto* say = std::get_if<ast::Say>(&statement.node); say != nullptr && say->quote)
      return AddQuotation(*say->quote);
    if (const auto* note = std::get_if<ast::Note>(&statement.node); note != nullptr && note->quote)
      return AddQuotation(*note->quote);
    // The line of a branch is its condition; its body comes by itself.
    const auto* branch = std::get_if<ast::Branch>(&statement.node);
    const Span span = branch != nullptr && branch->condition != nullptr ? branch->condition->span
                                                                        : statement.span;
    Add(span, Spoken(span), false);
    if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
      for (const ast::OfferOption& option : offer->options)
        Add(option.span, Spoken(option.span), false);
    }
  }

  // Without quotations and names.
  std::string Spoken(const Span& span) const {
    std::string text;
    bool quoted = false;
    bool name = false;
    const std::string_view source = context_.sources.file(span.file).Text(span);
    for (std::size_t i = 0; i < source.size(); ++i) {
      if (source.substr(i).starts_with("\xE2\x80\x9C")) quoted = true;
      if (source.substr(i).starts_with("\xE2\x80\x9D")) quoted = false;
      if (source[i] == '"') quoted = !quoted;
      if (source[i] == '@' || source[i] == '#') name = true;
      if (source[i] == ' ' || source[i] == ')') name = false;
      if (!quoted && !name) text += source[i];
    }
    return text;
  }

  const Context& context_;
  std::vector<Text> texts_;
};

class MixedLanguagesRule final : public Rule {
 public:
  MixedLanguagesRule() : Rule(DiagnosticId::MixedLanguages, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) CheckPolicy(context, policy, sink);
    }
  }

 private:
  static void CheckPolicy(const Context& context, const ast::Policy& policy, DiagnosticSink& sink) {
    const std::vector<Text> texts = Collector(context).Collect(policy);
    std::vector<LanguageEvidence> evidence;
    for (const Text& text : texts) evidence.push_back(text.evidence);
    const std::string main = MainLanguage(evidence);
    for (const Text& text : texts) {
      const std::vector<std::string> foreign = ForeignLanguages(text.evidence, main);
      if (foreign.empty()) continue;
      sink.Report(DiagnosticId::MixedLanguages, text.span,
                  fmt::format("this {} looks {}, and the rest of the policy {}",
                              text.message ? "message" : "step",
                              LanguageNames(foreign, context.lexicon),
                              LanguageNames(std::vector<std::string>{main}, context.lexicon)))
          .Note("the customer, and the compiler, expect one language; write a policy for each");
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeMixedLanguagesRule() {
  return std::make_unique<MixedLanguagesRule>();
}

}  // namespace proviso::compiler::lint
