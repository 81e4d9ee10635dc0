// SPDX-License-Identifier: Apache-2.0
// A policy text parsed for a test, with what was reported.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/dump.h"
#include "compiler/parse/parser.h"

namespace proviso {

struct Parsed {
  SourceSet sources;
  FileId file{};
  DiagnosticSink sink;
  ast::Document document;

  std::string dump(ast::DumpOptions options = {}) const {
    return ast::Dump(document, sources, options);
  }
  bool reported(DiagnosticId id) const {
    for (const Diagnostic& diagnostic : sink.all()) {
      if (diagnostic.id == id) return true;
    }
    return false;
  }
};

inline Parsed ParseText(std::string text, const ParseOptions& options = {},
                        std::string name = "test.policy") {
  Parsed parsed;
  parsed.file = parsed.sources.Add(std::move(name), std::move(text));
  parsed.document = Parse(parsed.sources, parsed.file, parsed.sink, options);
  return parsed;
}

// The steps of the only policy, one a line, two spaces for each level, without the policy's own
// line.
inline std::string Steps(const std::string& text) {
  ast::DumpOptions options;
  options.inferred = false;
  options.remarks = false;
  const Parsed parsed = ParseText(text);
  std::string dump = parsed.dump(options);
  dump.erase(0, dump.find('\n') + 1);
  std::string out;
  for (std::size_t at = 0; at < dump.size();) {
    const std::size_t end = dump.find('\n', at);
    out += dump.substr(at + 2, end - at - 1);
    at = end + 1;
  }
  return out;
}

}  // namespace proviso
