// SPDX-License-Identifier: Apache-2.0
#include "bytecode/disassemble.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "bytecode/opcodes.h"
#include "core/value_json.h"

namespace proviso {
namespace {

constexpr std::size_t kMaxShownText = 60;

std::string Shortened(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      out.push_back(c);
    }
  }
  if (out.size() <= kMaxShownText) return out;
  std::size_t cut = kMaxShownText;
  while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0) == 0x80) --cut;
  return out.substr(0, cut) + "…";
}

std::string TemplateText(const MessageTemplate& entry) {
  std::string out;
  for (std::size_t i = 0; i < entry.pieces.size(); ++i) {
    if (i > 0) {
      out +=
          i - 1 < entry.hole_names.size() ? fmt::format("{{{}}}", entry.hole_names[i - 1]) : "{?}";
    }
    out += entry.pieces[i];
  }
  return fmt::format("\"{}\"", Shortened(out));
}

std::string FieldText(const FieldSpec& entry) {
  return fmt::format("{}: {}", fmt::join(entry.paths, " | "), ValueTypeName(entry.type));
}

std::string FieldsOf(const PredicateSpec& entry) {
  std::vector<std::string> fields = entry.named;
  if (!entry.field.empty()) fields.insert(fields.begin(), entry.field);
  return fmt::format("{}", fmt::join(fields, " | "));
}

std::string PredicateText(const PredicateSpec& entry) {
  switch (entry.form) {
    case PredicateForm::Exists:
      return entry.field.empty() ? "exists" : entry.field + " exists";
    case PredicateForm::Field:
      return entry.equals.empty()
                 ? FieldsOf(entry)
                 : fmt::format("{} is {}", FieldsOf(entry), fmt::join(entry.equals, " | "));
    case PredicateForm::Says:
      if (entry.equals.empty()) return fmt::format("has form {}", fmt::join(entry.words, " | "));
      return fmt::format("says {}", fmt::join(entry.equals, " | "));
    case PredicateForm::Words:
      break;
  }
  return fmt::format("is {}", fmt::join(entry.words, " | "));
}

std::string SiteText(const Module& module, const CallSite& entry) {
  const std::string tool = Raw(entry.tool) < module.tools.size()
                               ? module.tools[Raw(entry.tool)].name
                               : std::to_string(Raw(entry.tool));
  return fmt::format("@{}({})", tool, fmt::join(entry.parameters, ", "));
}

class Listing {
 public:
  explicit Listing(const Module& module) : module_(module) {}

  std::string Print() {
    NameLabels();
    std::size_t source = 0;
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const auto instruction = InstructionAt(module_.code, pc);
      Headings(pc, source);
      if (!instruction) {
        out_ +=
            fmt::format("  {:04}  ?? byte {}\n", pc, static_cast<unsigned char>(module_.code[pc]));
        break;
      }
      Line(pc, *instruction);
      pc += instruction->size;
    }
    return out_;
  }

 private:
  void NameLabels() {
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const auto instruction = InstructionAt(module_.code, pc);
      if (!instruction) break;
      const OpcodeInfo& info = InfoOf(instruction->opcode);
      for (std::size_t i = 0; i < info.operand_count(); ++i) {
        const bool label = info.operands[i] == OperandKind::Label ||
                           info.operands[i] == OperandKind::OptionalLabel;
        if (label && instruction->operands[i] != kNoIndex) labels_[instruction->operands[i]] = 0;
      }
      pc += instruction->size;
    }
    int number = 0;
    for (auto& entry : labels_) entry.second = ++number;
    for (const PolicySpec& policy : module_.policies) {
      for (std::size_t i = 0; i < policy.entries.size(); ++i) {
        entries_[Raw(policy.entries[i])].push_back(
            i == 0 ? fmt::format("policy `{}`", policy.name)
                   : fmt::format("entry {} of policy `{}`", i, policy.name));
      }
    }
  }

  void Headings(std::uint32_t pc, std::size_t& source) {
    if (const auto at = entries_.find(pc); at != entries_.end()) {
      for (const std::string& heading : at->second) out_ += fmt::format("\n{}\n", heading);
    }
    while (source < module_.source_map.size() && module_.source_map[source].pc <= pc) {
      const SourceMapEntry& entry = module_.source_map[source++];
      const std::string file = entry.file < module_.files.size() ? module_.files[entry.file] : "?";
      out_ += fmt::format("; {}:{}\n", file, entry.line);
    }
    if (const auto at = labels_.find(pc); at != labels_.end()) {
      out_ += fmt::format(" L{}:\n", at->second);
    }
  }

  void Line(std::uint32_t pc, const Instruction& instruction) {
    const OpcodeInfo& info = InfoOf(instruction.opcode);
    std::string operands;
    for (std::size_t i = 0; i < info.operand_count(); ++i) {
      operands += i == 0 ? " " : ", ";
      operands += OperandText(info.operands[i], instruction.operands[i]);
    }
    out_ += fmt::format("  {:04}  {}{}\n", pc, info.mnemonic, operands);
  }

  std::string OperandText(OperandKind kind, std::uint32_t operand) const {
    switch (kind) {
      case OperandKind::Constant:
        return Named(module_.constants, operand,
                     [](const Value& value) { return Shortened(ToJson(value.view()).dump()); });
      case OperandKind::Variable:
        return Named(module_.variables, operand, [](const Variable& entry) { return entry.name; });
      case OperandKind::Template:
        return Named(module_.templates, operand, TemplateText);
      case OperandKind::Prompt:
        return Named(module_.prompts, operand, [this](const PromptSpec& entry) {
          return OperandText(OperandKind::Template, Raw(entry.text)) + AnswersText(entry);
        });
      case OperandKind::Tool:
        return Named(module_.tools, operand,
                     [](const ToolSpec& entry) { return fmt::format("@{}", entry.name); });
      case OperandKind::CallSite:
        return Named(module_.call_sites, operand,
                     [this](const CallSite& entry) { return SiteText(module_, entry); });
      case OperandKind::Field:
        return Named(module_.fields, operand, FieldText);
      case OperandKind::Predicate:
        return Named(module_.predicates, operand, PredicateText);
      case OperandKind::Policy:
        return Named(module_.policies, operand,
                     [](const PolicySpec& entry) { return fmt::format("#{}", entry.name); });
      case OperandKind::Handoff:
        return Named(module_.handoffs, operand, [this](const HandoffSpec& entry) {
          return OperandText(OperandKind::Template, Raw(entry.reason));
        });
      case OperandKind::Judgement:
        return Named(module_.judgements, operand, [](const JudgementSpec& entry) {
          return fmt::format("\"{}\"", Shortened(entry.question));
        });
      case OperandKind::Type:
        return operand < kValueTypeCount
                   ? std::string(ValueTypeName(static_cast<ValueType>(operand)))
                   : fmt::format("type {}?", operand);
      case OperandKind::Label:
      case OperandKind::OptionalLabel:
        return operand == kNoIndex ? "-" : fmt::format("L{}", labels_.at(operand));
      default:
        return std::to_string(operand);
    }
  }

  // What hangs on the answers, where something does.
  static std::string AnswersText(const PromptSpec& prompt) {
    std::string text;
    const auto add = [&text](std::string_view answer, ToolEffect effect) {
      if (effect != ToolEffect::Read)
        text += fmt::format(" [{}: {}]", answer, ToolEffectName(effect));
    };
    add("accept", prompt.accept_effect);
    add("decline", prompt.decline_effect);
    return text;
  }

  template <typename T, typename Describe>
  static std::string Named(const std::vector<T>& table, std::uint32_t index, Describe describe) {
    return index < table.size() ? std::string(describe(table[index])) : fmt::format("{}?", index);
  }

  const Module& module_;
  std::map<std::uint32_t, int> labels_;
  std::map<std::uint32_t, std::vector<std::string>> entries_;
  std::string out_;
};

}  // namespace

std::string Disassemble(const Module& module) { return Listing(module).Print(); }

}  // namespace proviso
