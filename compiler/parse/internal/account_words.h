// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compiler/accounts.h"
#include "compiler/parse/internal/read_line.h"

namespace proviso::parse {

// Who accounts for each word of a sentence of the line.
compiler::SentenceAccount AccountOf(const ReadLine& line, const ReadSentence& sentence, FileId file,
                                    const pack::Pack& pack);

}  // namespace proviso::parse
