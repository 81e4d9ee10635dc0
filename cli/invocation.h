// SPDX-License-Identifier: Apache-2.0
// What every verb is given, and the verb that the command line chose. A verb registers its options
// with CLI11 and leaves its work in `action`; it runs after parsing, so that nothing of ours runs
// inside the parser.
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>

#include "cli/exit_codes.h"
#include "cli/terminal.h"

namespace CLI {
class App;
}

namespace proviso::cli {

struct Streams {
  std::istream& in;
  std::ostream& out;  // results
  std::ostream& err;  // everything else
};

struct GlobalFlags {
  ColorChoice color = ColorChoice::Auto;
  bool quiet = false;
};

struct Invocation {
  Streams streams;
  GlobalFlags flags;
  std::function<ExitCode()> action;

  // `proviso: message` on the error stream, each line of it.
  void Complain(const std::string& message) const;
  // The same for what --quiet silences.
  void Notice(const std::string& message) const;
};

}  // namespace proviso::cli
