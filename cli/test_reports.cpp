// SPDX-License-Identifier: Apache-2.0
#include "cli/test_reports.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/test_text.h"
#include "core/render.h"
#include "core/utf8.h"
#include "core/value_json.h"
#include "runtime/session/event_writer.h"
#include "testing/scenario/writer.h"

namespace proviso::cli {
namespace {

using scenario::CaseResult;
using scenario::Entry;
using scenario::Failure;
using scenario::Suite;
using Json = nlohmann::ordered_json;

constexpr int kTextWidth = 100;

std::string_view StatusOf(const CaseResult& result) {
  if (!result.played) return "skipped";
  return result.result.passed() ? "passed" : "failed";
}

Json EntryJson(const Entry& entry) {
  switch (entry.kind) {
    case Entry::Kind::Customer:
      return {{"customer", entry.text}};
    case Entry::Kind::Reply:
      return {{"customer", entry.text}, {"given", true}};
    case Entry::Kind::Time:
      return {{"time", entry.text}};
    case Entry::Kind::Problem:
      return {{"failure", entry.failure}};
    case Entry::Kind::Output:
      break;
  }
  // The same words as `proviso run` has for what happens.
  Json json = Json::parse(session::WriteOutput(entry.output), nullptr, false);
  return json.is_discarded() ? Json::object() : json;
}

Json FailureJson(const Suite& suite, const CaseResult& result, const Failure& failure) {
  const scenario::Scenario& played = scenario::ScenarioOf(suite, result.at);
  Json json = {{"message", failure.message}, {"line", failure.line}};
  if (failure.step < played.steps.size()) {
    json["expected"] = scenario::WriteStep(played.steps[failure.step]);
  }
  if (failure.actual) json["actual"] = EntryJson(result.result.transcript[*failure.actual]);
  if (!failure.hint.empty()) json["hint"] = failure.hint;
  if (const auto place = scenario::PlaceOf(suite, result.at, result.result, failure)) {
    json["policy"] = {{"file", place->file}, {"line", place->line}, {"text", place->text}};
  }
  return json;
}

Json CaseJson(const Suite& suite, const CaseResult& result) {
  const scenario::Scenario& played = scenario::ScenarioOf(suite, result.at);
  Json json = {{"file", suite.files[result.at.file].path},
               {"line", played.line},
               {"name", played.name},
               {"status", StatusOf(result)},
               {"seconds", result.seconds}};
  if (!played.outline.empty()) {
    json["outline"] = played.outline;
    json["row"] = played.row;
  }
  if (!result.played) return json;
  if (!result.result.outcome.empty()) json["outcome"] = result.result.outcome;
  json["failures"] = Json::array();
  for (const Failure& failure : result.result.failures) {
    json["failures"].push_back(FailureJson(suite, result, failure));
  }
  if (result.result.passed()) return json;
  json["conversation"] = Json::array();
  for (const Entry& entry : result.result.transcript) {
    json["conversation"].push_back(EntryJson(entry));
  }
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// Text of an element or an attribute. XML has no place for most control characters.
std::string Xml(std::string_view text) {
  std::string out;
  for (const char c : RepairUtf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
      case '\t':
        out += c;
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

// Attributes are on one line.
std::string XmlLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return Xml(text);
}

std::string CaseXml(const Suite& suite, const CaseResult& result) {
  const scenario::Scenario& played = scenario::ScenarioOf(suite, result.at);
  const std::string& file = suite.files[result.at.file].path;
  std::string out = fmt::format(
      "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" time=\"{:.6f}\"",
      XmlLine(file), XmlLine(played.name), XmlLine(file), played.line, result.seconds);
  if (result.played && result.result.passed()) return out + "/>\n";
  out += ">\n";
  if (!result.played) {
    out += "      <skipped message=\"left out after a failure\"/>\n";
  } else {
    out += fmt::format("      <failure message=\"{}\">{}</failure>\n",
                       XmlLine(result.result.failures.front().message),
                       Xml(FailureText(suite, result, {false, kTextWidth})));
  }
  return out + "    </testcase>\n";
}

}  // namespace

std::string TestResultsJson(const Suite& suite, const std::vector<CaseResult>& results) {
  const TestCounts counts = CountTests(results);
  double seconds = 0;
  Json cases = Json::array();
  for (const CaseResult& result : results) {
    seconds += result.seconds;
    cases.push_back(CaseJson(suite, result));
  }
  Json json = {{"version", 1},
               {"summary",
                {{"total", counts.total},
                 {"passed", counts.passed},
                 {"failed", counts.failed},
                 {"skipped", counts.skipped},
                 {"seconds", seconds}}},
               {"scenarios", std::move(cases)}};
  Json found = Json::parse(RenderJson(suite.sources, suite.diagnostics), nullptr, false);
  if (found.is_object() && found.contains("diagnostics")) {
    json["diagnostics"] = std::move(found["diagnostics"]);
  }
  return Dump(json);
}

std::string TestResultsJunit(const Suite& suite, const std::vector<CaseResult>& results) {
  struct FileResults {
    std::string cases;
    std::size_t total = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;
    double seconds = 0;
  };
  std::map<std::size_t, FileResults> files;
  FileResults all;
  for (const CaseResult& result : results) {
    FileResults& file = files[result.at.file];
    file.cases += CaseXml(suite, result);
    for (FileResults* sum : {&file, &all}) {
      ++sum->total;
      if (!result.played) ++sum->skipped;
      if (result.played && !result.result.passed()) ++sum->failed;
      sum->seconds += result.seconds;
    }
  }
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"proviso test\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" "
      "time=\"{:.6f}\">\n",
      all.total, all.failed, all.skipped, all.seconds);
  for (const auto& [index, file] : files) {
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{:.6f}\">\n",
        XmlLine(suite.files[index].path), file.total, file.failed, file.skipped, file.seconds);
    out += file.cases;
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace proviso::cli
