// SPDX-License-Identifier: Apache-2.0
// A chart: for each network and each atom, the ends it can reach and the cheapest way there. Every
// network is walked at most once from an atom, so that a sentence costs the number of its atoms
// times those that a name or free text may span.
#include "compiler/read/reader.h"

#include <algorithm>
#include <memory>
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

// A network walked from an atom: its steps and endings, in the chart's pools.
struct Walk {
  std::uint32_t steps = 0;
  std::uint32_t endings = 0;
  std::uint32_t endings_end = 0;
};

// Which step stands in a state before an atom. Open addressing; what an earlier walk left behind
// is told by its round, so that nothing has to be cleared or allocated for a walk.
class StepTable {
 public:
  void Clear() {
    ++round_;
    used_ = 0;
  }

  // The step already there, or `step`, which is then put there.
  std::uint32_t FindOrAdd(std::uint32_t state, std::uint32_t at, std::uint32_t step) {
    if (2 * (used_ + 1) > places_.size()) Grow();
    Place& place = PlaceOf(std::uint64_t{at} << 32U | state);
    if (place.round == round_) return place.step;
    place = {std::uint64_t{at} << 32U | state, round_, step};
    ++used_;
    return step;
  }

 private:
  struct Place {
    std::uint64_t key = 0;
    std::uint64_t round = 0;
    std::uint32_t step = 0;
  };

  // Where the key is, or may be put.
  Place& PlaceOf(std::uint64_t key) {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = (key * 0x9E3779B97F4A7C15U >> 32U) & mask;
    while (places_[i].round == round_ && places_[i].key != key) i = (i + 1) & mask;
    return places_[i];
  }

  void Grow() {
    std::vector<Place> before = std::move(places_);
    places_.assign(std::max<std::size_t>(64, 2 * before.size()), {});
    for (const Place& place : before) {
      if (place.round == round_) PlaceOf(place.key) = place;
    }
  }

  std::vector<Place> places_;
  std::uint64_t round_ = 1;
  std::size_t used_ = 0;
};

// What a walk under way has found. Kept from one walk to the next for its memory.
struct Frontier {
  // Steps wait by the atom they stand before, so that each is final when it is gone on from.
  struct Queue {
    std::uint32_t first = pack::kNone;
    std::uint32_t last = pack::kNone;
  };

  void Clear() {
    steps.clear();
    next.clear();
    waiting.clear();
    endings.clear();
    table.Clear();
  }

  void Reach(std::uint32_t offset, const Step& step) {
    const auto index = static_cast<std::uint32_t>(steps.size());
    const std::uint32_t there = table.FindOrAdd(step.state, step.at, index);
    if (there != index) {
      if (step.cost < steps[there].cost) steps[there] = step;
      return;
    }
    steps.push_back(step);
    next.push_back(pack::kNone);
    if (waiting.size() <= offset) waiting.resize(offset + 1);
    Queue& queue = waiting[offset];
    (queue.first == pack::kNone ? queue.first : next[queue.last]) = index;
    queue.last = index;
  }

  void End(const Step& step, std::uint32_t index, std::uint32_t alternative) {
    const auto found = std::find_if(endings.begin(), endings.end(),
                                    [&](const Ending& one) { return one.at == step.at; });
    if (found == endings.end()) {
      endings.push_back({step.at, step.cost, index, alternative, pack::kNone});
    } else if (step.cost < found->cost) {
      *found = {step.at, step.cost, index, alternative, pack::kNone};
    } else if (step.cost == found->cost && found->alternative != alternative) {
      found->tie = alternative;
    }
  }

  std::vector<Step> steps;
  std::vector<std::uint32_t> next;  // step: the one behind it in its queue
  std::vector<Queue> waiting;       // by atoms behind the first
  std::vector<Ending> endings;      // by `at`
  StepTable table;
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
  void Clear() {
    for (const std::size_t place : walked) walk_at[place] = pack::kNone;
    walked.clear();
    walks.clear();
    steps.clear();
    endings.clear();
    if (walk_at.size() < atoms.size() * pack.net_count()) {
      walk_at.resize(atoms.size() * pack.net_count(), pack::kNone);
    }
  }

  Walk WalkFrom(NetId id, std::uint32_t at) {
    const std::size_t place = at * pack.net_count() + id;
    if (walk_at[place] != pack::kNone) return walks[walk_at[place]];
    if (frontiers.size() == depth) frontiers.push_back(std::make_unique<Frontier>());
    Frontier& frontier = *frontiers[depth++];
    frontier.Clear();
    Fill(pack.net(id), at, frontier);
    --depth;
    const Walk walk{static_cast<std::uint32_t>(steps.size()),
                    static_cast<std::uint32_t>(endings.size()),
                    static_cast<std::uint32_t>(endings.size() + frontier.endings.size())};
    // Nobody goes back over the steps of a walk that ends nowhere.
    if (!frontier.endings.empty()) {
      steps.insert(steps.end(), frontier.steps.begin(), frontier.steps.end());
      endings.insert(endings.end(), frontier.endings.begin(), frontier.endings.end());
    }
    walk_at[place] = static_cast<std::uint32_t>(walks.size());
    walked.push_back(place);
    walks.push_back(walk);
    return walk;
  }

  std::span<const Ending> EndingsOf(const Walk& walk) const {
    return std::span(endings).subspan(walk.endings, walk.endings_end - walk.endings);
  }

  // nullptr when it does not end there.
  const Ending* EndingAt(const Walk& walk, std::size_t at) const {
    for (const Ending& ending : EndingsOf(walk)) {
      if (ending.at == at) return &ending;
    }
    return nullptr;
  }

  void Fill(const pack::Net& net, std::uint32_t begin, Frontier& frontier) {
    frontier.Reach(0, {0, begin, 0, pack::kNone, pack::kNone});
    for (std::uint32_t offset = 0; offset < frontier.waiting.size(); ++offset) {
      for (std::uint32_t i = frontier.waiting[offset].first; i != pack::kNone;
           i = frontier.next[i]) {
        Advance(net, begin, i, frontier);
      }
    }
  }

  void Advance(const pack::Net& net, std::uint32_t begin, std::uint32_t index, Frontier& frontier) {
    const Step step = frontier.steps[index];
    const pack::WordId word = step.at < atoms.size() ? words[step.at].word : 0;
    for (std::uint32_t i = net.states[step.state]; i < net.states[step.state + 1]; ++i) {
      const Arc& arc = net.arcs[i];
      // Most arcs are words that the sentence has not.
      if (arc.kind == Arc::Kind::Word && arc.value != word) continue;
      if (arc.kind == Arc::Kind::Accept) {
        frontier.End(step, index, arc.value);
        continue;
      }
      if (step.at >= atoms.size()) continue;
      if (arc.kind == Arc::Kind::Net) {
        if (!CanBegin(arc.value, step.at)) continue;
        const Walk inner = WalkFrom(arc.value, step.at);
        if (inner.endings == inner.endings_end) continue;
        const Cost own = RuleCost(arc.value);
        for (const Ending& ending : EndingsOf(inner)) {
          frontier.Reach(ending.at - begin,
                         {arc.target, ending.at, step.cost + ending.cost + own, index, i});
        }
        continue;
      }
      Cost cost = 0;
      if (Takes(arc, step.at, net, cost)) {
        frontier.Reach(step.at + 1 - begin, {arc.target, step.at + 1, step.cost + cost, index, i});
      }
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
        if (words[at].word != arc.value) return false;
        cost = WordCost(pack.rule(net.rule));
        return true;
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
    const Walk walk = WalkFrom(id, begin);
    const auto way = std::span(steps).subspan(walk.steps);
    for (std::uint32_t i = ending.step; way[i].before != pack::kNone; i = way[i].before) {
      path.push_back(i);
    }
    std::vector<std::uint32_t> children;
    for (auto step = path.rbegin(); step != path.rend(); ++step) {
      const std::uint32_t from = way[way[*step].before].at;
      const std::uint32_t to = way[*step].at;
      const Arc& arc = net.arcs[way[*step].arc];
      if (arc.kind == Arc::Kind::Net) {
        const Ending* end = EndingAt(WalkFrom(arc.value, from), to);
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
  std::vector<std::uint32_t> walk_at;  // walk, by atom and network; kNone: not walked yet
  std::vector<std::size_t> walked;     // places of `walk_at` in use
  std::vector<Walk> walks;
  std::vector<Step> steps;
  std::vector<Ending> endings;
  std::vector<std::unique_ptr<Frontier>> frontiers;  // one a walk under way
  std::size_t depth = 0;
};

Reader::Reader(const pack::Pack& pack) : pack_(&pack), chart_(std::make_unique<Chart>(pack)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::Load(std::span<const pack::Atom> atoms) {
  chart_->atoms = atoms;
  chart_->Clear();
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
  for (const Ending& ending : chart_->EndingsOf(chart_->WalkFrom(net, at))) {
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
  const Ending* end = chart_->EndingAt(chart_->WalkFrom(root, 0), atoms.size());
  if (end == nullptr) return reading;
  reading.accounts.resize(atoms.size(), Account::Residue);
  reading.cost = end->cost;
  reading.root = chart_->Extract(root, 0, *end, 0, reading);
  return reading;
}

}  // namespace proviso::read
