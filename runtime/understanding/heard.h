// SPDX-License-Identifier: Apache-2.0
// One message, heard once: its tokens, cues and function words, its segments, and which of its cues
// are said plainly. Everything that reads a message is handed this.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "runtime/understanding/asked.h"
#include "runtime/understanding/cues.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/marks.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

// A stretch of the message in one mood: what stands between marks and joining words.
struct Segment {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  MarkSet marks = 0;  // of the function words that begin in it
  std::uint32_t sentence = 0;
  bool asks = false;       // ends in a question mark, or opens like a question
  std::uint32_t cues = 0;  // bit per asserted Cue that begins in it

  bool Has(Mark mark) const { return (marks & Bit(mark)) != 0; }
  bool Has(Cue cue) const { return (cues >> static_cast<int>(cue)) & 1u; }
  bool HasAny(std::initializer_list<Cue> wanted) const;
};

struct Heard {
  Message message;
  const Language* language = nullptr;
  std::vector<PhraseHit> cues;      // as the table has them
  std::vector<PhraseHit> asserted;  // the same in their mood: what is not said plainly is Neutral
  std::vector<MarkHit> marks;
  std::vector<Segment> segments;
  // One a token.
  std::vector<MarkSet> begins;            // classes of the function words that begin there
  std::vector<MarkSet> covers;            // … that it is part of
  std::vector<std::uint32_t> said;        // bit per asserted Cue that it is part of
  std::vector<std::uint32_t> segment_of;  // index into `segments`; that of the next for a mark
  std::vector<bool> quoted;
  bool machine = false;  // holds text for machines: it consents to nothing
  bool cut = false;      // ends in the middle of a sentence

  bool Has(Mark mark) const;
  // A function word of the class begins at the token.
  bool Stands(Mark mark, std::uint32_t token) const {
    return token < begins.size() && (begins[token] & Bit(mark)) != 0;
  }
  // The segment that holds the token, null for a mark between two.
  const Segment* SegmentAt(std::uint32_t token) const;
};

Heard Hear(std::string_view bytes, const Language& language, const Asked& asked);

}  // namespace proviso::understanding
