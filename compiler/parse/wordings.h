// SPDX-License-Identifier: Apache-2.0
// What an author may have meant by a sentence that was not understood: other wordings of it, each
// of which the compiler reads whole.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/accounts.h"
#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::parse {

struct Wording {
  std::string text;                   // of the whole sentence
  std::vector<std::string> left_out;  // words of the author that it does not say
  bool hands_off = false;             // a person is to do what the sentence says
};

struct Unclear {
  compiler::SentenceAccount sentence;
  bool torn = false;              // a quotation or bracket is not closed
  std::vector<Wording> wordings;  // at most kMaxWordings, nearest first, no two of one meaning
};

inline constexpr std::size_t kMaxWordings = 3;

class Wordings {
 public:
  // Both must outlive it.
  Wordings(const SourceSet& sources, const ast::Document& document);
  ~Wordings();
  Wordings(const Wordings&) = delete;
  Wordings& operator=(const Wordings&) = delete;

  // Of the first sentence that was not understood on the line of `place`, from there on; nullopt
  // when there is none. A sentence that is very long has no wordings.
  std::optional<Unclear> At(const Span& place);

 private:
  struct Finder;
  std::unique_ptr<Finder> finder_;
};

}  // namespace proviso::parse
