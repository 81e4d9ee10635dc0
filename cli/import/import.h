// SPDX-License-Identifier: Apache-2.0
// A standard operating procedure as it lies around, as the text of a policy. Knows documents and
// policy text, not the compiler: what of the result is understood is for the caller to find out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/import/page.h"
#include "core/result.h"

namespace proviso::importing {

enum class DocumentKind : std::uint8_t { Html, Markdown, PlainText, Docx, Odt, Rtf };

// By the extension, else by what the bytes look like.
DocumentKind KindOf(std::string_view name, std::string_view bytes);
// "html", "docx", …; nullopt for another word.
std::optional<DocumentKind> ParseDocumentKind(std::string_view word);

struct ImportOptions {
  std::string document;  // as shown: "sop.docx"
  std::string name;      // of the policy; empty: the document's title, else the document's name
};

struct Imported {
  std::string text;             // of the policy
  Page page;                    // what it was made of
  std::string charset_guessed;  // not empty when nothing in the document said it
};

// Codes: "too_large", "too_deep", "nothing_there" and those of PandocToHtml. Never throws.
Result<Imported> Import(std::string_view bytes, DocumentKind kind, const ImportOptions& options);

}  // namespace proviso::importing
