// SPDX-License-Identifier: Apache-2.0
#include "cli/starter/starter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "cli/starter/template_files.h"
#include "core/assert.h"
#include "core/names.h"
#include "core/nearest.h"
#include "core/utf8.h"

namespace proviso::starter {
namespace {

constexpr std::size_t kMaxNameBytes = 100;

// What every folder has. "@" in a path stands for the policy's stem.
struct Part {
  std::string_view source;
  std::string_view path;
  std::string_view says;
  bool of_template = false;  // stands in the template's own folder, else in common/
};
constexpr std::array<Part, 9> kParts = {{
    {"policy.policy", "policies/@.policy", "the policy", true},
    {"tests.scenario", "tests/@.scenario", "conversations as they should go", true},
    {"own_tools.json", "tools/own_tools.json", "a catalogue for tools of your own", false},
    {"proviso.json", "proviso.json", "settings", false},
    {"README.md", "README.md", "what is what, for the people who change it", false},
    {"workflow.yml", ".github/workflows/policies.yml", "checks and tests each change", false},
    {"gitignore", ".gitignore", "what git leaves out", false},
    {"editorconfig", ".editorconfig", "two spaces for a level", false},
    {"extensions.json", ".vscode/extensions.json", "the editor's extension for policies", false},
}};

std::string_view TextOf(const std::string& name) {
  for (const EmbeddedFile& file : TemplateFiles()) {
    if (file.name == name) return file.text;
  }
  PROVISO_UNREACHABLE("a part of a template is not embedded");
}

std::string Replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (;;) {
    const std::size_t at = text.find(what);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += by;
    text.remove_prefix(at + what.size());
  }
}

// "Order refund" -> "order_refund": what is a legal file name everywhere.
std::string StemOf(const std::string& name) {
  std::string stem;
  for (const char c : FoldCase(name)) {
    const bool keeps =
        std::isalnum(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) & 0x80) != 0;
    if (keeps) {
      stem += c;
    } else if (!stem.empty() && stem.back() != '_') {
      stem += '_';
    }
  }
  while (stem.ends_with('_')) stem.pop_back();
  return stem;
}

Result<void> CheckName(const std::string& name) {
  if (name.size() > kMaxNameBytes) {
    return Error{"bad_name", fmt::format("the name is longer than {} characters", kMaxNameBytes)};
  }
  if (name.find_first_of("/\\") != std::string::npos) {
    return Error{
        "bad_name",
        fmt::format("`{}` is a path; give the policy's name, such as \"Order refund\", and "
                    "the folder with --dir",
                    name)};
  }
  const bool control =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  const bool letters = std::any_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalpha(c) != 0 || (c & 0x80) != 0;
  });
  if (control || !letters || !IsUtf8(name)) {
    return Error{"bad_name", fmt::format("`{}` is no name of a policy; it needs letters, such as "
                                         "\"Order refund\"",
                                         control || !IsUtf8(name) ? "this" : name)};
  }
  return {};
}

}  // namespace

std::vector<Template> Templates() {
  std::vector<Template> templates;
  for (const auto& entry : nlohmann::json::parse(TextOf("templates.json"))) {
    templates.push_back({entry.at("name"), entry.at("says")});
  }
  return templates;
}

std::string TemplateFor(const std::string& policy_name) {
  const std::string wanted = NormalizeName(policy_name);
  for (const Template& known : Templates()) {
    if (NormalizeName(known.name) == wanted) return known.name;
  }
  return "blank";
}

Result<Starter> MakeStarter(const std::string& policy_name, const std::string& template_name) {
  const Result<void> checked = CheckName(policy_name);
  if (!checked) return checked.error();
  std::vector<std::string> names;
  for (const Template& known : Templates()) names.push_back(known.name);
  if (std::find(names.begin(), names.end(), template_name) == names.end()) {
    const std::vector<std::string> nearest = NearestNames(template_name, names, 1);
    return Error{"unknown_template",
                 fmt::format("there is no template `{}`; {}", template_name,
                             nearest.empty() ? fmt::format("there are {}", fmt::join(names, ", "))
                                             : fmt::format("did you mean `{}`", nearest.front()))};
  }
  Starter starter;
  starter.stem = StemOf(policy_name);
  for (const Part& part : kParts) {
    const std::string folder = part.of_template ? template_name : "common";
    const std::string_view text = TextOf(folder + "/" + std::string(part.source));
    starter.files.push_back(
        {Replaced(part.path, "@", starter.stem),
         Replaced(Replaced(text, "@NAME@", policy_name), "@FILE@", starter.stem),
         std::string(part.says), !part.of_template});
  }
  return starter;
}

}  // namespace proviso::starter
