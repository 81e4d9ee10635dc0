// SPDX-License-Identifier: Apache-2.0
// textDocument/inlayHint: what the compiler filled in: the value that each parameter gets, the name
// under which an answer or a result is kept.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/lsp/ast_visitor.h"
#include "cli/lsp/requests/requests.h"
#include "compiler/sema/checked.h"

namespace proviso::lsp {
namespace {

constexpr int kTypeHint = 1;
constexpr int kParameterHint = 2;
constexpr std::size_t kMaxLabel = 60;

using compiler::CheckedBlock;
using compiler::CheckedStep;
using compiler::LineReading;

struct Hint {
  std::uint32_t offset = 0;
  std::string label;
  std::string tooltip;
  int kind = kParameterHint;
};

// "order_id = {order_number} (the line speaks of …)": the value, and the reason behind it.
struct Binding {
  std::string value;
  std::string why;
};

std::map<std::string, Binding> BindingsOf(const LineReading& reading) {
  std::map<std::string, Binding> bindings;
  for (const std::string& detail : reading.details) {
    const std::size_t equals = detail.find(" = ");
    if (equals == std::string::npos) continue;
    Binding binding;
    binding.value = detail.substr(equals + 3);
    binding.why = detail;
    const std::size_t reason = binding.value.find(" (");
    if (reason != std::string::npos && binding.value.ends_with(')')) binding.value.resize(reason);
    bindings.emplace(detail.substr(0, equals), std::move(binding));
  }
  return bindings;
}

// The names under which the checked program keeps what a step gives, by the place of the step.
class Kept {
 public:
  Kept(const compiler::CheckedProgram& program, FileId file) : program_(program), file_(file) {
    for (const auto& policy : program.policies) Visit(policy.body);
  }
  const std::set<std::string>* Answers(const Span& span) const { return Find(answers_, span); }
  const std::set<std::string>* Results(const Span& span) const { return Find(results_, span); }

 private:
  using ByPlace = std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::string>>;

  static const std::set<std::string>* Find(const ByPlace& names, const Span& span) {
    const auto found = names.find({span.begin, span.end});
    return found == names.end() ? nullptr : &found->second;
  }

  void Add(ByPlace& names, const Span& span, VariableId variable) {
    if (IsNone(variable) || Raw(variable) >= program_.variables.size()) return;
    const std::string& name = program_.variables[Raw(variable)].name;
    if (!name.starts_with('$')) names[{span.begin, span.end}].insert(name);
  }

  void Visit(const CheckedBlock& block) {
    for (const CheckedStep& step : block) {
      if (step.span.file == file_) {
        if (step.kind == CheckedStep::Kind::Ask) Add(answers_, step.span, step.prompt.slot);
        if (step.kind == CheckedStep::Kind::Call) Add(results_, step.span, step.call.result);
      }
      Visit(step.body);
      Visit(step.otherwise);
      Visit(step.unknown);
    }
  }

  const compiler::CheckedProgram& program_;
  FileId file_;
  ByPlace answers_;
  ByPlace results_;
};

class Collector final : public AstVisitor {
 public:
  Collector(const ParsedFile& file, const Analysis& analysis, FileId self)
      : file_(file), analysis_(analysis), self_(self), kept_(analysis.compilation.program, self) {}

  std::vector<Hint> Collect() {
    Visit(file_.document());
    return std::move(hints_);
  }

 protected:
  void OnStatement(const ast::Statement& statement) override {
    around_.push_back(&statement);
    const bool asks = std::holds_alternative<ast::Ask>(statement.node) ||
                      std::holds_alternative<ast::Choose>(statement.node) ||
                      std::holds_alternative<ast::ConfirmValue>(statement.node);
    if (!asks || statement.as) return;
    // The spans are those of this file's own tree; the bundle's differ in the file number alone.
    if (const auto* names = kept_.Answers(statement.span)) AddKept(statement.span.end, *names);
  }
  void OnStatementEnd(const ast::Statement&) override { around_.pop_back(); }

  void OnTool(const ast::ToolMention& tool) override {
    if (around_.empty()) return;
    const std::uint32_t line = file_.source().LineOf(around_.back()->span.begin);
    for (const LineReading* reading : analysis_.ReadingsOf(self_, line)) {
      const bool of_tool = std::find(reading->tools.begin(), reading->tools.end(), tool.name) !=
                           reading->tools.end();
      if (reading->kind != compiler::ReadingKind::Call || !of_tool) continue;
      AddBindings(tool, BindingsOf(*reading));
      break;
    }
    const auto* names = kept_.Results(tool.span);
    if (names != nullptr && !around_.back()->as) AddKept(tool.span.end, *names);
  }

 private:
  void AddBindings(const ast::ToolMention& tool, const std::map<std::string, Binding>& bindings) {
    std::string rest;
    std::string why;
    for (const auto& [name, binding] : bindings) {
      const std::string& parameter = name;  // clang 14 lets no lambda capture a binding
      const auto written =
          std::find_if(tool.arguments.begin(), tool.arguments.end(),
                       [&](const ast::Argument& argument) { return argument.name == parameter; });
      if (written == tool.arguments.end()) {
        rest += fmt::format("{}{} = {}", rest.empty() ? "" : ", ", parameter, binding.value);
        why += (why.empty() ? "" : "\n") + binding.why;
      } else if (written->value == nullptr) {
        Add(written->span.end, " = " + binding.value, binding.why, kParameterHint);
      }
    }
    if (!rest.empty()) Add(tool.span.end, "(" + rest + ")", why, kParameterHint);
  }

  void AddKept(std::uint32_t offset, const std::set<std::string>& names) {
    std::string label = " →";
    for (const std::string& name : names) label += fmt::format(" {{{}}}", name);
    Add(offset, label, "what comes of it is kept under this name", kTypeHint);
  }

  void Add(std::uint32_t offset, std::string label, std::string tooltip, int kind) {
    if (label.size() > kMaxLabel) {
      std::size_t cut = kMaxLabel;
      while (cut > 0 && (static_cast<unsigned char>(label[cut]) & 0xC0) == 0x80) --cut;
      label = label.substr(0, cut) + "…";
    }
    hints_.push_back({offset, std::move(label), std::move(tooltip), kind});
  }

  const ParsedFile& file_;
  const Analysis& analysis_;
  FileId self_;
  Kept kept_;
  std::vector<const ast::Statement*> around_;
  std::vector<Hint> hints_;
};

}  // namespace

Result<Json> InlayHint(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const auto range = ReadRange(FindField(params, "range"));
  if (!range) return InvalidParams("range is missing");
  const std::uint32_t begin = file->OffsetOf(range->begin, state.encoding());
  const std::uint32_t end = file->OffsetOf(range->end, state.encoding());
  const AnalysisPtr analysis = state.workspace.AnalysisOf(file->uri());
  const auto self = analysis->FileOf(file->uri());
  Json list = Json::array();
  if (!self) return list;
  for (const Hint& hint : Collector(*file, *analysis, *self).Collect()) {
    if (hint.offset < begin || hint.offset > end) continue;
    list.push_back({{"position", ToJson(file->PositionOf(hint.offset, state.encoding()))},
                    {"label", hint.label},
                    {"kind", hint.kind},
                    {"tooltip", hint.tooltip}});
  }
  return list;
}

}  // namespace proviso::lsp
