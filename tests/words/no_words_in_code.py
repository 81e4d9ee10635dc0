#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No word of a human language stands in the code that reads, checks or words policy text.

Words belong into the language packs (grammar/languages, grammar/vocabulary); code that compares text with a
word of its own is wrong for every other language. This looks for such words.

What it sees: string literals of the folders below that consist of lower-case words only, of which at least
one is a word of the English pack (its *.words files), and the literals of the grammars of policies (Proviso*.g4; scenario files have key words of their own).

What it does not see:
 - text that only a person reads: arguments of the calls in MESSAGES (diagnostics, explanations) at any depth,
   what is assigned to one of the names in TOLD or thrown, and literals that hold a capital letter or a sign
   (messages, formats, names of nodes and files);
 - names by which code asks the pack for something: arguments of the calls in KEYS ("determiners");
 - words that are put together of pieces at run time.

What is left and is no word of a text stands in allowed_words.txt: `folder/file | literal | reason`, one a
line. An entry that no literal needs is an error, too.
"""

import pathlib
import re
import sys

FOLDERS = [
    "compiler/parse", "compiler/read", "compiler/sema", "compiler/wording", "compiler/lint",
    "compiler/vocabulary", "compiler/ir", "compiler/emit", "compiler/driver",
]

# A literal anywhere inside one of these is read by a person.
MESSAGES = {
    "Report", "report", "Note", "Label", "Fix", "Suggest", "format", "Fail", "fail", "Error", "PROVISO_ASSERT",
    "PROVISO_UNREACHABLE", "AddReading", "Explain", "Read", "Detail", "invalid_argument", "static_assert",
}

# What is kept under these names, and what is thrown, is read by a person, too.
TOLD = re.compile(r"\b(meaning|why|reason|description|details|throw)\b[^;]*$")

# A literal that is an argument of one of these itself is a name in the pack.
KEYS = {
    # the lexicon
    "Is", "AnyIs", "IsAll", "List", "FindPhrase", "HasPhrase", "Named", "Message", "Outcome", "WordClass",
    # forms
    "Text", "Pairs", "Pair", "CutPhrase",
    # slots and rules of constructions
    "Has", "All", "First", "root", "Nodes", "slot", "rule",
    # the vocabulary of the parser
    "IsLayoutWord", "text", "Heading",
    # keys of JSON
    "at", "value", "contains",
}

LITERAL = re.compile(r'(?:u8|L|u|U)?"((?:[^"\\\n]|\\.)*)"')
WORDS_ONLY = re.compile(r"^[a-z']+( [a-z']+)*$")


def pack_words(root):
    """The words of the English pack: what its words and verbs rules list."""
    words = set()
    for path in sorted((root / "grammar/languages/en").glob("*.words")):
        inside = False
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if not line[0].isspace():
                inside = line.split()[0] in ("words", "verbs")
                continue
            if inside:
                for phrase in line.split("|"):
                    phrase = re.sub(r"\(.*?\)|:.*", "", phrase)
                    words.update(w for w in phrase.split() if re.fullmatch(r"[a-z']+", w))
    return words


def without_comments(text):
    """Blanks comments and raw literals; what is kept stays where it is."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'', re.S)

    def keep(match):
        return match.group(0) if match.group(0).startswith('"') else blank(match)

    return re.sub(pattern, keep, text)


def calls_around(text, at):
    """Names of the calls whose brackets are open at a place, the innermost first."""
    names = []
    depth = 0
    i = at - 1
    quoted = False
    while i >= 0 and at - i < 4000:
        c = text[i]
        if c == '"' and (i == 0 or text[i - 1] != "\\"):
            quoted = not quoted
        elif not quoted:
            if c in ")]}":
                depth += 1
            elif c in "([{":
                if depth > 0:
                    depth -= 1
                else:
                    name = re.search(r"([A-Za-z_]\w*)\s*(?:<[^<>()]*>)?\s*$", text[max(0, i - 200):i])
                    names.append(name.group(1) if name and c != "[" else "")
            elif c == ";" and depth == 0:
                break
        i -= 1
    return names


def findings_of(text, words):
    text = without_comments(text)
    for match in LITERAL.finditer(text):
        literal = match.group(1)
        if not WORDS_ONLY.match(literal) or not any(w in words for w in literal.split()):
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        if text[line_start:match.start()].lstrip().startswith("#include"):
            continue
        statement = text[max(text.rfind(c, 0, match.start()) for c in ";{}") + 1:match.start()]
        if TOLD.search(statement):
            continue
        calls = calls_around(text, match.start())
        if any(name in MESSAGES for name in calls) or (calls and calls[0] in KEYS):
            continue
        yield text.count("\n", 0, match.start()) + 1, literal


def grammar_findings(path):
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"\[(?:[^\]\\\n]|\\.)*\]", "", text)  # sets of characters
    for match in re.finditer(r"'((?:[^'\\\n]|\\.)+)'", text):
        if re.search(r"[A-Za-z]{2,}", re.sub(r"\\u\{?[0-9A-Fa-f]+\}?|\\.", "", match.group(1))):
            yield text.count("\n", 0, match.start()) + 1, match.group(1)


# What must be found, and what must not: a scan that sees nothing would pass as well.
SAMPLES = [
    ('if (word == "unless") return;', ["unless"]),
    ('return IsOneOf(token, {"not", "never"});', ["not", "never"]),
    ('if (Starts(words, "do not")) ++count;', ["do not"]),
    ('const char* const kWord = "customer";  // "refund"', ["customer"]),
    ('sink.Report(id, span, negated ? "is not known" : "is known").Note("do not");', []),
    ('reading.meaning = "done once";', []),
    ('if (lexicon.Is("customer", word)) return;', []),
    ('throw Error("not so");', []),
]


def check_itself(words):
    for code, wanted in SAMPLES:
        found = [literal for _, literal in findings_of(code, words)]
        if found != wanted:
            sys.exit(f"this test does not work: of `{code}` it finds {found} instead of {wanted}")


def main():
    root = pathlib.Path(sys.argv[1])
    words = pack_words(root)
    if len(words) < 500:
        sys.exit(f"only {len(words)} words found in the English pack: this test looks at nothing")
    check_itself(words)
    allowed = {}
    listed = root / "tests/words/allowed_words.txt"
    for number, line in enumerate(listed.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not parts[2]:
            sys.exit(f"{listed}:{number}: an entry is `file | literal | reason`")
        allowed[(parts[0], parts[1])] = number
    used = set()
    faults = 0
    files = [p for folder in FOLDERS for p in sorted((root / folder).rglob("*")) if p.suffix in (".cpp", ".h")]
    for path in files + sorted((root / "grammar").glob("Proviso[LP]*.g4")):
        name = str(path.relative_to(root))
        found = grammar_findings(path) if path.suffix == ".g4" else findings_of(path.read_text(encoding="utf-8"), words)
        for line, literal in found:
            entry = next(((name, one) for one in (literal, "*") if (name, one) in allowed), None)
            if entry is not None:
                used.add(entry)
                continue
            faults += 1
            print(f"{name}:{line}: the word `{literal}` stands in code; it belongs into the language pack")
    for entry in sorted(set(allowed) - used):
        faults += 1
        print(f"{listed.relative_to(root)}:{allowed[entry]}: nothing needs `{entry[0]} | {entry[1]}`")
    if faults:
        sys.exit(f"{faults} faults; see the head of {pathlib.Path(__file__).name}")


if __name__ == "__main__":
    main()
