/* SPDX-License-Identifier: GPL-2.0-or-later */
/* out.c - files that are written: each write is checked, and so is the last one, at closing. */
#include "formats.h"

#include <kk/error.h>

#include <errno.h>
#include <string.h>

static bool fail(GError **error)
{
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, g_strerror(errno));
    return false;
}

FILE *out_open(const char *path, GError **error)
{
    FILE *file = path != NULL ? fopen(path, "we") : stdout;

    if (file == NULL)
        fail(error);
    return file;
}

FILE *out_open_in(const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return out_open(path, error);
}

bool out_write(FILE *file, const char *bytes, gsize n, GError **error)
{
    return fwrite(bytes, 1, n, file) == n || fail(error);
}

bool out_text(FILE *file, const char *text, GError **error)
{
    return out_write(file, text, strlen(text), error);
}

bool out_file_in(const char *folder, const char *name, const char *text, GError **error)
{
    FILE *file = out_open_in(folder, name, error);
    const bool written = file != NULL && out_text(file, text, error);

    return out_close(file, written ? error : NULL) && written;
}

bool out_close(FILE *file, GError **error)
{
    if (file == NULL)
        return true;
    const bool well = file == stdout ? fflush(file) == 0 : fclose(file) == 0;
    return well || fail(error);
}
