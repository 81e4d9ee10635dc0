// SPDX-License-Identifier: Apache-2.0
// Messages on a byte stream, as the Language Server Protocol frames them: header lines, a blank
// line, a body of Content-Length bytes. Whoever is on the other side may send anything; memory
// stays bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace proviso::lsp {

struct FrameLimits {
  std::size_t max_header_bytes = std::size_t{8} << 10;  // of one block of header lines
  std::size_t max_body_bytes = std::size_t{64} << 20;   // a longer body is read and dropped
};

struct Frame {
  enum class Kind : std::uint8_t {
    Message,    // `body` holds it
    Malformed,  // `body` says what was wrong; the stream goes on behind it
    End,        // of the stream
  };
  Kind kind = Kind::End;
  std::string body;
};

// Blocks until a frame is complete or the stream ends. Reads not one byte more than the frame.
Frame ReadFrame(std::istream& in, const FrameLimits& limits = {});

// Writes one frame and flushes.
void WriteFrame(std::ostream& out, std::string_view body);

}  // namespace proviso::lsp
