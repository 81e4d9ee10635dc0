// SPDX-License-Identifier: Apache-2.0
// Writes a library of policies for measuring `proviso check`: `generate_library COUNT FOLDER`. Each
// is some thirty lines long, of one of four shapes, and names another policy of the library, so
// that references are resolved too. The same count gives the same files.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

std::string Name(int index) { return fmt::format("Library case {}", index); }

std::string Head(int index, std::string_view what) {
  return fmt::format(
      "Policy: {}\nWhen: The customer writes about {} number {}.\nPlatforms: Magento, Kustomer\n\n",
      Name(index), what, index);
}

constexpr std::string_view kFindOrder =
    "- Ask for the user's email address:\n"
    "  - Use @get_magento_account_details(email: str) to check if a user with that email address "
    "exists in Magento.\n"
    "- Ask for the order number of the shipment in question.\n"
    "- Use @magento_order_details(order_id: str) to fetch the order details.\n";

std::string Replacement(int index) {
  return Head(index, "a replacement") + std::string(kFindOrder) +
         "\nCheck Eligibility:\n"
         "- Confirm the customer's issue: Lost shipment, Damaged item(s), or Incorrect item(s).\n"
         "- Use @check_reshipment_eligibility(order_id: str) to ensure the order qualifies for a "
         "reshipment.\n"
         "- If the order is not eligible, use the macro: \"Unfortunately, your order is not "
         "eligible due to [specific "
         "reason].\"\n"
         "\nConfirm Details:\n"
         "- Ask the customer to confirm the reshipment address.\n"
         "- If a new address is provided, use @update_magento_address(address_id: str, "
         "new_address: json) to update "
         "it.\n"
         "\nCreate the Order:\n"
         "- Use @create_magento_order(items: list, address: json, user_email: str) to create a "
         "replacement order with "
         "the same items.\n"
         "- Use @set_order_to_paid(order_id: str) to mark the new order as paid.\n"
         "- Say \"Your replacement order has been processed.\"\n";
}

std::string Status(int index, int count) {
  return Head(index, "the status of an order") + std::string(kFindOrder) +
         "\nTell the Status:\n"
         "- Confirm the shipping status.\n"
         "- If the order is delivered:\n"
         "  - Say \"Your order has been delivered.\"\n"
         "- Otherwise:\n"
         "  - Say \"Your order is on its way.\"\n" +
         fmt::format(
             "- Ask the customer if they need a replacement.\n- If the customer accepts:\n  - "
             "Follow #Library_case_{}.\n"
             "- If the customer declines:\n  - Say \"Glad I could help.\"\n",
             (index + count / 2) % count);
}

std::string Offer(int index) {
  return Head(index, "a discount") + std::string(kFindOrder) +
         "\n- Offer the customer one of these:\n"
         "  - Discount Offer: Use @set_discount_to_order to offer a discount (e.g., 10% or 15%).\n"
         "  - Shipping Upgrade: Use @upgrade_shipping to upgrade the shipping.\n"
         "- If the customer accepts:\n"
         "  - Use @send_async_message(message: str) to notify the user that their order has been "
         "updated.\n"
         "- If the customer declines:\n"
         "  - Say \"No problem.\"\n";
}

std::string HandOver(int index) {
  return Head(index, "a complaint") + std::string(kFindOrder) +
         "\n- Ask the customer what went wrong.\n"
         "- Ask the customer if they would like to speak to a manager.\n"
         "- If the customer accepts:\n"
         "  - Hand off to the managers.\n"
         "- If the customer declines:\n"
         "  - Say \"Thank you for telling us. We will look into it.\"\n";
}

std::string Text(int index, int count) {
  switch (index % 4) {
    case 0:
      return Replacement(index);
    case 1:
      return Status(index, count);
    case 2:
      return Offer(index);
    default:
      return HandOver(index);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc == 3 ? std::atoi(argv[1]) : 0;
  if (count < 4) {
    fmt::print(stderr, "usage: generate_library COUNT FOLDER (at least 4)\n");
    return 2;
  }
  const std::filesystem::path folder = argv[2];
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (int index = 0; index < count; ++index) {
    std::ofstream file(folder / fmt::format("case_{:05}.policy", index), std::ios::binary);
    file << Text(index, count);
    if (!file) {
      fmt::print(stderr, "generate_library: cannot write into `{}`\n", folder.string());
      return 2;
    }
  }
  return 0;
}
