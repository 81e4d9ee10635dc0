// SPDX-License-Identifier: Apache-2.0
// Texts with holes: what is said to the customer and noted for the agent.
#include <array>

#include "core/currency.h"
#include "runtime/vm/internal/machine.h"

namespace proviso::vm {

std::uint32_t Machine::FirstUnfilled(std::span<const ValueView> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    // An empty text or list leaves a hole in the sentence just as Null does.
    if (IsEmpty(arguments[i])) return static_cast<std::uint32_t>(i);
  }
  return kNoIndex;
}

std::string Machine::Render(const MessageTemplate& text, std::span<const ValueView> arguments,
                            Reader reader) const {
  std::string out = text.pieces[0];
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (IsEmpty(arguments[i])) {
      // Reached by notes and hand-off reasons only, where a person reads on.
      out.append("[").append(text.hole_names[i]).append("]");
    } else if (reader == Reader::Customer && arguments[i].kind() == ValueKind::Money) {
      const ValueView& money = arguments[i];
      out += MoneyForCustomer(module_.language, money.currency(), money.text());
    } else {
      AppendDisplayText(out, arguments[i]);
    }
    out.append(text.pieces[i + 1]);
  }
  return out;
}

void Machine::SayText(std::string text) {
  effects_.emplace_back(SayEffect{std::move(text), Line()});
}

Machine::Flow Machine::Say() {
  const MessageTemplate& text = module_.templates[Operand(0)];
  const auto arguments = PopMany(text.hole_names.size());
  const std::uint32_t hole = FirstUnfilled(arguments);
  if (hole != kNoIndex) return HandOffUnfilled(text.hole_names[hole]);
  SayText(Render(text, arguments, Reader::Customer));
  return Flow::Next;
}

Machine::Flow Machine::Note() {
  const MessageTemplate& text = module_.templates[Operand(0)];
  const auto arguments = PopMany(text.hole_names.size());
  effects_.emplace_back(NoteEffect{Render(text, arguments, Reader::Agent), Line()});
  return Flow::Next;
}

}  // namespace proviso::vm
