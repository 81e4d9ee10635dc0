// SPDX-License-Identifier: Apache-2.0
#include "bytecode/encode.h"

#include <optional>
#include <unordered_map>
#include <vector>

#include "bytecode/format.h"
#include "bytecode/internal/layout.h"
#include "core/hash.h"
#include "core/varint.h"

namespace proviso {
namespace {

void AppendFixed(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((number >> (8 * i)) & 0xFF));
}

// Walks the layout of a module and appends it to `body`. Texts go to the string table at their
// first use, so the table's order is a function of the module alone.
class Writer {
 public:
  template <typename... Fields>
  void operator()(const Fields&... fields) {
    (Put(fields), ...);
  }

  template <typename... Fields>
  void Section(SectionId id, const Fields&... fields) {
    Writer section(strings_);
    section(fields...);
    AppendSection(id, section.body_);
  }
  void CodeSection(const std::string& code) { AppendSection(SectionId::Code, code); }

  std::string Finish() const {
    std::string strings;
    AppendVarint(strings, table().order.size());
    for (const std::string_view text : table().order) {
      AppendVarint(strings, text.size());
      strings.append(text);
    }
    std::string out;
    out.push_back(static_cast<char>(SectionId::Strings));
    AppendVarint(out, strings.size());
    return out + strings + body_;
  }

  Writer() : strings_(&own_strings_) {}

 private:
  struct StringTable {
    std::unordered_map<std::string_view, std::uint64_t> index;
    std::vector<std::string_view> order;
  };
  explicit Writer(StringTable* strings) : strings_(strings) {}
  const StringTable& table() const { return *strings_; }

  void AppendSection(SectionId id, const std::string& bytes) {
    body_.push_back(static_cast<char>(id));
    AppendVarint(body_, bytes.size());
    body_.append(bytes);
  }

  void Put(const std::string& text) {
    const auto [at, added] = strings_->index.emplace(text, strings_->order.size());
    if (added) strings_->order.push_back(text);
    AppendVarint(body_, at->second);
  }
  void Put(bool flag) { body_.push_back(flag ? '\1' : '\0'); }
  void Put(int number) { AppendVarint(body_, ZigZag(number)); }
  void Put(std::uint32_t number) { AppendVarint(body_, number); }
  void Put(std::uint64_t number) { AppendFixed(body_, number, 8); }
  void Put(const std::optional<std::int64_t>& number) {
    Put(number.has_value());
    if (number) AppendVarint(body_, ZigZag(*number));
  }
  void Put(const Value& value) { body_.append(value.bytes()); }
  // Enumerations are a byte; indices and labels are shifted by one, so that "none" is 0.
  template <typename E>
  requires std::is_enum_v<E>
  void Put(E value) {
    if constexpr (sizeof(E) == 1) {
      body_.push_back(static_cast<char>(value));
    } else {
      AppendVarint(body_, IsNone(value) ? 0 : std::uint64_t{Raw(value)} + 1);
    }
  }
  template <typename T>
  void Put(const std::vector<T>& entries) {
    AppendVarint(body_, entries.size());
    for (const auto& entry : entries) Put(static_cast<const T&>(entry));
  }
  template <typename T>
  requires std::is_class_v<T>
  void Put(const T& entry) { internal::Layout(*this, entry); }

  StringTable own_strings_;
  StringTable* strings_;
  std::string body_;
};

std::string EncodeBody(const Module& module) {
  Writer writer;
  internal::Layout(writer, module);
  return writer.Finish();
}

}  // namespace

std::string Encode(const Module& module) {
  const std::string body = EncodeBody(module);
  std::string checked;
  AppendFixed(checked, kVersionTarget, 4);
  AppendFixed(checked, kLanguageVersion, 4);
  AppendFixed(checked, body.size(), 8);
  Fnv1a64 checksum;
  checksum.Add(checked);
  checksum.Add(body);
  std::string out(kModuleMagic);
  out.append(checked);
  AppendFixed(out, checksum.value(), 8);
  out.append(body);
  return out;
}

std::uint64_t Fingerprint(const Module& module) {
  Module running = module;
  running.compiler_version.clear();
  running.files.clear();
  running.source_map.clear();
  for (PolicySpec& policy : running.policies) {
    policy.file = 0;
    policy.line = 0;
    policy.when.clear();
    policy.examples.clear();
    policy.aliases.clear();  // who looks a policy up by another name runs the same code
  }
  Fnv1a64 hash;
  hash.AddNumber(kVersionTarget);
  hash.Add(EncodeBody(running));
  return hash.value();
}

}  // namespace proviso
