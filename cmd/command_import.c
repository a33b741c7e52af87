/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_import.c - kompass import FILE|DIR… --archive A: every file accounted for.
 *
 * Each document is recorded in a transaction of its own as soon as its child has answered, in
 * whatever order they do: the archive does not depend on it. What is recorded stays, and the
 * next run goes on behind it. */
#include "isolation.h"
#include "progress.h"
#include "sources.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A document that ended its reader this often is not tried again unless told to. */
#define MAX_ATTEMPTS 2

#define MAX_OUTLIERS 20 /* told at the end; more are counted */

static char *archive_path, *list, *ndjson, *again, *password, *sources_path;
static bool only_sources; /* no documents were named */
static gboolean quiet, retry, waiting;

static const GOptionEntry entries[] = {
    {"archive", 'a', 0, G_OPTION_ARG_FILENAME, &archive_path,
     "Write to the archive A; create it if it does not exist", "A"},
    {"files0-from", 0, 0, G_OPTION_ARG_FILENAME, &list,
     "Read file names, separated by zero bytes, from F (- for standard input)", "F"},
    {"ndjson", 0, 0, G_OPTION_ARG_FILENAME, &ndjson,
     "Merge the output of extract --files0-from from F (- for standard input)", "F"},
    {"again", 0, 0, G_OPTION_ARG_STRING, &again,
     "Read documents of the archive again: older (read by an older version or with other words), "
     "doubtful or failed",
     "WHICH"},
    {"sources", 0, 0, G_OPTION_ARG_FILENAME, &sources_path,
     "Read the addresses where documents were published from the CSV file MAP", "MAP"},
    {"retry", 0, 0, G_OPTION_ARG_NONE, &retry,
     "Try documents again that crashed or exceeded their limits", NULL},
    {"wait", 0, 0, G_OPTION_ARG_NONE, &waiting,
     "Wait until another import into the same archive has finished", NULL},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Do not print progress", NULL},
    {"password", 0, 0, G_OPTION_ARG_STRING, &password, "Open encrypted PDFs with PASSWORD",
     "PASSWORD"},
    G_OPTION_ENTRY_NULL,
};

/* What --again takes, by KkAgain. */
static const char *const again_words[] = {"older", "doubtful", "failed", NULL};

typedef struct {
    KkArchive *archive;
    Progress *progress;
    GError *error;         /* of the archive: the end of the run */
    guint64 n_passed_over; /* lines that are none of ours */
    bool has_reports;      /* some document gave one */
    Sources *sources;
    GHashTable *seen;      /* paths of this run's documents, of char * */
    GHashTable *read_anew; /* contents, of char *; NULL: without --again */
} Run;

/* ---- documents -------------------------------------------------------------------------- */

/* The archive may lie among the reports; what standard input held once is gone. */
static bool passes_over(gpointer data, const char *path)
{
    const Run *run = data;

    return kk_archive_owns(run->archive, path) || is_sidecar(path) ||
           (run->read_anew != NULL && kk_is_standard_input(path));
}

/* Whether a content that was read before is to be read again, or given up. A run that was
 * stopped and goes on does not try twice: it comes to what it would have come to at once. */
static bool is_to_try(const KkKnown *known, bool *gave_up)
{
    bool ended_reader = known->fate == KK_FATE_GAVE_UP || kk_fate_ended_child(known->fate);

    *gave_up = ended_reader && known->attempts >= MAX_ATTEMPTS && !retry && !known->this_run;
    return (ended_reader || known->fate == KK_FATE_KILLED) && !*gave_up &&
           (retry || !known->this_run);
}

/* A content that this reader has read is recorded under its name, and not read again. */
static bool wants(gpointer data, const KkTask *task)
{
    Run *run = data;
    KkKnown known = {0};
    bool gave_up;

    g_hash_table_add(run->seen, g_strdup(task->path));
    if (run->read_anew != NULL) /* once, whatever its names, which share what becomes of it */
        return g_hash_table_add(run->read_anew, g_strdup(task->sha256));
    if (!kk_archive_lookup(run->archive, task->sha256, &known))
        return true;
    bool to_try = is_to_try(&known, &gave_up);
    g_free(known.message);
    if (to_try || run->error != NULL)
        return to_try;
    if (kk_archive_add_name(run->archive, task->path, task->sha256, task->bytes, gave_up,
                            &run->error))
        progress_count(run->progress, gave_up ? KK_FATE_GAVE_UP : known.fate, !known.this_run);
    return false;
}

static bool take(gpointer data, const KkAnswer *answer)
{
    Run *run = data;
    const KkRecord record = record_of(answer);
    const bool gone = run->read_anew != NULL && record.sha256 == NULL; /* what is known stays */

    if (run->error != NULL || (!gone && !kk_archive_add(run->archive, &record, &run->error)))
        return false;
    if (!kk_fate_has_report(answer->fate))
        progress_say(run->progress, answer->task->path, answer->message);
    progress_count(run->progress, answer->fate, false);
    run->has_reports = run->has_reports || answer->result != NULL;
    for (const KkResult *one = answer->result; one != NULL; one = one->next)
        progress_count_report(run->progress, one->source.report_index);
    return true;
}

/* ---- where they were published ----------------------------------------------------------- */

typedef struct {
    const Run *run;
    GHashTable *urls; /* by SHA-256 */
} Publishing;

/* The map tells of all that the archive holds, a file beside a document of this run's. Of several
 * names of a content the first with an address counts. */
static bool find_address(gpointer data, const KkRecord *record)
{
    const Publishing *publishing = data;
    const Run *run = publishing->run;

    if (!kk_fate_has_report(record->fate) ||
        g_hash_table_contains(publishing->urls, record->sha256))
        return true;
    char *url = g_strdup(sources_lookup(run->sources, record->path, record->sha256));
    if (url == NULL && g_hash_table_contains(run->seen, record->path))
        url = dup_sidecar(record->path);
    if (url != NULL)
        g_hash_table_insert(publishing->urls, g_strdup(record->sha256), url);
    return true;
}

static void tell_addresses(Run *run)
{
    g_autoptr(GHashTable) urls = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Publishing publishing = {run, urls};
    guint n_changed;

    if (!kk_archive_each_document(run->archive, find_address, &publishing, &run->error) ||
        g_hash_table_size(urls) == 0 ||
        !kk_archive_set_urls(run->archive, urls, &n_changed, &run->error))
        return;
    if (n_changed > 0) {
        g_autofree char *told =
            g_strdup_printf("%u report%s got an address", n_changed, n_changed == 1 ? "" : "s");
        progress_say(run->progress, archive_path, told);
    }
}

/* ---- what differs from the archive's others ------------------------------------------------ */

static void tell_outliers(Run *run)
{
    if (quiet || !run->has_reports)
        return;
    g_autoptr(GPtrArray) outliers = kk_archive_list_outliers(run->archive, true, &run->error);
    for (guint i = 0; outliers != NULL && i < MIN(outliers->len, MAX_OUTLIERS); i++) {
        const KkOutlier *outlier = g_ptr_array_index(outliers, i);
        g_autofree char *words = dup_outlier(outlier);

        progress_say(run->progress, outlier->path, words);
    }
    if (outliers != NULL && outliers->len > MAX_OUTLIERS) {
        g_autofree char *more = g_strdup_printf(
            "%u more differ from other reports; run kompass status --outliers to see them",
            outliers->len - MAX_OUTLIERS);
        progress_say(run->progress, archive_path, more);
    }
}

/* ---- lines that were read elsewhere ------------------------------------------------------ */

/* The next line without its end; of one that is longer than any of ours the beginning alone, and
 * then it is @too_long. False: there is none, as @error tells if it is trouble. */
static bool next_line(FILE *file, GString *line, bool *too_long, GError **error)
{
    int c;

    g_string_truncate(line, 0);
    *too_long = false;
    while ((c = getc_unlocked(file)) != EOF && c != '\n') {
        if (line->len < KK_MAX_JSON_BYTES)
            g_string_append_c(line, (char)c);
        else
            *too_long = true;
    }
    if (is_interrupted()) /* the line may be half a one */
        return false;
    if (ferror(file)) {
        g_set_error(error, KK_ERROR, KK_ERROR_UNREADABLE, "%s: read error: %s", ndjson,
                    g_strerror(errno));
        return false;
    }
    return c != EOF || line->len > 0;
}

static bool merge_line(Run *run, const GString *line, bool too_long, GError **error)
{
    KkFate fate;
    int index;

    if (too_long) {
        g_set_error(error, KK_ERROR, KK_ERROR_LIMIT, "the line is longer than %u MB",
                    KK_MAX_JSON_BYTES >> 20);
        return false;
    }
    if (!kk_archive_merge_line(run->archive, line->str, line->len, &fate, &index, error))
        return false;
    if (index <= 1) /* a file's other reports are no other documents */
        progress_count(run->progress, fate, false);
    run->has_reports = run->has_reports || index > 0;
    if (index > 0)
        progress_count_report(run->progress, index);
    return true;
}

/* A line that is none of ours is said and passed over; trouble with the archive ends it. */
static void merge_lines(Run *run, FILE *file)
{
    g_autoptr(GString) line = g_string_new(NULL);
    bool too_long;

    for (guint64 n = 1; !is_interrupted() && next_line(file, line, &too_long, &run->error); n++) {
        g_autoptr(GError) error = NULL;

        if (line->len == 0)
            continue;
        if (!merge_line(run, line, too_long, &error)) {
            if (error->code == KK_ERROR_WRITE || error->code == KK_ERROR_ARCHIVE) {
                run->error = g_steal_pointer(&error);
                return;
            }
            g_autofree char *where = g_strdup_printf("%s, line %" G_GUINT64_FORMAT, ndjson, n);
            progress_say(run->progress, where, error->message);
            run->n_passed_over++;
        }
    }
}

static void merge(Run *run)
{
    FILE *file = strcmp(ndjson, "-") == 0 ? stdin : fopen(ndjson, "re");

    if (file == NULL) {
        g_set_error(&run->error, KK_ERROR, KK_ERROR_UNREADABLE, "%s: %s", ndjson,
                    g_strerror(errno));
        return;
    }
    merge_lines(run, file);
    if (file != stdin)
        fclose(file);
}

/* ---- the command ------------------------------------------------------------------------ */

static bool parse_arguments(int *argc, char ***argv)
{
    g_autoptr(GOptionContext) context = new_context(
        "FILE|DIR…", "Read many reports into an archive (an SQLite file).",
        "Each document is read in a sandboxed process of its own, and recorded: its report, or why "
        "it\n"
        "could not be read. Documents that were read before are skipped, so an import that was\n"
        "stopped can be continued with the same command.\n\n"
        "Examples:\n"
        "  kompass import reports/ --archive kommunkompassen.sqlite\n"
        "  kompass status --archive kommunkompassen.sqlite --failed -0 |\n"
        "    kompass import --files0-from - --retry --archive kommunkompassen.sqlite\n"
        "  kompass import reports/ --archive kommunkompassen.sqlite --sources addresses.csv\n"
        "  cat part-*.ndjson | kompass import --ndjson - --archive kommunkompassen.sqlite\n",
        entries);
    int n_inputs;

    add_isolation_options(context);
    spell_jobs_out(*argc, *argv);
    if (!parse_options(context, argc, argv) || !check_isolation_options())
        return false;
    n_inputs = (*argc > 1) + (list != NULL) + (ndjson != NULL) + (again != NULL);
    only_sources = n_inputs == 0;
    if (archive_path == NULL)
        say("import", "no archive given (--archive A); see kompass import --help");
    else if (n_inputs == 0 && sources_path == NULL)
        say("import", "no files given; see kompass import --help");
    else if (n_inputs > 1)
        say("import", "give only one of files, --files0-from, --ndjson and --again");
    else if (again != NULL && !g_strv_contains(again_words, again))
        say("import", "--again takes older, doubtful or failed");
    else
        return true;
    return false;
}

static guint64 count_inputs(Run *run, char *const *names, guint n_names)
{
    g_autoptr(KkWalk) walk = kk_walk_new(names, n_names);
    KkFound found = {0};
    guint64 n = 0;

    while (!is_interrupted() && kk_walk_next(walk, &found)) {
        n += !passes_over(run, found.path);
        g_free(found.path);
        g_clear_error(&found.error);
    }
    return n;
}

static KkWalk *open_walk(int argc, char **argv, GError **error)
{
    return list != NULL ? kk_walk_new_from_list(list, error)
                        : kk_walk_new(argv + 1, (guint)argc - 1);
}

static void read_documents(Run *run, KkWalk *walk, KkPool *pool)
{
    g_autoptr(GError) trouble = NULL;
    Batch batch = {.walk = walk,
                   .pool = pool,
                   .passes_over = passes_over,
                   .wants = wants,
                   .take = take,
                   .data = run};

    if (!run_batch(&batch, &trouble) && trouble != NULL)
        run->error = g_error_new(trouble->domain, trouble->code, "%s: %s", list, trouble->message);
}

/* What is told at the end, and the status. */
static int conclude(const Run *run)
{
    if (run->error != NULL) {
        say(archive_path, run->error->message);
        return STATUS_FORBIDDEN;
    }
    g_autofree char *counts = progress_dup_summary(run->progress);
    guint64 failed = progress_n_failed(run->progress);
    g_autofree char *passed_over =
        run->n_passed_over == 0
            ? g_strdup("")
            : g_strdup_printf("; %" G_GUINT64_FORMAT " line%s skipped", run->n_passed_over,
                              run->n_passed_over == 1 ? "" : "s");
    g_autofree char *summary =
        g_strdup_printf("%s%s%s%s", counts, passed_over,
                        is_interrupted() ? "; stopped; run the same command to continue" : "",
                        failed > 0 && !is_interrupted() ? "; run kompass status to see why" : "");

    if (!only_sources || is_interrupted())
        progress_say(run->progress, archive_path, summary);
    if (is_interrupted())
        return STATUS_INTERRUPTED;
    return failed + run->n_passed_over > 0 ? STATUS_UNPROCESSED : STATUS_OK;
}

static int import(Run *run, const KkPoolOptions *options, KkWalk *walk, KkPool *pool)
{
    g_autofree char *confinement = kk_confinement_dup_text(&options->limits);
    const char *sandbox = ndjson != NULL ? "none needed: merged lines" : confinement;

    if (kk_archive_begin_run(run->archive, sandbox, (int)options->n_workers, &run->error)) {
        if (ndjson != NULL)
            merge(run);
        else
            read_documents(run, walk, pool);
        if (run->error == NULL)
            tell_addresses(run);
        if (run->error == NULL && !is_interrupted())
            tell_outliers(run);
    }
    if (run->error == NULL)
        kk_archive_end_run(run->archive, is_interrupted(), &run->error);
    return conclude(run);
}

/* (transfer full): what --again chooses; NULL with the run's error. */
static GPtrArray *list_again(Run *run)
{
    int which = 0;

    while (strcmp(again_words[which], again) != 0)
        which++;
    run->read_anew = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return kk_archive_list_again(run->archive, (KkAgain)which, &run->error);
}

int command_import(int argc, char **argv)
{
    Run run = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(KkPool) pool = NULL;
    g_autoptr(KkWalk) walk = NULL;
    g_autoptr(GPtrArray) chosen = NULL;
    g_autoptr(Sources) sources = NULL;
    char *const *names;
    guint n_names;

    if (!parse_arguments(&argc, &argv) || (sources = sources_new(sources_path)) == NULL)
        return STATUS_USAGE;
    KkPoolOptions options = isolation_options(password);
    hear_signals();
    /* before the archive is open, which is no child's business */
    if (ndjson == NULL && ((again == NULL && (walk = open_walk(argc, argv, &error)) == NULL) ||
                           (pool = kk_pool_new(&options, &error)) == NULL)) {
        say("import", error->message);
        return STATUS_FORBIDDEN;
    }
    g_autoptr(KkArchive) archive = kk_archive_open(
        archive_path, waiting ? KK_ARCHIVE_WRITE_WAITING : KK_ARCHIVE_WRITE, &error);
    if (archive == NULL) {
        say(archive_path, error->message);
        return STATUS_FORBIDDEN;
    }
    run.archive = archive;
    run.sources = sources;
    run.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names = argv + 1;
    n_names = (guint)argc - 1;
    if (again != NULL) {
        if ((chosen = list_again(&run)) == NULL)
            chosen = g_ptr_array_new();
        names = (char *const *)chosen->pdata;
        n_names = chosen->len;
        walk = kk_walk_new(names, n_names);
    }
    g_autoptr(Progress) progress =
        progress_new(n_names > 0 ? count_inputs(&run, names, n_names) : 0, quiet);
    run.progress = progress;
    int status = run.error == NULL ? import(&run, &options, walk, pool) : conclude(&run);
    g_clear_error(&run.error);
    g_clear_pointer(&run.read_anew, g_hash_table_unref);
    g_hash_table_unref(run.seen);
    return status;
}
