/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.c - what the commands share: messages, tables, output, options. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_SHOWN 80 /* characters of what a report says */

char *dup_visible(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *visible = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || g_unichar_type(c) == G_UNICODE_FORMAT)
            g_string_append_printf(visible, "\\u%04x", c);
        else
            g_string_append_unichar(visible, c);
    }
    return g_string_free(visible, FALSE);
}

/* Cuts what is longer than @width, with a sign of it. */
static char *dup_cut(const char *visible, int width)
{
    if (g_utf8_strlen(visible, -1) <= width)
        return g_strdup(visible);
    g_autofree char *cut = g_utf8_substring(visible, 0, width - 1);
    return g_strconcat(cut, "…", NULL);
}

char *dup_shown(const char *text)
{
    g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');
    g_autofree char *visible = dup_visible(line);

    return dup_cut(visible, LONGEST_SHOWN);
}

void append_cell(GString *out, const char *text, int width, bool right)
{
    g_autofree char *visible = dup_visible(text);
    g_autofree char *shown = dup_cut(visible, width);
    int length = (int)g_utf8_strlen(shown, -1);

    g_string_append_printf(out, "%*s%s%*s  ", right ? width - length : 0, "", shown,
                           right ? 0 : width - length, "");
}

void say(const char *path, const char *message)
{
    g_autofree char *shown_path = dup_visible(path);
    g_autofree char *shown = dup_visible(message);

    fprintf(stderr, "kompass: %s: %s\n", shown_path, shown);
}

int print_out(const char *text)
{
    if (fputs(text, stdout) == EOF || fflush(stdout) != 0) {
        say("standard output", g_strerror(errno));
        return STATUS_FORBIDDEN;
    }
    return STATUS_OK;
}

bool wants_colour(void)
{
    const char *no = g_getenv("NO_COLOR"), *terminal = g_getenv("TERM");

    return isatty(STDOUT_FILENO) && (no == NULL || no[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

GOptionContext *new_context(const char *arguments, const char *about, const char *examples,
                            const GOptionEntry *entries)
{
    GOptionContext *context = g_option_context_new(arguments);

    g_option_context_set_summary(context, about);
    g_option_context_set_description(context, examples);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, NULL);
    return context;
}

/* GLib leaves standing the -- that parts options from names. */
static void drop_separator(int *argc, char **argv)
{
    for (int i = 1; i < *argc; i++)
        if (strcmp(argv[i], "--") == 0) {
            memmove(argv + i, argv + i + 1, (size_t)(*argc - i) * sizeof *argv);
            --*argc;
            return;
        }
}

/* The options that the help tells: what GLib says of one that it does not know ends with its name.
 */
static char *dup_option_meant(GOptionContext *context, const char *complaint)
{
    const char *unknown = strstr(complaint, " --");
    g_autofree char *help = g_option_context_get_help(context, FALSE, NULL);
    g_auto(GStrv) words = g_strsplit_set(help, " =,\n", -1);
    g_autoptr(GPtrArray) options = g_ptr_array_new();

    for (guint i = 0; words[i] != NULL; i++)
        if (g_str_has_prefix(words[i], "--") &&
            !g_ptr_array_find_with_equal_func(options, words[i], g_str_equal, NULL))
            g_ptr_array_add(options, words[i]);
    g_ptr_array_add(options, NULL);
    g_autofree char *word = g_strndup(unknown != NULL ? unknown + 1 : "",
                                      unknown != NULL ? strcspn(unknown + 1, "=") : 0);
    return dup_suggestion(word, (const char *const *)options->pdata);
}

bool parse_options(GOptionContext *context, int *argc, char ***argv)
{
    g_autoptr(GError) error = NULL;

    if (g_option_context_parse(context, argc, argv, &error)) {
        drop_separator(argc, *argv);
        return true;
    }
    g_autofree char *meant = g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
                                 ? dup_option_meant(context, error->message)
                                 : g_strdup("");
    g_autofree char *help =
        g_strdup_printf("%s; see %s --help%s", error->message, g_get_prgname(), meant);
    say("usage", help);
    return false;
}

bool is_language(const char *name)
{
    if (name == NULL || strcmp(name, "en") == 0 || strcmp(name, "sv") == 0)
        return true;
    say("--language", "takes en or sv");
    return false;
}

KkLanguage language_named(const char *name)
{
    return name != NULL && strcmp(name, "sv") == 0 ? KK_SWEDISH : KK_ENGLISH;
}
