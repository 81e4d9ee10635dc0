// SPDX-License-Identifier: Apache-2.0
// For one construction a shortest way through its network and the words at once. A step takes a
// word, takes what another network explains of the sentence, puts a word in, or leaves one out.
#include "compiler/read/rephraser.h"

#include <algorithm>
#include <queue>
#include <utility>

namespace proviso::read {

using pack::Arc;
using pack::AtomKind;
using pack::NetId;
using pack::WordId;

namespace {

using Cost = std::int64_t;

constexpr Cost kPutInSmall = 2;  // a preposition, an auxiliary
constexpr Cost kPutInVerb = 5;   // the word that the template is about
constexpr Cost kOtherForm = 1;   // a verb of the sentence, in the form that is asked for
constexpr Cost kLeaveSmall = 1;
constexpr Cost kLeaveWord = 5;
constexpr Cost kDearest = 26;
// What the slots make of the words decides between wordings that differ as much from the sentence.
constexpr Cost kEdit = 32;
// A list of more verbs says no more what is done than any verb does.
constexpr std::size_t kMostVerbs = 48;
constexpr std::size_t kLongestYield = 3;

bool IsMark(AtomKind kind) {
  switch (kind) {
    case AtomKind::Comma:
    case AtomKind::Colon:
    case AtomKind::Semicolon:
    case AtomKind::Dash:
    case AtomKind::Slash:
    case AtomKind::Arrow:
    case AtomKind::Stop:
    case AtomKind::Sign:
      return true;
    default:
      return false;
  }
}

// What says by itself what the sentence is about.
bool IsExact(AtomKind kind) {
  return kind == AtomKind::Tool || kind == AtomKind::Policy || kind == AtomKind::Quote;
}

}  // namespace

struct Rephraser::Search {
  struct Node {
    std::uint32_t state = 0;
    std::uint32_t at = 0;
    Cost cost = 0;
    Cost edits = 0;  // the part of the cost that is not what slots make of the words
    std::uint32_t before = pack::kNone;
    std::uint32_t taken_from = 0;  // atoms [taken_from, taken_to) go on as they stand
    std::uint32_t taken_to = 0;
    std::vector<WordId> words;  // put in, or what is spelled anew
    bool anew = false;          // `words` are atom `at` - 1 in another form
    bool verb = false;          // a verb was put in
    bool put_in = false;        // anything was: one word is enough
    bool taken = false;         // some of the sentence was taken
    bool gap = false;           // something was left out right here
    bool replaces = false;      // a word was: another may take its place
  };

  Rephraser& owner;
  std::span<const pack::Atom> atoms;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  WordId WordAt(std::uint32_t at) const {
    return atoms[at].folded.empty() ? 0 : owner.pack_.Find(atoms[at].folded);
  }
  // What it costs to leave the atom out; nullopt: that would say less than the author does.
  std::optional<Cost> LeaveOut(std::uint32_t at) const {
    if (IsMark(atoms[at].kind)) return kLeaveSmall;
    if (atoms[at].kind != AtomKind::Word) return std::nullopt;
    const WordId word = WordAt(at);
    if (owner.pack_.flags(word).limits) return std::nullopt;
    // Behind an article stands a thing that the sentence speaks of.
    if (owner.pack_.flags(word).article) return std::nullopt;
    if (owner.IsSmall(word)) return kLeaveSmall;
    // What is done is not left out. The sentence may begin with a verb of which the pack knows a
    // part only: "kick", of "kick off".
    if (at == begin ? owner.pack_.flags(word).verb
                    : owner.pack_.FindVerb(atoms[at].folded) != nullptr) {
      return std::nullopt;
    }
    return kLeaveWord;
  }

  std::optional<Rewording> Run(NetId id);
  void Expand(const pack::Net& net, std::uint32_t index);
  void Follow(const pack::Net& net, const Arc& arc, std::uint32_t index);
  void Take(const Arc& arc, std::uint32_t index, std::uint32_t to, Cost inner);
  void PutIn(const Arc& arc, std::uint32_t index, std::vector<WordId> words, bool verb);
  void SpellAnew(const Arc& arc, std::uint32_t index, const std::vector<WordId>& words);
  Node Behind(std::uint32_t index, std::uint32_t state, Cost edit) const;
  void Push(Node node);
  Rewording Extract(std::uint32_t index) const;

  std::vector<Node> nodes;
  std::unordered_map<std::uint64_t, Cost> best;
  using Entry = std::pair<Cost, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
};

Rephraser::Search::Node Rephraser::Search::Behind(std::uint32_t index, std::uint32_t state,
                                                  Cost edit) const {
  const Node& from = nodes[index];
  Node node;
  node.state = state;
  node.at = from.at;
  node.edits = from.edits + edit;
  node.cost = from.cost + edit * kEdit;
  node.before = index;
  node.verb = from.verb;
  node.put_in = from.put_in;
  node.taken = from.taken;
  return node;
}

void Rephraser::Search::Push(Node node) {
  if (node.edits > kDearest) return;
  std::uint64_t key = std::uint64_t{node.at} << 32U | node.state;
  for (const bool flag : {node.verb, node.put_in, node.taken, node.gap, node.replaces}) {
    key = key << 1U | (flag ? 1U : 0U);
  }
  const auto [place, added] = best.emplace(key, node.cost);
  if (!added && place->second <= node.cost) return;
  place->second = node.cost;
  waiting.emplace(node.cost, static_cast<std::uint32_t>(nodes.size()));
  nodes.push_back(std::move(node));
}

void Rephraser::Search::Take(const Arc& arc, std::uint32_t index, std::uint32_t to, Cost inner) {
  Node node = Behind(index, arc.target, 0);
  node.cost += inner;
  node.taken_from = node.at;
  node.taken_to = to;
  node.taken = true;
  node.at = to;
  Push(std::move(node));
}

// A verb takes the place of words of the author; it is never put in front of them, nor is a small
// word, which would begin another sentence.
void Rephraser::Search::PutIn(const Arc& arc, std::uint32_t index, std::vector<WordId> words,
                              bool verb) {
  const Node& from = nodes[index];
  if (from.put_in || (verb ? !from.replaces : !from.taken || !from.gap)) return;
  Node node =
      Behind(index, arc.target, verb ? kPutInVerb : kPutInSmall * static_cast<Cost>(words.size()));
  node.words = std::move(words);
  node.put_in = true;
  node.verb = verb;
  Push(std::move(node));
}

// A verb of the sentence in the form that the template asks for: "querying" → "query".
void Rephraser::Search::SpellAnew(const Arc& arc, std::uint32_t index,
                                  const std::vector<WordId>& words) {
  const std::uint32_t at = nodes[index].at;
  if (at >= end || atoms[at].folded.empty()) return;
  const pack::VerbWord* verb = owner.pack_.FindVerb(atoms[at].folded);
  const pack::VerbWord* wanted = owner.pack_.FindVerb(owner.TextOf(words.front()));
  if (verb == nullptr || wanted == nullptr || verb == wanted || verb->base != wanted->base) return;
  Node node = Behind(index, arc.target, kOtherForm);
  node.at = at + 1;
  node.words = words;
  node.anew = true;
  node.taken = true;
  Push(std::move(node));
}

void Rephraser::Search::Follow(const pack::Net& net, const Arc& arc, std::uint32_t index) {
  if (arc.kind == Arc::Kind::Residue) return;
  const std::uint32_t at = nodes[index].at;
  const bool takes = at < end;
  if (arc.kind != Arc::Kind::Net) {
    const auto cost = takes ? owner.reader_.Take(arc, net, at) : std::nullopt;
    if (cost) Take(arc, index, at + 1, *cost);
    if (arc.kind != Arc::Kind::Word || owner.pack_.flags(arc.value).limits) return;
    if (takes) SpellAnew(arc, index, {arc.value});
    // Other words of a template say something of their own.
    if (owner.IsSmall(arc.value)) PutIn(arc, index, {arc.value}, false);
    return;
  }
  if (takes) {
    for (const Reader::End& reached : owner.reader_.Ends(arc.value, at)) {
      if (reached.at <= end) Take(arc, index, reached.at, reached.cost);
    }
    for (const VerbForm& form : owner.VerbsOf(arc.value)) {
      if (form.words.size() == 1) SpellAnew(arc, index, form.words);
    }
  }
  if (const auto& yield = owner.YieldOf(arc.value)) {
    PutIn(arc, index, yield->words, !owner.VerbsOf(arc.value).empty());
  }
}

void Rephraser::Search::Expand(const pack::Net& net, std::uint32_t index) {
  const std::uint32_t state = nodes[index].state;
  const std::uint32_t at = nodes[index].at;
  if (const auto cost = at < end ? LeaveOut(at) : std::nullopt) {
    Node node = Behind(index, state, *cost);
    node.at = at + 1;
    node.gap = true;
    node.replaces = nodes[index].replaces || *cost == kLeaveWord;
    Push(std::move(node));
  }
  for (std::uint32_t i = net.states[state]; i < net.states[state + 1]; ++i) {
    if (net.arcs[i].kind != Arc::Kind::Accept) Follow(net, net.arcs[i], index);
  }
}

std::optional<Rewording> Rephraser::Search::Run(NetId id) {
  const pack::Net& net = owner.pack_.net(id);
  Node start;
  start.at = begin;
  Push(std::move(start));
  while (!waiting.empty()) {
    const auto [cost, index] = waiting.top();
    waiting.pop();
    const std::uint32_t state = nodes[index].state;
    const auto first = net.arcs.begin() + net.states[state];
    const bool accepts = std::any_of(first, net.arcs.begin() + net.states[state + 1],
                                     [](const Arc& arc) { return arc.kind == Arc::Kind::Accept; });
    if (accepts && nodes[index].at == end) return Extract(index);
    Expand(net, index);
  }
  return std::nullopt;
}

Rewording Rephraser::Search::Extract(std::uint32_t index) const {
  Rewording found;
  found.cost = nodes[index].cost;
  found.new_verb = nodes[index].verb;
  std::vector<std::uint32_t> path;
  for (std::uint32_t i = index; nodes[i].before != pack::kNone; i = nodes[i].before) {
    path.push_back(i);
  }
  std::vector<bool> used(end, false);
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    const Node& node = nodes[*step];
    if (node.taken_to > node.taken_from || node.anew) ++found.pieces;
    const bool mentions =
        std::any_of(atoms.begin() + node.taken_from, atoms.begin() + node.taken_to,
                    [](const pack::Atom& atom) { return IsExact(atom.kind); });
    if (mentions) ++found.pieces;
    for (std::uint32_t i = node.taken_from; i < node.taken_to; ++i) {
      found.parts.push_back({i, {}});
      used[i] = true;
    }
    for (const WordId word : node.words) {
      const std::uint32_t atom = node.anew ? node.at - 1 : pack::kNone;
      if (node.anew) used[atom] = true;
      found.parts.push_back({atom, std::string(owner.TextOf(word))});
    }
  }
  for (std::uint32_t i = begin; i < end; ++i) {
    if (!used[i] && atoms[i].kind == AtomKind::Word) found.left_out.push_back(i);
  }
  return found;
}

Rephraser::Rephraser(const pack::Pack& pack) : pack_(pack), reader_(pack) {
  for (const auto& [text, word] : pack.words()) {
    if (texts_.size() <= word) texts_.resize(word + 1);
    texts_[word] = text;
  }
  for (NetId id = 0; id < pack.net_count(); ++id) nets_[pack.net(id).rule].push_back(id);
}

bool Rephraser::IsSmall(WordId word) const {
  const pack::WordFlags flags = pack_.flags(word);
  return flags.function || flags.article;
}

std::vector<Rewording> Rephraser::Reword(std::span<const pack::Atom> atoms, std::uint32_t begin,
                                         std::uint32_t end,
                                         std::span<const pack::RuleId> constructions) {
  std::vector<Rewording> found;
  reader_.Load(atoms);
  for (const pack::RuleId rule : constructions) {
    for (const NetId net : nets_[rule]) {
      const pack::Form form = pack_.net(net).form;
      if (form != pack::Form::Base && form != pack::Form::Passive) continue;
      Search search{*this, atoms, begin, end, {}, {}, {}};
      auto rewording = search.Run(net);
      if (!rewording) continue;
      rewording->construction = rule;
      found.push_back(std::move(*rewording));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Rewording& a, const Rewording& b) { return a.cost < b.cost; });
  return found;
}

const std::vector<Rephraser::VerbForm>& Rephraser::VerbsOf(NetId id) {
  const auto [place, added] = verbs_.try_emplace(id);
  const pack::Net& net = pack_.net(id);
  if (!added || pack_.rule(net.rule).kind != pack::RuleInfo::Kind::Verbs) return place->second;
  for (std::uint32_t i = net.states[0]; i < net.states[1]; ++i) {
    VerbForm verb;
    for (const Arc* arc = &net.arcs[i]; arc->kind == Arc::Kind::Word;
         arc = &net.arcs[net.states[arc->target]]) {
      verb.words.push_back(arc->value);
    }
    if (verb.words.empty()) continue;
    place->second.push_back(std::move(verb));
  }
  return place->second;
}

const std::optional<Rephraser::Yield>& Rephraser::YieldOf(NetId id) {
  const auto found = yields_.find(id);
  if (found != yields_.end()) return found->second;
  yields_.emplace(id, std::nullopt);  // asked for again inside itself: no short way
  std::optional<Yield> yield = MakeYield(id);
  return yields_[id] = std::move(yield);
}

// The verb that the list begins with; of other networks the first way through them that says
// nothing by itself.
std::optional<Rephraser::Yield> Rephraser::MakeYield(NetId id) {
  const std::vector<VerbForm>& verbs = VerbsOf(id);
  if (!verbs.empty()) {
    if (verbs.size() > kMostVerbs) return std::nullopt;
    return Yield{verbs.front().words};
  }
  const pack::Net& net = pack_.net(id);
  Yield yield;
  std::uint32_t state = 0;
  while (true) {
    const Arc* next = nullptr;
    std::vector<WordId> words;
    for (std::uint32_t i = net.states[state]; i < net.states[state + 1]; ++i) {
      const Arc& arc = net.arcs[i];
      if (arc.kind == Arc::Kind::Accept) return yield;
      if (next != nullptr) continue;
      if (arc.kind == Arc::Kind::Word) {
        const pack::WordFlags flags = pack_.flags(arc.value);
        if (flags.limits || flags.customer || !IsSmall(arc.value)) continue;
        words = {arc.value};
        next = &arc;
      } else if (arc.kind == Arc::Kind::Net) {
        const auto inner = YieldOf(arc.value);
        if (!inner || !VerbsOf(arc.value).empty()) continue;
        words = inner->words;
        next = &arc;
      }
    }
    if (next == nullptr) return std::nullopt;
    yield.words.insert(yield.words.end(), words.begin(), words.end());
    if (yield.words.size() > kLongestYield) return std::nullopt;
    state = next->target;
  }
}

}  // namespace proviso::read
