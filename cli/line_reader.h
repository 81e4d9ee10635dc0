// SPDX-License-Identifier: Apache-2.0
// Lines of a stream that may come from anyone: memory stays bounded whatever they send.
#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace proviso::cli {

// Reads up to the next line feed into `line` (without it, and without a carriage return before it).
// Of a line longer than `max_bytes` the first `max_bytes` + 1 bytes are kept, the rest is read and
// dropped. False at the end of the stream.
bool ReadLine(std::istream& in, std::string& line, std::size_t max_bytes);

}  // namespace proviso::cli
