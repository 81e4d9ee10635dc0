// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/layout_writer.h"

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/format/line_prefix.h"
#include "compiler/format/line_text.h"

namespace proviso::compiler {
namespace {

using ast::Bullet;
using ast::LineRole;

constexpr std::size_t kIndent = 2;

bool IsStepLike(LineRole role) {
  return role == LineRole::Step || role == LineRole::Heading || role == LineRole::Table ||
         role == LineRole::Unread;
}
bool IsHead(LineRole role) {
  return role == LineRole::PolicyName || role == LineRole::HeadField || role == LineRole::HeadValue;
}
bool IsProse(LineRole role) { return role == LineRole::Prose || role == LineRole::Explanation; }
bool IsAside(LineRole role) {
  return role == LineRole::Comment || role == LineRole::Ruler || role == LineRole::LeftOut;
}

struct Entry {
  const ast::LineLayout* line = nullptr;
  Rewrite rewrite = Rewrite::All;
  LinePrefix prefix;
  std::uint32_t depth = 0;
  std::size_t column = 0;          // where its bullet or text begins
  std::size_t block = 0;           // lines of one block have the same parent
  std::optional<unsigned> number;  // takes the place of the one written
  bool opens = false;              // deeper lines follow
  bool section = false;            // a heading written without a bullet
  bool blank = false;              // an empty line in front of it
};

class Writer {
 public:
  Writer(const SourceFile& source, const ast::Document& document,
         const std::vector<Rewrite>& rewrites)
      : source_(source), text_(source, document) {
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < document.layout.size(); ++i) {
      Entry entry;
      entry.line = &document.layout[i];
      entry.rewrite = rewrites[i];
      entry.blank = i > 0 && entry.line->number > before + 1;
      entry.prefix = ReadPrefix(RawPrefix(*entry.line));
      entry.depth = IsStepLike(entry.line->role) ? entry.line->depth : 0;
      before = entry.line->number;
      is_page_ = is_page_ || entry.line->role == LineRole::PageHeading;
      entries_.push_back(std::move(entry));
    }
  }

  std::string Run() {
    NestProse();
    FindBlocks();
    FindOpeners();
    FindSections();
    Renumber();
    PlaceColumns();
    PlaceAsides();
    PlaceBlankLines();
    std::string out;
    for (const Entry& entry : entries_) {
      if (entry.blank) out += '\n';
      out.append(entry.column, ' ');
      out += Content(entry);
      out += '\n';
    }
    return out;
  }

 private:
  std::string_view RawPrefix(const ast::LineLayout& line) const {
    const std::uint32_t begin = source_.LineStart(line.number);
    return source_.text().substr(begin, line.text_begin - begin);
  }

  // Lists in prose are nested as they were.
  void NestProse() {
    std::vector<std::uint32_t> indents;
    for (Entry& entry : entries_) {
      if (entry.line->role == LineRole::HeadValue) entry.depth = 1;
      if (IsAside(entry.line->role)) continue;
      if (!IsProse(entry.line->role)) {
        indents.clear();
        continue;
      }
      while (!indents.empty() && indents.back() > entry.line->indent) indents.pop_back();
      if (indents.empty() || indents.back() < entry.line->indent) {
        indents.push_back(entry.line->indent);
      }
      entry.depth = static_cast<std::uint32_t>(indents.size() - 1);
    }
  }

  void FindBlocks() {
    std::vector<std::size_t> blocks;  // the open block of every depth
    std::size_t next = 0;
    for (Entry& entry : entries_) {
      if (IsAside(entry.line->role)) continue;
      if (!IsStepLike(entry.line->role)) {
        blocks.clear();
        continue;
      }
      if (entry.line->hashes > 0) blocks.resize(std::min<std::size_t>(blocks.size(), entry.depth));
      blocks.resize(std::min<std::size_t>(blocks.size(), entry.depth + 1));
      while (blocks.size() < entry.depth + 1) blocks.push_back(next++);
      entry.block = blocks.back();
      if (entry.line->bullet == Bullet::Number) numbered_[entry.block] = true;
      // What stands under a Markdown heading is a block of its own.
      if (entry.line->hashes > 0) blocks.pop_back();
    }
  }

  void FindOpeners() {
    Entry* last = nullptr;
    for (Entry& entry : entries_) {
      if (IsAside(entry.line->role)) continue;
      if (last != nullptr && IsStepLike(last->line->role) && IsStepLike(entry.line->role)) {
        last->opens = entry.depth > last->depth;
      }
      last = &entry;
    }
  }

  // Headings of the outermost level stand without a bullet. On a page the first line does not:
  // there, a sentence without a bullet in front of the list is an explanation.
  void FindSections() {
    bool first = true;
    for (Entry& entry : entries_) {
      const ast::LineLayout& line = *entry.line;
      if (!IsStepLike(line.role)) {
        first = first || !IsAside(line.role);
        continue;
      }
      const bool plain = line.role == LineRole::Heading && line.hashes == 0 && entry.depth == 0 &&
                         entry.prefix.labels.empty();
      const bool stays = entry.rewrite != Rewrite::All && !entry.prefix.empty();
      entry.section = plain && !stays && (entry.opens || line.colon) && !(is_page_ && first);
      first = false;
    }
  }

  // Numbers that do not count up are counted anew; others stay, because a text may refer to them.
  void Renumber() {
    std::map<std::size_t, std::vector<Entry*>> runs;  // of the open blocks
    const auto finish = [](std::vector<Entry*>& run) {
      bool rises = true;
      for (std::size_t i = 1; i < run.size(); ++i) {
        rises = rises && *run[i]->prefix.Number() > *run[i - 1]->prefix.Number();
      }
      for (std::size_t i = 1; !rises && i < run.size(); ++i) {
        run[i]->number = *run.front()->prefix.Number() + static_cast<unsigned>(i);
      }
      run.clear();
    };
    for (Entry& entry : entries_) {
      if (!IsStepLike(entry.line->role)) continue;
      std::vector<Entry*>& run = runs[entry.block];
      const auto number = entry.prefix.Number();
      const bool restarts =
          number && !run.empty() && entry.blank && *number == 1 && *run.back()->prefix.Number() > 1;
      if (!number || restarts || entry.rewrite == Rewrite::NothingInside) finish(run);
      if (number && entry.rewrite != Rewrite::NothingInside) run.push_back(&entry);
    }
    for (auto& [block, run] : runs) finish(run);
  }

  // What belongs to a numbered line begins below its text, as Markdown wants it.
  void PlaceColumns() {
    std::vector<std::size_t> below = {0};  // where lines of every depth begin
    for (Entry& entry : entries_) {
      if (IsAside(entry.line->role)) continue;
      while (below.size() <= entry.depth) below.push_back(below.back() + kIndent);
      entry.column = below[entry.depth];
      below.resize(entry.depth + 1);
      const std::size_t label = entry.prefix.labels.empty() || IsTitled(entry)
                                    ? kIndent
                                    : BulletText(entry.prefix, entry.number).size();
      below.push_back(entry.column + label);
    }
  }

  // "SECTION: …", "Step 3 – …": words stand in front of the text, and no list's mark.
  static bool IsTitled(const Entry& entry) {
    constexpr std::size_t kShortestWord = 4;
    const std::string& label = entry.prefix.labels.front();
    const char first = label.front();
    const bool word =
        (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '*';
    return word && label.size() >= kShortestWord;
  }

  // A comment stands as deep as the line it speaks of: the next one, or the one before at the end
  // of a policy.
  void PlaceAsides() {
    const Entry* next = nullptr;
    for (std::size_t i = entries_.size(); i-- > 0;) {
      Entry& entry = entries_[i];
      if (!IsAside(entry.line->role)) {
        next = &entry;
        continue;
      }
      if (entry.line->role == LineRole::Ruler || entry.line->role == LineRole::LeftOut) continue;
      if (next != nullptr && !EndsPolicy(*next)) {
        entry.column = next->column;
      } else if (entry.line->indent > 0) {
        entry.column = ColumnBefore(i);
      }
    }
  }
  static bool EndsPolicy(const Entry& entry) {
    return entry.line->role == LineRole::PolicyName || entry.line->role == LineRole::PageHeading;
  }
  std::size_t ColumnBefore(std::size_t at) const {
    while (at-- > 0) {
      if (!IsAside(entries_[at].line->role)) return entries_[at].column;
    }
    return 0;
  }

  void PlaceBlankLines() {
    const Entry* before = nullptr;
    bool in_section = false;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (IsAside(entry.line->role)) continue;
      if (before != nullptr && IsStepLike(before->line->role) && before->opens &&
          before->line->hashes == 0) {
        for (std::size_t k = i + 1; k-- > 0 && &entries_[k] != before;) entries_[k].blank = false;
      } else if (before != nullptr && WantsBlank(*before, entry, in_section)) {
        BlankBefore(i);
      }
      if (!IsStepLike(entry.line->role)) {
        in_section = false;
      } else if (entry.depth == 0) {
        in_section = entry.section && entry.opens;
      }
      before = &entry;
    }
  }
  static bool WantsBlank(const Entry& before, const Entry& entry, bool in_section) {
    if (EndsPolicy(entry)) return true;
    if (!IsStepLike(entry.line->role)) return false;
    if (IsHead(before.line->role)) return true;
    return entry.section || entry.line->hashes > 0 || (in_section && entry.depth == 0);
  }
  // In front of the comments that speak of the line.
  void BlankBefore(std::size_t at) {
    while (at > 0 && !entries_[at].blank && entries_[at - 1].line->role == LineRole::Comment) --at;
    if (at > 0) entries_[at].blank = true;
  }

  std::string Content(const Entry& entry) const {
    const ast::LineLayout& line = *entry.line;
    const std::string_view raw = source_.Line(line.number);
    if (line.role == LineRole::LeftOut) return std::string(raw);
    if (IsAside(line.role) || line.role == LineRole::Unread ||
        entry.rewrite == Rewrite::NothingInside) {
      return std::string(Trimmed(raw));
    }
    std::string out = Opening(entry);
    if (line.role == LineRole::Table) {
      return out +
             std::string(Trimmed(raw.substr(line.text_begin - source_.LineStart(line.number))));
    }
    std::string text = text_.Canonical(line.text_begin, line.comment);
    const bool keyed = line.role == LineRole::HeadField || line.role == LineRole::PolicyName;
    out += keyed && line.hashes == 0 ? SpacedField(text) : text;
    const std::uint32_t end =
        source_.LineStart(line.number) + static_cast<std::uint32_t>(raw.size());
    if (line.comment < end) {
      out += ' ';
      out += Trimmed(source_.text().substr(line.comment, end - line.comment));
    }
    return std::string(Trimmed(out));
  }

  // The bullet, the number or the hashes.
  std::string Opening(const Entry& entry) const {
    const ast::LineLayout& line = *entry.line;
    std::string bullet = BulletText(entry.prefix, entry.number);
    switch (line.role) {
      case LineRole::PolicyName:
      case LineRole::HeadField:
        bullet.clear();
        break;
      case LineRole::Step:
      case LineRole::Heading:
        if (entry.section) {
          bullet.clear();
        } else if (bullet.empty() && entry.rewrite == Rewrite::All && line.hashes == 0 &&
                   !numbered_.contains(entry.block)) {
          bullet = "- ";
        }
        break;
      case LineRole::HeadValue:
        if (bullet.empty() && entry.rewrite == Rewrite::All) bullet = "- ";
        break;
      default:
        break;
    }
    if (!entry.prefix.hashes.empty()) bullet += entry.prefix.hashes + " ";
    return bullet;
  }

  // "When :x" -> "When: x"
  static std::string SpacedField(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return text;
    const std::string_view value = Trimmed(std::string_view(text).substr(colon + 1));
    if (value.starts_with("//")) return text;
    std::string out(Trimmed(std::string_view(text).substr(0, colon)));
    out += ':';
    if (!value.empty()) out += ' ';
    return out.append(value);
  }

  const SourceFile& source_;
  LineText text_;
  std::vector<Entry> entries_;
  std::map<std::size_t, bool> numbered_;  // blocks that hold a numbered line
  bool is_page_ = false;
};

}  // namespace

std::string WriteLayout(const SourceFile& source, const ast::Document& document,
                        const std::vector<Rewrite>& rewrites) {
  return Writer(source, document, rewrites).Run();
}

std::string WriteTidy(const SourceFile& source, const ast::Document& document) {
  std::string out;
  std::uint32_t before = 0;
  for (const ast::LineLayout& line : document.layout) {
    if (before != 0 && line.number > before + 1) out += '\n';
    before = line.number;
    std::string_view raw = source.Line(line.number);
    if (raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
    const std::string_view text = Trimmed(raw);
    if (!text.empty())
      raw = raw.substr(0, static_cast<std::size_t>(text.data() + text.size() - raw.data()));
    out.append(raw);
    out += '\n';
  }
  return out;
}

}  // namespace proviso::compiler
