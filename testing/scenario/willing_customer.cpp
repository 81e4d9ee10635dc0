// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/willing_customer.h"

#include "testing/scenario/match.h"

namespace proviso::scenario {
namespace {

std::string ValueFor(const session::AskOutput& ask, session::Instant now) {
  switch (ask.type) {
    case ValueType::YesNo:
      return "yes";
    case ValueType::Number:
      return "1";
    case ValueType::Percent:
      return "10%";
    case ValueType::Money:
      return "10.00 USD";
    case ValueType::Date:
      return session::FormatDate(now + std::chrono::hours(24));
    case ValueType::Time:
      return "10:00";
    case ValueType::Duration:
      return "3 days";
    case ValueType::Email:
      return "ana@example.com";
    case ValueType::Phone:
      return "+1 555 0100";
    case ValueType::Address:
      return "12 Oak Street, Springfield, IL 62704, USA";
    case ValueType::OrderNumber:
      return "1001";
    case ValueType::Item:
      return "Brass Desk Lamp";
    default:
      return MatchesName("name", ask.slot) ? "Ana Lopez" : "it is for me";
  }
}

}  // namespace

std::string WillingReply(const session::AskOutput& ask, session::Instant now) {
  switch (ask.kind) {
    case PromptKind::YesNo:
    case PromptKind::ConfirmValue:
      return "yes";
    case PromptKind::AnythingElse:
      return "no, that is all, thank you";
    case PromptKind::Choice:
    case PromptKind::Offer:
      if (!ask.options.empty()) return ask.options.front().label;
      [[fallthrough]];
    default:
      return ValueFor(ask, now);
  }
}

}  // namespace proviso::scenario
