// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/difference.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "core/hash.h"
#include "runtime/vm/scenario_program.h"

namespace proviso::explore {
namespace {

constexpr std::uint32_t kNone32 = 0xFFFFFFFFu;

std::shared_ptr<const understanding::Reader> SharedReader() {
  static const auto* const reader =
      new std::shared_ptr<const understanding::Reader>(understanding::MakeOfflineReader());
  return *reader;
}

class Comparer {
 public:
  Comparer(Simulator& a, Simulator& b, const DifferenceOptions& options)
      : a_(a), b_(b), options_(options) {}

  Comparison Run() {
    Begin();
    bool cut = false;
    for (std::size_t i = 0; i < nodes_.size() && !out_.difference; ++i) {
      if (nodes_.size() >= options_.max_states || nodes_[i].depth >= options_.max_inputs) {
        cut = true;
        break;
      }
      Expand(static_cast<std::uint32_t>(i));
    }
    out_.states = nodes_.size();
    out_.exhausted = !cut;
    return std::move(out_);
  }

 private:
  struct Node {
    std::string a;
    std::string b;
    std::uint32_t parent = kNone32;
    std::uint32_t depth = 0;
    Input input;
  };

  static std::string KeyOf(const Input& input) {
    std::string key;
    for (const std::string& line : DescribeInput(input)) key += line + '\n';
    return key;
  }
  static void Union(std::vector<Input>& inputs, std::vector<Input> more) {
    std::unordered_set<std::string> known;
    for (const Input& input : inputs) known.insert(KeyOf(input));
    for (Input& input : more) {
      if (known.insert(KeyOf(input)).second) inputs.push_back(std::move(input));
    }
  }

  static std::vector<Input> StartsOf(Simulator& simulator, const std::vector<std::string>& only) {
    std::vector<Input> starts;
    for (std::uint32_t i = 0; i < simulator.module().policies.size(); ++i) {
      const std::string& name = simulator.module().policies[i].name;
      if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
      for (Input& input : simulator.Starts(static_cast<PolicyId>(i))) {
        starts.push_back(std::move(input));
      }
    }
    return starts;
  }

  void Begin() {
    std::vector<Input> starts = StartsOf(a_, options_.policies);
    Union(starts, StartsOf(b_, options_.policies));
    for (Input& input : starts) {
      if (out_.difference) return;
      Visit(kNone32, std::move(input));
    }
  }

  void Expand(std::uint32_t index) {
    std::vector<Input> inputs = a_.Next(nodes_[index].a);
    Union(inputs, b_.Next(nodes_[index].b));
    for (Input& input : inputs) {
      Visit(index, std::move(input));
      if (out_.difference) return;
    }
    nodes_[index].a.clear();
    nodes_[index].b.clear();
  }

  void Visit(std::uint32_t parent, Input input) {
    const bool start = parent == kNone32;
    auto step_a = a_.Apply(start ? std::string() : nodes_[parent].a, input);
    auto step_b = b_.Apply(start ? std::string() : nodes_[parent].b, input);
    if (!step_a && !step_b) return;
    Node node;
    node.parent = parent;
    node.depth = start ? 1 : nodes_[parent].depth + 1;
    node.input = std::move(input);
    const bool same =
        step_a && step_b && SameEffects(a_.module(), step_a->effects, b_.module(), step_b->effects);
    if (!same) {
      nodes_.push_back(std::move(node));
      Show();
      return;
    }
    if (step_a->waiting == vm::Waiting::Nothing) return;
    Fnv1a64 hash;
    hash.AddNumber(a_.Digest(step_a->snapshot));
    hash.AddNumber(b_.Digest(step_b->snapshot));
    if (!seen_.insert(hash.value()).second) return;
    node.a = std::move(step_a->snapshot);
    node.b = std::move(step_b->snapshot);
    nodes_.push_back(std::move(node));
  }

  // Plays the way to the last node again on both.
  void Show() {
    std::vector<const Input*> inputs;
    for (auto at = static_cast<std::uint32_t>(nodes_.size() - 1); at != kNone32;
         at = nodes_[at].parent) {
      inputs.push_back(&nodes_[at].input);
    }
    std::reverse(inputs.begin(), inputs.end());
    out_.difference.emplace();
    Play(a_, inputs, out_.difference->a);
    Play(b_, inputs, out_.difference->b);
  }
  static void Play(const Simulator& simulator, const std::vector<const Input*>& inputs,
                   Conversation& conversation) {
    std::string snapshot;
    for (const Input* input : inputs) {
      auto step = simulator.Apply(snapshot, *input);
      if (!step) {
        conversation.push_back(Turn{*input, {}});
        return;
      }
      snapshot = std::move(step->snapshot);
      conversation.push_back(Turn{*input, std::move(step->effects)});
    }
  }

  Simulator& a_;
  Simulator& b_;
  const DifferenceOptions& options_;
  std::vector<Node> nodes_;
  std::unordered_set<std::uint64_t> seen_;
  Comparison out_;
};

}  // namespace

std::string Difference::Describe(const Module& module_a, const Module& module_b,
                                 const std::string& name_a, const std::string& name_b) const {
  std::string out = explore::Describe(module_a, Conversation(a.begin(), a.end() - 1));
  for (const std::string& line : DescribeInput(a.back().input)) out += line + '\n';
  const std::vector<std::string> lines_a = DescribeEffects(module_a, a.back().effects);
  const std::vector<std::string> lines_b = DescribeEffects(module_b, b.back().effects);
  // What both still do alike is told once.
  std::size_t alike = 0;
  while (alike < lines_a.size() && alike < lines_b.size() && lines_a[alike] == lines_b[alike]) {
    out += lines_a[alike++] + '\n';
  }
  const auto rest = [&out, alike](const std::string& name, const std::vector<std::string>& lines) {
    for (std::size_t i = alike; i < lines.size(); ++i) out += name + ' ' + lines[i] + '\n';
    if (lines.size() == alike) out += name + " does nothing more\n";
  };
  rest(name_a, lines_a);
  rest(name_b, lines_b);
  return out;
}

Result<Comparison> FindDifference(const Module& a, const Module& b,
                                  const DifferenceOptions& options) {
  PROVISO_TRY(auto program_a, vm::LoadForScenarios(a));
  PROVISO_TRY(auto program_b, vm::LoadForScenarios(b));
  const SimulatorOptions simulator_options{options.catalogue, options.now, Variety::One};
  Simulator simulator_a(std::move(program_a), SharedReader(), simulator_options);
  Simulator simulator_b(std::move(program_b), SharedReader(), simulator_options);
  return Comparer(simulator_a, simulator_b, options).Run();
}

}  // namespace proviso::explore
