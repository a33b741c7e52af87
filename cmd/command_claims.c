/* command_claims.c - kompass claims FILE…: one page pretty, several as NDJSON. */
#include "command.h"

static char *password;

static const GOptionEntry entries[] = {
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static char *read_claims(const char *path, bool pretty, GError **error)
{
    g_autoptr(KkInput) input = kk_discover(path, error);
    g_autoptr(KkClaims) claims =
        input != NULL ? kk_claims_process(input, password, error) : NULL;

    return claims != NULL ? kk_write_claims_json(claims, pretty) : NULL;
}

int command_claims(int argc, char **argv)
{
    g_autoptr(GOptionContext) context =
        new_context("FILE…", "Reads what pages (text, HTML, PDF) say of Kommunkompassen results.",
                    "One file gives one JSON document, several give a line each (NDJSON).\n\n"
                    "Example:\n  kompass claims pressmeddelande.html | jq '.claims[].value'\n",
                    entries);

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (argc < 2) {
        say("claims", "name the pages to read; see kompass claims --help");
        return STATUS_USAGE;
    }
    return print_each(argc, argv, read_claims);
}
