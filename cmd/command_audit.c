/* command_audit.c - kompass audit FILE --out DIR: where on the pages every value was read. */
#include "command.h"

#include <stdio.h>

static char *out, *password;

static const GOptionEntry entries[] = {
    {"out", 0, 0, G_OPTION_ARG_FILENAME, &out, "The folder to make", "DIR"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

static bool audit(const char *path, GError **error)
{
    g_autoptr(KkInput) input = kk_discover(path, error);
    g_autoptr(KkResult) result = input != NULL ? kk_process(input, password, NULL, error) : NULL;

    return result != NULL && kk_audit_write(input, password, result, out, error);
}

int command_audit(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE --out DIR", "Shows where on the pages of a PDF every value was read.",
        "Makes DIR/index.html, one page that needs nothing else: the pages of the report with\n"
        "every value framed, and the values beside them, what is doubtful first.\n\n"
        "Example:\n  kompass audit huddinge-2017.pdf --out huddinge && xdg-open "
        "huddinge/index.html\n",
        entries);

    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (argc != 2 || out == NULL) {
        say("audit", "name one PDF and, with --out, a folder to make; see kompass audit --help");
        return STATUS_USAGE;
    }
    g_autoptr(GError) error = NULL;
    if (audit(argv[1], &error))
        return STATUS_OK;
    bool forbidden = g_error_matches(error, KK_ERROR, KK_ERROR_WRITE);
    say(forbidden ? "audit" : argv[1], error->message);
    return forbidden ? STATUS_FORBIDDEN : STATUS_UNPROCESSED;
}
