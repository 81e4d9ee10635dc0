# proviso_unit_tests(<target> [arguments of gtest_discover_tests…]): the tests of a GoogleTest program. Each is a
# test of its own, so that a failure is named by ctest and run again alone; under sanitizers, where a process takes
# longer to start and to read the language pack than most tests do, the program is one test and names what failed.
# A program of long tests is better discovered in either case, so that they share the cores.
function(proviso_unit_tests target)
  if(PROVISO_SANITIZE)
    add_test(NAME ${target} COMMAND ${target})
    set_tests_properties(${target} PROPERTIES TIMEOUT 1200)
  else()
    gtest_discover_tests(${target} ${ARGN} DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
