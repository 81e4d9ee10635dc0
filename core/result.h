// SPDX-License-Identifier: Apache-2.0
// A value or the reason there is none. The names are those of std::expected, so that the day the
// project moves to C++23 this becomes an alias (GCC 12 has no std::expected under -std=c++20).
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace proviso {

// Why an operation on the world failed. `code` is stable and machine-readable ("file_missing",
// "bad_magic", ...); `message` is a plain sentence that says what, where, why and what to do.
struct Error {
  std::string code;
  std::string message;
};

// Holds a T or an Error. Not thread-safe; value semantics. Calling value() without a value, or
// error() without an error, is a bug in the caller.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

// The result of an operation that has nothing to return.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), failed_(true) {}  // NOLINT

  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return error_; }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace proviso

#define PROVISO_CONCAT_INNER(a, b) a##b
#define PROVISO_CONCAT(a, b) PROVISO_CONCAT_INNER(a, b)

// Evaluates `expr` (a Result); on failure returns its Error from the enclosing function, else binds
// the value to `decl`.
#define PROVISO_TRY(decl, expr)                       \
  auto PROVISO_CONCAT(result_, __LINE__) = (expr);    \
  if (!PROVISO_CONCAT(result_, __LINE__)) {           \
    return PROVISO_CONCAT(result_, __LINE__).error(); \
  }                                                   \
  decl = std::move(PROVISO_CONCAT(result_, __LINE__)).value()
