// SPDX-License-Identifier: Apache-2.0
// The arguments of one call, read by name.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/result.h"

namespace proviso::sandbox {

// INVARIANT: the arguments fit the tool's inputSchema, so required ones are there with their types.
// Borrows the JSON.
class Arguments {
 public:
  explicit Arguments(const nlohmann::ordered_json& values) : values_(values) {}

  bool Has(const char* name) const { return values_.contains(name) && !values_[name].is_null(); }
  std::string Text(const char* name, const char* otherwise = "") const {
    return Has(name) ? values_[name].get<std::string>() : otherwise;
  }
  int Integer(const char* name, int otherwise) const {
    return Has(name) ? values_[name].get<int>() : otherwise;
  }
  bool Bool(const char* name, bool otherwise) const {
    return Has(name) ? values_[name].get<bool>() : otherwise;
  }
  const nlohmann::ordered_json& Raw(const char* name) const { return values_[name]; }

 private:
  const nlohmann::ordered_json& values_;
};

// An address as customers and other systems give it, in the shop's form: one text becomes `street`,
// the usual other names of its parts are renamed, empty parts are left out. Fails
// ("invalid_argument") when no street is left.
Result<nlohmann::ordered_json> NormalizedAddress(const nlohmann::ordered_json& given);

}  // namespace proviso::sandbox
