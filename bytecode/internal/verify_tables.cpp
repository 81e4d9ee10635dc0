// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/verify_tables.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "bytecode/texts.h"
#include "bytecode/verifier.h"
#include "bytecode/word_lists.h"
#include "core/utf8.h"

namespace proviso::internal {
namespace {

bool DeeperThan(ValueView value, int depth) {
  if (!value.is_list() && !value.is_map()) return false;
  if (depth == 0) return true;
  for (auto entry = value.first(); entry; entry = value.next(*entry)) {
    if (DeeperThan(entry->value(), depth - 1)) return true;
  }
  return false;
}

class TableVerifier {
 public:
  TableVerifier(const Module& module, const std::vector<bool>& starts, const ReportProblem& report)
      : module_(module), starts_(starts), report_(report) {}

  void Run() {
    CheckTexts();
    CheckWords();
    CheckConstants();
    CheckVariables();
    CheckTemplates();
    Each("prompt", module_.prompts, [this](const PromptSpec& entry) { CheckPrompt(entry); });
    Each("tool", module_.tools, [this](const ToolSpec& entry) { CheckTool(entry); });
    Each("call site", module_.call_sites, [this](const CallSite& entry) { CheckSite(entry); });
    Each("field", module_.fields, [this](const FieldSpec& entry) { CheckField(entry); });
    Each("predicate", module_.predicates,
         [this](const PredicateSpec& entry) { CheckPredicate(entry); });
    Each("handoff", module_.handoffs, [this](const HandoffSpec& entry) {
      Require(Raw(entry.reason) < module_.templates.size(), "has no template for its reason");
    });
    Each("policy", module_.policies, [this](const PolicySpec& entry) { CheckPolicy(entry); });
    CheckSourceMap();
  }

 private:
  template <typename T, typename Check>
  void Each(std::string_view table, const std::vector<T>& entries, Check check) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      where_ = fmt::format("{} {}", table, i);
      check(entries[i]);
    }
  }
  void Require(bool condition, std::string_view what) {
    if (!condition) report_(fmt::format("{} {}", where_, what));
  }
  bool IsVariable(VariableId id) const { return Raw(id) < module_.variables.size(); }
  bool IsVariableOrNone(VariableId id) const { return IsNone(id) || IsVariable(id); }

  void CheckTexts() {
    where_ = "module";
    Require(module_.texts.size() >= TextCount(), "lacks some of the machine's own texts");
    for (const TextInfo& text : AllTexts()) {
      const auto index = static_cast<std::size_t>(text.id);
      if (index < module_.texts.size() && module_.texts[index].empty()) {
        report_(fmt::format("module has no words for the text `{}`", text.key));
      }
    }
  }

  void CheckWords() {
    where_ = "module";
    Require(module_.words.size() >= WordListCount(), "lacks some of the lists of words");
    for (const WordListInfo& list : AllWordLists()) {
      const auto index = static_cast<std::size_t>(list.id);
      if (index < module_.words.size() && module_.words[index].empty()) {
        report_(fmt::format("module has no words for the list `{}`", list.key));
      }
    }
  }

  void CheckConstants() {
    Each("constant", module_.constants, [this](const Value& value) {
      Require(!DeeperThan(value.view(), kMaxConstantDepth), "is nested too deep");
    });
  }

  void CheckVariables() {
    std::set<std::string_view> names;
    Each("variable", module_.variables, [this, &names](const Variable& entry) {
      Require(!entry.name.empty(), "has no name");
      Require(names.insert(entry.name).second, "has a name that another one has");
    });
  }

  void CheckTemplates() {
    Each("template", module_.templates, [this](const MessageTemplate& entry) {
      Require(entry.pieces.size() == entry.hole_names.size() + 1,
              "does not have one piece more than holes");
    });
  }

  void CheckPrompt(const PromptSpec& entry) {
    Require(entry.kind != PromptKind::None, "has no kind");
    Require(Raw(entry.text) < module_.templates.size(), "has no template");
    Require(IsVariableOrNone(entry.slot) && IsVariableOrNone(entry.option_value) &&
                IsVariableOrNone(entry.outcome),
            "names a variable that is not there");
    for (const VariableId open : entry.open_slots) {
      Require(IsVariable(open), "names an open slot that is not there");
    }
    Require(
        entry.accept_effect != ToolEffect::Unknown && entry.decline_effect != ToolEffect::Unknown,
        "does not say what its answers set in motion");
    switch (entry.kind) {
      case PromptKind::Slot:
        Require(IsVariable(entry.slot), "has nowhere to put the answer");
        break;
      case PromptKind::Choice:
        Require(IsVariable(entry.slot), "has nowhere to put the answer");
        Require(!entry.options.empty(), "has no options");
        break;
      case PromptKind::Offer:
        Require(!entry.options.empty(), "has no options");
        break;
      case PromptKind::ConfirmValue:
        Require(IsVariable(entry.slot), "has nowhere to put the answer");
        if (Raw(entry.text) < module_.templates.size()) {
          Require(!module_.templates[Raw(entry.text)].hole_names.empty(),
                  "does not show the value that it asks to confirm");
        }
        break;
      default:
        break;
    }
    for (const PromptOption& option : entry.options) {
      Require(!option.label.empty(), "has an option without a label");
    }
  }

  void CheckTool(const ToolSpec& entry) {
    constexpr int kMaxAttempts = 100;
    Require(!entry.name.empty(), "has no name");
    Require(entry.retry.attempts >= 1 && entry.retry.attempts <= kMaxAttempts,
            "does not have between 1 and 100 attempts");
    for (const int wait : entry.retry.backoff_ms) Require(wait >= 0, "waits less than nothing");
  }

  void CheckSite(const CallSite& entry) {
    Require(Raw(entry.tool) < module_.tools.size(), "has no tool");
    Require(entry.parameters.size() == entry.parameter_types.size() &&
                entry.parameters.size() == entry.required.size(),
            "declares names, types and duties of different numbers of parameters");
    Require(entry.parameters.size() <= static_cast<std::size_t>(kMaxStackHeight),
            "has too many parameters");
    Require(IsVariableOrNone(entry.result) && IsVariableOrNone(entry.error),
            "names a variable that is not there");
  }

  void CheckField(const FieldSpec& entry) {
    Require(!entry.paths.empty() || entry.self_if_scalar, "has no path");
    for (const std::string& path : entry.paths) Require(!path.empty(), "has an empty path");
  }

  void CheckPredicate(const PredicateSpec& entry) {
    Require(entry.form != PredicateForm::Field || !entry.field.empty() || !entry.named.empty(),
            "has no field");
    for (const std::string& name : entry.named) Require(!name.empty(), "has an empty name");
    Require(entry.form != PredicateForm::Words || !entry.words.empty(), "has no words");
    Require(entry.form != PredicateForm::Says || !entry.equals.empty() || !entry.words.empty(),
            "has no words");
  }

  void CheckPolicy(const PolicySpec& entry) {
    Require(!entry.name.empty(), "has no name");
    Require(!entry.entries.empty(), "has no entry");
    Require(module_.files.empty() || entry.file < module_.files.size(), "has no file");
    for (const Label label : entry.entries) {
      Require(Raw(label) < starts_.size() && starts_[Raw(label)],
              "has an entry where no instruction starts");
    }
  }

  void CheckSourceMap() {
    where_ = "source map";
    std::uint64_t least = 0;
    for (const SourceMapEntry& entry : module_.source_map) {
      Require(entry.pc >= least, "is not sorted");
      Require(entry.file < module_.files.size(), "names a file that is not there");
      if (entry.pc < least || entry.file >= module_.files.size()) return;
      least = std::uint64_t{entry.pc} + 1;
    }
  }

  const Module& module_;
  const std::vector<bool>& starts_;
  const ReportProblem& report_;
  std::string where_;
};

}  // namespace

void VerifyTables(const Module& module, const std::vector<bool>& starts,
                  const ReportProblem& report) {
  TableVerifier(module, starts, report).Run();
}

}  // namespace proviso::internal
