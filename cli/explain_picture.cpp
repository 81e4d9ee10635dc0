// SPDX-License-Identifier: Apache-2.0
#include "cli/explain_picture.h"

#include "cli/explain_html.h"
#include "compiler/flow/render.h"
#include "compiler/flow/svg.h"

namespace proviso::cli {

bool IsPicture(std::string_view format) {
  return format == "mermaid" || format == "dot" || format == "svg" || format == "html";
}

Result<std::string> ExplainPicture(const compiler::Compilation& compilation,
                                   std::string_view format) {
  if (format == "html") return ExplainHtml(compilation);
  using namespace compiler::flow;
  const std::vector<Flow> flows =
      FlowsOf(compilation.sources, compilation.documents, compilation.program);
  if (format == "mermaid") return RenderMermaid(flows);
  if (format == "dot") return RenderDot(flows);
  return RenderSvg(flows);
}

}  // namespace proviso::cli
