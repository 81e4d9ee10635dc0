// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/value_form.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "compiler/pack/pack.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

constexpr std::size_t kMostSigns = 40;

bool IsSign(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The words of the text with their capitals, "6-digit" as two.
std::vector<std::string> Pieces(std::string_view text) {
  std::vector<std::string> pieces;
  std::string piece;
  const auto close = [&] {
    if (!piece.empty()) pieces.push_back(std::move(piece));
    piece.clear();
  };
  for (const char c : text) {
    if (IsSign(c)) {
      piece += c;
    } else {
      close();
    }
  }
  close();
  return pieces;
}

std::optional<std::size_t> NumberOf(const pack::Forms& forms, const std::string& piece) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), number);
  if (error == std::errc() && end == piece.data() + piece.size()) return number;
  const std::string numeral = forms.Pair("numerals", piece).value_or("");
  if (numeral.empty()) return std::nullopt;
  return NumberOf(forms, numeral);
}

// Capitals and figures: "RT", "VQ2".
bool IsLiteral(const std::string& piece) {
  const bool capital =
      std::any_of(piece.begin(), piece.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool small =
      std::any_of(piece.begin(), piece.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return capital && !small && piece.size() > 1;
}

class FormReader {
 public:
  FormReader(const Lexicon& lexicon, const pack::Forms& numerals)
      : lexicon_(lexicon), numerals_(numerals) {}

  std::vector<std::string> Read(std::string_view text) {
    for (const std::string& piece : Pieces(text)) {
      if (!Take(piece)) return {};
    }
    const bool whole = !least_ && counted_;
    const bool small = std::all_of(forms_.begin(), forms_.end(), [](const std::string& form) {
      return form.size() <= kMostSigns;
    });
    return whole && small ? forms_ : std::vector<std::string>{};
  }

 private:
  bool Take(const std::string& piece) {
    const std::string folded = SplitWords(piece).empty() ? piece : SplitWords(piece).front();
    if (const auto number = NumberOf(numerals_, folded)) {
      if (*number == 0 || *number > kMostSigns) return false;
      if (least_ && (most_ || !ranged_)) return false;
      (least_ ? most_ : least_) = *number;
      return true;
    }
    if (lexicon_.Is("range_words", folded)) {
      ranged_ = least_.has_value();
      return ranged_;
    }
    if (lexicon_.Is("digit_words", folded)) return Append('#');
    if (lexicon_.Is("letter_words", folded)) return Append('@');
    if (lexicon_.Is("sign_words", folded)) return Append('?');
    if (least_) return lexicon_.Is("form_adjectives", folded);
    if (IsLiteral(piece)) {
      for (std::string& form : forms_) form += piece;
      begun_ = true;
      return true;
    }
    if (lexicon_.Is("limiting_words", folded) || lexicon_.Is("result_negations", folded)) {
      return false;
    }
    return !begun_ || lexicon_.Is("form_fillers", folded);
  }

  bool Append(char sign) {
    // "The digits of …" counts nothing.
    if (!least_) return !begun_;
    std::vector<std::string> longer;
    for (std::size_t count = *least_; count <= most_.value_or(*least_); ++count) {
      for (const std::string& form : forms_) longer.push_back(form + std::string(count, sign));
    }
    forms_ = std::move(longer);
    least_.reset();
    most_.reset();
    ranged_ = false;
    begun_ = counted_ = true;
    return !forms_.empty();
  }

  const Lexicon& lexicon_;
  const pack::Forms& numerals_;
  std::vector<std::string> forms_ = {""};
  std::optional<std::size_t> least_;
  std::optional<std::size_t> most_;
  bool ranged_ = false;
  bool begun_ = false;
  bool counted_ = false;
};

}  // namespace

std::vector<std::string> FormsIn(const Lexicon& lexicon, const pack::Forms& numerals,
                                 std::string_view text) {
  return FormReader(lexicon, numerals).Read(text);
}

}  // namespace proviso::compiler
