// SPDX-License-Identifier: Apache-2.0
// Schemas that combine others: read as what a caller may rely on, or refused by name.
#include <gtest/gtest.h>

#include <string>

#include "bytecode/tool_catalogue.h"

namespace proviso {
namespace {

Result<std::vector<ToolDefinition>> Read(const std::string& schemas) {
  return ParseToolCatalogue(R"({"tools": [{"name": "t", )" + schemas + "}]}", "mine.json");
}

ToolDefinition Input(const std::string& schema) {
  auto read = Read(R"("inputSchema": )" + schema);
  EXPECT_TRUE(read) << read.error().message;
  return read ? read->front() : ToolDefinition{};
}

ToolDefinition Output(const std::string& schema) {
  auto read = Read(R"("outputSchema": )" + schema);
  EXPECT_TRUE(read) << read.error().message;
  return read ? read->front() : ToolDefinition{};
}

bool Required(const ToolDefinition& tool, const char* path) {
  const ToolResultField* field = tool.FindResultField(path);
  return field != nullptr && field->required;
}

TEST(CatalogueSchema, AnAlternativeOfNullIsATypeThatMayBeNull) {
  const ToolDefinition tool = Input(R"({"type": "object", "properties": {
      "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
      "to": {"oneOf": [{"type": "string", "format": "email"}, {"type": "object"}]},
      "size": {"anyOf": [{"enum": ["S", "M"]}, {"const": "L"}]},
      "memo": {"type": "string", "nullable": true}}, "required": ["to"]})");
  EXPECT_EQ(SignatureText(tool), "@t(note?: str, to: json, size?: str, memo?: str)");
  EXPECT_EQ(tool.parameters[0].json_types, JsonType::String | JsonType::Null);
  EXPECT_EQ(tool.parameters[1].json_types, JsonType::String | JsonType::Object);
  EXPECT_EQ(tool.parameters[2].choices, (std::vector<std::string>{"S", "M", "L"}));
  EXPECT_EQ(tool.parameters[2].type, ValueType::Choice);
  EXPECT_EQ(tool.parameters[3].json_types, JsonType::String | JsonType::Null);
}

TEST(CatalogueSchema, PartsThatAllHoldAreJoined) {
  const ToolDefinition tool = Input(R"({"allOf": [
      {"type": "object", "properties": {"order_id": {"type": "string"}}, "required": ["order_id"]},
      {"properties": {"amount": {"type": "number"}, "order_id": {"minLength": 1}},
       "required": ["amount"]}], "properties": {"note": {"type": "string"}}})");
  EXPECT_EQ(SignatureText(tool), "@t(note?: str, order_id: str, amount: float)");
}

TEST(CatalogueSchema, LocalReferencesAreFollowed) {
  const ToolDefinition tool = Input(R"({"type": "object", "$defs": {"Id": {"type": "string"},
      "Ids": {"type": "array", "items": {"$ref": "#/$defs/Id"}}},
      "definitions": {"Way": {"type": "string", "enum": ["post", "van"]}},
      "properties": {"order_id": {"$ref": "#/$defs/Id", "description": "which order"},
                     "others": {"$ref": "#/$defs/Ids"}, "way": {"$ref": "#/definitions/Way"}},
      "required": ["order_id"]})");
  EXPECT_EQ(SignatureText(tool), "@t(order_id: str, others?: list, way?: str)");
  EXPECT_EQ(tool.parameters[0].description, "which order");
  EXPECT_EQ(tool.parameters[2].choices.size(), 2u);
}

TEST(CatalogueSchema, AResultThatIsOneOfSeveralHasTheFieldsOfAll) {
  const ToolDefinition tool = Output(R"({"oneOf": [
      {"type": "object", "properties": {"order_id": {"type": "string"}, "total": {"type": "number"}},
       "required": ["order_id", "total"]},
      {"type": "object", "properties": {"order_id": {"type": "string"}, "error": {"type": "string"},
       "total": {"type": "string"}}, "required": ["order_id", "error"]}]})");
  EXPECT_TRUE(tool.has_result_schema);
  EXPECT_TRUE(Required(tool, "order_id"));
  EXPECT_FALSE(Required(tool, "total"));
  EXPECT_FALSE(Required(tool, "error"));
  EXPECT_EQ(tool.FindResultField("total")->json_types,
            JsonType::Number | JsonType::Integer | JsonType::String);
}

TEST(CatalogueSchema, AnObjectThatMayBeNullPromisesNoField) {
  const ToolDefinition tool = Output(R"({"type": "object", "properties": {"owner": {"anyOf": [
      {"type": "object", "properties": {"email": {"type": "string"}}, "required": ["email"]},
      {"type": "null"}]}}, "required": ["owner"]})");
  EXPECT_TRUE(Required(tool, "owner"));
  ASSERT_NE(tool.FindResultField("owner.email"), nullptr);
  EXPECT_FALSE(Required(tool, "owner.email"));
}

TEST(CatalogueSchema, ALimitOnlyAlternativeKeepsTheFieldsBesideIt) {
  const ToolDefinition tool = Output(R"({"type": "object", "properties": {"a": {"type": "string"},
      "b": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["a", "b"]}]})");
  EXPECT_TRUE(tool.has_result_schema);
  EXPECT_TRUE(Required(tool, "a"));
  EXPECT_FALSE(Required(tool, "b"));
}

TEST(CatalogueSchema, NestedCombinersAreReadToo) {
  const ToolDefinition tool = Output(R"({"$defs": {"Money": {"anyOf": [{"type": "string"},
      {"allOf": [{"type": "object"}, {"properties": {"amount": {"type": "string"}}}]}]}},
      "type": "object", "properties": {"items": {"type": "array", "items": {"allOf": [
      {"type": "object", "properties": {"sku": {"type": "string"}}},
      {"properties": {"price": {"$ref": "#/$defs/Money"}}}]}}}})");
  ASSERT_NE(tool.FindResultField("items[].sku"), nullptr);
  ASSERT_NE(tool.FindResultField("items[].price.amount"), nullptr);
  EXPECT_EQ(tool.FindResultField("items[].price")->json_types, JsonType::String | JsonType::Object);
}

TEST(CatalogueSchema, AnOpenAlternativeLeavesTheResultOpen) {
  EXPECT_FALSE(Output(R"({"anyOf": [{"type": "object", "properties": {"a": {}}},
      {"type": "object"}]})")
                   .has_result_schema);
  EXPECT_FALSE(Output(R"({"type": "object", "properties": {"a": {}},
      "unevaluatedProperties": {"type": "string"}})")
                   .has_result_schema);
}

struct Refused {
  const char* schemas;
  const char* expected;
};
class CatalogueSchemaRefusal : public testing::TestWithParam<Refused> {};
TEST_P(CatalogueSchemaRefusal, NamesTheKeyword) {
  auto read = Read(GetParam().schemas);
  ASSERT_FALSE(read) << GetParam().schemas;
  EXPECT_NE(read.error().message.find("mine.json: tool `t`"), std::string::npos);
  EXPECT_NE(read.error().message.find(GetParam().expected), std::string::npos)
      << read.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    Keywords, CatalogueSchemaRefusal,
    testing::Values(
        Refused{R"("inputSchema": {"type": "object", "properties": {"a": {}, "b": {}},
                   "anyOf": [{"required": ["a"]}, {"required": ["b"]}]})",
                "`inputSchema`: `anyOf` at the top"},
        Refused{R"("inputSchema": {"oneOf": [{"properties": {"a": {}}}, {"properties": {}}]})",
                "`inputSchema`: `oneOf` at the top"},
        Refused{R"("inputSchema": {"allOf": [{"$ref": "#/$defs/In"}], "$defs": {"In": {"anyOf":
                   [{"required": ["a"]}, {"required": ["b"]}]}}})",
                "`anyOf` at the top"},
        Refused{R"("inputSchema": {"type": "object", "properties": {"a": {}},
                   "if": {"required": ["a"]}, "then": {"required": ["b"]}})",
                "`if` is not read"},
        Refused{R"("inputSchema": {"type": "object", "properties": {"a": {"not": {"const": ""}}}})",
                "`not` is not read"},
        Refused{R"("inputSchema": {"type": "object", "dependentRequired": {"a": ["b"]}})",
                "`dependentRequired` is not read"},
        Refused{R"("outputSchema": {"type": "object", "properties": {"a": {"type": "object",
                   "dependentSchemas": {}}}})",
                "`outputSchema`: `dependentSchemas` is not read"},
        Refused{R"("outputSchema": {"allOf": [{"type": "string"}, {"type": "object"}]})",
                "two types at once"},
        Refused{R"("outputSchema": {"anyOf": []})", "`anyOf` must be a list of schemas"},
        Refused{R"("outputSchema": {"anyOf": {"type": "object"}})", "`anyOf` must be a list"},
        Refused{R"("outputSchema": {"oneOf": [{"type": "strin"}, {"type": "object"}]})",
                "a type that is not known: \"strin\""},
        Refused{R"("outputSchema": {"$ref": "other.json#/Order"})", "points outside"},
        Refused{R"("outputSchema": {"type": "object", "properties": {"a":
                   {"$ref": "#/$defs/Nope"}}})",
                "`#/$defs/Nope`, which the schema does not have"},
        Refused{R"("outputSchema": {"type": "object", "properties": {"a": false}})",
                "`false` stands where a schema is wanted"}));

TEST(CatalogueSchema, AlternativesThatMultiplyAreRefused) {
  std::string defs;
  for (int i = 0; i < 40; ++i) {
    defs += (i > 0 ? ", " : "") + std::string("\"d") + std::to_string(i) + R"(": {"anyOf": [)" +
            R"({"properties": {"x": {"$ref": "#/$defs/d)" + std::to_string(i + 1) + R"("}}}, )" +
            R"({"properties": {"y": {"$ref": "#/$defs/d)" + std::to_string(i + 1) + R"("}}}]})";
  }
  auto read = Read(R"("outputSchema": {"$ref": "#/$defs/d0", "$defs": {)" + defs +
                   R"(, "d40": {"type": "string"}}})");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("too large or too deep"), std::string::npos);
}

TEST(CatalogueSet, AProjectsEntryTakesTheBuiltInOnesPlace) {
  ToolCatalogue catalogue;
  ASSERT_TRUE(catalogue.Add(R"({"tools": [{"name": "a", "title": "theirs"}, {"name": "b"}]})",
                            "built_in.json", ToolOrigin::BuiltIn));
  EXPECT_EQ(catalogue.Find("a")->origin, ToolOrigin::BuiltIn);
  ASSERT_TRUE(catalogue.Add(R"({"tools": [{"name": "a", "title": "ours"}]})", "ours.json"));
  EXPECT_EQ(catalogue.Find("a")->title, "ours");
  EXPECT_EQ(catalogue.Find("a")->origin, ToolOrigin::Project);
  EXPECT_EQ(catalogue.Find("b")->origin, ToolOrigin::BuiltIn);
  EXPECT_EQ(catalogue.size(), 2u);
  // Two files of the project must agree all the same.
  EXPECT_FALSE(catalogue.Add(R"({"tools": [{"name": "a", "title": "others"}]})", "others.json"));
}

}  // namespace
}  // namespace proviso
