// SPDX-License-Identifier: Apache-2.0
#include "cli/watch.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <thread>
#include <utility>

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto kPause = std::chrono::milliseconds(200);
constexpr std::size_t kMostEntries = 20'000;

volatile std::sig_atomic_t interrupted = 0;
using Handler = void (*)(int);
Handler old_interrupt = SIG_DFL;
Handler old_terminate = SIG_DFL;

void Interrupt(int) { interrupted = 1; }

void Add(const fs::path& path, std::string& out) {
  std::error_code problem;
  const auto time = fs::last_write_time(path, problem).time_since_epoch().count();
  const auto size = problem ? 0 : fs::file_size(path, problem);
  out += fmt::format("{} {} {}\n", path.string(), problem ? 0 : time, problem ? 0 : size);
}

bool MattersHere(const fs::path& path) {
  const fs::path extension = path.extension();
  return extension == ".scenario" || extension == ".policy" || extension == ".json" ||
         extension == ".md" || extension == ".txt";
}

// What the files look like from outside.
std::string Look(const std::vector<std::string>& paths) {
  std::string out;
  std::set<std::string> seen;
  std::size_t entries = 0;
  for (const std::string& path : paths) {
    if (!seen.insert(path).second) continue;
    std::error_code problem;
    if (!fs::is_directory(path, problem)) {
      Add(path, out);
      continue;
    }
    fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied,
                                           problem);
    while (!problem && entry != fs::recursive_directory_iterator() && ++entries < kMostEntries) {
      const bool hidden = entry->path().filename().string().starts_with('.');
      if (hidden && entry->is_directory(problem)) entry.disable_recursion_pending();
      if (!hidden && MattersHere(entry->path())) Add(entry->path(), out);
      entry.increment(problem);
    }
  }
  return out;
}

}  // namespace

Watch::Watch() {
  interrupted = 0;
  old_interrupt = std::signal(SIGINT, Interrupt);
  old_terminate = std::signal(SIGTERM, Interrupt);
}

Watch::~Watch() {
  std::signal(SIGINT, old_interrupt);
  std::signal(SIGTERM, old_terminate);
}

void Watch::Begin(std::vector<std::string> paths) {
  paths_ = std::move(paths);
  seen_ = Look(paths_);
}

void Watch::End(std::vector<std::string> paths) {
  changed_ = Look(paths_) != seen_;
  paths_ = std::move(paths);
  seen_ = Look(paths_);
}

bool Watch::WaitForChange() {
  while (interrupted == 0) {
    if (changed_ || Look(paths_) != seen_) {
      // An editor writes in several steps; the last of them counts.
      std::this_thread::sleep_for(kPause);
      return interrupted == 0;
    }
    std::this_thread::sleep_for(kPause);
  }
  return false;
}

}  // namespace proviso::cli
