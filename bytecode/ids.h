// SPDX-License-Identifier: Apache-2.0
// Index types of a module. Distinct types, so that a constant cannot be passed where a jump is
// meant.
#pragma once

#include <cstdint>

namespace proviso {

enum class ConstantId : std::uint32_t {};
enum class VariableId : std::uint32_t {};
enum class TemplateId : std::uint32_t {};
enum class PromptId : std::uint32_t {};
enum class ToolId : std::uint32_t {};
enum class CallSiteId : std::uint32_t {};
enum class FieldId : std::uint32_t {};
enum class PredicateId : std::uint32_t {};
enum class PolicyId : std::uint32_t {};
enum class HandoffId : std::uint32_t {};
enum class JudgementId : std::uint32_t {};
enum class Label : std::uint32_t {};  // byte offset into Module::code

// "None" of an index or label.
inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFFu;

template <typename Id>
constexpr std::uint32_t Raw(Id id) {
  return static_cast<std::uint32_t>(id);
}
template <typename Id>
constexpr bool IsNone(Id id) {
  return Raw(id) == kNoIndex;
}
template <typename Id>
inline constexpr Id kNone = static_cast<Id>(kNoIndex);

}  // namespace proviso
