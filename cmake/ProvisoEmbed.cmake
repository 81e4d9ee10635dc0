# proviso_embed(<output.cpp> <namespace::symbol> <file>)
# Writes a C++ source in the build tree that defines `const std::string_view symbol`, the bytes of the
# file, so that an installed binary needs no data files. Regenerated when the file changes.
function(proviso_embed output symbol file)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${output} -DSYMBOL=${symbol}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    COMMENT "Embedding ${file}"
    VERBATIM)
endfunction()
