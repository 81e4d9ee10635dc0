# Run by proviso_embed: bytes as a list of numbers, because string literals have a length limit.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
string(REGEX MATCH "^(.*)::([^:]*)$" matched "${SYMBOL}")
set(namespace ${CMAKE_MATCH_1})
set(name ${CMAKE_MATCH_2})
file(WRITE ${OUTPUT} "#include <string_view>
namespace ${namespace} {
static const unsigned char bytes_of_${name}[] = {
${bytes}0};
extern const std::string_view ${name};
const std::string_view ${name}(reinterpret_cast<const char*>(bytes_of_${name}),
                               sizeof(bytes_of_${name}) - 1);
}  // namespace ${namespace}
")
