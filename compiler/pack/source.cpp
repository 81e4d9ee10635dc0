// SPDX-License-Identifier: Apache-2.0
#include "compiler/pack/internal/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace proviso::pack {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, kFormCount> kForms = {{
    {"any", Form::Any},
    {"base", Form::Base},
    {"third", Form::Third},
    {"gerund", Form::Gerund},
    {"past", Form::Past},
    {"participle", Form::Participle},
    {"passive", Form::Passive},
    {"passive_not", Form::PassiveNot},
}};

constexpr std::string_view kSpace = " \t";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::vector<std::string> Split(std::string_view text, std::string_view signs) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t at = text.find_first_of(signs);
    const std::string_view part = Trimmed(text.substr(0, at));
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return parts;
}

// One template. The characters that mean something are ( ) [ ] | < > { } = ^ ~ + and quotes.
class TemplateReader {
 public:
  explicit TemplateReader(std::string_view text) : text_(text) {}

  Result<Element> Read() {
    Element element = Sequence();
    if (error_.empty() && at_ < text_.size()) Fail(fmt::format("`{}` closes nothing", text_[at_]));
    if (error_.empty() && element.parts.empty()) Fail("the template is empty");
    if (!error_.empty()) return Error{"pack_syntax", error_};
    return element;
  }

 private:
  char Peek() {
    while (at_ < text_.size() && kSpace.find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool Take(char sign) {
    if (Peek() != sign) return false;
    ++at_;
    return true;
  }
  void Fail(std::string what) {
    if (error_.empty()) error_ = std::move(what);
    at_ = text_.size();
  }

  Element Sequence() {
    Element sequence;
    sequence.kind = Element::Kind::Sequence;
    for (char next = Peek();
         next != '\0' && std::string_view("|)]").find(next) == std::string_view::npos;
         next = Peek()) {
      Element part = Primary();
      while (Take('+')) {
        Element repeated;
        repeated.kind = Element::Kind::Repeated;
        repeated.object = part.object;
        repeated.parts.push_back(std::move(part));
        part = std::move(repeated);
      }
      sequence.parts.push_back(std::move(part));
    }
    return sequence;
  }

  Element Primary() {
    Element element;
    element.object = Take('^');
    if (Take('(')) return Choice(Element::Kind::Choice, ')', element.object);
    if (Take('[')) return Choice(Element::Kind::Optional, ']', element.object);
    if (Take('<')) return Reference('>', std::move(element));
    if (Take('{')) return Reference('}', std::move(element));
    if (Take('"')) {
      element.kind = Element::Kind::Mark;
      element.text = Until('"');
      return element;
    }
    element.kind = Element::Kind::Word;
    if (Take('=')) {
      element.kind = Element::Kind::Head;
      if (Take('(')) return Heads(element.object);
      if (Take('<')) {
        element = Reference('>', std::move(element));
        element.kind = Element::Kind::HeadClass;
        return element;
      }
    } else if (Take('~')) {
      element.kind = Element::Kind::Verb;
      element.form = Form::Any;
    }
    element.text = Word();
    if (element.text.empty()) Fail(fmt::format("`{}` means nothing here", text_.substr(at_, 1)));
    return element;
  }

  Element Choice(Element::Kind kind, char close, bool object) {
    Element choice;
    choice.kind = kind;
    choice.object = object;
    do {
      choice.parts.push_back(Sequence());
      if (choice.parts.back().parts.empty()) Fail("an alternative is empty");
      choice.object = choice.object || std::any_of(choice.parts.back().parts.begin(),
                                                   choice.parts.back().parts.end(),
                                                   [](const Element& one) { return one.object; });
    } while (Take('|'));
    if (!Take(close)) Fail(fmt::format("`{}` is missing", close));
    return choice;
  }

  // =(close|make sure)
  Element Heads(bool object) {
    Element choice;
    choice.kind = Element::Kind::Choice;
    choice.object = object;
    for (std::string& lemma : Split(Until(')'), "|")) {
      Element head;
      head.kind = Element::Kind::Head;
      head.text = std::move(lemma);
      Element sequence;
      sequence.kind = Element::Kind::Sequence;
      sequence.parts.push_back(std::move(head));
      choice.parts.push_back(std::move(sequence));
    }
    if (choice.parts.empty()) Fail("a verb is missing");
    return choice;
  }

  // name, name.form, name:slot
  Element Reference(char close, Element element) {
    element.kind = Element::Kind::Reference;
    std::string inside = Until(close);
    if (const std::size_t colon = inside.find(':'); colon != std::string::npos) {
      element.slot = inside.substr(colon + 1);
      inside.resize(colon);
    }
    // Names may hold dots, too: what stands behind the last one is a form when it is the name of
    // one.
    if (const std::size_t dot = inside.rfind('.'); dot != std::string::npos) {
      element.form = FormOf(inside.substr(dot + 1));
      if (element.form) inside.resize(dot);
    }
    if (close == '}' && element.slot.empty()) element.slot = inside;
    element.text = std::move(inside);
    if (element.text.empty()) Fail("a name is missing");
    return element;
  }

  std::string Until(char close) {
    const std::size_t end = text_.find(close, at_);
    if (end == std::string_view::npos) {
      Fail(fmt::format("`{}` is missing", close));
      return {};
    }
    std::string inside(text_.substr(at_, end - at_));
    at_ = end + 1;
    return inside;
  }

  std::string Word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           std::string_view(" \t()[]|<>{}=^~+\"").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
};

// "ship(p)", "give: gave given", "hand off: handed off" (the forms are those of the first word)
VerbEntry ReadVerb(std::string_view text, std::uint32_t line) {
  VerbEntry verb;
  verb.line = line;
  const std::size_t colon = text.find(':');
  verb.lemma = Split(text.substr(0, colon), kSpace);
  if (!verb.lemma.empty() && verb.lemma[0].ends_with(')')) {
    const std::size_t open = verb.lemma[0].find('(');
    verb.doubled = verb.lemma[0].substr(open + 1, verb.lemma[0].size() - open - 2);
    verb.lemma[0].resize(open);
  }
  if (colon != std::string_view::npos) {
    const std::vector<std::string> forms = Split(text.substr(colon + 1), kSpace);
    if (!forms.empty()) verb.past = forms.front();
    if (forms.size() > 1) verb.participle = forms[1];
  }
  return verb;
}

class FileReader {
 public:
  FileReader(const EmbeddedFile& file, PackSource& source) : file_(file), source_(source) {}

  Result<void> Read() {
    std::string_view text = file_.text;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      const std::string_view content = Trimmed(line);
      if (content.empty() || content.front() == '#') continue;
      const bool inside = kSpace.find(line.front()) != std::string_view::npos;
      const Result<void> read = inside ? Body(content) : Head(content);
      if (!read)
        return Error{read.error().code,
                     fmt::format("{}:{}: {}", file_.name, line_, read.error().message)};
    }
    return {};
  }

 private:
  static Error Syntax(std::string what) { return Error{"pack_syntax", std::move(what)}; }

  // words NAME [function] [limits] [silent] · verbs NAME · rule NAME · inflect FORM [doubles] ·
  // construction NAME : GROUP -> NODE
  Result<void> Head(std::string_view content) {
    const std::vector<std::string> words = Split(content, kSpace);
    if (words.size() < 2) return Syntax(fmt::format("`{}` needs a name", content));
    if (words[0] == "inflect") return Inflect(words);
    SourceRule rule;
    rule.info.name = words[1];
    rule.info.file = file_.name;
    rule.info.line = line_;
    std::size_t used = 2;
    if (words[0] == "words") {
      rule.info.kind = RuleInfo::Kind::Words;
      for (; used < words.size(); ++used) {
        bool* const flag = words[used] == "function"       ? &rule.flags.function
                           : words[used] == "limits"       ? &rule.flags.limits
                           : words[used] == "article"      ? &rule.flags.article
                           : words[used] == "customer"     ? &rule.flags.customer
                           : words[used] == "abbreviation" ? &rule.flags.abbreviates
                           : words[used] == "starter"      ? &rule.flags.starts
                           : words[used] == "silent"       ? &rule.info.silent
                                                           : nullptr;
        if (flag == nullptr) break;
        *flag = true;
      }
      rule.info.function = rule.flags.function;
    } else if (words[0] == "verbs") {
      rule.info.kind = RuleInfo::Kind::Verbs;
      rule.info.spoken = words.size() == 3 && words[2] == "spoken";
      if (rule.info.spoken) used = 3;
    } else if (words[0] == "rule") {
      rule.info.kind = RuleInfo::Kind::Rule;
    } else if (words[0] == "construction") {
      rule.info.kind = RuleInfo::Kind::Construction;
      if (words.size() < 6 || words.size() > 7 || words[2] != ":" || words[4] != "->") {
        return Syntax("a construction is `construction NAME : GROUP -> NODE [COST]`");
      }
      rule.info.group = words[3];
      rule.info.node = words[5];
      used = 6;
      const bool below = words.size() == 7 && words[6].starts_with('-');
      const std::string cost = words.size() == 7 ? words[6].substr(below ? 1 : 0, 6) : "";
      if (!cost.empty() && cost.find_first_not_of("0123456789") == std::string::npos) {
        rule.info.cost = (below ? -1 : 1) * std::stoi(cost);
        used = 7;
      }
    } else {
      return Syntax(
          fmt::format("`{}` is none of words, verbs, rule, construction, inflect", words[0]));
    }
    if (used < words.size()) return Syntax(fmt::format("`{}` means nothing here", words[used]));
    source_.rules.push_back(std::move(rule));
    in_inflection_ = false;
    return {};
  }

  Result<void> Inflect(const std::vector<std::string>& words) {
    const std::optional<Form> form = FormOf(words[1]);
    if (!form) return Syntax(fmt::format("`{}` is no form", words[1]));
    Inflection inflection;
    inflection.form = *form;
    inflection.doubles = words.size() > 2 && words[2] == "doubles";
    source_.inflections.push_back(std::move(inflection));
    in_inflection_ = true;
    return {};
  }

  Result<void> Body(std::string_view content) {
    if (in_inflection_) {
      const std::vector<std::string> sides = Split(content, ">");
      if (sides.size() != 2 || sides[0][0] != '-' || sides[1][0] != '-') {
        return Syntax("an ending is `-old > -new`");
      }
      source_.inflections.back().endings.emplace_back(sides[0].substr(1), sides[1].substr(1));
      return {};
    }
    if (source_.rules.empty()) return Syntax("this line belongs to no rule");
    SourceRule& rule = source_.rules.back();
    if (rule.info.kind == RuleInfo::Kind::Verbs) {
      for (const std::string& verb : Split(content, "|"))
        rule.verbs.push_back(ReadVerb(verb, line_));
      return {};
    }
    const bool reads = content.starts_with("yes \"");
    if (reads || content.starts_with("no \"")) {
      const std::size_t open = content.find('"');
      const std::size_t close = content.rfind('"');
      if (close == open) return Syntax("the example is not closed");
      rule.info.examples.push_back(
          {std::string(content.substr(open + 1, close - open - 1)), reads, line_});
      return {};
    }
    // A line of words or of a rule may be a list; in a construction | needs parentheses.
    std::string text(content);
    if (rule.info.kind != RuleInfo::Kind::Construction) text = fmt::format("({})", content);
    PROVISO_TRY(Element element, TemplateReader(text).Read());
    rule.templates.push_back(std::move(element));
    return {};
  }

  const EmbeddedFile& file_;
  PackSource& source_;
  std::uint32_t line_ = 0;
  bool in_inflection_ = false;
};

}  // namespace

std::optional<Form> FormOf(std::string_view name) {
  const auto found = std::find_if(kForms.begin(), kForms.end(),
                                  [&](const auto& form) { return form.first == name; });
  if (found == kForms.end()) return std::nullopt;
  return found->second;
}

Result<void> ReadPackFile(const EmbeddedFile& file, PackSource& source) {
  return FileReader(file, source).Read();
}

}  // namespace proviso::pack
