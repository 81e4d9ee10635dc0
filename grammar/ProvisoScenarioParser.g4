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
toolGiven : TOOL ( WITH json )? answer ( THEN answer )* ;
answer : ( RETURNS result | FAILS ( WITH errorCode )? STRING? ) times? ;
result : json | NOTHING | STRING | NUMBER | WORD ;
errorCode : ( WORD | NOT )+ ;
times : ONCE | TWICE | NUMBER TIMES ;
sandboxGiven : NO SANDBOX | THE? SANDBOX ( WITH? DATA text )? ;
timeGiven : THE? TIMES IS text ;
replyGiven : THE? CUSTOMER_OWNS name IS text ;
factGiven : name IS text ;
name : ~( IS | TOOL | OPEN | STRING | EOF )+ ;

// ---- the conversation ----
customerWrites : CUSTOMER_WRITES REST? ;
agentWrites : AGENT_WRITES REST? ;
agentActs : THEN? THE? AGENT action ;
action
  : ASKS FOR text            # asksFor
  | ASKS TO CONFIRM text     # asksToConfirm
  | CONFIRMS text            # asksToConfirm
  | ASKS WHETHER text        # asksWhether
  | ASKS text                # says
  | OFFERS text              # offers
  | SAYS text                # says
  | CALLS TOOL ( WITH json )?  # calls
  | HANDS OFF whoAndWhy      # handsOff
  | NOTES text               # notes
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
  | THEN THE? OUTCOME ( IS | WAS ) text                     # outcome
  | THEN THE? CONVERSATION ( IS | WAS ) HANDED OFF whoAndWhy  # handedOff
  | THEN HANDED OFF whoAndWhy                               # handedOff
  | THEN ( A | THE )? NOTE SAYS text                        # noted
  | THEN THE? AGENT SAID text                               # said
  | THEN THE? AGENT NEVER SAID text                         # neverSaid
  | THEN THE? AGENT DID NOT SAY text                        # neverSaid
  | THEN THE? AGENT ( WAITS | IS WAITING ) ( FOR THE? CUSTOMER )?  # waiting
  | THEN VALUE IS text                                      # knows
  ;
whoAndWhy : ( TO team )? ( BECAUSE text )? ;
team : ~( BECAUSE | EOF )+ ;

// Any words, to the end of the line.
text : ~EOF+ ;

json : OPEN jsonPart* JSON_CLOSE ;
jsonPart
  : JSON_OPEN jsonPart* JSON_CLOSE
  | JSON_STRING | JSON_REGEX | JSON_ANY | JSON_TEXT | JSON_OTHER
  ;
