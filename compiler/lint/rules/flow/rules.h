// SPDX-License-Identifier: Apache-2.0
// Flow: P2xx. What a conversation can run into.
#pragma once

#include <memory>

#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

std::unique_ptr<const Rule> MakePolicyNeverStartedRule();
std::unique_ptr<const Rule> MakeBranchWithoutComplementRule();
std::unique_ptr<const Rule> MakeAnswerNotUsedRule();
std::unique_ptr<const Rule> MakeEndlessLoopRule();
std::unique_ptr<const Rule> MakeFailureWithoutInstructionRule();
std::unique_ptr<const Rule> MakeHandOffWithoutWordRule();
std::unique_ptr<const Rule> MakeUnexpectedGateRule();
std::unique_ptr<const Rule> MakeDuplicateQuestionRule();
std::unique_ptr<const Rule> MakeEffectAfterTheEndRule();

void AddFlowRules(RuleList& rules);

}  // namespace proviso::compiler::lint
