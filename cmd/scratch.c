/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scratch.c - an archive for as long as a command runs: reports that come in any order go
 * through it to an output that wants them sorted, and need no memory meanwhile. */
#include "command.h"

#include <errno.h>
#include <glib/gstdio.h>

char *scratch_new(GError **error)
{
    g_autofree char *folder = g_build_filename(g_get_tmp_dir(), "kompass-XXXXXX", NULL);

    if (g_mkdtemp(folder) != NULL)
        return g_build_filename(folder, "archive", NULL);
    g_set_error(error, KK_ERROR, KK_ERROR_WRITE, "%s: %s", g_get_tmp_dir(), g_strerror(errno));
    return NULL;
}

void scratch_free(char *path)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm"};

    if (path == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strconcat(path, endings[i], NULL);
        g_remove(name);
    }
    g_autofree char *folder = g_path_get_dirname(path);
    g_rmdir(folder);
    g_free(path);
}
