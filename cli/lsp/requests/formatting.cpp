// SPDX-License-Identifier: Apache-2.0
// textDocument/formatting: the canonical layout. Options of the client do not matter: there is one
// layout.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/lsp/requests/requests.h"
#include "cli/lsp/uri.h"
#include "compiler/format/format.h"

namespace proviso::lsp {
namespace {

// The lines that differ, from the first to the last: what stays as it is keeps cursor and marks.
std::vector<TextEdit> Difference(std::string_view before, std::string_view after) {
  if (before == after) return {};
  std::size_t begin = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  for (std::size_t i = 0; i < shorter && before[i] == after[i]; ++i) {
    if (before[i] == '\n') begin = i + 1;
  }
  std::size_t tail = 0;
  for (std::size_t i = 1;
       i <= shorter - begin && before[before.size() - i] == after[after.size() - i]; ++i) {
    const bool whole_line = i == before.size() - begin || before[before.size() - i - 1] == '\n';
    const bool in_both = i == after.size() - begin || after[after.size() - i - 1] == '\n';
    if (whole_line && in_both) tail = i;
  }
  const Span span{FileId{}, static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(before.size() - tail)};
  return {{span, std::string(after.substr(begin, after.size() - tail - begin))}};
}

}  // namespace

Result<Json> Formatting(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const compiler::FormatResult formatted =
      compiler::FormatText(DisplayName(file->uri()), std::string(file->text()));
  if (formatted.refused) return RequestFailed(fmt::format("not formatted: {}", formatted.why));
  return TextEditsJson(state, *file, Difference(file->text(), formatted.text));
}

}  // namespace proviso::lsp
