// SPDX-License-Identifier: Apache-2.0
// The one file that knows ANTLR. The lexer never fails (it ends in a rule for any character), the
// parser stops at the first token that fits no form; everything is capped by the caller's limit on
// the length of a line and by kMaxDepth.
#include "testing/scenario/internal/line_parser.h"

#include <fmt/format.h>

#include "ProvisoScenarioLexer.h"
#include "ProvisoScenarioParser.h"
#include "core/nearest.h"
#include "core/utf8.h"
#include "core/value_json.h"
#include "grammar/antlr_streams.h"
#include "testing/scenario/durations.h"
#include "testing/scenario/internal/line_values.h"
#include "testing/scenario/match.h"

namespace proviso::scenario {
namespace {

using Parser = ProvisoScenarioParser;
using Lexer = ProvisoScenarioLexer;

constexpr std::size_t kMaxDepth = 60;  // of braces, below what the JSON reader takes
constexpr std::uint32_t kMaxCount = 1000;

// The characters of a line in lower case, each with the byte it comes from.
class Characters final : public grammar::CharStream {
 public:
  void Load(std::string_view line) {
    Clear();
    for (std::size_t i = 0; i < line.size();) {
      const CodePoint point = DecodeUtf8(line, i);
      Add(Plain(point.value), static_cast<std::uint32_t>(i));
      i += point.length;
    }
    Finish(static_cast<std::uint32_t>(line.size()));
  }

 private:
  static char32_t Plain(char32_t c) {
    if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
    if (c == 0x00A0 || c == 0x202F) return U' ';
    if (c == 0x2019 || c == 0x02BC) return U'\'';
    return c == 0 ? 0xFFFD : c;
  }
};

// Places are bytes of the line.
using Piece = grammar::Token;
using Pieces = grammar::TokenStream;

// Remembers the first token that fits nothing and gives up there.
class StopAtFirst final : public antlr4::BailErrorStrategy {
 public:
  void recover(antlr4::Parser* parser, std::exception_ptr problem) override {
    offender_ = parser->getCurrentToken()->getTokenIndex();
    try {
      std::rethrow_exception(problem);
    } catch (const antlr4::RecognitionException& found) {
      // A prediction that failed did so further on than the parser has come.
      if (found.getOffendingToken() != nullptr) {
        offender_ = found.getOffendingToken()->getTokenIndex();
      }
    } catch (...) {
    }
    antlr4::BailErrorStrategy::recover(parser, problem);
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    offender_ = parser->getCurrentToken()->getTokenIndex();
    return antlr4::BailErrorStrategy::recoverInline(parser);
  }
  std::size_t offender() const { return offender_; }

 private:
  std::size_t offender_ = 0;
};

const Piece& PieceOf(const antlr4::Token* token) { return static_cast<const Piece&>(*token); }

// Reads the tree of one line. Token places are bytes of the line.
class Builder {
 public:
  Builder(std::string_view line, const Pieces& pieces, ParsedLine& out)
      : line_(line), pieces_(pieces), out_(out) {}

  void Line(Parser::LineContext* line) {
    if (auto* heading = line->heading()) return Heading(heading);
    if (auto* row = line->row()) {
      out_.kind = ParsedLine::Kind::Row;
      out_.text = Rest(row->REST());
      return;
    }
    if (auto* field = line->field()) return Field(field);
    if (auto* given = line->given()) return BuildGiven(given);
    out_.kind = ParsedLine::Kind::Step;
    if (auto* customer = line->customerWrites()) {
      out_.step.kind = StepKind::Customer;
      out_.step.text.text = Rest(customer->REST());
    } else if (auto* agent = line->agentWrites()) {
      out_.step.kind = StepKind::Says;
      if (agent->REST()) out_.step.text = Pattern(agent->REST());
      if (out_.step.text.empty() && out_.step.text.form == TextPattern::Form::Words) {
        Problem(DiagnosticId::ScenarioLineNotUnderstood, PieceOf(agent->getStart()),
                "`Agent:` is followed by nothing", "write what the agent says, or part of it");
      }
    } else if (auto* acts = line->agentActs()) {
      Action(acts->action());
    } else if (auto* check = line->check()) {
      Check(check);
    } else if (auto* time = line->timePasses()) {
      Time(time);
    } else {
      out_.step.kind = StepKind::Rest;
    }
  }

 private:
  // ---- pieces of text ----

  std::string_view Bytes(std::size_t begin, std::size_t end) const {
    return line_.substr(begin, end - begin);
  }
  std::string Text(antlr4::ParserRuleContext* rule) const {
    if (rule == nullptr || rule->getStart() == nullptr || rule->getStop() == nullptr) return {};
    return std::string(
        TrimSpaces(Bytes(PieceOf(rule->getStart()).begin(), PieceOf(rule->getStop()).end())));
  }
  std::string Text(antlr4::tree::TerminalNode* node) const {
    if (node == nullptr) return {};
    const Piece& piece = PieceOf(node->getSymbol());
    return std::string(Bytes(piece.begin(), piece.end()));
  }
  std::string Rest(antlr4::tree::TerminalNode* node) const {
    return std::string(TrimSpaces(Text(node)));
  }
  std::string Tool(antlr4::tree::TerminalNode* node) const { return Text(node).substr(1); }

  void Problem(DiagnosticId id, std::size_t begin, std::size_t end, std::string message,
               std::string note) {
    out_.problems.push_back({id, begin, end, std::move(message), std::move(note)});
  }
  void Problem(DiagnosticId id, const Piece& piece, std::string message, std::string note) {
    Problem(id, piece.begin(), piece.end(), std::move(message), std::move(note));
  }
  void Problem(DiagnosticId id, antlr4::ParserRuleContext* rule, std::string message,
               std::string note) {
    Problem(id, PieceOf(rule->getStart()).begin(), PieceOf(rule->getStop()).end(),
            std::move(message), std::move(note));
  }

  // ---- values ----

  void CheckRegex(std::string_view pattern, const Piece& place) {
    const std::string problem = RegexProblem(pattern);
    if (problem.empty()) return;
    Problem(DiagnosticId::ScenarioRegexUnreadable, place,
            fmt::format("`/{}/` is no regular expression: {}", pattern, problem),
            "put a backslash before a character that is meant as it is: \\( \\. \\*");
  }

  TextPattern Pattern(const std::string& text, const Piece& place) {
    TextPattern pattern = ReadPattern(text);
    if (pattern.form == TextPattern::Form::Regex) CheckRegex(pattern.text, place);
    return pattern;
  }
  TextPattern Pattern(antlr4::tree::TerminalNode* rest) {
    return Pattern(Rest(rest), PieceOf(rest->getSymbol()));
  }

  // JSON, with the expressions and dots that stand there without quotes put into quotes.
  Json ReadJson(Parser::JsonContext* rule) {
    if (rule == nullptr) return Json::object();
    std::string text;
    for (std::size_t i = rule->getStart()->getTokenIndex(); i <= rule->getStop()->getTokenIndex();
         ++i) {
      const Piece& piece = pieces_.At(i);
      const std::string_view bytes = Bytes(piece.begin(), piece.end());
      if (piece.getType() == Lexer::JSON_REGEX) {
        CheckRegex(bytes.substr(1, bytes.size() - 2), piece);
        text += Json(std::string(bytes)).dump(-1, ' ', false, Json::error_handler_t::replace);
      } else if (piece.getType() == Lexer::JSON_ANY) {
        text += "\"\xE2\x80\xA6\"";
      } else {
        text += bytes;
      }
    }
    auto json = ParseJson(text);
    if (!json) json = ParseJson(WithStraightQuotes(text));
    if (json) return std::move(*json);
    Problem(DiagnosticId::ScenarioJsonUnreadable, rule, json.error().message,
            "names and texts stand in double quotes, with a comma between two members: "
            "{\"order_id\": \"1001\", \"paid\": true}");
    return Json::object();
  }

  Json ReadObject(Parser::JsonContext* rule) {
    Json json = ReadJson(rule);
    if (json.is_object()) return json;
    Problem(DiagnosticId::ScenarioJsonUnreadable, rule,
            "arguments are an object of names and values, and this is a list",
            "write them as {\"order_id\": \"1001\"}");
    return Json::object();
  }

  std::uint32_t ReadCount(antlr4::tree::TerminalNode* number) {
    const std::string digits = Text(number);
    const std::uint32_t count =
        digits.size() > 4 ? kMaxCount + 1 : static_cast<std::uint32_t>(std::stoul(digits));
    if (count <= kMaxCount) return count;
    Problem(DiagnosticId::ScenarioValueUnreadable, PieceOf(number->getSymbol()),
            fmt::format("`{}` times are more than a conversation can hold", digits),
            fmt::format("write a number up to {}", kMaxCount));
    return kMaxCount;
  }

  std::uint32_t Times(Parser::TimesContext* times) {
    if (times->ONCE()) return 1;
    if (times->TWICE()) return 2;
    return ReadCount(times->NUMBER());
  }

  // ---- headings and fields ----

  void Heading(Parser::HeadingContext* heading) {
    out_.text = Rest(heading->REST());
    if (heading->SCENARIO()) {
      out_.kind = ParsedLine::Kind::Scenario;
    } else if (heading->OUTLINE()) {
      out_.kind = ParsedLine::Kind::Outline;
    } else if (heading->BACKGROUND()) {
      out_.kind = ParsedLine::Kind::Background;
    } else {
      out_.kind = ParsedLine::Kind::Examples;
    }
  }

  void Field(Parser::FieldContext* field) {
    out_.text = Rest(field->REST());
    if (field->POLICIES()) {
      out_.kind = ParsedLine::Kind::Policies;
    } else if (field->POLICY()) {
      out_.kind = ParsedLine::Kind::Policy;
    } else if (field->TOOLS()) {
      out_.kind = ParsedLine::Kind::Tools;
    } else {
      out_.kind = ParsedLine::Kind::Channel;
    }
    if (!out_.text.empty()) return;
    Problem(DiagnosticId::ScenarioLineNotUnderstood, PieceOf(field->getStart()),
            fmt::format("`{}` is followed by nothing", Text(field)),
            "write a value behind the colon, or leave the line out");
  }

  // ---- Given ----

  void BuildGiven(Parser::GivenContext* given) {
    out_.kind = ParsedLine::Kind::Given;
    if (auto* tool = given->toolGiven()) {
      out_.given.what = BuildToolGiven(tool);
    } else if (auto* sandbox = given->sandboxGiven()) {
      out_.given.what = SandboxGiven{Unquoted(Text(sandbox->fileName())), sandbox->NO() == nullptr};
    } else if (auto* time = given->timeGiven()) {
      auto instant = ReadInstant(Unquoted(Rest(time->REST())));
      if (!instant) {
        Problem(DiagnosticId::ScenarioValueUnreadable, PieceOf(time->REST()->getSymbol()),
                instant.error().message, "a time zone may follow: 2026-01-31T10:00:00+02:00");
      }
      out_.given.what = TimeGiven{instant ? *instant : "2026-01-01T00:00:00Z"};
    } else if (auto* reply = given->replyGiven()) {
      out_.given.what = ReplyGiven{Text(reply->name()), Unquoted(Rest(reply->REST()))};
    } else if (auto* fact = given->factGiven()) {
      out_.given.what =
          FactGiven{ReadFactName(Text(fact->name())), ReadPlainValue(Rest(fact->REST()))};
    }
  }

  ToolGiven BuildToolGiven(Parser::ToolGivenContext* rule) {
    ToolGiven given;
    given.tool = Tool(rule->TOOL());
    given.with = ReadObject(rule->json());
    for (antlr4::tree::ParseTree* child : rule->children) {
      if (auto* answer = dynamic_cast<Parser::AnswerContext*>(child)) {
        given.answers.push_back(Answer(answer));
      } else if (auto* next = dynamic_cast<Parser::NextResultContext*>(child)) {
        given.answers.push_back(
            {ResultOf(next->result()), next->times() ? Times(next->times()) : 1});
      }
    }
    return given;
  }

  ToolGiven::Answer Answer(Parser::AnswerContext* rule) {
    ToolGiven::Answer answer;
    if (auto* times = rule->times()) answer.times = Times(times);
    if (auto* result = rule->result()) {
      answer.outcome = ResultOf(result);
      return answer;
    }
    runtime::ToolError error{"unavailable", Unquoted(Text(rule->STRING()))};
    if (auto* code = rule->errorCode()) {
      error.code = Text(code);
      std::replace(error.code.begin(), error.code.end(), ' ', '_');
    }
    answer.outcome = std::move(error);
    return answer;
  }

  Value ResultOf(Parser::ResultContext* result) {
    auto value = FromJson(JsonOf(result));
    if (value) return std::move(*value);
    Problem(DiagnosticId::ScenarioJsonUnreadable, result, value.error().message,
            "give the tool a flatter answer");
    return {};
  }
  Json JsonOf(Parser::ResultContext* result) {
    if (result->json()) return ReadJson(result->json());
    if (result->NOTHING()) return nullptr;
    const std::string text = Text(result);
    if (result->STRING()) return Unquoted(text);
    return ReadPlainValue(text);
  }

  // ---- the conversation ----

  void Action(Parser::ActionContext* action) {
    if (action->CALLS()) return SetTool(StepKind::Calls, action->TOOL(), action->json());
    if (action->whoAndWhy()) return SetWhoAndWhy(StepKind::HandsOff, action->whoAndWhy());
    if (action->OFFERS()) {
      out_.step.kind = StepKind::Offers;
      out_.step.options = ReadList(Rest(action->REST()));
      if (out_.step.options.empty()) {
        Problem(DiagnosticId::ScenarioLineNotUnderstood, action, "no option is named here",
                "write the options with commas between them: Agent offers Pause, Skip");
      }
      return;
    }
    StepKind kind = StepKind::Says;
    if (action->ASKS_FOR()) kind = StepKind::AsksFor;
    if (action->ASKS_TO_CONFIRM()) kind = StepKind::AsksToConfirm;
    if (action->ASKS_WHETHER()) kind = StepKind::AsksWhether;
    if (action->NOTES()) kind = StepKind::Notes;
    SetText(kind, action->REST());
  }

  void SetText(StepKind kind, antlr4::tree::TerminalNode* text) {
    out_.step.kind = kind;
    out_.step.text = Pattern(text);
  }
  void SetTool(StepKind kind, antlr4::tree::TerminalNode* tool, Parser::JsonContext* json) {
    out_.step.kind = kind;
    out_.step.tool = Tool(tool);
    out_.step.args = ReadObject(json);
  }
  void SetWhoAndWhy(StepKind kind, Parser::WhoAndWhyContext* rule) {
    out_.step.kind = kind;
    if (auto* team = rule->team()) {
      out_.step.text = Pattern(Text(team), PieceOf(team->getStart()));
    }
    if (rule->REST()) out_.step.reason = Pattern(rule->REST());
  }

  void Time(Parser::TimePassesContext* time) {
    out_.step.kind = StepKind::TimePasses;
    const std::string number = time->NUMBER() ? Text(time->NUMBER()) : "1";
    auto duration = ReadDuration(number, FoldText(Text(time->UNIT())));
    if (duration) {
      out_.step.duration = *duration;
    } else {
      Problem(DiagnosticId::ScenarioValueUnreadable, time, duration.error().message,
              "write a number and a unit: 30 minutes pass, 24 hours pass, 2 days pass");
    }
  }

  // ---- checks ----

  void Check(Parser::CheckContext* check) {
    Step& step = out_.step;
    if (auto* never = dynamic_cast<Parser::NotCalledContext*>(check)) {
      SetTool(StepKind::Called, never->TOOL(), never->json());
      step.count = 0;
    } else if (auto* called = dynamic_cast<Parser::CalledContext*>(check)) {
      SetTool(StepKind::Called, called->TOOL(), called->json());
      if (called->times()) step.count = Times(called->times());
    } else if (auto* before = dynamic_cast<Parser::CalledBeforeContext*>(check)) {
      step.kind = StepKind::CalledBefore;
      step.tool = Tool(before->TOOL(0));
      step.other_tool = Tool(before->TOOL(1));
    } else if (auto* after = dynamic_cast<Parser::CalledAfterContext*>(check)) {
      step.kind = StepKind::CalledBefore;
      step.tool = Tool(after->TOOL(1));
      step.other_tool = Tool(after->TOOL(0));
    } else if (auto* tried = dynamic_cast<Parser::TriedContext*>(check)) {
      step.kind = StepKind::Tried;
      step.tool = Tool(tried->TOOL());
      step.count = Times(tried->times());
    } else if (dynamic_cast<Parser::NothingElseContext*>(check)) {
      step.kind = StepKind::NothingElse;
    } else if (auto* outcome = dynamic_cast<Parser::OutcomeContext*>(check)) {
      step.kind = StepKind::Outcome;
      step.name = Unquoted(Rest(outcome->REST()));
    } else if (auto* handed = dynamic_cast<Parser::HandedOffContext*>(check)) {
      SetWhoAndWhy(StepKind::HandedOff, handed->whoAndWhy());
    } else if (auto* noted = dynamic_cast<Parser::NotedContext*>(check)) {
      SetText(StepKind::Noted, noted->REST());
    } else if (auto* said = dynamic_cast<Parser::SaidContext*>(check)) {
      SetText(StepKind::Said, said->REST());
    } else if (auto* unsaid = dynamic_cast<Parser::NeverSaidContext*>(check)) {
      SetText(StepKind::NeverSaid, unsaid->REST());
    } else if (dynamic_cast<Parser::WaitingContext*>(check)) {
      step.kind = StepKind::Waiting;
    } else if (auto* knows = dynamic_cast<Parser::KnowsContext*>(check)) {
      step.kind = StepKind::Knows;
      const std::string braced = Text(knows->VALUE());
      step.name = TrimSpaces(std::string_view(braced).substr(1, braced.size() - 2));
      step.value = ReadPlainValue(Rest(knows->REST()));
    }
  }

  std::string_view line_;
  const Pieces& pieces_;
  ParsedLine& out_;
};

// The words that open a line and are followed by a colon; the longer ones first.
const std::vector<std::string>& ColonOpeners() {
  static const std::vector<std::string> kOpeners = {"Scenario outline", "Background", "Scenario",
                                                    "Examples",         "Policies",   "Customer",
                                                    "Channel",          "Policy",     "Tools"};
  return kOpeners;
}

// The opener that `line` begins with and that lacks its colon; empty: it begins with none.
std::string OpenerWithoutColon(std::string_view line) {
  const std::string folded = FoldText(line);
  for (const std::string& opener : ColonOpeners()) {
    const std::string words = FoldText(opener);
    if (!folded.starts_with(words)) continue;
    if (folded.size() == words.size() || folded[words.size()] == ' ') return opener;
  }
  return {};
}

std::string UnknownOpener(std::string_view word) {
  std::vector<std::string> openers = ColonOpeners();
  for (std::string& opener : openers) opener += ":";
  openers.insert(openers.end(), {"Agent", "Given", "Then", "And", "But"});
  std::string message = fmt::format("no line of a scenario begins with `{}`", word);
  const std::vector<std::string> nearest = NearestNames(word, openers, 1);
  if (!nearest.empty()) message += fmt::format("; did you mean `{}`", nearest.front());
  return message;
}

// What can be written, by the word that opens the line.
std::string FormsOf(std::size_t first) {
  switch (first) {
    case Lexer::GIVEN:
      return "what can be given: @tool returns {…}; @tool with {…} fails with timeout; the "
             "sandbox; "
             "the time is 2026-01-31 10:00; the customer's email is …; customer.authenticated is "
             "true";
    case Lexer::THEN:
      return "what can be checked: @tool was called with {…}; @tool was called once; @tool was not "
             "called; @tool was called before @other; nothing else was changed; the outcome is …; "
             "the conversation was handed off to …; a note says …; the agent never said …; {value} "
             "is …";
    case Lexer::AGENT:
    case Lexer::THE:
      return "what the agent can do: asks for …; asks to confirm …; asks whether …; offers A, B; "
             "says …; calls @tool with {…}; hands off to … because …; notes …";
    default:
      return "a line begins with Scenario:, Given, Customer:, Agent, Then or And; or it is `...` "
             "or `24 hours pass`";
  }
}

}  // namespace

struct LineParser::Machine {
  Characters characters;
  Lexer lexer{&characters};
  Pieces pieces;
  Parser parser{&pieces};
  std::shared_ptr<StopAtFirst> strategy = std::make_shared<StopAtFirst>();

  Machine() {
    pieces.Add(antlr4::Token::EOF, 0, 0);
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    parser.setErrorHandler(strategy);
  }

  // Depth of the braces at their deepest; `open`: some are not closed.
  std::size_t Lex(std::string_view line, bool& open) {
    characters.Load(line);
    lexer.setInputStream(&characters);
    pieces.Clear();
    std::size_t depth = 0;
    std::size_t deepest = 0;
    while (true) {
      const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
      const std::size_t type = token->getType();
      if (type == antlr4::Token::EOF) break;
      pieces.Add(type, characters.ByteOf(token->getStartIndex()),
                 characters.ByteOf(token->getStopIndex() + 1));
      if (type == Lexer::OPEN || type == Lexer::JSON_OPEN) ++depth;
      if (type == Lexer::JSON_CLOSE && depth > 0) --depth;
      deepest = std::max(deepest, depth);
      if (deepest > kMaxDepth) break;
    }
    pieces.Add(antlr4::Token::EOF, line.size(), line.size());
    open = depth > 0;
    return deepest;
  }

  // SLL first: it is faster, and what it accepts LL reads the same way.
  Parser::LineContext* Parse() {
    using antlr4::atn::PredictionMode;
    for (const PredictionMode mode : {PredictionMode::SLL, PredictionMode::LL}) {
      pieces.seek(0);
      parser.setTokenStream(&pieces);
      parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
      try {
        return parser.line();
      } catch (const std::exception&) {
        // Gave up: no such line in this mode.
      }
    }
    return nullptr;
  }
};

LineParser::LineParser() : machine_(std::make_unique<Machine>()) {}
LineParser::~LineParser() = default;

ParsedLine LineParser::Parse(std::string_view line, Repeats repeats) {
  ParsedLine out;
  Machine& machine = *machine_;
  try {
    if (machine.Lex(line, out.open) > kMaxDepth) {
      out.open = false;
      out.problems.push_back({DiagnosticId::NestingTooDeep, 0, line.size(),
                              fmt::format("braces are nested more than {} deep", kMaxDepth),
                              "move deep data into the sandbox's data file"});
      return out;
    }
    if (out.open) return out;
    const std::size_t first = machine.pieces.At(0).getType();
    out.repeats = first == Lexer::GIVEN ? Repeats::Given
                  : first == Lexer::AND ? repeats
                                        : Repeats::Then;
    if (first == Lexer::AND) {
      machine.pieces.Retype(0, repeats == Repeats::Given ? Lexer::GIVEN : Lexer::THEN);
    }
    if (Parser::LineContext* tree = machine.Parse()) {
      Builder(line, machine.pieces, out).Line(tree);
      if (!out.problems.empty()) out.kind = ParsedLine::Kind::Unreadable;
      return out;
    }
  } catch (const std::exception& error) {
    // Nothing of ours throws; the runtime may, on what we did not foresee.
    out.problems.push_back({DiagnosticId::ScenarioLineNotUnderstood, 0, line.size(),
                            fmt::format("this line cannot be read: {}", error.what()), ""});
    return out;
  }
  const Piece& offender = machine.pieces.At(machine.strategy->offender());
  const std::string_view word = line.substr(offender.begin(), offender.end() - offender.begin());
  const std::string_view before = TrimSpaces(line.substr(0, offender.begin()));
  std::string message;
  if (word.empty()) {
    message = fmt::format("something is missing behind `{}`", before);
  } else if (before.empty()) {
    const std::string opener = OpenerWithoutColon(TrimSpaces(line));
    message = opener.empty() ? UnknownOpener(word)
                             : fmt::format("a colon is missing behind `{}`: write `{}:`",
                                           line.substr(offender.begin(), opener.size()), opener);
  } else {
    message = fmt::format("`{}` was not expected behind `{}`", word, before);
  }
  out.problems.push_back({DiagnosticId::ScenarioLineNotUnderstood, offender.begin(),
                          std::max(offender.end(), offender.begin() + 1), std::move(message),
                          FormsOf(machine.pieces.At(0).getType())});
  return out;
}

}  // namespace proviso::scenario
