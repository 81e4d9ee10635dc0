// SPDX-License-Identifier: Apache-2.0
#include "cli/import/pandoc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

extern char** environ;

namespace proviso::importing {
namespace {

using Clock = std::chrono::steady_clock;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }
  void Close() {
    if (value_ >= 0) close(value_);
    value_ = -1;
  }

 private:
  int value_;
};

Error CannotRun(const std::string& why) {
  return {"pandoc_failed", fmt::format("pandoc could not be run: {}", why)};
}

// The input is a file without a name: a pipe would have to be filled while another is emptied.
File TemporaryWith(std::string_view bytes) {
  File file(std::tmpfile());
  if (!file) return nullptr;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return nullptr;
  if (std::fflush(file.get()) != 0) return nullptr;
  std::rewind(file.get());
  return file;
}

std::string FirstLine(std::FILE* file) {
  std::rewind(file);
  std::array<char, 400> buffer{};
  const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), file);
  const std::string_view text(buffer.data(), size);
  return std::string(text.substr(0, text.find('\n')));
}

// Reads until the end, or until a limit; then says which.
std::string ReadOutput(int from, const PandocLimits& limits, std::string& out) {
  const auto deadline = Clock::now() + limits.time;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return "too_slow";
    pollfd waiting{from, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return "too_slow";
    const ssize_t count = read(from, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return "";
    out.append(buffer.data(), static_cast<std::size_t>(count));
    if (out.size() > limits.output_bytes) return "too_large";
  }
}

int WaitFor(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

struct Actions {
  Actions() { posix_spawn_file_actions_init(&value); }
  ~Actions() { posix_spawn_file_actions_destroy(&value); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  posix_spawn_file_actions_t value;
};

}  // namespace

Result<std::string> PandocToHtml(std::string_view bytes, const std::string& format,
                                 const PandocLimits& limits) {
  const File input = TemporaryWith(bytes);
  const File errors(std::tmpfile());
  if (!input || !errors) return CannotRun("there is no room for a temporary file");
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return CannotRun(std::strerror(errno));
  Descriptor output(ends[0]);
  Descriptor child_output(ends[1]);

  Actions actions;
  posix_spawn_file_actions_adddup2(&actions.value, fileno(input.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions.value, child_output.value(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions.value, fileno(errors.get()), STDERR_FILENO);
  std::vector<std::string> words = {"pandoc", "--sandbox", "--standalone", "--wrap=none",
                                    // So that what was deleted can be named; it is not read.
                                    "--track-changes=all", "--from=" + format, "--to=html", "+RTS",
                                    fmt::format("-M{}M", limits.memory_megabytes), "-RTS"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, "pandoc", &actions.value, nullptr, arguments.data(), environ);
  if (failed == ENOENT) {
    return Error{"no_pandoc",
                 fmt::format("reading {} files needs the program pandoc, which is not installed; "
                             "install it (Debian: apt-get install pandoc), or save the document as "
                             "a web page (.html) and import that",
                             format)};
  }
  if (failed != 0) return CannotRun(std::strerror(failed));
  child_output.Close();

  std::string html;
  const std::string limit = ReadOutput(output.value(), limits, html);
  if (!limit.empty()) kill(child, SIGKILL);
  const int status = WaitFor(child);
  if (limit == "too_slow") {
    return Error{limit,
                 fmt::format("pandoc took longer than {} s and was stopped", limits.time.count())};
  }
  if (limit == "too_large") {
    return Error{limit, fmt::format("the document is larger than {} MB when it is unpacked",
                                    limits.output_bytes >> 20)};
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    const std::string said = FirstLine(errors.get());
    return Error{"pandoc_failed", fmt::format("pandoc cannot read this as a {} file{}{}", format,
                                              said.empty() ? "" : ": ", said)};
  }
  return html;
}

}  // namespace proviso::importing
