// SPDX-License-Identifier: Apache-2.0
// A scenario file (docs/scenarios.md) as plain data: what parser.h reads, writer.h writes and
// runner.h plays. Nothing here is resolved against a policy.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/tool_interface.h"

namespace proviso::scenario {

using Json = nlohmann::ordered_json;

// What a text must be like. Upper and lower case, spacing and the kind of quotes and dashes do not
// count.
struct TextPattern {
  enum class Form : std::uint8_t {
    Words = 0,  // holds these words; "…" stands for any text between them
    Exact = 1,  // is this text, written in quotes
    Regex = 2,  // holds a match of this regular expression, written in slashes
  };
  Form form = Form::Words;
  std::string text;  // without the quotes or slashes

  bool empty() const { return text.empty(); }
  bool operator==(const TextPattern&) const = default;
};

// ---- what is given ----

// Answers of one tool. The calls whose arguments `with` fits get `answers` one after the other; the
// last one goes on for ever. Of several that fit a call, the one whose `with` says most answers,
// and of equals the one that was given last.
struct ToolGiven {
  struct Answer {
    runtime::ToolOutcome outcome;  // a result, or an error
    std::uint32_t times = 1;       // so often, before the next answer
  };
  std::string tool;
  Json with = Json::object();  // partial, see MatchesJson in match.h
  std::vector<Answer> answers;
};
// The sandbox answers what no ToolGiven does. Without this it does so too, on its own data.
struct SandboxGiven {
  std::string data;     // a file, as written: relative to the scenario file; empty: its own data
  bool enabled = true;  // false: "Given no sandbox", every call needs an answer of its own
};
// A fact of the channel: "customer.authenticated".
struct FactGiven {
  std::string name;
  Json value;
};
// Where the clock stands at the start, "2026-01-31T10:00:00Z".
struct TimeGiven {
  std::string instant;
};
// What the customer answers whenever this is asked for: "Given the customer's email is …".
struct ReplyGiven {
  std::string what;
  std::string reply;
};
struct Given {
  std::variant<ToolGiven, SandboxGiven, FactGiven, TimeGiven, ReplyGiven> what;
  std::uint32_t line = 0;
};

// ---- what happens ----

enum class StepKind : std::uint8_t {
  // The conversation, in order.
  Customer,       // text.text is written
  Says,           // Agent: text          the agent says or asks this
  AsksFor,        // Agent asks for …     text: a value's name or words
  AsksToConfirm,  // Agent asks to confirm …   shows a value; text: its name or words of it
  AsksWhether,    // Agent asks whether … a yes/no question
  Offers,         // Agent offers A, B    options: labels that are among those offered
  Calls,          // Agent calls @tool with {…}
  HandsOff,       // Agent hands off to … because …    text: team, reason
  Notes,          // Agent notes …
  Rest,           // ...                  a willing customer answers what is asked
  TimePasses,     // 24 hours pass
  // Checks of everything that happened so far.
  Called,        // @tool was called with {…} twice
  Tried,         // @tool was tried 3 times: each try counts
  CalledBefore,  // @tool was called before @other_tool
  NothingElse,   // nothing else was changed: every changing call is named by a line of the scenario
  Outcome,       // the outcome is completed
  HandedOff,     // handed off to … because …
  Noted,         // a note says …
  Said,          // the agent said …
  NeverSaid,     // the agent never said …
  Waiting,       // the agent is waiting for the customer
  Knows,         // {order_number} is 1001
};
// Checks look at everything so far; the others take their turn in the conversation.
bool IsCheck(StepKind kind);

struct Step {
  StepKind kind = StepKind::Customer;
  std::uint32_t line = 0;   // 1-based, in the file
  std::uint32_t begin = 0;  // the step's text in the file: [begin, end)
  std::uint32_t end = 0;
  TextPattern text;                  // what is said, asked, offered, noted; the team of a hand-off
  TextPattern reason;                // HandsOff, HandedOff
  std::vector<std::string> options;  // Offers
  std::string tool;                  // without @
  std::string other_tool;            // CalledBefore
  Json args = Json::object();        // Calls, Called: partial, see MatchesJson
  std::optional<std::uint32_t>
      count;  // Called, Tried: so often; 0 "was not called"; none: at least once
  std::chrono::seconds duration{};  // TimePasses
  std::string name;                 // Outcome; Knows: the value's name
  Json value;                       // Knows
};

struct Scenario {
  std::string name;
  std::uint32_t line = 0;  // of its heading, or of its row of examples
  // An outline's row: the outline's name and the row as it is shown, "order: 1001, reason: late".
  std::string outline;
  std::string row;
  std::vector<std::string>
      comments;  // without //: written above the scenario; not kept by the parser
  std::optional<std::string> policy;
  std::optional<std::string> channel;
  std::vector<Given> givens;
  std::vector<Step> steps;
};

// One file, as it stands: the background is not folded into the scenarios, WithBackground does
// that.
struct File {
  std::string name;                   // as shown in messages
  std::vector<std::string> policies;  // `Policies:` as written, relative to the file; may be empty
  std::vector<std::string> tools;     // `Tools:`, catalogue files
  Scenario background;                // policy, channel and givens only
  std::vector<Scenario> scenarios;    // outlines expanded, a scenario for each row
};

// The scenario as it is played: policy and channel of the background where it names none, the
// background's givens in front of its own.
Scenario WithBackground(const Scenario& background, const Scenario& scenario);

}  // namespace proviso::scenario
