// SPDX-License-Identifier: Apache-2.0
// What stands in front of a line's text: bullets, numbers, labels such as "a)", Markdown hashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::compiler {

struct LinePrefix {
  std::vector<std::string> labels;  // numbers and letters, as written, in order
  bool ends_in_mark = false;        // a bullet without a name stands last, or alone
  std::string hashes;               // "##"

  bool empty() const { return labels.empty() && !ends_in_mark; }
  // The number that counts the line, when it is one number and small enough to count with.
  std::optional<unsigned> Number() const;
};

// `raw`: from the line's start to its text.
LinePrefix ReadPrefix(std::string_view raw);

// In canonical spelling with a space behind it, hashes left out; empty if there is none. `number`
// takes the place of the one written.
std::string BulletText(const LinePrefix& prefix, std::optional<unsigned> number);

}  // namespace proviso::compiler
