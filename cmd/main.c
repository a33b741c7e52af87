/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - kompass: the table of commands. */
#include "command.h"

#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Command commands[] = {
    {"extract", "print reports as JSON", command_extract},
    {"import", "read many reports into an archive", command_import},
    {"status", "show what an archive holds, and what failed and why", command_status},
    {"export", "write an archive as JSON, CSV, Excel, SQLite or a web site", command_export},
    {"show", "show a report in the terminal", command_show},
    {"audit", "show where on the pages each value was found", command_audit},
    {"validate", "check whether the printed numbers add up", command_validate},
    {"claims", "extract results from web pages and press releases", command_claims},
    {"reconcile", "compare published claims with the reports", command_reconcile},
    {"schema", "print the JSON Schema of the output, or the archive's SQL", command_schema},
    {"doctor", "check whether this machine can run the sandbox", command_doctor},
    {"dump", "print what one stage of the pipeline made of a document", command_dump},
};

static int print_help(void)
{
    GString *help = g_string_new(
        "Usage: kompass COMMAND [OPTION…] FILE…\n\n"
        "Kommunkompassen evaluates how Swedish municipalities are run. kompass reads its\n"
        "published reports (PDF) and writes everything in them as data.\n\n"
        "Commands:\n");

    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(help, "  %-9s %s\n", commands[i].name, commands[i].about);
    g_string_append(
        help, "\nRun 'kompass COMMAND --help' for a command's options, 'kompass --version' for the "
              "version.\n"
              "Exit status: 0 success, 1 a check failed or a claim differs, 2 wrong usage, 3 a "
              "document could\nnot be processed, 4 the environment does not allow it (disk full, "
              "archive in use, no\nsandbox), 130 interrupted.\n");
    int status = print_out(help->str);
    g_string_free(help, TRUE);
    return status;
}

/* What is opened must not come to stand where messages or answers are written: an archive
 * opened as descriptor 2 would be written over by the first complaint. A place that was given to
 * us closed stays one in which reading or writing fails. */
static void keep_standard_places(void)
{
    static const int useless[] = {O_WRONLY, O_RDONLY, O_RDONLY}; /* in turn for 0, 1, 2 */

    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", useless[fd]) != fd)
            _exit(STATUS_FORBIDDEN); /* and nowhere to say why */
}

static int print_version(void)
{
    g_autofree char *text = g_strdup_printf("kompass " KK_VERSION "\ntext recognition: %s\n",
                                            kk_ocr_version() != NULL ? kk_ocr_version() : "none");

    return print_out(text);
}

int main(int argc, char **argv)
{
    keep_standard_places();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C"); /* numbers in JSON and tables have points everywhere */
    /* Poppler takes and gives back large blocks for each page: keep them. */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    arm_allocation_guard(STATUS_FORBIDDEN, "kompass: out of memory\n");
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, told as one */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow */
    if (argc < 2) {
        say("usage", "no command given; see kompass --help");
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return print_help();
    if (strcmp(argv[1], "--version") == 0)
        return print_version();
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            g_autofree char *name = g_strconcat("kompass ", commands[i].name, NULL);

            g_set_prgname(name);
            return commands[i].run(argc - 1, argv + 1);
        }
    const char *names[G_N_ELEMENTS(commands) + 1] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i].name;
    say_unknown(argv[1], "no such command; see kompass --help", names);
    return STATUS_USAGE;
}
