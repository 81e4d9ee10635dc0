// SPDX-License-Identifier: Apache-2.0
#include "tests/lsp/session.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <vector>

#include "cli/lsp/message.h"
#include "cli/lsp/positions.h"
#include "cli/lsp/requests/semantic_tokens.h"
#include "cli/lsp/server.h"
#include "cli/lsp/uri.h"
#include "tests/lsp/pretty_json.h"

namespace proviso::lsp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStep = ">> ";

struct Step {
  std::string line;  // behind ">> "
  std::string text;  // the lines below
};

std::vector<Step> ReadSteps(std::string_view text, std::string& introduction) {
  std::vector<Step> steps;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    if (line.starts_with(kStep)) {
      steps.push_back({std::string(line.substr(kStep.size())), {}});
      if (steps.back().line.ends_with('\n')) steps.back().line.pop_back();
    } else if (steps.empty()) {
      introduction += line;
    } else {
      steps.back().text += line;
    }
  }
  return steps;
}

// The words of a step's line: bare ones, quoted ones, and a JSON object up to the end.
struct Words {
  std::vector<std::string> bare;
  std::vector<std::string> quoted;
  Json object = Json::object();
};

Words ReadWords(std::string_view line) {
  Words words;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ') {
      ++at;
    } else if (line[at] == '{') {
      words.object = Json::parse(line.substr(at));
      return words;
    } else if (line[at] == '"') {
      std::string quoted;
      for (++at; at < line.size() && line[at] != '"'; ++at) {
        const bool escape = line[at] == '\\' && at + 1 < line.size();
        if (!escape) {
          quoted += line[at];
        } else {
          ++at;
          quoted += line[at] == 'n' ? '\n' : line[at];
        }
      }
      ++at;
      words.quoted.push_back(std::move(quoted));
    } else {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      words.bare.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

// A folder of its own that goes when the session is over.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "proviso_lsp_XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = fs::canonical(pattern);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Json FullClient() {
  return Json::parse(R"({"capabilities": {
    "workspace": {"workspaceEdit": {"documentChanges": false}},
    "textDocument": {
      "hover": {"contentFormat": ["markdown"]},
      "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"]}},
      "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
      "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}}}}})");
}

class Player {
 public:
  Player() : server_(Options(), [this](const Json& message) { Sent(message); }) {}

  std::string Play(std::string_view text) {
    std::string introduction;
    const std::vector<Step> steps = ReadSteps(text, introduction);
    out_ = introduction;
    for (const Step& step : steps) {
      out_ += std::string(kStep) + step.line + "\n" + step.text;
      Do(step);
      server_.Settle();
    }
    return std::move(out_);
  }

 private:
  static ServerOptions Options() {
    ServerOptions options;
    options.version = "test";
    options.page = [](DiagnosticId id) { return "the page of " + CodeText(id); };
    return options;
  }

  std::string UriOf(const std::string& name) const {
    return UriOfPath((folder_.path() / name).string());
  }

  void Sent(const Json& message) {
    if (requested_.starts_with("textDocument/semanticTokens") &&
        FindField(message, "result/data")) {
      out_ += TokensText(message["result"]["data"]);
      return;
    }
    std::string text = "<< " + (message.value("method", "") == "textDocument/publishDiagnostics"
                                    ? DiagnosticsText(message["params"])
                                    : PrettyJson(Shown(message)) + "\n");
    const std::string prefix = UriOfPath(folder_.path().string()) + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
      text.erase(at, prefix.size());
    }
    const std::string path = folder_.path().string() + "/";
    for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at)) {
      text.erase(at, path.size());
    }
    out_ += text;
  }

  // Tokens as words, a line each.
  std::string TokensText(const Json& data) const {
    static const Json kLegend = SemanticTokensLegend();
    const std::string& text = texts_.at(requested_of_);
    const LineTable lines(text);
    std::string out = "<< tokens\n";
    Position at;
    for (std::size_t i = 0; i + 4 < data.size(); i += 5) {
      const auto number = [&](std::size_t field) { return data[i + field].get<std::uint32_t>(); };
      at.character = number(0) == 0 ? at.character + number(1) : number(1);
      at.line += number(0);
      const std::uint32_t begin = lines.OffsetOf(text, at, PositionEncoding::Utf16);
      const std::uint32_t end =
          lines.OffsetOf(text, {at.line, at.character + number(2)}, PositionEncoding::Utf16);
      out +=
          "  " + PrettyJson(ToJson(at)) + " " + kLegend["tokenTypes"][number(3)].get<std::string>();
      for (std::size_t bit = 0; bit < kLegend["tokenModifiers"].size(); ++bit) {
        if ((number(4) >> bit & 1) != 0)
          out += " " + kLegend["tokenModifiers"][bit].get<std::string>();
      }
      out += ": " + text.substr(begin, end - begin) + "\n";
    }
    return out;
  }

  // A session is about the codes that it names; rules that come later shall not change it.
  bool IsShown(const Json& diagnostic) const {
    if (shown_codes_.empty()) return diagnostic["severity"] == 1;
    return shown_codes_.contains(diagnostic["code"].get<std::string>());
  }

  // A line for each: most of a session is diagnostics.
  std::string DiagnosticsText(const Json& params) const {
    static constexpr const char* kSeverities[] = {"", "error", "warning", "information", "hint"};
    std::string text = "diagnostics " + params["uri"].get<std::string>();
    if (params.contains("version")) text += ", version " + params["version"].dump();
    const bool any = std::any_of(params["diagnostics"].begin(), params["diagnostics"].end(),
                                 [this](const Json& item) { return IsShown(item); });
    text += any ? "\n" : ": none\n";
    for (const Json& item : params["diagnostics"]) {
      if (!IsShown(item)) continue;
      text += "  " + PrettyJson(item["range"]) + " " + kSeverities[item["severity"].get<int>()] +
              " " + item["code"].get<std::string>() + " " +
              item["data"]["rule"].get<std::string>() + "\n";
      std::string message = "\n" + item["message"].get<std::string>();
      for (std::size_t at = 0; (at = message.find('\n', at)) != std::string::npos; at += 6) {
        message.replace(at, 1, "\n     ");
      }
      text += message.substr(1) + "\n";
      for (const char* extra : {"tags", "relatedInformation", "codeDescription"}) {
        if (item.contains(extra))
          text += "     " + std::string(extra) + ": " + PrettyJson(item[extra], 500) + "\n";
      }
    }
    return text;
  }

  // What every message has in common is left out.
  static Json Shown(const Json& message) {
    if (const Json* result = FindField(message, "result")) return *result;
    if (const Json* error = FindField(message, "error")) return {{"error", *error}};
    Json shown = message;
    shown.erase("jsonrpc");
    return shown;
  }

  void Notify(std::string_view method, Json params) {
    server_.Receive(MakeNotification(method, std::move(params)));
  }

  void Start(Json client) {
    if (started_) return;
    started_ = true;
    client["workspaceFolders"] =
        Json::array({{{"uri", UriOfPath(folder_.path().string())}, {"name", "workspace"}}});
    if (!client.contains("processId")) client["processId"] = nullptr;
    const std::string kept = out_;
    server_.Receive(MakeRequest(0, "initialize", std::move(client)));
    if (!shows_start_) out_ = kept;
    Notify("initialized", Json::object());
  }

  Position Place(const std::string& name, std::string marked) {
    const std::string& text = texts_[name];
    const std::size_t bar = marked.find('|');
    if (bar != std::string::npos) marked.erase(bar, 1);
    const std::size_t at = text.find(marked);
    if (at == std::string::npos) throw std::runtime_error("`" + marked + "` is not in " + name);
    const std::size_t offset = at + (bar == std::string::npos ? 0 : bar);
    return LineTable(text).PositionOf(text, static_cast<std::uint32_t>(offset),
                                      PositionEncoding::Utf16);
  }

  void Do(const Step& step) {
    const Words words =
        ReadWords(step.line.starts_with("raw ") ? "raw" : std::string_view(step.line));
    const std::string& verb = words.bare.at(0);
    const std::string name = words.bare.size() > 1 ? words.bare[1] : std::string{};
    if (verb == "raw") {
      const auto message = ParseMessage(std::string_view(step.line).substr(4));
      message ? server_.Receive(*message) : server_.ReceiveMalformed(message.error().message);
    } else if (verb == "message") {
      server_.Receive(words.object);
    } else if (verb == "client") {
      shows_start_ = true;
      Start(words.object);
    } else if (verb == "show") {
      shown_codes_.insert(words.bare.begin() + 1, words.bare.end());
    } else if (verb == "disk") {
      Write(name, step.text);
    } else {
      Start(FullClient());
      DoDocument(verb, name, words, step.text);
    }
  }

  void Write(const std::string& name, const std::string& text) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    texts_[name] = text;
    if (!started_) return;
    Notify("workspace/didChangeWatchedFiles",
           {{"changes", Json::array({{{"uri", UriOf(name)}, {"type", 2}}})}});
  }

  void DoDocument(const std::string& verb, const std::string& name, const Words& words,
                  const std::string& text) {
    const Json document = {{"uri", UriOf(name)}, {"version", ++version_}};
    if (verb == "open") {
      texts_[name] = text;
      Notify("textDocument/didOpen", {{"textDocument",
                                       {{"uri", UriOf(name)},
                                        {"version", version_},
                                        {"languageId", "proviso"},
                                        {"text", text}}}});
    } else if (verb == "text") {
      texts_[name] = text;
      Notify("textDocument/didChange",
             {{"textDocument", document}, {"contentChanges", Json::array({{{"text", text}}})}});
    } else if (verb == "edit") {
      Edit(name, words.quoted.at(0), words.quoted.at(1), document);
    } else if (verb == "close") {
      Notify("textDocument/didClose", {{"textDocument", {{"uri", UriOf(name)}}}});
    } else {
      Request(verb, name, words);
    }
  }

  void Edit(const std::string& name, const std::string& from, const std::string& to,
            const Json& document) {
    std::string& text = texts_[name];
    const Position begin = Place(name, from);
    const std::size_t at = text.find(from);
    const Position end = LineTable(text).PositionOf(
        text, static_cast<std::uint32_t>(at + from.size()), PositionEncoding::Utf16);
    text.replace(at, from.size(), to);
    Notify(
        "textDocument/didChange",
        {{"textDocument", document},
         {"contentChanges", Json::array({{{"range", ToJson(Range{begin, end})}, {"text", to}}})}});
  }

  void Request(const std::string& method, const std::string& name, const Words& words) {
    requested_ = method;
    requested_of_ = name;
    Json params = words.object;
    if (!name.empty()) params["textDocument"] = {{"uri", UriOf(name)}};
    if (words.quoted.size() == 1) params["position"] = ToJson(Place(name, words.quoted[0]));
    if (words.quoted.size() == 2) {
      params["range"] = ToJson(Range{Place(name, words.quoted[0]), Place(name, words.quoted[1])});
    }
    if (method == "textDocument/codeAction" && !params.contains("context")) {
      params["context"] = {{"diagnostics", Json::array()}};
    }
    server_.Receive(MakeRequest(++request_, method, std::move(params)));
  }

  Folder folder_;
  std::string out_;
  std::map<std::string, std::string> texts_;
  std::set<std::string> shown_codes_;
  std::string requested_;
  std::string requested_of_;
  bool started_ = false;
  bool shows_start_ = false;
  std::int64_t version_ = 0;
  std::int64_t request_ = 0;
  Server server_;
};

}  // namespace

std::string PlaySession(std::string_view text) {
  try {
    return Player().Play(text);
  } catch (const std::exception& problem) {
    return std::string("the session cannot be played: ") + problem.what() + "\n";
  }
}

}  // namespace proviso::lsp
