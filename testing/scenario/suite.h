// SPDX-License-Identifier: Apache-2.0
// Scenario files with the policies they are about, and all of their scenarios played on several
// threads. What `proviso test` does without its terminal.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"
#include "core/diagnostic.h"
#include "core/result.h"
#include "core/source.h"
#include "testing/scenario/runner.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// Policies that are compiled together, for all the files that name the same ones.
struct PolicySet {
  std::vector<std::string> paths;
  std::shared_ptr<const ToolCatalogue> catalogue;
  compiler::Compilation compilation;
  std::shared_ptr<const vm::Program> program;  // null when the policies have errors
};

struct ScenarioFile {
  std::string path;
  FileId id{};          // in Suite::sources
  bool broken = false;  // has errors: none of its scenarios is played
  File file;
  std::size_t set = 0;  // index into Suite::sets
  Stage stage;          // its program may be null
};

struct Suite {
  SourceSet sources;                    // of the scenario files
  std::vector<Diagnostic> diagnostics;  // of the scenario files, sorted
  std::vector<ScenarioFile> files;
  std::vector<std::unique_ptr<PolicySet>> sets;
  std::vector<std::string> watched;  // every file and folder that was looked at
};

// The tools that policies may call, and the files that say so.
struct SuiteCatalogue {
  std::shared_ptr<const ToolCatalogue> catalogue;
  std::vector<std::string> files;
};

struct SuiteOptions {
  // Used instead of what the files say: files and folders.
  std::vector<std::string> policies;
  // The tools for these policies, with these catalogue files added. Fails with a message that names
  // the file.
  std::function<Result<SuiteCatalogue>(const std::vector<std::string>& policies,
                                       const std::vector<std::string>& files)>
      catalogue;
  unsigned jobs = 1;
};

// `paths`: scenario files, folders (every .scenario in and below them, hidden ones left out) and
// `-` for `in`. A scenario file is about the policies of its line `Policies:`, else those of its
// own folder, else those of the folder above. Fails when a path cannot be read, when there is no
// scenario file or no policy for one.
Result<Suite> LoadSuite(const std::vector<std::string>& paths, const SuiteOptions& options,
                        std::istream& in);

// ---- playing ----

struct Case {
  std::size_t file = 0;
  std::size_t scenario = 0;
};
// All scenarios that can be played, in the order of the files.
std::vector<Case> AllCases(const Suite& suite);
const Scenario& ScenarioOf(const Suite& suite, const Case& one);

struct CaseResult {
  Case at;
  bool played = false;  // false: left out after a failure
  double seconds = 0;
  ScenarioResult result;
};

struct PlayOptions {
  unsigned jobs = 1;
  bool fail_fast = false;         // leave out what has not begun when one fails
  bool keep_transcripts = false;  // of scenarios that pass, too
  RunOptions run;
  // Called on the thread that plays the case, before it: what is changed holds for this case.
  std::function<void(const Case&, RunOptions&)> prepare;
  // Called after each case, one at a time, on any thread.
  std::function<void(const CaseResult&, std::size_t done)> finished;
};
// In the order of `cases`, whatever the number of threads.
std::vector<CaseResult> PlayCases(const Suite& suite, const std::vector<Case>& cases,
                                  const PlayOptions& options);

// The line of the policies that a failure speaks of, with its text; nullopt when there is none.
struct PolicyPlace {
  std::string file;
  std::uint32_t line = 0;
  std::string text;
};
std::optional<PolicyPlace> PlaceOf(const Suite& suite, const Case& one,
                                   const ScenarioResult& result, const Failure& failure);

}  // namespace proviso::scenario
