// SPDX-License-Identifier: Apache-2.0
#include "testing/generate/generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "testing/generate/goals.h"
#include "testing/generate/scenario_of.h"

namespace proviso::generate {
namespace {

using explore::GoalSet;
using explore::Path;

class Generator {
 public:
  Generator(const std::shared_ptr<const vm::Program>& program, const coverage::Sites& sites,
            const GenerateOptions& options)
      : program_(program),
        sites_(sites),
        options_(options),
        goals_(sites, explore::kNow, options.limits),
        reader_(understanding::MakeOfflineReader()) {}

  Generated Run() {
    GoalSet open = goals_.outcomes();
    open.Remove(options_.covered);
    // Answers that differ in two things at once are many more, and seldom needed.
    for (const explore::Variety variety : {explore::Variety::One, explore::Variety::Two}) {
      Look(variety);
      if (open.CountWithout(reached_) == 0) break;
    }
    for (std::uint32_t i = 0; i < sites_.outcome_count(); ++i) {
      if (open.Has(i) && !reached_.Has(i)) out_.missing.push_back(i);
    }
    Write();
    return std::move(out_);
  }

 private:
  // A chosen conversation and what it is there for.
  struct Chosen {
    std::uint32_t outcome = kNoIndex;
    explore::Conversation conversation;
  };

  explore::SimulatorOptions SimulatorOptionsFor(explore::Variety variety) const {
    explore::SimulatorOptions options;
    options.catalogue = options_.catalogue;
    options.variety = variety;
    return options;
  }

  void Look(explore::Variety variety) {
    explore::Simulator simulator(program_, reader_, SimulatorOptionsFor(variety));
    explore::ExploreOptions options;
    options.policies = options_.policies;
    options.max_states = options_.max_states;
    explore::Exploration exploration = explore::Explore(simulator, options, goals_.Recorder());
    out_.states += exploration.states;
    out_.exhausted = exploration.exhausted;
    for (Path& path : exploration.paths) {
      goals_.Complete(path.goals);
      reached_.Add(path.goals);
      paths_.push_back(std::move(path));
    }
  }

  void Write() {
    GoalSet wanted = goals_.Wanted(reached_);
    wanted.Remove(options_.covered);
    const std::vector<std::size_t> indices = explore::FewestPaths(paths_, wanted);
    std::vector<Chosen> chosen;
    for (const std::size_t index : indices) {
      GoalSet others = options_.covered;
      for (const std::size_t other : indices) {
        if (other != index) others.Add(paths_[other].goals);
      }
      chosen.push_back(Play(paths_[index].inputs, others));
    }
    // In the order of the policy's lines.
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Chosen& a, const Chosen& b) { return a.outcome < b.outcome; });
    for (const Chosen& one : chosen) {
      out_.scenarios.push_back(ScenarioOf(program_->module(), one.conversation, NameOf(one)));
    }
  }

  // A conversation is named by the last outcome that none of the `others` reaches; by its last one
  // when there is none.
  Chosen Play(const std::vector<explore::Input>& inputs, const GoalSet& others) {
    Chosen chosen;
    std::uint32_t last = kNoIndex;
    const auto name = [&](const explore::StepSeen& seen, GoalSet&) {
      std::vector<std::uint32_t> outcomes;
      sites_.Reached(seen.trace, seen.after, outcomes);
      for (const std::uint32_t outcome : outcomes) {
        if (!sites_.Counts(outcome)) continue;
        last = outcome;
        if (!others.Has(outcome)) chosen.outcome = outcome;
      }
    };
    const explore::Simulator simulator(program_, reader_,
                                       SimulatorOptionsFor(explore::Variety::One));
    GoalSet ignored;
    explore::Replay(simulator, inputs, name, ignored, &chosen.conversation);
    if (chosen.outcome == kNoIndex) chosen.outcome = last;
    return chosen;
  }

  std::string NameOf(const Chosen& chosen) {
    std::string name = "a conversation";
    if (chosen.outcome != kNoIndex) {
      std::string words = sites_.outcome(chosen.outcome).words;
      std::erase(words, '{');
      std::erase(words, '}');
      std::replace(words.begin(), words.end(), '_', ' ');
      name = "when " + words;
    }
    const int count = ++names_[name];
    return count == 1 ? name : fmt::format("{} ({})", name, count);
  }

  const std::shared_ptr<const vm::Program>& program_;
  const coverage::Sites& sites_;
  const GenerateOptions& options_;
  GoalList goals_;
  std::shared_ptr<const understanding::Reader> reader_;
  GoalSet reached_;
  std::vector<Path> paths_;
  std::map<std::string, int> names_;
  Generated out_;
};

}  // namespace

Generated Generate(const std::shared_ptr<const vm::Program>& program, const coverage::Sites& sites,
                   const GenerateOptions& options) {
  return Generator(program, sites, options).Run();
}

}  // namespace proviso::generate
