/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_audit.c - kompass audit FILE --out DIR: where on the pages every value was read. */
#include "isolation.h"

#include <stdio.h>

static char *out, *password, *language;

static const GOptionEntry entries[] = {
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Write the page into the folder DIR", "DIR"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    {"language", 0, 0, G_OPTION_ARG_STRING, &language, "Language of the page: en (default) or sv",
     "LANGUAGE"},
    G_OPTION_ENTRY_NULL,
};

/* Of several reports each has a folder of its own, DIR.1, DIR.2. */
static bool draw(const KkInput *input, const KkResult *result, GError **error)
{
    const KkAuditOptions options = {.password = password,
                                    .limits = isolation_options(password).limits,
                                    .language = language_named(language)};
    g_autofree char *folder = result->source.report_of > 1
                                  ? g_strdup_printf("%s.%d", out, result->source.report_index)
                                  : g_strdup(out);

    return kk_audit_write(input, result, folder, &options, error);
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
        "FILE --out DIR", "Show where on the pages of a PDF each value was found.",
        "Write DIR/index.html, a page that needs no other file: the pages of the report, with a "
        "frame\n"
        "around each value, and a list of the values beside them, doubtful ones first. If the "
        "file\n"
        "holds several reports, write a folder for each: DIR.1, DIR.2.\n\n"
        "Example:\n  kompass audit huddinge-2017.pdf --out huddinge && xdg-open "
        "huddinge/index.html\n",
        entries);

    add_force_option(context);
    add_limit_options(context);
    if (!parse_options(context, &argc, &argv) || !check_isolation_options() ||
        !is_language(language))
        return STATUS_USAGE;
    if (argc != 2 || out == NULL) {
        say("audit", "give one PDF, and a folder to write with --out; see kompass audit --help");
        return STATUS_USAGE;
    }
    if (!may_write(out))
        return STATUS_FORBIDDEN;
    g_autoptr(GError) error = NULL;
    if (audit(argv[1], &error))
        return STATUS_OK;
    bool forbidden = g_error_matches(error, KK_ERROR, KK_ERROR_WRITE) ||
                     g_error_matches(error, KK_ERROR, KK_ERROR_SANDBOX);
    say(forbidden ? "audit" : argv[1], error->message);
    return forbidden ? STATUS_FORBIDDEN : STATUS_UNPROCESSED;
}
