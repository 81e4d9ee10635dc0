// SPDX-License-Identifier: Apache-2.0
#include "compiler/read/skeleton.h"

#include <queue>
#include <utility>

namespace proviso::read {

using pack::Arc;
using pack::AtomKind;
using pack::NetId;

namespace {

// Words of its own tell an author more than holes, signs less.
constexpr std::uint32_t kWord = 2;
constexpr std::uint32_t kFilled = 3;
constexpr std::uint32_t kSign = 6;

std::string_view SignOf(AtomKind kind) {
  switch (kind) {
    case AtomKind::Tool:
      return "@";
    case AtomKind::Policy:
      return "#";
    case AtomKind::Comma:
      return ",";
    case AtomKind::Colon:
      return ":";
    default:
      return kHole;
  }
}

bool EndsInHole(const std::string& text) { return text.ends_with(kHole); }

void Append(std::string& text, const std::string& more) {
  if (more == "," || more == ":") {
    text += more;
    return;
  }
  if (more == kHole && EndsInHole(text)) return;
  text += (text.empty() ? "" : " ") + more;
}

}  // namespace

Skeletons::Skeletons(const pack::Pack& pack) : pack_(pack) {
  for (const auto& [text, word] : pack.words()) {
    if (texts_.size() <= word) texts_.resize(word + 1);
    texts_[word] = text;
  }
}

std::vector<Skeleton> Skeletons::Of(std::string_view group) {
  std::vector<Skeleton> found;
  const pack::RuleId rule = pack_.net(pack_.root(group)).rule;
  for (const pack::RuleId one : pack_.rule(rule).alternatives) {
    Sample sample = Shortest(pack_.root(pack_.rule(one).name), true);
    if (!sample.text.empty()) found.push_back({one, std::move(sample.text)});
  }
  return found;
}

const Skeletons::Sample& Skeletons::SampleOf(NetId net) {
  const auto found = samples_.find(net);
  if (found != samples_.end()) return found->second;
  samples_[net] = {std::string(kHole), true};  // asked for again inside itself
  // What takes any name is for the author to say.
  if (pack_.first(net).plain || pack_.first(net).any) return samples_[net];
  Sample sample = Shortest(net, false);
  if (sample.hole || sample.text.empty()) sample = {std::string(kHole), true};
  return samples_[net] = std::move(sample);
}

Skeletons::Sample Skeletons::ArcSample(const Arc& arc, std::uint32_t& cost) {
  switch (arc.kind) {
    case Arc::Kind::Word:
      cost = kWord;
      return {std::string(texts_[arc.value]), false};
    case Arc::Kind::Atom: {
      const auto kind = static_cast<AtomKind>(arc.value);
      const bool mentions = kind == AtomKind::Tool || kind == AtomKind::Policy;
      cost = mentions ? kFilled : kSign;
      return {std::string(SignOf(kind)), SignOf(kind) == kHole};
    }
    case Arc::Kind::Net: {
      Sample sample = SampleOf(arc.value);
      cost = sample.hole ? kFilled : kWord;
      return sample;
    }
    default:
      cost = kFilled;
      return {std::string(kHole), true};
  }
}

// Of the first template that has one, the shortest way. `own_words`: it must begin with some.
Skeletons::Sample Skeletons::Shortest(NetId id, bool own_words) {
  struct Step {
    std::uint32_t state = 0;
    Sample sample;
  };
  const pack::Net& net = pack_.net(id);
  std::vector<Step> steps = {{0, {}}};
  using Entry = std::pair<std::uint32_t, std::uint32_t>;  // cost, step: of equals the first
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
  waiting.emplace(0, 0);
  std::vector<bool> done(net.states.size(), false);
  Sample best;
  std::uint32_t best_template = pack::kNone;
  while (!waiting.empty()) {
    const auto [cost, index] = waiting.top();
    waiting.pop();
    const Step from = steps[index];
    if (done[from.state]) continue;
    done[from.state] = true;
    for (std::uint32_t i = net.states[from.state]; i < net.states[from.state + 1]; ++i) {
      const Arc& arc = net.arcs[i];
      if (arc.kind == Arc::Kind::Accept) {
        if (arc.value < best_template) {
          best = from.sample;
          best_template = arc.value;
        }
        continue;
      }
      std::uint32_t own = 0;
      const Sample more = ArcSample(arc, own);
      if (more.text.empty() || (own_words && from.state == 0 && more.text == kHole)) continue;
      Step step{arc.target, from.sample};
      Append(step.sample.text, more.text);
      step.sample.hole = step.sample.hole || more.hole;
      waiting.emplace(cost + own, static_cast<std::uint32_t>(steps.size()));
      steps.push_back(std::move(step));
    }
  }
  return best;
}

}  // namespace proviso::read
