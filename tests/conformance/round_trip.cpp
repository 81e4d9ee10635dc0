// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/round_trip.h"

#include "bytecode/decode.h"
#include "bytecode/encode.h"

namespace proviso::conformance {

Result<std::shared_ptr<const vm::Program>> LoadThroughBytes(const Module& module) {
  const std::string bytes = Encode(module);
  PROVISO_TRY(Module decoded, Decode(bytes));
  if (Encode(decoded) != bytes) {
    return Error{"round_trip", "the decoded module gives other bytes than the one it came from"};
  }
  return vm::Program::Load(std::move(decoded));
}

}  // namespace proviso::conformance
