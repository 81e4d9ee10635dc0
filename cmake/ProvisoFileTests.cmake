# proviso_file_tests(<name> <runner> FILES file…): tests that run <runner> over files, sixteen to a process, as
# <name>/1, <name>/2, … The language pack is read when a process starts, which under sanitizers takes longer
# than most of the files do. A runner names the files that fail.
function(proviso_file_tests name runner)
  cmake_parse_arguments(TESTS "" "" "FILES" ${ARGN})
  list(LENGTH TESTS_FILES count)
  set(number 0)
  set(begin 0)
  while(begin LESS count)
    math(EXPR number "${number} + 1")
    list(SUBLIST TESTS_FILES ${begin} 16 batch)
    add_test(NAME ${name}/${number} COMMAND ${runner} ${batch})
    math(EXPR begin "${begin} + 16")
  endwhile()
endfunction()
