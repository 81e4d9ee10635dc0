// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/event_writer.h"

#include <nlohmann/json.hpp>

#include "core/value_json.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

std::string Line(const char* event, Json body) {
  Json line;
  line[event] = std::move(body);
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Lines are counted from 1; 0 stands for something that no line of a policy says.
void AddLine(Json& body, std::uint32_t line) {
  if (line != 0) body["line"] = line;
}

const char* AskKindName(PromptKind kind) {
  switch (kind) {
    case PromptKind::YesNo:
    case PromptKind::Offer:
    case PromptKind::ConfirmValue:
      return "accept";
    case PromptKind::Choice:
      return "choice";
    case PromptKind::AnythingElse:
      return "anything_else";
    case PromptKind::None:
    case PromptKind::Slot:
      break;
  }
  return "slot";
}

const char* WaitingForName(WaitingFor what) {
  switch (what) {
    case WaitingFor::Start:
      return "start";
    case WaitingFor::Message:
      return "message";
    case WaitingFor::Tool:
      break;
  }
  return "tool";
}

Json OptionsJson(const std::vector<PromptOption>& options) {
  Json list = Json::array();
  for (const PromptOption& option : options) {
    Json entry;
    entry["label"] = option.label;
    if (!option.description.empty()) entry["description"] = option.description;
    if (!option.values.empty()) entry["values"] = option.values;
    list.push_back(std::move(entry));
  }
  return list;
}

void AddOutcome(Json& body, const CallOutcome& outcome) {
  if (const auto* error = std::get_if<runtime::ToolError>(&outcome)) {
    body["error"] = {{"code", error->code}, {"message", error->message}};
  } else {
    body["result"] = ToJson(std::get<Value>(outcome).view());
  }
}

struct Writer {
  std::string operator()(const SayOutput& say) const {
    Json body;
    body["text"] = say.text;
    AddLine(body, say.line);
    return Line("say", std::move(body));
  }

  std::string operator()(const AskOutput& ask) const {
    Json body;
    if (!ask.slot.empty()) body["slot"] = ask.slot;
    body["type"] = ValueTypeName(ask.type);
    body["kind"] = AskKindName(ask.kind);
    body["text"] = ask.text;
    if (!ask.options.empty()) {
      Json choices = Json::array();
      for (const PromptOption& option : ask.options) choices.push_back(option.label);
      body["choices"] = std::move(choices);
      body["options"] = OptionsJson(ask.options);
    }
    if (ask.kind == PromptKind::ConfirmValue) body["confirm"] = ToJson(ask.confirm_value.view());
    if (ask.attempt > 1) body["attempt"] = ask.attempt;
    AddLine(body, ask.line);
    return Line("ask", std::move(body));
  }

  std::string operator()(const CallOutput& call) const {
    Json body;
    body["id"] = call.id;
    body["tool"] = call.tool;
    body["args"] = ToJson(call.args.view());
    AddLine(body, call.line);
    body["effect"] = ToolEffectName(call.effect);
    body["key"] = call.key;
    body["attempt"] = call.attempt;
    if (call.delay_ms > 0) body["delay_ms"] = call.delay_ms;
    return Line("call", std::move(body));
  }

  std::string operator()(const ResultOutput& result) const {
    Json body;
    body["id"] = result.id;
    AddOutcome(body, result.outcome);
    return Line("result", std::move(body));
  }

  std::string operator()(const JudgeOutput& judge) const {
    Json body;
    body["question"] = judge.question;
    body["answers"] = judge.answers;
    AddLine(body, judge.line);
    return Line("judge", std::move(body));
  }

  std::string operator()(const NoteOutput& note) const {
    Json body;
    body["text"] = note.text;
    AddLine(body, note.line);
    return Line("note", std::move(body));
  }

  std::string operator()(const HandoffOutput& handoff) const {
    Json body;
    body["code"] = handoff.code;
    body["reason"] = handoff.reason;
    body["to"] = handoff.to;
    body["summary"] = handoff.summary;
    Json known = Json::object();
    for (const auto& [name, value] : handoff.known) known[name] = ToJson(value.view());
    body["known"] = std::move(known);
    AddLine(body, handoff.line);
    return Line("handoff", std::move(body));
  }

  std::string operator()(const WaitingOutput& waiting) const {
    Json body;
    body["for"] = WaitingForName(waiting.what);
    return Line("waiting", std::move(body));
  }

  std::string operator()(const EndOutput& end) const {
    Json body;
    body["outcome"] = end.outcome;
    AddLine(body, end.line);
    return Line("end", std::move(body));
  }
};

}  // namespace

std::string WriteOutput(const Output& output) { return std::visit(Writer{}, output); }

std::string WriteError(const Error& error, std::uint64_t input_line) {
  Json body;
  body["code"] = error.code;
  body["message"] = error.message;
  body["input_line"] = input_line;
  return Line("error", std::move(body));
}

}  // namespace proviso::session
