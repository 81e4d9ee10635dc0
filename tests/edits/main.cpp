// SPDX-License-Identifier: Apache-2.0
// edits_runner [--each N] [--corpus N] [--calls N] [--states N] [--set NAME] [--only TEXT]: edits
// every policy text that the project has and says which edits nobody would notice; exit 1 when
// there is one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/edits/account.h"
#include "tests/edits/call_edits.h"
#include "tests/edits/compiled.h"
#include "tests/edits/edit.h"

namespace proviso::edits {
namespace {

constexpr std::uint32_t kSeed = 20260302;

struct Options {
  std::size_t each = 100;  // edits of each sample
  std::size_t corpus = 5;  // … of each other text
  std::size_t calls = 6;   // edits that forbid a call, of each text that is no sample
  std::string only;
  std::string set;
  std::size_t states = 400;  // of the conversations with each forbidden call
};

struct Counts {
  std::size_t texts = 0;
  std::size_t built = 0;  // of them
  std::size_t edits = 0;
  std::size_t excused = 0;
  std::size_t unnoticed = 0;
  std::size_t call_edits = 0;
  std::size_t made = 0;  // a forbidden call was
};

class SetRun {
 public:
  SetRun(std::string name, std::size_t each, std::size_t calls, const Options& options)
      : name_(std::move(name)), each_(each), calls_(calls), options_(options) {}

  void Run(const std::vector<Bundle>& bundles) {
    for (const Bundle& bundle : bundles) {
      for (std::size_t i = 0; i < bundle.size(); ++i) Text(bundle, i);
    }
    fmt::print(
        "{}: {} texts, {} of them build; {} edits, {} of words that say nothing, {} unnoticed; "
        "{} calls forbidden, {} made\n",
        name_, counts_.texts, counts_.built, counts_.edits, counts_.excused, counts_.unnoticed,
        counts_.call_edits, counts_.made);
    std::fflush(stdout);
  }
  std::size_t faults() const { return counts_.unnoticed + counts_.made; }

 private:
  void Text(const Bundle& bundle, std::size_t index) {
    if (bundle[index].first.find(options_.only) == std::string::npos) return;
    ++counts_.texts;
    const compiler::Compilation compilation = CompileWithLint(bundle);
    const Outcome before = OutcomeOf(compilation);
    // No call runs, before and after.
    if (!before.compiles) return;
    ++counts_.built;
    const Accounts accounts(compilation, static_cast<FileId>(index));
    const EditMaker maker(bundle[index].second);
    std::mt19937 random(kSeed);
    for (const Edit& edit : maker.MakeAll(each_, random)) {
      ++counts_.edits;
      Bundle edited = bundle;
      edited[index].second = edit.text;
      if (IsNoticed(before, OutcomeOf(CompileWithLint(edited)))) continue;
      if (IsExcused(accounts, edit)) {
        ++counts_.excused;
        continue;
      }
      ++counts_.unnoticed;
      Show(bundle[index].first, maker.source(), accounts, edit);
    }
    // What forbids is written in English.
    const std::vector<CallEdit> forbidding =
        accounts.language() == "en" ? EditsOfCalls(maker.source()) : std::vector<CallEdit>{};
    // Spread over the text and over the kinds.
    const std::size_t step = std::max<std::size_t>(1, forbidding.size() / calls_);
    for (std::size_t i = random() % step; i < forbidding.size(); i += step) {
      const CallEdit& edit = forbidding[i];
      ++counts_.call_edits;
      Bundle edited = bundle;
      edited[index].second = edit.text;
      const compiler::Compilation after = CompileWithLint(edited);
      if (!after.module) continue;
      const std::string run = ForbiddenRun(*after.module, edit, options_.states);
      if (run.empty()) continue;
      ++counts_.made;
      fmt::print("{}:{}: the call is forbidden and made\n  - {}\n  + {}\n{}", bundle[index].first,
                 edit.line, maker.source().Line(edit.line),
                 SourceFile("after", edit.text).Line(edit.line), run);
    }
  }

  void Show(const std::string& file, const SourceFile& source, const Accounts& accounts,
            const Edit& edit) const {
    const SourceFile after("after", edit.text);
    fmt::print("{}:{}: {}, and nothing comes of it ({})\n", file, edit.line, NameOf(edit.kind),
               accounts.Of(edit.span.begin));
    fmt::print("  - {}\n  + {}\n", source.Line(edit.line), after.Line(edit.line));
    if (edit.other != 0)
      fmt::print("  - {}\n  + {}\n", source.Line(edit.other), after.Line(edit.other));
  }

  std::string name_;
  std::size_t each_;
  std::size_t calls_;
  const Options& options_;
  Counts counts_;
};

bool RunAll(const Options& options) {
  std::size_t faults = 0;
  const auto run = [&](const char* name, std::size_t each, const std::vector<Bundle>& bundles) {
    if (!options.set.empty() && options.set != name) return;
    const bool all = each == options.each;
    SetRun set(name, each, all ? SIZE_MAX : options.calls, options);
    set.Run(bundles);
    faults += set.faults();
  };
  run("samples", options.each, format_test::Samples());
  run("goldens", options.corpus, format_test::GoldenInputs());
  run("conversations", options.corpus, format_test::ConversationPolicies());
  if (const auto corpus = format_test::SharedPolicies()) {
    std::map<std::string, std::vector<Bundle>> sets;
    for (const Bundle& bundle : *corpus) {
      const std::string& file = bundle.front().first;
      const std::size_t end = file.rfind('/');
      const std::size_t begin = file.rfind('/', end - 1) + 1;
      sets[file.substr(begin, end - begin)].push_back(bundle);
    }
    for (const auto& [name, bundles] : sets) run(name.c_str(), options.corpus, bundles);
  } else {
    fmt::print("the policies beside the project are not there: left out\n");
  }
  return faults == 0;
}

}  // namespace
}  // namespace proviso::edits

int main(int argc, char** argv) {
  proviso::edits::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--each") options.each = std::strtoul(value, nullptr, 10);
    if (option == "--corpus") options.corpus = std::strtoul(value, nullptr, 10);
    if (option == "--calls") options.calls = std::max(1UL, std::strtoul(value, nullptr, 10));
    if (option == "--states") options.states = std::strtoul(value, nullptr, 10);
    if (option == "--set") options.set = value;
    if (option == "--only") options.only = value;
  }
  return proviso::edits::RunAll(options) ? 0 : 1;
}
