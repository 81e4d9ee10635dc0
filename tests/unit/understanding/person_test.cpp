// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

TEST(PersonTest, HearsTheWishInManyWords) {
  for (const char* message :
       {"can I talk to a person?", "I want to speak to a human", "agent", "human please",
        "let me speak with your manager", "get me a real person", "representative!!",
        "connect me to customer service", "I'd like to chat with someone",
        "transfer me to an agent", "put me through to a supervisor", "stop the bot",
        "can someone call me", "I need a human", "talk to a persn", "speak to an agnet please",
        "is there a real person I can talk to", "no, I want to talk to a person",
        "I'd rather speak to somebody from support"}) {
    EXPECT_TRUE(Read(Plain(PromptKind::Slot), message).wants_person) << message;
  }
}

TEST(PersonTest, IsNotFooled) {
  for (const char* message :
       {"a person stole my parcel", "the agent told me to wait", "are you a human?",
        "I already spoke to an agent", "I don't want to talk to a person", "it is for one person",
        "someone opened the box", "yes", "", "I need someone's address", "my manager ordered it",
        "the customer service was great", "I want a refund", "I talked to the manager yesterday"}) {
    EXPECT_FALSE(Read(Plain(PromptKind::Slot), message).wants_person) << message;
  }
}

TEST(PersonTest, AskingForAPersonAcceptsNothing) {
  EXPECT_NE(Act(Read(Plain(PromptKind::YesNo), "yes, I want to speak to a person")), "accept");
}

}  // namespace
}  // namespace proviso::understanding
