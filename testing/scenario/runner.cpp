// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/nearest.h"
#include "core/value_json.h"
#include "testing/scenario/durations.h"
#include "testing/scenario/internal/checks.h"
#include "testing/scenario/internal/outputs.h"
#include "testing/scenario/internal/scenario_host.h"
#include "testing/scenario/internal/willing_customer.h"
#include "testing/scenario/match.h"
#include "testing/scenario/writer.h"

namespace proviso::scenario {
namespace {

using session::AskOutput;

// A question that comes back for ever must not be answered for ever.
constexpr int kSameReplies = 3;

template <typename Kind>
const Kind* LastGiven(const Scenario& scenario) {
  const Kind* found = nullptr;
  for (const Given& given : scenario.givens) {
    if (const auto* one = std::get_if<Kind>(&given.what)) found = one;
  }
  return found;
}

class Player {
 public:
  Player(const Scenario& scenario, const Stage& stage, const RunOptions& options)
      : scenario_(scenario), stage_(stage), options_(options) {}

  ScenarioResult Run() {
    if (CheckTools() && Begin()) {
      for (std::size_t i = 0; i < scenario_.steps.size() && !stopped_; ++i) PlayStep(i);
      if (!scenario_.steps.empty() && !result_.passed()) HintAtUnused();
    }
    result_.outcome = outcome_;
    return std::move(result_);
  }

 private:
  // ---- before the conversation ----

  bool IsTool(const std::string& name) const {
    const std::vector<std::string> named = ToolNames(stage_.program->module());
    return std::find(stage_.tools.begin(), stage_.tools.end(), name) != stage_.tools.end() ||
           std::find(named.begin(), named.end(), name) != named.end();
  }

  // A mistyped name would make "was not called" hold for the wrong reason.
  bool CheckTools() {
    for (const Given& given : scenario_.givens) {
      const auto* tool = std::get_if<ToolGiven>(&given.what);
      if (tool != nullptr) CheckTool(tool->tool, given.line, Failure::kNoStep);
    }
    for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
      const Step& step = scenario_.steps[i];
      for (const std::string* tool : {&step.tool, &step.other_tool}) {
        if (!tool->empty()) CheckTool(*tool, step.line, i);
      }
    }
    return result_.passed();
  }

  void CheckTool(const std::string& name, std::uint32_t line, std::size_t step) {
    if (IsTool(name)) return;
    std::vector<std::string> known = ToolNames(stage_.program->module());
    known.insert(known.end(), stage_.tools.begin(), stage_.tools.end());
    Failure failure;
    failure.step = step;
    failure.line = line;
    failure.message = fmt::format("there is no tool `@{}` in the policies or the catalogue", name);
    for (const std::string& near : NearestNames(name, known)) {
      failure.hint += fmt::format("{}`@{}`", failure.hint.empty() ? "did you mean " : ", ", near);
    }
    Report(std::move(failure));
  }

  bool Begin() {
    auto backdrop = MakeBackdrop();
    if (!backdrop) return FailAtStart(backdrop.error().message);
    session::SessionOptions options = options_.session;
    options.now = backdrop->now;
    options.clock_moved = backdrop->clock_moved;
    host_ = std::make_unique<ScenarioHost>(scenario_, std::move(*backdrop));
    session_ = std::make_unique<session::Session>(stage_.program, stage_.reader, host_.get(),
                                                  std::move(options));
    session::StartInput start;
    start.policy = scenario_.policy;
    if (scenario_.channel) start.channel = *scenario_.channel;
    if (const auto* time = LastGiven<TimeGiven>(scenario_)) start.now = time->instant;
    for (const Given& given : scenario_.givens) {
      const auto* fact = std::get_if<FactGiven>(&given.what);
      if (fact == nullptr) continue;
      if (auto value = FromJson(fact->value)) start.facts.emplace_back(fact->name, *value);
    }
    return Feed(start);
  }

  Result<Backdrop> MakeBackdrop() const {
    const auto* sandbox = LastGiven<SandboxGiven>(scenario_);
    PROVISO_TRY(Backdrop backdrop, stage_.backdrop(sandbox == nullptr ? "" : sandbox->data));
    // Without a sandbox its clock is kept: a scenario starts at the same time either way.
    if (sandbox != nullptr && !sandbox->enabled) {
      backdrop.host = nullptr;
      backdrop.clock_moved = nullptr;
    }
    return backdrop;
  }

  bool CustomerBegins() const {
    const auto first = std::find_if(scenario_.steps.begin(), scenario_.steps.end(),
                                    [](const Step& step) { return !IsCheck(step.kind); });
    return first != scenario_.steps.end() && first->kind == StepKind::Customer;
  }

  bool FailAtStart(const std::string& message) {
    Failure failure;
    failure.line = scenario_.line;
    failure.message = message;
    Report(std::move(failure));
    return false;
  }

  // ---- the conversation ----

  void PlayStep(std::size_t index) {
    const Step& step = scenario_.steps[index];
    current_ = index;
    if (IsCheck(step.kind)) return PlayCheck(step);
    switch (step.kind) {
      case StepKind::Customer:
        return PlayCustomer(step);
      case StepKind::TimePasses:
        return PlayTime(step);
      case StepKind::Rest:
        return PlayRest(index);
      default:
        return Find(step);
    }
  }

  void PlayCheck(const Step& step) {
    auto failure = RunCheck(step, {scenario_, result_.transcript, *session_, outcome_});
    if (failure) ReportHere(std::move(*failure));
  }

  // The policy ended before it asked for anything: these are the words that started it.
  bool AreOpeningWords() const {
    return turns_ == 1 && !outcome_.empty() &&
           std::none_of(result_.transcript.begin(), result_.transcript.end(),
                        [](const Entry& entry) { return entry.step.has_value(); });
  }

  void PlayOpeningWords(const Step& step) {
    Entry entry;
    entry.kind = Entry::Kind::Customer;
    entry.text = step.text.text;
    entry.step = current_;
    result_.transcript.insert(result_.transcript.begin(), std::move(entry));
    next_ = 1;
  }

  void PlayCustomer(const Step& step) {
    if (AreOpeningWords()) return PlayOpeningWords(step);
    if (!CanGoOn("the customer cannot write this")) return;
    next_ = result_.transcript.size();
    Send(Entry::Kind::Customer, step.text.text);
    AnswerWhatIsKnown();
  }

  void PlayTime(const Step& step) {
    if (!CanGoOn("no time can pass")) return;
    next_ = result_.transcript.size();
    Entry entry;
    entry.kind = Entry::Kind::Time;
    entry.text = DurationText(step.duration);
    entry.step = current_;
    result_.transcript.push_back(std::move(entry));
    Feed(session::AdvanceInput{step.duration});
  }

  // The conversation goes on by itself until the next line of the scenario has its turn.
  void PlayRest(std::size_t index) {
    const Step* next = nullptr;
    for (std::size_t i = index + 1; i < scenario_.steps.size() && next == nullptr; ++i) {
      if (!IsCheck(scenario_.steps[i].kind)) next = &scenario_.steps[i];
    }
    // Before a line of the customer `...` stands for what the agent says.
    if (next != nullptr &&
        (next->kind == StepKind::Customer || next->kind == StepKind::TimePasses)) {
      return;
    }
    while (!stopped_ && session_->waiting() == session::WaitingFor::Message) {
      if (next != nullptr && FindFrom(*next, next_)) return;
      const AskOutput* ask = LastQuestion();
      if (ask == nullptr) return;
      if (ask->attempt > 1) {
        Failure failure;
        failure.message = "`...` cannot answer this question of the agent";
        failure.hint = "write what the customer says there";
        failure.policy_line = ask->line;
        stopped_ = true;
        return ReportHere(std::move(failure));
      }
      Send(Entry::Kind::Reply, WillingReply(*ask, session_->now()));
      AnswerWhatIsKnown();
    }
  }

  // The end of the conversation, or of what may be fed to it, ends the scenario.
  bool CanGoOn(const std::string& what) {
    if (session_->waiting() == session::WaitingFor::Message) return true;
    stopped_ = true;
    Failure failure;
    failure.message =
        fmt::format("{}: the conversation has ended before, its outcome is `{}`", what, outcome_);
    for (std::size_t i = result_.transcript.size(); i-- > 0;) {
      const Entry& entry = result_.transcript[i];
      if (entry.kind != Entry::Kind::Output) continue;
      failure.actual = i;
      failure.policy_line = PolicyLine(entry.output);
      break;
    }
    ReportHere(std::move(failure));
    return false;
  }

  const AskOutput* LastQuestion() const {
    for (auto entry = result_.transcript.rbegin(); entry != result_.transcript.rend(); ++entry) {
      if (entry->kind != Entry::Kind::Output) continue;
      if (const auto* ask = std::get_if<AskOutput>(&entry->output)) return ask;
    }
    return nullptr;
  }

  // "Given the customer's email is …" answers whenever it is asked for.
  void AnswerWhatIsKnown() {
    while (!stopped_ && session_->waiting() == session::WaitingFor::Message) {
      const AskOutput* ask = LastQuestion();
      if (ask == nullptr) return;
      const ReplyGiven* reply = ReplyTo(*ask);
      if (reply == nullptr) return;
      if (++replies_[reply] > kSameReplies) {
        stopped_ = true;
        Failure failure;
        failure.message = fmt::format("the agent asks for the {} again and again", reply->what);
        failure.policy_line = ask->line;
        return ReportHere(std::move(failure));
      }
      Send(Entry::Kind::Reply, reply->reply);
    }
  }

  const ReplyGiven* ReplyTo(const AskOutput& ask) const {
    const ReplyGiven* found = nullptr;
    for (const Given& given : scenario_.givens) {
      const auto* reply = std::get_if<ReplyGiven>(&given.what);
      if (reply == nullptr) continue;
      if (AsksForName(reply->what, ask, stage_.program->module())) found = reply;
    }
    return found;
  }

  void Send(Entry::Kind kind, const std::string& text) {
    Entry entry;
    entry.kind = kind;
    entry.text = text;
    if (kind == Entry::Kind::Customer) entry.step = current_;
    result_.transcript.push_back(std::move(entry));
    Feed(session::MessageInput{text});
  }

  bool Feed(const session::Input& input) {
    if (++turns_ > options_.max_turns) {
      stopped_ = true;
      Failure failure;
      failure.message =
          fmt::format("the conversation takes more than {} turns", options_.max_turns);
      ReportHere(std::move(failure));
      return false;
    }
    auto outputs = session_->Feed(input);
    if (!outputs) {
      stopped_ = true;
      if (!std::holds_alternative<session::StartInput>(input)) {
        Failure failure;
        failure.message = outputs.error().message;
        ReportHere(std::move(failure));
        return false;
      }
      return FailAtStart(outputs.error().code == "which_policy"
                             ? "no line says which policy this is about; write `Policy: …`"
                             : outputs.error().message);
    }
    for (session::Output& output : *outputs) Keep(std::move(output));
    ReportUnanswered();
    // A customer who begins by saying something is not asked before.
    if (std::holds_alternative<session::StartInput>(input) && !CustomerBegins()) {
      AnswerWhatIsKnown();
    }
    return !stopped_;
  }

  void Keep(session::Output output) {
    if (std::holds_alternative<session::WaitingOutput>(output)) return;
    if (const auto* end = std::get_if<session::EndOutput>(&output)) outcome_ = end->outcome;
    Entry entry;
    entry.kind = Entry::Kind::Output;
    entry.output = std::move(output);
    result_.transcript.push_back(std::move(entry));
  }

  void ReportUnanswered() {
    for (const runtime::ToolCall& call : host_->TakeUnanswered()) {
      Failure failure;
      failure.message =
          fmt::format("`@{}` was called, and no line says what it answers", call.tool);
      failure.hint = fmt::format(
          "write before the conversation: Given @{}{} returns {{…}}", call.tool,
          call.args.view().size() == 0 ? "" : " with " + JsonText(ToJson(call.args.view())));
      for (std::size_t i = result_.transcript.size(); i-- > 0;) {
        const auto* made = std::get_if<session::CallOutput>(&result_.transcript[i].output);
        if (made == nullptr || made->tool != call.tool) continue;
        failure.actual = i;
        failure.policy_line = made->line;
        break;
      }
      stopped_ = true;
      ReportHere(std::move(failure));
    }
  }

  // ---- what the agent should do ----

  std::optional<std::size_t> FindFrom(const Step& step, std::size_t from) const {
    for (std::size_t i = from; i < result_.transcript.size(); ++i) {
      const Entry& entry = result_.transcript[i];
      if (entry.kind == Entry::Kind::Output &&
          FitsStep(step, entry.output, stage_.program->module())) {
        return i;
      }
    }
    return std::nullopt;
  }

  // Looks behind the last output that was found in this turn, so that the order of the lines is the
  // order of events.
  void Find(const Step& step) {
    if (const auto found = FindFrom(step, next_)) {
      result_.transcript[*found].step = current_;
      next_ = *found + 1;
      return;
    }
    Failure failure;
    failure.updatable = true;
    // What is nearest to the line: what is named by no later line of this turn.
    for (std::size_t i = next_; i < result_.transcript.size(); ++i) {
      const Entry& entry = result_.transcript[i];
      if (entry.kind != Entry::Kind::Output || !IsCandidate(step, entry.output)) continue;
      if (IsWantedLater(entry.output)) continue;
      failure.actual = i;
      failure.policy_line = PolicyLine(entry.output);
      failure.replacement = StepFor(entry.output);
      // Behind `...` the last thing is the nearest, otherwise the first.
      if (!AfterRest()) break;
    }
    if (failure.actual) next_ = *failure.actual + 1;
    failure.message = Missing(step);
    const bool ended = !outcome_.empty();
    if (!failure.actual && ended) {
      failure.hint = fmt::format("the conversation has ended, its outcome is `{}`", outcome_);
    }
    ReportHere(std::move(failure));
  }

  bool AfterRest() const {
    for (std::size_t i = *current_; i-- > 0;) {
      if (!IsCheck(scenario_.steps[i].kind)) return scenario_.steps[i].kind == StepKind::Rest;
    }
    return false;
  }

  bool IsWantedLater(const session::Output& output) const {
    for (std::size_t i = *current_ + 1; i < scenario_.steps.size(); ++i) {
      const Step& later = scenario_.steps[i];
      if (later.kind == StepKind::Customer || later.kind == StepKind::TimePasses) return false;
      if (!IsCheck(later.kind) && FitsStep(later, output, stage_.program->module())) return true;
    }
    return false;
  }

  static std::string Missing(const Step& step) {
    switch (step.kind) {
      case StepKind::AsksFor:
        return fmt::format("the agent does not ask for {} here", step.text.text);
      case StepKind::AsksToConfirm:
        return fmt::format("the agent does not ask to confirm {} here", step.text.text);
      case StepKind::AsksWhether:
        return fmt::format("the agent does not ask whether {} here", step.text.text);
      case StepKind::Offers:
        return fmt::format("the agent does not offer {} here", fmt::join(step.options, ", "));
      case StepKind::Calls:
        return fmt::format("the agent does not call `@{}` so here", step.tool);
      case StepKind::HandsOff:
        return "the agent does not hand off so here";
      case StepKind::Notes:
        return "the agent does not write this note here";
      default:
        return "the agent does not say this here";
    }
  }

  // ---- reporting ----

  void ReportHere(Failure failure) {
    if (current_) {
      failure.step = *current_;
      failure.line = scenario_.steps[*current_].line;
    } else {
      failure.line = scenario_.line;
    }
    Report(std::move(failure));
  }

  void Report(Failure failure) {
    Entry entry;
    entry.kind = Entry::Kind::Problem;
    entry.failure = result_.failures.size();
    result_.transcript.push_back(std::move(entry));
    result_.failures.push_back(std::move(failure));
  }

  // An answer that no call asked for is often the reason why something else did not happen.
  void HintAtUnused() {
    std::string lines;
    for (const std::uint32_t line : host_->UnusedLines()) {
      lines += fmt::format("{}{}", lines.empty() ? "" : ", ", line);
    }
    Failure& first = result_.failures.front();
    if (lines.empty() || !first.hint.empty()) return;
    first.hint = fmt::format("no call had the arguments that line {} speaks of", lines);
  }

  const Scenario& scenario_;
  const Stage& stage_;
  const RunOptions& options_;
  ScenarioResult result_;
  std::unique_ptr<ScenarioHost> host_;
  std::unique_ptr<session::Session> session_;
  std::optional<std::size_t> current_;  // the step that is played
  std::size_t next_ = 0;                // the next expectation looks from here on
  std::uint32_t turns_ = 0;
  std::string outcome_;
  std::map<const ReplyGiven*, int> replies_;
  bool stopped_ = false;
};

}  // namespace

ScenarioResult RunScenario(const Scenario& scenario, const Stage& stage,
                           const RunOptions& options) {
  return Player(scenario, stage, options).Run();
}

}  // namespace proviso::scenario
