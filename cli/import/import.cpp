// SPDX-License-Identifier: Apache-2.0
#include "cli/import/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <utility>

#include "cli/import/charset.h"
#include "cli/import/pandoc.h"
#include "cli/import/policy_text.h"
#include "cli/import/readers.h"

namespace proviso::importing {
namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool LooksLikeHtml(std::string_view bytes) {
  const std::string head = Lower(bytes.substr(0, 1024));
  return head.find("<!doctype html") != std::string::npos ||
         head.find("<html") != std::string::npos || head.find("<body") != std::string::npos;
}

Result<Page> ReadPage(std::string_view bytes, DocumentKind kind, std::string& charset_guessed) {
  if (kind == DocumentKind::Docx || kind == DocumentKind::Odt || kind == DocumentKind::Rtf) {
    const char* format = kind == DocumentKind::Docx  ? "docx"
                         : kind == DocumentKind::Odt ? "odt"
                                                     : "rtf";
    PROVISO_TRY(const std::string html, PandocToHtml(bytes, format));
    return ReadHtml(html);
  }
  const DecodedText decoded = DecodeText(bytes);
  if (decoded.guessed) charset_guessed = decoded.charset;
  if (kind == DocumentKind::Html) return ReadHtml(decoded.text);
  if (kind == DocumentKind::Markdown) return ReadMarkdown(decoded.text);
  return ReadPlainText(decoded.text);
}

Result<Imported> ImportPage(std::string_view bytes, DocumentKind kind,
                            const ImportOptions& options) {
  if (bytes.size() > kMaxDocumentBytes) {
    return Error{"too_large", fmt::format("{} is larger than {} MB; this is not a procedure",
                                          options.document, kMaxDocumentBytes >> 20)};
  }
  Imported imported;
  auto page = ReadPage(bytes, kind, imported.charset_guessed);
  if (!page) {
    return Error{page.error().code, fmt::format("{}: {}", options.document, page.error().message)};
  }
  if (page->blocks.empty()) {
    return Error{"nothing_there",
                 fmt::format("{} holds no text that could be a procedure", options.document)};
  }
  if (page->blocks.size() > kMaxBlocks) {
    return Error{"too_large", fmt::format("{} has more than {} lines; give the part that is a "
                                          "procedure, as a file of its own",
                                          options.document, kMaxBlocks)};
  }
  imported.page = std::move(*page);
  TakeHeadLines(imported.page);
  const bool markdown = kind == DocumentKind::Markdown;
  imported.text = PolicyText(imported.page, {options.document, options.name, markdown});
  return imported;
}

}  // namespace

DocumentKind KindOf(std::string_view name, std::string_view bytes) {
  const std::string lower = Lower(name);
  const std::size_t dot = lower.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : lower.substr(dot + 1);
  if (extension == "htm" || extension == "xhtml") return DocumentKind::Html;
  if (extension == "markdown") return DocumentKind::Markdown;
  if (const auto kind = ParseDocumentKind(extension)) return *kind;
  if (bytes.starts_with("PK\x03\x04")) {
    const bool open_document = bytes.substr(0, 200).find("opendocument") != std::string_view::npos;
    return open_document ? DocumentKind::Odt : DocumentKind::Docx;
  }
  if (bytes.starts_with("{\\rtf")) return DocumentKind::Rtf;
  return LooksLikeHtml(bytes) ? DocumentKind::Html : DocumentKind::PlainText;
}

std::optional<DocumentKind> ParseDocumentKind(std::string_view word) {
  if (word == "html") return DocumentKind::Html;
  if (word == "md") return DocumentKind::Markdown;
  if (word == "txt" || word == "policy") return DocumentKind::PlainText;
  if (word == "docx") return DocumentKind::Docx;
  if (word == "odt") return DocumentKind::Odt;
  if (word == "rtf") return DocumentKind::Rtf;
  return std::nullopt;
}

Result<Imported> Import(std::string_view bytes, DocumentKind kind, const ImportOptions& options) {
  try {
    return ImportPage(bytes, kind, options);
  } catch (const std::exception& error) {
    return Error{"internal",
                 fmt::format("{} cannot be imported: {}", options.document, error.what())};
  }
}

}  // namespace proviso::importing
