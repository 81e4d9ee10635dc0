add_executable(flow_tests flow_test.cpp)
target_link_libraries(flow_tests PRIVATE proviso_flow proviso_driver fmt::fmt GTest::gtest_main
  proviso_warnings)
proviso_unit_tests(flow_tests)
