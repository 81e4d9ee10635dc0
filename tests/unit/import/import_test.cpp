// SPDX-License-Identifier: Apache-2.0
#include "cli/import/import.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "cli/import/charset.h"
#include "cli/import/pandoc.h"
#include "cli/import/readers.h"
#include "core/utf8.h"

namespace proviso::importing {
namespace {

namespace fs = std::filesystem;

std::string TextOf(std::string_view document, DocumentKind kind) {
  const auto imported = Import(document, kind, {"a/sop.html", ""});
  return imported ? imported->text : imported.error().code;
}

// Without the comment at the top.
std::string StepsOf(std::string_view document, DocumentKind kind) {
  const std::string text = TextOf(document, kind);
  const std::size_t at = text.find("Policy: ");
  return at == std::string::npos ? text : text.substr(at);
}

std::string Repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST(ImportKind, IsToldByNameThenByBytes) {
  EXPECT_EQ(KindOf("Refunds.HTM", ""), DocumentKind::Html);
  EXPECT_EQ(KindOf("sop.markdown", ""), DocumentKind::Markdown);
  EXPECT_EQ(KindOf("sop.DOCX", ""), DocumentKind::Docx);
  EXPECT_EQ(KindOf("stdin", "  <!DOCTYPE html><p>x"), DocumentKind::Html);
  EXPECT_EQ(KindOf("stdin", "PK\x03\x04word"), DocumentKind::Docx);
  EXPECT_EQ(KindOf("stdin", "Ask for the email."), DocumentKind::PlainText);
}

TEST(ImportHtml, NestingOfListsIsIndentation) {
  EXPECT_EQ(StepsOf("<ul><li>a<ol start=3><li>b<li>c</ol></ul>", DocumentKind::Html),
            "Policy: sop\n\n- a\n  3. b\n  4. c\n");
}

TEST(ImportHtml, AListBelongsToTheLineThatAnnouncesIt) {
  EXPECT_EQ(StepsOf("<p>If the user accepts:</p><ul><li>x</ul><p>y</p>", DocumentKind::Html),
            "Policy: sop\n\nIf the user accepts:\n  - x\ny\n");
}

TEST(ImportHtml, BoldParagraphsAreHeadingsConditionsAreNot) {
  EXPECT_EQ(StepsOf("<p><b>Check the order</b></p><p>x</p><p><b>If it is paid:</b></p><p>y</p>",
                    DocumentKind::Html),
            "Policy: sop\n\n## Check the order\n\nx\nIf it is paid:\ny\n");
}

TEST(ImportHtml, ListsOfGoogleDocsKeepTheirLevels) {
  EXPECT_EQ(StepsOf("<ul class='lst-kix_a1-0 start'><li>a</li></ul>"
                    "<ul class='c3 lst-kix_a1-1 start'><li>b</li></ul>"
                    "<ul class='lst-kix_a1-0'><li>c</li></ul>",
                    DocumentKind::Html),
            "Policy: sop\n\n- a\n  - b\n- c\n");
  EXPECT_EQ(StepsOf("<b style='font-weight:normal'><p><span style='font-weight:700'>Look at it"
                    "</span></p><p>x</p></b>",
                    DocumentKind::Html),
            "Policy: sop\n\n## Look at it\n\nx\n");
}

TEST(ImportHtml, ListsOfWordKeepTheirLevels) {
  EXPECT_EQ(StepsOf("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span "
                    "style='mso-list:Ignore'>1.<span>&nbsp; </span></span>a</p>"
                    "<p style='margin-left:1in;mso-list:l0 level2 lfo1'><span><span "
                    "style='mso-list: Ignore'>o&nbsp;</span></span>b</p><p>c</p>",
                    DocumentKind::Html),
            "Policy: sop\n\n1. a\n  - b\nc\n");
}

TEST(ImportHtml, ScriptsHiddenAndStruckTextAreNotSteps) {
  const std::string text =
      TextOf("<script>a</script><p hidden>b</p><p>c <s>d</s></p><p style='display:none'>e</p>",
             DocumentKind::Html);
  EXPECT_NE(text.find("\nc\n"), std::string::npos) << text;
  EXPECT_NE(text.find("left out: hidden text (2 times): b"), std::string::npos) << text;
  EXPECT_NE(text.find("left out: struck-through text: d"), std::string::npos) << text;
}

TEST(ImportHtml, WhatNamesAToolIsNeverLeftOut) {
  const std::string text = TextOf(
      "<main><p>a</p></main><aside>Use @refund_order(order_id: str).</aside>", DocumentKind::Html);
  EXPECT_NE(text.find("Use @refund_order(order_id: str)."), std::string::npos) << text;
  EXPECT_NE(text.find("\na\n"), std::string::npos) << text;
}

TEST(ImportHtml, AddressesOfLinksStay) {
  EXPECT_EQ(StepsOf("<p>Send <a href='https://x.example/r'>the form</a> and "
                    "<a href='#p'>go on</a> to <a href='https://x.example/p'>#Returns</a>.</p>",
                    DocumentKind::Html),
            "Policy: sop\n\nSend the form (https://x.example/r) and go on to #Returns.\n");
}

TEST(ImportHtml, DeepNestingIsRefusedNotFollowed) {
  EXPECT_EQ(TextOf(Repeated("<div>", 100000), DocumentKind::Html), "too_deep");
  EXPECT_EQ(TextOf(Repeated("<ul><li>x", 100000), DocumentKind::Html), "too_deep");
  EXPECT_EQ(TextOf(Repeated("<b id=1>", 100000) + Repeated("<p>", 1000), DocumentKind::Html),
            "too_deep");
  EXPECT_NE(TextOf(Repeated("<ul><li>x", 60), DocumentKind::Html).find("- x"), std::string::npos);
}

TEST(ImportHtml, HugePagesAreRefused) {
  EXPECT_EQ(TextOf(std::string(kMaxDocumentBytes + 1, 'x'), DocumentKind::Html), "too_large");
  EXPECT_EQ(TextOf(Repeated("<i></i>", 2 << 20), DocumentKind::Html), "too_large");
}

TEST(ImportHtml, MoreLinesThanAProcedureHasAreRefused) {
  EXPECT_EQ(TextOf(Repeated("<p>x", kMaxBlocks + 1), DocumentKind::Html), "too_large");
  EXPECT_EQ(TextOf(Repeated("x\n", kMaxBlocks + 1), DocumentKind::PlainText), "too_large");
}

TEST(ImportHtml, BrokenMarkupIsRead) {
  for (const std::string_view page :
       {"<p>a<p>b</div></table>", "<<<>>>a&", "<table><td>a<td>b", "<!--", "a<![CDATA[b",
        "<p \xFF\xFE>a", "<ul><ul><ul>a", "<a href=\"https://x", "&#x110000;&#0;a"}) {
    const std::string text = TextOf(page, DocumentKind::Html);
    EXPECT_TRUE(IsUtf8(text)) << page;
  }
}

TEST(ImportMarkdown, HostileTextEnds) {
  for (const std::string_view part :
       {"[", "![", "> ", "- ", "*a_", "`", "<", "|a", "# ", "[a](<b", "1. ", "**a"}) {
    const std::string text = TextOf(Repeated(part, 20000), DocumentKind::Markdown);
    EXPECT_TRUE(IsUtf8(text)) << part;
  }
}

TEST(ImportMarkdown, WrappedLinesAreOneAndOtherLinesTheirOwn) {
  EXPECT_EQ(StepsOf("Ask for the order number.\nUse @a\\_b(order_id: str) to look at the order "
                    "that the customer\nspeaks of.\n",
                    DocumentKind::Markdown),
            "Policy: sop\n\nAsk for the order number.\nUse @a_b(order_id: str) to look at the "
            "order that the customer speaks of.\n");
}

TEST(ImportMarkdown, SeveralNamesAreSeveralPolicies) {
  EXPECT_EQ(StepsOf("# Refund\n- a\n# Return\n- b\n", DocumentKind::Markdown),
            "Policy: Refund\n\n- a\n\nPolicy: Return\n\n- b\n");
}

TEST(ImportMarkdown, TypedPlaceholdersStay) {
  EXPECT_EQ(StepsOf("Say \"Dear <name>, hello\".\n", DocumentKind::Markdown),
            "Policy: sop\n\nSay \"Dear <name>, hello\".\n");
}

TEST(ImportCharset, MarkThenFormThenNameThenWindows) {
  EXPECT_EQ(DecodeText("\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F").text, "grüß");
  EXPECT_EQ(DecodeText("gr\xC3\xBC\xC3\x9F").text, "grüß");
  EXPECT_EQ(DecodeText("gr\xFC\xDF").text, "grüß");
  EXPECT_TRUE(DecodeText("gr\xFC\xDF").guessed);
  EXPECT_EQ(DecodeText("<meta charset='iso-8859-2'>\xB1").text, "<meta charset='iso-8859-2'>ą");
  EXPECT_EQ(DecodeText("<meta charset=latin1>\x93x\x94").text, "<meta charset=latin1>“x”");
  EXPECT_EQ(DecodeText(std::string("\xFF\xFE"
                                   "a\0b\0",
                                   6))
                .text,
            "ab");
  EXPECT_TRUE(IsUtf8(DecodeText("<meta charset=no-such-thing>\xFF").text));
  EXPECT_TRUE(IsUtf8(DecodeText("<meta charset=utf-8>\xFF").text));
  EXPECT_TRUE(IsUtf8(DecodeText("\xFF\xFEx").text));
}

// Word files are made here, by pandoc, from what they are compared with.
TEST(ImportDocx, SaysWhatTheMarkdownSays) {
  const fs::path folder = fs::path(::testing::TempDir()) / "proviso_import_docx";
  fs::create_directories(folder);
  const fs::path docx = folder / "sop.docx";
  const std::string markdown = std::string(PROVISO_SOURCE_DIR) + "/tests/import/refund.md";
  const std::string command = "pandoc '" + markdown + "' -o '" + docx.string() + "' 2>/dev/null";
  if (std::system("command -v pandoc >/dev/null 2>&1") != 0 || std::system(command.c_str()) != 0) {
    GTEST_SKIP() << "pandoc is not installed";
  }
  const auto read = [](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(StepsOf(read(docx), DocumentKind::Docx),
            StepsOf(read(markdown), DocumentKind::Markdown));
  EXPECT_EQ(TextOf("PK\x03\x04 no archive", DocumentKind::Docx), "pandoc_failed");
  PandocLimits tight;
  tight.output_bytes = 100;
  EXPECT_EQ(PandocToHtml(read(docx), "docx", tight).error().code, "too_large");
  tight = {};
  tight.time = std::chrono::seconds(0);
  EXPECT_EQ(PandocToHtml(read(docx), "docx", tight).error().code, "too_slow");
}

// The published pages that the product was asked for.
TEST(ImportSeeds, HeadFieldsAndPoliciesAreFound) {
  const char* named = std::getenv("PROVISO_SHARED");
  const fs::path shared =
      named != nullptr ? fs::path(named) : fs::path(PROVISO_SOURCE_DIR) / "../shared";
  std::error_code ignored;
  if (!fs::is_directory(shared / "seeds", ignored)) GTEST_SKIP() << "no seeds beside the project";
  for (const auto& entry : fs::directory_iterator(shared / "seeds")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("000") && !name.starts_with("001")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const std::string text = TextOf(bytes, DocumentKind::PlainText);
    const std::string title = name.starts_with("000") ? "Cancel order" : "Send replacement";
    EXPECT_NE(text.find("\nPolicy: " + title + "\nRequires: "), std::string::npos) << text;
    EXPECT_NE(text.find("\nPolicy: " + title + " (example)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\nWhen: This policy should be "), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace proviso::importing
