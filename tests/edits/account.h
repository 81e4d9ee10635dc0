// SPDX-License-Identifier: Apache-2.0
// What the compiler says that a word of a text is there for.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/driver/driver.h"
#include "compiler/pack/pack.h"
#include "tests/edits/edit.h"

namespace proviso::edits {

class Accounts {
 public:
  // `file`: which of the compilation's the text is.
  Accounts(const compiler::Compilation& compilation, FileId file);

  // Nothing acts by this line, and the compiler says so.
  bool IsDocumentation(std::uint32_t line) const;
  // … or it is a title, which is a name that other lines may refer to, or says where the policy is
  // entered from, which its reference does.
  bool IsTitle(std::uint32_t line) const;
  // … or one of the fields in front of a policy that no step depends on.
  bool IsHead(std::uint32_t line) const;
  // Something is to be done by the line, and no conversation comes to it.
  bool IsNeverReached(std::uint32_t line) const;
  // A finding says so of the place.
  bool IsUnreachable(std::uint32_t begin) const;
  // Both lines call the same tools and do nothing else.
  bool CallAlike(std::uint32_t a, std::uint32_t b) const;
  // The reader's account of the word at `begin` of a sentence that is read clean, and the
  // constructions around it from the outermost: "silent: acts.step/call.use". Empty where the line
  // is none that is read.
  std::string Of(std::uint32_t begin) const;
  // The pack lists the word among those that say nothing, or it is an article.
  bool SaysNothing(std::uint32_t begin) const;
  // The word explains or declares, and the compiler says of its line that a part of it does:
  // nothing is done by it.
  bool Explains(std::uint32_t line, std::uint32_t begin) const;
  // The sentence says the same without the word: the construction has a shorter form, or what is
  // left of the name names the same thing. Never so of a word that limits.
  bool IsRedundant(std::uint32_t begin) const;

  // Of the text, ISO 639-1.
  const std::string& language() const { return language_; }

 private:
  bool AllOf(std::uint32_t line, std::initializer_list<compiler::ReadingKind> kinds) const;
  void ReadLines(const SourceFile& source, const pack::Pack& pack);
  void FindReached(const Module& module, const std::string& name);

  std::map<std::uint32_t, std::set<compiler::ReadingKind>> kinds_;  // by line
  std::map<std::uint32_t, std::string> accounts_;                   // by place
  std::map<std::uint32_t, std::string> fields_;                     // of head fields, by line
  std::map<std::uint32_t, std::set<std::string>> tools_;            // called, by line
  std::set<std::uint32_t> reached_;
  std::set<std::uint32_t> asides_;
  std::vector<Span> unreachable_;
  std::set<std::uint32_t> silent_;
  std::set<std::uint32_t> limiting_;
  std::string language_ = "en";
};

// The edit changed words only that nothing is to come of.
bool IsExcused(const Accounts& accounts, const Edit& edit);

}  // namespace proviso::edits
