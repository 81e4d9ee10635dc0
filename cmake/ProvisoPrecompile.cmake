# proviso_precompile(): compiles the headers that most files share once per kind of target, and lets all
# targets that link proviso_warnings use them. Called when every target is known, so that a new one
# needs no line for it.
#
#   kind   precompiled besides cmake/precompiled.h     used by targets that link
#   plain  –                                           neither of the others
#   json   nlohmann/json.hpp                           nlohmann_json itself (not through another target)
#   test   nlohmann/json.hpp, gtest/gtest.h            GoogleTest
#
# Targets that link ANTLR are compiled with an option of their own (-fno-char8_t) and so cannot share.

# The targets of a folder and the folders in it.
function(proviso_all_targets folder out)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  get_property(children DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(child ${children})
    proviso_all_targets(${child} below)
    list(APPEND targets ${below})
  endforeach()
  set(${out} ${targets} PARENT_SCOPE)
endfunction()

# The options of a precompiled header must be those of its users: includes and definitions come with
# the same libraries.
function(proviso_precompiled_kind kind)
  set(target proviso_precompiled_${kind})
  set(source ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// Carries the precompiled headers of kind ${kind}.\n")
  add_library(${target} STATIC ${source})
  target_link_libraries(${target} PRIVATE ${ARGN} fmt::fmt proviso_warnings)
  target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)
endfunction()

function(proviso_precompile)
  proviso_all_targets(${PROJECT_SOURCE_DIR} targets)
  proviso_precompiled_kind(plain)
  proviso_precompiled_kind(json nlohmann_json::nlohmann_json)
  target_precompile_headers(proviso_precompiled_json PRIVATE <nlohmann/json.hpp>)
  if(PROVISO_TESTS)
    proviso_precompiled_kind(test nlohmann_json::nlohmann_json GTest::gtest)
    target_precompile_headers(proviso_precompiled_test PRIVATE <nlohmann/json.hpp> <gtest/gtest.h>)
  endif()
  foreach(target ${targets})
    get_target_property(type ${target} TYPE)
    if(NOT type MATCHES "LIBRARY|EXECUTABLE" OR type STREQUAL INTERFACE_LIBRARY)
      continue()
    endif()
    get_target_property(own ${target} PRECOMPILE_HEADERS)
    get_target_property(links ${target} LINK_LIBRARIES)
    if(own OR NOT "proviso_warnings" IN_LIST links)
      continue()
    elseif("${links}" MATCHES "proviso_(scenario_)?grammar")
      target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)
    elseif("${links}" MATCHES "GTest::")
      target_precompile_headers(${target} REUSE_FROM proviso_precompiled_test)
    elseif("nlohmann_json::nlohmann_json" IN_LIST links)
      target_precompile_headers(${target} REUSE_FROM proviso_precompiled_json)
    else()
      target_precompile_headers(${target} REUSE_FROM proviso_precompiled_plain)
    endif()
  endforeach()
endfunction()
