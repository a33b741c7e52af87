# SPDX-License-Identifier: GPL-2.0-or-later
# A text file to a C string, byte by byte: string literals have a length limit. One that begins with
# kk_ is of the library's public ones, declared in its headers.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
get_filename_component(name ${OUTPUT} NAME_WE)
set(declaration "extern const char ${name}[];")
if(name MATCHES "^kk_")
    set(declaration "#include <kk/kk.h>")
endif()
file(WRITE ${OUTPUT} "${declaration}\nconst char ${name}[] = {${bytes}0x00};\n")
