/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_status.c - kompass status --archive A: what is in an archive, what failed and why. */
#include "command.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *archive_path, *format;
static gboolean failed, print0, unread, outliers;

static const GOptionEntry entries[] = {
    {"archive", 'a', 0, G_OPTION_ARG_FILENAME, &archive_path, "Read the archive A", "A"},
    {"failed", 0, 0, G_OPTION_ARG_NONE, &failed,
     "Print only the paths of failed documents, one a line", NULL},
    {"print0", '0', 0, G_OPTION_ARG_NONE, &print0,
     "Separate the paths by zero bytes, for --files0-from", NULL},
    {"unread", 0, 0, G_OPTION_ARG_NONE, &unread,
     "Print unknown headings and names, as a file for --words to complete", NULL},
    {"outliers", 0, 0, G_OPTION_ARG_NONE, &outliers,
     "Print where reports differ from the others of their edition and template", NULL},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, "Print as text (default) or json", "FORMAT"},
    G_OPTION_ENTRY_NULL,
};

/* ---- the text --------------------------------------------------------------------------- */

static void append_count(GString *out, int n, const char *one, const char *many)
{
    g_string_append_printf(out, "%d %s", n, n == 1 ? one : many);
}

static void append_head(GString *out, const Terminal *terminal, const KkSummary *summary)
{
    g_autoptr(GString) head = g_string_new(NULL);
    int documents = 0;

    for (int i = 0; i < KK_N_FATES; i++)
        documents += summary->documents[i];
    append_count(head, documents, "document", "documents");
    g_string_append(head, ", ");
    append_count(head, summary->reports, "report", "reports");
    g_string_append(head, " of ");
    append_count(head, summary->municipalities, "municipality", "municipalities");
    if (summary->years > 1)
        g_string_append_printf(head, " in %d years, %d to %d", summary->years, summary->first_year,
                               summary->last_year);
    else if (summary->years == 1)
        g_string_append_printf(head, " in %d", summary->first_year);
    append_line(out, terminal, head->str, 2);
}

#define FATE_INDENT 26 /* of what a fate means */

static void append_fates(GString *out, const Terminal *terminal, const KkSummary *summary)
{
    for (int i = 0; i < KK_N_FATES; i++)
        if (summary->documents[i] > 0) {
            g_string_append_printf(out, "  %6d  %-14s  ", summary->documents[i],
                                   kk_fate_name((KkFate)i));
            append_line(out, terminal, kk_fate_words((KkFate)i), FATE_INDENT);
        }
}

static void append_older(GString *out, const Terminal *terminal, const KkSummary *summary)
{
    g_autoptr(GString) line = g_string_new(NULL);

    if (summary->older == 0)
        return;
    append_count(line, summary->older, "document was", "documents were");
    g_string_append(
        line, " read by an older version or with other words; kompass import --again older reads ");
    g_string_append(line, summary->older == 1 ? "it again" : "them again");
    append_line(out, terminal, line->str, 2);
}

static void append_run(GString *out, const Terminal *terminal, const KkSummary *summary)
{
    const KkRun *run = &summary->last_run;

    if (summary->runs == 0)
        return;
    g_autofree char *when = g_strdup_printf(
        "%d import%s, the last from %s %s%s%s", summary->runs, summary->runs == 1 ? "" : "s",
        run->started,
        run->finished != NULL ? "to " : "and not finished: it is running, or was killed",
        run->finished != NULL ? run->finished : "", run->interrupted ? ", interrupted" : "");
    g_autofree char *how =
        g_strdup_printf("kompass %s, poppler %s, sandbox: %s, %d job%s", run->program, run->poppler,
                        run->sandbox, run->jobs, run->jobs == 1 ? "" : "s");
    append_line(out, terminal, when, 2);
    g_string_append(out, "  ");
    append_line(out, terminal, how, 2);
}

static bool print_failure(gpointer data, const KkRecord *record)
{
    bool *forbidden = data;
    g_autofree char *path = dup_visible(record->path);
    g_autofree char *why =
        dup_visible(record->message != NULL ? record->message : kk_fate_words(record->fate));

    if (record->fate == KK_FATE_OK)
        return true;
    g_autofree char *line = g_strdup_printf("%s: %s: %s\n", path, kk_fate_name(record->fate), why);
    *forbidden = print_out(line) != STATUS_OK;
    return !*forbidden;
}

static bool print_text(KkArchive *archive, bool *forbidden, GError **error)
{
    const Terminal terminal = terminal_of_output();
    g_auto(KkSummary) summary = {0};

    if (!kk_archive_summarise(archive, &summary, error))
        return false;
    GString *out = g_string_new(NULL);
    append_head(out, &terminal, &summary);
    append_fates(out, &terminal, &summary);
    append_older(out, &terminal, &summary);
    append_run(out, &terminal, &summary);
    *forbidden = print_out(out->str) != STATUS_OK;
    g_string_free(out, TRUE);
    return *forbidden || kk_archive_each_document(archive, print_failure, forbidden, error);
}

/* ---- the other forms -------------------------------------------------------------------- */

static bool print_json(KkArchive *archive, bool *forbidden, GError **error)
{
    g_autofree char *json = kk_write_status(archive, error);

    if (json == NULL)
        return false;
    g_autofree char *line = g_strconcat(json, "\n", NULL);
    *forbidden = print_out(line) != STATUS_OK;
    return true;
}

/* The bytes of the file system, for a program; what a person sees sends nothing strange. */
static bool print_path(gpointer data, const KkRecord *record)
{
    char **last = data;

    if (record->fate == KK_FATE_OK || g_strcmp0(record->path, *last) == 0)
        return true;
    g_free(*last);
    *last = g_strdup(record->path);
    g_autofree char *visible = isatty(STDOUT_FILENO) ? dup_visible(record->path) : NULL;
    fputs(visible != NULL ? visible : record->path, stdout);
    fputc(print0 ? '\0' : '\n', stdout);
    return !ferror(stdout);
}

static bool print_paths(KkArchive *archive, bool *forbidden, GError **error)
{
    g_autofree char *last = NULL;
    bool done = kk_archive_each_document(archive, print_path, &last, error);

    *forbidden = print_out("") != STATUS_OK;
    return done;
}

/* ---- what was not understood ------------------------------------------------------------- */

/* As a list of one in a file of words; what is no letter there makes no difference. */
static char *dup_entry(const char *text)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *wording = g_strdup(text);
    const char *list[] = {wording};

    for (char *p = wording; *p != '\0'; p++)
        if (g_ascii_iscntrl(*p))
            *p = ' ';
    g_key_file_set_string_list(file, "g", "words", list, 1);
    g_autofree char *value = g_key_file_get_value(file, "g", "words", NULL);
    g_autofree char *visible = dup_visible(value);
    return g_strcmp0(visible, value) == 0 ? g_steal_pointer(&value) : NULL;
}

static void append_wording(GString *out, const KkUnreadWording *wording)
{
    g_autofree char *shown = wording->text != NULL ? dup_shown(wording->text) : NULL;
    g_autofree char *entry = wording->text != NULL && wording->group != KK_WORDS_NONE &&
                                     g_utf8_strlen(wording->text, -1) <= KK_MAX_WORDING
                                 ? dup_entry(wording->text)
                                 : NULL;
    const char *where = wording->group == KK_WORDS_STRENGTHS
                            ? ", where other reports have strengths"
                        : wording->group == KK_WORDS_IMPROVEMENTS
                            ? ", where other reports have areas for improvement"
                        : wording->group >= KK_WORDS_AREA ? ", an area's name in no known edition"
                                                          : "";

    g_string_append_printf(out, "# %s", kk_unread_names[wording->kind]);
    if (shown != NULL)
        g_string_append_printf(out, " \"%s\"", shown);
    g_string_append(out, ", ");
    append_count(out, (int)wording->n_times, "time", "times");
    g_string_append(out, " in ");
    append_count(out, (int)wording->n_reports, "report", "reports");
    g_string_append_printf(out, "%s\n", where);
    if (entry != NULL)
        g_string_append_printf(out, "#words=%s\n", entry);
}

static bool print_unread(KkArchive *archive, bool *forbidden, GError **error)
{
    g_autoptr(GPtrArray) wordings = kk_archive_list_unread(archive, error);
    KkWordGroup group = KK_N_WORD_GROUPS;

    if (wordings == NULL)
        return false;
    GString *out = g_string_new(
        wordings->len == 0
            ? "# All headings, rows and names are known.\n"
            : "# Headings and names that kompass does not know. Where a suggestion is right, "
              "remove the #\n"
              "# before words=; then run: kompass import --again doubtful --words FILE\n");
    for (guint i = 0; i < wordings->len; i++) {
        const KkUnreadWording *wording = g_ptr_array_index(wordings, i);

        if (wording->group != group && wording->group != KK_WORDS_NONE)
            g_string_append_printf(out, "\n[%s]\n", kk_word_group_name(wording->group));
        else if (wording->group != group)
            g_string_append(out, "\n# Without a suggested group:\n");
        group = wording->group;
        append_wording(out, wording);
    }
    *forbidden = print_out(out->str) != STATUS_OK;
    g_string_free(out, TRUE);
    return true;
}

/* ---- what differs from the others --------------------------------------------------------- */

static bool print_outliers(KkArchive *archive, bool *forbidden, GError **error)
{
    g_autoptr(GPtrArray) list = kk_archive_list_outliers(archive, false, error);

    if (list == NULL)
        return false;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const KkOutlier *outlier = g_ptr_array_index(list, i);
        g_autofree char *path = dup_visible(outlier->path);
        g_autofree char *words = dup_outlier(outlier);

        g_string_append_printf(out, "%s: %s\n", path, words);
    }
    *forbidden = print_out(out->str) != STATUS_OK;
    g_string_free(out, TRUE);
    return true;
}

/* ---- the command ------------------------------------------------------------------------ */

static bool parse_arguments(int *argc, char ***argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "--archive A", "Show what an archive holds, and which documents could not be read and why.",
        "Examples:\n"
        "  kompass status --archive kk.sqlite\n"
        "  kompass status --archive kk.sqlite --failed -0 |\n"
        "    kompass import --archive kk.sqlite --files0-from -\n"
        "  kompass status --archive kk.sqlite --unread > words\n"
        "  kompass status --archive kk.sqlite --outliers\n"
        "  kompass status --archive kk.sqlite --format json | jq .documents\n",
        entries);

    add_words_options(context);
    if (!parse_options(context, argc, argv))
        return false;
    if (*argc > 1 || archive_path == NULL) {
        say("status",
            "give an archive (--archive A) and no other argument; see kompass status --help");
        return false;
    }
    if (format != NULL && strcmp(format, "text") != 0 && strcmp(format, "json") != 0) {
        say("status", "--format takes text or json");
        return false;
    }
    if (unread + outliers + (failed || print0) + (format != NULL) > 1 && (unread || outliers)) {
        say("status", "--unread and --outliers cannot be combined with each other, or with "
                      "--failed, --print0 or --format");
        return false;
    }
    return read_all_words();
}

int command_status(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    bool forbidden = false;

    if (!parse_arguments(&argc, &argv))
        return STATUS_USAGE;
    const bool json = format != NULL && strcmp(format, "json") == 0;
    g_autoptr(KkArchive) archive = kk_archive_open(archive_path, KK_ARCHIVE_READ, &error);
    const bool done =
        archive != NULL && (failed || print0 ? print_paths(archive, &forbidden, &error)
                            : unread         ? print_unread(archive, &forbidden, &error)
                            : outliers       ? print_outliers(archive, &forbidden, &error)
                            : json           ? print_json(archive, &forbidden, &error)
                                             : print_text(archive, &forbidden, &error));
    if (!done && error != NULL)
        say(archive_path, error->message);
    return done && !forbidden ? STATUS_OK : STATUS_FORBIDDEN;
}
