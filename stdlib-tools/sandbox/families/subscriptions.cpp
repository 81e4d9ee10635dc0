// SPDX-License-Identifier: Apache-2.0
// Subscriptions.
//   get_subscription(email), pause_subscription(subscription_id, weeks?),
//   resume_subscription(subscription_id), skip_subscription_order(subscription_id),
//   cancel_subscription(subscription_id, reason?)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

constexpr int kPauseWeeks = 4;
constexpr Seconds kWeek = 7 * kDay;

ToolError SubscriptionNotFound(std::string_view id) {
  return {"not_found", fmt::format("there is no subscription {}", id)};
}

ToolError Ended(const Subscription& subscription) {
  return {"not_allowed", fmt::format("subscription {} is cancelled", subscription.subscription_id)};
}

ToolOutcome Get(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("email");
  const auto newest =
      std::find_if(shop.subscriptions.rbegin(), shop.subscriptions.rend(),
                   [&](const Subscription& s) { return Folded(s.email) == Folded(email); });
  if (newest == shop.subscriptions.rend()) {
    return Json{{"exists", false}, {"email", email}};
  }
  return SubscriptionView(shop, *newest);
}

ToolOutcome Pause(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("subscription_id");
  Subscription* subscription = shop.FindSubscription(id);
  if (subscription == nullptr) {
    return SubscriptionNotFound(id);
  }
  if (subscription->status == "cancelled") {
    return Ended(*subscription);
  }
  subscription->status = "paused";
  subscription->paused_until = shop.now + arguments.Integer("weeks", kPauseWeeks) * kWeek;
  subscription->next_order = std::max(subscription->next_order, *subscription->paused_until);
  return SubscriptionView(shop, *subscription);
}

ToolOutcome Resume(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("subscription_id");
  Subscription* subscription = shop.FindSubscription(id);
  if (subscription == nullptr) {
    return SubscriptionNotFound(id);
  }
  if (subscription->status == "cancelled") {
    return Ended(*subscription);
  }
  if (subscription->status == "paused") {
    // The warehouse needs a week for the first parcel after a pause.
    subscription->status = "active";
    subscription->paused_until.reset();
    subscription->next_order = shop.now + kWeek;
  }
  return SubscriptionView(shop, *subscription);
}

ToolOutcome Skip(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("subscription_id");
  Subscription* subscription = shop.FindSubscription(id);
  if (subscription == nullptr) {
    return SubscriptionNotFound(id);
  }
  if (subscription->status != "active") {
    return ToolError{"not_allowed",
                     fmt::format("subscription {} is {}: there is no order to skip",
                                 subscription->subscription_id, subscription->status)};
  }
  subscription->skipped.push_back(subscription->next_order);
  subscription->next_order += subscription->interval_weeks * kWeek;
  return SubscriptionView(shop, *subscription);
}

ToolOutcome CancelSubscription(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("subscription_id");
  Subscription* subscription = shop.FindSubscription(id);
  if (subscription == nullptr) {
    return SubscriptionNotFound(id);
  }
  if (subscription->status != "cancelled") {
    subscription->status = "cancelled";
    subscription->paused_until.reset();
    subscription->cancel_reason = arguments.Text("reason");
  }
  return SubscriptionView(shop, *subscription);
}

}  // namespace

void RegisterSubscriptionTools(Registry& registry) {
  registry.Add("get_subscription", Get);
  registry.Add("pause_subscription", Pause);
  registry.Add("resume_subscription", Resume);
  registry.Add("skip_subscription_order", Skip);
  registry.Add("cancel_subscription", CancelSubscription);
}

}  // namespace proviso::sandbox
