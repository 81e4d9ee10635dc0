// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/dispatch.h"

#include <array>
#include <utility>

namespace proviso::lsp {
namespace {

constexpr std::array kHandlers{
    std::pair<std::string_view, Handler>{"textDocument/hover", Hover},
};

}  // namespace

Handler FindHandler(std::string_view method) {
  for (const auto& [name, handler] : kHandlers) {
    if (name == method) return handler;
  }
  return nullptr;
}

}  // namespace proviso::lsp
