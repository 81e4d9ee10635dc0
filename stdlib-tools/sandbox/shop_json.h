// SPDX-License-Identifier: Apache-2.0
// The shop to and from JSON: the data file of the sandbox, and what Snapshot shows. The two have
// one form, so that a snapshot is a data file.
#pragma once

#include "core/result.h"
#include "stdlib-tools/sandbox/shop.h"

namespace proviso::sandbox {

// Fails ("shop_data") with every violation of data/shop.schema.json, or with what does not fit
// together: an order of nobody, a product that is not sold, a number that occurs twice. Never
// throws.
Result<Shop> ShopFromJson(const Json& data);
Json ShopToJson(const Shop& shop);

}  // namespace proviso::sandbox
