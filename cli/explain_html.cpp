// SPDX-License-Identifier: Apache-2.0
#include "cli/explain_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/account_words.h"
#include "cli/findings.h"
#include "cli/page_template.h"
#include "compiler/flow/svg.h"
#include "core/xml_text.h"

namespace proviso::cli {
namespace {

using compiler::Compilation;
using compiler::LineReading;
using compiler::ReadingKind;

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

// How a row looks: what is not carried out steps back.
std::string_view RowClass(const std::vector<const LineReading*>& readings) {
  if (readings.empty()) return "line quiet";
  switch (readings.front()->kind) {
    case ReadingKind::PolicyName:
      return "line policy-start";
    case ReadingKind::Section:
      return "line section";
    case ReadingKind::Comment:
    case ReadingKind::Documentation:
    case ReadingKind::HeadField:
      return "line quiet";
    default:
      return "line";
  }
}

// Our own sentences, in which back-ticks mark what is quoted from the policy.
std::string Prose(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) return out + XmlText(text);
    out += XmlText(text.substr(0, open));
    out += fmt::format("<code>{}</code>", XmlText(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
}

std::string ReadingHtml(const LineReading& reading) {
  std::string out = fmt::format("<div class=\"reading\"><span class=\"kind\">{}</span> {}",
                                compiler::ReadingKindName(reading.kind), Prose(reading.meaning));
  if (!reading.details.empty()) {
    out += "<ul>";
    for (const std::string& detail : reading.details) {
      out += fmt::format("<li>{}</li>", Prose(detail));
    }
    out += "</ul>";
  }
  return out + "</div>";
}

// Where the finding is, as `check` says it; programs read it too.
std::string PlaceHtml(const SourceSet& sources, const Span& span) {
  if (span.file == kNoFile) return {};
  const SourceFile& file = sources.file(span.file);
  const LineColumn begin = file.Locate(span.begin);
  const LineColumn end = file.Locate(span.end);
  return fmt::format(" data-begin=\"{}:{}\" data-end=\"{}:{}\"", begin.line, begin.column, end.line,
                     end.column);
}

std::string FindingHtml(const SourceSet& sources, const Diagnostic& diagnostic) {
  const std::string_view severity = SeverityName(diagnostic.severity);
  std::string out = fmt::format("<div class=\"finding {0}\"{3}><p><b>{0} {1}</b> {2}</p>", severity,
                                CodeText(diagnostic.id), Prose(diagnostic.message),
                                PlaceHtml(sources, diagnostic.primary));
  for (const DiagnosticLabel& label : diagnostic.labels) {
    if (label.span.file == kNoFile) continue;
    const SourceFile& file = sources.file(label.span.file);
    out += fmt::format("<p>line {}: {}</p>", file.LineOf(label.span.begin), Prose(label.text));
  }
  for (const std::string& note : diagnostic.notes) {
    out += fmt::format("<p>{}</p>", Prose(note));
  }
  if (!diagnostic.choice.empty()) out += fmt::format("<p>{}</p>", Prose(diagnostic.choice));
  for (const DiagnosticFix& fix : diagnostic.fixes) {
    out += fmt::format("<p>possible repair: {}</p>", Prose(fix.description));
  }
  return out + "</div>";
}

// The words of the line with those of findings marked. Spans that end elsewhere go on to its end.
std::string WordsHtml(const SourceFile& file, std::uint32_t line,
                      const std::vector<const Diagnostic*>& findings) {
  const std::string_view text = file.Line(line);
  const std::uint32_t start = file.LineStart(line);
  std::vector<bool> marked(text.size(), false);
  for (const Diagnostic* finding : findings) {
    for (std::uint32_t at = std::max(finding->primary.begin, start);
         at < finding->primary.end && at - start < text.size(); ++at) {
      marked[at - start] = true;
    }
  }
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && marked[end] == marked[begin]) ++end;
    const std::string words = XmlText(text.substr(begin, end - begin));
    out += marked[begin] ? "<mark>" + words + "</mark>" : words;
    begin = end;
  }
  return out;
}

// What was not understood is shown, the accounts of the other words when they are asked for.
std::string AccountHtml(const SourceSet& sources, const compiler::LineAccount& account) {
  std::string out;
  if (const std::string residue = ResidueText(sources, account); !residue.empty()) {
    out += fmt::format("<div class=\"residue\">not understood: {}</div>", XmlText(residue));
  }
  out += "<details class=\"accounts\"><summary>words</summary><ul>";
  for (const compiler::SentenceAccount& sentence : account.sentences) {
    for (const compiler::AccountedWords& words : sentence.words) {
      out +=
          fmt::format("<li>“{}” {}</li>", XmlText(sources.file(words.span.file).Text(words.span)),
                      XmlText(AccountText(words)));
    }
  }
  return out + "</ul></details>";
}

class Page {
 public:
  Page(const Compilation& compilation, const std::vector<compiler::flow::Flow>& flows)
      : compilation_(compilation), accounts_(compilation) {
    for (std::size_t i = 0; i < flows.size(); ++i) flow_of_.emplace(flows[i].policy, i);
    for (const LineReading& reading : compilation.readings) {
      readings_[{reading.file, reading.line}].push_back(&reading);
    }
    for (const Diagnostic& diagnostic : compilation.diagnostics) {
      if (diagnostic.primary.file == kNoFile) {
        placeless_ += FindingHtml(compilation.sources, diagnostic);
        continue;
      }
      const std::uint32_t line = compilation.sources.LineOf(diagnostic.primary);
      findings_[{diagnostic.primary.file, line}].push_back(&diagnostic);
    }
  }

  std::string Lines() const {
    std::string out;
    for (std::uint32_t i = 0; i < compilation_.sources.size(); ++i) {
      const FileId id = static_cast<FileId>(i);
      const SourceFile& file = compilation_.sources.file(id);
      out += "<tbody role=\"rowgroup\">\n";
      if (compilation_.sources.size() > 1) {
        out += fmt::format(
            "<tr class=\"file\" role=\"row\"><td role=\"gridcell\" colspan=\"3\">{}</td></tr>\n",
            XmlText(file.name()));
      }
      for (std::uint32_t line = 1; line <= file.line_count(); ++line) out += Row(file, id, line);
      out += "</tbody>\n";
    }
    return out;
  }

  // Findings that no line holds: about the bundle, or the settings.
  const std::string& Placeless() const { return placeless_; }

  std::string Title() const {
    std::string title;
    for (const compiler::CheckedPolicy& policy : compilation_.program.policies) {
      title += (title.empty() ? "" : " · ") + policy.spec.name;
      if (title.size() > kMaxTitle) return "Policies";
    }
    return title.empty() ? "Policy" : title;
  }

  std::string Summary() const {
    const FindingCounts counts = CountFindings(compilation_.diagnostics);
    std::string out = XmlText(CountsText(counts));
    if (compilation_.sources.size() == 1) {
      out = XmlText(compilation_.sources.file(FileId{}).name()) + " · " + out;
    } else {
      out = XmlText(Counted(compilation_.sources.size(), "file")) + " · " + out;
    }
    if (counts.errors > 0) out += " · the flow shows what was understood";
    return out;
  }

 private:
  static constexpr std::size_t kMaxTitle = 120;
  using Place = std::pair<FileId, std::uint32_t>;

  template <typename T>
  static std::vector<const T*> At(const std::map<Place, std::vector<const T*>>& all,
                                  const Place& place) {
    const auto found = all.find(place);
    return found == all.end() ? std::vector<const T*>{} : found->second;
  }

  std::string Row(const SourceFile& file, FileId id, std::uint32_t line) const {
    const auto readings = At(readings_, {id, line});
    const auto findings = At(findings_, {id, line});
    if (IsBlank(file.Line(line)) && readings.empty() && findings.empty()) return {};
    std::string flow;
    if (!readings.empty() && flow_of_.contains(readings.front()->policy)) {
      flow = fmt::format(" data-flow=\"{}\"", flow_of_.at(readings.front()->policy));
    }
    std::string out = fmt::format(
        "<tr class=\"{}\" role=\"row\" tabindex=\"0\" aria-selected=\"false\" data-line=\"{}\" "
        "data-file=\"{}\"{}><td role=\"rowheader\" class=\"number\">{}</td>"
        "<td role=\"gridcell\" class=\"words\">{}</td><td role=\"gridcell\" class=\"means\">",
        RowClass(readings), line, static_cast<std::uint32_t>(id), flow, line,
        WordsHtml(file, line, findings));
    for (const LineReading* reading : readings) out += ReadingHtml(*reading);
    if (const compiler::LineAccount* account = accounts_.At(id, line)) {
      out += AccountHtml(compilation_.sources, *account);
    }
    for (const Diagnostic* finding : findings) out += FindingHtml(compilation_.sources, *finding);
    return out + "</td></tr>\n";
  }

  const Compilation& compilation_;
  const Accounts accounts_;
  std::map<std::string, std::size_t> flow_of_;
  std::map<Place, std::vector<const LineReading*>> readings_;
  std::map<Place, std::vector<const Diagnostic*>> findings_;
  std::string placeless_;
};

std::string Chooser(const std::vector<compiler::flow::Flow>& flows) {
  if (flows.size() < 2) return {};
  std::string out = "<label for=\"policy\">Policy <select id=\"policy\">";
  for (std::size_t i = 0; i < flows.size(); ++i) {
    out += fmt::format("<option value=\"{}\">{}</option>", i, XmlText(flows[i].policy));
  }
  return out + "</select></label>";
}

std::string Legend(const std::vector<compiler::flow::Flow>& flows) {
  std::string out;
  for (const compiler::flow::Node& node : compiler::flow::LegendOf(flows)) {
    out += fmt::format("<li>{}<span>{}</span></li>\n", compiler::flow::RenderLegendEntry(node),
                       XmlText(node.title));
  }
  return out;
}

// A flow that cannot be drawn says why in its place; the rest of the page is still of use.
Result<std::string> Figures(const std::vector<compiler::flow::Flow>& flows) {
  std::string out;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    const auto figure = compiler::flow::RenderSvgFigure(flows[i], {fmt::format("f{}", i), true});
    if (!figure && figure.error().code == "no_graphviz") return figure.error();
    out += fmt::format(
        "<figure id=\"flow-{}\"><figcaption>{}</figcaption>\n{}</figure>\n", i,
        XmlText(flows[i].policy),
        figure ? *figure
               : fmt::format("<p class=\"problem-note\">{}</p>", XmlText(figure.error().message)));
  }
  if (flows.empty()) out = "<p class=\"problem-note\">There is no policy to draw.</p>";
  return out;
}

}  // namespace

Result<std::string> ExplainHtml(const Compilation& compilation) {
  const std::vector<compiler::flow::Flow> flows =
      compiler::flow::FlowsOf(compilation.sources, compilation.documents, compilation.program);
  PROVISO_TRY(const std::string figures, Figures(flows));
  const Page page(compilation, flows);
  return FillTemplate(PageFile("explain.html"),
                      {{"language", compilation.program.language.empty()
                                        ? std::string_view("en")
                                        : std::string_view(compilation.program.language)},
                       {"title", XmlText(page.Title())},
                       {"summary", page.Summary()},
                       {"placeless", page.Placeless()},
                       {"flow_style", compiler::flow::SvgStyle()},
                       {"style", PageFile("explain.css")},
                       {"legend", Legend(flows)},
                       {"lines", page.Lines()},
                       {"policies", Chooser(flows)},
                       {"flows", figures},
                       {"script", PageFile("explain.js")}});
}

}  // namespace proviso::cli
