// SPDX-License-Identifier: Apache-2.0
#include "cli/flags.h"

#include <utility>

#include "cli/files.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

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

std::vector<OptionSpec> CatalogueOptions(CatalogueFlags& flags) {
  return {
      {.names = "--tools",
       .target = &flags.files,
       .description = "A catalogue file of tools to add; may be given several times",
       .value_name = "CAT"},
      {.names = "--no-standard-tools",
       .target = &flags.no_standard_tools,
       .description = "Leave out the tools that come with the program"},
  };
}

Result<ToolCatalogue> LoadCatalogue(const CatalogueFlags& flags, std::istream& in) {
  ToolCatalogue catalogue;
  if (!flags.no_standard_tools) catalogue = LoadStandardCatalogue();
  for (const std::string& path : flags.files) {
    PROVISO_TRY(const InputFile file, ReadInput(path, in));
    const auto added = catalogue.Add(file.text, file.name);
    if (!added) return added.error();
  }
  return catalogue;
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
