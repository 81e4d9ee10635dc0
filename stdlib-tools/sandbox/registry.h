// SPDX-License-Identifier: Apache-2.0
// From a tool's name to what it does. Filled by the families, a function each.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/tool_interface.h"
#include "stdlib-tools/sandbox/arguments.h"
#include "stdlib-tools/sandbox/shop.h"

namespace proviso::sandbox {

using runtime::ToolError;
// What a tool gives, before sandbox.cpp makes a Value of it.
using ToolOutcome = std::variant<Json, ToolError>;

// Runs with arguments that fit the tool's inputSchema. A handler that fails leaves the shop as it
// was.
using Handler = ToolOutcome (*)(Shop& shop, const Arguments& arguments);

class Registry {
 public:
  void Add(std::string name, Handler handler) { handlers_[std::move(name)] = handler; }
  // nullptr when there is none.
  Handler Find(std::string_view name) const;
  std::vector<std::string> Names() const;

 private:
  std::map<std::string, Handler, std::less<>> handlers_;
};

// One family per file.
void RegisterAccountTools(Registry& registry);
void RegisterOrderTools(Registry& registry);
void RegisterOrderCreationTools(Registry& registry);
void RegisterEligibilityTools(Registry& registry);
void RegisterCancellationTools(Registry& registry);
void RegisterDiscountTools(Registry& registry);
void RegisterShippingTools(Registry& registry);
void RegisterSubscriptionTools(Registry& registry);
void RegisterHelpdeskTools(Registry& registry);
void RegisterStockTools(Registry& registry);

// All of them.
Registry AllTools();

// The usual errors.
ToolError OrderNotFound(std::string_view order_id);
ToolError CustomerNotFound(std::string_view email);

}  // namespace proviso::sandbox
