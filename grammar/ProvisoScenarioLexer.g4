// SPDX-License-Identifier: Apache-2.0
// Characters of one line of a scenario file to tokens (docs/scenarios.md). The characters come in lower
// case, with no-break spaces and curly apostrophes made plain; texts are taken from the source by
// their places. Every line has tokens: what is no word of the format is WORD or OTHER.
lexer grammar ProvisoScenarioLexer;

WS : [ \t\r\n]+ -> skip ;

// ---- what opens a line; the rest of it is text ----
OUTLINE : 'scenario' SPACE ( 'outline' | 'template' ) SPACE? ':' -> mode(TEXT) ;
SCENARIO : 'scenario' SPACE? ':' -> mode(TEXT) ;
BACKGROUND : 'background' SPACE? ':' -> mode(TEXT) ;
EXAMPLES : 'examples' SPACE? ':' -> mode(TEXT) ;
POLICIES : 'policies' SPACE? ':' -> mode(TEXT) ;
POLICY : 'policy' SPACE? ':' -> mode(TEXT) ;
TOOLS : 'tools' SPACE? ':' -> mode(TEXT) ;
CHANNEL : 'channel' SPACE? ':' -> mode(TEXT) ;
CUSTOMER_WRITES : 'customer' SPACE? ':' -> mode(TEXT) ;
AGENT_WRITES : 'agent' SPACE? ':' -> mode(TEXT) ;
ROW : '|' -> mode(TEXT) ;
DOTS : '...' | '\u2026' ;

// ---- words behind which the rest of the line is text ----
IS : ( 'is' | 'are' ) -> mode(TEXT) ;
ASKS_FOR : 'asks' SPACE 'for' -> mode(TEXT) ;
ASKS_TO_CONFIRM : ( 'asks' SPACE 'to' SPACE 'confirm' | 'confirms' ) -> mode(TEXT) ;
ASKS_WHETHER : 'asks' SPACE ( 'whether' | 'if' ) -> mode(TEXT) ;
ASKS : 'asks' -> mode(TEXT) ;
OFFERS : 'offers' -> mode(TEXT) ;
SAYS : 'says' -> mode(TEXT) ;
SAID : ( 'said' | 'say' ) -> mode(TEXT) ;
NOTES : 'notes' -> mode(TEXT) ;
BECAUSE : 'because' -> mode(TEXT) ;

// ---- other words of the format ----
GIVEN : 'given' ;
THEN : 'then' ;
AND : 'and' | 'but' ;
THE : 'the' ;
A : 'a' | 'an' ;
WAS : 'was' | 'were' ;
WAITS : 'waits' | 'is' SPACE 'waiting' ;
NOT : 'not' ;
NEVER : 'never' ;
NO : 'no' ;
DID : 'did' ;
WITH : 'with' ;
TO : 'to' ;
FOR : 'for' ;
BEFORE : 'before' ;
AFTER : 'after' ;
RETURNS : 'returns' | 'return' | 'answers' ;
FAILS : 'fails' | 'fail' ;
ONCE : 'once' ;
TWICE : 'twice' ;
TIMES : 'times' | 'time' ;
CALLED : 'called' | 'used' ;
TRIED : 'tried' ;
CALLS : 'calls' | 'uses' ;
NOTHING : 'nothing' ;
ELSE : 'else' ;
CHANGED : 'changed' ;
SANDBOX : 'sandbox' ;
DATA : 'data' ;
CUSTOMER_OWNS : ( 'customer' | 'user' | 'client' ) '\'s' ;
CUSTOMER : 'customer' | 'user' | 'client' ;
AGENT : 'agent' ;
HANDS : 'hands' ;
HANDED : 'handed' ;
OFF : 'off' | 'over' ;
NOTE : 'note' ;
OUTCOME : 'outcome' ;
CONVERSATION : 'conversation' ;
UNIT : ( 'second' | 'minute' | 'hour' | 'day' | 'week' ) 's'? ;
PASS : 'pass' | 'passes' | 'later' ;

TOOL : '@' NAME ;
// A value of the conversation: {order_number}, {order.total}.
VALUE : '{' SPACE? NAME SPACE? '}' ;
OPEN : [{[] -> pushMode(JSON) ;
STRING : '"' ( '\\' . | ~["\\\r\n] )* '"' | '\u201C' ~[\u201C\u201D\r\n]* '\u201D' ;
NUMBER : [0-9]+ ;
WORD : WORD_CHARACTER ( WORD_CHARACTER | [.'-] WORD_CHARACTER )* ;
OTHER : . ;

fragment SPACE : [ \t]+ ;
fragment NAME : [a-z_] [a-z0-9_]* ( [.-] [a-z0-9_]+ )* ;
// Letters and digits of every script.
fragment WORD_CHARACTER : [a-z0-9_] | ~[\u0000-\u00BF\u2000-\u206F\u3000-\u303F\uFF00-\uFF0F] ;

mode TEXT;
REST : ~[\r\n]+ ;
TEXT_END : [\r\n] -> skip ;

// Braces and brackets in pairs. Between them JSON, in which /a regular expression/ and … may stand
// without quotes.
mode JSON;
JSON_OPEN : [{[] -> pushMode(JSON) ;
JSON_CLOSE : [}\]] -> popMode ;
JSON_STRING : '"' ( '\\' . | ~["\\] )* '"' ;
JSON_REGEX : '/' ( '\\' . | ~[/\\\r\n] )+ '/' ;
JSON_ANY : '...' | '\u2026' ;
JSON_TEXT : ~[{}"/[\].\u2026]+ ;
JSON_OTHER : . ;
