// SPDX-License-Identifier: Apache-2.0
// What tools hand back about the shop's things, in the shape of the catalogue's result schemas.
#pragma once

#include "stdlib-tools/sandbox/shop.h"

namespace proviso::sandbox {

std::string_view ShippingName(Shipping shipping);  // "in transit"
std::optional<Shipping> ParseShipping(std::string_view name);
// "unfulfilled", "partly shipped", "shipped", "delivered" or "cancelled".
std::string_view OrderStatus(const Order& order);
std::string_view ShippingStatus(const Order& order);

Json ItemsView(const std::vector<OrderItem>& items, std::string_view currency);
Json OrderView(Shop& shop, const Order& order);
Json NewOrderView(const Shop& shop, const Order& order);
Json AccountView(Shop& shop, const Customer& customer);
Json DraftView(const Shop& shop, const DraftOrder& draft);
Json SubscriptionView(const Shop& shop, const Subscription& subscription);
Json TicketView(const Ticket& ticket);
Json MessageView(const SentMessage& message);

// null when there is none.
Json OptionalText(const std::optional<std::string>& text);
Json OptionalTime(const std::optional<Seconds>& time);
Json OptionalDate(const std::optional<Seconds>& time);

}  // namespace proviso::sandbox
