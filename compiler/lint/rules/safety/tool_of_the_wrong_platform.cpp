// SPDX-License-Identifier: Apache-2.0
// P305 tool-of-the-wrong-platform. Four ways to see it: a helpdesk or a marketing tool does a
// shop's work; the sentence names another platform than the tool's; the policy says for which
// platforms it is and the tool is of none of them; the tools of a policy are of two shops.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

std::string Title(std::string name) {
  if (!name.empty())
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::set<std::string> PlatformsIn(const Lexicon& lexicon, const Words& words) {
  std::set<std::string> found;
  for (const std::string& word : words) {
    for (const WordClass word_class : std::initializer_list<WordClass>{
             "shop_platforms", "helpdesk_platforms", "marketing_platforms"}) {
      // "in front of", "up front": a word first, a product second.
      if (lexicon.Is(word_class, word) && !lexicon.Is("platforms_that_are_words", word))
        found.insert(word);
    }
  }
  return found;
}

class ToolOfTheWrongPlatformRule final : public Rule {
 public:
  ToolOfTheWrongPlatformRule() : Rule(DiagnosticId::ToolOfTheWrongPlatform, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies())
      CheckPolicy(context.lexicon, flow, sink);
  }

 private:
  static void CheckPolicy(const Lexicon& lexicon, const PolicyFlow& flow, DiagnosticSink& sink) {
    const std::set<std::string> declared = Declared(lexicon, *flow.policy);
    const std::string shop = declared.empty() ? FirstShop(lexicon, flow) : "";
    for (NodeIndex n = static_cast<NodeIndex>(flow.nodes.size()); n-- > 0;) {
      for (const FlowCall& call : flow.nodes[n].calls) {
        if (!call.tool->platform.empty())
          CheckCall(lexicon, flow.nodes[n], call, declared, shop, sink);
      }
    }
  }

  static std::set<std::string> Declared(const Lexicon& lexicon, const ast::Policy& policy) {
    std::set<std::string> declared;
    for (const ast::HeadField& field : policy.head) {
      if (field.key == "platforms") declared.merge(PlatformsIn(lexicon, SplitWords(field.value)));
    }
    return declared;
  }

  // The shop in which the policy looks first is the one that it is about.
  static std::string FirstShop(const Lexicon& lexicon, const PolicyFlow& flow) {
    for (NodeIndex n = static_cast<NodeIndex>(flow.nodes.size()); n-- > 0;) {
      for (const FlowCall& call : flow.nodes[n].calls) {
        if (lexicon.Is("shop_platforms", call.tool->platform)) return call.tool->platform;
      }
    }
    return "";
  }

  static void CheckCall(const Lexicon& lexicon, const FlowNode& node, const FlowCall& call,
                        const std::set<std::string>& declared, const std::string& shop,
                        DiagnosticSink& sink) {
    const ToolFacts& tool = *call.tool;
    const std::string platform = Title(tool.platform);
    const bool is_shop = lexicon.Is("shop_platforms", tool.platform);
    const auto report = [&](const std::string& message, const std::string& note) {
      sink.Report(DiagnosticId::ToolOfTheWrongPlatform, call.mention->span, message).Note(note);
    };
    if (!is_shop && tool.changes() && DoesShopWork(lexicon, tool)) {
      const bool helpdesk = lexicon.Is("helpdesk_platforms", tool.platform);
      report(fmt::format("`@{}` does the work of a shop in {}, which is {}", tool.name, platform,
                         helpdesk ? "a helpdesk" : "for marketing"),
             "what is changed there is a copy: the shop knows nothing of it; use the tool of the "
             "shop");
      return;
    }
    const std::set<std::string> named = NamedIn(lexicon, node);
    if (!named.empty() && !named.contains(tool.platform)) {
      report(fmt::format("the sentence speaks of {}, and `@{}` works in {}", Title(*named.begin()),
                         tool.name, platform),
             "use the tool of the platform that is meant, or correct the sentence");
      return;
    }
    if (!declared.empty() && !declared.contains(tool.platform)) {
      report(fmt::format("`@{}` works in {}, and the policy is for {}", tool.name, platform,
                         Listed(declared)),
             fmt::format("add {} to `Platforms`, or use a tool of these", platform));
      return;
    }
    if (is_shop && !shop.empty() && shop != tool.platform) {
      report(fmt::format("`@{}` works in {}, and the policy began in {}", tool.name, platform,
                         Title(shop)),
             "an order of one shop is not in the other; when both are meant, say so under "
             "`Platforms`");
    }
  }

  // Notes, tickets and messages are a helpdesk's; orders, money and addresses of orders are a
  // shop's.
  static bool DoesShopWork(const Lexicon& lexicon, const ToolFacts& tool) {
    if ((tool.facts & (Bit(Fact::Refunded) | Bit(Fact::Paid) | Bit(Fact::Discounted) |
                       Bit(Fact::Returned))) != 0)
      return true;
    const Words words = IdentifierWords(
        tool.definition != nullptr ? tool.definition->capability + " " + tool.name : tool.name);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return lexicon.Is("shop_things", word); });
  }

  static std::set<std::string> NamedIn(const Lexicon& lexicon, const FlowNode& node) {
    const auto* use = As<ast::Use>(node);
    // With several calls in a sentence it is not said which one the name belongs to.
    if (use == nullptr || use->calls.size() != 1) return {};
    return PlatformsIn(lexicon, use->words.words);
  }

  static std::string Listed(const std::set<std::string>& platforms) {
    std::string out;
    for (const std::string& platform : platforms)
      out += (out.empty() ? "" : ", ") + Title(platform);
    return out;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeToolOfTheWrongPlatformRule() {
  return std::make_unique<ToolOfTheWrongPlatformRule>();
}

}  // namespace proviso::compiler::lint
