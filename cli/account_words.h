// SPDX-License-Identifier: Apache-2.0
// What became of the words of a line, in words.
#pragma once

#include <string>
#include <vector>

#include "compiler/driver/driver.h"

namespace proviso::cli {

// The accounts of a compilation, by line. It must outlive them.
class Accounts {
 public:
  explicit Accounts(const compiler::Compilation& compilation) : compilation_(compilation) {}

  // Null when the line was not read as sentences: a heading, an option of an offer, documentation.
  const compiler::LineAccount* At(FileId file, std::uint32_t line) const;

 private:
  const compiler::Compilation& compilation_;
};

// "“weekdays”, “past noon”"; empty when all of the line was understood.
std::string ResidueText(const SourceSet& sources, const compiler::LineAccount& line);
// "“Use”: form of call.use · “please”: says nothing": every word, in order.
std::string AccountText(const SourceSet& sources, const compiler::LineAccount& line);
// Of one run of words: "purpose of call.use, name".
std::string AccountText(const compiler::AccountedWords& words);

}  // namespace proviso::cli
