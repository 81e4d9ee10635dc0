// SPDX-License-Identifier: Apache-2.0
#include "cli/chat_record.h"

#include <fmt/core.h>

#include <filesystem>
#include <sstream>
#include <utility>

#include "cli/files.h"
#include "runtime/session/session.h"
#include "testing/scenario/writer.h"

namespace proviso::cli {
namespace {

std::string PolicyName(const std::optional<std::string>& chosen, const Module& module) {
  if (chosen) return *chosen;
  const auto only = session::DefaultPolicy(module);
  return only ? module.policies[Raw(*only)].name : "a policy";
}

}  // namespace

Result<std::unique_ptr<ChatRecord>> ChatRecord::Open(std::string path, Inputs inputs,
                                                     const LoadedProgram& loaded) {
  const auto kept = KeepInputs(path, inputs.all);
  if (!kept) return kept.error();
  std::error_code ignored;
  if (path == "-" || std::filesystem::exists(path, ignored)) {
    return Error{"output_exists",
                 path == "-"
                     ? "--record - : the standard output shows the chat; name a file"
                     : fmt::format("{} is there already; name another file for the record", path)};
  }
  scenario::File head;
  if (loaded.from_texts) {
    for (const std::string& file : inputs.policies) {
      if (file != "-") head.policies.push_back(PathFrom(file, path));
    }
  }
  for (const std::string& file : inputs.catalogues) head.tools.push_back(PathFrom(file, path));
  scenario::Scenario start;
  start.name =
      fmt::format("a conversation about {}", PolicyName(inputs.policy, loaded.program->module()));
  start.policy = inputs.policy;
  if (inputs.channel != session::StartInput{}.channel) start.channel = inputs.channel;
  if (inputs.sandbox) {
    start.givens.push_back({scenario::SandboxGiven{PathFrom(*inputs.sandbox, path), true}, 0});
  }
  return std::unique_ptr<ChatRecord>(
      new ChatRecord(std::move(path), std::move(start), std::move(head)));
}

ChatRecord::ChatRecord(std::string path, scenario::Scenario start, scenario::File head)
    : path_(std::move(path)), start_(std::move(start)), recorder_(std::move(head)) {}

void ChatRecord::Begin() {
  scenario::Scenario start = start_;
  if (++conversations_ > 1) start.name += fmt::format(", {}", conversations_);
  recorder_.Begin(std::move(start));
}

Result<void> ChatRecord::Turn(const std::optional<std::string>& said,
                              const std::vector<session::Output>& outputs,
                              const std::vector<scenario::AnsweredCall>& answers) {
  recorder_.Turn(said, outputs, answers);
  std::ostringstream unused;
  return WriteFile(path_, scenario::WriteFile(recorder_.Recorded()), unused);
}

}  // namespace proviso::cli
