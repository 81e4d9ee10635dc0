// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "bytecode/opcodes.h"
#include "bytecode/texts.h"
#include "core/nearest.h"

namespace proviso::session {
namespace {

constexpr std::string_view kExampleSuffix = "(example)";

std::vector<std::string> PolicyNames(const Module& module) {
  std::vector<std::string> names;
  for (const PolicySpec& policy : module.policies) names.push_back(policy.name);
  return names;
}

// A bundle may have thousands of policies; an error message names a dozen.
constexpr std::size_t kNamesShown = 12;

std::string Quoted(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kNamesShown; ++i) {
    if (!out.empty()) out += ", ";
    out += '`' + names[i] + '`';
  }
  if (names.size() > kNamesShown) out += fmt::format(" and {} more", names.size() - kNamesShown);
  return out;
}

// The few words of a call that tell an agent what it did: the scalar arguments.
std::string CallText(const CallOutput& call) {
  std::string out = call.tool;
  std::string separator = " (";
  const ValueView args = call.args.view();
  for (auto entry = args.first(); entry; entry = args.next(*entry)) {
    const ValueView value = entry->value();
    if (value.is_map() || value.is_list() || value.is_null()) continue;
    out += fmt::format("{}{} {}", separator, entry->key, ShortText(value));
    separator = ", ";
  }
  if (separator == ", ") out += ')';
  return out;
}

// Which policies another one calls or goes on with.
std::vector<bool> EnteredByOthers(const Module& module) {
  std::vector<bool> entered(module.policies.size(), false);
  for (std::uint32_t pc = 0; pc < module.code.size();) {
    const std::optional<Instruction> instruction = InstructionAt(module.code, pc);
    if (!instruction) break;
    const bool enters =
        instruction->opcode == Opcode::CallPolicy || instruction->opcode == Opcode::Transfer;
    const std::uint32_t target = instruction->operands[0];
    if (enters && target < entered.size()) entered[target] = true;
    pc += instruction->size;
  }
  return entered;
}

bool ChangesSomething(ToolEffect effect) { return effect != ToolEffect::Read; }

}  // namespace

Result<PolicyId> DefaultPolicy(const Module& module) {
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t i = 0; i < module.policies.size(); ++i) {
    const bool example = module.policies[i].name.ends_with(kExampleSuffix);
    if (!example || module.policies.size() == 1) candidates.push_back(i);
  }
  if (candidates.size() > 1) {
    const std::vector<bool> entered = EnteredByOthers(module);
    // "Collect the deposit" is a part of "Book a fitting" that goes on with it.
    std::erase_if(candidates, [&](std::uint32_t policy) { return entered[policy]; });
  }
  if (candidates.size() == 1) return static_cast<PolicyId>(candidates.front());
  return Error{"which_policy", fmt::format("the bundle has {} policies; name the one to start: {}",
                                           module.policies.size(), Quoted(PolicyNames(module)))};
}

Error UnknownPolicy(const Module& module, std::string_view name) {
  const std::vector<std::string> names = PolicyNames(module);
  const std::vector<std::string> nearest = NearestNames(name, names);
  return Error{"unknown_policy", fmt::format("there is no policy `{}` in the bundle; {}: {}", name,
                                             nearest.empty() ? "it has" : "did you mean",
                                             Quoted(nearest.empty() ? names : nearest))};
}

Session::Session(std::shared_ptr<const vm::Program> program,
                 std::shared_ptr<const understanding::Reader> reader, runtime::ToolHost* host,
                 SessionOptions options)
    : program_(std::move(program)),
      reader_(std::move(reader)),
      host_(host),
      options_(std::move(options)),
      now_(options_.now) {}

Result<std::vector<Output>> Session::Feed(const Input& input) {
  struct Visitor {
    Session& session;
    Result<Outputs> operator()(const StartInput& in) const { return session.Start(in); }
    Result<Outputs> operator()(const MessageInput& in) const { return session.Message(in); }
    Result<Outputs> operator()(const ToolResultInput& in) const { return session.ToolResult(in); }
    Result<Outputs> operator()(const AdvanceInput& in) const { return session.Advance(in); }
  };
  return std::visit(Visitor{*this}, input);
}

Result<PolicyId> Session::ChoosePolicy(const StartInput& input) const {
  if (!input.policy) return DefaultPolicy(program_->module());
  if (const auto found = program_->FindPolicy(*input.policy)) return *found;
  return UnknownPolicy(program_->module(), *input.policy);
}

Result<Session::Outputs> Session::Start(const StartInput& input) {
  PROVISO_TRY(const PolicyId policy, ChoosePolicy(input));
  Instant now = options_.now;
  if (input.now) {
    PROVISO_TRY(now, ParseInstant(*input.now));
  }
  vm::StartEvent event;
  event.policy = policy;
  event.conversation =
      input.conversation.value_or(fmt::format("{}-{}", options_.conversation, conversations_ + 1));
  event.channel = input.channel;
  event.now = FormatInstant(now);
  event.facts = input.facts;

  // A start that fails must leave the conversation before it as it was.
  Session fresh(program_, reader_, host_, options_);
  fresh.SetClock(now);
  fresh.conversations_ = conversations_ + 1;
  fresh.policy_name_ = program_->module().policies[Raw(policy)].name;
  auto outputs = fresh.Run(event);
  if (outputs) {
    *this = std::move(fresh);
  } else if (options_.clock_moved) {
    options_.clock_moved(now_);
  }
  return outputs;
}

Result<Session::Outputs> Session::Message(const MessageInput& input) {
  if (ended_) return Error{"ended", "the conversation has ended; begin another one with a start"};
  if (waiting_ == WaitingFor::Start) {
    return Error{"not_started", "no conversation has been started yet; send a start first"};
  }
  if (waiting_ != WaitingFor::Message) {
    return Error{"unexpected_message",
                 fmt::format("a message came while the result of call {} (`{}`) is awaited; send "
                             "its tool_result first",
                             pending_.front().id, pending_.front().tool)};
  }
  PROVISO_TRY(const Prompt prompt, vm::PendingPrompt(*program_, snapshot_));
  const std::string today = FormatDate(now_);
  understanding::ReaderContext context;
  context.language = program_->module().language;
  context.today = today;
  vm::MessageEvent event{reader_->Read(prompt, input.text, context)};
  const Transcript transcript_before = transcript_;
  transcript_.AddMessage(Transcript::Speaker::Customer, input.text);
  RecordChoice(prompt, event.reading);
  last_reading_ = event.reading;
  auto outputs = Run(event);
  if (!outputs) transcript_ = transcript_before;
  return outputs;
}

Result<Session::Outputs> Session::ToolResult(const ToolResultInput& input) {
  if (ended_) return Error{"ended", "the conversation has ended; no result is awaited"};
  if (host_ != nullptr) {
    return Error{
        "unexpected_result",
        "this session answers its calls itself; results are taken with external tools only"};
  }
  if (waiting_ == WaitingFor::Start) {
    return Error{"not_started", "no conversation has been started yet; send a start first"};
  }
  const auto call = std::find_if(pending_.begin(), pending_.end(),
                                 [&](const CallOutput& c) { return c.id == input.id; });
  if (call == pending_.end()) {
    return Error{"unknown_call",
                 pending_.empty()
                     ? fmt::format("no call is waiting for a result, so call {} is not", input.id)
                     : fmt::format("call {} is not waiting for a result; call {} (`{}`) is",
                                   input.id, pending_.front().id, pending_.front().tool)};
  }
  const Answered answered{*call, input.outcome};
  const std::vector<CallOutput> before = pending_;
  pending_.erase(call);
  auto outputs = Run(AnswerEvent(answered), &answered);
  if (!outputs) pending_ = before;
  return outputs;
}

Result<Session::Outputs> Session::Advance(const AdvanceInput& input) {
  if (waiting_ == WaitingFor::Start && !ended_) {
    return Error{"not_started", "no conversation has been started yet; send a start first"};
  }
  if (ended_) return Error{"ended", "the conversation has ended; its clock stands still"};
  PROVISO_TRY(const Instant later, ParseInstant(FormatInstant(now_ + input.by)));
  SetClock(later);
  return Outputs{WaitingOutput{waiting_}};
}

Result<Session::Outputs> Session::Run(const vm::Event& event, const Answered* answered) {
  Outputs out;
  auto applied = Apply(event, answered, out);
  if (!applied) return applied.error();
  std::uint32_t calls = 0;
  while (host_ != nullptr && !ended_ && !pending_.empty()) {
    if (++calls > options_.calls_per_input) {
      HandOffAtLimit(out);
      break;
    }
    const CallOutput call = std::move(pending_.front());
    pending_.erase(pending_.begin());
    // The host has been asked: an answer that the VM refuses cannot be undone, so a person takes
    // over.
    const Answered carried_out = CarryOut(call, out);
    if (!Apply(AnswerEvent(carried_out), &carried_out, out)) HandOffAtLimit(out);
  }
  if (!ended_) out.push_back(WaitingOutput{waiting_});
  return out;
}

Result<void> Session::Apply(const vm::Event& event, const Answered* answered, Outputs& out) {
  vm::StepTrace trace;
  auto step = options_.stepped ? vm::StepTraced(*program_, snapshot_, event, trace, options_.limits)
                               : vm::Step(*program_, snapshot_, event, options_.limits);
  if (!step) return step.error();
  if (answered != nullptr) RecordOutcome(*answered, step->call_failure);
  if (options_.stepped) options_.stepped(trace, *step);
  snapshot_ = std::move(step->snapshot);
  waiting_ = step->waiting == vm::Waiting::Tool ? WaitingFor::Tool : WaitingFor::Message;
  bool handed_off = false;
  for (const vm::Effect& effect : step->effects) {
    handed_off = handed_off || std::holds_alternative<vm::HandoffEffect>(effect);
    Emit(effect, out);
  }
  if (step->waiting == vm::Waiting::Nothing && !ended_) {
    End(handed_off ? "handed_off" : "completed", 0, out);
  }
  return {};
}

void Session::Emit(const vm::Effect& effect, Outputs& out) {
  const Module& module = program_->module();
  if (const auto* say = std::get_if<vm::SayEffect>(&effect)) {
    transcript_.AddMessage(Transcript::Speaker::Agent, say->text);
    out.push_back(SayOutput{say->text, say->line});
  } else if (const auto* ask = std::get_if<vm::AskEffect>(&effect)) {
    const PromptSpec& prompt = module.prompts[Raw(ask->prompt)];
    transcript_.AddMessage(Transcript::Speaker::Agent, ask->text);
    out.push_back(AskOutput{prompt.kind, prompt.slot_name, prompt.type, ask->text, prompt.options,
                            ask->confirm_value, ask->attempt, ask->line});
  } else if (const auto* call = std::get_if<vm::CallEffect>(&effect)) {
    const ToolSpec& tool = module.tools[Raw(call->tool)];
    // A retry waits on the session's clock, never on the machine's.
    if (call->delay_ms > 0) SetClock(now_ + std::chrono::seconds((call->delay_ms + 999) / 1000));
    CallOutput output{call->id,  tool.name,     call->args,     tool.effect,
                      call->key, call->attempt, call->delay_ms, call->line};
    pending_.push_back(output);
    out.push_back(std::move(output));
  } else if (const auto* note = std::get_if<vm::NoteEffect>(&effect)) {
    out.push_back(NoteOutput{note->text, note->line});
  } else if (const auto* judge = std::get_if<vm::JudgeEffect>(&effect)) {
    out.push_back(JudgeOutput{judge->question, judge->answers, judge->line});
  } else if (const auto* handoff = std::get_if<vm::HandoffEffect>(&effect)) {
    out.push_back(HandoffOutput{handoff->code, handoff->reason, handoff->to,
                                SummaryFor(handoff->reason, handoff->known), handoff->known,
                                handoff->line});
  } else if (const auto* end = std::get_if<vm::EndEffect>(&effect)) {
    End(end->outcome, end->line, out);
  }
}

Session::Answered Session::CarryOut(const CallOutput& call, Outputs& out) {
  Answered answered{call,
                    host_->Call({call.tool, call.args, call.key, static_cast<int>(call.attempt)})};
  out.push_back(ResultOutput{call.id, answered.outcome});
  return answered;
}

vm::Event Session::AnswerEvent(const Answered& answered) {
  const std::uint32_t id = answered.call.id;
  if (const auto* error = std::get_if<runtime::ToolError>(&answered.outcome)) {
    return vm::ToolErrorEvent{id, error->code, error->message};
  }
  return vm::ToolResultEvent{id, std::get<Value>(answered.outcome)};
}

// Known to the summary before the effects are carried out: one of them may be a hand-off.
void Session::RecordOutcome(const Answered& answered, const std::string& failure) {
  const CallOutput& call = answered.call;
  if (const auto* error = std::get_if<runtime::ToolError>(&answered.outcome)) {
    transcript_.AddFailed(
        error->message.empty()
            ? fmt::format("{}: {}", CallText(call), error->code)
            : fmt::format("{}: {} ({})", CallText(call), error->code, error->message));
  } else if (!failure.empty()) {
    transcript_.AddFailed(fmt::format("{}: {}", CallText(call), failure));
  } else if (ChangesSomething(call.effect)) {
    transcript_.AddDone(CallText(call));
  }
}

void Session::RecordChoice(const Prompt& prompt, const Reading& reading) {
  if (!reading.option || *reading.option >= prompt.options.size()) return;
  if (reading.option_confidence < options_.limits.confidence) return;
  std::string chosen = prompt.options[*reading.option].label;
  if (reading.option_value) chosen += " (" + ShortText(reading.option_value->view()) + ")";
  transcript_.AddChosen(std::move(chosen));
}

void Session::HandOffAtLimit(Outputs& out) {
  const Module& module = program_->module();
  constexpr auto kNotice = static_cast<std::size_t>(TextId::LimitNotice);
  if (module.texts.size() > kNotice) {
    transcript_.AddMessage(Transcript::Speaker::Agent, module.texts[kNotice]);
    out.push_back(SayOutput{module.texts[kNotice], 0});
  }
  HandoffOutput handoff;
  handoff.code = "limit";
  handoff.reason =
      fmt::format("more than {} tool calls followed from one message", options_.calls_per_input);
  handoff.known = Known();
  handoff.summary = SummaryFor(handoff.reason, handoff.known);
  out.push_back(std::move(handoff));
  End("handed_off", 0, out);
}

std::string Session::SummaryFor(std::string_view reason,
                                const std::vector<std::pair<std::string, Value>>& known) const {
  return Summarise(transcript_, {policy_name_, reason, known}, options_.summary_words);
}

void Session::SetClock(Instant now) {
  now_ = now;
  if (options_.clock_moved) options_.clock_moved(now);
}

void Session::End(std::string outcome, std::uint32_t line, Outputs& out) {
  ended_ = true;
  waiting_ = WaitingFor::Start;
  pending_.clear();
  out.push_back(EndOutput{std::move(outcome), line});
}

std::vector<std::pair<std::string, Value>> Session::Known() const {
  if (snapshot_.empty()) return {};
  auto known = vm::KnownVariables(*program_, snapshot_);
  if (!known) return {};
  std::erase_if(*known, [](const auto& entry) { return entry.first.starts_with('$'); });
  return std::move(*known);
}

}  // namespace proviso::session
