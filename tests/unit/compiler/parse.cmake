add_executable(parse_tests
  parse_layout_test.cpp
  parse_limits_test.cpp
  parse_statement_test.cpp)
target_link_libraries(parse_tests PRIVATE proviso_parse proviso_ast fmt::fmt GTest::gtest_main
  proviso_warnings)
proviso_unit_tests(parse_tests)
