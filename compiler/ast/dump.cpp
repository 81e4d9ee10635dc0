// SPDX-License-Identifier: Apache-2.0
#include "compiler/ast/dump.h"

#include <fmt/format.h>

namespace proviso::ast {
namespace {

std::string Quoted(const Phrase& phrase) { return fmt::format("\"{}\"", phrase.text); }

std::string Named(const char* name, const Phrase& phrase) {
  return phrase.empty() ? std::string{} : fmt::format(" {}={}", name, Quoted(phrase));
}

std::string Tools(const std::vector<ToolMention>& tools) {
  std::string text;
  for (const ToolMention& tool : tools) text.append(" ").append(DumpTool(tool));
  return text;
}

std::string PolicyText(const PolicyMention& policy) {
  std::string text = fmt::format("#\"{}\"", policy.name);
  if (!policy.section.empty()) text += fmt::format("/\"{}\"", policy.section);
  return text;
}

std::string Phrases(const std::vector<Phrase>& phrases) {
  std::string text;
  for (const Phrase& phrase : phrases) text.append(" ").append(Quoted(phrase));
  return text;
}

std::string Literals(const char* name, const std::vector<Literal>& literals) {
  if (literals.empty()) return {};
  std::string text = fmt::format(" {}=[", name);
  for (std::size_t i = 0; i < literals.size(); ++i) {
    Expr expr;
    expr.node = literals[i];
    if (i > 0) text += ", ";
    text += DumpExpr(expr);
  }
  return text + "]";
}

std::string QuoteText(const Quotation& quotation) {
  std::string text = " say";
  for (const QuotePart& part : quotation.parts) {
    if (part.expr != nullptr) {
      text.append(" ").append(DumpExpr(*part.expr));
    } else if (!part.placeholder.empty()) {
      text += fmt::format(" [{}]", part.placeholder);
    } else {
      text += fmt::format(" \"{}\"", part.literal);
    }
  }
  return text;
}

// One line of text for a node, without what is nested in it.
struct NodeLine {
  std::string operator()(const Section& node) const { return "section " + Quoted(node.title); }
  std::string operator()(const Ask& node) const {
    return (node.any_one ? "ask-any" : "ask") + Phrases(node.nouns);
  }
  std::string operator()(const Again& node) const {
    return (node.all ? "again-all" : "again") + Phrases(node.nouns) +
           (node.times > 0 ? fmt::format(" times {}", node.times) : "");
  }
  std::string operator()(const AskYesNo& node) const {
    return "ask-yes-no " + Quoted(node.question);
  }
  std::string operator()(const Choose& node) const {
    return "choose " + Quoted(node.noun) + " from" + Phrases(node.choices);
  }
  std::string operator()(const ConfirmValue& node) const { return "confirm " + Quoted(node.noun); }
  std::string operator()(const Fact& node) const { return "fact " + Quoted(node.noun); }
  std::string operator()(const Use& node) const {
    return "use" + Tools(node.calls) + Named("purpose", node.purpose) + Named("told", node.told) +
           Literals("entered", node.entered) + Named("words", node.words);
  }
  std::string operator()(const Offer& node) const {
    return "offer " + Quoted(node.noun) + Named("purpose", node.purpose) + Tools(node.tools);
  }
  std::string operator()(const ApplyOffer& node) const {
    return "apply-offer " + Quoted(node.words) + Tools(node.tools) +
           (node.open_list ? " open" : "");
  }
  std::string operator()(const Say& node) const {
    std::string text = "say";
    if (node.quote) text = "message" + QuoteText(*node.quote);
    return text + Named(node.described ? "described" : node.deed ? "deed" : "told", node.told);
  }
  std::string operator()(const Branch& node) const {
    return node.condition == nullptr ? std::string("otherwise")
                                     : "if " + DumpCondition(*node.condition);
  }
  std::string operator()(const FollowPolicy& node) const {
    constexpr const char* kUse[] = {"follow", "transfer", "as-described"};
    return fmt::format("{} {}{}", kUse[static_cast<int>(node.use)], PolicyText(node.policy),
                       Named("doing", node.doing));
  }
  std::string operator()(const GoTo& node) const {
    return node.skip > 0 ? fmt::format("skip {}", node.skip) : "go-to " + Quoted(node.section);
  }
  std::string operator()(const Entry& node) const { return "entry " + PolicyText(node.policy); }
  std::string operator()(const HandOff& node) const {
    return "hand-off" + Named("to", node.to) + Named("reason", node.reason);
  }
  std::string operator()(const Remember& node) const {
    std::string text = "remember " + node.name;
    if (node.value != nullptr) text += " = " + DumpExpr(*node.value);
    return text;
  }
  std::string operator()(const Stop& node) const { return "stop" + Named("outcome", node.outcome); }
  std::string operator()(const Continue&) const { return "continue"; }
  std::string operator()(const Note& node) const {
    return "note " + (node.quote ? QuoteText(*node.quote) : Quoted(node.text));
  }
  std::string operator()(const Rule& node) const {
    return "rule " + Quoted(node.text) + Tools(node.tools) + Needs(node);
  }
  static std::string Needs(const Rule& node) {
    if (const auto* holds = std::get_if<HoldsFirst>(&node.needs))
      return " needs " + DumpCondition(*holds->condition);
    if (const auto* asked = std::get_if<AskedFirst>(&node.needs))
      return " needs asked" + Phrases(asked->nouns);
    if (const auto* times = std::get_if<AtMostTimes>(&node.needs))
      return fmt::format(" at most {} times", times->most);
    if (const auto* value = std::get_if<AtMostValue>(&node.needs))
      return " at most " + DumpExpr(*value->most);
    if (const auto* unasked = std::get_if<NeverAsked>(&node.needs))
      return " never asks" + Phrases(unasked->nouns);
    return {};
  }
  std::string operator()(const Repeat& node) const {
    return "repeat " + Quoted(node.item) + " in " + Quoted(node.list);
  }
  std::string operator()(const Wait& node) const { return "wait " + Quoted(node.until); }
  std::string operator()(const Item& node) const {
    return "item " + Quoted(node.label) + Named("text", node.text) + Tools(node.tools);
  }
  std::string operator()(const Documentation& node) const {
    return "documentation " + Quoted(node.text);
  }
  std::string operator()(const Judge& node) const {
    std::string text = "judge " + Quoted(node.text) + Tools(node.tools);
    for (const PolicyMention& policy : node.policies) text.append(" ").append(PolicyText(policy));
    return text;
  }
};

class Dumper {
 public:
  Dumper(const SourceSet& sources, const DumpOptions& options)
      : sources_(sources), options_(options) {}

  std::string Run(const Document& document) {
    for (const Policy& policy : document.policies) {
      Line(0, fmt::format("policy \"{}\"{}", policy.name, policy.is_example ? " example" : ""));
      for (const std::string& alias : policy.aliases) Line(1, fmt::format("alias \"{}\"", alias));
      for (const HeadField& field : policy.head) Field(field);
      Steps(policy.body, 1);
    }
    if (options_.remarks) {
      for (const Remark& remark : document.remarks) Remarked(remark);
    }
    return std::move(out_);
  }

 private:
  void Line(int depth, const std::string& text) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  void Field(const HeadField& field) {
    std::string text = fmt::format("{}: {}", field.key, field.value);
    if (!field.items.empty()) {
      text = fmt::format("{}:", field.key);
      for (const std::string& item : field.items) text += fmt::format(" \"{}\"", item);
    }
    Line(1, text);
  }

  void Remarked(const Remark& remark) {
    constexpr const char* kKinds[] = {"comment", "prose", "heading", "separator", "struck", "code"};
    const SourceFile& file = sources_.file(remark.span.file);
    const std::uint32_t last =
        remark.span.end > remark.span.begin ? remark.span.end - 1 : remark.span.begin;
    Line(0, fmt::format("{} lines {}-{}", kKinds[static_cast<int>(remark.kind)],
                        file.LineOf(remark.span.begin), file.LineOf(last)));
  }

  void Steps(const Block& block, int depth) {
    for (const auto& statement : block) Step(*statement, depth);
  }

  void Step(const Statement& statement, int depth) {
    constexpr const char* kJoined[] = {"", "then ", "or ", "else "};
    std::string text = kJoined[static_cast<int>(statement.joined)];
    text += std::visit(NodeLine{}, statement.node);
    if (statement.as) {
      text += fmt::format(" as {}", statement.as->name);
      if (statement.as->type) text += fmt::format(": {}", ValueTypeName(*statement.as->type));
    }
    text += Named("brackets", statement.brackets);
    if (statement.without_asking) text += " without-asking";
    if (options_.inferred && statement.inferred_layout) text += " inferred";
    if (options_.spans) {
      const SourceFile& file = sources_.file(statement.span.file);
      const LineColumn begin = file.Locate(statement.span.begin);
      const LineColumn end = file.Locate(statement.span.end);
      text += fmt::format(" @{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
    }
    Line(depth, text);
    if (const auto* offer = std::get_if<Offer>(&statement.node)) {
      for (const OfferOption& option : offer->options) {
        Line(depth + 1, "option " + Quoted(option.label) + Named("text", option.text) +
                            Tools(option.tools) + Literals("values", option.values));
      }
    }
    Steps(statement.body, depth + 1);
    if (const auto* branch = std::get_if<Branch>(&statement.node);
        branch != nullptr && branch->has_otherwise) {
      Line(depth, "otherwise");
      Steps(branch->otherwise, depth + 1);
    }
  }

  const SourceSet& sources_;
  const DumpOptions& options_;
  std::string out_;
};

}  // namespace

std::string Dump(const Document& document, const SourceSet& sources, const DumpOptions& options) {
  return Dumper(sources, options).Run(document);
}

}  // namespace proviso::ast
