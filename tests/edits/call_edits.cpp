// SPDX-License-Identifier: Apache-2.0
#include "tests/edits/call_edits.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "compiler/pack/pack.h"
#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/read_line.h"
#include "core/value_json.h"
#include "runtime/understanding/reader.h"
#include "testing/explore/simulator.h"
#include "tests/edits/compiled.h"

namespace proviso::edits {
namespace {

// In front of the verb.
constexpr Addition kNegations[] = {
    {"do not ", Forbidden::Always, ""},
    {"never ", Forbidden::Always, ""},
};
// Behind the sentence.
constexpr Addition kExceptions[] = {
    {", unless the order is shipped", Forbidden::WhenShipped, ""},
    {", but not if the order has been shipped", Forbidden::WhenShipped, ""},
    {" (not if the order is shipped)", Forbidden::WhenShipped, ""},
    {", unless a colleague objects", Forbidden::Untold, "colleague"},
    {", but only if the colleague approves", Forbidden::Untold, "colleague"},
    {" (only after a colleague has approved it)", Forbidden::Untold, "colleague"},
    {", except for gift cards", Forbidden::Untold, "gift"},
    {" (not for gift cards)", Forbidden::Untold, "gift"},
    {", never on Sundays", Forbidden::Untold, "sunday"},
    {". Never for gift cards", Forbidden::Untold, "gift"},
    {" for gift cards only", Forbidden::Untold, "gift"},
};

// The statements of a sentence that act, in order.
void Acting(const parse::ReadNode& node, std::vector<parse::ReadNode>& found) {
  for (const parse::ReadNode& child : node.children()) {
    if (child.construction() == "Acts") {
      found.push_back(child);
    } else {
      Acting(child, found);
    }
  }
}

bool IsCall(const parse::ReadNode& node) {
  return node.construction() == "Call" || node.construction() == "LookUp";
}

class CallEditMaker {
 public:
  explicit CallEditMaker(const SourceFile& source)
      : source_(source),
        lexer_(source, FileId{}, ignored_, {}),
        reader_(*pack::Pack::Of("en"), source.text()) {}

  std::vector<CallEdit> Make() {
    for (std::uint32_t number = 1; number <= source_.line_count(); ++number) {
      parse::Line line;
      if (!lexer_.Lex(number, line)) continue;
      const parse::ReadLine read = reader_.Read(line.tokens);
      for (const parse::ReadSentence& sentence : read.sentences) {
        if (sentence.clean()) Sentence(number, read, sentence);
      }
    }
    return std::move(edits_);
  }

 private:
  void Sentence(std::uint32_t number, const parse::ReadLine& line,
                const parse::ReadSentence& sentence) {
    const parse::ReadNode root(line, sentence, *pack::Pack::Of("en"), sentence.reading.root);
    std::vector<parse::ReadNode> statements;
    Acting(root, statements);
    for (const parse::ReadNode& statement : statements) {
      const std::vector<parse::ReadNode> clauses = statement.Constructions();
      if (clauses.size() != 1 || !IsCall(clauses.front())) continue;
      const parse::ReadNode& clause = clauses.front();
      const std::vector<parse::ReadNode> calls = clause.All("call");
      if (calls.empty()) continue;
      const std::string tool = NameOf(calls.front());
      // Which of two calls on a line is made cannot be told.
      if (source_.Line(number).find("@" + tool) != source_.Line(number).rfind("@" + tool)) continue;
      // In the imperative its verb stands first.
      const bool bare = calls.front().begin() == clause.begin();
      if (clause.begin() == statement.begin() && !bare &&
          pack::Pack::Of("en")->FindVerb(clause.atom(clause.begin()).folded) != nullptr) {
        for (const Addition& addition : kNegations)
          Add(number, tool, clause.tokens().front().begin, addition);
      }
      // What stands behind a message may belong to it.
      if (statement.end() != root.end() || clause.Has("told")) continue;
      const std::uint32_t end = statement.tokens().back().end;
      for (const Addition& addition : kExceptions) Add(number, tool, end, addition);
    }
  }

  std::string NameOf(const parse::ReadNode& call) const {
    std::string_view name = source_.text().substr(call.tokens().front().begin);
    name.remove_prefix(1);
    return std::string(
        name.substr(0, name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                              "0123456789_-.")));
  }

  void Add(std::uint32_t line, const std::string& tool, std::uint32_t at,
           const Addition& addition) {
    std::string text(source_.text());
    text.insert(at, addition.words);
    edits_.push_back({line, tool, addition, std::move(text)});
  }

  const SourceFile& source_;
  DiagnosticSink ignored_;
  parse::LineLexer lexer_;
  parse::LineReader reader_;
  std::vector<CallEdit> edits_;
};

// What an answer tells of the exception: that the order is shipped or is not; that somebody spoke
// of colleagues. Nothing where it is about something else.
std::optional<bool> Told(const Addition& addition, const explore::Answered& answer) {
  const auto* value = std::get_if<Value>(&answer.outcome);
  if (value == nullptr) return std::nullopt;
  const std::string json = ToJson(value->view()).dump();
  const auto says = [&](std::string_view words) { return json.find(words) != std::string::npos; };
  if (addition.forbidden == Forbidden::Untold) {
    return says(addition.about) ? std::optional(true) : std::nullopt;
  }
  if (says("shipped\":true") || says(":\"shipped\"")) return true;
  return says("shipped\":false") || says("status\":\"") ? std::optional(false) : std::nullopt;
}

// All conversations, shortest first, that matter to whether the call is allowed.
class Search {
 public:
  Search(std::shared_ptr<const vm::Program> program, const CallEdit& edit, std::size_t max_states)
      : edit_(edit),
        max_states_(max_states),
        reader_(understanding::MakeOfflineReader()),
        simulator_(std::move(program), reader_, {.catalogue = &Catalogue()}) {}

  std::string Run() {
    const auto& policies = simulator_.module().policies;
    for (std::uint32_t i = 0; i < policies.size(); ++i) {
      for (explore::Input& input : simulator_.Starts(static_cast<PolicyId>(i)))
        if (Visit(kNoNode, std::move(input))) return found_;
    }
    for (std::size_t i = 0; i < nodes_.size() && nodes_.size() < max_states_; ++i) {
      for (explore::Input& input : simulator_.Next(nodes_[i].snapshot))
        if (Visit(i, std::move(input))) return found_;
    }
    return {};
  }

 private:
  static constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);
  struct Node {
    std::string snapshot;
    std::size_t parent = kNoNode;
    explore::Input input;
    bool told = false;  // by the last answer that was about it
  };

  bool IsForbidden(const Node& node) const {
    switch (edit_.addition.forbidden) {
      case Forbidden::Always:
        return true;
      case Forbidden::WhenShipped:
        return node.told;
      case Forbidden::Untold:
        return !node.told;
    }
    return true;
  }

  // True when the step makes the call although it must not.
  bool Visit(std::size_t parent, explore::Input input) {
    Node node;
    if (parent != kNoNode) node.told = nodes_[parent].told;
    if (const auto* answer = std::get_if<explore::Answered>(&input)) {
      node.told = Told(edit_.addition, *answer).value_or(node.told);
    }
    auto step =
        simulator_.Apply(parent == kNoNode ? std::string() : nodes_[parent].snapshot, input);
    if (!step) return false;
    node.parent = parent;
    node.input = std::move(input);
    for (const vm::Effect& effect : step->effects) {
      const auto* call = std::get_if<vm::CallEffect>(&effect);
      if (call == nullptr || call->line != edit_.line || !IsForbidden(node)) continue;
      if (simulator_.module().tools[Raw(call->tool)].name != edit_.tool) continue;
      Tell(node);
      return true;
    }
    node.snapshot = std::move(step->snapshot);
    if (seen_.insert({simulator_.Digest(node.snapshot), node.told}).second)
      nodes_.push_back(std::move(node));
    return false;
  }

  void Tell(const Node& last) {
    std::vector<const Node*> nodes = {&last};
    while (nodes.back()->parent != kNoNode) nodes.push_back(&nodes_[nodes.back()->parent]);
    std::reverse(nodes.begin(), nodes.end());
    for (const Node* node : nodes) {
      for (const std::string& line : explore::DescribeInput(node->input))
        found_ += "    " + line + "\n";
    }
    found_ += "    calls @" + edit_.tool + "\n";
  }

  const CallEdit& edit_;
  std::size_t max_states_;
  std::shared_ptr<const understanding::Reader> reader_;
  explore::Simulator simulator_;
  std::vector<Node> nodes_;
  std::set<std::pair<std::uint64_t, bool>> seen_;
  std::string found_;
};

bool MayMakeIt(const Module& module, const CallEdit& edit) {
  return std::any_of(module.call_sites.begin(), module.call_sites.end(), [&](const CallSite& site) {
    return module.tools[Raw(site.tool)].name == edit.tool;
  });
}

}  // namespace

std::vector<CallEdit> EditsOfCalls(const SourceFile& source) {
  return CallEditMaker(source).Make();
}

std::string ForbiddenRun(const Module& module, const CallEdit& edit, std::size_t max_states) {
  if (!MayMakeIt(module, edit)) return {};
  auto program = vm::Program::Load(module);
  if (!program) return program.error().message;
  return Search(std::move(*program), edit, max_states).Run();
}

}  // namespace proviso::edits
