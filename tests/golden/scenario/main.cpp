// SPDX-License-Identifier: Apache-2.0
#include "core/render.h"
#include "testing/scenario/parser.h"
#include "testing/scenario/writer.h"
#include "tests/golden/golden_runner.h"

namespace {

using namespace proviso;

struct Read {
  scenario::File file;
  std::string findings;
  bool errors = false;
};

Read ReadText(const std::string& name, std::string text) {
  SourceSet sources;
  const FileId id = sources.Add(name, std::move(text));
  DiagnosticSink sink;
  Read read{scenario::ParseFile(sources.file(id), id, sink), "", false};
  read.findings = RenderCompact(sources, sink.Sorted());
  for (const Diagnostic& diagnostic : sink.Sorted()) {
    for (const std::string& note : diagnostic.notes) read.findings += "  " + note + "\n";
  }
  read.errors = sink.has_errors();
  return read;
}

std::string Render(const std::string& name, std::string text) {
  const Read first = ReadText(name, std::move(text));
  if (first.errors) return first.findings;
  const std::string written = scenario::WriteFile(first.file);
  // The canonical text reads back as itself.
  const Read second = ReadText(name, written);
  if (second.errors || scenario::WriteFile(second.file) != written) {
    return "the canonical text does not read back:\n" + second.findings + written;
  }
  return first.findings + written;
}

}  // namespace

int main(int argc, char** argv) { return proviso::golden::RunGoldens(argc, argv, Render); }
