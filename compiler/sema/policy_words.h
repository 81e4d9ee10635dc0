// SPDX-License-Identifier: Apache-2.0
// The words of a policy's steps, titles, conditions, name and head: whether something that is said
// once is taken up anywhere else. Collected when it is asked for the first time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class PolicyWords : BinderPart {
 public:
  explicit PolicyWords(BindContext& context) : BinderPart(context) {}

  // The word, in any of its forms, stands in some step, title, condition or head field that is no
  // part of `but` and holds none of it. Explanations and rules do not count.
  bool Uses(const std::string& word, const Span& but);
  // A word that says something of its own: no article, no pronoun, no name of the customer.
  bool IsTelling(const std::string& word) const;

 private:
  // A word, and the first two pieces of the text that have it.
  struct Found {
    std::string word;
    std::vector<Span> pieces;
  };
  void Collect(const ast::Block& block);
  void Keep(const Span& span, std::string_view text);

  bool collected_ = false;
  // By the letters that all forms of a word begin with.
  std::map<std::string, std::vector<Found>, std::less<>> by_start_;
};

}  // namespace proviso::compiler
