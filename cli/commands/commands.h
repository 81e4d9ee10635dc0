// SPDX-License-Identifier: Apache-2.0
// One function per verb: its table of options and its work. Each lives in a file of its name. The
// invocation must outlive the verb.
#pragma once

#include "cli/invocation.h"
#include "cli/options.h"

namespace proviso::cli {

Verb CheckVerb(const Invocation& invocation);
Verb LintVerb(const Invocation& invocation);
Verb ExplainVerb(const Invocation& invocation);
Verb FmtVerb(const Invocation& invocation);
Verb BuildVerb(const Invocation& invocation);
Verb InspectVerb(const Invocation& invocation);
Verb ChatVerb(const Invocation& invocation);
Verb RunVerb(const Invocation& invocation);
Verb NewVerb(const Invocation& invocation);
Verb ImportVerb(const Invocation& invocation);
Verb TestVerb(const Invocation& invocation);
Verb ToolsVerb(const Invocation& invocation);
Verb LspVerb(const Invocation& invocation);
// `program` is the one that a verb becomes part of; it must outlive the verb, too.
Verb CompletionVerb(const Invocation& invocation, const Program& program);
Verb HelpVerb(const Invocation& invocation);
Verb VersionVerb(const Invocation& invocation, const Program& program);

}  // namespace proviso::cli
