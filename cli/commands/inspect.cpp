// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "bytecode/disassemble.h"
#include "bytecode/encode.h"
#include "bytecode/format.h"
#include "bytecode/verifier.h"
#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/findings.h"
#include "cli/flags.h"

namespace proviso::cli {
namespace {

using Json = nlohmann::ordered_json;

struct InspectOptions {
  std::string file;
  std::string format;
  bool disasm = false;
};

struct Inspection {
  const Module& module;
  const VerifyResult& verified;
  std::size_t bytes = 0;
};

std::string FileOf(const Module& module, const PolicySpec& policy) {
  if (policy.file >= module.files.size()) return "?";
  return fmt::format("{}:{}", module.files[policy.file], policy.line);
}

std::string InspectionText(const Inspection& inspection) {
  const Module& module = inspection.module;
  std::string out = fmt::format(
      "{} bytes, format {}, language {} ({}), compiled by {}\nfingerprint {:016x}\n"
      "code {} bytes, {}, {}, {}, {}\n",
      inspection.bytes, kVersionTarget, kLanguageVersion, module.language, module.compiler_version,
      Fingerprint(module), module.code.size(), Counted(module.variables.size(), "variable"),
      Counted(module.prompts.size(), "question"), Counted(module.call_sites.size(), "call"),
      Counted(module.files.size(), "source file"));
  out += "\npolicies\n";
  for (const PolicySpec& policy : module.policies) {
    out += fmt::format("  {}  {}\n", policy.name, FileOf(module, policy));
  }
  if (!module.tools.empty()) out += "\ntools\n";
  for (const ToolSpec& tool : module.tools) {
    out += fmt::format("  @{}  {}  contract {}\n", tool.name, ToolEffectName(tool.effect),
                       tool.contract_hash.empty() ? "none" : tool.contract_hash);
  }
  return out;
}

Json InspectionJson(const Inspection& inspection) {
  const Module& module = inspection.module;
  Json json;
  json["bytes"] = inspection.bytes;
  json["format_version"] = kVersionTarget;
  json["language_version"] = kLanguageVersion;
  json["language"] = module.language;
  json["compiler_version"] = module.compiler_version;
  json["fingerprint"] = fmt::format("{:016x}", Fingerprint(module));
  json["verified"] = inspection.verified.ok();
  json["code_bytes"] = module.code.size();
  json["files"] = module.files;
  json["policies"] = Json::array();
  for (const PolicySpec& policy : module.policies) {
    json["policies"].push_back(
        {{"name", policy.name},
         {"aliases", policy.aliases},
         {"file", policy.file < module.files.size() ? module.files[policy.file] : std::string()},
         {"line", policy.line},
         {"when", policy.when},
         {"examples", policy.examples}});
  }
  json["tools"] = Json::array();
  for (const ToolSpec& tool : module.tools) {
    json["tools"].push_back({{"name", tool.name},
                             {"effect", ToolEffectName(tool.effect)},
                             {"contract", tool.contract_hash}});
  }
  return json;
}

ExitCode Inspect(const InspectOptions& options, const Invocation& invocation) {
  const auto file = ReadInput(options.file, invocation.streams.in);
  if (!file) {
    invocation.Complain(file.error().message);
    return ExitCode::Usage;
  }
  const auto module = ReadBundle(*file);
  if (!module) {
    invocation.Complain(module.error().message);
    return ExitCode::Usage;
  }
  const VerifyResult verified = Verify(*module);
  const Inspection inspection{*module, verified, file->text.size()};
  if (options.format == "json") {
    Json json = InspectionJson(inspection);
    if (options.disasm) json["disassembly"] = Disassemble(*module);
    invocation.streams.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    invocation.streams.out << InspectionText(inspection);
    if (options.disasm) invocation.streams.out << '\n' << Disassemble(*module);
  }
  for (const VerifyProblem& problem : verified.problems) {
    invocation.Complain(fmt::format("{}: {}: {}", CodeText(DiagnosticId::BundleRefused), file->name,
                                    problem.Describe()));
  }
  return verified.ok() ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace

Verb InspectVerb(const Invocation& invocation) {
  auto options = std::make_shared<InspectOptions>();
  Verb verb{"inspect", "Show what is in a bundle"};
  verb.options = {
      {.names = "BUNDLE",
       .target = &options->file,
       .description = "A file that `proviso build` wrote",
       .required = true},
      {.names = "--disasm", .target = &options->disasm, .description = "The instructions too"},
      FormatOption(options->format, {"text", "json"}),
  };
  verb.example = "  proviso inspect support.pvo --disasm";
  verb.run = [options, &invocation] { return Inspect(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
