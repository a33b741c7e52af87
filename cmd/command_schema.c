/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_schema.c - kompass schema NAME: the contracts that the program carries. */
#include "command.h"

#include <string.h>

static const struct {
    const char *name, *text;
} schemas[] = {
    {"report", kk_report_schema},
    {"claims", kk_claims_schema},
    {"failure", kk_failure_schema},
    {"archive", kk_archive_schema},
};

int command_schema(int argc, char **argv)
{
    static const GOptionEntry none[] = {G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context = new_context(
        "report|claims|failure|archive",
        "Print the JSON Schema of the output of extract (report) or claims, or of the line for a\n"
        "document that could not be read (failure); or the archive's SQL schema.",
        "Example:\n  kompass schema report > report.schema.json\n", none);

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    for (gsize i = 0; argc == 2 && i < G_N_ELEMENTS(schemas); i++)
        if (strcmp(argv[1], schemas[i].name) == 0)
            return print_out(schemas[i].text);
    say("schema", "give one of report, claims, failure, archive");
    return STATUS_USAGE;
}
