// SPDX-License-Identifier: Apache-2.0
// The names of a bundle: variables, tools and policies, shared by all its policies.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

// Variables by name, in the order of their first use. A name keeps the type it was first given.
class VariableTable {
 public:
  VariableId Get(std::string_view name, ValueType type);
  std::optional<VariableId> Find(std::string_view name) const;
  const Variable& at(VariableId id) const { return variables_[Raw(id)]; }
  void MarkFromStart(VariableId id) { variables_[Raw(id)].from_start = true; }
  std::vector<Variable> Take() { return std::move(variables_); }

 private:
  std::vector<Variable> variables_;
  std::map<std::string, VariableId, std::less<>> by_name_;
};

// The tools that the texts name: the project's catalogue entry, the signature written in the text,
// a built-in entry, in this order.
class ToolTable {
 public:
  ToolTable(const ToolCatalogue* catalogue, const Lexicon& lexicon, DiagnosticSink& sink);

  // Looks at every mention of the documents, so that a signature written once serves every use.
  // Reports unknown types, and signatures that disagree with each other or the catalogue.
  void Collect(const ast::Document& document);
  // nullptr for an unknown tool.
  const ToolDefinition* Find(std::string_view name) const;
  // Reports that Find knows no such tool. `signature`: one that would do for it, made of the values
  // known there.
  void ReportUnknown(const ast::ToolMention& mention, const std::string& signature);
  // Whether a catalogue describes the tool that Find gives, and nothing in the text overrules it.
  bool in_catalogue(std::string_view name) const;

  // Index in the module, added at first use.
  ToolId IdOf(const ToolDefinition& tool);
  std::vector<ToolSpec> Take() { return std::move(specs_); }

 private:
  void CollectBlock(const ast::Block& block);
  void CollectMention(const ast::ToolMention& mention);
  void CollectValues(const ast::ToolMention& mention);
  void ReportDifference(const ast::ToolMention& mention, const ToolDefinition& known);
  void ReportReplacement(const ast::ToolMention& mention, const ToolDefinition& known);

  struct Written {
    ToolDefinition definition;
    const ast::ToolMention* mention = nullptr;  // of the documents, which outlive the table
    bool own = true;                            // no catalogue describes this one
  };
  const ToolCatalogue* catalogue_;
  const Lexicon& lexicon_;
  DiagnosticSink& sink_;
  std::map<std::string, Written, std::less<>> written_;
  std::map<std::string, ToolDefinition, std::less<>> by_values_;  // tools that only values describe
  std::set<std::string> missing_;  // unknown tools that were reported
  std::map<std::string, ToolId, std::less<>> ids_;
  std::vector<ToolSpec> specs_;
};

// Calls `visit` with every tool mention below the block, conditions included.
void ForEachMention(const ast::Block& block,
                    const std::function<void(const ast::ToolMention&)>& visit);

// A place in a policy where another one enters: at a section, or behind the step that calls it.
struct EntryRequest {
  const ast::Statement* target = nullptr;
  bool after = false;
  bool operator==(const EntryRequest&) const = default;
};

struct FollowPlan {
  enum class Kind : std::uint8_t { Broken, Call, Transfer, ReturnTo };
  Kind kind = Kind::Broken;
  PolicyId policy{};
  std::uint32_t entry = 0;
};

// Policies by name (LANGUAGE section 1), and who calls whom.
class PolicyTable {
 public:
  PolicyTable(const SourceSet& sources, const Lexicon& lexicon, DiagnosticSink& sink)
      : sources_(sources), lexicon_(lexicon), sink_(sink) {}

  struct Entry {
    const ast::Policy* policy = nullptr;
    FileId file{};
    std::vector<std::string> names;  // normalised
    std::map<std::string, const ast::Statement*>
        sections;  // by title (normalised), nested ones included
    std::map<std::string, const ast::Statement*> marks;  // "6", "2.1", "b"; the outermost of each
    // "The update order step": by the tool (its words) that this step alone calls.
    std::map<std::string, const ast::Statement*> callers;
    std::vector<std::string> addresses;  // titles and marks, as written
  };

  void Add(const ast::Policy& policy, FileId file);
  std::optional<PolicyId> Find(std::string_view name) const;
  // Reports an unknown policy with the nearest names.
  std::optional<PolicyId> Resolve(const ast::PolicyMention& mention);
  const Entry& at(PolicyId id) const { return entries_[Raw(id)]; }
  // The first section of that title, or nullptr.
  const ast::Statement* FindSection(PolicyId policy, std::string_view title) const;
  // A section by its title, a step or section by its number ("step 6", "2.1", "steps 1 and 2": the
  // first of them) or a step by the tool that it alone calls. nullptr when there is none.
  const ast::Statement* FindPlace(PolicyId policy, std::string_view address) const;
  std::size_t size() const { return entries_.size(); }

  // Whether `policy` says (by an entry line) that it is entered from `from`.
  bool EnteredFrom(PolicyId policy, PolicyId from) const;
  // The statement of `caller` that calls `callee`, or nullptr. A `proceed … as described in` counts
  // when the callee says it is entered from the caller.
  const ast::Statement* CallTo(PolicyId caller, PolicyId callee) const;
  // Whether `policy` hands back to its caller in so many words.
  bool HandsBack(PolicyId policy) const;

  // What following a policy from `self` means (LANGUAGE section 8). Registers the entry it needs.
  FollowPlan Plan(PolicyId self, const ast::FollowPolicy& follow);
  // Plans every reference of every policy, so that each knows its entries before it is bound.
  void PlanAll();
  // Those that call it or go on with it, themselves left out.
  const std::set<PolicyId>& callers(PolicyId policy) const;
  // All policies, each behind its callers where no circle forbids that.
  std::vector<PolicyId> CallersFirst() const;
  // Entries beside the top that `policy` must have; entry n stands at n - 1.
  const std::vector<EntryRequest>& entries(PolicyId policy) const;

 private:
  const ast::Statement* FindCall(const ast::Block& block, PolicyId caller, PolicyId callee) const;
  std::uint32_t Request(PolicyId policy, EntryRequest request);
  void PlanBlock(PolicyId self, const ast::Block& block);

  // How an unknown reference may be mended: the name that its words begin, or names that look like
  // it.
  void SuggestNames(const ast::PolicyMention& mention, Diagnostic& diagnostic) const;

  const SourceSet& sources_;
  const Lexicon& lexicon_;
  DiagnosticSink& sink_;
  std::vector<Entry> entries_;
  std::map<std::uint32_t, std::vector<EntryRequest>> requests_;
  std::map<PolicyId, std::set<PolicyId>> callers_;
  std::map<std::string, PolicyId, std::less<>> by_name_;
};

}  // namespace proviso::compiler
