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

// The line is left, what its author took out is not, and both are said.
void ExpectTakenOut(const std::string& document, DocumentKind kind, const std::string& why,
                    const std::string& left = "keep this", const std::string& gone = "Gone") {
  const std::string text = TextOf(document, kind);
  const std::size_t steps = text.find("\nPolicy: ");
  ASSERT_NE(steps, std::string::npos) << document << "\n" << text;
  EXPECT_EQ(text.find(gone, steps), std::string::npos) << document << "\n" << text;
  EXPECT_NE(text.find(left, steps), std::string::npos) << document << "\n" << text;
  EXPECT_NE(text.find("left out: " + why + ": " + gone), std::string::npos) << document << "\n"
                                                                            << text;
}

TEST(ImportHtml, StruckAndHiddenTextStaysOut) {
  const std::string struck = "struck-through text";
  const std::string hidden = "hidden text";
  const auto page = [](const std::string& attributes) {
    return "<p>keep this <span " + attributes + ">Gone</span></p>";
  };
  ExpectTakenOut("<p>keep this <s>Gone</s></p>", DocumentKind::Html, struck);
  ExpectTakenOut("<p>keep this <strike>Gone</strike></p>", DocumentKind::Html, struck);
  ExpectTakenOut("<p>keep this <del>Gone</del></p>", DocumentKind::Html, struck);
  ExpectTakenOut(page("style='text-decoration: line-through'"), DocumentKind::Html, struck);
  ExpectTakenOut(page("style='TEXT-DECORATION:underline line-through'"), DocumentKind::Html,
                 struck);
  ExpectTakenOut(page("style='text-decoration-line:line-through'"), DocumentKind::Html, struck);
  ExpectTakenOut(page("hidden"), DocumentKind::Html, hidden);
  ExpectTakenOut(page("style='color:red; DISPLAY : none'"), DocumentKind::Html, hidden);
  ExpectTakenOut(page("style='visibility:hidden'"), DocumentKind::Html, hidden);
  ExpectTakenOut(page("style='mso-hide:all'"), DocumentKind::Html, hidden);
  ExpectTakenOut("<p>keep this</p><template>Gone</template>", DocumentKind::Html, hidden);
  ExpectTakenOut("<p>keep this <!-- Gone --></p>", DocumentKind::Html, "a comment");
}

TEST(ImportHtml, StruckTextStaysOutOfHeadingsCellsAndDefinitions) {
  const std::string struck = "struck-through text";
  ExpectTakenOut("<h2>keep this <s>Gone</s></h2><p>x</p>", DocumentKind::Html, struck);
  ExpectTakenOut("<table><tr><td>keep this <del>Gone</del></td><td>x</td></tr></table>",
                 DocumentKind::Html, struck);
  ExpectTakenOut(
      "<table><tr><td>keep this</td><td>x</td></tr>"
      "<tr style='text-decoration:line-through'><td>Gone</td><td>y</td></tr></table>",
      DocumentKind::Html, struck);
  ExpectTakenOut("<dl><dt>keep this</dt><dd>x <s>Gone</s></dd></dl>", DocumentKind::Html, struck);
  ExpectTakenOut("<ul><li>keep this</li><li hidden>Gone</li></ul>", DocumentKind::Html,
                 "hidden text");
}

TEST(ImportHtml, StylesOfThePageAreReadAsABrowserReadsThem) {
  const auto page = [](const std::string& css, const std::string& gone) {
    return "<html><head><style>" + css + "</style></head><body><p>keep this " + gone +
           "</p></body></html>";
  };
  const std::string struck = "struck-through text";
  ExpectTakenOut(page("/* a */ .c3{color:#000;text-decoration:line-through}",
                      "<span class='c1 c3'>Gone</span>"),
                 DocumentKind::Html, struck);
  ExpectTakenOut(page("p.x, span.old { display: none }", "<span class=old>Gone</span>"),
                 DocumentKind::Html, "hidden text");
  ExpectTakenOut(page("#draft{visibility:hidden}", "<i id=draft>Gone</i>"), DocumentKind::Html,
                 "hidden text");
  // The stronger and the later rule win; what holds on paper or under the mouse does not count.
  for (const std::string css :
       {".a{display:none} .a.b{display:inline}", ".b{display:none} .b{display:inline}",
        "@media print{.a{display:none}}", ".a:hover{display:none}", ".nav .a{display:none}",
        "@import 'x'; .c{display:none}", "}}.c{display:none}", "{{{", ".a{"}) {
    const std::string text = TextOf(page(css, "<span class='a b'>seen</span>"), DocumentKind::Html);
    EXPECT_NE(text.find("keep this seen"), std::string::npos) << css << "\n" << text;
  }
  const std::string shown =
      TextOf(page(".a{display:none}", "<span class=a style='display:inline'>seen</span>"),
             DocumentKind::Html);
  EXPECT_NE(shown.find("keep this seen"), std::string::npos) << shown;
}

TEST(ImportHtml, WhatOnlyScreenReadersSkipIsSeen) {
  const std::string text =
      TextOf("<div aria-hidden=true><p>Ask for the email.</p><span aria-hidden=true>→</span></div>",
             DocumentKind::Html);
  EXPECT_NE(text.find("\nAsk for the email.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("left out: a decoration: →"), std::string::npos) << text;
}

TEST(ImportHtml, UnknownElementsAreNamedAndTheirTextStays) {
  const std::string text = TextOf(
      "<p>Ask for the <x-tip>order number</x-tip> now.</p><p>Say “Dear <order_name>, hello”.</p>"
      "<my-card><p>Ask for the email.</p></my-card>",
      DocumentKind::Html);
  EXPECT_NE(text.find("\nAsk for the order number now.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nAsk for the email.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("left out: marks that HTML does not know (their text stays) (3 times): "
                      "<x-tip>"),
            std::string::npos)
      << text;
}

TEST(ImportHtml, WhatIsNoTextIsNamed) {
  const std::string text = TextOf(
      "<p>a</p><iframe src=x></iframe><video><p>Old "
      "browser</p></video><svg><text>Arrow</text></svg>"
      "<noscript>Turn on scripts</noscript><object>Form 7</object>"
      "<table><p>Above</p><tr><td>b</td><td>c</td></tr></table>",
      DocumentKind::Html);
  for (const char* named :
       {"an embedded page\n", "a video: Old browser", "a drawing: Arrow",
        "text for pages without scripts: Turn on scripts", "an embedded document: Form 7"}) {
    EXPECT_NE(text.find(std::string("left out: ") + named), std::string::npos) << named << text;
  }
  EXPECT_NE(text.find("\nAbove\n"), std::string::npos) << text;
}

TEST(ImportMarkdown, StruckTextAndCommentsStayOut) {
  const std::string struck = "struck-through text";
  const DocumentKind kind = DocumentKind::Markdown;
  ExpectTakenOut("keep this ~~Gone~~\n", kind, struck);
  ExpectTakenOut("keep this ~~Gone **with** it~~ here\n", kind, struck);
  ExpectTakenOut("- keep this\n- ~~Gone.~~\n", kind, struck);
  ExpectTakenOut("## keep this ~~Gone~~\n\n- x\n", kind, struck);
  ExpectTakenOut("| keep this | ~~Gone~~ |\n| --- | --- |\n| a | b |\n", kind, struck);
  ExpectTakenOut("keep this <s>Gone *too*</s>\n", kind, struck);
  ExpectTakenOut("keep this <del>Gone</del>.\n", kind, struck);
  ExpectTakenOut("keep this <span style=\"display:none\">Gone</span>\n", kind, "hidden text");
  ExpectTakenOut("<del>\n\n- Gone\n\n</del>\n\n- keep this\n", kind, struck);
  ExpectTakenOut("<div hidden>\n\n- Gone\n\n</div>\n\n- keep this\n", kind, "hidden text");
  ExpectTakenOut("keep this <!-- Gone -->\n", kind, "a comment");
  ExpectTakenOut("keep this\n\n<!--\nGone\n\n- Gone\n-->\n", kind, "a comment");
  ExpectTakenOut("keep this ~~Gone~~\n", DocumentKind::PlainText, struck);
  ExpectTakenOut("keep this\n<!-- Gone\nGone -->\n", DocumentKind::PlainText, "a comment");
}

TEST(ImportMarkdown, MarksThatStrikeNothingAreText) {
  EXPECT_EQ(StepsOf("Say \"about ~~ 5 days\" and `~~x~~`.\n", DocumentKind::Markdown),
            "Policy: sop\n\nSay \"about ~~ 5 days\" and ~~x~~.\n");
  EXPECT_EQ(StepsOf("Say <u>hello</u> to <name>.\n", DocumentKind::Markdown),
            "Policy: sop\n\nSay hello to <name>.\n");
}

TEST(ImportMarkdown, FrontMatterBecomesHeadFieldsOfTheOnePolicy) {
  const std::string front =
      "--- \ntitle: Refunds # ours\nwhen: 'The customer wants money back.'\n"
      "platforms: [Shopify, \"Gorgias\"]\nexamples:\n  - refund please\n  - my money\n"
      "Owner: >\n  the ops\n  team\ndate: 2024-05-01\n---\n";
  const std::string head =
      "// left out: settings at the top: date: 2024-05-01\n\nPolicy: Refunds\n"
      "When: The customer wants money back.\nPlatforms: Shopify, Gorgias\n"
      "Examples: refund please, my money\nOwner: the ops team\n\n";
  for (const DocumentKind kind : {DocumentKind::Markdown, DocumentKind::PlainText}) {
    const std::string text = TextOf(front + "- Ask for the email.\n", kind);
    EXPECT_EQ(text.substr(text.find('\n') + 1), head + "- Ask for the email.\n");
  }
}

TEST(ImportMarkdown, FrontMatterOfSeveralPoliciesIsSharedOrNamed) {
  const std::string text =
      TextOf("---\ntitle: Bikes\nwhen: it is late\nowner: ops\n---\n# One\n- a\n# Two\n- b\n",
             DocumentKind::Markdown);
  EXPECT_EQ(text.substr(text.find('\n') + 1),
            "// of the whole document: Bikes\n// of the whole document: When: it is late\n\n"
            "Policy: One\nOwner: ops\n\n- a\n\nPolicy: Two\nOwner: ops\n\n- b\n");
}

TEST(ImportMarkdown, TextBetweenTwoRulesIsNoFrontMatter) {
  EXPECT_EQ(StepsOf("---\n\nAsk for the email.\n\n---\n\nStop.\n", DocumentKind::Markdown),
            "Policy: sop\n\nAsk for the email.\nStop.\n");
}

TEST(ImportText, HeadLinesBecomeHeadFieldsOfTheOnePolicy) {
  EXPECT_EQ(StepsOf("---\nPolicy: Refunds\nWhen: The customer wants money.\n---\n- a\n",
                    DocumentKind::PlainText),
            "Policy: Refunds\nWhen: The customer wants money.\n\n- a\n");
  EXPECT_EQ(StepsOf("Refunds\nWhen: The customer wants money.\nOwner: ops\n1. a\n",
                    DocumentKind::PlainText),
            "Policy: Refunds\nWhen: The customer wants money.\nOwner: ops\n\n1. a\n");
  EXPECT_EQ(
      StepsOf("# Refunds\n\n**When:** The customer wants money.\n\n- a\n", DocumentKind::Markdown),
      "Policy: Refunds\nWhen: The customer wants money.\n\n- a\n");
}

TEST(ImportText, NumberedStepsAreStepsWhateverTheHeading) {
  for (const std::string heading :
       {"Overview", "Background", "Summary", "Introduction", "About", "Purpose", "Scope",
        "Next steps", "Roles and Responsibilities"}) {
    const std::string text = TextOf("# Refunds\n\n## " + heading +
                                        "\n\nThis is how refunds are made.\n\n"
                                        "1. Ask for the order number.\n"
                                        "2. If it is paid, say \"Fine.\"\n",
                                    DocumentKind::Markdown);
    const std::size_t policy = text.find("\nPolicy: Refunds\n");
    ASSERT_NE(policy, std::string::npos) << text;
    EXPECT_NE(text.find("\n1. Ask for the order number.\n", policy), std::string::npos) << text;
    EXPECT_LT(text.find("// This is how refunds are made."), policy) << text;
  }
  EXPECT_EQ(StepsOf("<h2>Overview</h2><ol><li>The agent verifies the order.<li>Please ask for a "
                    "reason.</ol>",
                    DocumentKind::Html),
            "Policy: sop\n\n## Overview\n\n1. The agent verifies the order.\n2. Please ask for a "
            "reason.\n");
}

TEST(ImportText, ListsThatOnlyExplainAreDocumentation) {
  for (const std::string section :
       {"Contents\n\n1. Verify the customer\n2. Issue the refund",
        "Purpose\n\n1. Consistent answers\n2. Happy customers",
        "Definitions\n\n1. Return: a parcel that comes back\n2. Use: what it is for",
        "Overview\n\nRefunds are made by the team. They take five days."}) {
    const std::string text =
        TextOf("# Refunds\n\n## " + section + "\n\n## Steps\n\n- Ask for the email.\n",
               DocumentKind::Markdown);
    const std::size_t policy = text.find("\nPolicy: Refunds\n\n## Steps\n");
    EXPECT_NE(policy, std::string::npos) << text;
  }
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

// Deletions of tracked changes, struck text and comments in the margin.
TEST(ImportDocx, WhatWasTakenOutIsNamed) {
  const fs::path folder = fs::path(::testing::TempDir()) / "proviso_import_taken_out";
  fs::create_directories(folder);
  std::ofstream(folder / "sop.md")
      << "Ask for the email.[Gone]{.deletion author=\"a\" date=\"2024-01-01T00:00:00Z\"}\n\n"
         "Ask for the [order]{.insertion author=\"a\" date=\"2024-01-01T00:00:00Z\"} number.\n\n"
         "- ~~Struck.~~\n\n"
         "Say \"x\"[Really?]{.comment-start id=\"0\" author=\"a\" date=\"2024-01-01T00:00:00Z\"}"
         ".[]{.comment-end id=\"0\"}\n";
  const std::string docx = (folder / "sop.docx").string();
  const std::string command =
      "pandoc '" + (folder / "sop.md").string() + "' -o '" + docx + "' 2>/dev/null";
  if (std::system("command -v pandoc >/dev/null 2>&1") != 0 || std::system(command.c_str()) != 0) {
    GTEST_SKIP() << "pandoc is not installed";
  }
  std::ifstream file(docx, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const std::string text = TextOf(bytes, DocumentKind::Docx);
  EXPECT_NE(text.find("left out: struck-through text (2 times): Gone"), std::string::npos) << text;
  EXPECT_NE(text.find("left out: a comment: Really?"), std::string::npos) << text;
  EXPECT_EQ(text.substr(text.find("Policy: ")),
            "Policy: sop\n\nAsk for the email.\nAsk for the order number.\nSay “x”.\n");
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
