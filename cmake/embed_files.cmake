# The script behind proviso_embed. FILES is separated by "|".
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
set(texts "")
set(number 0)
foreach(file IN LISTS files)
  if(BASE)
    file(RELATIVE_PATH name "${BASE}" "${file}")
  else()
    get_filename_component(name "${file}" NAME)
  endif()
  file(READ "${file}" text)
  # A literal of a few hundred kilobytes is fine for GCC and Clang; none of our data files holds the
  # delimiter.
  string(APPEND texts "constexpr std::string_view kText${number} = R\"PROVISO(${text})PROVISO\";\n")
  string(APPEND entries "    {\"${name}\", kText${number}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from data files by the build; do not edit.
#include \"${HEADER}\"

#include <array>

// The standard asks compilers for 64 KiB; GCC and Clang take more.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace proviso {
namespace {

${texts}
constexpr std::array<EmbeddedFile, ${number}> kFiles = {{
${entries}}};

}  // namespace

std::span<const EmbeddedFile> ${FUNCTION}() { return kFiles; }

}  // namespace proviso
")
