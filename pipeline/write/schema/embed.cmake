# A text file to a C string, byte by byte: string literals have a length limit.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
get_filename_component(name ${OUTPUT} NAME_WE)
file(WRITE ${OUTPUT} "extern const char ${name}[];\nconst char ${name}[] = {${bytes}0x00};\n")
