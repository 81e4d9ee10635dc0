// SPDX-License-Identifier: Apache-2.0
// Values of tests are written as JSON.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/value_json.h"

namespace proviso::testing {

inline Value ValueOf(const nlohmann::ordered_json& json) {
  auto value = FromJson(json);
  EXPECT_TRUE(value) << json.dump();
  return value ? *value : Value();
}

}  // namespace proviso::testing
