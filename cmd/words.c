/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.c - files of words: the user's own, and those that the command line names. */
#include "command.h"

#include <string.h>

static char **files;
static gboolean no_user_words;

static const GOptionEntry entries[] = {
    {"words", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
     "Add the words in FILE to those kompass knows", "FILE"},
    {"no-user-words", 0, 0, G_OPTION_ARG_NONE, &no_user_words,
     "Do not read ~/.config/kompass/words", NULL},
    G_OPTION_ENTRY_NULL,
};

void add_words_options(GOptionContext *context)
{
    g_option_context_add_main_entries(context, entries, NULL);
}

static bool read_words(const char *path)
{
    g_autoptr(GError) error = NULL;

    if (kk_words_read_file(path, &error))
        return true;
    say(path, error->message);
    return false;
}

bool read_all_words(void)
{
    g_autofree char *own = g_build_filename(g_get_user_config_dir(), "kompass", "words", NULL);

    if (!no_user_words && g_file_test(own, G_FILE_TEST_EXISTS) && !read_words(own))
        return false;
    for (char **file = files; file != NULL && *file != NULL; file++)
        if (!read_words(*file))
            return false;
    return true;
}
