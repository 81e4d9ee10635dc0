// SPDX-License-Identifier: Apache-2.0
// One reader per kind of document. Text is UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "cli/import/page.h"
#include "core/result.h"

namespace proviso::importing {

// A web page: its main content, without navigation, notices, forms and the like.
Result<Page> ReadHtml(std::string_view text);
// CommonMark with tables. Lines that are wrapped in the source are one line of the page.
Result<Page> ReadMarkdown(std::string_view text);
// Every line is a line.
Result<Page> ReadPlainText(std::string_view text);

// Takes YAML front matter off the top: head fields and the title go into the page, what is no head
// field is named as left out. `text` begins behind it.
void TakeFrontMatter(std::string_view& text, Page& page);
// The same for lines `Key: value` before the first step.
void TakeHeadLines(Page& page);

}  // namespace proviso::importing
