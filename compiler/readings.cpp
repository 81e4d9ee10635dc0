// SPDX-License-Identifier: Apache-2.0
#include "compiler/readings.h"

#include <utility>

namespace proviso::compiler {

std::string_view ReadingKindName(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::PolicyName:
      return "policy";
    case ReadingKind::HeadField:
      return "head field";
    case ReadingKind::Section:
      return "section";
    case ReadingKind::Entry:
      return "entry";
    case ReadingKind::Question:
      return "question";
    case ReadingKind::Confirmation:
      return "confirmation";
    case ReadingKind::Choice:
      return "choice";
    case ReadingKind::Fact:
      return "fact";
    case ReadingKind::Call:
      return "call";
    case ReadingKind::Offer:
      return "offer";
    case ReadingKind::Option:
      return "option";
    case ReadingKind::Message:
      return "message";
    case ReadingKind::Branch:
      return "branch";
    case ReadingKind::Gate:
      return "gate";
    case ReadingKind::PolicyCall:
      return "policy call";
    case ReadingKind::HandOff:
      return "hand-off";
    case ReadingKind::Assignment:
      return "assignment";
    case ReadingKind::End:
      return "end";
    case ReadingKind::Note:
      return "note";
    case ReadingKind::Judgement:
      return "judgement";
    case ReadingKind::Unread:
      return "not understood";
    case ReadingKind::Detail:
      return "detail";
    case ReadingKind::Documentation:
      return "documentation";
    case ReadingKind::Comment:
      return "comment";
    case ReadingKind::Problem:
      return "problem";
  }
  return "problem";
}

void AddReadings(const SourceFile& source, const Span& span, LineReading first, LineReading behind,
                 std::vector<LineReading>& readings) {
  first.file = behind.file = span.file;
  first.line = source.LineOf(span.begin);
  const std::uint32_t last = span.end > span.begin ? source.LineOf(span.end - 1) : first.line;
  behind.line = first.line + 1;
  readings.push_back(std::move(first));
  for (; behind.line <= last; ++behind.line) readings.push_back(behind);
}

}  // namespace proviso::compiler
