/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_extract.c - kompass extract FILE|DIR…: one document pretty, several as NDJSON, or a
 * file each. */
#include "isolation.h"
#include "progress.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes of an input's name in that of its output: a name may have 255. */
#define MAX_STEM 120
#define ID_LENGTH 12 /* digits of the SHA-256 */

static gboolean timings_wanted;
static char *password, *out_path, *list, *format_name, *pages;
static int first_page, last_page; /* of --pages */

static const GOptionEntry entries[] = {
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &out_path,
     "Write a JSON file for each document into the folder PATH; with --to, the output", "PATH"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &format_name,
     "Write all documents in a format of kompass export", "FORMAT"},
    {"files0-from", 0, 0, G_OPTION_ARG_FILENAME, &list,
     "Read file names, separated by zero bytes, from F (- for standard input)", "F"},
    {"pages", 0, 0, G_OPTION_ARG_STRING, &pages, "Read only these pages of the file, as one report",
     "FIRST-LAST"},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    {"timings", 0, 0, G_OPTION_ARG_NONE, &timings_wanted,
     "Print each stage's CPU seconds as JSON on standard error", NULL},
    G_OPTION_ENTRY_NULL,
};

typedef struct {
    KkArchive *archive; /* where reports wait for --to; else NULL */
    Progress *progress;
    int status;
} Run;

static void print_timings(const KkTimings *times)
{
    const struct {
        const char *stage;
        double seconds;
    } rows[] = {{"discover", times->discover},   {"extract", times->extract},
                {"layout", times->layout},       {"parse", times->parse},
                {"normalise", times->normalise}, {"validate", times->validate},
                {"write", times->write}};

    fputc('{', stderr);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        fprintf(stderr, "%s\"%s\": %s", i > 0 ? ", " : "", rows[i].stage,
                g_ascii_formatd(text, sizeof text, "%.6f", rows[i].seconds));
    }
    fputs("}\n", stderr);
}

/* "huddinge-2017-9f86d081884c.json", "….2.json" of the second of several reports: of the input's
 * name only what is harmless anywhere; a dot before it would hide the file. */
static char *dup_out_path(const KkTask *task, const KkSource *source)
{
    g_autofree char *base =
        g_path_get_basename(kk_is_standard_input(task->path) ? "stdin" : task->path);
    char *dot = strrchr(base, '.');

    if (dot != NULL && dot > base)
        *dot = '\0';
    g_strcanon(base, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._", '-');
    g_autofree char *which =
        source->report_of > 1 ? g_strdup_printf(".%d", source->report_index) : g_strdup("");
    g_autofree char *name = g_strdup_printf("%.*s-%.*s%s.json", MAX_STEM, base + strspn(base, "."),
                                            ID_LENGTH, task->sha256, which);
    return g_build_filename(out_path, name, NULL);
}

/* Whether it holds just that: a document that is read again gives no other. */
static bool is_same_file(const char *path, const char *text)
{
    g_autofree char *there = NULL;

    return g_file_get_contents(path, &there, NULL, NULL) && strcmp(there, text) == 0;
}

static bool write_file(const KkTask *task, const KkResult *result)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = dup_out_path(task, &result->source);
    g_autofree char *json = kk_write_json(result, false);
    g_autofree char *line = g_strconcat(json, "\n", NULL);

    if (is_same_file(path, line))
        return true;
    if (!may_write(path))
        return false;
    if (g_file_set_contents_full(path, line, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        return true;
    say(path, error->message);
    return false;
}

/* The line that stands for a document which could not be read, in streams. */
static bool print_failure(const KkAnswer *answer)
{
    const KkRecord record = record_of(answer);
    g_autofree char *json = kk_write_failure(&record);
    g_autofree char *line = g_strconcat(json, "\n", NULL);

    return print_out(line) == STATUS_OK;
}

/* For an output that wants them sorted. */
static bool keep(KkArchive *archive, const KkAnswer *answer)
{
    g_autoptr(GError) error = NULL;
    const KkRecord record = record_of(answer);

    if (kk_archive_add(archive, &record, &error))
        return true;
    say("extract", error->message);
    return false;
}

static bool take(gpointer data, const KkAnswer *answer)
{
    Run *run = data;

    progress_count(run->progress, answer->fate, false);
    if (answer->result == NULL) {
        progress_say(run->progress, answer->task->path, answer->message);
        run->status = STATUS_UNPROCESSED;
        return list == NULL || out_path != NULL || run->archive != NULL || print_failure(answer);
    }
    if (timings_wanted)
        print_timings(&answer->timings);
    if (run->archive != NULL)
        return keep(run->archive, answer);
    if (out_path == NULL) {
        g_autofree char *lines = kk_write_json_lines(answer->result, false);

        return print_out(lines) == STATUS_OK;
    }
    for (const KkResult *one = answer->result; one != NULL; one = one->next)
        if (!write_file(answer->task, one))
            return false;
    return true;
}

/* "23-37", or "23" alone. */
static bool read_pages(void)
{
    int end = 0;

    if (sscanf(pages, "%4d-%4d%n", &first_page, &last_page, &end) < 2 || pages[end] != '\0') {
        if (sscanf(pages, "%4d%n", &first_page, &end) < 1 || pages[end] != '\0')
            return false;
        last_page = first_page;
    }
    return first_page > 0 && last_page >= first_page;
}

static bool is_one_file(int argc, char **argv)
{
    return list == NULL && out_path == NULL && format_name == NULL && argc == 2 &&
           !g_file_test(argv[1], G_FILE_TEST_IS_DIR);
}

static bool parse_arguments(int *argc, char ***argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|DIR…", "Print reports (PDF or plain text) as JSON.",
        "Print one JSON document for one file, and one line each (NDJSON) for several, in the "
        "order\n"
        "given. The file - is standard input. With --files0-from, a document that cannot be read\n"
        "has a line that says why.\n\n"
        "Examples:\n"
        "  kompass extract huddinge-2017.pdf > huddinge-2017.json\n"
        "  kompass extract *.pdf | jq -r '[.municipality.name, .total.achieved]'\n"
        "  kompass extract reports/ --jobs 4 --out json/\n"
        "  kompass extract reports/ --to xlsx --out reports.xlsx\n"
        "  find . -name '*.pdf' -print0 | kompass extract --files0-from - > all.ndjson\n",
        entries);

    add_isolation_options(context);
    add_force_option(context);
    add_publication_options(context);
    spell_jobs_out(*argc, *argv);
    if (!parse_options(context, argc, argv) || !check_isolation_options() ||
        !check_publication_options())
        return false;
    if ((*argc < 2) == (list == NULL)) {
        say("extract", *argc < 2 ? "no files given; see kompass extract --help"
                                 : "give files or --files0-from, not both");
        return false;
    }
    if (pages != NULL && (!read_pages() || !is_one_file(*argc, *argv))) {
        say("--pages", "is FIRST-LAST, as in 23-37, of one file that is printed");
        return false;
    }
    return true;
}

static KkWalk *open_walk(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (list == NULL)
        return kk_walk_new(argv + 1, (guint)argc - 1);
    KkWalk *walk = kk_walk_new_from_list(list, &error);
    if (walk == NULL)
        say(list, error->message);
    return walk;
}

static bool make_out_folder(void)
{
    if (out_path == NULL || g_mkdir_with_parents(out_path, 0777) == 0)
        return true;
    say(out_path, g_strerror(errno));
    return false;
}

static char *dup_pretty(const KkResult *result)
{
    g_autofree char *json = kk_write_json(result, true);

    return g_strconcat(json, "\n", NULL);
}

/* One document, in this process. */
static int extract_one(const char *path)
{
    g_autoptr(GError) error = NULL;
    double start = kk_cpu_seconds();
    KkTimings times = {0};
    g_autoptr(KkInput) input = kk_discover(path, &error);

    times.discover = kk_cpu_seconds() - start;
    if (input != NULL && !confine_to(input, &error)) {
        say("extract", error->message);
        return STATUS_FORBIDDEN;
    }
    if (input != NULL) {
        input->first_page = first_page;
        input->last_page = last_page;
    }
    g_autoptr(KkResult) result = input != NULL ? kk_process(input, password, &times, &error) : NULL;
    if (result == NULL) {
        say(path, error->message);
        return STATUS_UNPROCESSED;
    }
    start = kk_cpu_seconds();
    g_autofree char *text =
        result->next == NULL ? dup_pretty(result) : kk_write_json_lines(result, false);
    times.write = kk_cpu_seconds() - start;
    if (timings_wanted)
        print_timings(&times);
    return print_out(text);
}

/* Many, each in a process of its own; in their order, unless they are sorted later. */
static int extract_all(KkWalk *walk, KkPool *pool, KkArchive *archive)
{
    g_autoptr(Progress) progress = progress_new_beside_output();
    Run run = {.archive = archive, .progress = progress, .status = STATUS_OK};
    g_autoptr(GError) error = NULL;
    Batch batch = {
        .walk = walk, .pool = pool, .in_order = archive == NULL, .take = take, .data = &run};

    if (run_batch(&batch, &error))
        return run.status;
    if (error != NULL)
        say(list, error->message);
    if (is_interrupted())
        progress_say_stopped(progress, "extract");
    return is_interrupted() ? STATUS_INTERRUPTED : STATUS_FORBIDDEN;
}

/* All of them into one output, through an archive that lasts as long. */
static int extract_to(KkWalk *walk, KkPool *pool, const KkFormat *format)
{
    g_autoptr(GError) error = NULL;
    char *path = scratch_new(&error);
    KkArchive *archive = path != NULL ? kk_archive_open(path, KK_ARCHIVE_WRITE, &error) : NULL;
    int status = STATUS_FORBIDDEN;

    if (archive != NULL) {
        status = extract_all(walk, pool, archive);
        if (status == STATUS_OK || status == STATUS_UNPROCESSED) {
            int exported = export_archive(archive, NULL, format, out_path, password);

            status = exported != STATUS_OK ? exported : status;
        }
    } else {
        say("extract", error->message);
    }
    kk_archive_close(archive);
    scratch_free(path);
    return status;
}

static int extract_many(KkWalk *walk, const KkFormat *format)
{
    g_autoptr(GError) error = NULL;
    KkPoolOptions options = isolation_options(password);
    g_autoptr(KkPool) pool = kk_pool_new(&options, &error);

    if (pool == NULL) {
        say("extract", error->message);
        return STATUS_FORBIDDEN;
    }
    return format != NULL ? extract_to(walk, pool, format) : extract_all(walk, pool, NULL);
}

int command_extract(int argc, char **argv)
{
    const KkFormat *format = NULL;

    if (!parse_arguments(&argc, &argv) ||
        (format_name != NULL && (format = find_format(format_name, out_path)) == NULL))
        return STATUS_USAGE;
    if (is_one_file(argc, argv))
        return extract_one(argv[1]);
    if (format != NULL && !may_write(out_path))
        return STATUS_FORBIDDEN;
    hear_signals();
    g_autoptr(KkWalk) walk = open_walk(argc, argv);
    if (walk == NULL || (format == NULL && !make_out_folder()))
        return STATUS_FORBIDDEN;
    return extract_many(walk, format);
}
