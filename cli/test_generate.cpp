// SPDX-License-Identifier: Apache-2.0
#include "cli/test_generate.h"

#include <fmt/format.h>

#include <filesystem>
#include <mutex>

#include "cli/files.h"
#include "cli/findings.h"
#include "runtime/vm/scenario_program.h"
#include "testing/generate/generate.h"
#include "testing/generate/goals.h"
#include "testing/scenario/writer.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScenarioExtension = ".scenario";

// Policies that conversations are made for, and what is reached already.
struct Subject {
  std::vector<std::string> paths;
  std::shared_ptr<const ToolCatalogue> catalogue;
  std::shared_ptr<const vm::Program> program;
  std::unique_ptr<coverage::Sites> sites;
  explore::GoalSet covered;
};

bool IsPolicyFile(const std::string& path) {
  std::error_code error;
  return path != "-" && fs::path(path).extension() != kScenarioExtension &&
         !fs::is_directory(path, error);
}

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || fs::equivalent(a, b, error);
}

class Maker {
 public:
  Maker(const scenario::SuiteOptions& suite_options, const GenerateFlags& flags,
        const Invocation& invocation)
      : suite_options_(suite_options), flags_(flags), invocation_(invocation) {}

  ExitCode FromPolicies(const std::vector<std::string>& paths) {
    auto known = suite_options_.catalogue(paths, {});
    if (!known) return Refuse(known.error().message);
    auto inputs = ReadInputs(paths, invocation_.streams.in);
    if (!inputs) return Refuse(inputs.error().message);
    std::vector<std::pair<std::string, std::string>> files;
    for (InputFile& input : *inputs) {
      subject_.paths.push_back(input.name);
      files.emplace_back(std::move(input.name), std::move(input.text));
    }
    compiler::CompileOptions options;
    options.catalogue = known->catalogue.get();
    options.explain = false;
    const compiler::Compilation compilation = compiler::Compile(std::move(files), options);
    if (!compilation.module) {
      ReportCompilation(compilation, invocation_);
      return ExitCode::Findings;
    }
    auto program = vm::LoadForScenarios(*compilation.module);
    if (!program) return Refuse(program.error().message);
    subject_.catalogue = std::move(known->catalogue);
    subject_.program = std::move(*program);
    subject_.sites = std::make_unique<coverage::Sites>(subject_.program->module());
    return Make();
  }

  ExitCode FromSuite(const std::vector<std::string>& paths) {
    auto suite = scenario::LoadSuite(paths, suite_options_, invocation_.streams.in);
    if (!suite) return Refuse(suite.error().message);
    if (suite->sets.size() != 1) {
      return Refuse(
          fmt::format("the scenarios are about {} sets of policies, and a scenario file is "
                      "about one; name scenarios of one, or the policies themselves",
                      suite->sets.size()));
    }
    const scenario::PolicySet& set = *suite->sets.front();
    if (set.program == nullptr) {
      ReportCompilation(set.compilation, invocation_);
      return ExitCode::Findings;
    }
    for (std::size_t i = 0; i < set.compilation.sources.size(); ++i) {
      subject_.paths.push_back(set.compilation.sources.file(static_cast<FileId>(i)).name());
    }
    subject_.catalogue = set.catalogue;
    subject_.program = set.program;
    subject_.sites = std::make_unique<coverage::Sites>(subject_.program->module());
    Play(*suite);
    return Make();
  }

 private:
  ExitCode Refuse(const std::string& message) const {
    invocation_.Complain(message);
    return ExitCode::Usage;
  }

  // What the scenarios reach, save those of the file that is written anew.
  void Play(const scenario::Suite& suite) {
    std::vector<scenario::Case> cases = scenario::AllCases(suite);
    std::erase_if(cases, [&](const scenario::Case& one) {
      return flags_.out != "-" && SameFile(suite.files[one.file].path, flags_.out);
    });
    const generate::GoalList goals(*subject_.sites, explore::kNow, true);
    std::mutex mutex;
    scenario::PlayOptions play;
    play.jobs = suite_options_.jobs;
    play.prepare = [&](const scenario::Case&, scenario::RunOptions& run) {
      run.session.stepped = [&](const vm::StepTrace& trace, const vm::StepResult& after) {
        const std::lock_guard lock(mutex);
        goals.Record(trace, after, subject_.covered);
      };
    };
    for (const scenario::CaseResult& result : scenario::PlayCases(suite, cases, play)) {
      if (!result.result.passed()) ++failed_;
    }
    for (const scenario::Case& one : cases) Tried(scenario::ScenarioOf(suite, one), goals);
    goals.Complete(subject_.covered);
  }

  void Tried(const scenario::Scenario& one, const generate::GoalList& goals) {
    for (const scenario::Given& given : one.givens) {
      const auto* tool = std::get_if<scenario::ToolGiven>(&given.what);
      if (tool == nullptr) continue;
      for (const scenario::ToolGiven::Answer& answer : tool->answers) {
        goals.Try(explore::Answered{tool->tool, answer.outcome}, subject_.covered);
      }
    }
    for (const scenario::Step& step : one.steps) {
      if (step.kind == scenario::StepKind::Customer) {
        goals.Try(explore::Said{step.text.text}, subject_.covered);
      }
    }
  }

  ExitCode Make() {
    generate::GenerateOptions options;
    options.catalogue = subject_.catalogue.get();
    options.covered = subject_.covered;
    options.max_states = flags_.bound;
    generate::Generated generated = generate::Generate(subject_.program, *subject_.sites, options);
    const std::size_t count = generated.scenarios.size();
    scenario::File file;
    for (const std::string& path : subject_.paths) {
      file.policies.push_back(PathFrom(path, flags_.out));
    }
    file.scenarios = std::move(generated.scenarios);
    if (count > 0) {
      file.scenarios.front().comments = {
          "Made by `proviso test --generate`. Make it again when the policy changes."};
    }
    if (const auto kept = KeepInputs(flags_.out, subject_.paths); !kept) {
      return Refuse(kept.error().message);
    }
    // Nothing to add is no text, but a file that is there is written anew.
    if (count > 0 || flags_.out != "-") {
      const auto written =
          WriteFile(flags_.out, scenario::WriteFile(file), invocation_.streams.out);
      if (!written) return Refuse(written.error().message);
    }
    Tell(generated, count);
    return ExitCode::Fine;
  }

  void Tell(const generate::Generated& generated, std::size_t count) const {
    if (failed_ > 0) {
      invocation_.Complain(fmt::format("{} did not hold; what it came to before counts as reached",
                                       Counted(failed_, "scenario")));
    }
    invocation_.Notice(fmt::format("{} written, {} of conversations looked at",
                                   Counted(count, "scenario"), Counted(generated.states, "state")));
    for (const std::uint32_t outcome : generated.missing) {
      const coverage::Site& site = subject_.sites->SiteOf(outcome);
      invocation_.Notice(fmt::format("{}:{}: no conversation was found in which {}{}",
                                     subject_.program->module().files[site.file], site.line,
                                     subject_.sites->outcome(outcome).words,
                                     generated.exhausted ? "" : "; a larger --bound may find one"));
    }
  }

  const scenario::SuiteOptions& suite_options_;
  const GenerateFlags& flags_;
  const Invocation& invocation_;
  Subject subject_;
  std::size_t failed_ = 0;
};

}  // namespace

std::vector<OptionSpec> GenerateOptions(GenerateFlags& flags) {
  return {
      {.names = "--generate",
       .target = &flags.on,
       .description =
           "Write the fewest scenarios that reach what is not reached yet; PATHS may be policies",
       .excludes = {"--watch"}},
      {.names = "-o,--out",
       .target = &flags.out,
       .description = "Where --generate writes to; `-` is the standard output",
       .value_name = "FILE",
       .needs = {"--generate"}},
  };
}

ExitCode GenerateTests(const std::vector<std::string>& paths,
                       const scenario::SuiteOptions& suite_options, const GenerateFlags& flags,
                       const Invocation& invocation) {
  Maker maker(suite_options, flags, invocation);
  const bool policies = std::all_of(paths.begin(), paths.end(), IsPolicyFile);
  return policies ? maker.FromPolicies(paths) : maker.FromSuite(paths);
}

}  // namespace proviso::cli
