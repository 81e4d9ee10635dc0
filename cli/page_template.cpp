// SPDX-License-Identifier: Apache-2.0
#include "cli/page_template.h"

#include <algorithm>

#include "cli/page_files.h"

namespace proviso::cli {

std::string_view PageFile(std::string_view name) {
  for (const EmbeddedFile& file : PageFiles()) {
    if (file.name == name) return file.text;
  }
  return {};
}

std::string FillTemplate(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(open + 2, close - open - 2);
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    out += text.substr(0, open);
    if (found != values.end()) out += found->second;
    text.remove_prefix(close + 2);
  }
  return out.append(text);
}

}  // namespace proviso::cli
