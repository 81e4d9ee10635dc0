// SPDX-License-Identifier: Apache-2.0
#include "core/glob.h"

#include <vector>

namespace proviso {
namespace {

enum class Piece { Literal, One, InFolder, AnyFolders, Anything };

struct Token {
  Piece piece{};
  char letter = 0;
};

// `**/` stands for any number of folders, none included; `**` elsewhere for anything.
std::vector<Token> Tokens(std::string_view glob) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob.substr(i).starts_with("**")) {
      const bool folders = glob.substr(i + 2).starts_with("/");
      tokens.push_back({folders ? Piece::AnyFolders : Piece::Anything});
      i += folders ? 2 : 1;
    } else if (glob[i] == '*') {
      tokens.push_back({Piece::InFolder});
    } else if (glob[i] == '?') {
      tokens.push_back({Piece::One});
    } else {
      tokens.push_back({Piece::Literal, glob[i]});
    }
  }
  return tokens;
}

}  // namespace

// A table over the tokens, a row per letter, so that no pattern takes exponential time.
bool GlobMatches(std::string_view glob, std::string_view path) {
  const std::vector<Token> tokens = Tokens(glob);
  const std::size_t count = tokens.size();
  // here[t]: the first t tokens match what was read so far.
  std::vector<bool> here(count + 1, false);
  here[0] = true;
  const auto skip_empty = [&](std::vector<bool>& row, bool folder_starts) {
    for (std::size_t t = 0; t < count; ++t) {
      if (!row[t]) continue;
      const Piece piece = tokens[t].piece;
      if (piece == Piece::InFolder || piece == Piece::Anything) row[t + 1] = true;
      if (piece == Piece::AnyFolders && folder_starts) row[t + 1] = true;
    }
  };
  skip_empty(here, true);
  for (const char letter : path) {
    std::vector<bool> next(count + 1, false);
    for (std::size_t t = 0; t < count; ++t) {
      if (!here[t]) continue;
      switch (tokens[t].piece) {
        case Piece::Literal:
          next[t + 1] = next[t + 1] || tokens[t].letter == letter;
          break;
        case Piece::One:
          next[t + 1] = next[t + 1] || letter != '/';
          break;
        case Piece::InFolder:
          next[t] = next[t] || letter != '/';
          break;
        case Piece::AnyFolders:
        case Piece::Anything:
          next[t] = true;
          break;
      }
    }
    skip_empty(next, letter == '/');
    here = std::move(next);
  }
  return here[count];
}

}  // namespace proviso
