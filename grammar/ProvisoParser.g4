// SPDX-License-Identifier: Apache-2.0
// One line of policy text: sentences, clauses, conditions, mentions. Vocabulary
// tokens stand where the words of a language stood; connectives carry the part they play
// (CONDITION_END, JOIN_THEN, TRAILING_IF, ...), so that one token of look-ahead decides.
//
// INVARIANT: `line` matches every sequence of tokens that ends in NEWLINE. A sentence that fits no
// statement is `prose`; an author is never told of mismatched input. Only `braces`, which parses the
// inside of { } on its own, can fail, and then the diagnostic speaks of that expression.
parser grammar ProvisoParser;

options { tokenVocab = ProvisoLexer; }

line : content? NEWLINE ;

content
  : HEADING_MARK part*    # headingLine
  | steps                 # stepLine
  ;

steps : sentence ( ending sentence? )* | ( ending sentence? )+ ;
ending : SENTENCE_END | OPENER ;

sentence : clause joined* | joined+ ;
joined : joiner clause? ;
joiner : JOIN_THEN | JOIN_OR | JOIN_OTHERWISE ;

clause : leadIn+ clauseBody? | clauseBody ;
clauseBody : branch | instruction trailingCondition* ;
leadIn : LEAD_IN | THEN | OPTIONAL ;

// ---- branches ----
branch
  : ( IF | WHEN | UNLESS ) condition ( CONDITION_END clause? )?
  | OTHERWISE ( CONDITION_END clause? )?
  ;

trailingCondition : TRAILING_IF condition CONDITION_END? ;

condition : allOf ( CONDITION_OR allOf )* ;

allOf : atom ( CONDITION_AND atom )* ;

atom : subject? predicate* ;

subject : nominal+ ;

// From the verb to the next verb: "has been" + "waiting for", "says" + "yes".
predicate : verb nominal* ;

verb
  : COPULA | COPULA_NOT | AUXILIARY | AUXILIARY_NOT | MODAL | MODAL_NOT | NOT | ACCEPTS | DECLINES
  | SAYS | FAILS | PROVIDES | HAPPENS | CONTAINS
  ;

nominal : tool | quotation | group | braces | policy | nominalWord ;

nominalWord
  : ~( NEWLINE | BULLET | HEADING_MARK
     | JOIN_THEN | JOIN_OR | JOIN_OTHERWISE | CONDITION_END | TRAILING_IF | SENTENCE_END | OPENER
     | CONDITION_AND | CONDITION_OR
     | COPULA | COPULA_NOT | AUXILIARY | AUXILIARY_NOT | MODAL | MODAL_NOT | NOT | ACCEPTS
     | DECLINES | SAYS | FAILS | PROVIDES | HAPPENS | CONTAINS
     | TOOL | TOOL_OPEN | QUOTE_OPEN | LPAREN | RPAREN | BRACE_OPEN | POLICYREF
     | ARG_NAME | ARG_OPTIONAL | ARG_COLON | ARG_EQUALS | ARG_COMMA | ARG_LITERAL | ARG_AMOUNT
     | ARG_BRACE | ARG_CLOSE | ARG_OTHER | QUOTE_CLOSE | PLACEHOLDER | QUOTE_BRACE | QUOTE_TEXT
     | QUOTE_BRACKET | BRACE_CLOSE | EXPR_PERCENT | EXPR_MONEY | EXPR_DATE | EXPR_NUMBER
     | EXPR_STRING | EXPR_NAME | DOT | EXPR_COLON | EXPR_COMMA | PLUS | MINUS | STAR | DIVIDE
     | LESS_EQUAL | GREATER_EQUAL | NOT_EQUAL | EQUALS | LESS_THAN | GREATER_THAN | EXPR_LPAREN
     | EXPR_RPAREN | LIST_OPEN | LIST_CLOSE | EXPR_OTHER )
  ;

// ---- instructions, chosen by their leading word ----
instruction
  : ask | obtain | look | use | offer | apply | say | tell | follow | go | handOff | remember | stop
  | proceed | note | rule_ | repeat | wait | act | choices | prose
  ;

ask : ( ASK | PRE_ASK ) part* ;
obtain : ( GET | FIND_OUT ) part* ;
look : ( LOOK | CONFIRM ) part* ;
use : ( USE | ENTER | CLICK ) part* | tool part* ;
offer : OFFER part* ;
apply : APPLY part* ;
say : SAY part* ;
tell : ( TELL | LET | APOLOGIZE | PROVIDE ) part* ;
follow : FOLLOW part* ;
go : ( GO | SKIP_STEP ) part* ;
handOff : ( HAND_OFF | TRANSFER ) part* ;
remember : ( REMEMBER | RECALL ) part* ;
stop : STOP part* ;
proceed : CONTINUE part* ;
note : ( NOTE | MARK ) part* ;
rule_ : RULE part* ;
repeat : REPEAT part* ;
wait : WAIT part* ;
act : ACT part* ;
choices : CHOICES part* ;
prose : proseStart part* ;
proseStart : quotation | group | braces | policy | ASIDE | plainWord ;

// ---- what sentences are made of ----
part : tool | quotation | group | braces | policy | word ;

tool : TOOL | TOOL_OPEN arguments ARG_CLOSE? ;
arguments : argument ( ARG_COMMA argument )* ;
argument
  : ARG_NAME ARG_OPTIONAL? argumentBinding? argumentRest*
  | ( ARG_OPTIONAL | ARG_COLON | ARG_EQUALS | ARG_LITERAL | ARG_AMOUNT | ARG_OTHER | argumentBraces )
    argumentRest*
  |
  ;
argumentBinding : ( ARG_COLON | ARG_EQUALS ) argumentValue? ;
argumentValue : ARG_NAME | ARG_LITERAL | ARG_AMOUNT | argumentBraces ;
argumentBraces : ARG_BRACE inBraces* BRACE_CLOSE? ;
argumentRest
  : ARG_NAME | ARG_OPTIONAL | ARG_COLON | ARG_EQUALS | ARG_LITERAL | ARG_AMOUNT | ARG_OTHER
  | argumentBraces
  ;

quotation : QUOTE_OPEN quotePart* QUOTE_CLOSE? ;
quotePart : QUOTE_TEXT | QUOTE_BRACKET | PLACEHOLDER | QUOTE_BRACE inBraces* BRACE_CLOSE? ;

policy : POLICYREF ;
group : LPAREN part* RPAREN ;
braces : BRACE_OPEN inBraces* BRACE_CLOSE? ;
inBraces
  : EXPR_PERCENT | EXPR_MONEY | EXPR_DATE | EXPR_NUMBER | EXPR_STRING | EXPR_NAME | DOT | EXPR_COLON
  | EXPR_COMMA | PLUS | MINUS | STAR | DIVIDE | LESS_EQUAL | GREATER_EQUAL | NOT_EQUAL | EQUALS
  | LESS_THAN | GREATER_THAN | EXPR_LPAREN | EXPR_RPAREN | LIST_OPEN | LIST_CLOSE | EXPR_OTHER
  ;

// Any token that opens none of the above and ends no clause.
word
  : ~( NEWLINE | JOIN_THEN | JOIN_OR | JOIN_OTHERWISE | CONDITION_END
     | TRAILING_IF | SENTENCE_END | OPENER | CONDITION_AND | CONDITION_OR
     | TOOL | TOOL_OPEN | QUOTE_OPEN | LPAREN | RPAREN | BRACE_OPEN | POLICYREF
     | ARG_NAME | ARG_OPTIONAL | ARG_COLON | ARG_EQUALS | ARG_COMMA | ARG_LITERAL | ARG_AMOUNT
     | ARG_BRACE | ARG_CLOSE | ARG_OTHER | QUOTE_CLOSE | PLACEHOLDER | QUOTE_BRACE | QUOTE_TEXT
     | QUOTE_BRACKET | BRACE_CLOSE | EXPR_PERCENT | EXPR_MONEY | EXPR_DATE | EXPR_NUMBER
     | EXPR_STRING | EXPR_NAME | DOT | EXPR_COLON | EXPR_COMMA | PLUS | MINUS | STAR | DIVIDE
     | LESS_EQUAL | GREATER_EQUAL | NOT_EQUAL | EQUALS | LESS_THAN | GREATER_THAN | EXPR_LPAREN
     | EXPR_RPAREN | LIST_OPEN | LIST_CLOSE | EXPR_OTHER )
  ;

// A word that starts no statement.
plainWord
  : ~( NEWLINE | BULLET | HEADING_MARK
     | JOIN_THEN | JOIN_OR | JOIN_OTHERWISE | CONDITION_END | TRAILING_IF | SENTENCE_END | OPENER
     | CONDITION_AND | CONDITION_OR
     | LEAD_IN | THEN | OPTIONAL | IF | WHEN | UNLESS | OTHERWISE
     | ASK | PRE_ASK | GET | FIND_OUT | LOOK | CONFIRM | USE | ENTER | CLICK | OFFER | APPLY | SAY
     | TELL | LET | APOLOGIZE | PROVIDE | FOLLOW | GO | SKIP_STEP | HAND_OFF | TRANSFER | REMEMBER | RECALL
     | STOP | CONTINUE | NOTE | MARK | RULE | REPEAT | WAIT | ACT | CHOICES | ASIDE
     | TOOL | TOOL_OPEN | QUOTE_OPEN | LPAREN | RPAREN | BRACE_OPEN | POLICYREF
     | ARG_NAME | ARG_OPTIONAL | ARG_COLON | ARG_EQUALS | ARG_COMMA | ARG_LITERAL | ARG_AMOUNT
     | ARG_BRACE | ARG_CLOSE | ARG_OTHER | QUOTE_CLOSE | PLACEHOLDER | QUOTE_BRACE | QUOTE_TEXT
     | QUOTE_BRACKET | BRACE_CLOSE | EXPR_PERCENT | EXPR_MONEY | EXPR_DATE | EXPR_NUMBER
     | EXPR_STRING | EXPR_NAME | DOT | EXPR_COLON | EXPR_COMMA | PLUS | MINUS | STAR | DIVIDE
     | LESS_EQUAL | GREATER_EQUAL | NOT_EQUAL | EQUALS | LESS_THAN | GREATER_THAN | EXPR_LPAREN
     | EXPR_RPAREN | LIST_OPEN | LIST_CLOSE | EXPR_OTHER )
  ;

// ---- expressions (LANGUAGE section 4), parsed on their own: the inside of one pair of braces ----
inside : expression EOF ;

expression
  : EXPR_LPAREN expression EXPR_RPAREN                                            # nested
  | ( COUNT_OF | SUM_OF ) expression                                              # aggregate
  | MINUS expression                                                              # negate
  | expression ( STAR | DIVIDE ) expression                                       # product
  | expression ( PLUS | MINUS ) expression                                        # sum
  | expression ( EQUALS | NOT_EQUAL | LESS_THAN | LESS_EQUAL | GREATER_THAN | GREATER_EQUAL
               | CONTAINS | COPULA | COPULA_NOT ) expression                      # compare
  | NOT expression                                                                # negation
  | expression AND expression                                                     # conjunction
  | expression OR expression                                                      # disjunction
  | EXPR_NUMBER UNIT                                                              # duration
  | EXPR_NUMBER                                                                   # number
  | EXPR_PERCENT                                                                  # percent
  | EXPR_MONEY                                                                    # money
  | EXPR_DATE                                                                     # date
  | EXPR_STRING                                                                   # string
  | ( YES | NO )                                                                  # yesNo
  | ( TODAY | NOW )                                                               # clock
  | LIST_OPEN ( expression ( EXPR_COMMA expression )* )? LIST_CLOSE               # list
  | EXPR_NAME+ ( DOT EXPR_NAME+ )*                                                # path
  ;
