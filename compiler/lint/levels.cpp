// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "compiler/lint/internal/allow_comments.h"
#include "compiler/lint/linter.h"
#include "compiler/lint/rule_names.h"
#include "core/glob.h"

namespace proviso::compiler::lint {
namespace {

namespace fs = std::filesystem;

// The name of a file as the globs of the settings see it.
std::string RelativeName(const std::string& name, const std::string& folder) {
  std::error_code error;
  fs::path path(name);
  if (!folder.empty()) {
    const fs::path full = fs::absolute(path, error);
    if (!error) path = full.lexically_relative(fs::path(folder).lexically_normal());
  }
  return path.lexically_normal().generic_string();
}

class Levels {
 public:
  Levels(const Context& context, const Config& config) : context_(context), config_(config) {
    for (std::uint32_t f = 0; f < context.sources.size(); ++f) {
      const SourceFile& file = context.sources.file(static_cast<FileId>(f));
      comments_.push_back(ReadAllowComments(file, static_cast<FileId>(f)));
      used_.emplace_back();
      for (const AllowComment& comment : comments_.back())
        used_.back().emplace_back(comment.names.size(), Use::None);
      if (!config.exclusions.empty()) names_.push_back(RelativeName(file.name(), config.folder));
    }
  }

  DiagnosticSink Apply(const DiagnosticSink& found) {
    DiagnosticSink out;
    for (const Diagnostic& diagnostic : found.all()) Pass(diagnostic, out);
    // A rule that did not run finds nothing, so nothing can be said about the comments then.
    if (!config_.enabled) return out;
    DiagnosticSink about_comments;
    for (std::size_t f = 0; f < comments_.size(); ++f) {
      for (std::size_t c = 0; c < comments_[f].size(); ++c)
        Review(comments_[f][c], used_[f][c], about_comments);
    }
    for (const Diagnostic& diagnostic : about_comments.all()) Pass(diagnostic, out);
    return out;
  }

 private:
  enum class Use : std::uint8_t { None, Silenced, WouldSilence, Error };

  void Pass(Diagnostic diagnostic, DiagnosticSink& out) {
    // What stops the build is not a matter of taste.
    const bool fixed = InfoOf(diagnostic.id).severity == Severity::Error;
    if (!fixed) {
      const auto level = config_.levels.find(diagnostic.id);
      if (level != config_.levels.end()) {
        if (!level->second.severity) return;
        diagnostic.severity = *level->second.severity;
      }
      if (IsExcluded(diagnostic)) return;
    }
    if (IsAllowed(diagnostic, fixed)) return;
    out.Add(std::move(diagnostic));
  }

  bool IsExcluded(const Diagnostic& diagnostic) const {
    const auto file = static_cast<std::size_t>(diagnostic.primary.file);
    if (file >= names_.size()) return false;
    return std::any_of(
        config_.exclusions.begin(), config_.exclusions.end(), [&](const Exclusion& exclusion) {
          const auto& rules = exclusion.rules;
          const bool meant =
              rules.empty() || std::find(rules.begin(), rules.end(), diagnostic.id) != rules.end();
          return meant && GlobMatches(exclusion.files, names_[file]);
        });
  }

  // Marks every comment that speaks of the finding.
  bool IsAllowed(const Diagnostic& diagnostic, bool is_error) {
    const auto file = static_cast<std::size_t>(diagnostic.primary.file);
    if (file >= comments_.size() || comments_[file].empty()) return false;
    const std::uint32_t line = context_.sources.LineOf(diagnostic.primary);
    bool allowed = false;
    for (std::size_t c = 0; c < comments_[file].size(); ++c) {
      const AllowComment& comment = comments_[file][c];
      if (comment.line != line) continue;
      for (std::size_t n = 0; n < comment.names.size(); ++n) {
        if (comment.names[n].id != diagnostic.id) continue;
        const bool silences = !is_error && !comment.reason.empty();
        used_[file][c][n] = is_error ? Use::Error : silences ? Use::Silenced : Use::WouldSilence;
        allowed = allowed || silences;
      }
    }
    return allowed;
  }

  static void Review(const AllowComment& comment, const std::vector<Use>& uses,
                     DiagnosticSink& sink) {
    if (comment.names.empty()) {
      sink.Report(DiagnosticId::AllowOfUnknownRule, comment.span,
                  "this comment does not say which rule it allows")
          .Note(
              "write the rule and the reason: `// lint: allow vague-condition: the lead decides`");
      return;
    }
    if (comment.reason.empty()) {
      sink.Report(DiagnosticId::AllowWithoutReason, comment.span,
                  "this comment gives no reason, so it silences nothing")
          .Note("write the reason behind a colon: `// lint: allow " + comment.names.front().text +
                ": …`");
    }
    for (std::size_t n = 0; n < comment.names.size(); ++n)
      ReviewName(comment, comment.names[n], uses[n], sink);
  }

  static void ReviewName(const AllowComment& comment, const AllowedName& name, Use use,
                         DiagnosticSink& sink) {
    if (!name.id) {
      auto& report = sink.Report(DiagnosticId::AllowOfUnknownRule, name.span,
                                 fmt::format("there is no rule `{}`", name.text));
      for (const std::string& nearest : NearestRuleNames(name.text)) {
        report.Fix(fmt::format("allow `{}`", nearest), name.span, nearest, FixSafety::Safe);
      }
      if (report.fixes.size() > 1) report.Choice("which rule is meant?");
      if (report.fixes.empty()) report.Note("`proviso lint --list` shows them all");
    } else if (use == Use::Error) {
      sink.Report(DiagnosticId::AllowOfNothing, name.span,
                  fmt::format("`{}` is an error, and errors cannot be silenced", name.text));
    } else if (use == Use::None) {
      auto& report =
          sink.Report(DiagnosticId::AllowOfNothing, name.span,
                      fmt::format("there is no finding `{}` here to silence", name.text));
      if (comment.names.size() == 1) {
        report.Fix("take the comment out", comment.span, "", FixSafety::Safe);
      } else {
        report.Note("take the name out of the comment");
      }
    }
  }

  const Context& context_;
  const Config& config_;
  std::vector<std::vector<AllowComment>> comments_;  // by file
  std::vector<std::vector<std::vector<Use>>> used_;  // by file, comment, name
  std::vector<std::string> names_;                   // by file; empty without exclusions
};

}  // namespace

DiagnosticSink ApplyLevels(const Context& context, const Config& config, DiagnosticSink sink) {
  return Levels(context, config).Apply(sink);
}

}  // namespace proviso::compiler::lint
