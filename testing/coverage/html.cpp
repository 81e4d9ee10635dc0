// SPDX-License-Identifier: Apache-2.0
// The policy with each line's count beside it, and under it the outcomes that were never tried. One
// page without scripts: usable from the keyboard, on a phone and on paper, and nothing is told by
// colour alone.
#include <fmt/format.h>

#include "core/xml_text.h"
#include "testing/coverage/report.h"

namespace proviso::coverage {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ok: #1a7f37; --no: #b3261e; --line: #8888; --soft: #8882; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .5rem; }
.totals td:not(:first-child), .totals th:not(:first-child) { text-align: right; }
.totals tr { border-bottom: 1px solid var(--line); }
.source td { border-bottom: 1px solid var(--soft); }
.source .number, .source .count { text-align: right; white-space: nowrap; width: 1%; font-variant-numeric: tabular-nums; }
.source pre { margin: 0; white-space: pre-wrap; font: inherit; }
.never { border-left: .4rem solid var(--no); }
.ran { border-left: .4rem solid var(--ok); }
.quiet { border-left: .4rem solid transparent; opacity: .75; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
.missing { color: var(--no); font-weight: 600; }
.default { opacity: .8; }
a:focus-visible, summary:focus-visible, .missing:target { outline: .15rem solid; outline-offset: .1rem; }
)";

class Page {
 public:
  explicit Page(const Report& report) : report_(report) {}

  std::string Run() {
    CountMissing();
    out_ +=
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Coverage of the policies</title>\n<style>";
    out_ += kStyle;
    out_ += "</style>\n</head>\n<body>\n<main>\n<h1>Coverage of the policies</h1>\n";
    Summary();
    for (const auto& [path, file] : report_.files()) File(file);
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  static bool Missing(const OutcomeCoverage& outcome) {
    return outcome.counts() && outcome.count == 0;
  }

  void CountMissing() {
    for (const auto& [path, file] : report_.files()) {
      for (const auto& [number, line] : file.lines) {
        for (const SiteCoverage& site : line.sites) {
          for (const OutcomeCoverage& outcome : site.outcomes) missing_ += Missing(outcome) ? 1 : 0;
        }
      }
    }
  }

  static std::string Cells(const Totals& totals) {
    std::string out;
    for (const Share& share : {totals.outcomes, totals.lines, totals.defaults}) {
      out += fmt::format("<td>{} of {} ({:.1f} %)</td>", share.reached, share.all, share.percent());
    }
    return out;
  }

  void Summary() {
    out_ +=
        "<table class=\"totals\">\n<thead><tr><th scope=\"col\">Policy file</th>"
        "<th scope=\"col\">Outcomes</th><th scope=\"col\">Lines</th>"
        "<th scope=\"col\">Defaults</th></tr></thead>\n<tbody>\n";
    std::size_t index = 0;
    for (const auto& [path, file] : report_.files()) {
      out_ += fmt::format("<tr><th scope=\"row\"><a href=\"#file-{}\">{}</a></th>{}</tr>\n",
                          ++index, XmlText(path), Cells(file.totals()));
    }
    out_ += fmt::format("<tr><th scope=\"row\">All</th>{}</tr>\n</tbody>\n</table>\n",
                        Cells(report_.totals()));
    if (missing_ == 0) {
      out_ += "<p>Every outcome was tried.</p>\n";
    } else {
      out_ += fmt::format(
          "<p><a href=\"#never-1\">To the first of {} outcomes that were never tried</a></p>\n",
          missing_);
    }
  }

  void File(const FileCoverage& file) {
    out_ += fmt::format("<section>\n<h2 id=\"file-{}\">{}</h2>\n<table class=\"source\">\n",
                        ++file_, XmlText(file.path));
    out_ +=
        "<thead><tr><th scope=\"col\" class=\"number\">Line</th>"
        "<th scope=\"col\" class=\"count\">Times</th><th scope=\"col\">Policy</th></tr></thead>\n"
        "<tbody>\n";
    for (std::size_t i = 0; i < file.text.size(); ++i) {
      const auto found = file.lines.find(static_cast<std::uint32_t>(i + 1));
      Line(i + 1, file.text[i], found == file.lines.end() ? nullptr : &found->second);
    }
    out_ += "</tbody>\n</table>\n</section>\n";
  }

  void Line(std::size_t number, const std::string& text, const LineCoverage* line) {
    const bool ran = line != nullptr && line->count > 0;
    const char* type = line == nullptr ? "quiet" : ran ? "ran" : "never";
    const std::string count = line == nullptr ? ""
                              : ran           ? fmt::format("{}×", line->count)
                                              : "never";
    out_ += fmt::format(
        "<tr class=\"{}\"><td class=\"number\">{}</td><td class=\"count\">{}</td><td><pre>{}</pre>",
        type, number, count, XmlText(text));
    if (line != nullptr) Sites(*line);
    out_ += "</td></tr>\n";
  }

  void Sites(const LineCoverage& line) {
    std::string missing;
    std::string tried;
    for (const SiteCoverage& site : line.sites) {
      for (const OutcomeCoverage& outcome : site.outcomes) {
        if (Missing(outcome)) {
          missing += NeverTried(outcome);
        } else if (outcome.possible) {
          tried += fmt::format(
              "<li{}>{}: {}</li>\n", outcome.is_default() ? " class=\"default\"" : "",
              XmlText(outcome.words),
              outcome.count > 0 ? fmt::format("{}×", outcome.count) : "not tried, a default");
        }
      }
    }
    if (!missing.empty()) out_ += "<ul>\n" + missing + "</ul>";
    if (!tried.empty()) {
      out_ += "<details><summary>outcomes</summary><ul>\n" + tried + "</ul></details>";
    }
  }

  // With a way to the next one.
  std::string NeverTried(const OutcomeCoverage& outcome) {
    ++never_;
    std::string out = fmt::format("<li class=\"missing\" id=\"never-{}\">never tried: {}", never_,
                                  XmlText(outcome.words));
    if (never_ < missing_) {
      out += fmt::format(
          " <a href=\"#never-{}\" aria-label=\"to the next outcome never tried\">next</a>",
          never_ + 1);
    }
    return out + "</li>\n";
  }

  const Report& report_;
  std::string out_;
  std::size_t file_ = 0;
  std::size_t missing_ = 0;
  std::size_t never_ = 0;
};

}  // namespace

std::string CoverageHtml(const Report& report) { return Page(report).Run(); }

}  // namespace proviso::coverage
