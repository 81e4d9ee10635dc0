// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/result_shape.h"

#include <algorithm>
#include <cctype>

#include "core/value_json.h"
#include "testing/explore/near_values.h"

namespace proviso::explore {
namespace {

std::string Squashed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '_') continue;
    out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return out;
}

std::vector<std::string> SplitPath(std::string_view path) {
  std::vector<std::string> keys;
  while (true) {
    const std::size_t dot = path.find('.');
    keys.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return keys;
    path.remove_prefix(dot + 1);
  }
}

bool HasIndex(std::string_view path) {
  return std::any_of(path.begin(), path.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A word as a key: "in stock" -> "in_stock".
std::string Key(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

// The name under which the tool's results really have the field, or the first that is looked for.
std::string PathOf(const FieldSpec& field, const ToolDefinition* tool) {
  if (tool != nullptr) {
    for (const std::string& path : field.paths) {
      for (const ToolResultField& known : tool->result_fields) {
        if (Squashed(known.path) == Squashed(path)) return known.path;
      }
    }
    for (const std::string& path : field.paths) {
      for (const ToolResultField& known : tool->result_fields) {
        const bool top = known.path.find_first_of(".[") == std::string::npos;
        if (top && Squashed(known.path).ends_with(Squashed(path))) return known.path;
      }
    }
  }
  for (const std::string& path : field.paths) {
    if (!HasIndex(path)) return path;
  }
  return field.paths.empty() ? "value" : field.paths.front();
}

class ShapeBuilder {
 public:
  ShapeBuilder(const Module& module, VariableId variable, const ToolDefinition* tool,
               std::string_view now)
      : module_(module),
        book_(Phrasebook::For(module.language)),
        tool_(tool),
        now_(now),
        ordinal_(Raw(variable)) {}

  ResultShape Run(const std::vector<Probe>& probes) {
    // Predicates first: what they say is what a reader of the scenario looks for.
    for (const Probe& probe : probes) {
      if (probe.predicate && !IsOfField(probe))
        AddPredicate(module_.predicates[Raw(*probe.predicate)]);
    }
    for (const Probe& probe : probes) {
      if (!probe.fields.empty()) AddField(probe);
      if (probe.fields.empty() && probe.constant) AddScalars(probe);
    }
    for (ResultPlace& place : shape_.places) AddOther(place);
    if (shape_.places.size() < 2 && shape_.asked_whether_exists) AddSomething();
    AddHalfAnswers();
    return std::move(shape_);
  }

 private:
  // The predicate is asked of a field, not of the whole.
  bool IsOfField(const Probe& probe) const {
    return probe.predicate && module_.predicates[Raw(*probe.predicate)].form == PredicateForm::Says;
  }

  ResultPlace& Place(const std::vector<std::string>& path) {
    for (ResultPlace& place : shape_.places) {
      if (place.path == path) return place;
    }
    return shape_.places.emplace_back(ResultPlace{path, {}});
  }
  static void AddValue(ResultPlace& place, Json value) {
    if (std::find(place.values.begin(), place.values.end(), value) == place.values.end()) {
      place.values.push_back(std::move(value));
    }
  }

  void AddPredicate(const PredicateSpec& predicate) {
    if (predicate.form == PredicateForm::Exists) {
      shape_.asked_whether_exists = true;
      if (!predicate.field.empty()) AddFlag(SplitPath(predicate.field));
      return;
    }
    const bool field = predicate.form == PredicateForm::Field;
    if (field && !predicate.equals.empty()) {
      ResultPlace& place = Place(SplitPath(predicate.field));
      for (const std::string& text : predicate.equals) AddValue(place, text);
      if (!predicate.words.empty()) denied_.push_back(Key(predicate.words.front()));
      texts_.push_back(&place - shape_.places.data());
    } else if (field) {
      AddFlag(SplitPath(predicate.field));
    } else if (!predicate.words.empty()) {
      AddFlag({Key(predicate.words.front())});
    }
  }
  void AddFlag(const std::vector<std::string>& path) {
    ResultPlace& place = Place(path);
    AddValue(place, true);
    AddValue(place, false);
  }

  void AddField(const Probe& probe) {
    std::vector<std::string> path;
    const FieldSpec* last = nullptr;
    for (const FieldId id : probe.fields) {
      last = &module_.fields[Raw(id)];
      for (std::string& key : SplitPath(PathOf(*last, tool_))) path.push_back(std::move(key));
    }
    if (last->self_if_scalar) shape_.may_be_scalar = true;
    ResultPlace& place = Place(path);
    if (IsOfField(probe)) {
      for (const std::string& text : module_.predicates[Raw(*probe.predicate)].equals) {
        AddValue(place, text);
      }
      texts_.push_back(&place - shape_.places.data());
    }
    if (probe.elapsed) {
      for (const Value& value : NearValues(probe, now_)) AddValue(place, ToJson(value.view()));
    }
    if (place.values.empty()) AddValue(place, Ordinary(*last, path.back()));
    for (const Value& value : NearValues(probe, now_)) AddValue(place, ToJson(value.view()));
    if (last->type == ValueType::YesNo) AddFlag(path);
    if (probe.comparison == Opcode::Equal || probe.comparison == Opcode::OneOf) {
      texts_.push_back(&place - shape_.places.data());
    }
  }

  // A status that is not told, though the result denies the first of what it may be: then the first
  // checks have an answer, and the next one has none.
  void AddHalfAnswers() {
    if (texts_.empty()) return;
    std::vector<std::size_t> choice(shape_.places.size(), 0);
    for (const std::ptrdiff_t place : texts_) {
      choice[static_cast<std::size_t>(place)] =
          shape_.places[static_cast<std::size_t>(place)].values.size();
    }
    Json result = BuildResult(shape_, choice);
    for (std::size_t i = 0; i + 1 < denied_.size(); ++i) {
      result[denied_[i]] = false;
      shape_.others.push_back(result);
    }
  }

  // An empty object counts as nothing found, so something must be left when the one place is not
  // filled.
  void AddSomething() {
    std::string key = "id";
    if (tool_ != nullptr && !tool_->id_field.empty()) {
      key = tool_->id_field;
    } else if (tool_ != nullptr && !tool_->result_fields.empty()) {
      key = tool_->result_fields.front().path;
    }
    FieldSpec field;
    field.type = key.find("email") == std::string::npos ? ValueType::OrderNumber : ValueType::Email;
    const std::size_t before = shape_.places.size();
    AddValue(Place({key}), Ordinary(field, key));
    shape_.last_is_padding = shape_.places.size() > before;
  }

  void AddScalars(const Probe& probe) {
    for (const Value& value : NearValues(probe, now_))
      shape_.scalars.push_back(ToJson(value.view()));
  }

  // A value for the field that looks like one.
  Json Ordinary(const FieldSpec& field, const std::string& key) const {
    const bool plain = field.type == ValueType::Json || field.type == ValueType::Text;
    const ValueType type = plain ? TypeInCatalogue(key).value_or(field.type) : field.type;
    if (plain) {
      for (const auto& [word, value] : book_.fields) {
        if (Squashed(key).ends_with(Squashed(word))) return value;
      }
    }
    const std::vector<Json> examples = book_.ResultsFor(key, type);
    // All records of one conversation are the same customer's.
    return examples[type == ValueType::Email ? 0 : ordinal_ % examples.size()];
  }
  std::optional<ValueType> TypeInCatalogue(const std::string& key) const {
    const ToolResultField* field = tool_ == nullptr ? nullptr : tool_->FindResultField(key);
    if (field == nullptr || field->json_types == JsonType::Any) return std::nullopt;
    if (Includes(field->json_types, JsonType::String)) return std::nullopt;
    if (Includes(field->json_types, JsonType::Array)) return ValueType::List;
    if (Includes(field->json_types, JsonType::Boolean)) return ValueType::YesNo;
    if (Includes(field->json_types, JsonType::Object)) return std::nullopt;
    return ValueType::Number;
  }

  // Where a list of texts decides, a text that is none of them: the catalogue's word for it, if it
  // has one.
  void AddOther(ResultPlace& place) {
    const auto index = &place - shape_.places.data();
    if (std::find(texts_.begin(), texts_.end(), index) == texts_.end()) return;
    if (!place.values.empty() && !place.values.front().is_string()) return;
    if (tool_ != nullptr && place.path.size() == 1) {
      for (const ToolPredicate& known : tool_->predicates) {
        if (known.field != place.path.front() || known.equals.empty()) continue;
        const std::size_t before = place.values.size();
        AddValue(place, known.equals.front());
        if (place.values.size() > before) return;
      }
    }
    AddValue(place, book_.other_text);
  }

  const Module& module_;
  const Phrasebook& book_;
  const ToolDefinition* tool_;
  std::string_view now_;
  std::size_t ordinal_;  // so that two results do not look alike
  ResultShape shape_;
  std::vector<std::string> denied_;    // flags that say the same as a status
  std::vector<std::ptrdiff_t> texts_;  // places whose text is compared
};

// The object inside `json` at `key`; what else stands there is replaced.
Json& Inside(Json& json, const std::string& key) {
  Json& inner = json[key];
  if (!inner.is_object()) inner = Json::object();
  return inner;
}

}  // namespace

ResultShape ShapeOf(const Module& module, const Probes& probes, VariableId variable,
                    const ToolDefinition* tool, std::string_view now) {
  const auto found = probes.find(variable);
  if (found == probes.end()) return {};
  return ShapeBuilder(module, variable, tool, now).Run(found->second);
}

Json BuildResult(const ResultShape& shape, const std::vector<std::size_t>& choice) {
  Json out = Json::object();
  for (std::size_t i = 0; i < shape.places.size(); ++i) {
    const ResultPlace& place = shape.places[i];
    if (choice[i] >= place.values.size()) continue;
    Json* at = &out;
    for (std::size_t k = 0; k + 1 < place.path.size(); ++k) at = &Inside(*at, place.path[k]);
    (*at)[place.path.back()] = place.values[choice[i]];
  }
  return out;
}

}  // namespace proviso::explore
