// SPDX-License-Identifier: Apache-2.0
// A small policy written straight into bytecode, so that what surrounds the VM is tested without
// the compiler:
//
//   2  ask for the order number
//   3  @order_get(order_id)
//   4  if it does not exist: say so, end not_found
//   5  ask whether to refund it
//   6  if the customer declines: end declined
//   7  @refund_order(order_id), tried twice
//   8  say that it is refunded
//   9  offer a coupon or express shipping
//   10 end completed
#pragma once

#include "bytecode/module.h"

namespace proviso::testing {

// Policies "Refund an order" and "Refund an order (example)", which ends at once.
Module RefundModule();

}  // namespace proviso::testing
