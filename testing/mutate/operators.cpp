// SPDX-License-Identifier: Apache-2.0
#include "testing/mutate/operators.h"

#include <map>
#include <tuple>

#include "testing/mutate/internal/changes.h"

namespace proviso::mutate {
namespace {

using Key = std::tuple<std::uint32_t, std::uint32_t, std::string>;

// Changes that read alike and speak of the same place in the text are one.
struct Numbered {
  std::vector<Mutation> mutations;
  std::vector<std::vector<Edit>> edits;  // of each
};

Numbered Number(std::vector<Change> changes) {
  Numbered out;
  std::map<Key, std::size_t> known;
  for (Change& change : changes) {
    const Key key{change.mutation.file, change.begin, change.mutation.what};
    const auto [found, fresh] = known.try_emplace(key, out.mutations.size());
    if (fresh) {
      out.mutations.push_back(std::move(change.mutation));
      out.edits.emplace_back();
    }
    out.edits[found->second].push_back(std::move(change.edit));
  }
  return out;
}

}  // namespace

std::vector<Mutation> FindMutations(const compiler::CheckedProgram& program,
                                    const SourceSet& sources) {
  compiler::CheckedProgram copy = program;
  return Number(ChangesOf(copy, sources)).mutations;
}

compiler::CheckedProgram Mutate(const compiler::CheckedProgram& program, const SourceSet& sources,
                                std::size_t number) {
  compiler::CheckedProgram copy = program;
  const Numbered numbered = Number(ChangesOf(copy, sources));
  // In reverse, so that what a change leaves out is no one's neighbour yet.
  const std::vector<Edit>& edits = numbered.edits.at(number);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) (*edit)();
  return copy;
}

}  // namespace proviso::mutate
