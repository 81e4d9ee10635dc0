// SPDX-License-Identifier: Apache-2.0
// A file is a test suite, a finding a test case. What makes `check` fail is a failure; what does
// not is a passed case whose output holds the message, so that a report never contradicts the exit
// code.
#include <fmt/format.h>

#include <algorithm>

#include "core/render.h"
#include "core/xml_text.h"

namespace proviso {
namespace {

struct Suite {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
};

bool Fails(const Diagnostic& diagnostic, bool strict) {
  return diagnostic.severity == Severity::Error ||
         (strict && diagnostic.severity == Severity::Warning);
}

void AddFinding(Suite& suite, const SourceSet& sources, const Diagnostic& diagnostic, bool strict,
                std::string_view class_name) {
  const bool placed = diagnostic.primary.file != kNoFile;
  LineColumn place;
  if (placed) place = sources.file(diagnostic.primary.file).Locate(diagnostic.primary.begin);
  const std::string code = CodeText(diagnostic.id);
  const std::string name =
      placed ? fmt::format("{} at {}:{}", code, place.line, place.column) : code;
  const std::string details =
      XmlText(RenderPretty(sources, std::span<const Diagnostic>(&diagnostic, 1)));
  ++suite.tests;
  suite.cases +=
      fmt::format("    <testcase classname=\"{}\" name=\"{}\"", XmlText(class_name), XmlText(name));
  if (placed) {
    suite.cases += fmt::format(" file=\"{}\" line=\"{}\"", XmlText(class_name), place.line);
  }
  if (Fails(diagnostic, strict)) {
    ++suite.failures;
    suite.cases += fmt::format(">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                               RuleName(diagnostic.id), XmlText(diagnostic.message), details);
  } else {
    suite.cases += fmt::format(">\n      <system-out>{}</system-out>\n", details);
  }
  suite.cases += "    </testcase>\n";
}

std::string Text(const Suite& suite, std::string_view name) {
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}  </testsuite>\n",
      XmlText(name), suite.tests, suite.failures, suite.cases);
}

}  // namespace

std::string RenderJunit(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                        bool strict) {
  std::vector<Suite> suites(sources.size());
  Suite placeless;
  for (const Diagnostic& diagnostic : diagnostics) {
    const bool placed = diagnostic.primary.file != kNoFile;
    Suite& suite = placed ? suites[static_cast<std::size_t>(diagnostic.primary.file)] : placeless;
    AddFinding(suite, sources, diagnostic, strict,
               placed ? sources.file(diagnostic.primary.file).name() : "proviso");
  }
  std::string body;
  std::size_t tests = 0;
  std::size_t failures = 0;
  const auto add = [&](const Suite& suite, std::string_view name) {
    body += Text(suite, name);
    tests += suite.tests;
    failures += suite.failures;
  };
  for (std::size_t i = 0; i < suites.size(); ++i) {
    const std::string& name = sources.file(static_cast<FileId>(i)).name();
    if (suites[i].tests == 0) {
      suites[i].tests = 1;
      suites[i].cases =
          fmt::format("    <testcase classname=\"{}\" name=\"no findings\"/>\n", XmlText(name));
    }
    add(suites[i], name);
  }
  if (placeless.tests > 0) add(placeless, "proviso");
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"proviso check\" tests=\"{}\" failures=\"{}\" "
      "errors=\"0\">\n{}</testsuites>\n",
      tests, failures, body);
}

}  // namespace proviso
