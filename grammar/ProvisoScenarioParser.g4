// SPDX-License-Identifier: Apache-2.0
// One line of a scenario file. What belongs to what is the order of the lines:
//
//   file     : (Policies: | Tools:)* (Background: setting*)? (scenario | outline)*
//   scenario : Scenario: setting* step*
//   outline  : Scenario outline: setting* step* Examples: row row+
//   setting  : Policy: | Channel: | Given
//
// A line that begins with And or But repeats the Given or Then above it: it comes here with that token
// in the place of its own.
parser grammar ProvisoScenarioParser;

options { tokenVocab = ProvisoScenarioLexer; }

line
  : ( heading | row | field | given | customerWrites | agentWrites | agentActs | check | timePasses
    | rest ) EOF
  ;

heading : ( SCENARIO | OUTLINE | BACKGROUND | EXAMPLES ) REST? ;
row : ROW REST? ;
field : ( POLICIES | POLICY | TOOLS | CHANNEL ) REST? ;

// ---- what is given ----
given : GIVEN ( toolGiven | sandboxGiven | timeGiven | replyGiven | factGiven ) ;
toolGiven : TOOL ( WITH json )? answer ( THEN ( answer | nextResult ) )* ;
answer : ( RETURNS result | FAILS ( WITH errorCode )? STRING? ) times? ;
nextResult : result times? ;
result : json | NOTHING | STRING | NUMBER | WORD ;
errorCode : ( WORD | NOT )+ ;
times : ONCE | TWICE | NUMBER TIMES ;
sandboxGiven : NO SANDBOX | THE? SANDBOX ( WITH? DATA fileName )? ;
fileName : ~EOF+ ;
timeGiven : THE? TIMES IS REST ;
replyGiven : THE? CUSTOMER_OWNS name IS REST ;
factGiven : name IS REST ;
name : ~( IS | TOOL | OPEN | STRING | EOF )+ ;

// ---- the conversation ----
customerWrites : CUSTOMER_WRITES REST? ;
agentWrites : AGENT_WRITES REST? ;
agentActs : THEN? THE? AGENT action ;
action
  : ( ASKS_FOR | ASKS_TO_CONFIRM | ASKS_WHETHER | ASKS | OFFERS | SAYS | NOTES ) REST
  | CALLS TOOL ( WITH json )?
  | HANDS OFF whoAndWhy
  ;
timePasses : ( NUMBER | A ) UNIT PASS ;
rest : DOTS ;

// ---- looking back ----
check
  : THEN TOOL WAS ( NOT | NEVER ) CALLED ( WITH json )?     # notCalled
  | THEN TOOL WAS CALLED BEFORE TOOL                        # calledBefore
  | THEN TOOL WAS CALLED AFTER TOOL                         # calledAfter
  | THEN TOOL WAS CALLED ( WITH json )? times?              # called
  | THEN TOOL WAS CALLED times WITH json                    # called
  | THEN TOOL WAS TRIED times                               # tried
  | THEN NOTHING ELSE WAS ( CHANGED | CALLED )              # nothingElse
  | THEN THE? OUTCOME IS REST                               # outcome
  | THEN ( THE? CONVERSATION WAS )? HANDED OFF whoAndWhy    # handedOff
  | THEN ( A | THE )? NOTE SAYS REST                        # noted
  | THEN THE? AGENT SAID REST                               # said
  | THEN THE? AGENT ( NEVER | DID NOT ) SAID REST           # neverSaid
  | THEN THE? AGENT WAITS ( FOR THE? CUSTOMER )?            # waiting
  | THEN VALUE IS REST                                      # knows
  ;
whoAndWhy : ( TO team )? ( BECAUSE REST )? ;
team : ~( BECAUSE | EOF )+ ;

json : OPEN jsonPart* JSON_CLOSE ;
jsonPart
  : JSON_OPEN jsonPart* JSON_CLOSE
  | JSON_STRING | JSON_REGEX | JSON_ANY | JSON_TEXT | JSON_OTHER
  ;
