// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/lead_on.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "compiler/parse/wordings.h"

namespace proviso::compiler {
namespace {

bool IsUnclear(const Diagnostic& finding) {
  return finding.id == DiagnosticId::WordsNotUnderstood ||
         finding.id == DiagnosticId::NotUnderstood;
}

class Leader {
 public:
  Leader(const SourceSet& sources, const ast::Documents& documents)
      : sources_(sources), documents_(documents) {}

  void Lead(Diagnostic& finding) {
    if (finding.primary.file == kNoFile) return;
    if (seen_.size() >= kMaxLedOn) {
      if (std::exchange(told_, true)) return;
      finding.Note(fmt::format(
          "other wordings are shown for the first {} sentences that were not understood",
          kMaxLedOn));
      return;
    }
    const auto unclear = WordingsOf(finding.primary.file).At(finding.primary);
    if (!unclear) return;
    const Span& sentence = unclear->sentence.span;
    if (!seen_.emplace(sentence.file, sentence.begin).second) return;
    NameWords(*unclear, finding);
    for (const parse::Wording& wording : unclear->wordings) {
      finding.Fix(Described(wording), sentence, wording.text);
    }
    if (finding.fixes.empty()) return;
    finding.Choice(finding.fixes.size() == 1 ? "is this meant?" : "is one of these meant?");
  }

 private:
  parse::Wordings& WordingsOf(FileId file) {
    std::unique_ptr<parse::Wordings>& wordings = wordings_[file];
    if (wordings == nullptr) {
      for (const ast::Document& document : documents_) {
        if (document.file != file) continue;
        wordings = std::make_unique<parse::Wordings>(sources_, document);
      }
    }
    return *wordings;
  }

  // The message names the first of them.
  void NameWords(const parse::Unclear& unclear, Diagnostic& finding) const {
    if (unclear.torn) {
      finding.Note("a quotation, call or bracket of this line is not closed");
      return;
    }
    if (!unclear.sentence.readings.empty()) {
      finding.Note(fmt::format("it can be read in two ways: as `{}` and as `{}`",
                               unclear.sentence.readings.front(),
                               unclear.sentence.readings.back()));
      return;
    }
    const std::vector<Span> residue = ResidueOf(unclear.sentence);
    if (residue.size() < 2) return;
    std::string words;
    for (const Span& span : residue) {
      words +=
          fmt::format("{}“{}”", words.empty() ? "" : ", ", sources_.file(span.file).Text(span));
    }
    finding.Note("what was not understood: " + words);
  }

  static std::string Described(const parse::Wording& wording) {
    std::string words;
    for (const std::string& word : wording.left_out) {
      words += fmt::format("{}“{}”", words.empty() ? "" : ", ", word);
    }
    return words.empty() ? fmt::format("`{}`", wording.text)
                         : fmt::format("`{}`, which does not say {}", wording.text, words);
  }

  const SourceSet& sources_;
  const ast::Documents& documents_;
  std::map<FileId, std::unique_ptr<parse::Wordings>> wordings_;
  std::set<std::pair<FileId, std::uint32_t>> seen_;  // sentences
  bool told_ = false;
};

}  // namespace

DiagnosticSink LeadOn(const SourceSet& sources, const ast::Documents& documents,
                      DiagnosticSink sink) {
  Leader leader(sources, documents);
  DiagnosticSink led;
  for (Diagnostic finding : sink.all()) {
    if (IsUnclear(finding)) leader.Lead(finding);
    led.Add(std::move(finding));
  }
  return led;
}

}  // namespace proviso::compiler
