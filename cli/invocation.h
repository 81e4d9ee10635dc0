// SPDX-License-Identifier: Apache-2.0
// What every verb is given: the streams, and the options that all verbs share.
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_codes.h"
#include "cli/terminal.h"

namespace proviso::cli {

struct Streams {
  std::istream& in;
  std::ostream& out;  // results
  std::ostream& err;  // everything else
};

struct GlobalFlags {
  std::string color_name = "auto";  // always, never
  bool quiet = false;

  ColorChoice color() const;
};

struct Invocation {
  Streams streams;
  GlobalFlags flags;
  // Prints the help of the verb at this path ("tools", "list"; none: the program's); fails when
  // there is no such verb.
  std::function<ExitCode(const std::vector<std::string>& path)> help = {};

  // `proviso: message` on the error stream, each line of it.
  void Complain(const std::string& message) const;
  // The same for what --quiet silences.
  void Notice(const std::string& message) const;
};

}  // namespace proviso::cli
