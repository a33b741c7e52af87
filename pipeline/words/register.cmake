# SPDX-License-Identifier: GPL-2.0-or-later
# municipalities.csv (code,name,county_code,county) to a C table.
file(STRINGS ${INPUT} rows ENCODING UTF-8)
list(POP_FRONT rows)
set(text "#include <kk/register.h>\n\nconst KkMunicipality kk_register[] = {\n")
foreach(row IN LISTS rows)
    string(REPLACE "," ";" cells "${row}")
    list(GET cells 0 code)
    list(GET cells 1 name)
    list(GET cells 3 county)
    string(APPEND text "    {\"${code}\", \"${name}\", \"${county}\"},\n")
endforeach()
string(APPEND text "};\n\nconst gsize kk_register_length = G_N_ELEMENTS(kk_register);\n")
file(WRITE ${OUTPUT} "${text}")
