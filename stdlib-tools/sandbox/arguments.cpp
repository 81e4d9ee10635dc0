// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/sandbox/arguments.h"

#include <array>
#include <string_view>
#include <utility>

#include "stdlib-tools/sandbox/shop.h"

namespace proviso::sandbox {
namespace {

// Names that the platforms use (Shopify, BigCommerce, Magento) and that people write.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kOtherNames = {{
    {"street_1", "street"},
    {"line1", "street"},
    {"address1", "street"},
    {"address", "street"},
    {"text", "street"},
    {"full", "street"},
    {"town", "city"},
    {"region", "state"},
    {"province", "state"},
    {"zip", "postal_code"},
    {"zip_code", "postal_code"},
    {"zipcode", "postal_code"},
    {"postcode", "postal_code"},
    {"country_code", "country"},
    {"country_iso2", "country"},
    {"recipient", "name"},
}};

std::string_view ShopName(std::string_view part) {
  for (const auto& [other, name] : kOtherNames) {
    if (other == part) {
      return name;
    }
  }
  return part;
}

}  // namespace

Result<Json> NormalizedAddress(const Json& given) {
  Json address = Json::object();
  if (given.is_string()) {
    if (!Folded(given.get_ref<const std::string&>()).empty()) {
      address["street"] = given;
    }
  } else if (given.is_object()) {
    for (const auto& [key, value] : given.items()) {
      const std::string name(ShopName(key));
      const bool empty = value.is_null() ||
                         (value.is_string() && Folded(value.get_ref<const std::string&>()).empty());
      if (!empty && !address.contains(name)) {
        address[name] = value.is_string() ? value : Json(value.dump());
      }
    }
  }
  if (!address.contains("street")) {
    return Error{
        "invalid_argument",
        "the address has no street; give street, city, postal_code and country, or one text"};
  }
  return address;
}

}  // namespace proviso::sandbox
