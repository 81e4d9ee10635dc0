// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/expression_parser.h"

#include "grammar/antlr_streams.h"

namespace proviso::parse {

struct ExpressionParser::Machine {
  grammar::TokenStream stream;
  ProvisoParser parser{&stream};

  Machine() {
    Load({});
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  }

  // The place of a token is its number among the tokens.
  void Load(const Tokens& tokens) {
    stream.Clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) stream.Add(tokens[i].type, i, i);
    stream.Add(antlr4::Token::EOF, tokens.size(), tokens.size());
  }
};

ExpressionParser::ExpressionParser() = default;
ExpressionParser::~ExpressionParser() = default;

ProvisoParser::InsideContext* ExpressionParser::Parse(const Tokens& tokens) {
  using antlr4::atn::PredictionMode;
  if (machine_ == nullptr) machine_ = std::make_unique<Machine>();
  ProvisoParser& parser = machine_->parser;
  // SLL first: it is faster, and what it accepts LL reads the same way.
  for (const PredictionMode mode : {PredictionMode::SLL, PredictionMode::LL}) {
    machine_->Load(tokens);
    parser.setTokenStream(&machine_->stream);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      return parser.inside();
    } catch (const std::exception&) {
      // Bailed out: no such expression in this mode.
    }
  }
  return nullptr;
}

}  // namespace proviso::parse
