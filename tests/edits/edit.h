// SPDX-License-Identifier: Apache-2.0
// Small edits of a policy text, as a person makes them. The same text and seed give the same edits
// on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/parse/internal/token.h"
#include "core/source.h"

namespace proviso::edits {

enum class EditKind : std::uint8_t {
  WordDropped,
  NotInserted,
  AmountChanged,
  ExceptionAppended,
  LinesSwapped,
};
inline constexpr std::size_t kEditKinds = 5;
std::string_view NameOf(EditKind kind);

struct Edit {
  EditKind kind{};
  std::uint32_t line = 0;   // 1-based
  std::uint32_t other = 0;  // LinesSwapped: the other one
  Span span;                // of the word, or where the words were put in
  std::uint32_t last = 0;   // ExceptionAppended: where the last word before it begins
  std::string text;         // the whole file afterwards
};

// The text of a line without the mark that says where it stands: "2.1 Ask …", "Step 2: Ask …".
std::span<const parse::Token> BehindMark(const parse::Line& line);

// Makes edits of one text.
class EditMaker {
 public:
  explicit EditMaker(std::string text);

  // Fails where the text has nothing of the kind.
  std::optional<Edit> Make(EditKind kind, std::mt19937& random) const;
  // `count` of all kinds in turn, no two alike; fewer where the text does not have so many.
  std::vector<Edit> MakeAll(std::size_t count, std::mt19937& random) const;

  const SourceFile& source() const { return sources_.file(FileId{}); }

 private:
  struct Piece {
    std::uint32_t line = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t last = 0;  // of an end: where the last word begins
  };
  Edit Replace(EditKind kind, const Piece& piece, std::string_view by) const;
  Edit Swap(std::uint32_t a, std::uint32_t b) const;

  SourceSet sources_;
  std::vector<Piece> words_;
  std::vector<Piece> figures_;
  std::vector<Piece> ends_;  // where a line's last sentence ends, its stop left out
  std::vector<std::uint32_t> lines_;
};

}  // namespace proviso::edits
