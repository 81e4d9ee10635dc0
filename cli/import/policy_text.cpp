// SPDX-License-Identifier: Apache-2.0
#include "cli/import/policy_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <vector>

#include "cli/import/internal/words.h"

namespace proviso::importing {
namespace {

constexpr std::size_t kCommentWidth = 96;
constexpr std::size_t kMaxHeadingBytes = 120;

using Blocks = std::span<const Block>;

// A heading with what stands under it; `heading` is null for what stands before the first one.
struct Section {
  const Block* heading = nullptr;
  std::string kind;  // as Words::HeadingKind; empty for a section of its own
  Blocks blocks;
  Blocks introduction;  // what precedes the steps of a section that is named as documentation

  bool is_documentation() const { return kind == "prose" || kind == "reference"; }
};

// "2.1 Verify the order" -> "Verify the order"
std::string WithoutNumber(const std::string& heading) {
  std::size_t at = 0;
  while (at < heading.size() &&
         (std::isdigit(static_cast<unsigned char>(heading[at])) || heading[at] == '.')) {
    ++at;
  }
  if (at == 0 || at > 8) return heading;
  if (at < heading.size() && heading[at] == ')') ++at;
  if (at + 1 >= heading.size() || heading[at] != ' ') return heading;
  return heading.substr(at + 1);
}

// The words between the first pair of quotation marks; empty when there is none.
std::string Quoted(const std::string& text) {
  for (const auto& [open, close] : {std::pair{"“", "”"}, std::pair{"\"", "\""}}) {
    const std::size_t begin = text.find(open);
    if (begin == std::string::npos) continue;
    const std::size_t from = begin + std::string_view(open).size();
    const std::size_t end = text.find(close, from);
    if (end != std::string::npos && end > from) return text.substr(from, end - from);
  }
  return "";
}

bool HoldsSteps(Blocks blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
    const std::size_t tool = block.text.find('@');
    return tool != std::string::npos && block.text.find('_', tool) != std::string::npos;
  });
}

bool IsNumbered(const Block& block) {
  return !block.marker.empty() && std::isdigit(static_cast<unsigned char>(block.marker[0])) != 0;
}

// Steps are steps whatever the heading above them: most members of the lists, or of the lines where
// there is no list, say what is to be done. One numbered step is a procedure; of others it takes
// two.
bool ReadsAsProcedure(Blocks blocks) {
  const bool lists = std::any_of(blocks.begin(), blocks.end(),
                                 [](const Block& block) { return !block.marker.empty(); });
  std::size_t lines = 0;
  std::size_t steps = 0;
  bool numbered = false;
  for (const Block& block : blocks) {
    if (block.kind != Block::Kind::Line || (lists && block.marker.empty())) continue;
    ++lines;
    if (!Words::English().BeginsInstruction(block.text)) continue;
    ++steps;
    numbered = numbered || IsNumbered(block);
  }
  return steps * 2 >= lines && steps >= (numbered ? 1U : 2U);
}

// Paragraphs in front of the first list explain, save the one that announces it.
std::size_t IntroductionLength(Blocks blocks) {
  const auto first = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) {
    return !block.marker.empty() || block.text.find('@') != std::string::npos;
  });
  if (first == blocks.end()) return 0;
  auto length = static_cast<std::size_t>(first - blocks.begin());
  if (length > 0 && blocks[length - 1].text.ends_with(':')) --length;
  return length;
}

// A paragraph that is set as a heading: all bold, or in Title Case with a colon.
bool IsHeadingLine(const Block& block) {
  if (block.kind != Block::Kind::Line || !block.marker.empty() || block.level > 0) return false;
  if (block.text.size() > kMaxHeadingBytes || block.text.ends_with('.')) return false;
  const Words& words = Words::English();
  if (block.text.find_first_of("@#“\"") != std::string::npos) return false;
  if (words.BeginsCondition(block.text)) return false;
  return block.bold || (block.text.ends_with(':') && words.IsTitleCase(block.text));
}

class Writer {
 public:
  Writer(const Page& page, const PolicyTextOptions& options) : page_(page), options_(options) {}

  std::string Write() {
    Promote();
    Split();
    Opening();
    if (opens_policies_) {
      Several();
    } else if (published_) {
      Published();
    } else {
      Procedure();
    }
    return std::move(out_);
  }

 private:
  // ---- what there is ----

  // Bold paragraphs become headings where the document has none of its own below them.
  void Promote() {
    blocks_ = page_.blocks;
    bool promoted = false;
    for (Block& block : blocks_) {
      const bool below = block.kind != Block::Kind::Heading && block.level > 0;
      if (below && promoted) --block.level;
      if (below) continue;
      promoted = IsHeadingLine(block);
      if (!promoted) continue;
      block.kind = Block::Kind::Heading;
      block.level = 5;
      if (block.text.ends_with(':')) block.text.pop_back();
    }
  }

  void Split() {
    std::size_t begin = 0;
    Section section;
    const auto close = [&](std::size_t end) {
      section.blocks = Blocks(blocks_).subspan(begin, end - begin);
      if (section.heading != nullptr || !section.blocks.empty()) sections_.push_back(section);
    };
    bool own_names = true;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind != Block::Kind::Heading) continue;
      close(i);
      begin = i + 1;
      section = Section{&blocks_[i], KindOf(blocks_[i]), {}, {}};
      if (blocks_[i].level == 1) {
        ++level_ones_;
        own_names = own_names && section.kind.empty();
      }
    }
    close(blocks_.size());
    published_ = Count("logic") + Count("example") > 0;
    FindSteps();
    opens_policies_ = options_.headings_open_policies && level_ones_ > 1 && own_names;
  }

  std::string KindOf(const Block& heading) const {
    return Words::English().HeadingKind(WithoutNumber(heading.text)).value_or("");
  }

  // A page in the published form says where its steps are; elsewhere they are known by what they
  // say.
  bool HoldsStepsOf(const Section& section) const {
    if (HoldsSteps(section.blocks)) return true;
    return !published_ && section.kind != "reference" && ReadsAsProcedure(section.blocks);
  }

  // Documentation that holds steps is none. Other documentation goes on through the smaller
  // headings below it.
  void FindSteps() {
    const Section* above = nullptr;
    for (Section& section : sections_) {
      if (section.heading == nullptr) continue;
      const bool below = above != nullptr && section.heading->level > above->heading->level;
      const std::string named = section.kind.empty() && below ? above->kind : section.kind;
      if (named != "prose" && named != "reference") {
        above = nullptr;
        continue;
      }
      const Section as_named{section.heading, named, section.blocks, {}};
      if (HoldsStepsOf(as_named)) {
        // A smaller heading with steps does not make steps of what its neighbours explain.
        if (!below || !section.kind.empty()) above = nullptr;
        if (!section.kind.empty()) TakeIntroduction(section);
        section.kind.clear();
        continue;
      }
      const bool inherited = section.kind.empty();
      section.kind = named;
      if (!inherited) above = &section;
    }
  }

  static void TakeIntroduction(Section& section) {
    const std::size_t length = IntroductionLength(section.blocks);
    section.introduction = section.blocks.first(length);
    section.blocks = section.blocks.subspan(length);
  }

  std::size_t Count(std::string_view kind) const {
    return static_cast<std::size_t>(
        std::count_if(sections_.begin(), sections_.end(),
                      [&](const Section& section) { return section.kind == kind; }));
  }

  std::string Name() const {
    if (!options_.name.empty()) return options_.name;
    for (const Section& section : sections_) {
      if (section.kind != "explained") continue;
      if (std::string quoted = Quoted(section.heading->text); !quoted.empty()) return quoted;
    }
    for (const HeadValue& field : page_.head) {
      if (field.key == "policy") return field.value;
    }
    if (!page_.title.empty()) return page_.title;
    const std::string& document = options_.document;
    const std::size_t slash = document.rfind('/');
    std::string stem = slash == std::string::npos ? document : document.substr(slash + 1);
    stem = stem.substr(0, stem.rfind('.'));
    std::replace(stem.begin(), stem.end(), '_', ' ');
    std::replace(stem.begin(), stem.end(), '-', ' ');
    return CleanText(stem).empty() ? "Imported" : CleanText(stem);
  }

  // ---- writing ----

  void Line(const std::string& text) { out_ += text + "\n"; }
  void Blank() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  void Comment(const std::string& text) {
    std::string line = "//";
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = text.find(' ', at);
      if (end == std::string::npos) end = text.size();
      if (line.size() > 2 && line.size() + 1 + end - at > kCommentWidth) {
        Line(line);
        line = "//";
      }
      line += " " + text.substr(at, end - at);
      at = end + 1;
    }
    Line(line);
  }

  void Opening() {
    Comment(fmt::format("Imported from {}. Compare it with the original before you use it.",
                        options_.document));
    for (const LeftOut& item : page_.left_out) {
      std::string text = "left out: " + item.what;
      if (item.count > 1) text += fmt::format(" ({} times)", item.count);
      if (!item.sample.empty()) text += ": " + item.sample;
      Comment(text);
    }
    if (opens_policies_) DocumentHead();
    for (const Section& section : sections_) {
      if (section.is_documentation() || section.kind == "explained") {
        Documentation(*section.heading, section.blocks);
      } else if (!section.introduction.empty()) {
        Documentation(*section.heading, section.introduction);
      }
    }
    Blank();
  }

  void Documentation(const Block& heading, Blocks blocks) {
    // Beside the title there is nothing to say.
    if (blocks.empty()) return;
    Line("//");
    Comment(fmt::format("documentation, not carried out: {}", heading.text));
    for (const Block& block : blocks) {
      Comment(block.marker.empty() ? block.text : block.marker + " " + block.text);
    }
  }

  void Head(const std::string& name) {
    Line("Policy: " + name);
    for (const HeadValue& field : page_.head) {
      if (field.key != "policy") HeadLine(field);
    }
    for (const Section& section : sections_) HeadField(section);
    Blank();
    head_told_ = true;
  }

  void HeadLine(const HeadValue& field) {
    Line(Words::English().HeadFieldLabel(field.key) + ": " + field.value);
  }

  // What a document with several policies says of the whole of itself.
  void DocumentHead() {
    if (!page_.title.empty()) Comment("of the whole document: " + page_.title);
    for (const HeadValue& field : page_.head) {
      if (!IsShared(field)) {
        Comment(fmt::format("of the whole document: {}: {}",
                            Words::English().HeadFieldLabel(field.key), field.value));
      }
    }
  }

  // Fields that hold for each policy of a document; what starts it or names it holds for none.
  static bool IsShared(const HeadValue& field) {
    return field.key != "policy" && field.key != "when" && field.key != "examples";
  }

  // A field is one line: the paragraphs of its section, or the members of its list.
  void HeadField(const Section& section) {
    const std::string label =
        section.kind == "policy" ? "" : Words::English().HeadFieldLabel(section.kind);
    if (label.empty()) return;
    std::string value;
    std::string members;
    for (const Block& block : section.blocks) {
      std::string& into = block.marker.empty() ? value : members;
      if (!into.empty()) into += block.marker.empty() ? " " : ", ";
      into += block.text;
    }
    const bool list = value.empty();
    if (list) value = members;
    if (value.empty()) return;
    const bool known = std::any_of(page_.head.begin(), page_.head.end(),
                                   [&](const HeadValue& one) { return one.key == section.kind; });
    if (known) return Comment(fmt::format("said at the top already: {}: {}", label, value));
    Line(label + ": " + value);
    if (list || members.empty() || head_told_) return;
    for (const Block& block : section.blocks) {
      if (!block.marker.empty()) Comment(block.marker + " " + block.text);
    }
  }

  void Procedure() {
    Head(Name());
    for (const Section& section : sections_) {
      const bool is_title =
          section.heading != nullptr && section.heading->level == 1 &&
          (level_ones_ == 1 || section.heading->text == page_.title || section.blocks.empty());
      if (section.kind.empty()) Steps(section, !is_title);
    }
  }

  // A page in the published form: the sections after "Policy logic", up to the next one of a kind.
  void Published() {
    bool inside = false;
    for (const Section& section : sections_) {
      if (section.kind == "logic" || section.kind == "example") {
        Blank();
        const bool example = section.kind == "example";
        const std::string name =
            example ? fmt::format("{} ({})", Name(), Words::English().example()) : Name();
        Head(name);
        Steps(section, false);
        inside = true;
      } else if (section.kind.empty()) {
        // The title of the page, and what precedes the first policy, are documentation.
        if (inside) {
          Steps(section, true);
        } else if (!section.blocks.empty()) {
          for (const Block& block : section.blocks) Comment(block.text);
        }
      } else {
        inside = false;
      }
    }
  }

  void Several() {
    bool first = true;
    for (const Section& section : sections_) {
      if (section.heading != nullptr && section.heading->level == 1) {
        Blank();
        Line("Policy: " + WithoutNumber(section.heading->text));
        for (const HeadValue& field : page_.head) {
          if (IsShared(field)) HeadLine(field);
        }
        first = false;
        Blank();
        Steps(section, false);
      } else if (section.kind.empty()) {
        if (first && section.heading == nullptr) {
          for (const Block& block : section.blocks) Comment(block.text);
        } else {
          Steps(section, true);
        }
      } else if (!section.is_documentation() && section.kind != "explained") {
        HeadField(section);
        Blank();
      }
    }
  }

  void Steps(const Section& section, bool with_heading) {
    if (with_heading && section.heading != nullptr) {
      Blank();
      Line("## " + WithoutNumber(section.heading->text));
      Blank();
    }
    for (const Block& block : section.blocks) Step(block);
  }

  void Step(const Block& block) {
    const std::string indent(static_cast<std::size_t>(block.level) * 2, ' ');
    if (block.kind == Block::Kind::Quote) {
      // The wording that the line above announces.
      const bool quoted = block.text.starts_with("“") || block.text.starts_with('"');
      const std::string text = quoted ? block.text : "“" + block.text + "”";
      if (out_.ends_with(":\n")) {
        out_.pop_back();
        Line(" " + text);
      } else {
        Line(indent + text);
      }
      return;
    }
    Line(indent + (block.marker.empty() ? "" : block.marker + " ") + block.text);
  }

  const Page& page_;
  const PolicyTextOptions& options_;
  std::vector<Block> blocks_;
  std::vector<Section> sections_;
  bool opens_policies_ = false;
  bool published_ = false;
  bool head_told_ = false;  // a second policy of the page repeats the fields, not their remarks
  std::size_t level_ones_ = 0;
  std::string out_;
};

}  // namespace

std::string PolicyText(const Page& page, const PolicyTextOptions& options) {
  return Writer(page, options).Write();
}

}  // namespace proviso::importing
