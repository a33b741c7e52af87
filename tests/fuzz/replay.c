/* SPDX-License-Identifier: GPL-2.0-or-later */
/* replay.c - a target over files, once each, without libFuzzer: for compilers that have none.
 *
 *     fuzz_NAME FILE|DIR…
 *
 * Every file of the folders is given to the target; none at all is a failure. */
#include "fuzz.h"

static guint n_replayed;

static void replay_file(const char *path)
{
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    if (!g_file_get_contents(path, &bytes, &size, &error))
        g_error("%s", error->message);
    g_printerr("%s\n", path); /* so that a crash tells whose it was */
    LLVMFuzzerTestOneInput((const guint8 *)bytes, size);
    n_replayed++;
}

static void replay_folder(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &error);
    const char *name = NULL;

    if (folder == NULL)
        g_error("%s", error->message);
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);

        replay_file(file);
    }
}

int main(int argc, char **argv)
{
    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        if (g_file_test(argv[i], G_FILE_TEST_IS_DIR))
            replay_folder(argv[i]);
        else
            replay_file(argv[i]);
    g_print("%u files\n", n_replayed);
    return n_replayed > 0 ? 0 : 1;
}
