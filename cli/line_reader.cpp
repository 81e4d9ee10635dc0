// SPDX-License-Identifier: Apache-2.0
#include "cli/line_reader.h"

namespace proviso::cli {

bool ReadLine(std::istream& in, std::string& line, std::size_t max_bytes) {
  line.clear();
  std::streambuf* buffer = in.rdbuf();
  using Traits = std::streambuf::traits_type;
  bool read_any = false;
  while (true) {
    const Traits::int_type byte = buffer->sbumpc();
    if (Traits::eq_int_type(byte, Traits::eof())) break;
    read_any = true;
    const char c = Traits::to_char_type(byte);
    if (c == '\n') break;
    if (line.size() <= max_bytes) line.push_back(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return read_any;
}

}  // namespace proviso::cli
