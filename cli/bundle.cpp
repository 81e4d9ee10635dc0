// SPDX-License-Identifier: Apache-2.0
#include "cli/bundle.h"

#include <fmt/format.h>

#include "bytecode/decode.h"
#include "bytecode/format.h"
#include "cli/findings.h"
#include "core/render.h"

namespace proviso::cli {
namespace {

compiler::Compilation CompileTexts(std::vector<InputFile> files, const ToolCatalogue& catalogue,
                                   bool explain, const compiler::lint::Config* lint = nullptr) {
  std::vector<std::string> names = BundleNames(files);
  std::vector<std::pair<std::string, std::string>> texts;
  texts.reserve(files.size());
  for (InputFile& file : files) texts.emplace_back(std::move(file.name), std::move(file.text));
  compiler::CompileOptions options;
  options.catalogue = &catalogue;
  options.explain = explain;
  options.accounts = explain;
  options.lint = lint;
  compiler::Compilation compilation = compiler::Compile(std::move(texts), options);
  // Findings name the files as they were given, a bundle by where they are.
  if (compilation.module) compilation.module->files = std::move(names);
  return compilation;
}

// Below this number of files nobody has time to read a progress line.
constexpr std::size_t kFilesWorthProgress = 50;

void ShowProgress(const Invocation& invocation, const std::string& text) {
  if (invocation.flags.quiet || !IsTerminal(Stream::Err)) return;
  invocation.streams.err << "\r\x1b[K" << text << std::flush;
}

// A decoder's or verifier's refusal, as a diagnostic without a place: its code can be looked up.
std::string BundleProblem(DiagnosticId id, const InputFile& file, const Error& error) {
  return fmt::format("{}: {}: {}", CodeText(id), file.name, error.message);
}

}  // namespace

std::optional<compiler::Compilation> CompileFiles(const std::vector<std::string>& paths,
                                                  const ToolCatalogue& catalogue, bool explain,
                                                  const Invocation& invocation,
                                                  const compiler::lint::Config* lint,
                                                  std::vector<InputProblem>* problems) {
  auto files = ReadInputs(paths, invocation.streams.in, InDirectories::AllTexts, problems);
  if (!files) {
    invocation.Complain(files.error().message);
    return std::nullopt;
  }
  for (const InputFile& file : *files) {
    if (!IsBundle(file.text)) continue;
    const std::string message =
        fmt::format("{} is a bundle; policy text is wanted here", file.name);
    invocation.Complain(message);
    if (problems != nullptr) problems->push_back({file.name, message});
    return std::nullopt;
  }
  const bool long_work = files->size() > kFilesWorthProgress;
  if (long_work) {
    ShowProgress(invocation, fmt::format("reading {} …", Counted(files->size(), "file")));
  }
  auto compilation = CompileTexts(std::move(*files), catalogue, explain, lint);
  if (long_work) ShowProgress(invocation, "");
  return compilation;
}

bool IsBundle(std::string_view bytes) { return bytes.starts_with(kModuleMagic); }

Result<Module> ReadBundle(const InputFile& file) {
  auto module = Decode(file.text);
  if (module) return module;
  return Error{module.error().code,
               BundleProblem(DiagnosticId::BundleUnreadable, file, module.error())};
}

std::variant<LoadedProgram, LoadFailure> LoadProgram(const std::vector<std::string>& paths,
                                                     const ProjectFlags& project_flags,
                                                     const Invocation& invocation) {
  auto project = LoadProject(project_flags, paths, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return LoadFailure{ExitCode::Usage};
  }
  auto files = ReadInputs(paths, invocation.streams.in);
  if (!files) {
    invocation.Complain(files.error().message);
    return LoadFailure{ExitCode::Usage};
  }
  const bool bundle = files->size() == 1 &&
                      (IsBundle(files->front().text) || files->front().name.ends_with(".pvo"));
  std::optional<Module> module;
  const InputFile origin = files->front();
  LoadedProgram loaded;
  for (const InputFile& file : *files) {
    if (!file.place.empty()) loaded.inputs.push_back(file.place);
  }
  loaded.inputs.insert(loaded.inputs.end(), project->catalogues.begin(), project->catalogues.end());
  if (!project->settings.empty()) loaded.inputs.push_back(project->settings);
  loaded.from_texts = !bundle;
  if (bundle) {
    auto read = ReadBundle(origin);
    if (!read) {
      invocation.Complain(read.error().message);
      return LoadFailure{ExitCode::Usage};
    }
    module = std::move(*read);
  } else {
    for (const InputFile& file : *files) {
      if (!IsBundle(file.text)) continue;
      invocation.Complain(
          fmt::format("{} is a bundle; give one bundle alone, or policy texts only", file.name));
      return LoadFailure{ExitCode::Usage};
    }
    compiler::Compilation compilation = CompileTexts(std::move(*files), project->catalogue, false);
    ReportCompilation(compilation, invocation);
    if (!compilation.module) return LoadFailure{ExitCode::Findings};
    module = std::move(compilation.module);
  }
  auto program = vm::Program::Load(std::move(*module));
  if (!program) {
    invocation.Complain(BundleProblem(DiagnosticId::BundleRefused, origin, program.error()));
    return LoadFailure{ExitCode::Usage};
  }
  loaded.program = std::move(*program);
  loaded.catalogue = std::move(project->catalogue);
  return loaded;
}

}  // namespace proviso::cli
