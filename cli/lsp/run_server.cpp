// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/run_server.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "cli/lsp/framing.h"
#include "cli/lsp/server.h"

namespace proviso::lsp {
namespace {

using Clock = std::chrono::steady_clock;

struct Incoming {
  enum class Kind : std::uint8_t { Message, Malformed, End };
  Kind kind = Kind::End;
  Json message;
  std::string problem;
  bool cancelled = false;
};

// What was read and not yet handled. Reading runs ahead, so that a request can be taken back while
// it waits, and so that it is known when the typing pauses.
class Inbox {
 public:
  void Push(Incoming incoming) {
    const std::lock_guard lock(mutex_);
    if (incoming.kind == Incoming::Kind::Message && TakeBack(incoming.message)) return;
    queue_.push_back(std::move(incoming));
    arrived_.notify_one();
  }

  // Waits for the next one; nullopt when none came until `until`.
  std::optional<Incoming> Pop(std::optional<Clock::time_point> until) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return !queue_.empty(); };
    if (!until) {
      arrived_.wait(lock, ready);
    } else if (!arrived_.wait_until(lock, *until, ready)) {
      return std::nullopt;
    }
    Incoming next = std::move(queue_.front());
    queue_.pop_front();
    return next;
  }

 private:
  bool TakeBack(const Json& message) {
    if (TextField(message, "method") != "$/cancelRequest") return false;
    const Json* id = FindField(message, "params/id");
    if (id == nullptr) return true;
    for (Incoming& waiting : queue_) {
      const Json* other = FindField(waiting.message, "id");
      if (other != nullptr && *other == *id && FindField(waiting.message, "method") != nullptr) {
        waiting.cancelled = true;
      }
    }
    return true;
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Incoming> queue_;
};

void ReadAll(std::istream& in, Inbox& inbox) {
  while (true) {
    Frame frame = ReadFrame(in);
    Incoming incoming;
    if (frame.kind == Frame::Kind::Message) {
      auto message = ParseMessage(frame.body);
      incoming.kind = message ? Incoming::Kind::Message : Incoming::Kind::Malformed;
      if (message) {
        incoming.message = std::move(*message);
      } else {
        incoming.problem = message.error().message;
      }
    } else if (frame.kind == Frame::Kind::Malformed) {
      incoming.kind = Incoming::Kind::Malformed;
      incoming.problem = std::move(frame.body);
    }
    const bool last =
        incoming.kind == Incoming::Kind::End || TextField(incoming.message, "method") == "exit";
    inbox.Push(std::move(incoming));
    if (last) return;
  }
}

int Serve(Server& server, Inbox& inbox, const RunOptions& run) {
  // The epoch: nothing is pending. (GCC 12 takes an optional here for uninitialized, under
  // -Werror.)
  Clock::time_point pending_since{};
  // A bundle that takes long to compile shall not be compiled for every letter.
  Clock::duration last_took{};
  while (!server.exited()) {
    std::optional<Clock::time_point> until;
    if (server.has_pending()) {
      const auto now = Clock::now();
      if (pending_since == Clock::time_point{}) pending_since = now;
      const Clock::duration pause =
          std::clamp<Clock::duration>(last_took, run.pause, run.longest_wait);
      until = std::min(now + pause,
                       pending_since + std::max<Clock::duration>(run.longest_wait, 4 * last_took));
    } else {
      pending_since = {};
    }
    auto incoming = inbox.Pop(until);
    if (!incoming) {
      const auto began = Clock::now();
      server.Settle();
      last_took = Clock::now() - began;
      pending_since = {};
      continue;
    }
    switch (incoming->kind) {
      case Incoming::Kind::Message:
        server.Receive(incoming->message, incoming->cancelled);
        break;
      case Incoming::Kind::Malformed:
        server.ReceiveMalformed(incoming->problem);
        break;
      case Incoming::Kind::End:
        return server.exit_code();
    }
  }
  return server.exit_code();
}

}  // namespace

int RunServer(std::istream& in, std::ostream& out, ServerOptions options, RunOptions run) {
  Server server(std::move(options),
                [&out](const Json& message) { WriteFrame(out, DumpMessage(message)); });
  Inbox inbox;
  std::thread reader([&] { ReadAll(in, inbox); });
  const int code = Serve(server, inbox, run);
  // `exit` and the end of the input are what the reader stops at, so it is done.
  reader.join();
  return code;
}

}  // namespace proviso::lsp
