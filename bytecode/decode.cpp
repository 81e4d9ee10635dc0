// SPDX-License-Identifier: Apache-2.0
#include "bytecode/decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "bytecode/format.h"
#include "bytecode/internal/layout.h"
#include "core/hash.h"
#include "core/utf8.h"
#include "core/varint.h"

namespace proviso {
namespace {

std::uint64_t ReadFixed(std::string_view bytes, std::size_t position, int count) {
  std::uint64_t number = 0;
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[position + static_cast<std::size_t>(i)]);
    number |= std::uint64_t{byte} << (8 * i);
  }
  return number;
}

// A count is believed only as far as entries really follow: vectors grow as they are read.
constexpr std::size_t kMaxReserve = 1024;

// Walks the layout of a module and takes it off the front of `rest_`. After the first failure it
// does nothing more; `failed()` says why.
class Reader {
 public:
  explicit Reader(std::string_view body) : rest_(body) {}

  bool failed() const { return !failure_.empty(); }
  const std::string& failure() const { return failure_; }
  bool at_end() const { return rest_.empty(); }

  void Strings() {
    if (!OpenSection(SectionId::Strings)) return;
    const std::uint64_t count = Count(section_.size());
    for (std::uint64_t i = 0; i < count && !failed(); ++i) {
      const std::string_view text = Bytes();
      if (!IsUtf8(text)) Fail("a text that is not UTF-8");
      strings_.push_back(text);
    }
    CloseSection();
  }

  template <typename... Fields>
  void operator()(Fields&... fields) {
    (Get(fields), ...);
  }

  template <typename... Fields>
  void Section(SectionId id, Fields&... fields) {
    if (!OpenSection(id)) return;
    (*this)(fields...);
    CloseSection();
  }
  void CodeSection(std::string& code) {
    if (!OpenSection(SectionId::Code)) return;
    code.assign(section_);
    section_ = {};
  }

 private:
  void Fail(std::string_view what) {
    if (failed()) return;
    failure_ = fmt::format("section {} holds {}", static_cast<int>(id_), what);
  }

  bool OpenSection(SectionId id) {
    if (failed()) return false;
    id_ = id;
    std::uint64_t length = 0;
    if (rest_.empty() || static_cast<SectionId>(rest_.front()) != id) {
      failure_ = fmt::format("section {} is missing", static_cast<int>(id));
      return false;
    }
    rest_.remove_prefix(1);
    if (!TakeVarint(rest_, length) || length > rest_.size()) {
      Fail("fewer bytes than it says");
      return false;
    }
    section_ = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }
  void CloseSection() {
    if (!section_.empty()) Fail("more bytes than its entries need");
  }

  std::uint64_t Varint(std::uint64_t largest) {
    std::uint64_t number = 0;
    if (!TakeVarint(section_, number) || number > largest) Fail("a number that is out of range");
    return failed() ? 0 : number;
  }
  // Each entry takes at least one byte.
  std::uint64_t Count(std::size_t left) {
    const std::uint64_t count = Varint(kMaxTableEntries);
    if (count > left) Fail("fewer entries than it says");
    return failed() ? 0 : count;
  }
  std::string_view Bytes() {
    const std::uint64_t length = Varint(std::numeric_limits<std::uint64_t>::max());
    if (length > section_.size()) Fail("a text that is cut off");
    if (failed()) return {};
    const std::string_view bytes = section_.substr(0, length);
    section_.remove_prefix(length);
    return bytes;
  }
  std::uint8_t Byte(std::uint8_t largest) {
    if (section_.empty() || static_cast<std::uint8_t>(section_.front()) > largest) {
      Fail("a number that means nothing here");
    }
    if (failed()) return 0;
    const auto byte = static_cast<std::uint8_t>(section_.front());
    section_.remove_prefix(1);
    return byte;
  }

  void Get(std::string& text) {
    const std::uint64_t index = Varint(std::numeric_limits<std::uint32_t>::max());
    if (index >= strings_.size()) Fail("a text that is not in the string table");
    if (failed()) return;
    // One long text named a million times would be a bomb.
    text_bytes_ += strings_[index].size();
    if (text_bytes_ > kMaxTextBytes) return Fail("more text than the limit allows");
    text.assign(strings_[index]);
  }
  void Get(bool& flag) { flag = Byte(1) == 1; }
  void Get(int& number) {
    const std::int64_t wide = UnZigZag(Varint(std::numeric_limits<std::uint32_t>::max()));
    number = static_cast<int>(wide);
  }
  void Get(std::uint32_t& number) {
    number = static_cast<std::uint32_t>(Varint(std::numeric_limits<std::uint32_t>::max()));
  }
  void Get(std::uint64_t& number) {
    if (section_.size() < 8) Fail("a number that is cut off");
    if (failed()) return;
    number = ReadFixed(section_, 0, 8);
    section_.remove_prefix(8);
  }
  void Get(std::optional<std::int64_t>& number) {
    number.reset();
    if (Byte(1) == 1) number = UnZigZag(Varint(std::numeric_limits<std::uint64_t>::max()));
  }
  void Get(Value& value) {
    const auto length = CheckValue(section_);
    if (!length) Fail("a value that is malformed");
    if (failed()) return;
    value = Value(ValueView::FromChecked(section_.substr(0, *length)));
    section_.remove_prefix(*length);
  }
  template <typename E>
  requires std::is_enum_v<E>
  void Get(E& value) {
    if constexpr (sizeof(E) == 1) {
      value = static_cast<E>(Byte(internal::kLargest<E>));
    } else {
      const std::uint64_t shifted = Varint(std::uint64_t{kNoIndex});
      value = shifted == 0 ? kNone<E> : static_cast<E>(shifted - 1);
    }
  }
  template <typename T>
  void Get(std::vector<T>& entries) {
    const std::uint64_t count = Count(section_.size());
    entries.clear();
    entries.reserve(std::min<std::uint64_t>(count, kMaxReserve));
    for (std::uint64_t i = 0; i < count && !failed(); ++i) {
      T entry{};
      Get(entry);
      entries.push_back(std::move(entry));
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Get(T& entry) { internal::Layout(*this, entry); }

  std::string_view rest_;
  std::string_view section_;
  SectionId id_ = SectionId::Strings;
  std::vector<std::string_view> strings_;
  std::size_t text_bytes_ = 0;
  std::string failure_;
};

Result<std::string_view> CheckHead(std::string_view bytes) {
  const std::string_view magic = bytes.substr(0, kModuleMagic.size());
  if (magic != kModuleMagic.substr(0, magic.size()) || magic.empty()) {
    return Error{"bad_magic",
                 "this is not a compiled bundle: it does not start with PVO1; build one with "
                 "`proviso build`"};
  }
  if (bytes.size() < kModuleHeadBytes) {
    return Error{"truncated", fmt::format("the bundle is cut off: {} bytes, its head alone has {}; "
                                          "build or copy it again",
                                          bytes.size(), kModuleHeadBytes)};
  }
  const auto version = static_cast<std::uint32_t>(ReadFixed(bytes, 4, 4));
  if (version < kVersionMin || version > kVersionMax) {
    return Error{"format_version",
                 fmt::format("the bundle has format version {}, this program reads {} to {}; build "
                             "the bundle again with this version",
                             version, kVersionMin, kVersionMax)};
  }
  const auto language = static_cast<std::uint32_t>(ReadFixed(bytes, 8, 4));
  if (language == 0 || language > kLanguageVersion) {
    return Error{
        "language_version",
        fmt::format("the bundle has language version {}, this program knows 1 to {}; use a "
                    "newer program or build the bundle again",
                    language, kLanguageVersion)};
  }
  if (bytes.size() > kMaxModuleBytes) {
    return Error{"too_large", fmt::format("the bundle has {} bytes, the limit is {}; split it",
                                          bytes.size(), kMaxModuleBytes)};
  }
  const std::uint64_t length = ReadFixed(bytes, 12, 8);
  const std::string_view body = bytes.substr(kModuleHeadBytes);
  if (length != body.size()) {
    return Error{length > body.size() ? "truncated" : "malformed",
                 fmt::format("the bundle's body has {} bytes where its head says {}; build or copy "
                             "it again",
                             body.size(), length)};
  }
  Fnv1a64 checksum;
  checksum.Add(bytes.substr(4, 16));
  checksum.Add(body);
  if (checksum.value() != ReadFixed(bytes, 20, 8)) {
    return Error{"checksum",
                 "the bundle is damaged: its checksum does not match; build or copy it again"};
  }
  return body;
}

}  // namespace

Result<Module> Decode(std::string_view bytes) {
  PROVISO_TRY(const std::string_view body, CheckHead(bytes));
  Reader reader(body);
  Module module;
  reader.Strings();
  internal::Layout(reader, module);
  if (reader.failed()) {
    return Error{"malformed", "the bundle cannot be read: " + reader.failure()};
  }
  if (!reader.at_end()) {
    return Error{"malformed", "the bundle cannot be read: bytes follow its last section"};
  }
  return module;
}

}  // namespace proviso
