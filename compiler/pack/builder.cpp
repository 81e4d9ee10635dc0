// SPDX-License-Identifier: Apache-2.0
#include "compiler/pack/internal/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace proviso::pack {
namespace {

// What a template may refer to besides the rules of the pack.
struct BuiltIn {
  std::string_view name;
  Arc::Kind kind;
  AtomKind atom;
};
constexpr std::array kBuiltIns = {
    BuiltIn{"tool", Arc::Kind::Atom, AtomKind::Tool},
    BuiltIn{"policy", Arc::Kind::Atom, AtomKind::Policy},
    BuiltIn{"quote", Arc::Kind::Atom, AtomKind::Quote},
    BuiltIn{"group", Arc::Kind::Atom, AtomKind::Group},
    BuiltIn{"brackets", Arc::Kind::Atom, AtomKind::Brackets},
    BuiltIn{"braces", Arc::Kind::Atom, AtomKind::Braces},
    BuiltIn{"number", Arc::Kind::Atom, AtomKind::Number},
    BuiltIn{"percent", Arc::Kind::Atom, AtomKind::Percent},
    BuiltIn{"money", Arc::Kind::Atom, AtomKind::Money},
    BuiltIn{"date", Arc::Kind::Atom, AtomKind::Date},
    BuiltIn{"web_address", Arc::Kind::Atom, AtomKind::Address},
    BuiltIn{"sign", Arc::Kind::Atom, AtomKind::Sign},
    BuiltIn{"plain", Arc::Kind::Plain, AtomKind::Word},
    BuiltIn{"quality", Arc::Kind::Quality, AtomKind::Word},
    BuiltIn{"third", Arc::Kind::Third, AtomKind::Word},
    BuiltIn{"free", Arc::Kind::Free, AtomKind::Word},
    BuiltIn{"residue", Arc::Kind::Residue, AtomKind::Word},
};
constexpr std::array<std::pair<std::string_view, AtomKind>, 8> kMarks = {{
    {",", AtomKind::Comma},
    {":", AtomKind::Colon},
    {";", AtomKind::Semicolon},
    {"-", AtomKind::Dash},
    {"/", AtomKind::Slash},
    {"→", AtomKind::Arrow},
    {".", AtomKind::Stop},
    {"?", AtomKind::Stop},
}};

// The rules that the passive is made with. They are the language's.
constexpr std::string_view kPassive = "passive_aux";
constexpr std::string_view kPassiveNot = "passive_aux_not";

const Element* HeadIn(const Element& element) {
  if (element.kind == Element::Kind::Head || element.kind == Element::Kind::HeadClass) {
    return &element;
  }
  for (const Element& part : element.parts) {
    if (const Element* head = HeadIn(part)) return head;
  }
  return nullptr;
}

}  // namespace

void PackBuilder::Fail(const std::string& what) {
  if (!error_.empty()) return;
  const RuleInfo& rule = source_.rules[building_].info;
  error_ = fmt::format("{}:{}: {}: {}", rule.file, rule.line, rule.name, what);
}

WordId PackBuilder::WordOf(const std::string& text) {
  const auto [place, added] = pack_.words_.emplace(text, static_cast<WordId>(pack_.flags_.size()));
  if (added) {
    pack_.flags_.emplace_back();
    pack_.flags_.back().listed = true;
  }
  return place->second;
}

SlotId PackBuilder::SlotOf(const std::string& name) {
  if (name.empty()) return 0;
  const auto found = std::find(pack_.slots_.begin() + 1, pack_.slots_.end(), name);
  if (found != pack_.slots_.end()) return static_cast<SlotId>(found - pack_.slots_.begin());
  pack_.slots_.push_back(name);
  return static_cast<SlotId>(pack_.slots_.size() - 1);
}

Result<Pack> PackBuilder::Build() {
  pack_.flags_.emplace_back();  // word 0: not listed
  pack_.slots_.emplace_back();  // slot 0: not captured
  for (auto step : {&PackBuilder::NameRules, &PackBuilder::MakeForms, &PackBuilder::FlagWords,
                    &PackBuilder::BuildNets}) {
    const Result<void> done = (this->*step)();
    if (!done) return done.error();
  }
  const Result<void> recursion = CheckLeftRecursion();
  if (!recursion) return recursion.error();
  for (SourceRule& rule : source_.rules) pack_.rules_.push_back(std::move(rule.info));
  return std::move(pack_);
}

// Groups are rules, too: the union of their constructions.
Result<void> PackBuilder::NameRules() {
  const std::size_t written = source_.rules.size();
  for (std::size_t i = 0; i < written; ++i) {
    const RuleInfo& info = source_.rules[i].info;
    building_ = static_cast<RuleId>(i);
    if (!names_.emplace(info.name, static_cast<RuleId>(i)).second) {
      Fail("there are two of this name");
      return Error{"pack_name", error_};
    }
  }
  for (std::size_t i = 0; i < written; ++i) {
    if (source_.rules[i].info.kind != RuleInfo::Kind::Construction) continue;
    const std::string group = source_.rules[i].info.group;
    const auto [place, added] = names_.emplace(group, static_cast<RuleId>(source_.rules.size()));
    if (added) {
      SourceRule rule;
      rule.info.name = group;
      rule.info.kind = RuleInfo::Kind::Group;
      source_.rules.push_back(std::move(rule));
    }
    SourceRule& rule = source_.rules[place->second];
    if (rule.info.kind != RuleInfo::Kind::Group) {
      building_ = static_cast<RuleId>(i);
      Fail(fmt::format("`{}` is no group", group));
      return Error{"pack_name", error_};
    }
    rule.info.alternatives.push_back(static_cast<RuleId>(i));
  }
  return {};
}

Result<void> PackBuilder::MakeForms() {
  const auto inflect = [&](Form form, const VerbEntry& verb) {
    const std::string& base = verb.lemma.front();
    for (const Inflection& inflection : source_.inflections) {
      if (inflection.form != form) continue;
      const std::string stem = inflection.doubles ? base + verb.doubled : base;
      for (const auto& [ending, replacement] : inflection.endings) {
        if (stem.ends_with(ending)) {
          return stem.substr(0, stem.size() - ending.size()) + replacement;
        }
      }
    }
    return base;
  };
  for (const Inflection& inflection : source_.inflections) {
    if (inflection.form == Form::Third) pack_.third_endings_ = inflection.endings;
  }
  for (const SourceRule& rule : source_.rules) {
    for (const VerbEntry& verb : rule.verbs) {
      if (verb.lemma.empty()) continue;
      std::map<Form, std::vector<std::string>> apart;
      auto& forms =
          rule.info.spoken ? apart : forms_[fmt::format("{}", fmt::join(verb.lemma, " "))];
      forms[Form::Base] = verb.lemma;
      const std::string past = verb.past.empty() ? inflect(Form::Past, verb) : verb.past;
      const std::string participle = !verb.participle.empty() ? verb.participle
                                     : !verb.past.empty()     ? verb.past
                                                              : inflect(Form::Participle, verb);
      if (verb.lemma.size() == 1 && !rule.info.spoken)
        pack_.flags_[WordOf(verb.lemma.front())].verb = true;
      for (const auto& [form, first] :
           {std::pair{Form::Third, inflect(Form::Third, verb)},
            std::pair{Form::Gerund, inflect(Form::Gerund, verb)}, std::pair{Form::Past, past},
            std::pair{Form::Participle, participle}}) {
        forms[form] = verb.lemma;
        forms[form].front() = first;
        VerbWord& word = pack_.verbs_[first];
        if (word.base.empty()) word.base = verb.lemma.front();
        word.third = word.third || form == Form::Third;
        word.past = word.past || form == Form::Past;
        word.participle = word.participle || form == Form::Participle;
      }
      VerbWord& base = pack_.verbs_[verb.lemma.front()];
      base.base = verb.lemma.front();
      base.is_base = true;
      if (base.participle_of_base.empty()) base.participle_of_base = participle;
    }
  }
  return {};
}

Result<void> PackBuilder::FlagWords() {
  for (std::size_t i = 0; i < source_.rules.size(); ++i) {
    const SourceRule& rule = source_.rules[i];
    if (rule.info.kind != RuleInfo::Kind::Words) continue;
    building_ = static_cast<RuleId>(i);
    for (const Element& line : rule.templates) {
      // Each line is one choice; a phrase of one word is flagged.
      for (const Element& phrase : line.parts.front().parts) {
        if (phrase.parts.size() != 1 || phrase.parts.front().kind != Element::Kind::Word) continue;
        WordFlags& flags = pack_.flags_[WordOf(phrase.parts.front().text)];
        flags.function = flags.function || rule.flags.function;
        flags.limits = flags.limits || rule.flags.limits;
        flags.article = flags.article || rule.flags.article;
        flags.customer = flags.customer || rule.flags.customer;
        flags.abbreviates = flags.abbreviates || rule.flags.abbreviates;
        flags.starts = flags.starts || rule.flags.starts;
      }
    }
  }
  return {};
}

NetId PackBuilder::NetOf(RuleId rule, Form form) {
  const RuleInfo::Kind kind = source_.rules[rule].info.kind;
  if (kind == RuleInfo::Kind::Words || kind == RuleInfo::Kind::Rule) form = Form::Any;
  const auto [place, added] =
      net_ids_.emplace(std::pair{rule, form}, static_cast<NetId>(pending_.size()));
  if (added) pending_.emplace_back(rule, form);
  return place->second;
}

Result<void> PackBuilder::BuildNets() {
  for (const std::string_view required : kRequiredRules) {
    const auto rule = names_.find(std::string(required));
    if (rule == names_.end()) {
      return Error{"pack_rule", fmt::format("the pack has no rule `{}`", required)};
    }
  }
  // Every rule is a root: tests and the compiler may ask for any.
  for (std::size_t i = 0; i < source_.rules.size(); ++i) {
    const RuleInfo& info = source_.rules[i].info;
    if (info.spoken) continue;
    const bool bare = info.kind == RuleInfo::Kind::Words || info.kind == RuleInfo::Kind::Rule ||
                      info.kind == RuleInfo::Kind::Verbs;
    pack_.roots_[info.name] = NetOf(static_cast<RuleId>(i), bare ? Form::Any : Form::Base);
  }
  for (NetId id = 0; id < pending_.size() && error_.empty(); ++id) BuildNet(id);
  if (!error_.empty()) return Error{"pack_rule", error_};
  return {};
}

void PackBuilder::BuildNet(NetId id) {
  const auto [rule_id, form] = pending_[id];
  building_ = rule_id;
  States states;
  NewState(states);
  const SourceRule& rule = source_.rules[rule_id];
  std::uint32_t alternative = 0;
  switch (rule.info.kind) {
    case RuleInfo::Kind::Group:
      for (const RuleId one : rule.info.alternatives) {
        const std::uint32_t end = AddArc({Arc::Kind::Net, NetOf(one, form), 0, 0}, 0, states);
        states[end].push_back({Arc::Kind::Accept, alternative++, 0, 0});
      }
      break;
    case RuleInfo::Kind::Verbs:
      for (const VerbEntry& verb : rule.verbs) {
        const std::uint32_t end =
            AddVerb(fmt::format("{}", fmt::join(verb.lemma, " ")), form, 0, states);
        states[end].push_back({Arc::Kind::Accept, alternative++, 0, 0});
      }
      break;
    default:
      for (const Element& one : rule.templates) AddAlternative(one, form, alternative++, states);
  }
  if (pack_.nets_.size() <= id) pack_.nets_.resize(id + 1);
  pack_.nets_[id] = Compact(rule_id, form, states);
}

void PackBuilder::AddAlternative(const Element& element, Form form, std::uint32_t alternative,
                                 States& states) {
  Element turned;
  const Element* used = &element;
  Form head = form;
  if (form == Form::Passive || form == Form::PassiveNot) {
    if (!Turned(element, form, turned)) return;
    used = &turned;
    head = Form::Participle;
  }
  const std::uint32_t end = Add(*used, head, 0, states);
  states[end].push_back({Arc::Kind::Accept, alternative, 0, 0});
}

// "=use ^{tool} [<purpose>]" -> "{tool} <passive_aux> =use [<purpose>]". False when nothing is
// marked, or no verb stands beside it.
bool PackBuilder::Turned(const Element& element, Form form, Element& out) const {
  const auto object = std::find_if(element.parts.begin(), element.parts.end(),
                                   [](const Element& part) { return part.object; });
  const auto head = std::find_if(element.parts.begin(), element.parts.end(),
                                 [](const Element& part) { return HeadIn(part) != nullptr; });
  if (object == element.parts.end() || head == element.parts.end() || object == head) return false;
  out.kind = Element::Kind::Sequence;
  Element front = *object;
  if (front.kind == Element::Kind::Optional) front.kind = Element::Kind::Choice;
  out.parts.push_back(std::move(front));
  Element aux;
  aux.kind = Element::Kind::Reference;
  aux.text = form == Form::Passive ? kPassive : kPassiveNot;
  out.parts.push_back(std::move(aux));
  out.parts.push_back(*head);
  for (auto part = element.parts.begin(); part != element.parts.end(); ++part) {
    if (part != object && part != head) out.parts.push_back(*part);
  }
  return true;
}

std::uint32_t PackBuilder::NewState(States& states) {
  states.emplace_back();
  return static_cast<std::uint32_t>(states.size() - 1);
}

void PackBuilder::Skip(std::uint32_t from, std::uint32_t to, States& states) {
  states[from].push_back({Arc::Kind::Skip, 0, to, 0});
}

std::uint32_t PackBuilder::AddArc(Arc arc, std::uint32_t from, States& states) {
  arc.target = NewState(states);
  states[from].push_back(arc);
  return arc.target;
}

std::uint32_t PackBuilder::AddWords(const std::vector<std::string>& words, std::uint32_t from,
                                    States& states) {
  for (const std::string& word : words) {
    from = AddArc({Arc::Kind::Word, WordOf(word), 0, 0}, from, states);
  }
  return from;
}

std::uint32_t PackBuilder::AddVerb(const std::string& lemma, Form form, std::uint32_t from,
                                   States& states) {
  const auto forms = forms_.find(lemma);
  if (forms == forms_.end()) {
    Fail(fmt::format("no verbs list `{}`", lemma));
    return from;
  }
  if (form != Form::Any) return AddWords(forms->second.at(form), from, states);
  const std::uint32_t end = NewState(states);
  for (const auto& [one, words] : forms->second) {
    Skip(AddWords(words, from, states), end, states);
  }
  return end;
}

std::uint32_t PackBuilder::AddReference(const Element& element, std::uint32_t from,
                                        States& states) {
  const SlotId slot = SlotOf(element.slot);
  for (const BuiltIn& one : kBuiltIns) {
    if (one.name != element.text) continue;
    return AddArc({one.kind, static_cast<std::uint32_t>(one.atom), 0, slot}, from, states);
  }
  const auto rule = names_.find(element.text);
  if (rule == names_.end()) {
    Fail(fmt::format("there is no rule `{}`", element.text));
    return from;
  }
  const RuleInfo::Kind kind = source_.rules[rule->second].info.kind;
  const bool clause = kind == RuleInfo::Kind::Construction || kind == RuleInfo::Kind::Group;
  const Form form = element.form.value_or(clause ? Form::Base : Form::Any);
  return AddArc({Arc::Kind::Net, NetOf(rule->second, form), 0, slot}, from, states);
}

std::uint32_t PackBuilder::Add(const Element& element, Form form, std::uint32_t from,
                               States& states) {
  switch (element.kind) {
    case Element::Kind::Word:
      return AddWords({element.text}, from, states);
    case Element::Kind::Verb:
      return AddVerb(element.text, *element.form, from, states);
    case Element::Kind::Head:
      return AddVerb(element.text, form, from, states);
    case Element::Kind::HeadClass: {
      Element reference = element;
      reference.form = form;
      return AddReference(reference, from, states);
    }
    case Element::Kind::Mark: {
      const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                     [&](const auto& one) { return one.first == element.text; });
      if (mark == kMarks.end()) return AddWords({element.text}, from, states);
      return AddArc({Arc::Kind::Atom, static_cast<std::uint32_t>(mark->second), 0, 0}, from,
                    states);
    }
    case Element::Kind::Reference:
      return AddReference(element, from, states);
    case Element::Kind::Sequence:
      for (const Element& part : element.parts) from = Add(part, form, from, states);
      return from;
    case Element::Kind::Choice:
    case Element::Kind::Optional: {
      const std::uint32_t end = NewState(states);
      for (const Element& part : element.parts) Skip(Add(part, form, from, states), end, states);
      if (element.kind == Element::Kind::Optional) Skip(from, end, states);
      return end;
    }
    case Element::Kind::Repeated: {
      const std::uint32_t begin = NewState(states);
      Skip(from, begin, states);
      const std::uint32_t end = Add(element.parts.front(), form, begin, states);
      Skip(end, begin, states);
      return end;
    }
  }
  return from;
}

// Without Skip arcs and without the states that only they reach.
Net PackBuilder::Compact(RuleId rule, Form form, const States& states) const {
  const auto closure = [&](std::uint32_t state) {
    std::vector<std::uint32_t> reached = {state};
    std::vector<Arc> arcs;
    std::set<std::tuple<Arc::Kind, std::uint32_t, std::uint32_t, SlotId>> seen;
    std::set<std::uint32_t> visited = {state};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const Arc& arc : states[reached[i]]) {
        if (arc.kind == Arc::Kind::Skip) {
          if (visited.insert(arc.target).second) reached.push_back(arc.target);
        } else if (seen.emplace(arc.kind, arc.value, arc.target, arc.slot).second) {
          arcs.push_back(arc);
        }
      }
    }
    return arcs;
  };
  Net net;
  net.rule = rule;
  net.form = form;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers = {{0, 0}};
  std::vector<std::uint32_t> order = {0};
  for (std::size_t i = 0; i < order.size(); ++i) {
    net.states.push_back(static_cast<std::uint32_t>(net.arcs.size()));
    for (Arc arc : closure(order[i])) {
      if (arc.kind != Arc::Kind::Accept) {
        const auto [place, added] =
            numbers.emplace(arc.target, static_cast<std::uint32_t>(order.size()));
        if (added) order.push_back(arc.target);
        arc.target = place->second;
      }
      net.arcs.push_back(arc);
    }
  }
  net.states.push_back(static_cast<std::uint32_t>(net.arcs.size()));
  return net;
}

// The networks that it begins with come before it.
First PackBuilder::FirstOf(const Net& net) const {
  First first;
  first.words.resize((pack_.flags_.size() + 63) / 64);
  for (std::uint32_t i = net.states[0]; i < net.states[1]; ++i) {
    const Arc& arc = net.arcs[i];
    switch (arc.kind) {
      case Arc::Kind::Word:
        first.words[arc.value / 64] |= std::uint64_t{1} << (arc.value % 64);
        break;
      case Arc::Kind::Atom:
        first.atoms |= 1U << arc.value;
        break;
      case Arc::Kind::Plain:
      case Arc::Kind::Quality:
      case Arc::Kind::Third:
        first.plain = true;
        break;
      case Arc::Kind::Net: {
        const First& inner = pack_.firsts_[arc.value];
        for (std::size_t w = 0; w < inner.words.size(); ++w) first.words[w] |= inner.words[w];
        first.atoms |= inner.atoms;
        first.plain = first.plain || inner.plain;
        first.any = first.any || inner.any;
        break;
      }
      default:
        first.any = true;
    }
  }
  return first;
}

// A rule that begins with itself would never end.
Result<void> PackBuilder::CheckLeftRecursion() {
  enum class Mark : std::uint8_t { New, Open, Done };
  std::vector<Mark> marks(pack_.nets_.size(), Mark::New);
  pack_.firsts_.resize(pack_.nets_.size());
  std::vector<std::pair<NetId, std::uint32_t>> path;
  for (NetId start = 0; start < pack_.nets_.size(); ++start) {
    if (marks[start] != Mark::New) continue;
    path.emplace_back(start, 0);
    marks[start] = Mark::Open;
    while (!path.empty()) {
      auto& [id, at] = path.back();
      const Net& net = pack_.nets_[id];
      if (at == net.states[1]) {
        marks[id] = Mark::Done;
        pack_.firsts_[id] = FirstOf(net);
        path.pop_back();
        continue;
      }
      const Arc& arc = net.arcs[at++];
      if (arc.kind == Arc::Kind::Accept) {
        const RuleInfo& info = source_.rules[net.rule].info;
        return Error{"pack_rule",
                     fmt::format("{}:{}: {} can be empty", info.file, info.line, info.name)};
      }
      if (arc.kind != Arc::Kind::Net || marks[arc.value] == Mark::Done) continue;
      if (marks[arc.value] == Mark::Open) {
        const RuleInfo& info = source_.rules[pack_.nets_[arc.value].rule].info;
        return Error{"pack_rule",
                     fmt::format("{}:{}: {} begins with itself", info.file, info.line, info.name)};
      }
      marks[arc.value] = Mark::Open;
      path.emplace_back(arc.value, 0);
    }
  }
  return {};
}

}  // namespace proviso::pack
