// SPDX-License-Identifier: Apache-2.0
#include "bench/predict/kinds.h"

namespace proviso::predict {

std::string TextOf(const Json& row, const char* key) {
  const auto it = row.find(key);
  return it != row.end() && it->is_string() ? it->get<std::string>() : std::string();
}

}  // namespace proviso::predict
