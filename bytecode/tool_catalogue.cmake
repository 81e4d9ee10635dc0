# The reader of tool catalogues. A target of its own: only those who read catalogues pay for it.
# Included by bytecode/CMakeLists.txt and by stdlib-tools/CMakeLists.txt, whichever comes first.
if(NOT TARGET proviso_tool_catalogue)
  add_library(proviso_tool_catalogue STATIC
    ${PROJECT_SOURCE_DIR}/bytecode/tool_catalogue.cpp
    ${PROJECT_SOURCE_DIR}/bytecode/internal/schema_combiner.cpp
    ${PROJECT_SOURCE_DIR}/bytecode/internal/tool_catalogue_reader.cpp
    ${PROJECT_SOURCE_DIR}/bytecode/internal/tool_schema.cpp)
  target_link_libraries(proviso_tool_catalogue
    PUBLIC proviso_core
    PRIVATE nlohmann_json::nlohmann_json fmt::fmt proviso_warnings)
endif()
