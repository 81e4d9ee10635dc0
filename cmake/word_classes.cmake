# Writes a C++ header with the names of a language pack's word classes, so that the compiler refuses a name
# that the pack does not have: -DPACK=en.lexicon.json -DOUTPUT=word_class_names.h -P word_classes.cmake
# A class is a list of words; the words of tool names are lists one level down ("tool_verbs.read").
file(READ "${PACK}" pack)
set(names "")

function(append_classes prefix)
  string(JSON count LENGTH "${pack}" ${ARGN})
  math(EXPR last "${count} - 1")
  foreach(i RANGE ${last})
    string(JSON name MEMBER "${pack}" ${ARGN} ${i})
    string(JSON type TYPE "${pack}" ${ARGN} "${name}")
    if(NOT type STREQUAL "ARRAY")
      continue()
    endif()
    string(JSON words LENGTH "${pack}" ${ARGN} "${name}")
    if(words EQUAL 0)
      continue()
    endif()
    string(JSON first TYPE "${pack}" ${ARGN} "${name}" 0)
    if(first STREQUAL "STRING")
      string(APPEND names "    \"${prefix}${name}\",\n")
    endif()
  endforeach()
  set(names "${names}" PARENT_SCOPE)
endfunction()

append_classes("")
append_classes("tool_verbs." tool_verbs)
append_classes("tool_effects." tool_effects)
set(header "// Generated from the language pack by the build; do not edit.
#pragma once

#include <array>
#include <string_view>

namespace proviso::compiler {

inline constexpr auto kWordClassNames = std::to_array<std::string_view>({
${names}});

}  // namespace proviso::compiler
")
# Written only when a class came or went: nearly everything includes it.
set(found "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" found)
endif()
if(NOT found STREQUAL header)
  file(WRITE "${OUTPUT}" "${header}")
endif()
