// SPDX-License-Identifier: Apache-2.0
// The shop's own rules, each with the words that a macro puts after "due to".
#include "tests/unit/tools/sandbox_fixture.h"

namespace proviso {
namespace {

struct Case {
  const char* tool;
  const char* order_id;
  const char* reason;  // nullptr: eligible
};

class SandboxEligibility : public SandboxTest, public ::testing::WithParamInterface<Case> {};

TEST_P(SandboxEligibility, IsDecidedByTheRules) {
  const Json result = Call(GetParam().tool, {{"order_id", GetParam().order_id}});
  if (GetParam().reason == nullptr) {
    EXPECT_EQ(result["eligible"], true) << result.dump();
    EXPECT_FALSE(result.contains("reason"));
  } else {
    EXPECT_EQ(result["eligible"], false);
    EXPECT_EQ(result["reason"], GetParam().reason);
  }
}

constexpr const char* kReship = "check_reshipment_eligibility";
constexpr const char* kCancel = "check_cancellation_eligibility";
constexpr const char* kReturn = "check_return_eligibility";
INSTANTIATE_TEST_SUITE_P(
    Orders, SandboxEligibility,
    ::testing::Values(Case{kReship, "1001", nullptr},
                      Case{kReship, "1002", "the order not having shipped yet"},
                      Case{kReship, "1003", "the parcel still being on its way"},
                      Case{kReship, "1004", "the parcel being out for delivery today"},
                      Case{kReship, "1006", "part of the order not having shipped yet"},
                      Case{kReship, "1007", "the 30-day reshipment window having passed"},
                      Case{kReship, "1008", "the items being final sale"},
                      Case{kReship, "1009", "the order having been cancelled"},
                      Case{kReship, "1010", "the order having been refunded already"},
                      Case{kReship, "1011", nullptr},
                      Case{kReship, "1015", "a replacement having been sent already"},
                      Case{kCancel, "1002", nullptr},
                      Case{kCancel, "1003", "the order having shipped already"},
                      Case{kCancel, "1006", "part of the order having shipped already"},
                      Case{kCancel, "1009", "the order having been cancelled already"},
                      Case{kCancel, "1013", "the 72-hour cancellation window having passed"},
                      Case{kReturn, "1001", nullptr},
                      Case{kReturn, "1003", "the order not having been delivered yet"},
                      Case{kReturn, "1007", "the 30-day return window having passed"},
                      Case{kReturn, "1008", "the items being final sale"}));

using SandboxReturns = SandboxTest;

TEST_F(SandboxReturns, AReturnIsRegisteredOnce) {
  const Json made = Call("create_order_return", {{"order_id", "1001"}, {"reason", "too small"}});
  EXPECT_EQ(made["return_number"], "R-501");
  EXPECT_EQ(made["send_before"], "2026-03-24");
  EXPECT_EQ(Fail("create_order_return", {{"order_id", "1001"}, {"reason", "again"}}).code,
            "not_allowed");
  EXPECT_EQ(Fail("create_order_return", {{"order_id", "1008"}, {"reason", "ugly"}}).code,
            "not_allowed");
}

TEST_F(SandboxReturns, TheClockDecides) {
  ASSERT_TRUE(sandbox_->SetNow("2026-06-01T00:00:00Z"));
  EXPECT_EQ(Call("check_reshipment_eligibility", {{"order_id", "1001"}})["eligible"], false);
  EXPECT_FALSE(sandbox_->SetNow("next week"));
  EXPECT_FALSE(sandbox_->SetNow("2026-02-30"));
  EXPECT_EQ(sandbox_->now(), "2026-06-01T00:00:00Z");
}

}  // namespace
}  // namespace proviso
