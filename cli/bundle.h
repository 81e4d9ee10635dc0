// SPDX-License-Identifier: Apache-2.0
// What `run`, `chat` and `inspect` work on: policy texts, compiled on the spot, or a bundle.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/files.h"
#include "cli/invocation.h"
#include "cli/project.h"
#include "compiler/driver/driver.h"
#include "runtime/vm/step.h"

namespace proviso::cli {

// Reads and compiles all files as one bundle. Errors of reading are reported already: nullopt. Lint
// rules run when there are settings for them. `problems` gets what was reported.
std::optional<compiler::Compilation> CompileFiles(const std::vector<std::string>& paths,
                                                  const ToolCatalogue& catalogue, bool explain,
                                                  const Invocation& invocation,
                                                  const compiler::lint::Config* lint = nullptr,
                                                  std::vector<InputProblem>* problems = nullptr);

bool IsBundle(std::string_view bytes);
// Decodes and verifies; the error names the file.
Result<Module> ReadBundle(const InputFile& file);

struct LoadedProgram {
  std::shared_ptr<const vm::Program> program;
  ToolCatalogue catalogue;
  std::vector<std::string> inputs;  // every file that was read, settings and catalogues too
  bool from_texts = false;          // not from a bundle
};
// One bundle, or any number of policy texts. What went wrong is reported already; the exit code
// says whose fault it was.
struct LoadFailure {
  ExitCode exit_code = ExitCode::Usage;
};
std::variant<LoadedProgram, LoadFailure> LoadProgram(const std::vector<std::string>& paths,
                                                     const ProjectFlags& project_flags,
                                                     const Invocation& invocation);

}  // namespace proviso::cli
