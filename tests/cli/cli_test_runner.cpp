// SPDX-License-Identifier: Apache-2.0
// Runs golden files of the command line: cli_test_runner PROVISO PROJECT [--update] FILE…
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "bytecode/encode.h"
#include "tests/cli/cli_case.h"
#include "tests/unit/session/sample_module.h"

namespace proviso::cli_test {
namespace {

namespace fs = std::filesystem;

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void WriteText(const fs::path& path, std::string_view text) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
}

// A directory that goes when the case is over.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "proviso-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Observed {
  int exit_code = -1;
  std::string output;
  std::string errors;
};

class Runner {
 public:
  Runner(fs::path proviso, fs::path project, bool update)
      : proviso_(std::move(proviso)), project_(std::move(project)), update_(update) {}

  bool Run(const fs::path& path) const {
    auto parsed = ParseCase(ReadText(path));
    if (!parsed) {
      std::cerr << path.string() << ": " << parsed.error().message << '\n';
      return false;
    }
    CliCase cli_case = std::move(*parsed);
    const Observed observed = Observe(cli_case);
    const bool same = observed.exit_code == cli_case.exit_code &&
                      Fits(cli_case.output, observed.output) &&
                      Fits(cli_case.errors, observed.errors);
    if (same) return true;
    CliCase actual = cli_case;
    actual.exit_code = observed.exit_code;
    actual.output = Updated(cli_case.output, observed.output);
    actual.errors = Updated(cli_case.errors, observed.errors);
    if (update_) {
      WriteText(path, FormatCase(actual));
      return true;
    }
    std::cerr << path.string() << ": not what is expected (--update accepts it). Found:\n"
              << FormatCase(actual);
    return false;
  }

 private:
  Observed Observe(const CliCase& cli_case) const {
    const Scratch scratch;
    const fs::path work = scratch.path() / "work";
    fs::create_directories(work);
    for (const std::string& copy : cli_case.copies) {
      fs::copy(project_ / copy, work / fs::path(copy).filename(), fs::copy_options::recursive);
    }
    for (const auto& [name, text] : cli_case.files) WriteText(work / name, text);
    if (!cli_case.bundle.empty())
      WriteText(work / cli_case.bundle, Encode(testing::RefundModule()));
    if (!cli_case.refused_bundle.empty()) {
      // Well-formed and with the right checksum, but the last instruction is cut off.
      Module module = testing::RefundModule();
      module.code.pop_back();
      WriteText(work / cli_case.refused_bundle, Encode(module));
    }
    WriteText(scratch.path() / "stdin", cli_case.input);
    const std::string in_scratch = scratch.path().string();
    const std::string script = fmt::format(
        "cd '{0}/work' && PATH='{1}':\"$PATH\" COLUMNS=100 TERM=dumb LC_ALL=C.UTF-8\n"
        "export PATH COLUMNS TERM LC_ALL\nunset NO_COLOR\n"
        "{{ {2}\n}} <'{0}/stdin' >'{0}/stdout' 2>'{0}/stderr'",
        in_scratch, proviso_.parent_path().string(), cli_case.command);
    const int status = std::system(script.c_str());
    Observed observed;
    observed.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    observed.output = ReadText(scratch.path() / "stdout");
    observed.errors = ReadText(scratch.path() / "stderr");
    return observed;
  }

  fs::path proviso_;
  fs::path project_;
  bool update_;
};

int RunAll(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: cli_test_runner PROVISO PROJECT [--update] FILE…\n";
    return 2;
  }
  const bool update = std::string_view(argv[3]) == "--update";
  const Runner runner(fs::absolute(argv[1]), fs::absolute(argv[2]), update);
  int failures = 0;
  for (int i = update ? 4 : 3; i < argc; ++i) failures += runner.Run(argv[i]) ? 0 : 1;
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace proviso::cli_test

int main(int argc, char** argv) {
  try {
    return proviso::cli_test::RunAll(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
