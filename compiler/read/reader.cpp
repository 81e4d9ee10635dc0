// SPDX-License-Identifier: Apache-2.0
// A chart: for each network and each atom, the ends it can reach and the cheapest way there. Every
// network is walked at most once from an atom, so that a sentence costs the number of its atoms
// times those that a name or free text may span.
#include "compiler/read/reader.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "compiler/read/cost.h"

namespace proviso::read {

using pack::Arc;
using pack::AtomKind;
using pack::NetId;

namespace {

struct AtomWord {
  pack::WordId word = 0;
  pack::WordFlags flags;
  bool third = false;  // ends as the third person of a verb does
};

// A way to stand in a state of a network behind some atoms.
struct Step {
  std::uint32_t state = 0;
  std::uint32_t at = 0;  // atom
  Cost cost = 0;
  std::uint32_t before = pack::kNone;  // step
  std::uint32_t arc = pack::kNone;     // of the network, that led here
};

// Where a network can end.
struct Ending {
  std::uint32_t at = 0;
  Cost cost = 0;
  std::uint32_t step = 0;
  std::uint32_t alternative = 0;
  std::uint32_t tie = pack::kNone;  // another alternative of the same cost
};

struct Walk {
  std::vector<Step> steps;
  std::vector<Ending> endings;  // by `at`
};

}  // namespace

struct Reader::Chart {
  explicit Chart(const pack::Pack& pack_in) : pack(pack_in) {}

  bool CanBegin(NetId id, std::uint32_t at) const {
    if (at >= atoms.size()) return false;
    const pack::First& first = pack.first(id);
    const pack::WordId word = words[at].word;
    if (first.any || (word != 0 && first.Has(word))) return true;
    if (atoms[at].kind != AtomKind::Word) return first.Has(atoms[at].kind);
    return first.plain && IsPlain(at);
  }

  bool IsPlain(std::uint32_t at) const {
    return atoms[at].kind == AtomKind::Word && !words[at].flags.function && !words[at].flags.limits;
  }

  // ---- walking ----
  const Walk& WalkFrom(NetId id, std::uint32_t at) {
    const std::uint64_t key = std::uint64_t{id} << 32U | at;
    const auto found = walks.find(key);
    if (found != walks.end()) return *found->second;
    auto walk = std::make_unique<Walk>();
    Fill(id, at, *walk);
    return *walks.emplace(key, std::move(walk)).first->second;
  }

  void Fill(NetId id, std::uint32_t begin, Walk& walk) {
    const pack::Net& net = pack.net(id);
    // Steps wait by the atom they stand before, so that each is final when it is gone on from.
    std::vector<std::vector<std::uint32_t>> waiting(1);
    std::unordered_map<std::uint64_t, std::uint32_t> best;
    const auto reach = [&](std::uint32_t state, std::uint32_t at, Cost cost, std::uint32_t before,
                           std::uint32_t arc) {
      const auto [place, added] = best.emplace(std::uint64_t{at} << 32U | state,
                                               static_cast<std::uint32_t>(walk.steps.size()));
      if (added) {
        if (waiting.size() <= at - begin) waiting.resize(at - begin + 1);
        waiting[at - begin].push_back(place->second);
        walk.steps.push_back({state, at, cost, before, arc});
      } else if (Step& step = walk.steps[place->second]; cost < step.cost) {
        step.cost = cost;
        step.before = before;
        step.arc = arc;
      }
    };
    reach(0, begin, 0, pack::kNone, pack::kNone);
    for (std::uint32_t offset = 0; offset < waiting.size(); ++offset) {
      for (std::size_t i = 0; i < waiting[offset].size(); ++i) {
        Advance(net, waiting[offset][i], walk, reach);
      }
    }
  }

  template <typename Reach>
  void Advance(const pack::Net& net, std::uint32_t index, Walk& walk, const Reach& reach) {
    const Step step = walk.steps[index];
    for (std::uint32_t i = net.states[step.state]; i < net.states[step.state + 1]; ++i) {
      const Arc& arc = net.arcs[i];
      if (arc.kind == Arc::Kind::Accept) {
        End(walk, step, index, arc.value);
        continue;
      }
      if (step.at >= atoms.size()) continue;
      if (arc.kind == Arc::Kind::Net) {
        if (!CanBegin(arc.value, step.at)) continue;
        const Walk& inner = WalkFrom(arc.value, step.at);
        const Cost own = RuleCost(arc.value);
        for (const Ending& ending : inner.endings) {
          reach(arc.target, ending.at, step.cost + ending.cost + own, index, i);
        }
        continue;
      }
      Cost cost = 0;
      if (Takes(arc, step.at, net, cost))
        reach(arc.target, step.at + 1, step.cost + cost, index, i);
    }
  }

  Cost RuleCost(NetId id) const {
    const pack::RuleInfo& rule = pack.rule(pack.net(id).rule);
    return rule.kind == pack::RuleInfo::Kind::Construction
               ? std::max<Cost>(0, kClauseCost + rule.cost)
               : 0;
  }

  bool Takes(const Arc& arc, std::uint32_t at, const pack::Net& net, Cost& cost) const {
    const pack::Atom& atom = atoms[at];
    switch (arc.kind) {
      case Arc::Kind::Word:
        cost = WordCost(pack.rule(net.rule));
        return words[at].word == arc.value;
      case Arc::Kind::Atom:
        return static_cast<std::uint32_t>(atom.kind) == arc.value;
      case Arc::Kind::Plain:
        cost = kNameCost;
        return IsPlain(at);
      case Arc::Kind::Quality:
        cost = kNameCost;
        return IsPlain(at) && !words[at].flags.verb;
      case Arc::Kind::Third:
        cost = kNameCost;
        return IsPlain(at) && !words[at].flags.verb && words[at].third;
      case Arc::Kind::Free:
        cost = kFreeCost;
        return atom.kind != AtomKind::Tool && atom.kind != AtomKind::Policy;
      case Arc::Kind::Residue:
        cost = IsHard(at) ? kHardResidueCost : kResidueCost;
        return true;
      default:
        return false;
    }
  }

  static Cost WordCost(const pack::RuleInfo& rule) {
    return rule.silent ? kSilentCost : rule.function ? kFunctionCost : kTemplateCost;
  }

  // Words that turn a meaning round, figures and mentions must be accounted for.
  bool IsHard(std::uint32_t at) const {
    switch (atoms[at].kind) {
      case AtomKind::Word:
        return words[at].flags.limits;
      case AtomKind::Number:
      case AtomKind::Percent:
      case AtomKind::Money:
      case AtomKind::Date:
      case AtomKind::Tool:
      case AtomKind::Policy:
      case AtomKind::Braces:
        return true;
      default:
        return false;
    }
  }

  void End(Walk& walk, const Step& step, std::uint32_t index, std::uint32_t alternative) {
    const auto found = std::find_if(walk.endings.begin(), walk.endings.end(),
                                    [&](const Ending& one) { return one.at == step.at; });
    if (found == walk.endings.end()) {
      walk.endings.push_back({step.at, step.cost, index, alternative, pack::kNone});
    } else if (step.cost < found->cost) {
      *found = {step.at, step.cost, index, alternative, pack::kNone};
    } else if (step.cost == found->cost && found->alternative != alternative) {
      found->tie = alternative;
    }
  }

  // ---- the tree ----
  std::uint32_t Extract(NetId id, std::uint32_t begin, const Ending& ending, pack::SlotId slot,
                        Reading& reading) {
    const pack::Net& net = pack.net(id);
    const auto number = static_cast<std::uint32_t>(reading.nodes.size());
    reading.nodes.push_back({net.rule, net.form, ending.alternative, begin, ending.at, slot, {}});
    const pack::RuleInfo& rule = pack.rule(net.rule);
    if (ending.tie != pack::kNone && rule.kind == pack::RuleInfo::Kind::Group && !reading.tied) {
      reading.tied = true;
      reading.tie[0] = rule.alternatives[ending.alternative];
      reading.tie[1] = rule.alternatives[ending.tie];
    }
    std::vector<std::uint32_t> path;
    const Walk& walk = WalkFrom(id, begin);
    for (std::uint32_t i = ending.step; walk.steps[i].before != pack::kNone;
         i = walk.steps[i].before) {
      path.push_back(i);
    }
    std::vector<std::uint32_t> children;
    for (auto step = path.rbegin(); step != path.rend(); ++step) {
      const std::uint32_t from = walk.steps[walk.steps[*step].before].at;
      const std::uint32_t to = walk.steps[*step].at;
      const Arc& arc = net.arcs[walk.steps[*step].arc];
      if (arc.kind == Arc::Kind::Net) {
        const Walk& inner = WalkFrom(arc.value, from);
        const auto end = std::find_if(inner.endings.begin(), inner.endings.end(),
                                      [&](const Ending& one) { return one.at == to; });
        children.push_back(Extract(arc.value, from, *end, arc.slot, reading));
        continue;
      }
      reading.accounts[from] = AccountOf(arc, rule);
      if (arc.slot != 0) {
        children.push_back(static_cast<std::uint32_t>(reading.nodes.size()));
        reading.nodes.push_back({kAtom, pack::Form::Any, 0, from, to, arc.slot, {}});
      }
    }
    reading.nodes[number].children = std::move(children);
    return number;
  }

  static Account AccountOf(const Arc& arc, const pack::RuleInfo& rule) {
    switch (arc.kind) {
      case Arc::Kind::Word:
        return rule.silent ? Account::Silent : Account::Template;
      case Arc::Kind::Plain:
      case Arc::Kind::Quality:
      case Arc::Kind::Third:
        return Account::Name;
      case Arc::Kind::Free:
        return Account::Free;
      case Arc::Kind::Residue:
        return Account::Residue;
      default:
        return Account::Piece;
    }
  }

  const pack::Pack& pack;
  std::span<const pack::Atom> atoms;
  std::vector<AtomWord> words;
  std::unordered_map<std::uint64_t, std::unique_ptr<Walk>> walks;
};

Reader::Reader(const pack::Pack& pack) : pack_(&pack), chart_(std::make_unique<Chart>(pack)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::Load(std::span<const pack::Atom> atoms) {
  chart_->atoms = atoms;
  chart_->walks.clear();
  chart_->words.clear();
  for (const pack::Atom& atom : atoms) {
    AtomWord word;
    if (!atom.folded.empty()) {
      word.word = pack_->Find(atom.folded);
      word.flags = pack_->flags(word.word);
      word.third = pack_->EndsAsThird(atom.folded);
    }
    chart_->words.push_back(word);
  }
}

std::vector<Reader::End> Reader::Ends(NetId net, std::uint32_t at) {
  std::vector<End> ends;
  if (!chart_->CanBegin(net, at)) return ends;
  const Cost own = chart_->RuleCost(net);
  for (const Ending& ending : chart_->WalkFrom(net, at).endings) {
    ends.push_back({ending.at, ending.cost + own});
  }
  return ends;
}

std::optional<std::int64_t> Reader::Take(const Arc& arc, const pack::Net& net,
                                         std::uint32_t at) const {
  Cost cost = 0;
  if (at >= chart_->atoms.size() || !chart_->Takes(arc, at, net, cost)) return std::nullopt;
  return cost;
}

Reading Reader::Read(std::span<const pack::Atom> atoms, pack::NetId root) {
  Reading reading;
  if (atoms.empty() || atoms.size() > kMaxAtoms) return reading;
  Load(atoms);
  const Walk& walk = chart_->WalkFrom(root, 0);
  const auto end = std::find_if(walk.endings.begin(), walk.endings.end(),
                                [&](const Ending& one) { return one.at == atoms.size(); });
  if (end == walk.endings.end()) return reading;
  reading.accounts.resize(atoms.size(), Account::Residue);
  reading.cost = end->cost;
  reading.root = chart_->Extract(root, 0, *end, 0, reading);
  return reading;
}

}  // namespace proviso::read
