// SPDX-License-Identifier: Apache-2.0
// The inside of one pair of braces (LANGUAGE section 4). What a sentence means is the language pack's
// to say (grammar/languages), not this grammar's: its words are read by compiler/read.
parser grammar ProvisoParser;

options { tokenVocab = ProvisoLexer; }

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
