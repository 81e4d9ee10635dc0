// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace proviso::lsp {
namespace {

constexpr std::string_view kContentLength = "content-length";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// One header line without its ending. False at the end of the stream. What does not fit into `room`
// is read and dropped, and `room` becomes 0.
bool ReadHeaderLine(std::streambuf& in, std::string& line, std::size_t& room) {
  using Traits = std::streambuf::traits_type;
  line.clear();
  while (true) {
    const Traits::int_type byte = in.sbumpc();
    if (Traits::eq_int_type(byte, Traits::eof())) return false;
    const char c = Traits::to_char_type(byte);
    if (c == '\n') break;
    if (room == 0) continue;
    --room;
    line.push_back(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

std::optional<std::size_t> LengthIn(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view name = Trim(line.substr(0, colon));
  if (!std::equal(name.begin(), name.end(), kContentLength.begin(), kContentLength.end(),
                  [](char a, char b) { return Lower(a) == b; })) {
    return std::nullopt;
  }
  const std::string_view digits = Trim(line.substr(colon + 1));
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return length;
}

// False when the stream ended before.
bool Drop(std::streambuf& in, std::size_t count) {
  std::array<char, 4096> block{};
  while (count > 0) {
    const auto want = static_cast<std::streamsize>(std::min(count, block.size()));
    if (in.sgetn(block.data(), want) != want) return false;
    count -= static_cast<std::size_t>(want);
  }
  return true;
}

// The body grows as bytes arrive, so that a header alone cannot make us reserve its length.
bool ReadBody(std::streambuf& in, std::size_t length, std::string& body) {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  while (body.size() < length) {
    const std::size_t begin = body.size();
    const std::size_t want = std::min(kBlock, length - begin);
    body.resize(begin + want);
    if (in.sgetn(body.data() + begin, static_cast<std::streamsize>(want)) !=
        static_cast<std::streamsize>(want)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Frame ReadFrame(std::istream& in, const FrameLimits& limits) {
  std::streambuf* buffer = in.rdbuf();
  if (buffer == nullptr) return {};
  // GCC 12 takes an optional that a loop resets for one that may be uninitialized (under -Werror).
  bool known = false;
  std::size_t length = 0;
  std::size_t room = limits.max_header_bytes;
  std::string line;
  bool any = false;
  while (true) {
    if (!ReadHeaderLine(*buffer, line, room)) return {};
    if (line.empty() && room > 0) {
      if (any) break;
      continue;  // blank lines between messages do no harm
    }
    any = true;
    if (room == 0) {
      // Not our protocol: nothing tells where the next message starts, so look for its header.
      room = limits.max_header_bytes;
      known = false;
      continue;
    }
    if (const auto found = LengthIn(line)) {
      known = true;
      length = *found;
    }
  }
  if (!known) return {Frame::Kind::Malformed, "a message without a readable Content-Length"};
  if (length > limits.max_body_bytes) {
    if (!Drop(*buffer, length)) return {};
    return {Frame::Kind::Malformed, fmt::format("a message of {} bytes; at most {} are read",
                                                length, limits.max_body_bytes)};
  }
  Frame frame{Frame::Kind::Message, {}};
  if (!ReadBody(*buffer, length, frame.body)) return {};
  return frame;
}

void WriteFrame(std::ostream& out, std::string_view body) {
  out << "Content-Length: " << body.size() << "\r\n\r\n" << body << std::flush;
}

}  // namespace proviso::lsp
