# Included by bytecode/CMakeLists.txt, or by stdlib-tools/CMakeLists.txt where that does not.
if(NOT TARGET proviso_tool_catalogue)
  add_library(proviso_tool_catalogue STATIC
    ${PROJECT_SOURCE_DIR}/bytecode/tool_catalogue.cpp
    ${PROJECT_SOURCE_DIR}/bytecode/internal/tool_catalogue_reader.cpp)
  target_link_libraries(proviso_tool_catalogue
    PUBLIC proviso_core
    PRIVATE nlohmann_json::nlohmann_json fmt::fmt proviso_warnings)
endif()
