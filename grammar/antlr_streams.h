// SPDX-License-Identifier: Apache-2.0
// What ANTLR reads, for both grammars: the characters of one line with the bytes they come from,
// and the tokens of one line with the places they stand for. ANTLR's own streams copy the text and
// keep every token on the heap; a policy is read line by line, so these are filled again and again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"

namespace proviso::grammar {

// A derived class fills it with Clear, Add for each character, and Finish.
class CharStream : public antlr4::CharStream {
 public:
  char32_t At(std::size_t index) const { return index < chars_.size() ? chars_[index] : 0; }
  // First byte of the character at `index`; the line's end for the one after the last.
  std::uint32_t ByteOf(std::size_t index) const { return bytes_[std::min(index, chars_.size())]; }

  void consume() final { ++position_; }
  std::size_t LA(ssize_t i) final {
    ++looks_;
    if (i == 0) return 0;
    const auto at = static_cast<ssize_t>(position_) + (i > 0 ? i - 1 : i);
    if (at < 0 || at >= static_cast<ssize_t>(chars_.size())) return antlr4::IntStream::EOF;
    return chars_[static_cast<std::size_t>(at)];
  }
  ssize_t mark() final { return -1; }
  void release(ssize_t) final {}
  std::size_t index() final { return position_; }
  void seek(std::size_t index) final { position_ = index; }
  std::size_t size() final { return chars_.size(); }
  std::string getSourceName() const final { return {}; }
  std::string getText(const antlr4::misc::Interval&) final { return {}; }
  std::string toString() const final { return {}; }

 protected:
  void Clear() {
    chars_.clear();
    bytes_.clear();
    position_ = 0;
  }
  void Add(char32_t character, std::uint32_t byte) {
    chars_.push_back(character);
    bytes_.push_back(byte);
  }
  void Finish(std::uint32_t end) { bytes_.push_back(end); }
  // What was added, to be changed in place.
  std::vector<char32_t>& chars() { return chars_; }
  // How often a character was looked at since this was last asked: the lexer's effort.
  std::uint64_t TakeLooks() { return std::exchange(looks_, 0); }

 private:
  std::vector<char32_t> chars_;
  std::vector<std::uint32_t> bytes_;
  std::size_t position_ = 0;
  std::uint64_t looks_ = 0;
};

// What a generated parser needs of a token: its type, and the place [begin, end) it stands for.
class Token final : public antlr4::Token {
 public:
  void Set(std::size_t type, std::size_t index, std::size_t begin, std::size_t end) {
    type_ = type;
    index_ = index;
    begin_ = begin;
    end_ = end;
  }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  std::string getText() const override { return {}; }
  std::size_t getType() const override { return type_; }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getStartIndex() const override { return begin_; }
  std::size_t getStopIndex() const override { return end_; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  std::size_t type_ = 0;
  std::size_t index_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

// The last token that is added must be EOF. A deque, because the parser keeps pointers to tokens.
class TokenStream final : public antlr4::TokenStream {
 public:
  void Clear() { size_ = position_ = 0; }
  void Add(std::size_t type, std::size_t begin, std::size_t end) {
    if (size_ == tokens_.size()) tokens_.emplace_back();
    tokens_[size_].Set(type, size_, begin, end);
    ++size_;
  }
  void Retype(std::size_t index, std::size_t type) {
    tokens_[index].Set(type, index, tokens_[index].begin(), tokens_[index].end());
  }
  const Token& At(std::size_t index) const { return tokens_[index]; }

  antlr4::Token* LT(ssize_t k) override {
    const auto at = static_cast<ssize_t>(position_) + (k > 0 ? k - 1 : k);
    if (at < 0) return nullptr;
    return &tokens_[std::min(static_cast<std::size_t>(at), size_ - 1)];
  }
  antlr4::Token* get(std::size_t index) const override {
    return const_cast<Token*>(&tokens_[index]);
  }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }
  void consume() override { position_ = std::min(position_ + 1, size_ - 1); }
  std::size_t LA(ssize_t i) override {
    const antlr4::Token* token = LT(i);
    return token == nullptr ? std::size_t{0} : token->getType();
  }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = std::min(index, size_ - 1); }
  std::size_t size() override { return size_; }
  std::string getSourceName() const override { return {}; }

 private:
  std::deque<Token> tokens_;
  std::size_t size_ = 0;
  std::size_t position_ = 0;
};

}  // namespace proviso::grammar
