/* main.c - kompass: the table of commands. */
#include "command.h"

#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Command commands[] = {
    {"extract", "read reports, print everything in them as JSON", command_extract},
    {"validate", "check whether the printed numbers add up", command_validate},
    {"claims", "read what web pages and press releases say of results", command_claims},
    {"reconcile", "hold published claims against the reports", command_reconcile},
    {"schema", "print the JSON Schema of the output", command_schema},
    {"dump", "print what a stage made of a document", command_dump},
};

/* ---- shared by the commands ---------------------------------------------------------- */

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

void append_cell(GString *out, const char *text, int width, bool right)
{
    g_autofree char *shown = dup_visible(text);
    int length = (int)g_utf8_strlen(shown, -1);

    if (length > width) {
        g_autofree char *cut = g_utf8_substring(shown, 0, width - 1);
        g_string_append_printf(out, "%s…  ", cut);
        return;
    }
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

GOptionContext *new_context(const char *arguments, const char *about, const char *examples,
                            const GOptionEntry *entries)
{
    GOptionContext *context = g_option_context_new(arguments);

    g_option_context_set_summary(context, about);
    g_option_context_set_description(context, examples);
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

bool parse_options(GOptionContext *context, int *argc, char ***argv)
{
    g_autoptr(GError) error = NULL;

    if (g_option_context_parse(context, argc, argv, &error)) {
        drop_separator(argc, *argv);
        return true;
    }
    g_autofree char *help = g_strdup_printf("%s; see %s --help", error->message, g_get_prgname());
    say("usage", help);
    return false;
}

/* ---- main ----------------------------------------------------------------------------- */

static int print_help(void)
{
    GString *help = g_string_new("Usage: kompass COMMAND [OPTION…] FILE…\n\n"
                                 "Reads Kommunkompassen reports of Swedish municipalities.\n\n"
                                 "Commands:\n");

    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(help, "  %-9s %s\n", commands[i].name, commands[i].about);
    g_string_append(help,
                    "\nkompass COMMAND --help tells more; kompass --version tells the version.\n"
                    "Exit status: 0 all well, 1 the answer is no, 2 wrong usage, 3 a "
                    "document could not be\nprocessed, 4 the output could not be written.\n");
    int status = print_out(help->str);
    g_string_free(help, TRUE);
    return status;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    /* Poppler takes and gives back large blocks for each page: keep them. */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, told as one */
    if (argc < 2) {
        say("usage", "name a command; see kompass --help");
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0)
        return print_out("kompass " KK_VERSION "\n");
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            g_autofree char *name = g_strconcat("kompass ", commands[i].name, NULL);

            g_set_prgname(name);
            return commands[i].run(argc - 1, argv + 1);
        }
    say(argv[1], "no such command; see kompass --help");
    return STATUS_USAGE;
}
