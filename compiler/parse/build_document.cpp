// SPDX-License-Identifier: Apache-2.0
// Policies and their heads.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/document_builder.h"
#include "compiler/parse/internal/framed_titles.h"
#include "compiler/parse/internal/list_marks.h"
#include "compiler/parse/internal/step_titles.h"
#include "compiler/vocabulary/languages.h"
#include "core/nearest.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxTriggerWords = 6;

// The words in front of a colon, folded and joined by spaces; empty when they are no key.
std::string KeyOf(const Line& line, std::size_t& colon) {
  std::string key;
  for (std::size_t i = 0; i < line.tokens.size() && i < 6; ++i) {
    if (line.tokens[i].type == L::COLON) {
      colon = i;
      return key;
    }
    if (line.tokens[i].type != L::WORD) return {};
    if (!key.empty()) key += ' ';
    key += line.tokens[i].folded;
  }
  return {};
}

Regions RegionsOf(const SourceFile& source, const ParseOptions& options) {
  return source.text().size() > options.max_bytes ? Regions{} : FindRegions(source);
}

// Too long a file is not looked at (see Build).
LanguageChoice LanguageOf(const SourceFile& written, const SourceFile& live, FileId file,
                          const Regions& regions, const ParseOptions& options) {
  return written.text().size() > options.max_bytes ? LanguageChoice{"en", {}, {}}
                                                   : ChooseLanguage(written, live, file, regions);
}

const pack::Pack* PackFor(const LanguageChoice& language) {
  return compiler::IsPolicyLanguage(language.code) ? pack::Pack::Of(language.code) : nullptr;
}

}  // namespace

DocumentBuilder::DocumentBuilder(const SourceSet& sources, FileId file, DiagnosticSink& sink,
                                 const ParseOptions& options)
    : file_(file),
      sink_(sink),
      options_(options),
      regions_(RegionsOf(sources.file(file), options)),
      live_(LiveText(sources.file(file), regions_)),
      written_(sources.file(file)),
      source_(live_ ? *live_ : written_),
      language_(LanguageOf(written_, source_, file, regions_, options)),
      pack_(PackFor(language_)),
      phrases_(source_, file, Vocabulary::Of(language_.code)),
      lexer_(source_, file, sink, options),
      blocks_(source_, phrases_, pack_ != nullptr ? *pack_ : *pack::Pack::Of("en"), sink, options) {
  document_.file = file;
  if (pack_ != nullptr) document_.language = language_.code;
  document_.language_span = language_.span;
}

ast::Document DocumentBuilder::Build() {
  if (source_.text().size() > options_.max_bytes) {
    sink_
        .Report(DiagnosticId::FileTooLarge, Span{file_, 0, 0},
                fmt::format("the file is {} bytes long, and at most {} are read",
                            source_.text().size(), options_.max_bytes))
        .Note("put policies into files of their own");
    AddRemark(ast::RemarkKind::Prose, 0, static_cast<std::uint32_t>(source_.text().size()));
    return std::move(document_);
  }
  if (pack_ == nullptr) {
    ReportLanguage();
    AddRemark(ast::RemarkKind::Prose, 0, static_cast<std::uint32_t>(source_.text().size()));
    return std::move(document_);
  }
  AddLeftOut();
  ReadFrontMatter();
  std::vector<Line> lines = ReadLines();
  std::vector<Part> parts =
      IsPage(lines) ? SplitPage(std::move(lines)) : SplitPlain(std::move(lines));
  for (Part& part : parts) {
    if (part.kind == Part::Kind::HeadField) page_head_.push_back(FieldOfSection(part));
    if (part.kind == Part::Kind::Title) page_titles_.push_back(part.name);
  }
  for (Part& part : parts) BuildPart(std::move(part));
  std::stable_sort(document_.layout.begin(), document_.layout.end(),
                   [](const auto& a, const auto& b) { return a.number < b.number; });
  if (document_.policies.empty()) {
    sink_.Report(DiagnosticId::EmptyPolicy, Span{file_, 0, 0}, "the file holds no policy")
        .Note("write the steps of the policy, one a line");
  }
  return std::move(document_);
}

std::vector<Line> DocumentBuilder::ReadLines() {
  std::vector<Line> lines;
  lines.reserve(source_.line_count());
  Line line;
  for (std::uint32_t number = 1; number <= source_.line_count(); ++number) {
    if (!lexer_.Lex(number, line)) continue;
    AddVerbatim(line);
    if (line.form == Line::Form::Comment) {
      AddLayout(line, ast::LineRole::Comment);
      AddRemark(ast::RemarkKind::Comment, line.begin, line.end);
    } else if (line.form == Line::Form::Ruler) {
      if (!lines.empty() && IsUnderlined(lines.back(), line, phrases_)) lines.back().heading = true;
      AddLayout(line, ast::LineRole::Ruler);
      AddRemark(ast::RemarkKind::Separator, line.begin, line.end);
    } else if (line.form == Line::Form::Text && line.tokens.empty()) {
      AddLayout(line, ast::LineRole::Ruler);
      if (!HoldsLeftOut(line)) AddRemark(ast::RemarkKind::Separator, line.begin, line.end);
    } else {
      lines.push_back(std::move(line));
    }
  }
  ReadBlockQuotes(lines);
  UnframeTitles(lines, phrases_);
  ConfirmMarks(lines, phrases_);
  CutStepTitles(lines, phrases_);
  return lines;
}

bool DocumentBuilder::HoldsLeftOut(const Line& line) const {
  const std::uint32_t end =
      line.begin + static_cast<std::uint32_t>(written_.Line(line.number).size());
  const auto& regions = regions_.left_out;
  const auto first =
      std::partition_point(regions.begin(), regions.end(),
                           [&](const LeftOut& region) { return region.end <= line.begin; });
  return first != regions.end() && first->begin < end;
}

// Quotations, and what stands in brackets.
void DocumentBuilder::AddVerbatim(const Line& line) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    Span span{file_, token.begin, token.end};
    switch (token.type) {
      case L::QUOTE_OPEN:
        while (i + 1 < line.tokens.size() && line.tokens[i].type != L::QUOTE_CLOSE) ++i;
        span.end = line.tokens[i].type == L::QUOTE_CLOSE ? line.tokens[i].end : line.comment;
        break;
      case L::SINGLE_QUOTED:
      case L::ARG_LITERAL:
      case L::EXPR_STRING:
      case L::BRACKETED:
        break;
      default:
        continue;
    }
    document_.verbatim.push_back(span);
  }
}

void DocumentBuilder::AddRemark(ast::RemarkKind kind, std::uint32_t begin, std::uint32_t end) {
  document_.remarks.push_back({Span{file_, begin, end}, kind});
}

// "orders/send_replacement.policy" -> "send replacement"
std::string DocumentBuilder::StemName() const {
  std::string_view name = source_.name();
  if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string_view::npos) {
    name.remove_prefix(slash + 1);
  }
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0) {
    name = name.substr(0, dot);
  }
  std::string stem(name);
  for (char& c : stem) {
    if (c == '_' || c == '-') c = ' ';
  }
  return stem;
}

std::string DocumentBuilder::TitleOf(const Line& line) const {
  if (line.form != Line::Form::Text || line.tokens.empty()) return {};
  const std::span<const Token> tokens(line.tokens);
  if (line.hashes == 1) {
    std::size_t colon = 0;
    const std::string key = KeyOf(line, colon);
    const bool named = !key.empty() && phrases_.words().HeadField(key) == "policy";
    return phrases_.Make(tokens.subspan(named ? colon + 1 : 0)).text;
  }
  std::size_t colon = 0;
  const std::string key = KeyOf(line, colon);
  if (key.empty() || phrases_.words().HeadField(key) != "policy") return {};
  return phrases_.Make(tokens.subspan(colon + 1)).text;
}

std::vector<DocumentBuilder::Part> DocumentBuilder::SplitPlain(std::vector<Line> lines) {
  std::vector<Part> parts;
  for (Line& line : lines) {
    std::string title = TitleOf(line);
    if (!title.empty()) {
      Part part;
      part.name = std::move(title);
      part.heading = phrases_.SpanOf(line.text_begin, line.end);
      part.has_heading = true;
      AddLayout(line, ast::LineRole::PolicyName);
      parts.push_back(std::move(part));
      continue;
    }
    if (parts.empty()) parts.emplace_back();
    parts.back().lines.push_back(std::move(line));
  }
  // "Operations Manual, chapter 6" above the first `Policy:` is no policy of its own.
  if (parts.size() < 2) return parts;
  Part& front = parts.front();
  const bool names = std::all_of(front.lines.begin(), front.lines.end(),
                                 [&](const Line& line) { return IsHeadingOfAll(line); });
  if (!front.has_heading && !front.lines.empty() && names) front.kind = Part::Kind::Prose;
  return parts;
}

// A name, without a word that could limit what stands below.
bool DocumentBuilder::IsHeadingOfAll(const Line& line) {
  constexpr std::size_t kMostWords = 12;
  const Tokens& tokens = line.tokens;
  if (pack_ == nullptr || line.form != Line::Form::Text || line.bullet != BulletKind::None ||
      tokens.empty() || tokens.size() > kMostWords || tokens.back().type == L::PERIOD)
    return false;
  const bool plain = std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.type != L::COLON && !pack_->flags(pack_->Find(token.folded)).limits;
  });
  return plain && blocks_.OnlyNames(line);
}

void DocumentBuilder::BuildPart(Part part) {
  if (part.kind != Part::Kind::Policy) {
    for (const Line& line : part.lines) AddLayout(line, ast::LineRole::Prose);
  }
  if (part.kind == Part::Kind::HeadField) return;
  if (part.kind == Part::Kind::Title || part.kind == Part::Kind::Prose) {
    std::uint32_t begin = part.heading.begin;
    std::uint32_t end = part.heading.end;
    if (!part.has_heading && !part.lines.empty()) begin = part.lines.front().begin;
    if (!part.lines.empty()) end = part.lines.back().end;
    const Span span{file_, part.has_heading ? part.heading.begin : begin,
                    part.has_heading ? part.heading.end : end};
    sink_.Report(DiagnosticId::ProseSection, span,
                 fmt::format("`{}` is documentation; nothing in it is carried out",
                             phrases_.TextOf(span.begin, std::min(span.end, span.begin + 80))));
    AddRemark(ast::RemarkKind::Prose, begin, end);
    return;
  }
  ast::Policy policy;
  policy.name = part.name.empty() ? StemName() : part.name;
  policy.name_span = part.heading;
  policy.name_span.file = file_;
  policy.is_example = part.is_example;
  if (part.from_page) {
    for (const ast::HeadField& field : page_head_) AddField(policy, field);
    for (const std::string& title : page_titles_) {
      policy.aliases.push_back(
          part.is_example ? fmt::format("{}{}", title, policy.name.substr(StemName().size()))
                          : title);
    }
  }
  for (ast::HeadField& field : std::exchange(front_head_, {})) {
    if (field.key == "policy") {
      if (part.name.empty()) {
        policy.name = field.value;
        policy.name_span = field.span;
      } else {
        policy.aliases.push_back(field.value);
      }
    } else {
      AddField(policy, std::move(field));
    }
  }
  ReadHead(part, policy);
  LearnCustomer(policy, part.lines);
  const std::size_t prose = std::max(LeadingProse(part), Introduction(part));
  for (std::size_t i = 0; i < prose; ++i) {
    AddLayout(part.lines[i], ast::LineRole::Explanation);
    policy.body.push_back(blocks_.Explanation(part.lines[i]));
  }
  part.lines.erase(part.lines.begin(), part.lines.begin() + static_cast<std::ptrdiff_t>(prose));
  const bool empty = part.lines.empty();
  ast::Block steps = blocks_.Build(std::move(part.lines), document_.layout);
  // "Customer wants … in the #other policy": where this one is entered from.
  if (!steps.empty()) {
    ast::Statement& first = *steps.front();
    auto* judge = std::get_if<ast::Judge>(&first.node);
    if (judge != nullptr && judge->policies.size() == 1 && judge->tools.empty() &&
        blocks_.IsProse(first)) {
      ast::Entry entry{std::move(judge->policies.front()), std::move(judge->text)};
      first.node = std::move(entry);
    }
  }
  for (StatementPtr& step : steps) policy.body.push_back(std::move(step));
  if (empty) {
    const Span span = part.has_heading ? part.heading : Span{file_, 0, 0};
    sink_
        .Report(DiagnosticId::EmptyPolicy, span,
                fmt::format("the policy `{}` has no step", policy.name))
        .Note("write what is to be done, one step a line");
  }
  document_.policies.push_back(std::move(policy));
}

// Sentences in front of the first bullet of a page's policy: "This policy is employed when …".
std::size_t DocumentBuilder::LeadingProse(const Part& part) const {
  if (!part.from_page || part.lines.empty()) return 0;
  if (part.lines.front().bullet != BulletKind::None) return 0;
  const bool bullets = std::any_of(part.lines.begin(), part.lines.end(), [](const Line& line) {
    return line.bullet != BulletKind::None;
  });
  if (!bullets) return 0;
  const Line& line = part.lines.front();
  const bool calls = std::any_of(line.tokens.begin(), line.tokens.end(), [](const Token& token) {
    return token.type == L::TOOL || token.type == L::TOOL_OPEN;
  });
  return calls ? 0 : 1;
}

// Bullets in front of a numbered list: the numbers are the steps, and what stands before them
// speaks of the whole ("Wrap up as usual", "Be courteous"). Not when one of them calls a tool,
// names a policy, quotes a message, opens a heading or lays down a rule: those are meant to happen.
std::size_t DocumentBuilder::Introduction(const Part& part) const {
  std::size_t count = 0;
  while (count < part.lines.size() && part.lines[count].bullet == BulletKind::Mark) {
    const Line& line = part.lines[count];
    const bool acts = std::any_of(line.tokens.begin(), line.tokens.end(), [](const Token& token) {
      return token.type == L::TOOL || token.type == L::TOOL_OPEN || token.type == L::POLICYREF ||
             token.type == L::QUOTE_OPEN;
    });
    const bool opens = !line.tokens.empty() && line.tokens.back().type == L::COLON &&
                       count + 1 < part.lines.size() && part.lines[count + 1].indent > line.indent;
    if (acts || opens || line.hashes > 0) return 0;
    ++count;
  }
  const bool numbered = count > 0 && count < part.lines.size() &&
                        part.lines[count].bullet == BulletKind::Number &&
                        part.lines[count].indent <= part.lines.front().indent;
  if (!numbered) return 0;
  sink_
      .Report(DiagnosticId::IntroductionRead,
              Span{file_, part.lines.front().begin, part.lines.front().end},
              "the bullets before the numbered steps are read as an introduction, not as steps")
      .Note("if one of them is a step, give it a number");
  return count;
}

// ---- head fields ----

void DocumentBuilder::ReadHead(Part& part, ast::Policy& policy) {
  std::size_t at = ReadTitleLines(part, policy);
  if (at == 0 && ReadLoneTitle(part, policy)) at = 1;
  while (at < part.lines.size()) {
    if (ReadField(part, at, policy)) continue;
    if (ReadTrigger(part, at, policy)) {
      ++at;
      continue;
    }
    if (ReadSpokenTrigger(part, at, policy)) {
      ++at;
      continue;
    }
    const Line& line = part.lines[at];
    if (LeadsToTrigger(part, at)) {
      AddLayout(line, ast::LineRole::Explanation);
      for (StatementPtr& told : blocks_.Told(line)) policy.body.push_back(std::move(told));
      ++at;
      continue;
    }
    if (!line.quoted && !IsMistypedField(line) && !IsPreamble(part, at)) break;
    AddLayout(part.lines[at], ast::LineRole::Explanation);
    policy.body.push_back(line.bold ? blocks_.Title(line) : blocks_.Explanation(line));
    ++at;
  }
  part.lines.erase(part.lines.begin(), part.lines.begin() + static_cast<std::ptrdiff_t>(at));
}

// "Internal use only. Owner: Card Operations." in front of the line that says when: nothing to do.
bool DocumentBuilder::IsPreamble(const Part& part, std::size_t at) const {
  constexpr std::size_t kMostBefore = 5;
  const auto speaks = [this](const Line& line) {
    const Tokens& tokens = line.tokens;
    if (line.form != Line::Form::Text || line.bullet != BulletKind::None || tokens.empty())
      return false;
    if (line.hashes > 0 || line.heading) return false;
    if (tokens.back().type == L::COLON || tokens.front().type == L::COLON) return false;
    if (phrases_.words().Match(Place::Connective, tokens, 0)) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::uint16_t type = tokens[i].type;
      if (type == L::TOOL || type == L::TOOL_OPEN || type == L::POLICYREF || type == L::QUOTE_OPEN)
        return false;
      const bool begins = i == 0 || tokens[i - 1].type == L::PERIOD;
      const VocabularyMatch verb =
          begins ? phrases_.words().Match(Place::Leading, tokens, i) : VocabularyMatch{};
      if (verb && verb.type != L::ASIDE) return false;
    }
    return true;
  };
  for (std::size_t i = at; i < part.lines.size() && i < at + kMostBefore; ++i) {
    if (i > at && (IsField(part.lines[i]) || TriggerLength(part.lines[i]) > 0)) return true;
    if (!speaks(part.lines[i])) return false;
  }
  return false;
}

bool DocumentBuilder::IsField(const Line& line) const {
  std::size_t colon = 0;
  const std::string key = KeyOf(line, colon);
  return !key.empty() && phrases_.words().HeadField(key).has_value();
}

// How many words of "Use this when …" come before what it says; 0 when the line is none.
std::size_t DocumentBuilder::TriggerLength(const Line& line) const {
  std::size_t length = 0;
  std::string words;
  for (std::size_t i = 0; i < line.tokens.size() && i < kMaxTriggerWords; ++i) {
    if (line.tokens[i].type != L::WORD) break;
    if (i > 0) words += ' ';
    words += line.tokens[i].folded;
    if (phrases_.words().IsLayoutWord("trigger", words)) length = i + 1;
  }
  return length;
}

// Lines in front of the first field that are no sentences: the last one names the policy.
std::size_t DocumentBuilder::ReadTitleLines(const Part& part, ast::Policy& policy) {
  constexpr std::size_t kMostLines = 3;
  constexpr std::size_t kMostWords = 12;
  std::size_t count = 0;
  // "Store support SOP: remakes and adjustments": what kind of text it is, whatever the first word.
  const auto names_document = [this](const Tokens& tokens) {
    bool document = false;
    for (const Token& token : tokens) {
      if (token.type == L::COLON || token.type == L::DASH) return document;
      if (token.type == L::WORD && pack_->flags(pack_->Find(token.folded)).article) return false;
      document = phrases_.words().IsLayoutWord("document", token.folded) ||
                 (document && token.type == L::NUMBER);
    }
    return false;
  };
  // "## Policy cancellation" at the very top, over a field.
  const auto heads = [&](const Line& line) {
    return &line == part.lines.data() && part.name.empty();
  };
  bool deep = false;
  const auto is_title = [&](const Line& line) {
    const Tokens& tokens = line.tokens;
    if (line.form != Line::Form::Text || line.bullet != BulletKind::None || tokens.empty())
      return false;
    if (line.quoted || tokens.size() > kMostWords) return false;
    if (line.hashes > 1 && !heads(line)) return false;
    deep = deep || line.hashes > 1;
    const VocabularyMatch verb = phrases_.words().Match(Place::Leading, tokens, 0);
    if (verb && verb.type != L::ASIDE && !names_document(tokens)) return false;
    if (phrases_.words().Match(Place::Connective, tokens, 0)) return false;
    // A field that lost its name is no title.
    if (tokens.back().type == L::COLON || tokens.front().type == L::COLON) return false;
    // "Work instruction 22: Meter readings"
    return std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      // "approved by M. Iversen"
      const bool initial = token.type == L::PERIOD && &token != tokens.data() &&
                           (&token - 1)->type == L::WORD && (&token - 1)->folded.size() == 1;
      return token.type == L::WORD || token.type == L::NUMBER || token.type == L::DASH ||
             token.type == L::COLON || token.type == L::SLASH || token.type == L::COMMA ||
             token.type == L::LPAREN || token.type == L::RPAREN || token.type == L::PIPE ||
             token.type == L::OTHER_CHAR || token.type == L::DATE || initial;
    });
  };
  // What the title stands over: a field, or the first of the numbered parts.
  const auto begins = [this](const Line& line) {
    return IsField(line) || line.bullet == BulletKind::Number || line.titled;
  };
  while (count < part.lines.size() && count <= kMostLines && !begins(part.lines[count]) &&
         is_title(part.lines[count]))
    ++count;
  if (count == 0 || count > kMostLines || count == part.lines.size()) return 0;
  if (!begins(part.lines[count]) || (deep && !IsField(part.lines[count]))) return 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Line& line = part.lines[i];
    AddLayout(line, ast::LineRole::Explanation);
    policy.body.push_back(line.bold ? blocks_.Title(line) : blocks_.Explanation(line));
  }
  if (part.name.empty()) policy.name = phrases_.Make(part.lines[count - 1].tokens).text;
  return count;
}

bool DocumentBuilder::ReadField(const Part& part, std::size_t& at, ast::Policy& policy) {
  const Line& line = part.lines[at];
  if (line.form != Line::Form::Text || line.bullet != BulletKind::None) return false;
  std::size_t colon = 0;
  const std::string key = KeyOf(line, colon);
  if (key.empty()) return false;
  const std::optional<std::string> canonical = phrases_.words().HeadField(key);
  if (!canonical) return false;
  ast::HeadField field;
  field.key = *canonical;
  field.span = phrases_.SpanOf(line.text_begin, line.end);
  const std::span<const Token> value = std::span<const Token>(line.tokens).subspan(colon + 1);
  field.value =
      value.empty() ? std::string{} : phrases_.TextOf(value.front().begin, line.tokens.back().end);
  AddLayout(line, ast::LineRole::HeadField);
  ++at;
  const bool is_list = field.key != "when" && field.key != "owner" && field.key != "version" &&
                       field.key != "language_version" && field.key != "language";
  if (is_list && !value.empty()) {
    for (const ast::Phrase& item : phrases_.Members(value)) field.items.push_back(item.text);
  }
  // Values may follow as a list, or indented.
  std::uint32_t last = line.number;
  while (value.empty() && at < part.lines.size()) {
    const Line& next = part.lines[at];
    if (next.bullet == BulletKind::None && next.indent <= line.indent) break;
    // An empty line ends the list, so that the steps below it are not taken for more examples.
    if (!field.items.empty() && next.number > last + 1 && next.indent <= line.indent) break;
    last = next.number;
    AddLayout(next, ast::LineRole::HeadValue);
    const std::string text(StripQuotes(phrases_.TextOf(next.text_begin, next.end)));
    if (!field.value.empty()) field.value += is_list ? ", " : " ";
    field.value += text;
    field.items.push_back(text);
    field.span.end = next.end;
    ++at;
  }
  AddField(policy, std::move(field));
  return true;
}

// The last comma of the words stands before an "or".
bool DocumentBuilder::ListsDeeds(const Tokens& tokens, std::size_t begin, std::size_t end) const {
  for (std::size_t i = end; i-- > begin;) {
    if (tokens[i].type != L::COMMA) continue;
    return i + 1 < end && phrases_.words().IsOneOf(Place::Inside, tokens[i + 1].folded, L::OR);
  }
  return false;
}

// "WHEN a customer asks …", "Use this when …": a first line that says when and not what to do.
bool DocumentBuilder::ReadTrigger(const Part& part, std::size_t at, ast::Policy& policy) {
  const Line& line = part.lines[at];
  if (line.form != Line::Form::Text || line.bullet != BulletKind::None || line.hashes > 0)
    return false;
  const bool known = std::any_of(policy.head.begin(), policy.head.end(),
                                 [](const ast::HeadField& field) { return field.key == "when"; });
  const Tokens& tokens = line.tokens;
  if (known || tokens.empty()) return false;
  const std::size_t end = tokens.size() - (tokens.back().type == L::COLON ? 1 : 0);
  if (at + 1 < part.lines.size() && part.lines[at + 1].indent > line.indent) return false;
  const std::size_t length = TriggerLength(line);
  if (length == 0 || length >= end) return false;
  // "… wants to skip a delivery, change how often it comes, or cancel it": a list of wishes.
  const bool listed = ListsDeeds(tokens, length, end);
  for (std::size_t i = length; i < end; ++i) {
    const std::uint16_t type = tokens[i].type;
    if (type == L::TOOL || type == L::TOOL_OPEN || type == L::POLICYREF || type == L::QUOTE_OPEN ||
        type == L::COLON || type == L::ARROW || type == L::SEMICOLON)
      return false;
    // "…, ask for …": a condition with its instruction.
    const bool clause = tokens[i - 1].type == L::COMMA || tokens[i - 1].type == L::PERIOD;
    const VocabularyMatch verb = phrases_.words().Match(Place::Leading, tokens, i);
    if (clause && verb && verb.type != L::ASIDE && !listed) return false;
    if (phrases_.words().IsOneOf(Place::Inside, tokens[i].folded, L::THEN) ||
        phrases_.words().IsOneOf(Place::Connective, tokens[i].folded, L::IF))
      return false;
  }
  ast::HeadField field;
  field.key = "when";
  field.span = phrases_.SpanOf(line.text_begin, line.end);
  field.value = phrases_.TextOf(tokens[length].begin, tokens[end - 1].end);
  AddLayout(line, ast::LineRole::HeadField);
  AddField(policy, std::move(field));
  return true;
}

void DocumentBuilder::ReportLanguage() {
  const bool said = !language_.written.empty();
  const std::string name = compiler::LanguageName(language_.code);
  std::string known;
  for (const std::string& code : compiler::PolicyLanguages()) {
    known +=
        fmt::format("{}`{}` ({})", known.empty() ? "" : ", ", code, compiler::LanguageName(code));
  }
  sink_
      .Report(DiagnosticId::PolicyLanguage, said ? language_.span : Span{file_, 0, 0},
              said ? fmt::format("there is no language pack for `{}`; nothing of this file is read",
                                 language_.written)
                   : fmt::format("this file seems to be in {}, for which there is no language "
                                 "pack; nothing of it is read",
                                 name))
      .Note(fmt::format("there are packs for {}", known))
      .Note(
          "`Language: en` in the head says that a policy is in English all the same; "
          "docs/language_packs.md says how to add a language");
}

void DocumentBuilder::CheckLanguage(const ast::HeadField& field) {
  if (compiler::LanguageCode(field.value) == language_.code) return;
  sink_
      .Report(DiagnosticId::PolicyLanguage, field.span,
              fmt::format("this policy is in `{}`, and its file is read in {}", field.value,
                          compiler::LanguageName(language_.code)))
      .Label(language_.written.empty() ? Span{file_, 0, 0} : language_.span,
             "as the file says here")
      .Note("put policies in different languages into files of their own");
}

void DocumentBuilder::AddField(ast::Policy& policy, ast::HeadField field) {
  if (field.key == "language") CheckLanguage(field);
  const auto same =
      std::find_if(policy.head.begin(), policy.head.end(),
                   [&](const ast::HeadField& other) { return other.key == field.key; });
  if (same != policy.head.end()) {
    sink_
        .Report(DiagnosticId::DuplicateHeadField, field.span,
                fmt::format("`{}` is given twice; the first one counts", field.key))
        .Label(same->span, "given here first");
  }
  policy.head.push_back(std::move(field));
}

// "Chanels: …" among the fields: told, and kept as documentation.
bool DocumentBuilder::IsMistypedField(const Line& line) {
  if (line.form != Line::Form::Text || line.bullet != BulletKind::None) return false;
  std::size_t colon = 0;
  const std::string key = KeyOf(line, colon);
  if (key.empty() || colon + 1 == line.tokens.size()) return false;
  const std::vector<std::string> nearest =
      NearestNames(key, phrases_.words().head_field_names(), 1);
  if (nearest.empty()) return false;
  const ast::Phrase name = phrases_.Make(std::span<const Token>(line.tokens).first(colon));
  sink_
      .Report(DiagnosticId::UnknownHeadField, name.span,
              fmt::format("`{}` is no head field; the line is taken as documentation", name.text))
      .Note(fmt::format("did you mean `{}`?", nearest.front()));
  return true;
}

}  // namespace proviso::parse
