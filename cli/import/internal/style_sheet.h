// SPDX-License-Identifier: Apache-2.0
// What styles say about whether text is seen: in `style` attributes and in the <style> elements of
// a page. Understands selectors of one element (`.c3`, `span.gone`, `#old`); rules with others, and
// those for other media, are passed over: then the text stays.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/import/internal/html_tree.h"

namespace proviso::importing {

class StyleSheet {
 public:
  // The text of one <style> element. Any text is a sheet.
  void Read(std::string_view css);
  // How the element itself looks; what it inherits is for the caller to know.
  Absence Of(const Node& node) const;

 private:
  enum class Property : std::uint8_t { Display, Visibility, Decoration, WordHide, Count };
  static constexpr std::size_t kProperties = static_cast<std::size_t>(Property::Count);
  // Whether the property takes text away, and how much the declaration weighs against others.
  struct Declared {
    Property property = Property::Display;
    bool absent = false;
    bool important = false;
  };
  struct Rule {
    std::string type;
    std::string id;
    std::vector<std::string> classes;
    std::vector<Declared> declared;
    long weight = 0;
  };
  struct Winner {
    long weight = -1;
    bool absent = false;
  };
  using Winners = std::array<Winner, kProperties>;

  static std::vector<Declared> Declarations(std::string_view text);
  static bool ReadSelector(std::string_view text, Rule& rule);
  static bool Fits(const Rule& rule, const Node& node);
  static void Weigh(const std::vector<Declared>& declared, long weight, Winners& winners);
  void AddRules(std::string_view selectors, std::string_view declarations);
  void Look(const std::string& key, const Node& node, Winners& winners) const;

  std::vector<Rule> rules_;
  // By the one word that an element must have: "#id", ".class" or "type".
  std::multimap<std::string, std::size_t> by_key_;
};

}  // namespace proviso::importing
