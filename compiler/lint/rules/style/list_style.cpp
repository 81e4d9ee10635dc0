// SPDX-License-Identifier: Apache-2.0
// P503 list-style: lines of one level with different bullets, or some with and some without. One
// finding a policy. Where the nesting had to be rebuilt the bullets helped to do it, so nothing is
// changed there.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

struct Marked {
  Span bullet;         // with the white space behind it
  std::string marker;  // "-", "1.", "" for none
  Span line;
  std::string usual;  // of the lines beside it
};

// "1." and "12)" are one style, and so are "a)" and "b)".
std::string StyleOf(std::string_view marker) {
  if (marker.empty()) return {};
  std::string style(marker);
  for (char& c : style) {
    if (c >= '0' && c <= '9')
      c = '1';
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      c = 'a';
  }
  style.erase(std::unique(style.begin(), style.end()), style.end());
  return style;
}

class ListStyleChecker {
 public:
  ListStyleChecker(const Context& context, DiagnosticSink& sink) : context_(context), sink_(sink) {}

  void CheckPolicy(const ast::Policy& policy) {
    rebuilt_ = false;
    odd_.clear();
    ForEachStatement(policy.body, [this](const ast::Statement& statement) {
      rebuilt_ = rebuilt_ || statement.inferred_layout;
    });
    CheckBlock(policy.body);
    if (odd_.empty()) return;
    std::sort(odd_.begin(), odd_.end(),
              [](const Marked& a, const Marked& b) { return a.line.begin < b.line.begin; });
    const auto shown = [](const std::string& marker) {
      return marker.empty() ? "no bullet" : fmt::format("`{}`", marker);
    };
    Diagnostic& diagnostic =
        sink_.Report(DiagnosticId::ListStyle, odd_.front().line,
                     fmt::format("this line has {}, and its neighbours have {}",
                                 shown(odd_.front().marker), shown(odd_.front().usual)));
    constexpr std::size_t kMostLabels = 8;
    for (std::size_t i = 1; i < odd_.size() && i < kMostLabels; ++i)
      diagnostic.Label(odd_[i].line, "this one too");
    const bool plain = std::all_of(odd_.begin(), odd_.end(), [](const Marked& marked) {
      return !marked.usual.empty() &&
             StyleOf(marked.usual).find_first_of("1a") == std::string::npos &&
             StyleOf(marked.marker).find('1') == std::string::npos;
    });
    if (rebuilt_ || !plain) return;
    // Each block keeps what is usual in it: to write all alike would make other blocks mixed.
    DiagnosticFix fix;
    const bool alike = std::all_of(odd_.begin(), odd_.end(), [&](const Marked& marked) {
      return marked.usual == odd_.front().usual;
    });
    fix.description = alike ? fmt::format("begin them with `{}`", odd_.front().usual)
                            : "begin them as the lines beside them begin";
    fix.safety = FixSafety::Safe;
    for (const Marked& marked : odd_) fix.edits.push_back({marked.bullet, marked.usual + " "});
    diagnostic.Fix(std::move(fix));
  }

 private:
  void CheckBlock(const ast::Block& block) {
    std::vector<Marked> lines;
    for (const auto& statement : block) {
      if (!std::holds_alternative<ast::Section>(statement->node) &&
          !std::holds_alternative<ast::Documentation>(statement->node)) {
        AddLine(lines, statement->span);
      }
      if (const auto* offer = std::get_if<ast::Offer>(&statement->node)) {
        std::vector<Marked> options;
        for (const ast::OfferOption& option : offer->options) AddLine(options, option.span);
        Compare(options);
      }
      CheckBlock(statement->body);
      if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
        CheckBlock(branch->otherwise);
    }
    Compare(lines);
  }

  // Only what begins its line.
  void AddLine(std::vector<Marked>& lines, const Span& span) const {
    const SourceFile& file = context_.sources.file(span.file);
    const std::uint32_t number = file.LineOf(span.begin);
    const std::string_view margin =
        file.Line(number).substr(0, span.begin - file.LineStart(number));
    const std::size_t begin = std::min(margin.find_first_not_of(" \t"), margin.size());
    std::string_view bullet = margin.substr(begin);
    // "- (Optional) ask", "**Ask**": what is glued to the text belongs to it, and to no bullet.
    if (!bullet.empty() && static_cast<unsigned char>(bullet.back()) < 0x80)
      bullet = bullet.substr(0, bullet.find_last_of(" \t") + 1);
    const std::string_view marker = bullet.substr(0, bullet.find_last_not_of(" \t") + 1);
    constexpr std::size_t kLongestMarker = 4;
    if (file.Text(span).starts_with('|')) return;  // a table
    if (marker.size() > kLongestMarker || marker.find(' ') != std::string_view::npos) return;
    const Span text{span.file, span.begin,
                    file.LineStart(number) + static_cast<std::uint32_t>(file.Line(number).size())};
    const std::uint32_t marked = file.LineStart(number) + static_cast<std::uint32_t>(begin);
    lines.push_back({{span.file, marked, marked + static_cast<std::uint32_t>(bullet.size())},
                     std::string(marker),
                     text,
                     {}});
  }

  void Compare(const std::vector<Marked>& lines) {
    std::map<std::string, std::size_t> count;
    for (const Marked& line : lines) ++count[StyleOf(line.marker)];
    if (count.size() < 2) return;
    const auto most =
        std::max_element(count.begin(), count.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto usual = std::find_if(lines.rbegin(), lines.rend(), [&](const Marked& line) {
      return StyleOf(line.marker) == most->first;
    });
    for (const Marked& line : lines) {
      if (StyleOf(line.marker) == most->first) continue;
      odd_.push_back(line);
      odd_.back().usual = usual->marker;
    }
  }

  const Context& context_;
  DiagnosticSink& sink_;
  bool rebuilt_ = false;
  std::vector<Marked> odd_;
};

class ListStyleRule final : public Rule {
 public:
  ListStyleRule() : Rule(DiagnosticId::ListStyle, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    ListStyleChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) checker.CheckPolicy(policy);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeListStyleRule() { return std::make_unique<ListStyleRule>(); }

}  // namespace proviso::compiler::lint
