/* command_audit.c - kompass audit FILE --out DIR: where on the pages every value was read. */
#include "isolation.h"

#include <stdio.h>

static char *out, *password;

static const GOptionEntry entries[] = {
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The folder to make", "DIR"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Opens encrypted PDFs", "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

/* Of several reports each has a folder of its own, DIR.1, DIR.2. */
static bool draw(const KkInput *input, const KkResult *result, GError **error)
{
    const KkLimits limits = isolation_options(password).limits;
    g_autofree char *folder = result->source.report_of > 1
                                  ? g_strdup_printf("%s.%d", out, result->source.report_index)
                                  : g_strdup(out);

    return kk_audit_write(input, password, result, folder, &limits, error);
}

/* Read in one child, drawn in others. */
static bool audit(const char *path, GError **error)
{
    g_autoptr(KkInput) input = kk_discover(path, error);
    g_autoptr(KkAnswer) answer = input != NULL ? read_apart(path, false, password, error) : NULL;

    if (answer != NULL && answer->result == NULL)
        g_set_error_literal(error, KK_ERROR, KK_ERROR_DAMAGED, answer->message);
    if (answer == NULL || answer->result == NULL)
        return false;
    for (const KkResult *one = answer->result; one != NULL; one = one->next)
        if (!draw(input, one, error))
            return false;
    return true;
}

int command_audit(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE --out DIR", "Shows where on the pages of a PDF every value was read.",
        "Makes DIR/index.html, one page that needs nothing else: the pages of the report with\n"
        "every value framed, and the values beside them, what is doubtful first. Of several reports\n"
        "in the file each has a folder, DIR.1, DIR.2.\n\n"
        "Example:\n  kompass audit huddinge-2017.pdf --out huddinge && xdg-open "
        "huddinge/index.html\n",
        entries);

    add_limit_options(context);
    if (!parse_options(context, &argc, &argv) || !check_isolation_options())
        return STATUS_USAGE;
    if (argc != 2 || out == NULL) {
        say("audit", "name one PDF and, with --out, a folder to make; see kompass audit --help");
        return STATUS_USAGE;
    }
    g_autoptr(GError) error = NULL;
    if (audit(argv[1], &error))
        return STATUS_OK;
    bool forbidden = g_error_matches(error, KK_ERROR, KK_ERROR_WRITE) ||
                     g_error_matches(error, KK_ERROR, KK_ERROR_SANDBOX);
    say(forbidden ? "audit" : argv[1], error->message);
    return forbidden ? STATUS_FORBIDDEN : STATUS_UNPROCESSED;
}
