# Finds the ANTLR tool and its C++ runtime and checks that they agree. ANTLR 4.10 changed the form of
# the tables that the tool writes and the runtime reads; on either side of it any 4.x works with any
# other (Debian 12 has tool 4.7.2 and runtime 4.9).
function(proviso_require_antlr)
  find_program(PROVISO_ANTLR_TOOL NAMES antlr4 DOC "The ANTLR 4 tool (Debian: antlr4)")
  find_path(PROVISO_ANTLR_INCLUDE_DIR antlr4-runtime.h PATH_SUFFIXES antlr4-runtime
            DOC "Headers of the ANTLR 4 C++ runtime (Debian: libantlr4-runtime-dev)")
  find_library(PROVISO_ANTLR_LIBRARY NAMES antlr4-runtime
               DOC "The ANTLR 4 C++ runtime (Debian: libantlr4-runtime-dev)")
  if(NOT PROVISO_ANTLR_TOOL)
    message(FATAL_ERROR "The ANTLR 4 tool is missing. Install it: apt-get install antlr4")
  endif()
  if(NOT PROVISO_ANTLR_INCLUDE_DIR OR NOT PROVISO_ANTLR_LIBRARY)
    message(FATAL_ERROR "The ANTLR 4 C++ runtime is missing. Install it: "
                        "apt-get install libantlr4-runtime-dev")
  endif()

  if(NOT PROVISO_ANTLR_TOOL_VERSION)
    execute_process(COMMAND ${PROVISO_ANTLR_TOOL} OUTPUT_VARIABLE banner ERROR_VARIABLE banner)
    if(NOT banner MATCHES "Version ([0-9]+\\.[0-9]+(\\.[0-9]+)?)")
      message(FATAL_ERROR "${PROVISO_ANTLR_TOOL} does not tell its version; it printed: ${banner}\n"
                          "It needs a Java runtime: apt-get install default-jre-headless")
    endif()
    set(PROVISO_ANTLR_TOOL_VERSION ${CMAKE_MATCH_1} CACHE INTERNAL "Version of the ANTLR tool")
  endif()
  # The generated code names the macro of the runtime's version nowhere; the package's CMake file
  # does, and older packages name it in the library's file name.
  find_package(antlr4-runtime CONFIG QUIET)
  set(runtime ${antlr4-runtime_VERSION})
  if(NOT runtime)
    get_filename_component(library "${PROVISO_ANTLR_LIBRARY}" REALPATH)
    if(library MATCHES "antlr4-runtime[^0-9]*([0-9]+\\.[0-9]+(\\.[0-9]+)?)")
      set(runtime ${CMAKE_MATCH_1})
    endif()
  endif()
  if(NOT runtime)
    message(WARNING "The version of ${PROVISO_ANTLR_LIBRARY} is not known; ANTLR tool "
                    "${PROVISO_ANTLR_TOOL_VERSION} needs a runtime on the same side of 4.10")
    return()
  endif()

  set(tool_is_new FALSE)
  set(runtime_is_new FALSE)
  if(PROVISO_ANTLR_TOOL_VERSION VERSION_GREATER_EQUAL 4.10)
    set(tool_is_new TRUE)
  endif()
  if(runtime VERSION_GREATER_EQUAL 4.10)
    set(runtime_is_new TRUE)
  endif()
  if(NOT tool_is_new STREQUAL runtime_is_new)
    message(FATAL_ERROR "ANTLR tool ${PROVISO_ANTLR_TOOL_VERSION} (${PROVISO_ANTLR_TOOL}) and "
      "runtime ${runtime} (${PROVISO_ANTLR_LIBRARY}) do not agree: 4.10 changed the form of the "
      "tables. Install both from one distribution (Debian 12: apt-get install antlr4 "
      "libantlr4-runtime-dev), or point PROVISO_ANTLR_TOOL at a tool on the runtime's side of 4.10.")
  endif()
  message(STATUS "ANTLR: tool ${PROVISO_ANTLR_TOOL_VERSION}, runtime ${runtime}")
endfunction()
