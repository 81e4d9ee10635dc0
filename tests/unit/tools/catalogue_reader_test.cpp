// SPDX-License-Identifier: Apache-2.0
// What an engineer who writes a catalogue file is told.
#include <gtest/gtest.h>

#include <string>

#include "bytecode/tool_catalogue.h"

namespace proviso {
namespace {

constexpr const char* kTool = R"({"tools": [{
  "name": "get_thing", "title": "Thing", "description": "Reads a thing.",
  "inputSchema": {"type": "object",
    "properties": {"order_id": {"type": "string"}, "percent": {"type": "integer"},
                   "address": {"type": ["object", "string"]}, "items": {"type": "array"},
                   "size": {"type": "string", "enum": ["S", "M"]}},
    "required": ["order_id"]},
  "outputSchema": {"type": "object",
    "properties": {"thing_id": {"type": "string"}, "ok": {"type": "boolean"},
                   "status": {"type": "string"}, "reason": {"type": "string"},
                   "owner": {"type": "object", "properties": {"email": {"type": "string"}},
                             "required": ["email"]},
                   "parts": {"type": "array", "items": {"type": "object",
                             "properties": {"sku": {"type": "string"}}}}},
    "required": ["thing_id", "owner"]},
  "_meta": {"proviso": {"effect": "money", "noun": "new thing", "other_nouns": ["thing"],
    "id_field": "thing_id", "reason_field": "reason", "idempotency": "key", "undo": "drop_thing",
    "predicates": [{"name": "good", "words": ["good", "fine"], "field": "ok"},
                   {"name": "done", "words": ["done"], "field": "status", "equals": ["done"]},
                   {"name": "exists", "words": ["exists", "found"], "kind": "exists"}],
    "preconditions": [{"param": "percent", "known": true, "min": 0, "max": 100}],
    "retry": {"attempts": 3, "backoff_ms": [500, 2000], "final_codes": ["not_found"]},
    "personal_data": ["owner.email"], "capability": "thing.get",
    "parameters": {"order_id": {"type": "order number", "synonyms": ["order"],
                                "nouns": ["order number"]}}}}}]})";

// The error message of a file with one tool, whose additions are `additions`.
std::string MessageFor(const std::string& additions) {
  const std::string file =
      R"({"tools": [{"name": "t", "inputSchema": {"type": "object", "properties":
      {"a": {"type": "string"}}}, "outputSchema": {"type": "object", "properties":
      {"ok": {"type": "boolean"}, "state": {"type": "string"}}}, "_meta": {"proviso": )" +
      additions + "}}]}";
  auto read = ParseToolCatalogue(file, "mine.json");
  return read ? "" : read.error().message;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(CatalogueReader, ReadsEveryPartOfADefinition) {
  auto read = ParseToolCatalogue(kTool, "mine.json");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 1u);
  const ToolDefinition& tool = read->front();
  EXPECT_EQ(SignatureText(tool),
            "@get_thing(order_id: str, percent?: int, address?: json, items?: list, size?: str)");
  EXPECT_EQ(tool.parameters[0].type, ValueType::OrderNumber);
  EXPECT_EQ(tool.parameters[0].synonyms, std::vector<std::string>{"order"});
  EXPECT_EQ(tool.parameters[4].choices, (std::vector<std::string>{"S", "M"}));
  EXPECT_EQ(tool.effect, ToolEffect::Money);
  EXPECT_EQ(tool.nouns, (std::vector<std::string>{"new thing", "thing"}));
  EXPECT_EQ(tool.id_field, "thing_id");
  EXPECT_EQ(tool.idempotency, ToolIdempotency::Key);
  EXPECT_EQ(tool.undo, "drop_thing");
  EXPECT_EQ(tool.capability, "thing.get");
  EXPECT_EQ(tool.retry.attempts, 3);
  EXPECT_TRUE(tool.retry.IsFinal("not_found"));
  EXPECT_FALSE(tool.retry.IsFinal("timeout"));
  EXPECT_EQ(tool.preconditions.front().max, 100);
}

TEST(CatalogueReader, FlattensTheResult) {
  auto read = ParseToolCatalogue(kTool, "mine.json");
  ASSERT_TRUE(read);
  const ToolDefinition& tool = read->front();
  EXPECT_TRUE(tool.has_result_schema);
  EXPECT_EQ(tool.result_types, JsonType::Object);
  ASSERT_NE(tool.FindResultField("owner.email"), nullptr);
  EXPECT_TRUE(tool.FindResultField("owner.email")->required);
  ASSERT_NE(tool.FindResultField("parts[].sku"), nullptr);
  EXPECT_FALSE(tool.FindResultField("parts[].sku")->required);
  EXPECT_FALSE(tool.FindResultField("ok")->required);
  EXPECT_EQ(tool.FindResultField("colour"), nullptr);
}

TEST(CatalogueReader, PredicatesAreFoundByTheirWords) {
  auto read = ParseToolCatalogue(kTool, "mine.json");
  ASSERT_TRUE(read);
  const ToolDefinition& tool = read->front();
  ASSERT_NE(tool.FindPredicate("fine"), nullptr);
  EXPECT_EQ(tool.FindPredicate("fine")->kind, ToolPredicate::Kind::Field);
  EXPECT_EQ(tool.FindPredicate("done")->kind, ToolPredicate::Kind::Equals);
  EXPECT_EQ(tool.FindPredicate("found")->kind, ToolPredicate::Kind::Exists);
  EXPECT_EQ(tool.FindPredicate("bad"), nullptr);
}

TEST(CatalogueReader, AToolListOfAnMcpServerIsLegal) {
  auto read = ParseToolCatalogue(R"({"tools": [
    {"name": "look", "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true}},
    {"name": "act", "inputSchema": {"type": "object"}, "icons": []}], "nextCursor": "x"})",
                                 "server");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ((*read)[0].effect, ToolEffect::Read);
  EXPECT_EQ((*read)[1].effect, ToolEffect::Unknown);
  EXPECT_FALSE((*read)[1].has_result_schema);
}

TEST(CatalogueReader, WhatIsNotJsonSaysWhere) {
  auto read = ParseToolCatalogue("{\"tools\": [", "mine.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "json_syntax");
  EXPECT_TRUE(Has(read.error().message, "mine.json")) << read.error().message;
  EXPECT_TRUE(Has(read.error().message, "byte")) << read.error().message;
  EXPECT_FALSE(ParseToolCatalogue("", "empty.json"));
  EXPECT_FALSE(ParseToolCatalogue(std::string("\0\xff", 2), "binary.json"));
  EXPECT_FALSE(ParseToolCatalogue(std::string(100000, '['), "deep.json"));
}

TEST(CatalogueReader, AFileNeedsTools) {
  auto read = ParseToolCatalogue("{}", "mine.json");
  ASSERT_FALSE(read);
  EXPECT_TRUE(Has(read.error().message, "`tools`")) << read.error().message;
  EXPECT_FALSE(ParseToolCatalogue("[1]", "mine.json"));
  EXPECT_FALSE(ParseToolCatalogue(R"({"tools": {}})", "mine.json"));
  EXPECT_FALSE(ParseToolCatalogue(R"({"tools": [], "version": 2})", "mine.json"));
}

TEST(CatalogueReader, AToolNeedsANameThatAPolicyCanWrite) {
  auto missing = ParseToolCatalogue(R"({"tools": [{"title": "x"}]})", "mine.json");
  ASSERT_FALSE(missing);
  EXPECT_TRUE(Has(missing.error().message, "tool `number 1`: has no `name`"))
      << missing.error().message;
  auto odd = ParseToolCatalogue(R"({"tools": [{"name": "two words"}]})", "mine.json");
  ASSERT_FALSE(odd);
  EXPECT_TRUE(Has(odd.error().message, "`two words`")) << odd.error().message;
}

TEST(CatalogueReader, TheSameNameTwiceInOneFile) {
  auto read = ParseToolCatalogue(R"({"tools": [{"name": "a"}, {"name": "a"}]})", "mine.json");
  ASSERT_FALSE(read);
  EXPECT_TRUE(Has(read.error().message, "tool `a`: is there twice")) << read.error().message;
}

TEST(CatalogueReader, AllMistakesAreReportedAtOnce) {
  auto read = ParseToolCatalogue(R"({"tools": [{"name": "a", "inputSchema": {"type": "object",
      "properties": {"x": {"type": "text"}}, "required": ["y"]}}, {"name": "b", "title": 3}]})",
                                 "mine.json");
  ASSERT_FALSE(read);
  const std::string& message = read.error().message;
  EXPECT_TRUE(Has(message, "mine.json: tool `a`: parameter `x` has a type that is not known"))
      << message;
  EXPECT_TRUE(Has(message, "`required` names `y`")) << message;
  EXPECT_TRUE(Has(message, "tool `b`: `title` must be a text")) << message;
}

struct BadAdditions {
  const char* additions;
  const char* expected;
};
class CatalogueAdditions : public testing::TestWithParam<BadAdditions> {};
TEST_P(CatalogueAdditions, AreChecked) {
  const std::string message = MessageFor(GetParam().additions);
  EXPECT_TRUE(Has(message, "mine.json: tool `t`")) << message;
  EXPECT_TRUE(Has(message, GetParam().expected)) << message;
}
INSTANTIATE_TEST_SUITE_P(
    Mistakes, CatalogueAdditions,
    testing::Values(
        BadAdditions{R"({"effect": "destroy"})", "use read, write, money or irreversible"},
        BadAdditions{R"({"efect": "read"})", "unknown key `efect`"},
        BadAdditions{R"({"idempotency": "yes"})", "use none, natural or key"},
        BadAdditions{R"({"retry": {"attempts": 0}})", "`retry.attempts`"},
        BadAdditions{R"({"retry": {"backoff_ms": [-1]}})", "`retry.backoff_ms`"},
        BadAdditions{R"({"id_field": "nope"})", "`nope`, which outputSchema does not have"},
        BadAdditions{R"({"personal_data": ["who"]})", "`who`, which outputSchema"},
        BadAdditions{R"({"preconditions": [{"param": "zz"}]})", "`zz`, which is not a parameter"},
        BadAdditions{R"({"preconditions": [{"param": "a", "min": 0.5}]})", "whole number"},
        BadAdditions{R"({"parameters": {"b": {}}})", "speaks of `b`"},
        BadAdditions{R"({"parameters": {"a": {"type": "colour"}}})", "unknown type `colour`"},
        BadAdditions{R"({"predicates": [{"name": "x", "words": ["x"]}]})", "needs the result"},
        BadAdditions{R"({"predicates": [{"name": "x", "words": ["x"], "field": "state"}]})",
                     "not a boolean"},
        BadAdditions{R"({"predicates": [{"name": "x", "words": ["w"], "field": "ok"},
                                        {"name": "y", "words": ["w"], "field": "ok"}]})",
                     "belongs to two predicates"},
        BadAdditions{R"({"predicates": [{"name": "x", "words": [], "field": "ok"}]})",
                     "at least one of `words`"}));

TEST(CatalogueReader, DefinitionsAreInlined) {
  auto read = ParseToolCatalogue(R"({"definitions": {"money": {"type": "object", "properties":
      {"amount": {"type": "string"}}}}, "tools": [{"name": "a", "outputSchema": {"type": "object",
      "properties": {"total": {"$ref": "#/definitions/money"}}}}]})",
                                 "mine.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_NE(read->front().FindResultField("total.amount"), nullptr);
  EXPECT_EQ(read->front().json.find("$ref"), std::string::npos);
  EXPECT_FALSE(ParseToolCatalogue(
      R"({"tools": [{"name": "a", "outputSchema": {"$ref": "#/definitions/no"}}]})", "m"));
}

TEST(CatalogueReader, DefinitionsThatExplodeAreRefused) {
  EXPECT_FALSE(ParseToolCatalogue(R"({"definitions": {"a": {"x": {"$ref": "#/definitions/a"},
      "y": {"$ref": "#/definitions/a"}}}, "tools": [{"name": "t",
      "outputSchema": {"$ref": "#/definitions/a"}}]})",
                                  "mine.json"));
}

TEST(CatalogueReader, ALocalReferenceThatNeverEndsIsAnUnknownResult) {
  auto read = ParseToolCatalogue(R"({"tools": [{"name": "t", "outputSchema": {"type": "object",
      "properties": {"next": {"$ref": "#"}, "self": {"$ref": "#/properties/self"}}}}]})",
                                 "mine.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->front().has_result_schema);
}

TEST(CatalogueSet, TwoDefinitionsOfOneToolMustAgree) {
  ToolCatalogue catalogue;
  ASSERT_TRUE(catalogue.Add(kTool, "one.json"));
  EXPECT_TRUE(catalogue.Add(kTool, "again.json"));
  EXPECT_EQ(catalogue.size(), 1u);
  auto other =
      catalogue.Add(R"({"tools": [{"name": "new_one"}, {"name": "get_thing"}]})", "two.json");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "tool_conflict");
  for (const char* part : {"one.json", "two.json", "`get_thing`", "@get_thing(order_id: str"}) {
    EXPECT_TRUE(Has(other.error().message, part)) << other.error().message;
  }
  // All or nothing.
  EXPECT_EQ(catalogue.Find("new_one"), nullptr);
}

TEST(CatalogueSet, NamesThatLookAlikeAreFound) {
  ToolCatalogue catalogue;
  ASSERT_TRUE(catalogue.Add(R"({"tools": [{"name": "create_magento_order"},
      {"name": "magento_order_details"}, {"name": "check_stock"}]})",
                            "mine.json"));
  const auto nearest = catalogue.NearestNames("create_magneto_order");
  ASSERT_FALSE(nearest.empty());
  EXPECT_EQ(nearest.front(), "create_magento_order");
  EXPECT_TRUE(catalogue.NearestNames("zzzz").empty());
}

TEST(CatalogueSet, SignatureTypesOfPolicyTextFit) {
  auto read = ParseToolCatalogue(kTool, "mine.json");
  ASSERT_TRUE(read);
  const auto& parameters = read->front().parameters;
  EXPECT_TRUE(SignatureTypeFits(parameters[0], ValueType::Text));
  EXPECT_TRUE(SignatureTypeFits(parameters[0], ValueType::OrderNumber));
  EXPECT_FALSE(SignatureTypeFits(parameters[0], ValueType::Number));
  EXPECT_TRUE(SignatureTypeFits(parameters[1], ValueType::Percent));
  EXPECT_FALSE(SignatureTypeFits(parameters[1], ValueType::Text));
  EXPECT_TRUE(SignatureTypeFits(parameters[2], ValueType::Json));
  EXPECT_TRUE(SignatureTypeFits(parameters[2], ValueType::Address));
  EXPECT_FALSE(SignatureTypeFits(parameters[2], ValueType::List));
  EXPECT_TRUE(SignatureTypeFits(parameters[3], ValueType::List));
}

// The entry of a tool whose outputSchema is `schema`, or what is wrong with it.
Result<ToolDefinition> ReadWith(const std::string& schema, const char* key = "outputSchema") {
  auto read = ParseToolCatalogue(
      std::string(R"({"tools": [{"name": "t", ")") + key + R"(": )" + schema + "}]}", "mine.json");
  if (!read) return read.error();
  return read->front();
}

TEST(CatalogueReader, KeepsEverythingThatAResultMustHave) {
  const auto tool = ReadWith(R"({"type": "object", "required": ["id", "zz"], "properties": {
      "id": {"type": "string"},
      "n": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]},
      "l": {"type": "array", "items": {"type": "object", "required": ["k"]}}}})");
  ASSERT_TRUE(tool) << tool.error().message;
  for (const char* path : {"id", "zz", "n.k", "l[].k"}) {
    const ToolResultField* field = tool->FindResultField(path);
    ASSERT_NE(field, nullptr) << path;
    EXPECT_TRUE(field->due) << path;
  }
  EXPECT_TRUE(tool->FindResultField("zz")->required);
  EXPECT_FALSE(tool->FindResultField("n.k")->required);
  EXPECT_FALSE(tool->FindResultField("n")->due);
}

TEST(CatalogueReader, KeepsWhatEachAlternativeRequires) {
  const auto tool = ReadWith(R"({"type": "object", "anyOf": [
      {"required": ["a"], "properties": {"a": {"type": "string"}}}, {"required": ["b", "c"]}]})");
  ASSERT_TRUE(tool) << tool.error().message;
  ASSERT_EQ(tool->result_choices.size(), 1u);
  const auto& alternatives = tool->result_choices[0].alternatives;
  ASSERT_EQ(alternatives.size(), 2u);
  ASSERT_EQ(alternatives[0].size(), 1u);
  EXPECT_EQ(alternatives[0][0].name, "a");
  EXPECT_EQ(alternatives[0][0].json_types, JsonType::String);
  EXPECT_EQ(alternatives[1].size(), 2u);
  const auto open = ReadWith(R"({"anyOf": [{"type": "object", "required": ["a"]},
      {"type": "object"}]})");
  ASSERT_TRUE(open);
  EXPECT_TRUE(open->result_choices.empty()) << "an object without any field will do";
}

TEST(CatalogueReader, RefusesARequiredThatIsNoListOfNames) {
  for (const char* key : {"outputSchema", "inputSchema"}) {
    for (const char* required : {R"("a")", "[1]", "true"}) {
      const auto tool =
          ReadWith(std::string(R"({"type": "object", "properties": {"a": {}}, "required": )") +
                       required + "}",
                   key);
      ASSERT_FALSE(tool) << required;
      EXPECT_TRUE(Has(tool.error().message, "`required` must be a list of names"))
          << tool.error().message;
    }
  }
}

TEST(CatalogueReader, RefusesAlternativesOfParametersHoweverFew) {
  const auto tool =
      ReadWith(R"({"type": "object", "properties": {"a": {}}, "anyOf": [{"required": ["a"]}]})",
               "inputSchema");
  ASSERT_FALSE(tool);
  EXPECT_TRUE(Has(tool.error().message, "`anyOf` at the top")) << tool.error().message;
}

}  // namespace
}  // namespace proviso
