// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/text_binder.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/sema/callers.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

std::optional<CheckedText> TextBinder::WithValues(const Span& span, std::string_view text) {
  CheckedText result;
  std::string literal;
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{[");
    const bool placeholder = open != std::string_view::npos && text[open] == '[';
    const std::size_t close =
        open == std::string_view::npos ? open : text.find(placeholder ? ']' : '}', open);
    if (close == std::string_view::npos) break;
    literal += text.substr(0, open);
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    std::optional<CheckedExpr> value =
        placeholder ? BindPlaceholder(span, std::string(inside))
                    : values_.BindPath(span, ValueResolver::PathSteps(inside));
    if (!value) return std::nullopt;
    result.pattern.pieces.push_back(std::move(literal));
    literal.clear();
    text.remove_prefix(close + 1);
    if (ShowsPercent(*value) && !text.starts_with('%')) literal = "%";
    result.pattern.hole_names.emplace_back(inside);
    result.arguments.push_back(std::move(*value));
  }
  literal += text;
  result.pattern.pieces.push_back(std::move(literal));
  return result;
}

std::optional<CheckedText> TextBinder::BindQuotation(const ast::Quotation& quote) {
  CheckedText text;
  text.quoted = true;
  std::string literal;
  bool good = true;
  for (const ast::QuotePart& part : quote.parts) {
    if (part.placeholder.empty() && part.expr == nullptr) {
      literal += part.literal;
      continue;
    }
    std::optional<CheckedExpr> value = part.expr != nullptr
                                           ? values_.BindExpr(*part.expr)
                                           : BindPlaceholder(part.span, part.placeholder);
    if (!value) {
      good = false;
      continue;
    }
    text.pattern.pieces.push_back(std::move(literal));
    literal.clear();
    text.pattern.hole_names.push_back(part.expr != nullptr ? Written(part.expr->span)
                                                           : part.placeholder);
    const std::size_t next = static_cast<std::size_t>(&part - quote.parts.data()) + 1;
    const bool has_sign = next < quote.parts.size() && quote.parts[next].literal.starts_with('%');
    if (ShowsPercent(*value) && !has_sign) literal = "%";
    text.arguments.push_back(std::move(*value));
  }
  text.pattern.pieces.push_back(std::move(literal));
  if (!good) return std::nullopt;
  return text;
}

// "The reference is [visit_ref]" behind branches that each book a visit: what the one that was
// taken gave.
std::optional<CheckedExpr> TextBinder::FieldOfPartly(const Noun& noun, const std::string& raw) {
  if (context_.scope.partly.empty()) return std::nullopt;
  std::vector<KnownResult> known = std::exchange(context_.scope.results, context_.scope.partly);
  bool at_run_time = false;
  const std::optional<KnownValue> field = values_.FieldOfResults(noun, raw, &at_run_time);
  context_.scope.results = std::move(known);
  return field ? std::optional(field->expr) : std::nullopt;
}

std::optional<CheckedExpr> TextBinder::BindPlaceholder(const Span& span, const std::string& words) {
  const Noun noun = NounOf(SplitWords(words));
  // The field's own name may end in a word that a noun does not ("expired on").
  Words raw_words = SplitWords(words);
  while (raw_words.size() > 1 && lexicon().Is("determiners", raw_words.front())) {
    raw_words.erase(raw_words.begin());
  }
  const std::string raw = SnakeCase(raw_words);
  std::vector<std::string> keys{noun.slot};
  if (noun.key != noun.slot) keys.push_back(noun.key);
  // "[specific reason]" behind a check is the check's, whatever the customer gave as a reason
  // before.
  const bool of_result =
      lexicon().Is("own_result_keys", noun.key) && !context_.scope.results.empty();
  for (const KnownValue& value : values_.FindValues(keys, noun.is_new)) {
    if (value.tier != 1 || value.alternative) continue;
    if (!of_result) return value.expr;
    if (const std::optional<KnownValue> field = values_.FieldOfResults(noun, raw, nullptr)) {
      return CheckedExpr::Apply(Opcode::Coalesce, {field->expr, value.expr});
    }
    return value.expr;
  }
  bool at_run_time = false;
  if (std::optional<KnownValue> field = values_.FieldOfResults(noun, raw, &at_run_time)) {
    if (at_run_time) {
      writer_
          .Report(DiagnosticId::PlaceholderAtRunTime, span,
                  fmt::format("`[{}]` is looked up when the message is due, in a result that "
                              "nobody has described",
                              words))
          .Note("when it is not there, the message is not sent and a person takes over")
          .Note("to be sure, describe the tool and its result in a file and add it with --tools");
    } else if (field->left_out_by != nullptr) {
      // Described, so it is most likely there: a note, where an unknown result is a warning.
      writer_
          .Report(DiagnosticId::PlaceholderAtRunTime, span,
                  fmt::format("`[{}]` is filled from `{}`, which `@{}` may leave out of its result",
                              words, field->spelling, field->left_out_by->name))
          .Note("when it is not there, the message is not sent and a person takes over")
          .severity = Severity::Note;
    }
    if (!at_run_time) return field->expr;
    const std::optional<CheckedExpr> partly = FieldOfPartly(noun, raw);
    return partly ? CheckedExpr::Apply(Opcode::Coalesce, {field->expr, *partly}) : field->expr;
  }
  const std::vector<KnownValue> values = values_.FindValues(keys, false);
  if (!values.empty()) return values.front().expr;
  const auto held = callers_.AmongHeld([&]() -> std::optional<CheckedExpr> {
    if (const auto theirs = values_.FindValues(keys, noun.is_new); !theirs.empty()) {
      return theirs.front().expr;
    }
    const std::optional<KnownValue> field = values_.FieldOfResults(noun, raw, &at_run_time);
    return field ? std::optional<CheckedExpr>(field->expr) : std::nullopt;
  });
  if (held) {
    callers_.ReportHeld(span, fmt::format("`[{}]`", words));
    return held;
  }
  Diagnostic& diagnostic = writer_.Report(DiagnosticId::UnfilledPlaceholder, span,
                                          fmt::format("nothing fills `[{}]`", words));
  if (context_.scope.results.empty()) {
    diagnostic.Note("no tool was called and nothing was asked before this message");
  } else {
    diagnostic.Note(
        fmt::format("no result before this message has such a field; the nearest is that of `@{}`",
                    context_.scope.results.back().tool->name));
  }
  diagnostic.Note(
      "name a value that is known here, or ask for it or look it up before this message");
  return std::nullopt;
}

// A percentage is a plain number to the machine; the customer reads it with its sign.
bool TextBinder::ShowsPercent(const CheckedExpr& value) const {
  return value.kind == CheckedExpr::Kind::Variable &&
         context_.bundle.variables.at(value.variable).type == ValueType::Percent;
}

std::vector<std::shared_ptr<const KnownValue>> TextBinder::ShownIn(const CheckedText& text) {
  std::vector<std::shared_ptr<const KnownValue>> shown;
  for (std::size_t i = 0; i < text.arguments.size(); ++i) {
    KnownValue value;
    const std::string& name = text.pattern.hole_names[i];
    value.key = name.substr(name.rfind('.') + 1);
    value.expr = text.arguments[i];
    value.spelling = "{" + name + "}";
    shown.push_back(std::make_shared<const KnownValue>(std::move(value)));
  }
  return shown;
}

}  // namespace proviso::compiler
