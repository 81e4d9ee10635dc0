// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/framing.h"

#include <gtest/gtest.h>

#include <sstream>

namespace proviso::lsp {
namespace {

TEST(Framing, ReadsWhatItWrote) {
  std::stringstream stream;
  WriteFrame(stream, R"({"id": 1})");
  WriteFrame(stream, "größer");
  EXPECT_EQ(ReadFrame(stream).body, R"({"id": 1})");
  const Frame second = ReadFrame(stream);
  EXPECT_EQ(second.kind, Frame::Kind::Message);
  EXPECT_EQ(second.body, "größer");
  EXPECT_EQ(ReadFrame(stream).kind, Frame::Kind::End);
}

TEST(Framing, HeadersComeInAnyCaseAndWithOthers) {
  std::istringstream stream("content-type: x; charset=utf-8\r\nCONTENT-LENGTH:  2 \r\n\r\n{}");
  const Frame frame = ReadFrame(stream);
  EXPECT_EQ(frame.kind, Frame::Kind::Message);
  EXPECT_EQ(frame.body, "{}");
}

TEST(Framing, GoesOnBehindAMessageWithoutALength) {
  std::istringstream stream("Hello: there\r\n\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(stream).kind, Frame::Kind::Malformed);
  EXPECT_EQ(ReadFrame(stream).body, "{}");
}

TEST(Framing, DropsABodyThatIsTooLong) {
  FrameLimits limits;
  limits.max_body_bytes = 4;
  std::istringstream stream("Content-Length: 5\r\n\r\n12345Content-Length: 2\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(stream, limits).kind, Frame::Kind::Malformed);
  EXPECT_EQ(ReadFrame(stream, limits).body, "{}");
}

TEST(Framing, AHugeLengthReservesNothing) {
  std::istringstream stream("Content-Length: 18446744073709551615\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(stream).kind, Frame::Kind::End);
  std::istringstream more("Content-Length: 99999999999999999999999\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(more).kind, Frame::Kind::Malformed);
}

TEST(Framing, FindsTheNextMessageBehindALineWithoutEnd) {
  std::istringstream stream(std::string(100000, 'x') + "\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(stream).body, "{}");
}

TEST(Framing, ABodyThatBreaksOffIsTheEnd) {
  std::istringstream stream("Content-Length: 10\r\n\r\n{}");
  EXPECT_EQ(ReadFrame(stream).kind, Frame::Kind::End);
}

}  // namespace
}  // namespace proviso::lsp
