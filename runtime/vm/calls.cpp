// SPDX-License-Identifier: Apache-2.0
// Tool calls: arguments, idempotency keys, retries, results and errors.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/hash.h"
#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/machine.h"
#include "runtime/vm/internal/operators.h"
#include "runtime/vm/internal/result_reading.h"

namespace proviso::vm {
namespace {

constexpr std::string_view kNotFound = "not_found";
constexpr std::string_view kReportedFailure = "reported_failure";
// The effect may or may not have taken place: neither the next line nor one about a failure fits.
constexpr std::string_view kPending = "tool_pending";

bool ShapeWithin(ValueView value, std::uint32_t list_length, int depth) {
  if (!value.is_list() && !value.is_map()) return true;
  if (depth == 0 || (value.is_list() && value.size() > list_length)) return false;
  for (auto entry = value.first(); entry; entry = value.next(*entry)) {
    if (!ShapeWithin(entry->value(), list_length, depth - 1)) return false;
  }
  return true;
}

std::uint32_t Backoff(const ToolRetryPolicy& retry, std::uint32_t failed_attempt) {
  if (retry.backoff_ms.empty()) return 0;
  const std::size_t index = std::min<std::size_t>(failed_attempt, retry.backoff_ms.size()) - 1;
  return static_cast<std::uint32_t>(retry.backoff_ms[index]);
}

bool HoldsFor(const ToolPrecondition& precondition, const CallSite& site,
              std::span<const ValueView> arguments) {
  const auto at = std::find(site.parameters.begin(), site.parameters.end(), precondition.parameter);
  const bool bounded = precondition.min || precondition.max;
  if (at == site.parameters.end()) return !precondition.known && !bounded;
  const ValueView value = arguments[static_cast<std::size_t>(at - site.parameters.begin())];
  if (precondition.known && value.is_null()) return false;
  if (precondition.min &&
      LessOrEqual(Value::Integer(*precondition.min).view(), value) != Truth(true)) {
    return false;
  }
  return !precondition.max ||
         LessOrEqual(value, Value::Integer(*precondition.max).view()) == Truth(true);
}

// "not_found", "NOT_FOUND", "404", "notFound": how platforms write it.
bool SaysNotFound(std::string_view code, const ResultWords& words) {
  return SquashedEquals(code, "notfound") || code == "404" ||
         words.Is(WordListId::NotFoundStates, code);
}

Error UnexpectedCall(std::uint32_t id, std::uint32_t expected) {
  return Error{
      "unexpected_event",
      fmt::format("an answer came for call {}, but call {} is waited for; answer each call "
                  "once, with its id",
                  id, expected)};
}

}  // namespace

bool Machine::WithinLimits(ValueView value) const {
  // An element takes a byte and a level of nesting three, so most values need no closer look.
  const std::size_t bytes = value.bytes().size();
  if (bytes <= limits_.list_length && bytes <= std::size_t{3} * kMaxStoredDepth) return true;
  return ShapeWithin(value, limits_.list_length, kMaxStoredDepth);
}

bool Machine::Reads(const CallSite& site) const {
  return site.reads || module_.tools[Raw(site.tool)].effect == ToolEffect::Read;
}

const CallSite& Machine::CurrentSite() const { return module_.call_sites[Operand(0)]; }

bool Machine::BindArguments(const CallSite& site, std::span<const ValueView> arguments,
                            ValueView& map) {
  MapBuilder builder;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    ValueView value = arguments[i];
    const ValueType type = site.parameter_types[i];
    if (!IsAlready(type, value)) value = arena_.Keep(vm::Coerce(type, value));
    if (!value.is_null()) {
      builder.Add(site.parameters[i], value);
    } else if (site.required[i]) {
      const std::array<std::string_view, 2> names = {module_.tools[Raw(site.tool)].name,
                                                     site.parameters[i]};
      SayText(TextId::HandOffNotice);
      HandOff("missing_argument", FillText(Text(TextId::ReasonMissingArgument), names));
      return false;
    }
  }
  map = arena_.Keep(builder.Build());
  return true;
}

// INVARIANT: never changes between versions; platforms compare keys over days.
std::uint64_t Machine::CallKey(const CallSite& site, ValueView args) const {
  Fnv1a64 hash;
  hash.AddText(state_.conversation);
  hash.AddNumber(site.step_id);
  hash.Add(args.bytes());
  return hash.value();
}

void Machine::EmitCall(const CallSite& site, std::uint32_t delay_ms) {
  CallEffect effect;
  effect.id = ++state_.last_call_id;
  effect.tool = site.tool;
  effect.args = Value(state_.args);
  if (module_.tools[Raw(site.tool)].effect != ToolEffect::Read) {
    effect.key = fmt::format("{:016x}", CallKey(site, state_.args));
  }
  effect.attempt = state_.attempt;
  effect.delay_ms = delay_ms;
  effect.line = Line();
  effects_.emplace_back(std::move(effect));
}

Machine::Flow Machine::Call() {
  const CallSite& site = CurrentSite();
  ValueView args;
  if (!BindArguments(site, PopMany(site.parameters.size()), args)) return Flow::Suspended;
  if (module_.tools[Raw(site.tool)].effect != ToolEffect::Read) {
    const std::uint64_t key = CallKey(site, args);
    for (const DoneEffect& effect : state_.done) {
      if (effect.key != key) continue;
      FinishCall(site, effect.result, {});
      return Flow::Next;
    }
  }
  state_.waiting = Waiting::Tool;
  state_.pc = pc_;
  state_.attempt = 1;
  state_.args = args;
  EmitCall(site, 0);
  return Flow::Suspended;
}

Machine::Flow Machine::SkipUnlessApplicable() {
  const CallSite& site = CurrentSite();
  const std::size_t count = site.parameters.size();
  const auto arguments = std::span<const ValueView>(stack_).subspan(height_ - count, count);
  bool applicable = true;
  for (std::size_t i = 0; i < count; ++i) {
    if (site.required[i] && arguments[i].is_null()) applicable = false;
  }
  for (const ToolPrecondition& precondition : module_.tools[Raw(site.tool)].preconditions) {
    if (!HoldsFor(precondition, site, arguments)) applicable = false;
  }
  if (applicable) return Flow::Next;
  PopMany(count);
  return JumpTo(Operand(1));
}

void Machine::FinishCall(const CallSite& site, ValueView result, std::string_view error) {
  Set(site.result, result);
  Set(site.error, error.empty() ? ValueView() : arena_.Keep(Value::String(error)));
}

// A look-up that found nothing, or nothing of this customer's.
Result<void> Machine::NothingFound(std::uint32_t id, std::string message) {
  return ToolError(ToolErrorEvent{id, std::string(kNotFound), std::move(message)});
}

bool Machine::IsSomebodyElses(const CallSite& site, ValueView result) const {
  if (!Reads(site) || site.owner_is_tested) return false;
  if (NamesSomebodyElse(result, state_.customer, program_.words)) return true;
  // Another account may be looked up in place of the first one: the customer corrected the address.
  return !site.names_customer && NamesSomebodyElse(result, state_.account, program_.words);
}

Result<void> Machine::ToolResult(const ToolResultEvent& event) {
  if (event.id != state_.last_call_id) return UnexpectedCall(event.id, state_.last_call_id);
  pc_ = state_.pc;
  const CallSite& site = CurrentSite();
  const ValueView result = event.result.view();
  if (!WithinLimits(result)) {
    Resumed(StepTrace::Resumed::TooLong);
    HandOffForLimit("list_length");
    return {};
  }
  ResultReading reading = ReadResult(result, module_.tools[Raw(site.tool)], site, program_.words);
  if (reading.kind == ResultReading::Kind::Failure) {
    return ToolError(
        ToolErrorEvent{event.id, std::string(kReportedFailure), std::move(reading.message)});
  }
  if (reading.kind == ResultReading::Kind::Pending) {
    Resumed(StepTrace::Resumed::Failed);
    call_failure_ = kPending;
    SayText(TextId::HandOffNotice);
    HandOff(kPending, FillText(Text(TextId::ReasonToolPending),
                               std::array<std::string_view, 2>{module_.tools[Raw(site.tool)].name,
                                                               reading.message}));
    return {};
  }
  const bool elses = IsSomebodyElses(site, result);
  if (elses || reading.kind == ResultReading::Kind::NotFound) {
    return NothingFound(event.id, std::move(reading.message));
  }
  if (site.names_customer && !SaysNothing(result)) {
    const Value found = OwnerOf(result, true, program_.words);
    const Value owner = OwnerLookedUp(found.view(), state_.args, program_.words);
    if (!owner.view().is_null()) state_.account = arena_.Keep(owner);
  }
  if (module_.tools[Raw(site.tool)].effect != ToolEffect::Read) {
    state_.done.push_back(DoneEffect{CallKey(site, state_.args), result});
  }
  FinishCall(site, result, {});
  Resumed(StepTrace::Resumed::Result);
  Run(pc_ + InfoOf(Opcode::Call).size());
  return {};
}

Result<void> Machine::ToolError(const ToolErrorEvent& event) {
  if (event.id != state_.last_call_id) return UnexpectedCall(event.id, state_.last_call_id);
  pc_ = state_.pc;
  const CallSite& site = CurrentSite();
  const ToolSpec& tool = module_.tools[Raw(site.tool)];
  // An error without a code must not look like a success.
  call_failure_ = event.code.empty() ? "error" : event.code;
  if (site.not_found_is_result && SaysNotFound(event.code, program_.words)) {
    FinishCall(site, ValueView(), kNotFound);
    Resumed(StepTrace::Resumed::NotFound);
    Run(pc_ + InfoOf(Opcode::Call).size());
    return {};
  }
  // What was answered was carried out or turned down: to ask again might do it twice.
  const bool answered = event.code == kReportedFailure && !Reads(site);
  const bool final = tool.retry.IsFinal(event.code) || SaysNotFound(event.code, program_.words);
  const bool again =
      !answered && !final && state_.attempt < static_cast<std::uint32_t>(tool.retry.attempts);
  if (again) {
    Resumed(StepTrace::Resumed::Retried);
    const std::uint32_t delay = Backoff(tool.retry, state_.attempt);
    ++state_.attempt;
    EmitCall(site, delay);
    return {};
  }
  Resumed(StepTrace::Resumed::Failed);
  FinishCall(site, ValueView(), call_failure_);
  const std::uint32_t error_label = Operand(1);
  if (error_label != kNoIndex) {
    Run(error_label);
    return {};
  }
  SayText(TextId::ToolFailedApology);
  const std::array<std::string_view, 3> facts = {tool.name, event.code, event.message};
  const TextId reason =
      event.message.empty() ? TextId::ReasonToolFailedBare : TextId::ReasonToolFailed;
  HandOff("tool_failed", FillText(Text(reason), facts));
  return {};
}

}  // namespace proviso::vm
