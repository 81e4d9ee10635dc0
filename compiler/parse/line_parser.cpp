// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/line_parser.h"

#include <deque>

namespace proviso::parse {
namespace {

// What the generated parser needs of a token: its type and its place in the line.
class StreamToken final : public antlr4::Token {
 public:
  void Set(std::size_t type, std::size_t index) {
    type_ = type;
    index_ = index;
  }
  std::string getText() const override { return {}; }
  std::size_t getType() const override { return type_; }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getStartIndex() const override { return index_; }
  std::size_t getStopIndex() const override { return index_; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  std::size_t type_ = 0;
  std::size_t index_ = 0;
};

class LineTokenStream final : public antlr4::TokenStream {
 public:
  // `last`: the type of the token that ends the input, EOF or NEWLINE.
  void Load(const Tokens& tokens, bool newline) {
    size_ = tokens.size() + (newline ? 2 : 1);
    while (tokens_.size() < size_) tokens_.emplace_back();
    for (std::size_t i = 0; i < tokens.size(); ++i) tokens_[i].Set(tokens[i].type, i);
    if (newline) tokens_[tokens.size()].Set(ProvisoParser::NEWLINE, tokens.size());
    tokens_[size_ - 1].Set(antlr4::Token::EOF, size_ - 1);
    position_ = 0;
  }

  antlr4::Token* LT(ssize_t k) override {
    const auto at = static_cast<ssize_t>(position_) + (k > 0 ? k - 1 : k);
    if (at < 0) return nullptr;
    return &tokens_[std::min(static_cast<std::size_t>(at), size_ - 1)];
  }
  antlr4::Token* get(std::size_t index) const override {
    return const_cast<StreamToken*>(&tokens_[index]);
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
  std::deque<StreamToken> tokens_;
  std::size_t size_ = 0;
  std::size_t position_ = 0;
};

}  // namespace

struct LineParser::Machine {
  LineTokenStream stream;
  ProvisoParser parser{&stream};

  Machine() {
    static const Tokens kNoTokens;
    stream.Load(kNoTokens, true);
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  }

  // SLL first: it is faster, and what it accepts LL reads the same way.
  template <typename Rule>
  auto Run(const Tokens& tokens, bool newline, Rule rule) -> decltype(rule(parser)) {
    using antlr4::atn::PredictionMode;
    for (const PredictionMode mode : {PredictionMode::SLL, PredictionMode::LL}) {
      stream.Load(tokens, newline);
      parser.setTokenStream(&stream);
      parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
      try {
        return rule(parser);
      } catch (const std::exception&) {
        // Bailed out: no such sentence in this mode.
      }
    }
    return nullptr;
  }
};

LineParser::LineParser() : lines_(std::make_unique<Machine>()) {}
LineParser::~LineParser() = default;

ProvisoParser::LineContext* LineParser::ParseLine(const Tokens& tokens) {
  return lines_->Run(tokens, true, [](ProvisoParser& parser) { return parser.line(); });
}

ProvisoParser::InsideContext* LineParser::ParseExpression(const Tokens& tokens) {
  if (expressions_ == nullptr) expressions_ = std::make_unique<Machine>();
  return expressions_->Run(tokens, false, [](ProvisoParser& parser) { return parser.inside(); });
}

}  // namespace proviso::parse
