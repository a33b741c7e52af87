/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_dump.c - kompass dump --stage S FILE: for those who look into the chain. */
#include "isolation.h"

#include <string.h>

static char *stage, *password;

static const GOptionEntry entries[] = {
    {"stage", 0, 0, G_OPTION_ARG_STRING, &stage, "glyphs, lines, layout, blocks, draft or account", "STAGE"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static const char *const stages[] = {"glyphs", "lines", "layout", "blocks", "draft", "account", NULL};

int command_dump(int argc, char **argv)
{
    g_autoptr(GOptionContext) context =
        new_context("--stage STAGE FILE", "Prints what a stage made of a document.",
                    "glyphs: what came off the pages; lines: the content in reading order;\n"
                    "layout: the same, with the running heads and feet that were set aside (~);\n"
                    "blocks: the tables, before any word of them was read;\n"
                    "draft: what the report says, before it is interpreted;\n"
                    "account: where every word of every page ended.\n\n"
                    "Example:\n  kompass dump --stage layout report.pdf\n",
                    entries);

    add_limit_options(context);
    if (!parse_options(context, &argc, &argv) || !check_isolation_options())
        return STATUS_USAGE;
    if (argc != 2 || stage == NULL || !g_strv_contains(stages, stage)) {
        say("dump", "name one file and, with --stage, one of the stages glyphs, lines, layout, blocks, "
                    "draft and account");
        return STATUS_USAGE;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(KkInput) input = kk_discover(argv[1], &error);
    if (input != NULL && !confine_to(input, &error)) {
        say("dump", error->message);
        return STATUS_FORBIDDEN;
    }
    g_autofree char *text = input != NULL ? kk_dump(input, stage, password, &error) : NULL;
    if (text == NULL) {
        say(argv[1], error->message);
        return STATUS_UNPROCESSED;
    }
    return print_out(text);
}
