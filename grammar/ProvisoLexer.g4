// SPDX-License-Identifier: Apache-2.0
// Characters of one line of policy text to raw tokens. No word of any language stands here: words
// leave as WORD and are given their meaning by the vocabulary (grammar/vocabulary/<language>.json)
// before the parser sees them. The characters come normalised: no-break spaces are spaces, curly
// apostrophes are straight, zero-width characters are gone.
lexer grammar ProvisoLexer;

// Words with a part to play, given by the vocabulary, never by this lexer.
tokens {
  // what opens a line
  SAY, TELL, RULE, ASIDE, ACT, IF, WHEN, UNLESS, OTHERWISE, THEN,
  // in a clause and in a condition
  WH, OTHER, CHECKED,
  // inside braces
  AND, OR, NOT, YES, NO, COPULA, COPULA_NOT, CONTAINS, COUNT_OF, SUM_OF, TODAY, NOW, UNIT
}

@lexer::members {
  // Gives back what stands behind the number: "1 EURASIA" is a number and a word.
  void BackToNumber() {
    while (_input->LA(-1) != ' ') _input->seek(_input->index() - 1);
    _input->seek(_input->index() - 1);
  }
}

// ---- the start of a line ----
INDENTATION : [ \t]+ ;
BULLET
  : ( [-*\u2022\u25E6\u25AA\u25AB\u00B7\u2013\u2014\u2012\u2023\u25CF\u25CB\u25A0\u25A1\u2043\u2219\u27A2\u2713\u2714\uF0B7\uF0A7\u2192] '\uFE0F'?
    | [\u25B6\u25B8\u25BA\u25C6\u25C7\u2610\u2611\u2705\u2756\u2794\u279C\u27A4\u{1F538}\u{1F539}] '\uFE0F'?
    | '[' [ xX] ']'
    | DIGIT+ [.)]
    | DIGIT '\uFE0F'? '\u20E3'
    | DIGIT+ ( '.' DIGIT+ )+ [.)]
    | [a-zA-Z] ')'
    | '(' ( DIGIT+ | [a-zA-Z] | [ivxIVX]+ ) ')'
    ) ( [ \t]+ | EOF )
  | 'o' '\t' [ \t]*
  ;
HASHES : '#'+ [ \t]+ ;
TABLE_ROW : '|' .*? EOF ;
RULER : ( '-' '-' '-'+ | '*' '*' '*'+ | '=' '=' '='+ | '_' '_' '_'+ ) [ \t]* EOF ;
LINE_COMMENT : '//' .*? EOF ;
TEXT_START : . ;

mode TEXT;

WS : [ \t]+ -> skip ;
COMMENT : [ \t]+ '//' .*? EOF ;
EMPHASIS : ( '**' | '__' | '`' | '*' ) -> skip ;

TOOL_OPEN : '@' NAME '(' -> pushMode(ARGUMENTS) ;
TOOL : '@' NAME ;
POLICYREF : '#' REF_NAME ;

// With its protocol or, under a common top-level domain, without: "shop.example.com/help".
URL : [a-z]+ '://' ~[ \t()"\u201C\u201D]+
  | ( [a-z0-9] [a-z0-9-]* '.' )+ TOP_LEVEL_DOMAIN ( '/' ( [a-zA-Z0-9_\-.~%/?=&]* [a-zA-Z0-9_\-/] )? )?
  ;
EMAIL : MAILBOX '@' [a-zA-Z0-9-]+ ( '.' [a-zA-Z0-9-]+ )+ ;
DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
PERCENT : NUMERAL [ ]? '%' ;
MONEY : CURRENCY_SIGN [ ]? NUMERAL | NUMERAL [ ]? [\u20AC\u00A3] | NUMERAL ' ' CURRENCY_CODE ;
// No predicate: the runtime leaks the configurations of one that fails.
NUMBER_AND_WORD : NUMERAL ' ' CURRENCY_CODE LETTER_OR_DIGIT+ { BackToNumber(); } -> type(NUMBER) ;
NUMBER : NUMERAL ;
WORD : LETTER_OR_DIGIT ( LETTER_OR_DIGIT | ['_/&+] LETTER_OR_DIGIT | '-' LETTER_OR_DIGIT
       | '.' LETTER )* '(s)'?
       | [a-zA-Z] ( '.' DIGIT+ )+ ;  // "A.1"

// A phrase in single quotes; an apostrophe inside it stands before a letter.
SINGLE_QUOTED
  : '\'' ~[' \t] ( ~['] | '\'' LETTER )* '\''
  | '\u2018' ~[\u2018\u2019']* [\u2019']
  | '\u201A' ( ~[\u2018'] | '\'' LETTER )* [\u2018']
  ;
QUOTE_OPEN : ["\u201C\u201E] -> pushMode(QUOTE) ;
GUILLEMET : '\u00AB' -> type(QUOTE_OPEN), pushMode(GUILLEMETS) ;
STRAY_QUOTE : [\u201D\u00BB] ;
BRACKETED : '[' ~[\]]* ']' ;
STRAY_BRACKET : UNCLOSED_BRACKET ;
BRACE_OPEN : '{' -> pushMode(EXPRESSION) ;

PERIOD : '.' | '\u2026' | '...' ;
QUESTION : '?'+ ;
EXCLAMATION : '!'+ ;
COMMA : ',' ;
SEMICOLON : ';' ;
COLON : ':' ;
LPAREN : '(' ;
RPAREN : ')' ;
ARROW : '>' | '\u2192' | '=>' | '->' | '\u203A' ;
DASH : [-\u2013\u2014\u2012]+ ;
SLASH : '/' ;
PIPE : '|' ;
OTHER_CHAR : . ;

mode ARGUMENTS;

ARG_WS : [ \t]+ -> skip ;
ARG_NAME : LETTER_OR_DIGIT ( LETTER_OR_DIGIT | '_' | '-' LETTER_OR_DIGIT | '.' LETTER_OR_DIGIT )* ;
ARG_OPTIONAL : '?' ;
ARG_COLON : ':' ;
ARG_EQUALS : '=' ;
ARG_COMMA : ',' ;
ARG_LITERAL : '"' ~["]* '"' | [\u201C\u201D] ~[\u201C\u201D]* [\u201C\u201D] | '\'' ~[']* '\'' ;
ARG_AMOUNT : NUMERAL [ ]? '%' | CURRENCY_SIGN NUMERAL ;
ARG_BRACE : '{' -> pushMode(EXPRESSION) ;
ARG_CLOSE : ')' -> popMode ;
ARG_OTHER : . ;

mode QUOTE;

QUOTE_CLOSE : ["\u201D\u201C] -> popMode ;
PLACEHOLDER : '[' ~[\]]* ']' ;
QUOTE_BRACE : '{' -> pushMode(EXPRESSION) ;
QUOTE_TEXT : ~["\u201C\u201D{[\uFFFE]+ ;
QUOTE_BRACKET : UNCLOSED_BRACKET ;

// The character stream turns the inward ones round, so that one closes what the other opens.
mode GUILLEMETS;

GUILLEMET_CLOSE : '\u00BB' -> type(QUOTE_CLOSE), popMode ;
GUILLEMET_PLACEHOLDER : '[' ~[\]]* ']' -> type(PLACEHOLDER) ;
GUILLEMET_BRACE : '{' -> type(QUOTE_BRACE), pushMode(EXPRESSION) ;
GUILLEMET_TEXT : ~[\u00BB{[\uFFFE]+ -> type(QUOTE_TEXT) ;
GUILLEMET_BRACKET : UNCLOSED_BRACKET -> type(QUOTE_BRACKET) ;

mode EXPRESSION;

EXPR_WS : [ \t]+ -> skip ;
EXPR_PERCENT : NUMERAL [ ]? '%' ;
EXPR_MONEY : CURRENCY_SIGN [ ]? NUMERAL | NUMERAL [ ]? [\u20AC\u00A3] | NUMERAL ' ' CURRENCY_CODE ;
EXPR_NUMBER_AND_NAME : NUMERAL ' ' CURRENCY_CODE LETTER_OR_DIGIT+ { BackToNumber(); } -> type(EXPR_NUMBER) ;
EXPR_DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
EXPR_NUMBER : NUMERAL ;
EXPR_STRING
  : '"' ~["]* '"' | [\u201C\u201D] ~[\u201C\u201D]* [\u201C\u201D] | '\'' ~[']* '\'' ;
EXPR_NAME : LETTER ( LETTER_OR_DIGIT | '_' | '\'' LETTER )* ;
DOT : '.' ;
EXPR_COLON : ':' ;
EXPR_COMMA : ',' ;
PLUS : '+' ;
MINUS : [-\u2013\u2212] ;
STAR : [*\u00D7] ;
DIVIDE : [/\u00F7] ;
LESS_EQUAL : '<=' | '\u2264' ;
GREATER_EQUAL : '>=' | '\u2265' ;
NOT_EQUAL : '!=' | '<>' | '\u2260' ;
EQUALS : '=='? '=' | '==' ;
LESS_THAN : '<' ;
GREATER_THAN : '>' ;
EXPR_LPAREN : '(' ;
EXPR_RPAREN : ')' ;
LIST_OPEN : '[' | UNCLOSED_BRACKET ;
LIST_CLOSE : ']' ;
BRACE_CLOSE : '}' -> popMode ;
EXPR_OTHER : . ;

// The character stream puts U+FFFE, which no text holds, for a `[` with no `]` behind it on its line:
// looking for the end of each would read the rest of the line again and again.
fragment TOP_LEVEL_DOMAIN : 'com' | 'org' | 'net' | 'eu' | 'co.uk' | 'de' | 'fr' | 'nl' | 'io' ;
fragment UNCLOSED_BRACKET : '\uFFFE' ;
// At most 64 characters, as RFC 5321 (4.5.3.1.1) has it. Without a bound, every full stop of a run of
// them would read the whole run to find that no `@` follows.
fragment MAILBOX
  : MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 MAIL8? )? )? )? )? )? )?
  | ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 ( MAIL8 MAIL8? )? )? )? )? )? )?
    MAIL1 ( MAIL1 ( MAIL1 ( MAIL1 ( MAIL1 ( MAIL1 MAIL1? )? )? )? )? )?
  ;
fragment MAIL8 : MAIL1 MAIL1 MAIL1 MAIL1 MAIL1 MAIL1 MAIL1 MAIL1 ;
fragment MAIL1 : [a-zA-Z0-9._%+-] ;
fragment DIGIT : [0-9] ;
fragment NUMERAL : DIGIT+ ( [.,] DIGIT+ )* ;
fragment CURRENCY_CODE : [A-Z] [A-Z] [A-Z] ;
fragment CURRENCY_SIGN : 'R$' | [$\u20AC\u00A3\u00A5] ;
// Everything above ASCII that is no punctuation we know: the scripts of the world without a table.
fragment LETTER
  : [a-zA-Z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\u2C00-\uD7FF]
  | [\uF900-\uFFEF\uFFFD] | [\u{10000}-\u{10FFFF}]
  ;
fragment LETTER_OR_DIGIT : LETTER | DIGIT ;
fragment NAME : ( LETTER | '_' ) ( LETTER_OR_DIGIT | '_' | '-' LETTER_OR_DIGIT | '.' LETTER_OR_DIGIT )* ;
fragment REF_NAME : ( LETTER_OR_DIGIT | '_' ) ( LETTER_OR_DIGIT | '_' | '-' LETTER_OR_DIGIT )* ;
