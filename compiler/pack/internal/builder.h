// SPDX-License-Identifier: Apache-2.0
// From the text of a pack to its networks.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/pack/internal/source.h"
#include "compiler/pack/pack.h"

namespace proviso::pack {

class PackBuilder {
 public:
  explicit PackBuilder(PackSource source) : source_(std::move(source)) {}
  Result<Pack> Build();

 private:
  // A network while it grows: arcs by state.
  using States = std::vector<std::vector<Arc>>;

  Result<void> NameRules();
  Result<void> MakeForms();
  Result<void> FlagWords();
  Result<void> BuildNets();
  // Also finds what each network can begin with.
  Result<void> CheckLeftRecursion();
  First FirstOf(const Net& net) const;

  NetId NetOf(RuleId rule, Form form);
  void BuildNet(NetId id);
  void AddAlternative(const Element& element, Form form, std::uint32_t alternative, States& states);
  // Arcs for the element from `from`; gives the state behind it.
  std::uint32_t Add(const Element& element, Form form, std::uint32_t from, States& states);
  std::uint32_t AddWords(const std::vector<std::string>& words, std::uint32_t from, States& states);
  std::uint32_t AddArc(Arc arc, std::uint32_t from, States& states);
  std::uint32_t AddVerb(const std::string& lemma, Form form, std::uint32_t from, States& states);
  std::uint32_t AddReference(const Element& element, std::uint32_t from, States& states);
  static std::uint32_t NewState(States& states);
  static void Skip(std::uint32_t from, std::uint32_t to, States& states);
  Net Compact(RuleId rule, Form form, const States& states) const;

  bool Turned(const Element& element, Form form, Element& out) const;
  void Fail(const std::string& what);

  WordId WordOf(const std::string& text);
  SlotId SlotOf(const std::string& name);

  PackSource source_;
  Pack pack_;
  std::unordered_map<std::string, RuleId> names_;
  // The forms of a verb, by its first word: form -> words.
  std::unordered_map<std::string, std::map<Form, std::vector<std::string>>> forms_;
  std::map<std::pair<RuleId, Form>, NetId> net_ids_;
  std::vector<std::pair<RuleId, Form>> pending_;
  RuleId building_ = 0;
  std::string error_;
};

}  // namespace proviso::pack
