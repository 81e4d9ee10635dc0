// SPDX-License-Identifier: Apache-2.0
// The order of the fields of every entry, written once: the encoder and the decoder both walk it,
// so they cannot disagree. Io is the writer of encode.cpp or the reader of decode.cpp; T is the
// entry, const for the writer. A change here is a change of the format: see bytecode/format.h.
#pragma once

#include <concepts>
#include <type_traits>

#include "bytecode/module.h"

namespace proviso::internal {

template <typename T, typename Entry>
concept Is = std::same_as<std::remove_const_t<T>, Entry>;

// INVARIANT: the largest enumerator of each enum; a module with a larger number is refused.
template <typename E>
inline constexpr std::uint8_t kLargest = 0;
template <>
inline constexpr std::uint8_t kLargest<ValueType> = kValueTypeCount - 1;
template <>
inline constexpr std::uint8_t kLargest<PromptKind> =
    static_cast<std::uint8_t>(PromptKind::AnythingElse);
template <>
inline constexpr std::uint8_t kLargest<PredicateForm> =
    static_cast<std::uint8_t>(PredicateForm::Says);
template <>
inline constexpr std::uint8_t kLargest<ToolEffect> =
    static_cast<std::uint8_t>(ToolEffect::Irreversible);
template <>
inline constexpr std::uint8_t kLargest<JsonType> = static_cast<std::uint8_t>(JsonType::Any);

template <typename Io, Is<Variable> T>
void Layout(Io& io, T& entry) {
  io(entry.name, entry.type, entry.from_start);
}

template <typename Io, Is<MessageTemplate> T>
void Layout(Io& io, T& entry) {
  io(entry.pieces, entry.hole_names);
}

template <typename Io, Is<PromptOption> T>
void Layout(Io& io, T& entry) {
  io(entry.label, entry.description, entry.values, entry.value_type);
}

template <typename Io, Is<PromptSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.kind, entry.text, entry.slot, entry.option_value, entry.outcome, entry.slot_name,
     entry.noun, entry.type, entry.skip_if_set, entry.options, entry.open_slots,
     entry.accept_effect, entry.decline_effect);
}

template <typename Io, Is<ToolRetryPolicy> T>
void Layout(Io& io, T& entry) {
  io(entry.attempts, entry.backoff_ms, entry.final_codes);
}

template <typename Io, Is<ToolPrecondition> T>
void Layout(Io& io, T& entry) {
  io(entry.parameter, entry.known, entry.min, entry.max);
}

template <typename Io, Is<RequiredField> T>
void Layout(Io& io, T& entry) {
  io(entry.path, entry.types);
}

template <typename Io, Is<RequiredChoice> T>
void Layout(Io& io, T& entry) {
  io(entry.path, entry.alternatives);
}

template <typename Io, Is<ToolSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.name, entry.effect, entry.retry, entry.preconditions, entry.accepts_key,
     entry.contract_hash, entry.result_types, entry.required_fields, entry.required_choices);
}

template <typename Io, Is<CallSite> T>
void Layout(Io& io, T& entry) {
  io(entry.tool, entry.parameters, entry.parameter_types, entry.required, entry.result, entry.error,
     entry.not_found_is_result, entry.reads, entry.names_customer, entry.state_is_tested,
     entry.owner_is_tested, entry.step_id);
}

template <typename Io, Is<FieldSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.paths, entry.type, entry.self_if_scalar, entry.noun);
}

template <typename Io, Is<PredicateSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.form, entry.field, entry.equals, entry.words, entry.named, entry.named_decides);
}

template <typename Io, Is<HandoffSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.reason, entry.to, entry.notify_customer);
}

template <typename Io, Is<JudgementSpec> T>
void Layout(Io& io, T& entry) {
  io(entry.question, entry.answers);
}

template <typename Io, Is<PolicySpec> T>
void Layout(Io& io, T& entry) {
  io(entry.name, entry.aliases, entry.file, entry.line, entry.entries, entry.when, entry.examples);
}

template <typename Io, Is<SourceMapEntry> T>
void Layout(Io& io, T& entry) {
  io(entry.pc, entry.file, entry.line);
}

// The sections after the string table, in their order.
template <typename Io, Is<Module> T>
void Layout(Io& io, T& module) {
  io.Section(SectionId::About, module.language, module.compiler_version);
  io.Section(SectionId::Files, module.files);
  io.Section(SectionId::Texts, module.texts);
  io.Section(SectionId::Constants, module.constants);
  io.Section(SectionId::Variables, module.variables);
  io.Section(SectionId::Templates, module.templates);
  io.Section(SectionId::Prompts, module.prompts);
  io.Section(SectionId::Tools, module.tools);
  io.Section(SectionId::CallSites, module.call_sites);
  io.Section(SectionId::Fields, module.fields);
  io.Section(SectionId::Predicates, module.predicates);
  io.Section(SectionId::Handoffs, module.handoffs);
  io.Section(SectionId::Judgements, module.judgements);
  io.Section(SectionId::Policies, module.policies);
  io.CodeSection(module.code);
  io.Section(SectionId::SourceMap, module.source_map);
  io.Section(SectionId::NamedTools, module.named_tools);
  io.Section(SectionId::Words, module.words);
}

}  // namespace proviso::internal
