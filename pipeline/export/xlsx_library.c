/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_library.c - loads libxlsxwriter. */
#include "xlsx_library.h"

#include <kk/error.h>

#include <dlfcn.h>

XlsxLibrary xlsx;

#define XLSX_LOAD(name)                                                                            \
    *(void **)&xlsx.name = dlsym(handle, #name);                                                   \
    found = found && xlsx.name != NULL;

bool xlsx_load(GError **error)
{
    static bool found;
    void *handle = found ? NULL : dlopen("libxlsxwriter.so." LXW_SOVERSION, RTLD_LAZY | RTLD_LOCAL);

    if (handle != NULL) {
        found = true;
        XLSX_FUNCTIONS(XLSX_LOAD)
    }
    if (!found)
        g_set_error(error, KK_ERROR, KK_ERROR_WRITE,
                    "cannot load libxlsxwriter, which is needed to write workbooks: %s", dlerror());
    return found;
}
