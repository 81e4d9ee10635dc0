// SPDX-License-Identifier: Apache-2.0
// The language of a file, known before a word of it is read: what its head says, else what its
// words leave no doubt of.
#pragma once

#include <string>
#include <string_view>

#include "compiler/parse/internal/regions.h"
#include "core/source.h"

namespace proviso::parse {

struct LanguageChoice {
  std::string code;     // ISO 639-1 where it is known, else what the author wrote
  std::string written;  // of the head field; empty when there is none
  Span span{};          // of the head field
};

// `written` is the file, `live` the same without what the author took out.
LanguageChoice ChooseLanguage(const SourceFile& written, const SourceFile& live, FileId file,
                              const Regions& regions);

}  // namespace proviso::parse
