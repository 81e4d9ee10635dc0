# Writes the numbers of a lexer's tokens as a header without ANTLR in it, so that code which compares
# token types need not compile the runtime's headers.
#
#   cmake -DTOKENS=ProvisoLexer.tokens -DNAME=ProvisoTokens -DOUTPUT=ProvisoTokens.h -P token_constants.cmake
file(STRINGS "${TOKENS}" lines)
set(text "// Made from the grammar.\n#pragma once\n\n#include <cstddef>\n\nstruct ${NAME} {\n  enum : std::size_t {\n")
foreach(line ${lines})
  # 'literal'=7 repeats the number of a name.
  if(line MATCHES "^([A-Za-z_][A-Za-z_0-9]*)=([0-9]+)$")
    string(APPEND text "    ${CMAKE_MATCH_1} = ${CMAKE_MATCH_2},\n")
  endif()
endforeach()
string(APPEND text "  };\n};\n")
file(WRITE "${OUTPUT}" "${text}")
