/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_dump.c - kompass dump --stage S FILE: for those who look into the chain. */
#include "isolation.h"

#include <string.h>

static char *stage, *password;

static const GOptionEntry entries[] = {
    {"stage", 0, 0, G_OPTION_ARG_STRING, &stage,
     "Print this stage: glyphs, lines, layout, blocks, draft or account", "STAGE"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static const char *const stages[] = {"glyphs", "lines",   "layout", "blocks",
                                     "draft",  "account", NULL};

int command_dump(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "--stage STAGE FILE", "Print what one stage of the pipeline made of a document.",
        "glyphs   the characters of each page, with their positions\n"
        "lines    the lines of text in reading order\n"
        "layout   the same, with running heads and feet (marked ~)\n"
        "blocks   the tables, found by position alone\n"
        "draft    what the report says, as printed\n"
        "account  what each word of each page was used for\n\n"
        "Example:\n  kompass dump --stage layout report.pdf\n",
        entries);

    add_limit_options(context);
    if (!parse_options(context, &argc, &argv) || !check_isolation_options())
        return STATUS_USAGE;
    if (argc != 2 || stage == NULL || !g_strv_contains(stages, stage)) {
        say("dump",
            "give one file, and --stage with one of glyphs, lines, layout, blocks, draft, account");
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
