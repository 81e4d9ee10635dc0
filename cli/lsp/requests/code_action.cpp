// SPDX-License-Identifier: Apache-2.0
// textDocument/codeAction: every way to mend a finding, each alternative of a choice on its own; to
// allow a finding on its line; and all safe mendings of the file at once.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {
namespace {

constexpr std::string_view kQuickFix = "quickfix";
constexpr std::string_view kFixAll = "source.fixAll.proviso";

// `only` of the request names a kind or one above it: "source" asks for "source.fixAll.proviso"
// too.
bool IsWanted(const std::vector<std::string>& only, std::string_view kind) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& wanted) {
           return kind == wanted || (kind.starts_with(wanted) && kind[wanted.size()] == '.');
         });
}

std::string Sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

class Actions {
 public:
  Actions(ServerState& state, const ParsedFilePtr& file, const Analysis& analysis, FileId self)
      : state_(state), file_(file), analysis_(analysis), self_(self) {}

  void AddFor(std::uint32_t first_line, std::uint32_t last_line) {
    for (const Diagnostic& diagnostic : analysis_.compilation.diagnostics) {
      if (diagnostic.primary.file != self_) continue;
      const std::uint32_t begin = file_->lines().LineOf(diagnostic.primary.begin);
      const std::uint32_t end = file_->lines().LineOf(diagnostic.primary.end);
      if (end < first_line || begin > last_line) continue;
      AddFixes(diagnostic);
      AddAllowance(diagnostic, begin);
    }
  }

  void AddAllSafe() {
    std::vector<TextEdit> edits;
    for (const Diagnostic& diagnostic : analysis_.compilation.diagnostics) {
      if (diagnostic.primary.file != self_ || diagnostic.fixes.empty() || diagnostic.IsChoice())
        continue;
      const DiagnosticFix& fix = diagnostic.fixes.front();
      if (fix.safety != FixSafety::Safe || !LiesHere(fix) || Overlaps(fix, edits)) continue;
      edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
    }
    if (edits.empty()) return;
    list_.push_back({{"title", "Apply all safe fixes"},
                     {"kind", kFixAll},
                     {"edit", WorkspaceEditJson(state_, {{file_, std::move(edits)}})}});
  }

  Json Take() { return std::move(list_); }

 private:
  bool LiesHere(const DiagnosticFix& fix) const {
    return !fix.edits.empty() &&
           std::all_of(fix.edits.begin(), fix.edits.end(),
                       [&](const TextEdit& edit) { return edit.span.file == self_; });
  }

  static bool Overlaps(const DiagnosticFix& fix, const std::vector<TextEdit>& taken) {
    return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const TextEdit& edit) {
      return std::any_of(taken.begin(), taken.end(), [&](const TextEdit& other) {
        return edit.span.begin <= other.span.end && other.span.begin <= edit.span.end;
      });
    });
  }

  // The finding as it was published, so that the client can connect the two.
  Json Published(const Diagnostic& diagnostic) const {
    return {{"range", ToJson(file_->RangeOf(diagnostic.primary, state_.encoding()))},
            {"code", CodeText(diagnostic.id)},
            {"source", "proviso"},
            {"message", diagnostic.message}};
  }

  void AddFixes(const Diagnostic& diagnostic) {
    for (const DiagnosticFix& fix : diagnostic.fixes) {
      if (fix.edits.empty()) continue;
      // Edits of a fix lie in one file, which need not be this one.
      const ParsedFilePtr target = analysis_.Find(fix.edits.front().span.file);
      if (target == nullptr) continue;
      std::string title = Sentence(fix.description);
      if (!diagnostic.choice.empty()) {
        title = fmt::format("{} {}", Sentence(diagnostic.choice), fix.description);
      }
      Json action = {{"title", std::move(title)},
                     {"kind", kQuickFix},
                     {"diagnostics", Json::array({Published(diagnostic)})},
                     {"edit", WorkspaceEditJson(state_, {{target, fix.edits}})}};
      if (!diagnostic.IsChoice() && fix.safety == FixSafety::Safe) action["isPreferred"] = true;
      list_.push_back(std::move(action));
    }
  }

  // `// lint: allow name: reason` behind the line, or above it when it ends in a comment already.
  // The author writes the reason over the dots; without one the comment silences nothing.
  void AddAllowance(const Diagnostic& diagnostic, std::uint32_t line) {
    if (InfoOf(diagnostic.id).severity == Severity::Error) return;
    const std::string rule = RuleName(diagnostic.id);
    const std::string_view text = file_->lines().Line(file_->text(), line);
    const std::uint32_t start = file_->lines().LineStart(line);
    TextEdit edit;
    if (text.find("//") == std::string_view::npos) {
      const std::size_t last = text.find_last_not_of(" \t");
      const auto at =
          start + static_cast<std::uint32_t>(last == std::string_view::npos ? 0 : last + 1);
      edit = {{self_, at, at}, fmt::format("  // lint: allow {}: …", rule)};
    } else {
      const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
      edit = {{self_, start, start},
              fmt::format("{}// lint: allow {}: …\n", text.substr(0, indent), rule)};
    }
    list_.push_back({{"title", fmt::format("Allow `{}` here, with a reason", rule)},
                     {"kind", kQuickFix},
                     {"diagnostics", Json::array({Published(diagnostic)})},
                     {"edit", WorkspaceEditJson(state_, {{file_, {std::move(edit)}}})}});
  }

  ServerState& state_;
  const ParsedFilePtr& file_;
  const Analysis& analysis_;
  FileId self_;
  Json list_ = Json::array();
};

}  // namespace

Result<Json> CodeAction(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const auto range = ReadRange(FindField(params, "range"));
  if (!range) return InvalidParams("range is missing");
  const AnalysisPtr analysis = state.workspace.AnalysisOf(file->uri());
  const auto self = analysis->FileOf(file->uri());
  if (!self) return Json::array();
  const std::vector<std::string> only = TextsField(params, "context/only");
  Actions actions(state, file, *analysis, *self);
  if (IsWanted(only, kQuickFix)) actions.AddFor(range->begin.line, range->end.line);
  if (IsWanted(only, kFixAll)) actions.AddAllSafe();
  return actions.Take();
}

}  // namespace proviso::lsp
