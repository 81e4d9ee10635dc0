// SPDX-License-Identifier: Apache-2.0
// Policies calling policies (LANGUAGE section 8). Tells the callers' book what is known here.
#pragma once

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class Callers;
class StepWriter;

class PolicyBinder : BinderPart {
 public:
  PolicyBinder(BindContext& context, StepWriter& writer, Callers& callers)
      : BinderPart(context), writer_(writer), callers_(callers) {}

  void BindFollow(const ast::Statement& statement, const ast::FollowPolicy& follow,
                  CheckedBlock& out, const Cursor& at);

 private:
  void EmitPolicyCall(const ast::Statement& statement, const FollowPlan& plan, CheckedBlock& out,
                      const Cursor& at);

  StepWriter& writer_;
  Callers& callers_;
};

}  // namespace proviso::compiler
