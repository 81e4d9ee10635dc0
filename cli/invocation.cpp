// SPDX-License-Identifier: Apache-2.0
#include "cli/invocation.h"

#include <string_view>

namespace proviso::cli {

ColorChoice GlobalFlags::color() const {
  if (color_name == "always") return ColorChoice::Always;
  return color_name == "never" ? ColorChoice::Never : ColorChoice::Auto;
}

void Invocation::Complain(const std::string& message) const {
  std::string_view rest = message;
  while (true) {
    const std::size_t end = rest.find('\n');
    streams.err << "proviso: " << rest.substr(0, end) << '\n';
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  streams.err.flush();
}

void Invocation::Notice(const std::string& message) const {
  if (!flags.quiet) Complain(message);
}

}  // namespace proviso::cli
