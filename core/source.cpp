// SPDX-License-Identifier: Apache-2.0
#include "core/source.h"

#include <algorithm>

namespace proviso {

Span Cover(const Span& a, const Span& b) {
  return Span{a.file, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i + 1 < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view SourceFile::Text(const Span& span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::string_view SourceFile::Line(std::uint32_t line) const {
  const std::size_t begin = line_starts_[line - 1];
  const std::size_t end = line < line_starts_.size() ? line_starts_[line] : text_.size();
  std::string_view view = std::string_view(text_).substr(begin, end - begin);
  while (!view.empty() && (view.back() == '\n' || view.back() == '\r')) view.remove_suffix(1);
  return view;
}

std::uint32_t SourceFile::LineOf(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

LineColumn SourceFile::Locate(std::uint32_t offset) const {
  LineColumn place;
  place.line = LineOf(offset);
  const std::uint32_t start = line_starts_[place.line - 1];
  const std::uint32_t end =
      std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(text_.size()));
  for (std::uint32_t i = start; i < end; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++place.column;
  }
  return place;
}

FileId SourceSet::Add(std::string name, std::string text) {
  files_.push_back(std::make_shared<const SourceFile>(std::move(name), std::move(text)));
  return static_cast<FileId>(files_.size() - 1);
}

void SourceSet::Place(FileId id, std::shared_ptr<const SourceFile> file) {
  static const auto kNone = std::make_shared<const SourceFile>("", "");
  const auto index = static_cast<std::size_t>(id);
  if (files_.size() <= index) files_.resize(index + 1, kNone);
  files_[index] = std::move(file);
}

}  // namespace proviso
