// SPDX-License-Identifier: Apache-2.0
#include "cli/flags.h"

#include <utility>

namespace proviso::cli {

std::vector<OptionSpec> GlobalOptions(GlobalFlags& flags) {
  return {
      {.names = "--color",
       .target = &flags.color_name,
       .description = "Colour the output; auto: on a terminal, unless NO_COLOR is set",
       .value_name = "WHEN",
       .choices = {"auto", "always", "never"},
       .shows_default = true},
      {.names = "-q,--quiet",
       .target = &flags.quiet,
       .description = "Print results only: no summaries, notices or notes"},
  };
}

OptionSpec FormatOption(std::string& format, std::vector<std::string> formats) {
  format = formats.front();
  return {.names = "--format",
          .target = &format,
          .description = "How the result is written",
          .value_name = "FORMAT",
          .choices = std::move(formats),
          .shows_default = true};
}

OptionSpec FilesArgument(std::vector<std::string>& files, std::string description) {
  return {
      .names = "FILES", .target = &files, .description = std::move(description), .required = true};
}

}  // namespace proviso::cli
