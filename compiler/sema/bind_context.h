// SPDX-License-Identifier: Apache-2.0
// What the parts of sema share: the bundle, and how far the walk through one policy has come. The
// walk (Binder) owns it; the parts hold references. It holds facts and decides nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/readings.h"
#include "compiler/sema/checked.h"
#include "compiler/sema/cursor.h"
#include "compiler/sema/meaning.h"
#include "compiler/sema/scope.h"
#include "compiler/sema/symbols.h"
#include "compiler/vocabulary/lexicon.h"
#include "compiler/wording/wording.h"
#include "core/diagnostic.h"
#include "core/plain_text.h"

namespace proviso::compiler {

// What all policies of a compilation share while they are bound.
struct Bundle {
  const SourceSet& sources;
  const Lexicon& lexicon;
  const pack::Forms& forms;
  const Wording& wording;
  DiagnosticSink& sink;
  VariableTable variables;
  ToolTable tools;
  PolicyTable policies;
  std::vector<BoundReading> readings;
  std::vector<MainPath> main_paths;
  // What is known wherever a policy is called, and by whom so far.
  struct Held {
    Scope scope;
    std::set<PolicyId> callers;
  };
  std::map<PolicyId, Held> held = {};
};

// One policy while it is walked.
struct BindContext {
  BindContext(Bundle& all, PolicyId id);

  // The words of the source, as a person reads them: how they are laid out makes no difference.
  std::string Written(const Span& span) const {
    return PlainText(bundle.sources.file(span.file).Text(span));
  }

  Bundle& bundle;
  const PolicyId policy;
  const ast::Policy& ast;
  const FileId file;
  const std::uint32_t last_reaction;  // where the last statement begins that may react to another
  const bool tries_again;             // some step asks again
  // "The name of the guest" and "the name of the hotel": names that questions of this policy have
  // for more than one value.
  const std::set<std::string> shared_names;
  Scope scope;              // what is known where the walk stands
  Scope last_live;          // what was known where the last path ended
  bool replaying = false;   // no diagnostics, no readings, only what gathers knowledge
  bool in_purpose = false;  // in a section that says why there is a policy
  // In a section whose title says that its lines bind ("Exclusions", "Prerequisites").
  enum class Binding : std::uint8_t { None, Requires, Excludes };
  Binding binding = Binding::None;
  int depth = 0;
  std::string branch_outcome;                // what handing back from here means: "declined"
  std::set<const ast::Statement*> consumed;  // bound before their turn
};

// Asked of branches that test a call or a predicate and of applied offers: where none is left,
// nothing is looked at.
bool AnyLater(const BindContext& context, const Cursor& at,
              const std::function<bool(const ast::Statement&)>& test);

// What every part has at hand.
class BinderPart {
 protected:
  explicit BinderPart(BindContext& context) : context_(context) {}

  const Lexicon& lexicon() const { return context_.bundle.lexicon; }
  const Wording& wording() const { return context_.bundle.wording; }
  std::string Written(const Span& span) const { return context_.Written(span); }
  // The value that the words name, told from others of its name in this policy.
  Noun NounOf(const std::vector<std::string>& words) const;

  BindContext& context_;
};

// The walk, for a statement that holds others.
class BlockWalker {
 public:
  virtual void BindBlock(const ast::Block& block, CheckedBlock& out, const Cursor* outer) = 0;
  virtual void BindStatement(const ast::Statement& statement, CheckedBlock& out,
                             const Cursor& at) = 0;

 protected:
  ~BlockWalker() = default;
};

}  // namespace proviso::compiler
