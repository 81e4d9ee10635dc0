// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {

void AddFlowRules(RuleList& rules) {
  rules.push_back(MakePolicyNeverStartedRule());
  rules.push_back(MakeBranchWithoutComplementRule());
  rules.push_back(MakeAnswerNotUsedRule());
  rules.push_back(MakeEndlessLoopRule());
  rules.push_back(MakeFailureWithoutInstructionRule());
  rules.push_back(MakeHandOffWithoutWordRule());
  rules.push_back(MakeUnexpectedGateRule());
  rules.push_back(MakeDuplicateQuestionRule());
  rules.push_back(MakeEffectAfterTheEndRule());
}

}  // namespace proviso::compiler::lint
