// SPDX-License-Identifier: Apache-2.0
// Clauses that act: what their construction says, as a node of the syntax tree.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/reading_builder.h"

namespace proviso::parse {
namespace {

// By the names of the slots that say them.
constexpr std::array<std::pair<std::string_view, const char*>, 6> kFractions = {
    {{"whole", "100"},
     {"half", "50"},
     {"third", "33.3333333333"},
     {"two_thirds", "66.6666666667"},
     {"quarter", "25"},
     {"three_quarters", "75"}}};

using L = ProvisoTokens;
using View = std::span<const Token>;

}  // namespace

ast::Statement& ReadingBuilder::Add(const ReadNode& node, ast::Block& out,
                                    decltype(ast::Statement::node) what) {
  auto statement = std::make_unique<ast::Statement>();
  statement->span = phrases_.SpanOf(node.tokens());
  statement->node = std::move(what);
  ReadTail(node, *statement);
  StatementNote note;
  note.acts = true;
  notes_.Mark(*statement, std::move(note));
  out.push_back(std::move(statement));
  return *out.back();
}

// What may hang on any step: an aside in brackets, "as {name: type}", "without asking".
void ReadingBuilder::ReadTail(const ReadNode& node, ast::Statement& statement) {
  for (const ReadNode& group : node.All("group")) {
    if (statement.brackets.empty()) statement.brackets = Words(group.tokens());
  }
  for (const ReadNode& as : node.All("as")) {
    for (const Token& token : as.tokens()) {
      if (token.type != L::BRACE_OPEN || statement.as) continue;
      const View tokens = as.tokens();
      const auto at = static_cast<std::size_t>(&token - tokens.data());
      mentions_.ReadAs(tokens.subspan(at), statement.as);
    }
  }
  statement.without_asking = node.Has("without_asking");
}

ast::Phrase ReadingBuilder::Noun(View tokens) const {
  // Brackets are an aside.
  std::size_t end = tokens.size();
  for (std::size_t i = 0; i < tokens.size() && end == tokens.size(); ++i) {
    if (tokens[i].type == L::LPAREN && i > 0) end = i;
  }
  tokens = tokens.first(end);
  const auto is_article = [&](const Token& token) {
    return token.type == L::WORD && pack_.flags(pack_.Find(token.folded)).article;
  };
  while (tokens.size() > 1 && is_article(tokens.front())) {
    // "the customer's name": two words of it.
    tokens = tokens.subspan(1);
  }
  // "orderNumber": the name of a value, in words.
  if (tokens.size() == 1 && tokens.front().type == L::WORD) {
    const std::string text = phrases_.TextOf(tokens.front());
    std::string spaced;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool upper = text[i] >= 'A' && text[i] <= 'Z';
      const bool inner = upper && i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
      if (inner) spaced += ' ';
      spaced += inner ? static_cast<char>(text[i] + ('a' - 'A')) : text[i];
    }
    if (spaced != text) return phrases_.FromText(std::move(spaced), phrases_.SpanOf(tokens));
  }
  return Words(tokens);
}

Tokens ReadingBuilder::WithoutGroups(View tokens) {
  Tokens kept;
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.type == L::LPAREN) ++depth;
    if (depth == 0) kept.push_back(token);
    if (token.type == L::RPAREN) --depth;
  }
  return kept;
}

// A look at something that the lines behind it may only point to: "if it is", "if not".
// A test that is left to judgement and has words in it that turn it round or limit it.
bool ReadingBuilder::LimitsItself(const ReadNode& node) const {
  const auto limits = [&](const ReadNode& test) {
    const View tokens = test.tokens();
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return !token.folded.empty() && pack_.flags(pack_.Find(token.folded)).limits;
    });
  };
  for (const ReadNode& part : node.All("part")) {
    for (const ReadNode& test : part.All("part")) {
      for (const ReadNode& construction : test.Constructions()) {
        if (construction.construction() == "Judged" && limits(construction)) return true;
      }
    }
  }
  return false;
}

void ReadingBuilder::Check(const ReadNode& node, ast::Block& out) {
  constexpr std::size_t kMostOutcomes = 3;
  const std::vector<ReadNode> conditions = node.All("cond");
  // "That nobody else has reserved it": what is left to judgement and limited by its words is no
  // fact that one of them could name.
  if (!conditions.empty() && LimitsItself(conditions.front())) {
    Add(node, out, ast::Judge{Words(node.tokens()), mentions_.ToolsIn(node.tokens()), {}});
    return;
  }
  const ast::Statement& fact = Add(node, out, ast::Fact{Noun(node.First("cond"))});
  if (conditions.empty()) return;
  StatementNote note = notes_.Of(fact);
  note.checks = std::make_shared<std::vector<ast::ConditionPtr>>();
  for (std::size_t i = 0; i < kMostOutcomes; ++i) {
    note.checks->push_back(Condition(conditions.front()));
  }
  // "{a} and {b} have to match; if they do not": what stands in braces is meant.
  const View tested = conditions.front().tokens();
  note.of_customer = tested.front().type == L::BRACE_OPEN || NamesCustomer(phrases_.SpanOf(tested));
  notes_.Mark(fact, std::move(note));
}

bool ReadingBuilder::NamesCustomer(const Span& span) const {
  const ast::Phrase said = phrases_.FromText(phrases_.TextOf(span.begin, span.end), span);
  return std::any_of(said.words.begin(), said.words.end(), [&](const std::string& word) {
    return pack_.flags(pack_.Find(word)).customer;
  });
}

// "The deposit, less the damage": the one amount without the other.
void ReadingBuilder::Deduct(const ReadNode& node, View deducted, ast::Use& use) {
  const View object = node.First("object");
  ast::Binary rest{ast::BinaryOp::Subtract, nullptr, mentions_.Operand(deducted)};
  if (!use.share) use.share = ast::Share{Words(object), mentions_.Operand(object), Noun(object)};
  use.share->words = Words(TokensWithoutCalls(node.tokens()));
  rest.left = std::move(use.share->value);
  use.share->value = std::make_unique<ast::Expr>();
  use.share->value->span = use.share->words.span;
  if (rest.left == nullptr || rest.right == nullptr) return;  // told of as going nowhere
  use.share->value->node = std::move(rest);
}

void ReadingBuilder::Call(const ReadNode& node, ast::Block& out) {
  ast::Use use;
  for (const ReadNode& call : node.All("call")) {
    use.calls.push_back(mentions_.ToolOf(call.tokens()));
  }
  use.words = Words(TokensWithoutCalls(DeedOf(node)));
  const std::vector<ReadNode> purposes = node.All("purpose");
  if (!purposes.empty()) {
    View purpose = purposes.back().tokens();
    // The word that opens it ("to", "for") is none of what it says.
    if (purpose.size() > 1) purpose = purpose.subspan(1);
    use.purpose = Words(TokensWithoutCalls(DeedOf(node, purpose)));
    use.entered = phrases_.Quoted(purpose);
  } else if (const View object = node.First("object"); !object.empty()) {
    // "Refund the order with @t": the sentence's own verb and object say what the call is for.
    use.purpose = use.words;
  }
  if (const View told = node.First("told"); !told.empty()) use.told = phrases_.Make(told);
  for (const ReadNode& binding : node.All("binding")) {
    ast::Argument argument;
    argument.span = phrases_.SpanOf(binding.tokens());
    argument.name = phrases_.Make(binding.First("name")).text;
    std::replace(argument.name.begin(), argument.name.end(), ' ', '_');
    argument.value = mentions_.Operand(binding.First("value"));
    if (argument.value != nullptr && !use.calls.empty()) {
      use.calls.back().arguments.push_back(std::move(argument));
      use.calls.back().has_parentheses = true;
    }
  }
  use.looks_up = node.construction() == "LookUp" || node.Has("looks");
  if (const View share = node.First("share"); !share.empty()) {
    ast::Share part{Words(share), mentions_.Operand(share), Noun(node.First("object"))};
    for (const auto& [fraction, percent] : kFractions) {
      if (!node.Has(fraction)) continue;
      part.value = std::make_unique<ast::Expr>();
      part.value->span = part.words.span;
      part.value->node = ast::Literal{Value::Decimal(percent), ValueType::Percent};
    }
    use.share = std::move(part);
  }
  if (const View deducted = node.First("deducted"); !deducted.empty()) Deduct(node, deducted, use);
  Add(node, out, std::move(use));
  // "… for delivered orders": what the words speak of is tested, not taken for granted.
  std::vector<ast::ConditionPtr> tests;
  if (const View things = node.First("restricts"); !things.empty()) {
    tests.push_back(MakeCondition(phrases_.SpanOf(things), ast::NamedTest{Noun(things), false}));
  }
  for (const ReadNode& things : node.All("class")) AddTests(things, tests);
  for (const ReadNode& between : node.All("between")) {
    for (const ReadNode& condition : between.Constructions()) tests.push_back(HeadOf(condition));
  }
  if (tests.empty()) return;
  ast::Block call;
  call.push_back(std::move(out.back()));
  const Span span = call.front()->span;
  NestUnder(All(std::move(tests), span), span, call);
  StatementNote note;
  note.acts = true;
  notes_.Mark(*call.front(), std::move(note));
  out.back() = std::move(call.front());
}

// What a class of things says of each of them: "orders that are paid and not shipped".
void ReadingBuilder::AddTests(const ReadNode& things, std::vector<ast::ConditionPtr>& tests) {
  of_class_ = true;
  View subject = things.First("subject");
  const std::vector<ReadNode> parts = things.All("part");
  // "sealed boats": the class is the test.
  if (parts.empty()) {
    for (const ReadNode& test : things.Constructions()) tests.push_back(Test(test, subject));
  }
  for (const ReadNode& part : parts) {
    for (const ReadNode& test : part.Constructions()) tests.push_back(Test(test, subject));
  }
  of_class_ = false;
}

// Of the clause, or of its tokens in `part`, what says the deed: what is tested before it, and the
// tools that it is not done with, say nothing of what the call is for.
Tokens ReadingBuilder::DeedOf(const ReadNode& node, View part) const {
  const View tokens = part.empty() ? node.tokens() : part;
  const std::vector<ReadNode> beside =
      node.InSlots({"class", "restricts", "between", "other", "call_remark"});
  Tokens kept;
  for (const Token& token : tokens) {
    const bool left_out = std::any_of(beside.begin(), beside.end(), [&](const ReadNode& other) {
      const View own = other.tokens();
      return own.data() <= &token && &token < own.data() + own.size();
    });
    if (!left_out) kept.push_back(token);
  }
  return kept;
}

// "the amount that was requested ({requested: money}) and …": each value with a name of its own.
bool ReadingBuilder::AskNamed(const ReadNode& node, ast::Block& out) {
  std::vector<std::pair<ast::Phrase, ast::AsClause>> named;
  const std::vector<ReadNode> values = node.All("value");
  for (const ReadNode& value : values) {
    const View group = value.First("group");
    std::optional<ast::AsClause> as;
    if (group.size() > 2 && group[1].type == L::BRACE_OPEN) mentions_.ReadAs(group.subspan(1), as);
    ast::Phrase noun = Noun(value);
    if (!as || noun.empty()) return false;
    named.emplace_back(std::move(noun), std::move(*as));
  }
  for (auto& [noun, as] : named) {
    ast::Ask ask;
    ask.nouns.push_back(noun);
    ast::Statement& statement = Add(node, out, std::move(ask));
    statement.span = noun.span;
    statement.brackets = {};
    statement.as = std::move(as);
    if (&named.front().first != &noun) statement.joined = ast::Joined::Then;
  }
  return !named.empty();
}

// What is asked for, without the note on where it is found: "the code; it's printed on the back".
ast::Phrase ReadingBuilder::AskedNoun(const ReadNode& node, const ReadNode& value) const {
  View tokens = value.tokens();
  if (const View note = value.First("note"); !note.empty())
    tokens = tokens.first(static_cast<std::size_t>(note.data() - tokens.data()));
  ast::Phrase noun = Noun(tokens);
  // "Order number?": a capital of the sentence, none of the name.
  const bool first = value.tokens().data() == node.tokens().data();
  std::string& text = noun.text;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (first && text.size() > 1 && upper(text[0]) && !upper(text[1]))
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return noun;
}

// "Which size they need (S, M or L)": what is in the brackets is all that may be answered.
bool ReadingBuilder::ChooseOfGroup(const ReadNode& node, View question, ast::Block& out) {
  for (std::uint32_t i = node.begin(); i < node.end(); ++i) {
    if (node.atom(i).kind != pack::AtomKind::Group) continue;
    const View group = node.TokensOf(i, i + 1);
    if (group.size() < 3) return false;
    const View inside = group.subspan(1, group.size() - 2);
    if (!reader_.Fits(inside, "bracketed_options")) return false;
    const ReadLine line = reader_.ReadBy(inside, "bracketed_options");
    const ReadSentence& sentence = line.sentences.front();
    const ReadNode options(line, sentence, pack_, sentence.reading.root);
    ast::Choose choose;
    choose.noun = Noun(WithoutGroups(question));
    for (const ReadNode& option : options.All("option"))
      choose.choices.push_back(Words(option.tokens()));
    if (choose.choices.size() < 2 || choose.noun.empty()) return false;
    Add(node, out, std::move(choose)).brackets = {};
    return true;
  }
  return false;
}

void ReadingBuilder::Ask(const ReadNode& node, ast::Block& out) {
  if (AskNamed(node, out)) return;
  if (const std::vector<ReadNode> values = node.All("value");
      values.size() == 1 && reader_.Fits(values.front().tokens(), "chosen_of_few") &&
      ChooseOfGroup(node, values.front().tokens(), out))
    return;
  ast::Ask ask;
  for (const ReadNode& value : node.All("value")) {
    ast::Phrase noun = AskedNoun(node, value);
    if (!noun.empty()) ask.nouns.push_back(std::move(noun));
  }
  for (const ReadNode& separator : node.All("list_sep")) {
    ask.any_one = ask.any_one || separator.Has("or");
  }
  Add(node, out, std::move(ask));
}

// "Ask: “Shall I cancel it?”": the author's own words, for a value or a yes or no.
void ReadingBuilder::AskExactly(const ReadNode& node, View quote, ast::Block& out) {
  const View inside = quote.size() > 2 ? quote.subspan(1, quote.size() - 2) : View{};
  const ast::Phrase words = phrases_.FromText(
      std::string(StripQuotes(phrases_.TextOf(quote.front().begin, quote.back().end))),
      phrases_.SpanOf(quote));
  const bool for_value =
      !words.empty() && phrases_.words().IsOneOf(Place::Inside, words.words.front(), L::WH);
  std::optional<ast::Quotation> exact = mentions_.QuotationOf(quote);
  if (for_value || inside.empty()) {
    Add(node, out, ast::Ask{{words}, false, std::move(exact)});
  } else {
    ast::AskYesNo ask{words, std::move(exact)};
    // "Propose a pause instead: “Would a break help?”" asks about the pause.
    if (const View noun = node.First("noun"); !noun.empty()) {
      for (std::string& word : Words(noun).words) ask.question.words.push_back(std::move(word));
    }
    Add(node, out, std::move(ask));
  }
}

// "Ask “What can I do for you?” Accepted values: Book, Move": the answers to the question before.
void ReadingBuilder::AcceptedValues(const ReadNode& node, ast::Block& out) {
  ast::Choose choose;
  for (const ReadNode& option : node.All("option")) {
    const View tokens = option.tokens();
    const bool quoted = tokens.size() == 1 && tokens.front().type == L::SINGLE_QUOTED;
    ast::Phrase label = quoted ? phrases_.Unquoted(tokens.front()) : Words(tokens);
    if (!label.empty()) choose.choices.push_back(std::move(label));
  }
  Add(node, out, std::move(choose));
}

// "If the email is missing, ask for it", "if no order is found, ask for it again".
void ReadingBuilder::AskIt(const ReadNode& node, ast::Block& out) {
  ast::Phrase noun = named_.empty() ? ast::Phrase{} : Noun(named_);
  if (noun.empty()) {
    Add(node, out, ast::Judge{Words(node.tokens()), {}, {}});
  } else if (looked_up_ && !node.Has("new_one")) {
    // What was looked up is not there: what it was looked up with is asked for anew.
    ast::Again again;
    again.nouns.push_back(std::move(noun));
    Add(node, out, std::move(again));
  } else {
    ast::Ask ask;
    ask.nouns.push_back(std::move(noun));
    Add(node, out, std::move(ask));
  }
}

// A choice of which only the answers are said: the question stands before it.
bool ReadingBuilder::AnswersOf(ast::Block& asked, ast::Block& clauses) {
  if (asked.empty() || clauses.size() != 1) return false;
  auto* choose = std::get_if<ast::Choose>(&clauses.front()->node);
  auto* ask = std::get_if<ast::Ask>(&asked.back()->node);
  if (choose == nullptr || !choose->noun.empty() || choose->leaves_it_open()) return false;
  if (ask == nullptr || ask->nouns.size() != 1) return false;
  choose->noun = std::move(ask->nouns.front());
  choose->exact = std::move(ask->exact);
  asked.back()->span.end = clauses.front()->span.end;
  asked.back()->node = std::move(*choose);
  clauses.clear();
  return true;
}

void ReadingBuilder::Again(const ReadNode& node, ast::Block& out) {
  ast::Again again;
  for (const ReadNode& value : node.All("value")) {
    ast::Phrase noun = Noun(value);
    if (!noun.empty()) again.nouns.push_back(std::move(noun));
  }
  again.all = node.Has("all");
  again.times = CountOf(node);
  if (const View form = node.First("form"); !form.empty()) again.form = Words(form);
  Add(node, out, std::move(again));
}

void ReadingBuilder::Choose(const ReadNode& node, ast::Block& out) {
  ast::Choose choose;
  choose.noun = Noun(node.First("noun"));
  for (const ReadNode& option : node.All("option")) {
    ast::Phrase label = Words(option.tokens());
    if (const auto literal = phrases_.Quoted(option.tokens()); !literal.empty()) {
      label = phrases_.FromText(std::string(literal.front().value.view().text()), label.span);
    }
    if (!label.empty()) choose.choices.push_back(std::move(label));
  }
  if (choose.choices.size() < 2) {
    Add(node, out, ast::Ask{{std::move(choose.noun)}, false, {}});
    return;
  }
  Add(node, out, std::move(choose));
}

void ReadingBuilder::Say(const ReadNode& node, ast::Block& out) {
  ast::Say say;
  say.quote = mentions_.QuotationOf(node.First("quote"));
  Add(node, out, std::move(say));
}

void ReadingBuilder::Tell(const ReadNode& node, ast::Block& out) {
  ast::Say say;
  say.told = phrases_.Make(node.First("told"));
  say.described = node.construction() == "TellAbout";
  say.deed = node.construction() == "TellTo" || node.construction() == "TellToward";
  // "Give them the number of the desk: 0800 123"
  if (const View figure = node.First("figure"); !figure.empty()) {
    const View detail = node.First("detail");
    say.told =
        phrases_.FromText(fmt::format("{} {} {}", phrases_.Make(detail).text,
                                      phrases_.words().text("is"), phrases_.Make(figure).text),
                          phrases_.SpanOf(node.tokens()));
  }
  // "Point them to the shop": go there.
  if (node.construction() == "TellToward") {
    const Span span = phrases_.SpanOf(node.First("told"));
    say.told = phrases_.FromText(
        fmt::format(fmt::runtime(pack_.forms().Text("toward")), say.told.text), span);
  }
  if (say.told.empty()) {
    say.told = Words(node.tokens());
    say.described = true;
  }
  Add(node, out, std::move(say));
}

// "Apologise for the delay", "thank them for waiting", "wish them a good day": the machine's own
// words, and behind them the author's.
void ReadingBuilder::Courtesy(const ReadNode& node, std::string_view text_key, ast::Block& out) {
  std::string text(phrases_.words().text(text_key));
  if (const View told = node.First("told"); !told.empty()) {
    // With the "for" in front of it; what is wished has none.
    const std::string_view what = node.construction();
    const bool joined = what != "Wish" && what != "Suggest" && what != "Point";
    const std::size_t before =
        joined ? static_cast<std::size_t>(told.data() - node.tokens().data()) : 0;
    const View from = joined ? node.tokens() : told;
    const View whole =
        from.subspan(before > 0 ? before - 1 : 0, told.size() + (before > 0 ? 1 : 0));
    text += " " + phrases_.Make(whole).text;
  }
  ast::Say say;
  say.told = phrases_.FromText(std::move(text), phrases_.SpanOf(node.tokens()));
  Add(node, out, std::move(say));
}

void ReadingBuilder::Offer(const ReadNode& node, ast::Block& out) {
  ast::Offer offer;
  offer.noun = Noun(node.First("noun"));
  if (const View purpose = node.First("purpose"); purpose.size() > 1) {
    offer.purpose = Words(TokensWithoutCalls(purpose.subspan(1)));
  }
  for (const ReadNode& option : node.All("option")) {
    ast::OfferOption one;
    one.label = Words(option.tokens());
    one.span = one.label.span;
    offer.options.push_back(std::move(one));
  }
  if (offer.options.empty()) offer.tools = mentions_.ToolsIn(node.tokens());
  if (offer.options.empty()) offer.values = phrases_.Amounts(node.tokens());
  Add(node, out, std::move(offer));
}

void ReadingBuilder::Follow(const ReadNode& node, ast::Block& out, ast::PolicyUse use) {
  const std::vector<ast::PolicyMention> policies = mentions_.PoliciesIn(node.tokens());
  ast::FollowPolicy follow;
  follow.use = use;
  follow.policy = policies.front();
  follow.doing = Noun(node.First("doing"));
  Add(node, out, std::move(follow));
}

// "step 3": with the word that says what is counted.
ast::Phrase ReadingBuilder::StepNamed(const ReadNode& node) const {
  const View place = node.First("place");
  if (place.empty()) return {};
  View step = node.First("step_word");
  if (step.empty()) step = place;
  return Words(
      View(step.data(), static_cast<std::size_t>(place.data() + place.size() - step.data())));
}

// "Steps 3 to 5": three of them.
std::uint32_t ReadingBuilder::StepsCounted(const ReadNode& node) const {
  const auto number = [&](View tokens) -> std::uint32_t {
    const std::string text = tokens.size() == 1 ? phrases_.TextOf(tokens.front()) : "";
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
  };
  const std::uint32_t first = number(node.First("place"));
  const std::uint32_t last = number(node.First("last"));
  return first != 0 && last > first ? last - first + 1 : 1;
}

void ReadingBuilder::Go(const ReadNode& node, ast::Block& out) {
  ast::GoTo go;
  go.loose = node.construction() == "GoLoose";
  if (const View title = node.First("title"); !title.empty()) {
    const bool quoted =
        title.front().type == L::QUOTE_OPEN || title.front().type == L::SINGLE_QUOTED;
    go.section = quoted ? phrases_.FromText(std::string(StripQuotes(phrases_.TextOf(
                                                title.front().begin, title.back().end))),
                                            phrases_.SpanOf(title))
                        : Noun(title);
  } else {
    go.section = StepNamed(node);
  }
  Add(node, out, std::move(go));
}

void ReadingBuilder::Remember(const ReadNode& node, ast::Block& out) {
  ast::Remember remember;
  const View value = node.First("value");
  View noun = node.First("noun");
  // "When the number is received, save it as {x}": what the condition names, else what was just
  // got.
  if (const View it = node.First("it"); !it.empty())
    noun = named_.empty() || !out.empty() ? it : named_;
  std::optional<ast::AsClause> as;
  if (const View name = node.First("name"); !name.empty()) mentions_.ReadAs(name, as);
  if (as) remember.name = as->name;
  if (!noun.empty()) remember.noun = Noun(noun);
  remember.value = mentions_.Operand(value.empty() ? noun : value);
  if (remember.name.empty()) {
    Add(node, out, ast::Judge{Words(node.tokens()), {}, {}});
    return;
  }
  Add(node, out, std::move(remember)).as = std::move(as);
}

void ReadingBuilder::Note(const ReadNode& node, ast::Block& out) {
  ast::Note note;
  if (const View quote = node.First("quote");
      !quote.empty() && quote.front().type == L::QUOTE_OPEN) {
    note.quote = mentions_.QuotationOf(quote);
  }
  // Behind the verb.
  note.text = Noun(node.tokens().size() > 1 ? node.tokens().subspan(1) : node.tokens());
  Add(node, out, std::move(note));
}

// "The bill is right: let them know."
ast::Phrase ReadingBuilder::ToldBefore(const ast::Block& out) {
  if (out.empty()) return {};
  const auto* fact = std::get_if<ast::Documentation>(&out.back()->node);
  return fact == nullptr ? ast::Phrase{} : fact->text;
}

void ReadingBuilder::Clause(const ReadNode& node, ast::Block& out) {
  const std::string_view what = node.construction();
  if (what == "Call" || what == "LookUp") return Call(node, out);
  if (what == "Ask") return Ask(node, out);
  if (what == "Require") {
    const std::size_t before = out.size();
    Ask(node, out);
    for (std::size_t i = before; i < out.size(); ++i) out[i]->declared = true;
    return;
  }
  if (what == "Again") return Again(node, out);
  if (what == "AskIt") return AskIt(node, out);
  if (what == "AcceptedValues") return AcceptedValues(node, out);
  if (what == "AskAndCall") {
    Ask(node, out);
    Call(node, out);
    out.back()->joined = ast::Joined::Then;
    return;
  }
  if (what == "Agreed") {
    agreed_ = &Add(node, out, ast::Judge{Words(node.tokens()), {}, {}});
    return;
  }
  if (what == "Choose") return Choose(node, out);
  if (what == "SameApplies") {
    Add(node, out, ast::Judge{Words(node.tokens()), {}, {}});
    StatementNote note;
    note.acts = note.same_applies = true;
    notes_.Mark(*out.back(), std::move(note));
    return;
  }
  if (what == "LetChoose") {
    // Among what was asked right before.
    Add(node, out, ast::Choose{});
    return;
  }
  if (what == "SayQuote") return Say(node, out);
  if (what.starts_with("Tell") && what != "TellSo") return Tell(node, out);
  if (what == "Apologise") return Courtesy(node, "apologize", out);
  if (what == "TellSo") {
    ast::Say say;
    say.told = ToldBefore(out);
    if (say.told.empty()) say.told = fact_;
    if (say.told.empty()) {
      say.told = phrases_.FromText(std::string(phrases_.words().text("so")),
                                   phrases_.SpanOf(node.tokens()));
    }
    Add(node, out, std::move(say));
    return;
  }
  if (what == "Thank") return Courtesy(node, "thank", out);
  if (what == "Wish") return Courtesy(node, "wish", out);
  if (what == "Greet") return Courtesy(node, "greet", out);
  if (what == "Beg") return Courtesy(node, "beg", out);
  if (what == "Congratulate") return Courtesy(node, "congratulation", out);
  if (what == "Suggest") return Courtesy(node, "suggestion_text", out);
  if (what == "Point") return Courtesy(node, "pointer_text", out);
  if (what == "Farewell") return Courtesy(node, "farewell", out);
  if (what == "Offer") return Offer(node, out);
  if (what == "Follow") return Follow(node, out, ast::PolicyUse::Call);
  if (what == "Transfer") return Follow(node, out, ast::PolicyUse::Transfer);
  if (what == "AsDescribed") return Follow(node, out, ast::PolicyUse::AsDescribed);
  if (what == "Go" || what == "GoLoose") return Go(node, out);
  if (what == "GoStart") {
    Add(node, out, ast::GoTo{});
    return;
  }
  if (what == "Remember") return Remember(node, out);
  if (what == "Note") return Note(node, out);
  if (what == "AskQuestion") {
    if (const View quote = node.First("quote"); !quote.empty()) return AskExactly(node, quote, out);
    if (ChooseOfGroup(node, node.First("question"), out)) return;
    Add(node, out, ast::Ask{{Words(node.First("question"))}, false, {}});
  } else if (what == "AskYesNo") {
    ast::AskYesNo ask{Words(node.First("question")), {}};
    // "Get their okay."
    if (ask.question.empty()) {
      ask.question = phrases_.FromText(std::string(phrases_.words().text("okay")),
                                       phrases_.SpanOf(node.tokens()));
    }
    Add(node, out, std::move(ask));
  } else if (what == "ConfirmAndCall") {
    Add(node, out, ast::ConfirmValue{Noun(node.First("noun"))});
    Call(node, out);
  } else if (what == "Confirm") {
    Add(node, out, ast::ConfirmValue{Noun(node.First("noun"))});
  } else if (what == "ConfirmAll") {
    for (const ReadNode& value : node.All("value")) {
      Add(node, out, ast::ConfirmValue{Noun(value)});
    }
  } else if (what == "Fact") {
    const View noun = node.First("noun");
    ast::Statement& fact = Add(node, out, ast::Fact{Noun(noun)});
    const auto group = std::find_if(noun.begin(), noun.end(),
                                    [](const Token& token) { return token.type == L::LPAREN; });
    if (group != noun.end() && fact.brackets.empty()) {
      fact.brackets = Words(noun.subspan(static_cast<std::size_t>(group - noun.begin())));
    }
  } else if (what == "Check" || what == "Must") {
    const std::size_t before = out.size();
    Check(node, out);
    for (std::size_t i = before; i < out.size(); ++i) out[i]->declared = what == "Must";
  } else if (what == "ApplyOffer") {
    ast::ApplyOffer apply;
    apply.words = Words(TokensWithoutCalls(WithoutGroups(node.tokens())));
    apply.tools = mentions_.ToolsIn(node.tokens());
    apply.open_list =
        std::any_of(node.tokens().begin(), node.tokens().end(), [&](const Token& token) {
          return phrases_.words().IsOneOf(Place::Inside, token.folded, L::OTHER);
        });
    Add(node, out, std::move(apply));
  } else if (what == "HandOff") {
    Add(node, out, ast::HandOff{Noun(node.First("to")), Words(node.First("shown"))});
  } else if (what == "Stop") {
    if (node.Has("quote")) Say(node, out);
    Add(node, out, ast::Stop{Noun(node.First("outcome"))});
  } else if (what == "Continue") {
    Add(node, out, ast::Continue{});
  } else if (what == "Skip") {
    Add(node, out, ast::GoTo{StepNamed(node), StepsCounted(node)});
  } else if (what == "Repeat") {
    Add(node, out, ast::Repeat{Noun(node.First("item")), Noun(node.First("list"))});
  } else if (what == "Enter") {
    Add(node, out, ast::Judge{Words(node.tokens()), {}, {}});
    StatementNote note;
    note.entered = phrases_.Quoted(node.tokens());
    note.enters_only = true;
    notes_.Mark(*out.back(), std::move(note));
  } else if (what == "Leave") {
    StatementNote note;
    note.acts = note.leaves = true;
    notes_.Mark(Add(node, out, ast::Stop{}), std::move(note));
  } else if (what == "SkipThis") {
    StatementNote note;
    note.skips_to = Noun(node.First("next"));
    note.acts = note.skips_this = true;
    notes_.Mark(Add(node, out, ast::GoTo{}), std::move(note));
  } else if (what == "Wait") {
    Add(node, out, ast::Wait{Words(node.First("until"))});
  } else {
    Add(node, out,
        ast::Judge{Words(node.tokens()), mentions_.ToolsIn(node.tokens()),
                   mentions_.PoliciesIn(node.tokens())});
    StatementNote note;
    note.acts = true;
    note.sub_steps_tell_how = true;
    notes_.Mark(*out.back(), std::move(note));
  }
}

}  // namespace proviso::parse
