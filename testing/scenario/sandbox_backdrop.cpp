// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/sandbox_backdrop.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "stdlib-tools/sandbox/sandbox.h"

namespace proviso::scenario {
namespace {

constexpr std::size_t kMaxDataBytes = std::size_t{64} << 20;

Result<std::string> ReadData(const std::filesystem::path& path) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) {
    return Error{"file_missing", fmt::format("the sandbox data `{}` cannot be read: {}",
                                             path.string(), problem.message())};
  }
  if (size > kMaxDataBytes) {
    return Error{"file_too_large",
                 fmt::format("the sandbox data `{}` are larger than 64 MB", path.string())};
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    return Error{"file_unreadable",
                 fmt::format("the sandbox data `{}` cannot be read", path.string())};
  }
  return text.str();
}

class Prototypes {
 public:
  explicit Prototypes(std::string folder) : folder_(std::move(folder)) {}

  Result<std::shared_ptr<const Sandbox>> Get(const std::string& data) {
    const std::lock_guard lock(mutex_);
    const auto known = made_.find(data);
    if (known != made_.end()) return known->second;
    auto made = Make(data);
    made_.emplace(data, made);
    return made;
  }

 private:
  Result<std::shared_ptr<const Sandbox>> Make(const std::string& data) const {
    if (data.empty()) return std::shared_ptr<const Sandbox>(Sandbox::Standard());
    PROVISO_TRY(const std::string text, ReadData(std::filesystem::path(folder_) / data));
    auto sandbox = Sandbox::Create(text);
    if (!sandbox) {
      return Error{sandbox.error().code,
                   fmt::format("the sandbox data `{}`: {}", data, sandbox.error().message)};
    }
    return std::shared_ptr<const Sandbox>(std::move(*sandbox));
  }

  std::string folder_;
  std::mutex mutex_;
  std::map<std::string, Result<std::shared_ptr<const Sandbox>>> made_;
};

}  // namespace

std::function<Result<Backdrop>(const std::string& data)> SandboxBackdrops(std::string folder) {
  auto prototypes = std::make_shared<Prototypes>(std::move(folder));
  return [prototypes](const std::string& data) -> Result<Backdrop> {
    PROVISO_TRY(const std::shared_ptr<const Sandbox> prototype, prototypes->Get(data));
    std::unique_ptr<Sandbox> shop = prototype->Clone();
    Backdrop backdrop;
    PROVISO_TRY(backdrop.now, session::ParseInstant(shop->now()));
    // The host owns the shop and outlives the session that calls this.
    backdrop.clock_moved = [raw = shop.get()](session::Instant now) {
      static_cast<void>(raw->SetNow(session::FormatInstant(now)));
    };
    backdrop.takes = [raw = shop.get()](const runtime::ToolCall& call) { return raw->Takes(call); };
    backdrop.host = std::move(shop);
    return backdrop;
  };
}

}  // namespace proviso::scenario
