// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/explorer.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace proviso::explore {
namespace {

constexpr std::uint32_t kNone32 = 0xFFFFFFFFu;

class Search {
 public:
  Search(Simulator& simulator, const ExploreOptions& options, const Goals& goals)
      : simulator_(simulator), options_(options), goals_(goals) {}

  Exploration Run() {
    Begin();
    for (std::size_t i = 0; i < nodes_.size() && !Full(); ++i)
      Expand(static_cast<std::uint32_t>(i));
    out_.states = nodes_.size();
    out_.exhausted = !Full() && !too_long_;
    CollectPaths();
    return std::move(out_);
  }

 private:
  // A state of a conversation, and how it was come to first.
  struct Node {
    std::string snapshot;  // emptied once it has been expanded
    std::uint32_t parent = kNone32;
    std::uint32_t depth = 0;
    Input input;
    GoalSet goals;  // along the way from the start
    bool ended = false;
    std::uint32_t end = kNone32;  // a conversation's end below it
  };
  // A step that led to a state known already, but reached something on its way.
  struct Join {
    std::uint32_t parent = 0;
    Input input;
    std::uint32_t target = 0;
  };

  bool Full() const { return nodes_.size() >= options_.max_states; }

  void Begin() {
    std::vector<PolicyId> policies = options_.policies;
    if (policies.empty()) {
      for (std::uint32_t i = 0; i < simulator_.module().policies.size(); ++i) {
        policies.push_back(static_cast<PolicyId>(i));
      }
    }
    for (const PolicyId policy : policies) {
      for (Input& input : simulator_.Starts(policy)) Visit(kNone32, std::move(input));
    }
  }

  void Expand(std::uint32_t index) {
    if (nodes_[index].ended) return;
    if (nodes_[index].depth >= options_.max_inputs) {
      too_long_ = true;
      return;
    }
    for (Input& input : simulator_.Next(nodes_[index].snapshot)) Visit(index, std::move(input));
    nodes_[index].snapshot.clear();
  }

  void Visit(std::uint32_t parent, Input input) {
    vm::StepTrace trace;
    const bool start = parent == kNone32;
    auto step = simulator_.Apply(start ? std::string() : nodes_[parent].snapshot, input, &trace);
    if (!step) return;
    Node node;
    if (!start) node.goals = nodes_[parent].goals;
    GoalSet here;
    goals_({input, trace, *step}, here);
    const bool news = here.CountWithout(out_.reached) > 0;
    node.goals.Add(here);
    out_.reached.Add(here);
    node.ended = step->waiting == vm::Waiting::Nothing;
    if (!node.ended) {
      const std::uint64_t digest = simulator_.Digest(step->snapshot);
      const auto [known, fresh] =
          seen_.try_emplace(digest, static_cast<std::uint32_t>(nodes_.size()));
      if (!fresh) {
        if (news) joins_.push_back(Join{parent, std::move(input), known->second});
        return;
      }
    } else if (!IsNewEnd(node.goals)) {
      return;
    }
    node.snapshot = std::move(step->snapshot);
    node.parent = parent;
    node.depth = start ? 1 : nodes_[parent].depth + 1;
    node.input = std::move(input);
    nodes_.push_back(std::move(node));
  }

  // Ends are kept once for each set of goals.
  bool IsNewEnd(const GoalSet& goals) { return ends_.insert(goals.key()).second; }

  std::vector<Input> InputsTo(std::uint32_t index) const {
    std::vector<Input> inputs;
    for (std::uint32_t at = index; at != kNone32; at = nodes_[at].parent) {
      inputs.push_back(nodes_[at].input);
    }
    std::reverse(inputs.begin(), inputs.end());
    return inputs;
  }
  // From below `from` down to `to`.
  std::vector<Input> InputsBetween(std::uint32_t from, std::uint32_t to) const {
    std::vector<Input> inputs;
    for (std::uint32_t at = to; at != from && at != kNone32; at = nodes_[at].parent) {
      inputs.push_back(nodes_[at].input);
    }
    std::reverse(inputs.begin(), inputs.end());
    return inputs;
  }

  // The nearest end below each state.
  void FindEnds() {
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      Node& node = nodes_[i];
      if (node.ended) node.end = static_cast<std::uint32_t>(i);
      if (node.parent == kNone32 || node.end == kNone32) continue;
      Node& parent = nodes_[node.parent];
      const bool nearer =
          parent.end == kNone32 || nodes_[node.end].depth <= nodes_[parent.end].depth;
      if (nearer) parent.end = node.end;
    }
  }

  // The way on from a state that has no end below it, because what follows was known already.
  std::vector<Input> WayToAnEnd(std::uint32_t index) {
    std::vector<Input> inputs = InputsTo(index);
    std::string snapshot;
    for (const Input& input : inputs) {
      auto step = simulator_.Apply(snapshot, input);
      if (!step) return {};
      snapshot = std::move(step->snapshot);
    }
    return WayOn(std::move(inputs), std::move(snapshot));
  }

  // Breadth first from here, without regard to what is known elsewhere.
  std::vector<Input> WayOn(std::vector<Input> inputs, std::string snapshot) {
    struct Open {
      std::string snapshot;
      std::vector<Input> inputs;
    };
    constexpr std::size_t kMaxTried = 2'000;
    std::vector<Open> open = {{std::move(snapshot), std::move(inputs)}};
    std::set<std::uint64_t> known;
    for (std::size_t i = 0; i < open.size() && i < kMaxTried; ++i) {
      for (Input& input : simulator_.Next(open[i].snapshot)) {
        auto step = simulator_.Apply(open[i].snapshot, input);
        if (!step) continue;
        std::vector<Input> longer = open[i].inputs;
        longer.push_back(std::move(input));
        if (step->waiting == vm::Waiting::Nothing) return longer;
        if (!known.insert(simulator_.Digest(step->snapshot)).second) continue;
        open.push_back(Open{std::move(step->snapshot), std::move(longer)});
      }
    }
    return {};
  }

  void AddPath(std::vector<Input> inputs) {
    Path path;
    path.inputs = std::move(inputs);
    if (path.inputs.empty() || !Replay(simulator_, path.inputs, goals_, path.goals)) return;
    out_.paths.push_back(std::move(path));
  }

  void CollectPaths() {
    FindEnds();
    GoalSet covered;
    for (std::size_t i = 0; i < nodes_.size() && out_.paths.size() < options_.max_paths; ++i) {
      if (!nodes_[i].ended) continue;
      covered.Add(nodes_[i].goals);
      out_.paths.push_back(Path{InputsTo(static_cast<std::uint32_t>(i)), nodes_[i].goals});
    }
    for (const Join& join : joins_) {
      std::vector<Input> inputs;
      if (join.parent != kNone32) inputs = InputsTo(join.parent);
      inputs.push_back(join.input);
      const std::uint32_t end = nodes_[join.target].end;
      if (end != kNone32) {
        for (Input& input : InputsBetween(join.target, end)) inputs.push_back(std::move(input));
        AddPath(std::move(inputs));
        covered.Add(out_.paths.empty() ? GoalSet{} : out_.paths.back().goals);
      } else {
        CompleteFrom(std::move(inputs), covered);
      }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].goals.CountWithout(covered) == 0) continue;
      AddPath(WayToAnEnd(static_cast<std::uint32_t>(i)));
      if (!out_.paths.empty()) covered.Add(out_.paths.back().goals);
    }
  }

  void CompleteFrom(std::vector<Input> inputs, GoalSet& covered) {
    std::string snapshot;
    for (const Input& input : inputs) {
      auto step = simulator_.Apply(snapshot, input);
      if (!step) return;
      snapshot = std::move(step->snapshot);
    }
    AddPath(WayOn(std::move(inputs), std::move(snapshot)));
    if (!out_.paths.empty()) covered.Add(out_.paths.back().goals);
  }

  Simulator& simulator_;
  const ExploreOptions& options_;
  const Goals& goals_;
  std::vector<Node> nodes_;
  std::vector<Join> joins_;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
  std::set<std::vector<std::uint64_t>> ends_;
  bool too_long_ = false;
  Exploration out_;
};

}  // namespace

Exploration Explore(Simulator& simulator, const ExploreOptions& options, const Goals& goals) {
  return Search(simulator, options, goals).Run();
}

bool Replay(const Simulator& simulator, const std::vector<Input>& inputs, const Goals& goals,
            GoalSet& reached, Conversation* conversation) {
  std::string snapshot;
  vm::StepTrace trace;
  for (const Input& input : inputs) {
    auto step = simulator.Apply(snapshot, input, &trace);
    if (!step) return false;
    goals({input, trace, *step}, reached);
    snapshot = std::move(step->snapshot);
    if (conversation != nullptr) conversation->push_back(Turn{input, std::move(step->effects)});
  }
  return true;
}

std::vector<std::size_t> FewestPaths(const std::vector<Path>& paths, const GoalSet& wanted) {
  // What need not be reached counts as reached already.
  GoalSet covered;
  for (const Path& path : paths) covered.Add(path.goals);
  covered.Remove(wanted);
  const GoalSet unwanted = covered;
  std::vector<std::size_t> chosen;
  while (true) {
    std::size_t best = paths.size();
    std::size_t most = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::size_t news = paths[i].goals.CountWithout(covered);
      const bool shorter = best < paths.size() && news == most && news > 0 &&
                           paths[i].inputs.size() < paths[best].inputs.size();
      if (news > most || shorter) {
        best = i;
        most = news;
      }
    }
    if (best == paths.size()) break;
    covered.Add(paths[best].goals);
    chosen.push_back(best);
  }
  // An early choice may have become superfluous through later ones.
  for (std::size_t i = 0; i < chosen.size();) {
    GoalSet others = unwanted;
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      if (k != i) others.Add(paths[chosen[k]].goals);
    }
    if (paths[chosen[i]].goals.CountWithout(others) == 0) {
      chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace proviso::explore
