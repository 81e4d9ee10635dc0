// SPDX-License-Identifier: Apache-2.0
// Doing something again whenever files change, until the user interrupts.
#pragma once

#include <string>
#include <vector>

namespace proviso::cli {

// Takes over the interrupt (Ctrl-C) and termination signals while it lives.
class Watch {
 public:
  Watch();
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Returns true when one of `paths` has changed since the last call with it: a file by its time or
  // size, a folder by the files in and below it. False: interrupted. Looks a few times a second,
  // which needs nothing of the system and costs next to nothing for the few files of a project.
  bool WaitForChange(const std::vector<std::string>& paths);

 private:
  std::string seen_;
};

}  // namespace proviso::cli
