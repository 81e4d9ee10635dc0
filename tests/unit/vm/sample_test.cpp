// SPDX-License-Identifier: Apache-2.0
// Whole conversations on the sample module.
#include <gtest/gtest.h>

#include "bytecode/decode.h"
#include "bytecode/encode.h"
#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

constexpr std::string_view kOrder =
    R"({"eligible":true,"shipping_address":{"id":5,"street":"1 Main St","city":"Porto"},)"
    R"("items":[{"sku":"L1"}]})";

std::shared_ptr<const vm::Program> Sample() {
  // Through the file format, as in production.
  return *vm::Program::Load(*Decode(Encode(SampleModule())));
}

class SampleTest : public ::testing::Test {
 protected:
  // Up to the confirmation of the address.
  void ToAddress() {
    talk_.Start("send replacement");
    talk_.Reply(Gives("email", Value::String("ana@example.com")));
    talk_.Reply(Gives("order_number", Value::String("1001")));
    talk_.Result(kOrder);
  }
  Conversation talk_{Sample()};
};

TEST_F(SampleTest, AReplacementAtTheSavedAddress) {
  EXPECT_EQ(talk_.Start("Replace an order"), "ask What is your email address?");
  EXPECT_EQ(talk_.Reply(Gives("email", Value::String("ana@example.com"))),
            "ask What is your order number?");
  EXPECT_EQ(talk_.Reply(Gives("order_number", Value::String("1001"))),
            R"(call get_order {"order_id":"1001"})");
  EXPECT_EQ(talk_.Result(kOrder), "ask Is this the right address: 1 Main St, Porto?");
  EXPECT_EQ(talk_.Reply(Accepts()), "ask We can offer: a discount, or a free upgrade.");
  EXPECT_EQ(talk_.Reply(Declines()),
            R"(call create_order {"items":[{"sku":"L1"}],"address":{"id":5,"street":"1 Main St",)"
            R"("city":"Porto"},"user_email":"ana@example.com"})");
  EXPECT_EQ(talk_.Last<vm::CallEffect>()->key.size(), 16u);
  EXPECT_EQ(talk_.Result(R"({"order_id":2001})"),
            "say Your replacement 2001 is on its way.\nend completed");
  EXPECT_EQ(talk_.waiting(), vm::Waiting::Nothing);
  EXPECT_EQ(talk_.Last<vm::EndEffect>()->line, 12u);
}

TEST_F(SampleTest, AnIneligibleOrderEndsAtTheGate) {
  talk_.Start("send replacement");
  talk_.Reply(Gives("email", Value::String("ana@example.com")));
  talk_.Reply(Gives("order_number", Value::String("1001")));
  EXPECT_EQ(talk_.Result(R"({"eligible":false,"ineligibility_reason":"it is too old"})"),
            "say This order cannot be replaced: it is too old.\nend not_eligible");
}

TEST_F(SampleTest, AnAnswerThatSaysNothingGoesToAPerson) {
  talk_.Start("send replacement");
  talk_.Reply(Gives("email", Value::String("ana@example.com")));
  talk_.Reply(Gives("order_number", Value::String("1001")));
  EXPECT_EQ(talk_.Result(R"({"colour":"red"})"),
            "say <handoff_notice {0}|{1}|{2}>\n"
            "handoff policy: The eligibility is not known. -> support\nend handed_off");
}

TEST_F(SampleTest, OneMessageMayAnswerTwoQuestions) {
  talk_.Start("send replacement");
  Reading both = Gives("email", Value::String("ana@example.com"));
  both.slots.push_back({"order_number", Value::String("1001"), "1001", 0.9});
  EXPECT_EQ(talk_.Reply(both), R"(call get_order {"order_id":"1001"})");
}

TEST_F(SampleTest, AcceptedOfferRunsItsToolWithItsValue) {
  ToAddress();
  talk_.Reply(Accepts());
  EXPECT_EQ(talk_.Reply(Names(0)), R"(call discount_order {"order_id":"1001","percent":10})");
}

TEST_F(SampleTest, ASnapshotMidConversationIsSmall) {
  ToAddress();
  EXPECT_LT(talk_.snapshot().size(), 1024u);
  RecordProperty("snapshot_bytes", static_cast<int>(talk_.snapshot().size()));
}

TEST_F(SampleTest, TheSameEventsGiveTheSameBytes) {
  ToAddress();
  const std::string before = talk_.snapshot();
  const std::string first = talk_.Reply(Accepts());
  const std::string after = talk_.snapshot();
  talk_.set_snapshot(before);
  EXPECT_EQ(talk_.Reply(Accepts()), first);
  EXPECT_EQ(talk_.snapshot(), after);
}

TEST_F(SampleTest, EventsThatDoNotFitAreRefusedAndNothingIsLost) {
  EXPECT_EQ(talk_.Reply(Says("hello")), "error unexpected_event");
  talk_.Start("send replacement");
  const std::string before = talk_.snapshot();
  EXPECT_EQ(talk_.Start("send replacement"), "error unexpected_event");
  EXPECT_EQ(talk_.Result("{}"), "error unexpected_event");
  EXPECT_EQ(talk_.snapshot(), before);
  talk_.Reply(Gives("email", Value::String("ana@example.com")));
  talk_.Reply(Gives("order_number", Value::String("1001")));
  EXPECT_EQ(talk_.Reply(Says("hello?")), "error unexpected_event");
  EXPECT_EQ(talk_.Apply(vm::ToolResultEvent{99, Value()}), "error unexpected_event");
  EXPECT_EQ(talk_.Apply(vm::StartEvent{static_cast<PolicyId>(9), "c", "", "", {}}),
            "error unexpected_event");
}

TEST_F(SampleTest, AfterTheEndNothingIsAccepted) {
  talk_.Start("send replacement");
  Reading person;
  person.wants_person = true;
  person.wants_person_confidence = 0.9;
  EXPECT_EQ(talk_.Reply(person),
            "say <handoff_notice {0}|{1}|{2}>\n"
            "handoff asked_for_person: <reason_asked_for_person {0}|{1}|{2}>\nend handed_off");
  EXPECT_EQ(talk_.Reply(Accepts()), "error unexpected_event");
}

TEST(ProgramTest, PoliciesAreFoundByTheirWords) {
  const auto program = Sample();
  EXPECT_EQ(program->FindPolicy("#send-replacement"), PolicyId{1});
  EXPECT_EQ(program->FindPolicy("replace AN order"), PolicyId{1});
  EXPECT_FALSE(program->FindPolicy("refund"));
}

TEST(ProgramTest, ARefusedModuleSaysWhy) {
  Module module = SampleModule();
  module.code.pop_back();
  const auto program = vm::Program::Load(std::move(module));
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().code, "verify");
  EXPECT_NE(program.error().message.find("starts no instruction"), std::string::npos);
}

}  // namespace
}  // namespace proviso::testing
