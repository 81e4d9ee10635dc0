// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/suite.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <sstream>

#include "core/parallel.h"
#include "runtime/vm/scenario_program.h"
#include "testing/scenario/parser.h"
#include "testing/scenario/sandbox_backdrop.h"

namespace proviso::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;
constexpr std::string_view kExtension = ".scenario";

struct Text {
  std::string name;
  std::string text;
};

Result<Text> ReadFile(const fs::path& path) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (!problem && size > kMaxFileBytes) {
    return Error{"file_too_large", fmt::format("{}: the file is larger than 64 MB", path.string())};
  }
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() && path.string().find_first_of("*?") != std::string::npos) {
    return Error{"file_missing", fmt::format("no file fits {}", path.string())};
  }
  if (!in.is_open() || in.bad()) {
    return Error{"file_missing",
                 fmt::format("{}: cannot be read{}{}", path.string(), problem ? ": " : "",
                             problem ? problem.message() : "")};
  }
  return Text{path.lexically_normal().generic_string(), std::move(text)};
}

bool IsHidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.size() > 1 && name.front() == '.' && name != "..";
}

// The files below `folder` with this extension, in alphabetical order.
std::vector<fs::path> FilesBelow(const fs::path& folder, std::string_view extension, bool deep) {
  std::vector<fs::path> found;
  std::error_code problem;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         problem);
  while (!problem && entry != fs::recursive_directory_iterator()) {
    const bool folder_here = entry->is_directory(problem);
    if (folder_here && (!deep || IsHidden(entry->path()))) entry.disable_recursion_pending();
    if (!folder_here && !IsHidden(entry->path()) && entry->path().extension() == extension) {
      found.push_back(entry->path());
    }
    entry.increment(problem);
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Loader {
 public:
  Loader(const SuiteOptions& options, std::istream& in) : options_(options), in_(in) {}

  Result<Suite> Load(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) Collect(path);
    if (problems_.empty() && texts_.empty()) {
      Problem(fmt::format("there is no {} file in {}; write one (docs/scenarios.md)", kExtension,
                          fmt::join(paths, ", ")));
    }
    if (!problems_.empty()) return Error{"scenarios", problems_};
    Parse();
    for (ScenarioFile& file : suite_.files) FindSet(file);
    if (!problems_.empty()) return Error{"policies", problems_};
    return std::move(suite_);
  }

 private:
  void Problem(const std::string& what) {
    if (!problems_.empty()) problems_ += '\n';
    problems_ += what;
  }

  // ---- scenario files ----

  void Collect(const std::string& path) {
    if (path == "-") {
      texts_.push_back({"stdin", {std::istreambuf_iterator<char>(in_), {}}});
      return;
    }
    suite_.watched.push_back(path);
    std::error_code problem;
    if (!fs::is_directory(path, problem)) return Add(path);
    for (const fs::path& file : FilesBelow(path, kExtension, true)) Add(file);
  }

  void Add(const fs::path& path) {
    if (!seen_.insert(fs::path(path).lexically_normal().generic_string()).second) return;
    auto text = ReadFile(path);
    if (!text) return Problem(text.error().message);
    texts_.push_back(std::move(*text));
  }

  void Parse() {
    for (Text& text : texts_) {
      ScenarioFile file;
      file.path = text.name;
      file.id = suite_.sources.Add(std::move(text.name), std::move(text.text));
      suite_.files.push_back(std::move(file));
    }
    std::vector<DiagnosticSink> sinks(suite_.files.size());
    ForEachIndex(suite_.files.size(), options_.jobs, [&](std::size_t i) {
      ScenarioFile& file = suite_.files[i];
      file.file = ParseFile(suite_.sources.file(file.id), file.id, sinks[i]);
      file.broken = sinks[i].has_errors();
    });
    DiagnosticSink all;
    for (DiagnosticSink& sink : sinks) all.Append(std::move(sink));
    suite_.diagnostics = all.Sorted();
  }

  // ---- their policies ----

  void FindSet(ScenarioFile& file) {
    if (file.broken) return;
    const fs::path folder = FolderOf(file);
    std::vector<std::string> tools;
    for (const std::string& name : file.file.tools) {
      tools.push_back((folder / name).lexically_normal().generic_string());
    }
    const std::vector<std::string> paths = PoliciesOf(file, folder);
    if (paths.empty()) return;
    std::string key = fmt::format("{}\n\n{}", fmt::join(paths, "\n"), fmt::join(tools, "\n"));
    auto known = sets_.find(key);
    if (known == sets_.end()) {
      const auto made = MakeSet(paths, tools);
      if (!made) return Problem(fmt::format("{}: {}", file.path, made.error().message));
      known = sets_.emplace(std::move(key), *made).first;
    }
    file.set = known->second;
    FillStage(file, folder);
  }

  static fs::path FolderOf(const ScenarioFile& file) {
    const fs::path folder = fs::path(file.path).parent_path();
    return folder.empty() ? fs::path(".") : folder;
  }

  std::vector<std::string> PoliciesOf(const ScenarioFile& file, const fs::path& folder) {
    std::vector<fs::path> found;
    if (!options_.policies.empty()) {
      for (const std::string& path : options_.policies) AddPolicies(path, found);
    } else if (!file.file.policies.empty()) {
      for (const std::string& name : file.file.policies) AddPolicies(folder / name, found);
    } else {
      for (const fs::path& place : {folder, folder / ".."}) {
        suite_.watched.push_back(place.lexically_normal().generic_string());
        if (found.empty()) found = FilesBelow(place, ".policy", false);
      }
    }
    std::vector<std::string> names;
    for (const fs::path& path : found) {
      std::string name = path.lexically_normal().generic_string();
      suite_.watched.push_back(name);
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    if (names.empty()) {
      Problem(
          fmt::format("{}: there is no policy to test; write `Policies: file.policy` at the "
                      "top of the file, or give --policies",
                      file.path));
    }
    return names;
  }

  static void AddPolicies(const fs::path& path, std::vector<fs::path>& found) {
    std::error_code problem;
    if (!fs::is_directory(path, problem)) {
      found.push_back(path);
      return;
    }
    for (fs::path& file : FilesBelow(path, ".policy", true)) found.push_back(std::move(file));
  }

  Result<std::size_t> MakeSet(const std::vector<std::string>& paths,
                              const std::vector<std::string>& tools) {
    auto set = std::make_unique<PolicySet>();
    set->paths = paths;
    PROVISO_TRY(SuiteCatalogue known, options_.catalogue(paths, tools));
    set->catalogue = std::move(known.catalogue);
    for (std::string& file : known.files) suite_.watched.push_back(std::move(file));
    std::vector<std::pair<std::string, std::string>> texts;
    for (const std::string& path : paths) {
      PROVISO_TRY(Text text, ReadFile(path));
      texts.emplace_back(std::move(text.name), std::move(text.text));
    }
    compiler::CompileOptions options;
    options.catalogue = set->catalogue.get();
    options.explain = false;
    set->compilation = compiler::Compile(std::move(texts), options);
    if (set->compilation.module) {
      PROVISO_TRY(set->program, vm::LoadForScenarios(*set->compilation.module));
    }
    suite_.sets.push_back(std::move(set));
    return suite_.sets.size() - 1;
  }

  void FillStage(ScenarioFile& file, const fs::path& folder) {
    const PolicySet& set = *suite_.sets[file.set];
    file.stage.program = set.program;
    file.stage.reader = reader_;
    // Files of one folder share the data that they read.
    auto& backdrops = backdrops_[folder.generic_string()];
    if (!backdrops) backdrops = SandboxBackdrops(folder.generic_string());
    file.stage.backdrop = backdrops;
    for (const ToolDefinition* tool : set.catalogue->All()) file.stage.tools.push_back(tool->name);
    for (const Given& given : file.file.background.givens) Watch(given, folder);
    for (const Scenario& scenario : file.file.scenarios) {
      for (const Given& given : scenario.givens) Watch(given, folder);
    }
  }

  void Watch(const Given& given, const fs::path& folder) {
    const auto* sandbox = std::get_if<SandboxGiven>(&given.what);
    if (sandbox == nullptr || sandbox->data.empty()) return;
    suite_.watched.push_back((folder / sandbox->data).generic_string());
  }

  const SuiteOptions& options_;
  std::istream& in_;
  Suite suite_;
  std::vector<Text> texts_;
  std::set<std::string> seen_;
  std::map<std::string, std::size_t> sets_;
  std::map<std::string, std::function<Result<Backdrop>(const std::string&)>> backdrops_;
  std::shared_ptr<const understanding::Reader> reader_ = understanding::MakeOfflineReader();
  std::string problems_;
};

// How many words of what happened stand in the line of the policy.
std::size_t Likeness(const session::Output& output, std::string_view line) {
  std::string wanted;
  if (const auto* call = std::get_if<session::CallOutput>(&output))
    return line.find('@' + call->tool) != std::string_view::npos ? 100 : 0;
  if (const auto* say = std::get_if<session::SayOutput>(&output)) wanted = say->text;
  if (const auto* ask = std::get_if<session::AskOutput>(&output))
    wanted = ask->text + ' ' + ask->slot;
  std::istringstream in(wanted);
  std::size_t count = 0;
  for (std::string word; in >> word;) {
    if (word.size() > 3 && line.find(word) != std::string_view::npos) ++count;
  }
  return count;
}

}  // namespace

Result<Suite> LoadSuite(const std::vector<std::string>& paths, const SuiteOptions& options,
                        std::istream& in) {
  return Loader(options, in).Load(paths);
}

std::vector<Case> AllCases(const Suite& suite) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < suite.files.size(); ++i) {
    const ScenarioFile& file = suite.files[i];
    if (file.broken || file.stage.program == nullptr) continue;
    for (std::size_t j = 0; j < file.file.scenarios.size(); ++j) cases.push_back({i, j});
  }
  return cases;
}

const Scenario& ScenarioOf(const Suite& suite, const Case& one) {
  return suite.files[one.file].file.scenarios[one.scenario];
}

std::vector<CaseResult> PlayCases(const Suite& suite, const std::vector<Case>& cases,
                                  const PlayOptions& options) {
  std::vector<CaseResult> results(cases.size());
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::size_t done = 0;
  ForEachIndex(cases.size(), options.jobs, [&](std::size_t i) {
    CaseResult& result = results[i];
    result.at = cases[i];
    if (stop) return;
    const ScenarioFile& file = suite.files[cases[i].file];
    RunOptions run = options.run;
    if (options.prepare) options.prepare(cases[i], run);
    const auto begin = std::chrono::steady_clock::now();
    const Scenario complete = WithBackground(file.file.background, ScenarioOf(suite, cases[i]));
    result.result = RunScenario(complete, file.stage, run);
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    result.played = true;
    if (!result.result.passed() && options.fail_fast) stop = true;
    if (result.result.passed() && !options.keep_transcripts) {
      result.result.transcript = {};
    }
    const std::lock_guard lock(mutex);
    ++done;
    if (options.finished) options.finished(result, done);
  });
  return results;
}

std::optional<PolicyPlace> PlaceOf(const Suite& suite, const Case& one,
                                   const ScenarioResult& result, const Failure& failure) {
  if (failure.policy_line == 0) return std::nullopt;
  const SourceSet& sources = suite.sets[suite.files[one.file].set]->compilation.sources;
  // An output knows its line but not its file: of several files the one whose line is most like it.
  const session::Output* output =
      failure.actual ? &result.transcript[*failure.actual].output : nullptr;
  std::optional<PolicyPlace> best;
  std::size_t best_likeness = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const SourceFile& file = sources.file(static_cast<FileId>(i));
    if (failure.policy_line > file.line_count()) continue;
    const std::string_view line = file.Line(failure.policy_line);
    const std::size_t likeness = output == nullptr ? 0 : Likeness(*output, line);
    if (best && likeness <= best_likeness) continue;
    best_likeness = likeness;
    best = PolicyPlace{file.name(), failure.policy_line, std::string(line)};
  }
  return best;
}

}  // namespace proviso::scenario
