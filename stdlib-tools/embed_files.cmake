# The script behind proviso_embed. FILES is separated by "|".
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
set(texts "")
set(number 0)
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  # A literal of a few hundred kilobytes is fine for GCC and Clang; the delimiter does not occur in
  # JSON outside strings, and the catalogue's tests read every file back.
  string(APPEND texts "constexpr std::string_view kText${number} = R\"PROVISO(${text})PROVISO\";\n")
  string(APPEND entries "    {\"${name}\", kText${number}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from JSON files by the build; do not edit.
#include \"${HEADER}\"

#include <array>

namespace proviso {
namespace {

${texts}
constexpr std::array<EmbeddedFile, ${number}> kFiles = {{
${entries}}};

}  // namespace

std::span<const EmbeddedFile> ${FUNCTION}() { return kFiles; }

}  // namespace proviso
")
