/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_export.c - kompass export --archive A --to FORMAT: the archive's reports for other
 * programs. */
#include "isolation.h"
#include "progress.h"
#include "publication.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_FORMATS 32 /* that may be suggested */

static char *archive_path, *format_name, *out_path, *password;
static gboolean all_versions;
static guint64 n_reports;  /* that were written */
static Progress *progress; /* of audits, which take a second each; NULL: of none */

static const GOptionEntry entries[] = {
    {"archive", 'a', 0, G_OPTION_ARG_FILENAME, &archive_path, "Read the archive A", "A"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &format_name,
     "Write this format; without --to, list the formats", "FORMAT"},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &out_path,
     "Write to this file or folder (json and ndjson: standard output)", "PATH"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password,
     "Open encrypted PDFs with PASSWORD, for --with audit", "PASSWORD"},
    {"all-versions", 0, 0, G_OPTION_ARG_NONE, &all_versions, "Include earlier versions of a report",
     NULL},
    G_OPTION_ENTRY_NULL,
};

/* ---- audits beside a site ------------------------------------------------------------------ */

/* What the pages are drawn from. */
typedef struct {
    KkArchive *archive;
    const char *password;
} Originals;

/* The file at @path, if it still holds what was read from it. */
static KkInput *open_original(const char *path, const char *sha256)
{
    g_autoptr(KkInput) input = kk_is_standard_input(path) ? NULL : kk_discover(path, NULL);

    return input != NULL && strcmp(input->sha256, sha256) == 0 ? g_steal_pointer(&input) : NULL;
}

static KkInput *find_original(const Originals *originals, const char *sha256, GError **error)
{
    g_autoptr(GPtrArray) paths = kk_archive_list_paths(originals->archive, sha256, error);

    if (paths == NULL)
        return NULL;
    for (guint i = 0; i < paths->len; i++) {
        KkInput *input = open_original(g_ptr_array_index(paths, i), sha256);

        if (input != NULL)
            return input;
    }
    g_autofree char *shown = paths->len > 0 ? g_filename_display_name(paths->pdata[0]) : NULL;
    g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "%s is not there any more, or has changed",
                shown != NULL ? shown : "its document");
    return NULL;
}

static bool draw_audit(gpointer data, const KkResult *result, const char *path, GError **error)
{
    const Originals *originals = data;
    const KkAuditOptions options = {originals->password, KK_LIMITS_DEFAULT, KK_SWEDISH};
    g_autoptr(KkInput) input = find_original(originals, result->source.sha256, error);

    return input != NULL && kk_audit_draw(input, result, path, &options, error);
}

/* ---- to an output -------------------------------------------------------------------------- */

static bool add(gpointer data, const KkResult *result, bool current, GError **error)
{
    n_reports++;
    if (is_interrupted()) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, "interrupted");
        return false;
    }
    const bool added = kk_export_add(data, result, current, error);
    if (progress != NULL)
        progress_count(progress, KK_FATE_OK, false);
    return added;
}

/* A status for what ended the export, which is said. */
static int say_trouble(const char *path, const GError *error)
{
    say(path != NULL ? path : "standard output", is_interrupted() ? "interrupted" : error->message);
    return is_interrupted() ? STATUS_INTERRUPTED : STATUS_FORBIDDEN;
}

int export_archive(KkArchive *archive, const KkFilter *filter, const KkFormat *format,
                   const char *path, const char *with_password)
{
    Originals originals = {archive, with_password};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    g_auto(KkSummary) summary = {0};

    hear_signals();
    if (!kk_archive_summarise(archive, &summary, &error))
        return say_trouble(archive_path, error);
    KkPublication publication = publication_of(&summary);
    publication.draw_audit = wants_audits() ? draw_audit : NULL;
    publication.draw_data = &originals;
    g_autoptr(KkExport) output = kk_export_begin(format, path, &publication, &error);
    progress = wants_audits() ? progress_new(0, false) : NULL;
    const bool all = output != NULL && kk_archive_each(archive, filter, add, output, &error);
    g_clear_pointer(&progress, progress_free);
    if (!all || !kk_export_finish(output, remarks, &error))
        return say_trouble(path, error);
    for (guint i = 0; i < remarks->len; i++)
        say(format->name, g_ptr_array_index(remarks, i));
    return STATUS_OK;
}

const KkFormat *find_format(const char *name, const char *path)
{
    const KkFormat *format = kk_export_lookup(name);

    if (format == NULL) {
        const char *names[MAX_FORMATS + 1] = {NULL};

        for (int i = 0; i < MAX_FORMATS && kk_export_formats[i] != NULL; i++)
            names[i] = kk_export_formats[i]->name;
        say_unknown(name, "unknown format; run kompass export for a list", names);
        return NULL;
    }
    if (format->target != KK_TARGET_STREAM && path == NULL) {
        say(name, format->target == KK_TARGET_FOLDER ? "give the folder to write with --out"
                                                     : "give the file to write with --out");
        return NULL;
    }
    if (format->needs_publisher && !knows_publisher()) {
        say(name, "give --publisher and --homepage, which the profile demands");
        return NULL;
    }
    if (wants_audits() && strcmp(name, "html") != 0) {
        say(name, "has no pages for --with audit to stand beside; it goes with --to html");
        return NULL;
    }
    return format;
}

/* ---- the command ----------------------------------------------------------------------------- */

static int list_formats(void)
{
    static const char *const targets[] = {"file or standard output", "file", "folder"};
    g_autoptr(GString) list = g_string_new(NULL);

    for (int i = 0; kk_export_formats[i] != NULL; i++)
        g_string_append_printf(list, "%-11s%-26s%s\n", kk_export_formats[i]->name,
                               targets[kk_export_formats[i]->target], kk_export_formats[i]->about);
    return print_out(list->str);
}

/* Whether an output would take the archive's own place. */
static bool is_archive_itself(void)
{
    GStatBuf archive, out;

    if (out_path == NULL || g_stat(archive_path, &archive) != 0 || g_stat(out_path, &out) != 0 ||
        archive.st_dev != out.st_dev || archive.st_ino != out.st_ino)
        return false;
    say(out_path, "this is the archive itself; choose another file");
    return true;
}

int command_export(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "", "Write the reports of an archive for other programs.",
        "Examples:\n"
        "  kompass export --archive kk.sqlite --to csv --out tables\n"
        "  kompass export --archive kk.sqlite --to xlsx --out kk.xlsx --municipality "
        "Huddinge,Botkyrka\n"
        "  kompass export --archive kk.sqlite --to ndjson --county Skåne | jq .total.achieved\n",
        entries);
    g_autoptr(GError) error = NULL;
    KkFilter filter;

    add_filter_options(context);
    add_force_option(context);
    add_publication_options(context);
    if (!parse_options(context, &argc, &argv))
        return STATUS_USAGE;
    if (format_name == NULL && argc == 1)
        return list_formats();
    const KkFormat *format = format_name != NULL ? find_format(format_name, out_path) : NULL;
    if (argc > 1 || archive_path == NULL)
        say("export", "give an archive and a format; see kompass export --help");
    if (argc > 1 || archive_path == NULL || format == NULL || !read_filter(&filter, archive_path) ||
        !check_publication_options() || is_archive_itself())
        return STATUS_USAGE;
    if (!may_write(out_path))
        return STATUS_FORBIDDEN;
    filter.current_only = !all_versions;
    g_autoptr(KkArchive) archive = kk_archive_open(archive_path, KK_ARCHIVE_READ, &error);
    if (archive == NULL) {
        say(archive_path, error->message);
        return STATUS_FORBIDDEN;
    }
    const int done = export_archive(archive, &filter, format, out_path, password);
    if (done == STATUS_OK && n_reports == 0)
        say(archive_path, "no report matches");
    return done;
}
