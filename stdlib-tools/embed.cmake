# proviso_embed(OUTPUT x.cpp FUNCTION Name HEADER folder/x.h FILES a.json b.json): writes a C++ file
# that defines `std::span<const EmbeddedFile> proviso::Name()` with the texts of the files, so that an
# installed program needs no data files. Written again whenever one of them changes.
set(PROVISO_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)

function(proviso_embed)
  cmake_parse_arguments(EMBED "" "OUTPUT;FUNCTION;HEADER" "FILES" ${ARGN})
  set(paths "")
  foreach(file ${EMBED_FILES})
    list(APPEND paths ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  string(JOIN "|" joined ${paths})
  add_custom_command(
    OUTPUT ${EMBED_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${EMBED_OUTPUT} -DFUNCTION=${EMBED_FUNCTION}
            -DHEADER=${EMBED_HEADER} "-DFILES=${joined}" -P ${PROVISO_EMBED_SCRIPT}
    DEPENDS ${paths} ${PROVISO_EMBED_SCRIPT}
    COMMENT "Embedding the files of ${EMBED_FUNCTION}"
    VERBATIM)
endfunction()
