// SPDX-License-Identifier: Apache-2.0
// Runs a fuzzer's function over files and folders, without libFuzzer: NAME_replay PATH…
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::size_t Replay(const std::filesystem::path& path) {
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem)) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path))
      count += Replay(entry.path());
    return count;
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return 0;  // no crash was ever found, so there is no such folder
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  // Named before it runs, so that a crash shows which input it was.
  std::fprintf(stderr, "%s\n", path.c_str());
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) count += Replay(argv[i]);
  std::printf("%zu inputs\n", count);
  return count > 0 ? 0 : 1;
}
