// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/snapshot.h"

#include <fmt/format.h>

#include <limits>

#include "bytecode/opcodes.h"
#include "bytecode/verifier.h"
#include "core/varint.h"

namespace proviso::vm {
namespace {

constexpr std::string_view kMagic = "PVS";
constexpr unsigned kHadMessage = 1;
constexpr unsigned kWantsNewValue = 2;
constexpr std::uint32_t kAnyNumber = std::numeric_limits<std::uint32_t>::max();

void AppendFixed64(std::string& out, std::uint64_t number) {
  for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>((number >> (8 * i)) & 0xFF));
}

void AppendText(std::string& out, std::string_view text) {
  AppendVarint(out, text.size());
  out.append(text);
}

const PromptSpec& PromptAt(const Module& module, std::uint32_t pc) {
  return module.prompts[ReadOperand(module.code, pc + 1)];
}

// The words of a question without holes stand in the module and need not be stored.
std::string_view FixedQuestion(const Module& module, std::uint32_t pc) {
  const MessageTemplate& text = module.templates[Raw(PromptAt(module, pc).text)];
  return text.hole_names.empty() ? std::string_view(text.pieces[0]) : std::string_view();
}

// Position, counted from 1, of a variable that holds the same bytes; 0 when there is none. What a
// tool created usually still stands in its result variable.
std::size_t VariableHolding(const State& state, ValueView value) {
  for (std::size_t i = 0; i < state.variables.size(); ++i) {
    if (state.variables[i] == value) return i + 1;
  }
  return 0;
}

void AppendVariables(std::string& out, const State& state) {
  std::size_t count = 0;
  for (const ValueView value : state.variables) count += value.is_null() ? 0 : 1;
  AppendVarint(out, count);
  std::size_t last = 0;
  for (std::size_t i = 0; i < state.variables.size(); ++i) {
    if (state.variables[i].is_null()) continue;
    AppendVarint(out, i - last);
    out.append(state.variables[i].bytes());
    last = i;
  }
}

void AppendDone(std::string& out, const State& state) {
  AppendVarint(out, state.done.size());
  for (const DoneEffect& effect : state.done) {
    AppendFixed64(out, effect.key);
    const std::size_t variable = VariableHolding(state, effect.result);
    AppendVarint(out, variable);
    if (variable == 0) out.append(effect.result.bytes());
  }
}

class SnapshotReader {
 public:
  SnapshotReader(const ProgramData& program, std::string_view bytes, State& state)
      : program_(program), module_(program.module), rest_(bytes), state_(state) {}

  Result<void> Read() {
    if (!TakeMagic()) return Bad("it does not start as one");
    std::uint64_t fingerprint = 0;
    if (!TakeFixed64(fingerprint)) return Bad("it is cut off");
    if (fingerprint != program_.fingerprint) {
      return Error{
          "other_program",
          "the conversation was started with another version of these policies; go on with "
          "the bundle it was started with, or start it again"};
    }
    const bool whole = TakeHead() && TakeFrames() && TakeVariables() && TakeDone() &&
                       TakeSuspended() && rest_.empty();
    return whole ? Result<void>() : Bad("it is damaged or cut off");
  }

 private:
  static Error Bad(std::string_view why) {
    return Error{"bad_snapshot",
                 fmt::format("the stored conversation cannot be read: {}; restore it from a good "
                             "copy or start again",
                             why)};
  }

  bool TakeMagic() {
    if (rest_.size() <= kMagic.size() || !rest_.starts_with(kMagic)) return false;
    if (rest_[kMagic.size()] != kSnapshotVersion) return false;
    rest_.remove_prefix(kMagic.size() + 1);
    return true;
  }
  bool TakeFixed64(std::uint64_t& number) {
    if (rest_.size() < 8) return false;
    number = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      number |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(8);
    return true;
  }
  bool TakeByte(unsigned& byte, unsigned largest) {
    if (rest_.empty()) return false;
    byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte <= largest;
  }
  bool TakeNumber(std::uint32_t& number, std::uint64_t limit) {
    std::uint64_t wide = 0;
    if (!TakeVarint(rest_, wide) || wide >= limit) return false;
    number = static_cast<std::uint32_t>(wide);
    return true;
  }
  bool TakeText(std::string_view& text) {
    std::uint64_t length = 0;
    if (!TakeVarint(rest_, length) || length > rest_.size()) return false;
    text = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }
  bool TakeValue(ValueView& value, int depth) {
    const auto length = CheckValue(rest_, depth);
    if (!length) return false;
    value = ValueView::FromChecked(rest_.substr(0, *length));
    rest_.remove_prefix(*length);
    return true;
  }
  bool TakePolicy(PolicyId& policy) {
    std::uint32_t index = 0;
    if (!TakeNumber(index, module_.policies.size())) return false;
    policy = static_cast<PolicyId>(index);
    return true;
  }
  // A place in the code where the verifier has been and found this instruction.
  bool TakePlace(std::uint32_t& pc, Opcode opcode) {
    return TakeNumber(pc, module_.code.size()) && program_.heights[pc] != kNotReached &&
           static_cast<Opcode>(module_.code[pc]) == opcode;
  }

  // Null, or two lists of texts.
  bool TakeOwner(ValueView& owner) {
    if (!TakeValue(owner, 2)) return false;
    for (auto kind = owner.first(); owner.is_map() && kind; kind = owner.next(*kind)) {
      const ValueView texts = kind->value();
      if (!texts.is_list()) return false;
      for (auto text = texts.first(); text; text = texts.next(*text)) {
        if (!text->value().is_string()) return false;
      }
    }
    return owner.is_null() || owner.is_map();
  }

  bool TakeHead() {
    unsigned waiting = 0;
    unsigned flags = 0;
    if (!TakeByte(waiting, static_cast<unsigned>(Waiting::Nothing)) ||
        !TakeByte(flags, kHadMessage | kWantsNewValue) || !TakePolicy(state_.policy)) {
      return false;
    }
    state_.waiting = static_cast<Waiting>(waiting);
    state_.had_message = (flags & kHadMessage) != 0;
    state_.wants_new_value = (flags & kWantsNewValue) != 0;
    switch (state_.waiting) {
      case Waiting::Message:
        if (!TakePlace(state_.pc, Opcode::Ask)) return false;
        break;
      case Waiting::Tool:
        if (!TakePlace(state_.pc, Opcode::Call)) return false;
        break;
      case Waiting::Nothing:
        break;
    }
    return TakeNumber(state_.last_call_id, kAnyNumber) && TakeText(state_.conversation) &&
           TakeOwner(state_.customer) && TakeOwner(state_.account) &&
           TakeValue(state_.outcome, kMaxStoredDepth);
  }

  bool TakeFrames() {
    std::uint32_t count = 0;
    if (!TakeNumber(count, kMaxFrames)) return false;
    for (std::uint32_t i = 0; i < count; ++i) {
      Frame frame;
      if (!TakePolicy(frame.policy) || !TakePlace(frame.call_pc, Opcode::CallPolicy)) return false;
      state_.frames.push_back(frame);
    }
    return true;
  }

  bool TakeVariables() {
    std::uint32_t count = 0;
    if (!TakeNumber(count, state_.variables.size() + 1)) return false;
    std::size_t index = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      std::uint32_t distance = 0;
      if (!TakeNumber(distance, state_.variables.size())) return false;
      if (i > 0 && distance == 0) return false;
      index += distance;
      if (index >= state_.variables.size()) return false;
      if (!TakeValue(state_.variables[index], kMaxStoredDepth)) return false;
    }
    return true;
  }

  bool TakeDone() {
    std::uint32_t count = 0;
    // Each one has eight bytes of key at least.
    if (!TakeNumber(count, rest_.size() / 8 + 1)) return false;
    state_.done.reserve(count + std::size_t{1});
    for (std::uint32_t i = 0; i < count; ++i) {
      DoneEffect effect;
      std::uint32_t variable = 0;
      if (!TakeFixed64(effect.key) || !TakeNumber(variable, state_.variables.size() + 1)) {
        return false;
      }
      if (variable > 0) {
        effect.result = state_.variables[variable - 1];
      } else if (!TakeValue(effect.result, kMaxStoredDepth)) {
        return false;
      }
      state_.done.push_back(effect);
    }
    return true;
  }

  bool TakeSuspended() {
    switch (state_.waiting) {
      case Waiting::Message:
        if (!TakeNumber(state_.failures, kAnyNumber) || !TakeText(state_.question) ||
            !TakeValue(state_.confirm_value, kMaxStoredDepth)) {
          return false;
        }
        if (state_.question.empty()) state_.question = FixedQuestion(module_, state_.pc);
        return true;
      case Waiting::Tool:
        return TakeNumber(state_.attempt, kAnyNumber) && state_.attempt > 0 &&
               TakeValue(state_.args, kMaxValueDepth) && state_.args.is_map();
      case Waiting::Nothing:
        return true;
    }
    return false;
  }

  const ProgramData& program_;
  const Module& module_;
  std::string_view rest_;
  State& state_;
};

}  // namespace

std::string EncodeSnapshot(const ProgramData& program, const State& state) {
  std::string out;
  out.reserve(1024);
  out.append(kMagic);
  out.push_back(kSnapshotVersion);
  AppendFixed64(out, program.fingerprint);
  out.push_back(static_cast<char>(state.waiting));
  out.push_back(static_cast<char>((state.had_message ? kHadMessage : 0) |
                                  (state.wants_new_value ? kWantsNewValue : 0)));
  AppendVarint(out, Raw(state.policy));
  if (state.waiting != Waiting::Nothing) AppendVarint(out, state.pc);
  AppendVarint(out, state.last_call_id);
  AppendText(out, state.conversation);
  out.append(state.customer.bytes());
  out.append(state.account.bytes());
  out.append(state.outcome.bytes());
  AppendVarint(out, state.frames.size());
  for (const Frame& frame : state.frames) {
    AppendVarint(out, Raw(frame.policy));
    AppendVarint(out, frame.call_pc);
  }
  AppendVariables(out, state);
  AppendDone(out, state);
  if (state.waiting == Waiting::Message) {
    AppendVarint(out, state.failures);
    const bool fixed = state.question == FixedQuestion(program.module, state.pc);
    AppendText(out, fixed ? std::string_view() : state.question);
    out.append(state.confirm_value.bytes());
  } else if (state.waiting == Waiting::Tool) {
    AppendVarint(out, state.attempt);
    out.append(state.args.bytes());
  }
  return out;
}

Result<void> DecodeSnapshot(const ProgramData& program, std::string_view bytes, State& state) {
  return SnapshotReader(program, bytes, state).Read();
}

}  // namespace proviso::vm
