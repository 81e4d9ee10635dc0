// SPDX-License-Identifier: Apache-2.0
// textDocument/foldingRange: policies, sections, steps with a body, runs of comments.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/lsp/ast_places.h"
#include "cli/lsp/ast_visitor.h"
#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {
namespace {

class Folds final : public AstVisitor {
 public:
  explicit Folds(const ParsedFile& file) : file_(file) {}

  Json Collect() {
    Visit(file_.document());
    AddComments();
    return std::move(list_);
  }

 protected:
  void OnPolicy(const ast::Policy& policy) override { Add(ExtentOf(policy), nullptr); }
  void OnStatement(const ast::Statement& statement) override { Add(ExtentOf(statement), nullptr); }

 private:
  void Add(const Span& span, const char* kind) {
    if (span.end <= span.begin) return;
    const std::uint32_t first = file_.lines().LineOf(span.begin);
    const std::uint32_t last = file_.lines().LineOf(span.end - 1);
    if (last <= first || (seen_ && first == last_first_ && last == last_last_)) return;
    seen_ = true;
    last_first_ = first;
    last_last_ = last;
    Json fold = {{"startLine", first}, {"endLine", last}};
    if (kind != nullptr) fold["kind"] = kind;
    list_.push_back(std::move(fold));
  }

  // Comments in lines that follow each other fold as one.
  void AddComments() {
    std::vector<Span> runs;
    std::vector<ast::Remark> remarks = file_.document().remarks;
    std::sort(remarks.begin(), remarks.end(), [](const ast::Remark& a, const ast::Remark& b) {
      return a.span.begin < b.span.begin;
    });
    for (const ast::Remark& remark : remarks) {
      if (remark.kind == ast::RemarkKind::Heading || remark.kind == ast::RemarkKind::Separator)
        continue;
      const std::uint32_t line = file_.lines().LineOf(remark.span.begin);
      if (!runs.empty() && file_.lines().LineOf(runs.back().end) + 1 >= line) {
        runs.back().end = std::max(runs.back().end, remark.span.end);
      } else {
        runs.push_back(remark.span);
      }
    }
    for (const Span& run : runs) Add(run, "comment");
  }

  const ParsedFile& file_;
  Json list_ = Json::array();
  bool seen_ = false;
  std::uint32_t last_first_ = 0;
  std::uint32_t last_last_ = 0;
};

}  // namespace

Result<Json> FoldingRange(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  return Folds(*file).Collect();
}

}  // namespace proviso::lsp
