# proviso_unit_tests(<target> [arguments of gtest_discover_tests…]): the tests of a GoogleTest program. Each is a
# test of its own, so that a failure is named by ctest and run again alone; under sanitizers, where a process takes
# longer to start and to read the language pack than most tests do, the program is one test and names what failed.
function(proviso_unit_tests target)
  if(PROVISO_SANITIZE)
    add_test(NAME ${target} COMMAND ${target})
  else()
    gtest_discover_tests(${target} ${ARGN} DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
