// SPDX-License-Identifier: Apache-2.0
// What every stage's golden tests share: `x.policy` is rendered, and the text must be that of
// `x.golden` beside it. A stage is a folder with its own main() that calls RunGoldens.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace proviso::golden {

// Renders one policy text. `name` is the file's name without its folder, so that a golden does not
// depend on where the project lies. What it returns is the whole golden file.
using Render = std::function<std::string(const std::string& name, std::string text)>;

// The same for a stage that also needs the folder: what else lies beside the file.
using RenderFile =
    std::function<std::string(const std::filesystem::path& policy, std::string text)>;

// RUNNER [--update] FILE.policy…: compares, or with --update rewrites, the golden file of each.
// Returns the exit code: 0 when all hold, 1 when one differs, 2 when a file cannot be read or the
// arguments make no sense. Never throws.
int RunGoldens(int argc, char** argv, const Render& render);
int RunFileGoldens(int argc, char** argv, const RenderFile& render);

}  // namespace proviso::golden
