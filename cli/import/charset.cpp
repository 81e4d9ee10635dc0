// SPDX-License-Identifier: Apache-2.0
#include "cli/import/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <vector>

#include "core/utf8.h"

namespace proviso::importing {
namespace {

constexpr std::size_t kWhereCharsetStands = 4096;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter Open(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

std::string Convert(std::string_view bytes, UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  // Every byte may become one UTF-16 unit, and no more than two.
  std::vector<UChar> units(bytes.size() * 2 + 16);
  const int32_t length = ucnv_toUChars(converter, units.data(), static_cast<int32_t>(units.size()),
                                       bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return RepairUtf8(bytes);
  const Converter utf8 = Open("UTF-8");
  if (!utf8) return RepairUtf8(bytes);
  std::string out(static_cast<std::size_t>(length) * 3 + 16, '\0');
  status = U_ZERO_ERROR;
  const int32_t written = ucnv_fromUChars(utf8.get(), out.data(), static_cast<int32_t>(out.size()),
                                          units.data(), length, &status);
  if (U_FAILURE(status)) return RepairUtf8(bytes);
  out.resize(static_cast<std::size_t>(written));
  return out;
}

// The value of `charset=` in a <meta> element near the top, empty when there is none.
std::string NamedCharset(std::string_view bytes) {
  std::string head(bytes.substr(0, kWhereCharsetStands));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t meta = head.find("<meta");
  if (meta == std::string::npos) return "";
  std::size_t at = head.find("charset", meta);
  if (at == std::string::npos) return "";
  at += 7;
  const auto skip = [&](std::string_view any) {
    while (at < head.size() && any.find(head[at]) != std::string_view::npos) ++at;
  };
  skip(" \t");
  if (at >= head.size() || head[at] != '=') return "";
  ++at;
  skip(" \t\"'");
  std::string name;
  while (
      at < head.size() && name.size() < 40 &&
      (std::isalnum(static_cast<unsigned char>(head[at])) || head[at] == '-' || head[at] == '_')) {
    name += head[at++];
  }
  // Browsers read these two as windows-1252, and so were the pages written.
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") return "windows-1252";
  return name;
}

DecodedText From(std::string_view bytes, const std::string& charset, bool guessed) {
  const Converter converter = Open(charset);
  if (!converter) return {RepairUtf8(bytes), "utf-8", true};
  return {Convert(bytes, converter.get()), charset, guessed};
}

}  // namespace

DecodedText DecodeText(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {RepairUtf8(bytes.substr(3)), "utf-8", false};
  if (bytes.starts_with("\xFF\xFE")) return From(bytes.substr(2), "utf-16le", false);
  if (bytes.starts_with("\xFE\xFF")) return From(bytes.substr(2), "utf-16be", false);
  if (IsUtf8(bytes)) return {std::string(bytes), "utf-8", false};
  const std::string named = NamedCharset(bytes);
  // A page that calls itself UTF-8 and is not: most of it is, so that only the rest is repaired.
  if (named == "utf-8" || named == "utf8") return {RepairUtf8(bytes), "utf-8", false};
  if (!named.empty()) return From(bytes, named, false);
  return From(bytes, "windows-1252", true);
}

}  // namespace proviso::importing
