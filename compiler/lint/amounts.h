// SPDX-License-Identifier: Apache-2.0
// Percentages and amounts of money in a line of instructions, and alternatives between them: "10%
// or 15%", "10-15%", "$20 to $30".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/lint/instruction_lines.h"

namespace proviso::compiler::lint {

enum class AmountKind : std::uint8_t { Bare, Percent, Money };

struct Amount {
  AmountKind kind = AmountKind::Bare;
  std::string currency;  // as written: "$", "EUR"; Money only
  std::string number;
  bool counts = false;    // Bare, and a noun follows: "1 day" is no amount of money
  std::size_t begin = 0;  // in InstructionLine::text, the sign included
  std::size_t end = 0;

  // "10%", "$20", "20 EUR"
  std::string Text() const;
};

// Several amounts of one kind, or one.
struct AmountGroup {
  std::vector<Amount> amounts;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool range = false;  // "10-15%", "between 10% and 15%"

  bool alternatives() const { return amounts.size() > 1; }
};

// In the order of the line. Numbers without a unit are left out unless they stand beside an amount
// in one group, whose unit they take.
std::vector<AmountGroup> AmountGroups(const InstructionLine& line, const Lexicon& lexicon);

// All amounts of any text, bare numbers included.
std::vector<Amount> AmountsIn(std::string_view text, const Lexicon& lexicon);

}  // namespace proviso::compiler::lint
