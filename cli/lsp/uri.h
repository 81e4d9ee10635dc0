// SPDX-License-Identifier: Apache-2.0
// `file:` addresses and the paths they stand for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace proviso::lsp {

// nullopt when it is no `file:` address of this machine.
std::optional<std::string> PathOfUri(std::string_view uri);
std::string UriOfPath(std::string_view path);
// One spelling per document: clients disagree about what is percent-encoded. Addresses of other
// schemes
// ("untitled:1") are left as they are.
std::string CanonicalUri(std::string_view uri);
// What the document is called in messages: the path, or the address itself.
std::string DisplayName(std::string_view uri);

}  // namespace proviso::lsp
