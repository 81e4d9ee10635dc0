// SPDX-License-Identifier: Apache-2.0
// Source text and places in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

// Identifies a SourceFile within one compilation; an index into its SourceSet.
enum class FileId : std::uint32_t {};

// A half-open range of bytes [begin, end) of one file.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

// The smallest span that covers both; the two must lie in the same file.
Span Cover(const Span& a, const Span& b);

// 1-based. `column` counts Unicode code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// Text of one file, kept as given (UTF-8, BOM and CR included), with an index of its lines.
// Immutable after construction, so it may be shared between threads.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view Text(const Span& span) const;

  // Number of lines; a final line feed does not open another one.
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  // Text of the 1-based `line`, without its line ending.
  std::string_view Line(std::uint32_t line) const;
  std::uint32_t LineOf(std::uint32_t offset) const;
  std::uint32_t LineStart(std::uint32_t line) const { return line_starts_[line - 1]; }
  LineColumn Locate(std::uint32_t offset) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// The files of one compilation. Owns them, with other sets perhaps; references stay good while the
// set lives.
class SourceSet {
 public:
  FileId Add(std::string name, std::string text);
  // A file that has its number already. What is missing below it is an empty file without a name.
  void Place(FileId id, std::shared_ptr<const SourceFile> file);
  const SourceFile& file(FileId id) const { return *files_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return files_.size(); }
  std::uint32_t LineOf(const Span& span) const { return file(span.file).LineOf(span.begin); }

 private:
  std::vector<std::shared_ptr<const SourceFile>> files_;
};

}  // namespace proviso
