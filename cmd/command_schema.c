/* command_schema.c - kompass schema report: the contract that the program carries. */
#include "command.h"

#include <string.h>

extern const char report_schema[]; /* generated from pipeline/write/schema/ */

int command_schema(int argc, char **argv)
{
    static const GOptionEntry none[] = {G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context =
        new_context("report", "Prints the JSON Schema of what extract prints.",
                    "Example:\n  kompass schema report > report.schema.json\n", none);

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (argc != 2 || strcmp(argv[1], "report") != 0) {
        say("schema", "name one: report");
        return STATUS_USAGE;
    }
    return print_out(report_schema);
}
