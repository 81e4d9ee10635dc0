// SPDX-License-Identifier: Apache-2.0
// Customers and their saved addresses.
//   <platform account>(email)                -> account; {"exists": false} for an unknown email
//   <platform address>(address_id, new_address)
//   klaviyo_customer_profile(email)
#include <fmt/format.h>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

ToolOutcome Account(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("email");
  if (const Customer* customer = shop.FindCustomer(email)) {
    return AccountView(shop, *customer);
  }
  return Json{{"exists", false}, {"email", email}};
}

ToolOutcome UpdateAddress(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("address_id");
  SavedAddress* saved = shop.FindAddress(id);
  if (saved == nullptr) {
    return ToolError{"not_found", fmt::format("there is no saved address {}", id)};
  }
  Result<Json> address = NormalizedAddress(arguments.Raw("new_address"));
  if (!address) {
    return ToolError{address.error().code, "new_address: " + address.error().message};
  }
  saved->address = *address;
  return Json{{"address_id", saved->address_id}, {"address", saved->address}, {"updated", true}};
}

ToolOutcome Profile(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("email");
  const Customer* customer = shop.FindCustomer(email);
  if (customer == nullptr) {
    return Json{{"exists", false}, {"email", email}};
  }
  const Order* newest = nullptr;
  for (const Order& order : shop.orders) {
    const bool own = Folded(order.email) == Folded(customer->email);
    if (own && (newest == nullptr || order.placed_at >= newest->placed_at)) {
      newest = &order;
    }
  }
  return Json{{"exists", true},
              {"profile_id", "P-" + customer->account_id},
              {"name", customer->name},
              {"email", customer->email},
              {"phone", OptionalText(customer->phone)},
              {"last_order_id", newest ? Json(newest->order_id) : Json()},
              {"subscribed", customer->subscribed}};
}

}  // namespace

void RegisterAccountTools(Registry& registry) {
  for (const char* name :
       {"get_magento_account_details", "get_kustomer_account_details",
        "get_bigcommerce_account_details", "get_gorgias_customer", "shopify_customer_by_email"}) {
    registry.Add(name, Account);
  }
  registry.Add("update_magento_address", UpdateAddress);
  registry.Add("update_kustomer_address", UpdateAddress);
  registry.Add("klaviyo_customer_profile", Profile);
}

}  // namespace proviso::sandbox
