// SPDX-License-Identifier: Apache-2.0
#include "testing/mutate/mutate.h"

#include <algorithm>
#include <mutex>

#include "bytecode/verifier.h"
#include "compiler/emit/emit.h"
#include "core/parallel.h"
#include "runtime/vm/scenario_program.h"
#include "testing/explore/difference.h"

namespace proviso::mutate {
namespace {

class Trial {
 public:
  Trial(const compiler::Compilation& compilation, const std::vector<Played>& scenarios,
        const MutateOptions& options)
      : compilation_(compilation), options_(options) {
    for (const Played& one : scenarios) {
      if (scenario::RunScenario(*one.scenario, *one.stage).passed()) scenarios_.push_back(one);
    }
  }

  Report Run() {
    std::vector<Mutation> mutations = FindMutations(compilation_.program, compilation_.sources);
    std::vector<std::optional<Tried>> tried(mutations.size());
    std::size_t done = 0;
    std::mutex mutex;
    ForEachIndex(mutations.size(), options_.jobs, [&](std::size_t i) {
      tried[i] = Try(mutations[i], i);
      const std::lock_guard lock(mutex);
      ++done;
      if (options_.progress) options_.progress(done, mutations.size());
    });
    Report report;
    for (std::optional<Tried>& one : tried) {
      if (one) report.mutants.push_back(std::move(*one));
    }
    return report;
  }

 private:
  // nullopt: the change gives no program that may run.
  std::optional<Tried> Try(const Mutation& mutation, std::size_t number) const {
    Module module =
        Emit(Mutate(compilation_.program, compilation_.sources, number), compilation_.sources);
    auto program = vm::LoadForScenarios(module);
    if (!program) return std::nullopt;
    Tried tried;
    tried.mutation = mutation;
    for (const Played& one : scenarios_) {
      scenario::Stage stage = *one.stage;
      stage.program = *program;
      if (scenario::RunScenario(*one.scenario, stage).passed()) continue;
      tried.scenario = one.scenario->name;
      return tried;
    }
    Compare(module, tried);
    return tried;
  }

  void Compare(const Module& module, Tried& tried) const {
    explore::DifferenceOptions options;
    options.catalogue = options_.catalogue;
    options.max_states = options_.max_states;
    const auto comparison = explore::FindDifference(*compilation_.module, module, options);
    const bool differs = comparison && comparison->difference.has_value();
    tried.verdict = differs ? Verdict::Survived : Verdict::NoChange;
    if (!differs) return;
    tried.conversation =
        comparison->difference->Describe(*compilation_.module, module, "the policy", "the change");
  }

  const compiler::Compilation& compilation_;
  const MutateOptions& options_;
  std::vector<Played> scenarios_;
};

}  // namespace

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::Noticed:
      return "noticed";
    case Verdict::Survived:
      return "survived";
    case Verdict::NoChange:
      return "no change";
  }
  return "";
}

std::size_t Report::Count(Verdict verdict) const {
  return static_cast<std::size_t>(std::count_if(
      mutants.begin(), mutants.end(), [&](const Tried& one) { return one.verdict == verdict; }));
}

double Report::score() const {
  const std::size_t noticed = Count(Verdict::Noticed);
  const std::size_t counted = noticed + Count(Verdict::Survived);
  return counted == 0 ? 100.0 : 100.0 * static_cast<double>(noticed) / static_cast<double>(counted);
}

Report TryMutants(const compiler::Compilation& compilation, const std::vector<Played>& scenarios,
                  const MutateOptions& options) {
  if (!compilation.module) return {};
  return Trial(compilation, scenarios, options).Run();
}

}  // namespace proviso::mutate
