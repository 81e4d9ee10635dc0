// SPDX-License-Identifier: Apache-2.0
// Plays a recorded session against the language server and writes down what it answers. A session
// file is a list of steps, each a line that starts with `>> `:
//
//   >> client {…}                        capabilities and options of the client; first, if at all
//   >> show CODE…                        which diagnostics are written down; without it, errors
//   >> disk NAME                         a file of the workspace; its text follows
//   >> open NAME                         a document; its text follows
//   >> edit NAME "from" "to"             replaces the first "from" by "to"
//   >> text NAME                         replaces the whole text by what follows
//   >> close NAME
//   >> METHOD NAME ["…|…" ["…|…"]] {…}   a request: one text in quotes is a position, the bar is
//   the cursor;
//                                        two are a range; the object is added to its params
//   >> message {…}                       any message
//   >> raw …                             any bytes, as one frame
//
// Quoted texts are found in the document as it is then, first occurrence. `\n` in them is a line
// feed.
#pragma once

#include <string>
#include <string_view>

namespace proviso::lsp {

// The transcript: every step, and below it what the server sent.
std::string PlaySession(std::string_view text);

}  // namespace proviso::lsp
