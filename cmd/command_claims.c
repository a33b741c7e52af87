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
    int status = STATUS_OK;

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (argc < 2) {
        say("claims", "name the pages to read; see kompass claims --help");
        return STATUS_USAGE;
    }
    for (int i = 1; i < argc; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *json = read_claims(argv[i], argc == 2, &error);

        if (json == NULL) {
            say(argv[i], error->message);
            status = STATUS_UNPROCESSED;
            continue;
        }
        g_autofree char *line = g_strconcat(json, "\n", NULL);
        if (print_out(line) != STATUS_OK)
            return STATUS_FORBIDDEN;
    }
    return status;
}
