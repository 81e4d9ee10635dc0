// SPDX-License-Identifier: Apache-2.0
// Typed values: every text in the message that is a value of the row's kind.
#include <string>
#include <vector>

#include "bench/predict/kinds.h"
#include "runtime/understanding/reader.h"
#include "runtime/understanding/values/contact.h"
#include "runtime/understanding/values/dates.h"
#include "runtime/understanding/values/money.h"
#include "runtime/understanding/values/numerals.h"
#include "runtime/understanding/values/places.h"

namespace proviso::predict {
namespace {

using understanding::Language;
using understanding::Message;

template <typename Spans>
std::vector<std::string> Texts(const Message& message, const Spans& spans) {
  std::vector<std::string> texts;
  for (const auto& span : spans) texts.emplace_back(message.Span(span.first, span.end - 1));
  return texts;
}

std::vector<std::string> Texts(const Message& message,
                               const std::vector<understanding::Contact>& contacts) {
  std::vector<std::string> texts;
  for (const auto& contact : contacts) {
    texts.push_back(message.text.substr(contact.begin, contact.end - contact.begin));
  }
  return texts;
}

std::vector<std::string> Numbers(const Message& message, const Language& language) {
  std::vector<understanding::Numeral> numerals = FindNumerals(message, language);
  std::erase_if(numerals, [](const auto& n) { return n.has_unit || n.is_part; });
  return Texts(message, numerals);
}

std::vector<std::string> Find(std::string_view kind, const Message& message,
                              const Language& language) {
  if (kind == "email") return Texts(message, FindEmails(message));
  if (kind == "phone") return Texts(message, FindPhones(message));
  if (kind == "number") return Numbers(message, language);
  if (kind == "ordinal") return Texts(message, FindPlaces(message, language));
  if (kind == "money") return Texts(message, FindMoney(message, language));
  if (kind == "percent") return Texts(message, FindPercents(message, language));
  if (kind == "date") return Texts(message, FindDates(message, language, std::nullopt));
  return {};
}

}  // namespace

Json PredictValues(const Json& row) {
  const Message message =
      understanding::MakeMessage(TextOf(row, "text"), understanding::kMaxMessageBytes);
  const Language& language = understanding::LanguageFor(TextOf(row, "lang"));
  return {{"id", TextOf(row, "id")}, {"values", Find(TextOf(row, "kind"), message, language)}};
}

}  // namespace proviso::predict
