// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/near_values.h"

#include <chrono>
#include <optional>

#include "core/decimal.h"
#include "runtime/session/clock.h"

namespace proviso::explore {
namespace {

using session::Instant;

constexpr std::string_view kCent = "0.01";

void AddNumerals(std::string_view numeral, std::string_view step, const auto& make,
                 std::vector<Value>& out) {
  out.push_back(make(numeral));
  if (const auto more = AddDecimals(numeral, step)) out.push_back(make(*more));
  if (const auto less = SubtractDecimals(numeral, step)) out.push_back(make(*less));
}

// Seconds before `now`, and an hour to either side.
void AddInstants(std::int64_t seconds, std::string_view now, std::vector<Value>& out) {
  const Result<Instant> instant = session::ParseInstant(now);
  if (!instant || seconds < 0 || seconds > session::kMaxAdvance.count()) return;
  for (const int hours : {1, -1, 0}) {
    const Instant then = *instant - std::chrono::seconds(seconds) - std::chrono::hours(hours);
    out.push_back(Value::String(session::FormatInstant(then)));
  }
}

// A date constant: the day itself, the one after and the one before.
bool AddDates(std::string_view text, std::vector<Value>& out) {
  const bool day_only = text.find('T') == std::string_view::npos;
  const Result<Instant> instant =
      session::ParseInstant(day_only ? std::string(text) + "T00:00:00Z" : std::string(text));
  if (!instant) return false;
  for (const int days : {0, 1, -1}) {
    const Instant then = *instant + std::chrono::days(days);
    out.push_back(
        Value::String(day_only ? session::FormatDate(then) : session::FormatInstant(then)));
  }
  return true;
}

}  // namespace

std::vector<Value> NearValues(const Probe& probe, std::string_view now) {
  std::vector<Value> out;
  if (!probe.constant) return out;
  const ValueView constant = probe.constant->view();
  switch (constant.kind()) {
    case ValueKind::Integer:
      if (probe.elapsed) {
        AddInstants(constant.integer(), now, out);
      } else {
        AddNumerals(
            std::to_string(constant.integer()), "1",
            [](std::string_view text) { return Value::Decimal(text); }, out);
      }
      break;
    case ValueKind::Decimal:
      AddNumerals(
          constant.text(), kCent, [](std::string_view text) { return Value::Decimal(text); }, out);
      break;
    case ValueKind::Money:
      AddNumerals(
          constant.text(), kCent,
          [constant](std::string_view text) { return Value::Money(constant.currency(), text); },
          out);
      break;
    case ValueKind::String:
      if (!AddDates(constant.text(), out)) out.emplace_back(constant);
      break;
    case ValueKind::List:
      for (auto entry = constant.first(); entry; entry = constant.next(*entry)) {
        out.emplace_back(entry->value());
      }
      break;
    default:
      out.emplace_back(constant);
      break;
  }
  return out;
}

}  // namespace proviso::explore
