// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/json_schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace proviso {
namespace {

constexpr std::size_t kMaxViolations = 12;

// {"<root>", "[orders]", "[3]"} to "orders[3]".
std::string PathText(const std::vector<std::string>& context) {
  std::string path;
  for (const std::string& part : context) {
    if (part.size() < 2 || part.front() != '[') {
      continue;
    }
    const std::string name = part.substr(1, part.size() - 2);
    const bool index = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
    if (index) {
      path += part;
    } else {
      path += (path.empty() ? "" : ".") + name;
    }
  }
  return path;
}

std::string Decapitalized(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  if (!text.empty() && text.back() == '.') {
    text.pop_back();
  }
  return text;
}

}  // namespace

struct JsonSchema::Impl {
  nlohmann::json text;  // the adapter keeps references into it
  valijson::Schema schema;
};

JsonSchema::JsonSchema(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonSchema::JsonSchema(JsonSchema&& other) noexcept = default;
JsonSchema& JsonSchema::operator=(JsonSchema&& other) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<JsonSchema> JsonSchema::Compile(const nlohmann::ordered_json& schema) {
  try {
    auto impl = std::make_unique<Impl>();
    impl->text = nlohmann::json(schema);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    valijson::adapters::NlohmannJsonAdapter adapter(impl->text);
    parser.populateSchema(adapter, impl->schema);
    return JsonSchema(std::move(impl));
  } catch (const std::exception& error) {
    return Error{"schema", fmt::format("the JSON schema cannot be used: {}", error.what())};
  }
}

std::vector<SchemaViolation> JsonSchema::Check(const nlohmann::ordered_json& value) const {
  std::vector<SchemaViolation> violations;
  try {
    const nlohmann::json copy(value);
    valijson::adapters::NlohmannJsonAdapter adapter(copy);
    valijson::ValidationResults results;
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    if (validator.validate(impl_->schema, adapter, &results)) {
      return violations;
    }
    valijson::ValidationResults::Error error;
    while (violations.size() < kMaxViolations && results.popError(error)) {
      violations.push_back({PathText(error.context), Decapitalized(error.description)});
    }
    if (violations.empty()) {
      violations.push_back({"", "does not fit its schema"});
    }
  } catch (const std::exception& error) {
    violations.push_back({"", fmt::format("cannot be checked: {}", error.what())});
  }
  return violations;
}

}  // namespace proviso
