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

  // Around the work: what to look at before it, and what it turned out to depend on. A change while
  // it goes on counts, too. A file is looked at by its time and size, a folder by the files in and
  // below it.
  void Begin(std::vector<std::string> paths);
  void End(std::vector<std::string> paths);

  // Returns true when something has changed since, false when interrupted. Looks a few times a
  // second, which needs nothing of the system and costs next to nothing for the few files of a
  // project.
  bool WaitForChange();

 private:
  std::vector<std::string> paths_;
  std::string seen_;
  bool changed_ = false;
};

}  // namespace proviso::cli
