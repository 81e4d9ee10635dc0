// SPDX-License-Identifier: Apache-2.0
// The server on streams: framing, order, taking back, leaving.
#include "cli/lsp/run_server.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "cli/lsp/framing.h"

namespace proviso::lsp {
namespace {

constexpr const char* kInitialize =
    R"({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}})";
constexpr const char* kShutdown = R"({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})";
constexpr const char* kExit = R"({"jsonrpc": "2.0", "method": "exit"})";

struct Outcome {
  int code = 0;
  std::vector<Json> sent;
};

Outcome Serve(const std::vector<std::string>& bodies) {
  std::stringstream in;
  for (const std::string& body : bodies) WriteFrame(in, body);
  std::stringstream out;
  Outcome outcome;
  outcome.code = RunServer(in, out, ServerOptions{});
  for (Frame frame = ReadFrame(out); frame.kind == Frame::Kind::Message; frame = ReadFrame(out)) {
    outcome.sent.push_back(*ParseMessage(frame.body));
  }
  return outcome;
}

TEST(RunServer, AnExitAfterAShutdownIsFine) {
  const Outcome outcome = Serve({kInitialize, kShutdown, kExit});
  EXPECT_EQ(outcome.code, 0);
  ASSERT_EQ(outcome.sent.size(), 2u);
  EXPECT_EQ(outcome.sent[1]["id"], 2);
  EXPECT_TRUE(outcome.sent[1]["result"].is_null());
}

TEST(RunServer, AnExitWithoutAShutdownIsNot) {
  EXPECT_EQ(Serve({kInitialize, kExit}).code, 1);
  EXPECT_EQ(Serve({}).code, 1);
}

TEST(RunServer, RubbishIsAnsweredAndForgotten) {
  const Outcome outcome = Serve({"rubbish", "[1]", "{}", kInitialize, kShutdown, kExit});
  EXPECT_EQ(outcome.code, 0);
  ASSERT_EQ(outcome.sent.size(), 5u);
  EXPECT_EQ(outcome.sent[0]["error"]["code"], static_cast<int>(RpcCode::ParseError));
  EXPECT_EQ(outcome.sent[1]["error"]["code"], static_cast<int>(RpcCode::InvalidRequest));
}

TEST(RunServer, EveryRequestIsAnsweredEvenWhenTakenBack) {
  const Outcome outcome =
      Serve({kInitialize,
             R"({"jsonrpc": "2.0", "id": "h", "method": "textDocument/hover", "params": {}})",
             R"({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "h"}})", kShutdown,
             kExit});
  ASSERT_EQ(outcome.sent.size(), 3u);
  EXPECT_EQ(outcome.sent[1]["id"], "h");
  EXPECT_TRUE(outcome.sent[1].contains("error"));
}

}  // namespace
}  // namespace proviso::lsp
