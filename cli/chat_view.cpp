// SPDX-License-Identifier: Apache-2.0
#include "cli/chat_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/terminal.h"
#include "cli/text_layout.h"
#include "core/value_json.h"
#include "runtime/session/summary.h"

namespace proviso::cli {
namespace {

constexpr std::string_view kAgent = "agent";
constexpr std::string_view kCustomer = "you";
constexpr int kSpeakerColumns = 7;  // "agent> "

std::string JsonText(ValueView value) {
  return ToJson(value).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string OptionText(std::size_t number, const PromptOption& option) {
  std::string text = fmt::format("{}. {}", number, option.label);
  if (!option.values.empty()) text += fmt::format(" ({})", fmt::join(option.values, ", "));
  return text;
}

std::string_view ActName(ReplyAct act) {
  return act == ReplyAct::Accept ? "accept" : act == ReplyAct::Decline ? "decline" : "neither";
}

}  // namespace

struct ChatView::Shower {
  ChatView& view;

  void operator()(const session::SayOutput& say) const { view.Paragraph(kAgent, say.text); }

  void operator()(const session::AskOutput& ask) const {
    view.Paragraph(kAgent, ask.text);
    view.choices_.clear();
    for (const PromptOption& option : ask.options) {
      view.choices_.push_back(option.label);
      view.Paragraph("", OptionText(view.choices_.size(), option));
    }
  }

  void operator()(const session::CallOutput& call) const {
    std::string text = fmt::format("@{} {}", call.tool, JsonText(call.args.view()));
    if (call.attempt > 1) text += fmt::format(" (attempt {})", call.attempt);
    if (call.line != 0) text += fmt::format(" (line {})", call.line);
    view.Dim(text);
  }

  void operator()(const session::ResultOutput& result) const {
    if (const auto* error = std::get_if<runtime::ToolError>(&result.outcome)) {
      view.Dim(fmt::format("  error {}: {}", error->code, error->message));
    } else {
      view.Dim(fmt::format("  {}", JsonText(std::get<Value>(result.outcome).view())));
    }
  }

  void operator()(const session::JudgeOutput& judge) const {
    view.Dim(fmt::format("judgement: {} ({})", judge.question, fmt::join(judge.answers, " / ")));
  }

  void operator()(const session::NoteOutput& note) const {
    view.Dim(fmt::format("note on the ticket: {}", note.text));
  }

  void operator()(const session::HandoffOutput& handoff) const {
    view.ShowInfo(handoff.to.empty() ? "handed off to a person"
                                     : fmt::format("handed off to {}", handoff.to));
    std::string_view rest = handoff.summary;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      view.out_ << "  | " << Printable(rest.substr(0, end)) << '\n';
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }

  void operator()(const session::WaitingOutput&) const {}

  void operator()(const session::EndOutput& end) const {
    view.ended_ = true;
    view.ShowInfo(fmt::format("the conversation has ended: {}", end.outcome));
  }
};

ChatView::ChatView(std::ostream& out, ChatStyle style) : out_(out), style_(style) {}

void ChatView::Show(const std::vector<session::Output>& outputs) {
  ended_ = false;
  for (const session::Output& output : outputs) std::visit(Shower{*this}, output);
  out_.flush();
}

void ChatView::Paragraph(std::string_view speaker, std::string_view text) {
  std::string head = speaker.empty() ? "" : fmt::format("{}> ", speaker);
  head = PadToColumns(std::move(head), kSpeakerColumns);
  std::string_view rest = text;
  do {
    const std::size_t end = rest.find('\n');
    for (const std::string& line :
         WrapToColumns(Printable(rest.substr(0, end)), style_.width - kSpeakerColumns)) {
      out_ << StyleCode(Style::Cyan, style_.color) << head << StyleCode(Style::Reset, style_.color)
           << line << '\n';
      head.assign(kSpeakerColumns, ' ');
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  } while (!rest.empty());
}

void ChatView::Dim(const std::string& text) {
  if (!style_.trace) return;
  out_ << StyleCode(Style::Dim, style_.color) << "       · " << Printable(text)
       << StyleCode(Style::Reset, style_.color) << '\n';
}

void ChatView::ShowInfo(const std::string& text) {
  out_ << StyleCode(Style::Bold, style_.color) << "-- " << Printable(text)
       << StyleCode(Style::Reset, style_.color) << '\n';
}

void ChatView::ShowReading(const Reading& reading) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (reading.act != ReplyAct::Neither) {
    add(fmt::format("{} ({:.2f})", ActName(reading.act), reading.act_confidence));
  }
  if (reading.option) {
    const bool known = *reading.option < choices_.size();
    add(fmt::format("option {} ({:.2f})", known ? choices_[*reading.option] : "?",
                    reading.option_confidence));
  }
  for (const SlotReading& slot : reading.slots) {
    add(fmt::format("{} = {} ({:.2f})", slot.slot, DisplayText(slot.value.view()),
                    slot.confidence));
  }
  if (reading.wants_person) add(fmt::format("a person ({:.2f})", reading.wants_person_confidence));
  Dim("understood: " + (text.empty() ? std::string("nothing") : text));
}

void ChatView::ShowKnown(const std::vector<std::pair<std::string, Value>>& known) {
  if (known.empty()) ShowInfo("nothing is known yet");
  for (const auto& [name, value] : known) {
    out_ << "  " << name << " = " << session::ShortText(value.view()) << '\n';
  }
  out_.flush();
}

void ChatView::Prompt() {
  out_ << StyleCode(Style::Green, style_.color)
       << PadToColumns(fmt::format("{}> ", kCustomer), kSpeakerColumns)
       << StyleCode(Style::Reset, style_.color) << std::flush;
}

void ChatView::Echo(const std::string& line) { out_ << Printable(line) << '\n' << std::flush; }

std::string ChatView::ResolveNumber(const std::string& line) const {
  std::size_t number = 0;
  const char* end = line.data() + line.size();
  const auto [stop, problem] = std::from_chars(line.data(), end, number);
  const bool counts = problem == std::errc() && stop == end && number >= 1;
  return counts && number <= choices_.size() ? choices_[number - 1] : line;
}

}  // namespace proviso::cli
