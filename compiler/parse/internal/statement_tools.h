// SPDX-License-Identifier: Apache-2.0
// What the files that build statements share.
#pragma once

#include "compiler/parse/internal/line_builder.h"

namespace proviso::parse {

template <typename Node>
ast::Statement& LineBuilder::Add(ast::Block& out, const Clause& clause, Node node) {
  auto statement = std::make_unique<ast::Statement>();
  statement->span = SpanOf(clause.lead.empty() ? clause.all : View(clause.lead.data(), 1));
  statement->span.end = SpanOf(clause.all).end;
  statement->node = std::move(node);
  Trimmings(clause.rest, *statement);
  NoteFor(*statement).head = clause.head;
  out.push_back(std::move(statement));
  return *out.back();
}

}  // namespace proviso::parse
