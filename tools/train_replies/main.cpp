// SPDX-License-Identifier: Apache-2.0
// train_replies ROWS.jsonl SEEDS.tsv OUTPUT.inc: trains the reply model and writes its table.
//
// Only rows of the licences below are used. Share-alike rows (CC BY-SA) would pass their licence on
// to the weights, so they are left out, however many they are. Same input, same output: rows are
// shuffled by a fixed generator and nothing depends on time or on the machine.
#include <fmt/core.h>
#include <fmt/ostream.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/understanding/cues.h"
#include "runtime/understanding/reader.h"
#include "runtime/understanding/reply_model.h"

namespace proviso::understanding {
namespace {

constexpr std::array<std::string_view, 4> kFreeLicences = {"CC-BY-3.0", "CC-BY-4.0",
                                                           "CDLA-Permissive-1.0", "Apache-2.0"};
constexpr int kEpochs = 12;
constexpr double kRate = 0.3;
constexpr double kDecay = 1e-4;  // L2, on the features at hand
constexpr int kSeedWeight = 3;   // a seed counts as this many rows

struct Example {
  std::vector<std::uint32_t> features;
  std::size_t label = 0;
};

using Weights = std::vector<std::array<double, kReplyClasses>>;

std::size_t LabelOf(std::string_view name) {
  return name == "accept" ? 1 : name == "decline" ? 2 : 0;
}

Example MakeExample(std::string_view text, std::string_view label) {
  const Message message = MakeMessage(text, kMaxMessageBytes);
  return {ReplyFeatures(message, CuesOf("en").Find(message.tokens)), LabelOf(label)};
}

bool IsFree(std::string_view licence) {
  for (const std::string_view free : kFreeLicences) {
    if (licence == free) return true;
  }
  return false;
}

bool ReadRows(const char* path, std::vector<Example>& examples) {
  std::ifstream input(path);
  if (!input) return false;
  std::size_t left_out = 0;
  for (std::string line; std::getline(input, line);) {
    const auto row = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!row.is_object()) continue;
    if (!IsFree(row.value("licence", "")) || row.value("lang", "") != "en") {
      ++left_out;
      continue;
    }
    examples.push_back(MakeExample(row.value("text", ""), row.value("label", "")));
  }
  fmt::print("{}: {} rows used, {} left out for their licence\n", path, examples.size(), left_out);
  return true;
}

bool ReadSeeds(const char* path, std::vector<Example>& examples) {
  std::ifstream input(path);
  if (!input) return false;
  for (std::string line; std::getline(input, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    const Example example =
        MakeExample(std::string_view(line).substr(tab + 1), line.substr(0, tab));
    for (int i = 0; i < kSeedWeight; ++i) examples.push_back(example);
  }
  return true;
}

void Shuffle(std::vector<Example>& examples, std::uint64_t& state) {
  for (std::size_t i = examples.size(); i > 1; --i) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    std::swap(examples[i - 1], examples[(state >> 33) % i]);
  }
}

void Step(const Example& example, double rate, Weights& weights) {
  std::array<double, kReplyClasses> score{};
  for (const std::uint32_t feature : example.features) {
    for (std::size_t k = 0; k < kReplyClasses; ++k) score[k] += weights[feature][k];
  }
  const double top = std::max({score[0], score[1], score[2]});
  double total = 0;
  for (double& value : score) total += value = std::exp(value - top);
  for (std::size_t k = 0; k < kReplyClasses; ++k) {
    const double gradient = score[k] / total - (k == example.label ? 1.0 : 0.0);
    for (const std::uint32_t feature : example.features) {
      double& weight = weights[feature][k];
      weight -= rate * (gradient + kDecay * weight);
    }
  }
}

// Averaged over the steps of the later epochs: less noise, and no rate to tune.
Weights Train(std::vector<Example> examples) {
  Weights weights(kReplyBuckets);
  Weights sum(kReplyBuckets);
  std::uint64_t state = 2;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    Shuffle(examples, state);
    const double rate = kRate / (1.0 + epoch);
    for (const Example& example : examples) Step(example, rate, weights);
    if (epoch < kEpochs / 2) continue;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      for (std::size_t k = 0; k < kReplyClasses; ++k) sum[i][k] += weights[i][k];
    }
  }
  for (auto& row : sum) {
    for (double& weight : row) weight /= kEpochs - kEpochs / 2;
  }
  return sum;
}

bool Write(const char* path, const Weights& weights) {
  double largest = 0;
  for (const auto& row : weights) {
    for (const double weight : row) largest = std::max(largest, std::abs(weight));
  }
  const double scale = largest / 127;
  std::ofstream output(path);
  if (!output || largest == 0) return false;
  fmt::print(
      output,
      "// SPDX-License-Identifier: Apache-2.0\n"
      "// Written by tools/train_replies; do not edit. Trained on rows of CLINC150 (CC BY 3.0),\n"
      "// HWU64 (CC BY 4.0) and MultiDoGO (CDLA-Permissive-1.0) and on our own seed phrases.\n"
      "constexpr double kReplyScale = {:.8f};\n"
      "constexpr std::int8_t kReplyWeights[kReplyBuckets][kReplyClasses] = {{\n",
      scale);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    fmt::print(output, "{{{},{},{}}},{}", std::lround(weights[i][0] / scale),
               std::lround(weights[i][1] / scale), std::lround(weights[i][2] / scale),
               i % 8 == 7 ? "\n" : "");
  }
  fmt::print(output, "}};\n");
  return true;
}

int Run(const char* rows, const char* seeds, const char* output) {
  std::vector<Example> examples;
  if (!ReadRows(rows, examples)) {
    fmt::print(stderr, "train_replies: cannot read `{}`\n", rows);
    return 1;
  }
  if (!ReadSeeds(seeds, examples)) {
    fmt::print(stderr, "train_replies: cannot read `{}`\n", seeds);
    return 1;
  }
  if (!Write(output, Train(std::move(examples)))) {
    fmt::print(stderr, "train_replies: cannot write `{}`\n", output);
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace proviso::understanding

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: train_replies ROWS.jsonl SEEDS.tsv OUTPUT.inc\n");
    return 2;
  }
  return proviso::understanding::Run(argv[1], argv[2], argv[3]);
}
