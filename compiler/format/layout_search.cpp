// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/layout_search.h"

#include <vector>

#include "compiler/format/layout_writer.h"

namespace proviso::compiler {
namespace {

// Texts that resist are rare and then in a line or two, which some dozens of tries find.
constexpr int kMaxTries = 200;

class Search {
 public:
  Search(const SourceFile& source, const ast::Document& document, const SaysTheSame& same)
      : source_(source), document_(document), same_(same) {}

  std::optional<std::string> Run() {
    for (const Rewrite rewrite : {Rewrite::All, Rewrite::ButBullet, Rewrite::NothingInside}) {
      rewrites_.assign(document_.layout.size(), rewrite);
      if (!Holds()) continue;
      base_ = rewrite;
      if (rewrite != Rewrite::All) Improve(0, rewrites_.size());
      return WriteLayout(source_, document_, rewrites_);
    }
    std::string tidy = WriteTidy(source_, document_);
    if (same_(tidy)) return tidy;
    return std::nullopt;
  }

 private:
  bool Holds() {
    ++tries_;
    const std::string text = WriteLayout(source_, document_, rewrites_);
    return text == source_.text() || same_(text);
  }

  // Rewrites all of the lines [begin, end), or as many of them as possible.
  void Improve(std::size_t begin, std::size_t end) {
    if (begin == end || tries_ > kMaxTries) return;
    const std::vector<Rewrite> before = rewrites_;
    std::fill(rewrites_.begin() + static_cast<std::ptrdiff_t>(begin),
              rewrites_.begin() + static_cast<std::ptrdiff_t>(end), Rewrite::All);
    if (Holds()) return;
    rewrites_ = before;
    if (end - begin > 1) {
      const std::size_t middle = begin + (end - begin) / 2;
      Improve(begin, middle);
      Improve(middle, end);
    } else if (base_ == Rewrite::NothingInside) {
      rewrites_[begin] = Rewrite::ButBullet;
      if (!Holds()) rewrites_ = before;
    }
  }

  const SourceFile& source_;
  const ast::Document& document_;
  const SaysTheSame& same_;
  std::vector<Rewrite> rewrites_;
  Rewrite base_ = Rewrite::All;
  int tries_ = 0;
};

}  // namespace

std::optional<std::string> FindLayout(const SourceFile& source, const ast::Document& document,
                                      const SaysTheSame& same) {
  return Search(source, document, same).Run();
}

}  // namespace proviso::compiler
