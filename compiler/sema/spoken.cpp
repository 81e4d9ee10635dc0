// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/spoken.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/diagnostic.h"

namespace proviso::compiler {
namespace {

void Collect(const CheckedBlock& block, std::vector<SpokenSentence>& found) {
  for (const CheckedStep& step : block) {
    const bool speaks = step.kind == CheckedStep::Kind::Say || step.kind == CheckedStep::Kind::Ask;
    if (speaks && !step.text.quoted) found.push_back({step.span, &step.text});
    Collect(step.body, found);
    Collect(step.otherwise, found);
    Collect(step.unknown, found);
  }
}

bool Speaks(ReadingKind kind) {
  return kind == ReadingKind::Question || kind == ReadingKind::Confirmation ||
         kind == ReadingKind::Choice || kind == ReadingKind::Offer || kind == ReadingKind::Message;
}

// Of the readings of the line, the one that speaks; else the first step of it.
LineReading* Place(std::vector<LineReading*>& line, const std::string& sentence) {
  LineReading* best = nullptr;
  for (LineReading* reading : line) {
    const auto holds = [&](const std::string& text) {
      return text.find(sentence) != std::string::npos;
    };
    if (holds(reading->meaning) ||
        std::any_of(reading->details.begin(), reading->details.end(), holds)) {
      return nullptr;
    }
    if (best == nullptr || (!Speaks(best->kind) && Speaks(reading->kind))) best = reading;
  }
  return best;
}

}  // namespace

std::vector<SpokenSentence> SentencesOf(const CheckedProgram& program) {
  std::vector<SpokenSentence> found;
  for (const CheckedPolicy& policy : program.policies) Collect(policy.body, found);
  return found;
}

std::string Shown(const CheckedText& text) {
  std::string shown;
  for (std::size_t i = 0; i < text.pattern.pieces.size(); ++i) {
    if (i > 0) shown += fmt::format("{{{}}}", text.pattern.hole_names[i - 1]);
    shown += text.pattern.pieces[i];
  }
  return shown;
}

std::string Shown(const CheckedText& text, std::string_view value) {
  return fmt::format("{}", fmt::join(text.pattern.pieces, value));
}

void ReadSentences(const SourceSet& sources, const CheckedProgram& program,
                   std::vector<LineReading>& readings) {
  std::map<std::pair<FileId, std::uint32_t>, std::vector<LineReading*>> lines;
  for (LineReading& reading : readings) {
    if (!reading.policy.empty()) lines[{reading.file, reading.line}].push_back(&reading);
  }
  for (const SpokenSentence& spoken : SentencesOf(program)) {
    if (spoken.span.file == kNoFile) continue;
    const auto line = lines.find({spoken.span.file, sources.LineOf(spoken.span)});
    if (line == lines.end()) continue;
    const std::string sentence = fmt::format("“{}”", Shown(*spoken.text));
    if (LineReading* reading = Place(line->second, sentence)) reading->details.push_back(sentence);
  }
}

}  // namespace proviso::compiler
