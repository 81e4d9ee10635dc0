// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/registry.h"

#include <fmt/format.h>

namespace proviso::sandbox {

Handler Registry::Find(std::string_view name) const {
  auto found = handlers_.find(name);
  return found == handlers_.end() ? nullptr : found->second;
}

std::vector<std::string> Registry::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, handler] : handlers_) {
    names.push_back(name);
  }
  return names;
}

Registry AllTools() {
  Registry registry;
  RegisterAccountTools(registry);
  RegisterOrderTools(registry);
  RegisterOrderCreationTools(registry);
  RegisterEligibilityTools(registry);
  RegisterCancellationTools(registry);
  RegisterDiscountTools(registry);
  RegisterShippingTools(registry);
  RegisterSubscriptionTools(registry);
  RegisterHelpdeskTools(registry);
  RegisterStockTools(registry);
  return registry;
}

ToolError OrderNotFound(std::string_view order_id) {
  return {"not_found", fmt::format("there is no order {}", order_id)};
}

ToolError CustomerNotFound(std::string_view email) {
  return {"not_found", fmt::format("there is no customer with the email {}", email)};
}

}  // namespace proviso::sandbox
