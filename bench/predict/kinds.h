// SPDX-License-Identifier: Apache-2.0
// One function a kind: a row of the data in, the prediction `score.py` wants out.
#pragma once

#include <nlohmann/json.hpp>

namespace proviso::predict {

using Json = nlohmann::ordered_json;

Json PredictReply(const Json& row);
Json PredictSlots(const Json& row);
Json PredictProcedure(const Json& row);
Json PredictSelection(const Json& row);
Json PredictValues(const Json& row);
Json PredictAnswer(const Json& row);

// A text member of `row`, or "" when it is missing or not a text.
std::string TextOf(const Json& row, const char* key);

}  // namespace proviso::predict
