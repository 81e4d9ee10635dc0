// SPDX-License-Identifier: Apache-2.0
// P410 long-message: a text longer than a channel of the policy takes. Channels are those of the
// head field, and those a line names in front of its message ("On SMS: say …"). Placeholders are
// not counted: what is reported is too long before they are filled.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/message_length.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

const ast::Quotation* MessageOf(const ast::Statement& statement) {
  const auto* say = std::get_if<ast::Say>(&statement.node);
  return say != nullptr && say->quote ? &*say->quote : nullptr;
}

// "On SMS", "By text message", "On webchat and email": the channels, or nothing when the line is no
// such opening.
std::vector<std::string> ChannelsNamed(std::string_view text, const Lexicon& lexicon) {
  Words words = SplitWords(text);
  if (words.size() < 2 || !lexicon.Is("channel_openers", words.front())) return {};
  std::vector<std::string> channels;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (lexicon.Is("channel_names", words[i]))
      channels.push_back(words[i]);
    else if (!lexicon.Is("channel_joiners", words[i]))
      return {};
  }
  return channels;
}

class LongMessageChecker {
 public:
  LongMessageChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {}

  void CheckPolicy(const ast::Policy& policy) {
    std::vector<std::string> channels;
    for (const ast::HeadField& field : policy.head) {
      if (field.key == "channels")
        channels.insert(channels.end(), field.items.begin(), field.items.end());
    }
    CheckBlock(policy.body, channels);
  }

 private:
  void CheckBlock(const ast::Block& block, const std::vector<std::string>& channels) {
    for (const auto& statement : block) {
      const std::vector<std::string> found =
          ChannelsNamed(SourceOf(OpeningOf(*statement)), context_.lexicon);
      const std::vector<std::string>& here = found.empty() ? channels : found;
      if (const ast::Quotation* message = MessageOf(*statement)) CheckMessage(*message, here);
      CheckBlock(statement->body, here);
      if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
        CheckBlock(branch->otherwise, channels);
    }
  }

  std::string_view SourceOf(const Span& span) const {
    return context_.sources.file(span.file).Text(span);
  }
  // Of a branch its condition, else the whole of it.
  static const Span& OpeningOf(const ast::Statement& statement) {
    const auto* branch = std::get_if<ast::Branch>(&statement.node);
    return branch != nullptr && branch->condition != nullptr ? branch->condition->span
                                                             : statement.span;
  }

  // "SMS", "text message", and the first with a limit of "WhatsApp and email".
  const ChannelLimit* LimitOf(std::string_view channel) const {
    const Words words = SplitWords(channel);
    if (context_.lexicon.Is("sms_names", JoinWords(words))) return FindChannelLimit("sms");
    for (const std::string& word : words) {
      const ChannelLimit* limit =
          FindChannelLimit(context_.lexicon.Is("sms_names", word) ? "sms" : word);
      if (limit != nullptr) return limit;
    }
    return nullptr;
  }

  void CheckMessage(const ast::Quotation& message, const std::vector<std::string>& channels) {
    std::string text;
    bool filled = false;
    for (const ast::QuotePart& part : message.parts) {
      text += part.literal;
      filled = filled || part.expr != nullptr || !part.placeholder.empty();
    }
    for (const std::string& channel : channels) {
      const ChannelLimit* limit = LimitOf(channel);
      if (limit == nullptr) continue;
      const SmsLength sms = limit->channel == "sms"
                                ? MeasureSms(text)
                                : SmsLength{CountCharacters(text), limit->characters};
      if (sms.units <= sms.limit) continue;
      sink_
          .Report(DiagnosticId::LongMessage, message.span,
                  fmt::format("the message has {}{} characters, and {} takes {}",
                              filled ? "at least " : "", sms.units, limit->name, sms.limit))
          .Note(std::string(limit->source))
          .Note("shorten it, or say less on this channel");
      return;
    }
  }

  const Context& context_;
  DiagnosticSink& sink_;
};

class LongMessageRule final : public Rule {
 public:
  LongMessageRule() : Rule(DiagnosticId::LongMessage, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    LongMessageChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeLongMessageRule() { return std::make_unique<LongMessageRule>(); }

}  // namespace proviso::compiler::lint
