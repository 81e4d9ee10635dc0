// SPDX-License-Identifier: Apache-2.0
// One line of a scenario file to data. The only door to the generated parser; it does not throw.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// What And and But repeat.
enum class Repeats : std::uint8_t { Given, Then };

struct LineProblem {
  DiagnosticId id{};
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;
  std::string message;
  std::string note;
};

struct ParsedLine {
  enum class Kind : std::uint8_t {
    Unreadable,  // `problems` says why
    Scenario,
    Outline,
    Background,
    Examples,
    Row,
    Policies,
    Policy,
    Tools,
    Channel,
    Given,
    Step,
  };
  Kind kind = Kind::Unreadable;
  std::string text;                 // what stands behind the colon or the first bar
  Given given;                      // without its line
  Step step;                        // without its place
  Repeats repeats = Repeats::Then;  // what And below this line repeats
  bool open = false;                // ends inside braces: what follows belongs to it
  std::vector<LineProblem> problems;
};

class LineParser {
 public:
  LineParser();
  ~LineParser();
  ParsedLine Parse(std::string_view line, Repeats repeats);

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace proviso::scenario
