// SPDX-License-Identifier: Apache-2.0
// A version of a text is read once, whatever is asked about it and in however many bundles it lies.
#include <gtest/gtest.h>

#include <string>

#include "cli/lsp/server.h"
#include "compiler/parse/parser.h"

namespace proviso::lsp {
namespace {

constexpr const char* kFirst = "untitled:first.policy";
constexpr const char* kSecond = "untitled:second.policy";

class ReadOnce : public ::testing::Test {
 protected:
  ReadOnce() : server_({}, [](const Json& /*message*/) {}) {
    server_.Receive(MakeRequest(0, "initialize", Json::object()));
  }

  void Open(const char* uri, const std::string& text) {
    server_.Receive(
        MakeNotification("textDocument/didOpen",
                         {{"textDocument", {{"uri", uri}, {"version", 1}, {"text", text}}}}));
  }
  void PressKey(const char* uri) {
    const Json place = {{"line", 0}, {"character", 0}};
    server_.Receive(MakeNotification(
        "textDocument/didChange",
        {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
         {"contentChanges",
          Json::array({{{"range", {{"start", place}, {"end", place}}}, {"text", "\n"}}})}}));
  }
  void Ask(const char* uri, const char* method) {
    server_.Receive(MakeRequest(
        1, method,
        {{"textDocument", {{"uri", uri}}},
         {"position", {{"line", 3}, {"character", 4}}},
         {"range",
          {{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 9}, {"character", 0}}}}},
         {"context", {{"diagnostics", Json::array()}}}}));
  }
  void AskEverything(const char* uri) {
    for (const char* method :
         {"textDocument/hover", "textDocument/completion", "textDocument/definition",
          "textDocument/inlayHint", "textDocument/codeAction", "textDocument/documentSymbol"}) {
      Ask(uri, method);
    }
    server_.Settle();
  }

  Server server_;
  int version_ = 1;
};

TEST_F(ReadOnce, ForEveryRequest) {
  Open(kFirst, "Policy: First\nWhen: The customer asks.\n\n- Say \"Hello.\"\n");
  AskEverything(kFirst);
  const std::uint64_t before = TextsParsed();
  PressKey(kFirst);
  AskEverything(kFirst);
  EXPECT_EQ(TextsParsed() - before, 1u);
}

TEST_F(ReadOnce, InABundleOnlyWhatWasTypedIsReadAgain) {
  Open(kFirst, "Policy: First\nWhen: The customer asks.\n\n- Follow #Second.\n");
  Open(kSecond, "Policy: Second\nWhen: The customer asks again.\n\n- Follow #First.\n");
  AskEverything(kFirst);
  AskEverything(kSecond);
  const std::uint64_t before = TextsParsed();
  PressKey(kSecond);
  AskEverything(kSecond);
  AskEverything(kFirst);
  EXPECT_EQ(TextsParsed() - before, 1u);
}

}  // namespace
}  // namespace proviso::lsp
