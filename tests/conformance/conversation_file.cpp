// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/conversation_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "core/value_json.h"

namespace proviso::conformance {
namespace {

struct Keyword {
  std::string_view words;
  StepKind kind;
};
constexpr std::array kSteps = {
    Keyword{"Customer", StepKind::Customer},
    Keyword{"Customer if asked", StepKind::CustomerIfAsked},
    Keyword{"Advance", StepKind::Advance},
    Keyword{"Agent asks", StepKind::Asks},
    Keyword{"Agent confirms", StepKind::Confirms},
    Keyword{"Agent offers", StepKind::Offers},
    Keyword{"Agent says", StepKind::Says},
    Keyword{"Agent never says", StepKind::NeverSays},
    Keyword{"Call", StepKind::Call},
    Keyword{"No call", StepKind::NoCall},
    Keyword{"Called", StepKind::Called},
    Keyword{"Attempts", StepKind::Attempts},
    Keyword{"Handoff", StepKind::Handoff},
    Keyword{"Outcome", StepKind::Outcome},
    Keyword{"Waiting", StepKind::Waiting},
};

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string> Split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(Trim(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

class FileReader {
 public:
  FileReader(std::string_view text, const std::string& project) : project_(project) {
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);) lines_.push_back(std::move(line));
  }

  Result<Conversation> Read() {
    while (next_ < lines_.size()) {
      const std::string line = lines_[next_++];
      const std::string_view content = Trim(line);
      if (content.empty() || content.starts_with("//")) continue;
      const std::size_t colon = content.find(':');
      if (colon == std::string_view::npos) return Wrong("has no `Key:` at its start");
      auto done = ReadLine(Trim(content.substr(0, colon)), Trim(content.substr(colon + 1)));
      if (!done) return done.error();
    }
    if (conversation_.title.empty())
      return Wrong("comes last, and no `Conversation:` names the file");
    if (conversation_.policy_sets.empty()) conversation_.policy_sets.emplace_back();
    return std::move(conversation_);
  }

 private:
  Error Wrong(std::string_view what) const {
    return Error{"conversation_file", fmt::format("line {} {}", next_, what)};
  }

  Result<void> ReadLine(std::string_view key, std::string_view value) {
    const auto step = std::find_if(kSteps.begin(), kSteps.end(),
                                   [&](const Keyword& entry) { return entry.words == key; });
    if (step != kSteps.end()) return ReadStep(step->kind, value);
    return ReadHead(key, value);
  }

  Result<void> ReadHead(std::string_view key, std::string_view value) {
    Conversation& c = conversation_;
    if (key == "Conversation") {
      c.title = value;
    } else if (key == "Policies") {
      c.policy_sets.push_back(Split(value, ","));
    } else if (key == "Text") {
      c.texts.push_back({std::string(value), IndentedText()});
    } else if (key == "Lines") {
      std::istringstream lines(IndentedText());
      for (std::string one; std::getline(lines, one);) {
        if (!Trim(one).empty()) c.lines.push_back(one);
      }
    } else if (key == "Start") {
      c.start_policy = value;
    } else if (key == "Channel") {
      c.channel = value;
    } else if (key == "Now") {
      c.now = value;
    } else if (key == "Fact") {
      return ReadFact(value);
    } else if (key == "Tools") {
      if (value != "sandbox") return Wrong("names tools other than `sandbox`");
      c.sandbox = true;
    } else if (key == "Stubs") {
      return ReadStubs(value);
    } else if (key == "Stub") {
      return ReadStub(value);
    } else if (key == "Answer") {
      return ReadAnswer(value);
    } else if (key == "Compiles") {
      c.compiles = value == "yes";
    } else if (key == "Finds") {
      c.diagnostics = Split(value, ",");
    } else if (key == "Does not find") {
      c.absent_diagnostics = Split(value, ",");
    } else {
      return Wrong(fmt::format("starts with `{}`, which is no key of this format", key));
    }
    return {};
  }

  Result<void> ReadFact(std::string_view value) {
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos) return Wrong("has no `name = value`");
    auto json = ParseJson(Trim(value.substr(equals + 1)));
    if (!json) return Wrong("has a value that is not JSON");
    conversation_.facts.emplace_back(Trim(value.substr(0, equals)), std::move(*json));
    return {};
  }

  Result<void> ReadStubs(std::string_view value) {
    if (value.empty()) {
      conversation_.stubs = IndentedText();
      return {};
    }
    PROVISO_TRY(conversation_.stubs, ReadTextFile(project_ + "/" + std::string(value)));
    return {};
  }

  // One more entry, tried before those that are there.
  Result<void> ReadStub(std::string_view value) {
    const std::size_t space = value.find(' ');
    auto stubs = ParseJson(conversation_.stubs);
    auto entry = ParseJson(space == std::string_view::npos ? "" : value.substr(space));
    if (!stubs || !entry) return Wrong("adds to stubs, and one of the two is not JSON");
    nlohmann::ordered_json& entries = (*stubs)[std::string(value.substr(0, space))];
    if (entries.is_null()) entries = nlohmann::ordered_json::array();
    entries.insert(entries.begin(), std::move(*entry));
    conversation_.stubs = stubs->dump();
    return {};
  }

  Result<void> ReadAnswer(std::string_view value) {
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos) return Wrong("has no `what is asked = answer`");
    conversation_.answers.emplace_back(Trim(value.substr(0, equals)),
                                       Trim(value.substr(equals + 1)));
    return {};
  }

  // The lines below that are indented, without their first two spaces.
  std::string IndentedText() {
    std::string out;
    while (next_ < lines_.size()) {
      const std::string& line = lines_[next_];
      if (!line.starts_with("  ") && !Trim(line).empty()) break;
      out += (line.size() > 2 ? line.substr(2) : "") + "\n";
      ++next_;
    }
    return out;
  }

  Result<void> ReadStep(StepKind kind, std::string_view value) {
    Step step;
    step.kind = kind;
    step.line = static_cast<std::uint32_t>(next_);
    switch (kind) {
      case StepKind::Customer:
      case StepKind::CustomerIfAsked:
        step.texts = Split(value, " | ");
        break;
      case StepKind::Offers:
        step.texts = Split(value, ",");
        break;
      case StepKind::Call:
      case StepKind::NoCall:
      case StepKind::Called:
      case StepKind::Attempts: {
        auto done = ReadTool(step, value);
        if (!done) return done;
        break;
      }
      default:
        step.texts = {std::string(value)};
    }
    conversation_.steps.push_back(std::move(step));
    return {};
  }

  Result<void> ReadTool(Step& step, std::string_view value) {
    const std::size_t space = value.find(' ');
    step.tool = value.substr(0, space);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view() : Trim(value.substr(space));
    step.args = nlohmann::ordered_json::object();
    if (step.kind == StepKind::Call && !rest.empty()) {
      auto json = ParseJson(rest);
      if (!json || !json->is_object()) return Wrong("has arguments that are not a JSON object");
      step.args = std::move(*json);
    }
    if (step.kind == StepKind::Called || step.kind == StepKind::Attempts) {
      step.count = std::atoi(std::string(rest).c_str());
      if (step.count <= 0) return Wrong("does not say how many times; use `No call` for none");
    }
    return {};
  }

  const std::string& project_;
  std::vector<std::string> lines_;
  std::size_t next_ = 0;  // also the 1-based number of the line being read
  Conversation conversation_;
};

}  // namespace

std::size_t Conversation::wordings() const {
  std::size_t most = 1;
  for (const Step& step : steps) {
    if (step.kind == StepKind::Customer) most = std::max(most, step.texts.size());
  }
  return most;
}

Result<Conversation> ParseConversation(std::string_view text, const std::string& project) {
  return FileReader(text, project).Read();
}

Result<std::string> ReadTextFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"file_missing", fmt::format("cannot read `{}`", path)};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace proviso::conformance
