// SPDX-License-Identifier: Apache-2.0
#include "cli/flags.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>

#include "cli/files.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::cli {
namespace {

constexpr const char* kEveryVerb = "Options of every verb";

}  // namespace

void AddGlobalFlags(CLI::App& app, GlobalFlags& flags) {
  app.add_option_function<std::string>(
         "--color",
         [&flags](const std::string& text) {
           flags.color = text == "always"  ? ColorChoice::Always
                         : text == "never" ? ColorChoice::Never
                                           : ColorChoice::Auto;
         },
         "Colour the output; auto: on a terminal, unless NO_COLOR is set")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->default_str("auto")
      ->group(kEveryVerb);
  app.add_flag("-q,--quiet", flags.quiet, "Print results only: no summaries, notices or notes")
      ->group(kEveryVerb);
}

void AddCatalogueFlags(CLI::App& command, CatalogueFlags& flags) {
  command
      .add_option("--tools", flags.files,
                  "A catalogue file of tools to add; may be given several times")
      ->type_name("CAT")
      ->allow_extra_args(false);
  command.add_flag("--no-standard-tools", flags.no_standard_tools,
                   "Leave out the tools that come with the program");
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

void AddFormatFlag(CLI::App& command, std::string& format,
                   const std::vector<std::string>& formats) {
  format = formats.front();
  command.add_option("--format", format, "How the result is written")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
}

void AddFilesArgument(CLI::App& command, std::vector<std::string>& files,
                      const std::string& description) {
  command.add_option("FILES", files, description)->required()->type_name("");
}

void SetExample(CLI::App& command, const std::string& text) { command.footer("Example:\n" + text); }

}  // namespace proviso::cli
