// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/line_parser.h"

#include "grammar/antlr_streams.h"

namespace proviso::parse {

struct LineParser::Machine {
  grammar::TokenStream stream;
  ProvisoParser parser{&stream};

  Machine() {
    static const Tokens kNoTokens;
    Load(kNoTokens, true);
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  }

  // The place of a token is its number in the line.
  void Load(const Tokens& tokens, bool newline) {
    stream.Clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) stream.Add(tokens[i].type, i, i);
    if (newline) stream.Add(ProvisoParser::NEWLINE, tokens.size(), tokens.size());
    const std::size_t end = tokens.size() + (newline ? 1 : 0);
    stream.Add(antlr4::Token::EOF, end, end);
  }

  // SLL first: it is faster, and what it accepts LL reads the same way.
  template <typename Rule>
  auto Run(const Tokens& tokens, bool newline, Rule rule) -> decltype(rule(parser)) {
    using antlr4::atn::PredictionMode;
    for (const PredictionMode mode : {PredictionMode::SLL, PredictionMode::LL}) {
      Load(tokens, newline);
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
