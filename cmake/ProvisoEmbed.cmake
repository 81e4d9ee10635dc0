# proviso_embed(OUTPUT x.cpp FUNCTION Name HEADER folder/x.h [BASE folder] FILES a.json b.json): writes a
# C++ file that defines `std::span<const EmbeddedFile> proviso::Name()` with the texts of the files, so
# that an installed program needs no data files. Written again whenever one of them changes. An entry's
# name is the file's name, with BASE its path below that folder.
set(PROVISO_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)

function(proviso_embed)
  cmake_parse_arguments(EMBED "" "OUTPUT;FUNCTION;HEADER;BASE" "FILES" ${ARGN})
  set(paths "")
  foreach(file ${EMBED_FILES})
    get_filename_component(path "${file}" ABSOLUTE)
    list(APPEND paths "${path}")
  endforeach()
  if(EMBED_BASE)
    get_filename_component(EMBED_BASE "${EMBED_BASE}" ABSOLUTE)
  endif()
  string(JOIN "|" joined ${paths})
  add_custom_command(
    OUTPUT ${EMBED_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${EMBED_OUTPUT} -DFUNCTION=${EMBED_FUNCTION}
            -DHEADER=${EMBED_HEADER} "-DBASE=${EMBED_BASE}" "-DFILES=${joined}"
            -P ${PROVISO_EMBED_SCRIPT}
    DEPENDS ${paths} ${PROVISO_EMBED_SCRIPT}
    COMMENT "Embedding the files of ${EMBED_FUNCTION}"
    VERBATIM)
endfunction()
