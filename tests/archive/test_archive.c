/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The archive through its own functions: what goes in comes out, in order, and what is no
 * archive is refused. What stands in the file is test_archive.py's. */
#include "support.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what the tests put in ----------------------------------------------------------------- */

/* A folder of its own for each test. */
typedef struct {
    char *folder, *path;
} Place;

static Place make_place(void)
{
    Place place = {g_dir_make_tmp("kompass-archive-XXXXXX", NULL), NULL};

    g_assert_nonnull(place.folder);
    place.path = g_build_filename(place.folder, "a.sqlite", NULL);
    return place;
}

/* Nothing but the archive is left beside it. */
static void place_clear(Place *place)
{
    g_assert_true(unlink(place->path) == 0 || errno == ENOENT);
    g_assert_cmpint(rmdir(place->folder), ==, 0);
    g_free(place->folder);
    g_free(place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static KkArchive *open_archive(const Place *place, KkArchiveMode mode)
{
    g_autoptr(GError) error = NULL;
    KkArchive *archive = kk_archive_open(place->path, mode, &error);

    g_assert_no_error(error);
    return archive;
}

static char *dup_sha256(const char *of)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, of, -1);
}

/* A small report; its content is told by its name. */
static KkResult *make_result(const char *name, const char *municipality, int year)
{
    KkResult *result = g_new0(KkResult, 1);
    const KkMunicipality *found =
        municipality != NULL ? kk_register_find(municipality, false, NULL) : NULL;

    result->source.name = g_path_get_basename(name);
    result->source.sha256 = dup_sha256(name);
    result->source.media_type = "text/plain";
    result->source.text_origin = "transcript";
    result->source.n_pages = -1;
    result->source.report_index = result->source.report_of = 1;
    result->report = kk_report_new();
    result->report->municipality = g_strdup(municipality);
    result->report->code = found != NULL ? found->code : NULL;
    result->report->year = year;
    result->report->edition = "2016";
    result->validation = kk_validation_new();
    result->diagnostics = kk_diagnostics_new();
    return result;
}

static void add_result(KkArchive *archive, const char *path, const KkResult *result)
{
    g_autoptr(GError) error = NULL;
    const KkRecord record = {.path = path,
                             .sha256 = result->source.sha256,
                             .bytes = 7,
                             .fate = kk_fate_of_result(result),
                             .result = result};

    g_assert_true(kk_archive_add(archive, &record, &error));
    g_assert_no_error(error);
}

static void add_report(KkArchive *archive, const char *path, const char *municipality, int year)
{
    g_autoptr(KkResult) result = make_result(path, municipality, year);

    add_result(archive, path, result);
}

static void add_failure(KkArchive *archive, const char *path, const char *content, KkFate fate)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sha256 = content != NULL ? dup_sha256(content) : NULL;
    const KkRecord record = {
        .path = path, .sha256 = sha256, .bytes = -1, .fate = fate, .message = "why"};

    g_assert_true(kk_archive_add(archive, &record, &error));
    g_assert_no_error(error);
}

/* ---- what comes out ------------------------------------------------------------------------- */

/* "Huddinge 2017 a.pdf", with a star behind what is not current. */
static bool append_report(gpointer data, const KkResult *result, bool current, GError **error)
{
    (void)error;
    g_string_append_printf(data, "%s %d %s%s\n",
                           result->report->municipality != NULL ? result->report->municipality
                                                                : "–",
                           result->report->year, result->source.name, current ? "" : " *");
    return true;
}

static char *dup_reports(KkArchive *archive, const KkFilter *filter)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);

    g_assert_true(kk_archive_each(archive, filter, append_report, text, &error));
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}

static bool append_document(gpointer data, const KkRecord *record)
{
    g_string_append_printf(data, "%s %s %s\n", record->path, kk_fate_name(record->fate),
                           record->message != NULL ? record->message : "–");
    return true;
}

static char *dup_documents(KkArchive *archive)
{
    GString *text = g_string_new(NULL);

    g_assert_true(kk_archive_each_document(archive, append_document, text, NULL));
    return g_string_free(text, FALSE);
}

/* ---- reports --------------------------------------------------------------------------------- */

static bool compare_json(gpointer data, const KkResult *result, bool current, GError **error)
{
    g_autofree char *json = kk_write_json(result, true);

    (void)error;
    g_assert_true(current);
    g_assert_cmpstr(json, ==, data);
    return true;
}

static void report_comes_out_as_it_went_in(void)
{
    static const char *const names[] = {"reports/2016/huddinge-2017/source.pdf",
                                        "reports/2016/huddinge-2017/source.txt",
                                        "reports/2020/arjang-2021/source.pdf"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_auto(Place) place = make_place();
        g_autofree char *path = test_path(names[i]);
        g_autoptr(KkInput) input = kk_discover(path, NULL);
        g_autoptr(KkResult) result = kk_process(input, NULL, NULL, NULL);
        g_autofree char *json = kk_write_json(result, true);
        g_autoptr(GError) error = NULL;

        g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
        add_result(archive, path, result);
        g_assert_true(kk_archive_each(archive, NULL, compare_json, json, &error));
        g_assert_no_error(error);
        g_clear_pointer(&archive, kk_archive_close);
        archive = open_archive(&place, KK_ARCHIVE_READ);
        g_assert_true(kk_archive_each(archive, NULL, compare_json, json, &error));
        g_assert_no_error(error);
    }
}

/* Å, Ä and Ö stand last in this order, whatever the locale; who is unknown comes at the end. */
static void reports_come_in_the_alphabets_order(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);

    add_report(archive, "1", "Örebro", 2017);
    add_report(archive, "2", NULL, 2017);
    add_report(archive, "3", "Älvkarleby", 2017);
    add_report(archive, "4", "Åre", 2018);
    add_report(archive, "5", "Åre", 2017);
    add_report(archive, "6", "Vara", 2017);
    add_report(archive, "7", "Upplands-Bro", 2017);
    add_report(archive, "8", "Upplands Väsby", 2017);
    add_report(archive, "9", "Ale", 2017);
    test_assert_text(dup_reports(archive, NULL),
                     "Ale 2017 9\nUpplands Väsby 2017 8\nUpplands-Bro 2017 7\nVara 2017 6\n"
                     "Åre 2017 5\nÅre 2018 4\nÄlvkarleby 2017 3\nÖrebro 2017 1\n– 2017 2\n");
}

static KkResult *make_version(const char *name, const char *report_date, const char *created)
{
    KkResult *result = make_result(name, "Huddinge", 2017);

    result->report->report_date = g_strdup(report_date);
    result->source.created = g_strdup(created);
    return result;
}

/* By the report's date, then the document's, whichever came first. */
static void newest_version_is_current_and_comes_last(void)
{
    for (int turned = 0; turned < 2; turned++) {
        g_auto(Place) place = make_place();
        g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
        KkResult *results[] = {make_version("old", "2017-05-01", "2019-01-01"),
                               make_version("newest", "2017-06-01", "2018-02-01"),
                               make_version("newer", "2017-06-01", "2018-01-01"),
                               make_version("undated", NULL, NULL)};

        for (int i = 0; i < 4; i++) {
            const KkResult *result = results[turned ? 3 - i : i];

            add_result(archive, result->source.name, result);
        }
        const KkFilter current = {.current_only = true};
        test_assert_text(dup_reports(archive, NULL),
                         "Huddinge 2017 undated *\nHuddinge 2017 old *\nHuddinge 2017 newer *\n"
                         "Huddinge 2017 newest\n");
        test_assert_text(dup_reports(archive, &current), "Huddinge 2017 newest\n");
        for (int i = 0; i < 4; i++)
            kk_result_free(results[i]);
    }
}

static void filters_choose(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    static const char *const huddinge[] = {"0126", NULL}, *const are[] = {"2321", NULL},
                             *const both[] = {"2321", "0126", NULL}, *const none[] = {NULL};
    const KkFilter filters[] = {{.codes = huddinge},
                                {.codes = both},
                                {.codes = huddinge, .year = 2017},
                                {.edition = "2016", .year = 2018},
                                {.edition = "2020"},
                                {.status = "consistent", .year = 2017, .codes = are},
                                {.status = "failed"},
                                {.codes = none}};
    static const char *const chosen[] = {"Huddinge 2017 1\nHuddinge 2018 2\n",
                                         "Huddinge 2017 1\nHuddinge 2018 2\nÅre 2017 3\n",
                                         "Huddinge 2017 1\n",
                                         "Huddinge 2018 2\n",
                                         "",
                                         "Åre 2017 3\n",
                                         "",
                                         ""};

    add_report(archive, "1", "Huddinge", 2017);
    add_report(archive, "2", "Huddinge", 2018);
    add_report(archive, "3", "Åre", 2017);
    for (gsize i = 0; i < G_N_ELEMENTS(filters); i++)
        test_assert_text(dup_reports(archive, &filters[i]), chosen[i]);
}

static bool stop(gpointer data, const KkResult *result, bool current, GError **error)
{
    (void)result;
    (void)current;
    if (++*(int *)data == 2)
        g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, "enough");
    return false;
}

static void whoever_takes_reports_can_stop(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    g_autoptr(GError) error = NULL;
    int n = 0;

    add_report(archive, "1", "Huddinge", 2017);
    add_report(archive, "2", "Huddinge", 2018);
    g_assert_true(kk_archive_each(archive, NULL, stop, &n, &error));
    g_assert_cmpint(n, ==, 1);
    g_assert_false(kk_archive_each(archive, NULL, stop, &n, &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_WRITE);
    add_report(archive, "3", "Huddinge", 2019); /* nothing is left open */
}

/* ---- documents ------------------------------------------------------------------------------- */

static void assert_known(KkArchive *archive, const char *content, KkFate fate, int attempts)
{
    g_autofree char *sha256 = dup_sha256(content);
    KkKnown known;

    g_assert_true(kk_archive_lookup(archive, sha256, &known));
    g_assert_cmpint(known.fate, ==, fate);
    g_assert_cmpint(known.attempts, ==, attempts);
    g_free(known.message);
}

static void attempts_count_what_ends_a_child_in_a_row(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    g_autofree char *sha256 = dup_sha256("content");
    KkKnown known;

    g_assert_false(kk_archive_lookup(archive, sha256, &known));
    add_failure(archive, "a", "content", KK_FATE_CRASH);
    assert_known(archive, "content", KK_FATE_CRASH, 1);
    add_failure(archive, "b", "content", KK_FATE_TIMEOUT_CPU);
    assert_known(archive, "content", KK_FATE_TIMEOUT_CPU, 2);
    g_assert_true(kk_archive_add_name(archive, "c", sha256, 7, true, NULL));
    assert_known(archive, "content", KK_FATE_GAVE_UP, 2);
    test_assert_text(dup_documents(archive), "a gave_up processor time limit exceeded: why\n"
                                             "b gave_up processor time limit exceeded: why\n"
                                             "c gave_up processor time limit exceeded: why\n");
    add_failure(archive, "c", "content", KK_FATE_OOM); /* tried again all the same */
    assert_known(archive, "content", KK_FATE_OOM, 3);
    add_failure(archive, "c", "content", KK_FATE_DAMAGED);
    assert_known(archive, "content", KK_FATE_DAMAGED, 0);
    add_failure(archive, "d", NULL, KK_FATE_UNREADABLE);
    g_assert_false(kk_archive_lookup(archive, "", &known));
}

static void documents_come_by_path_with_their_bytes(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);

    add_failure(archive, "b\xff", "1", KK_FATE_DAMAGED);
    add_failure(archive, "å\nä", "2", KK_FATE_DAMAGED);
    add_failure(archive, "a", NULL, KK_FATE_NOT_REGULAR);
    test_assert_text(dup_documents(archive),
                     "a not_regular why\nå\nä damaged why\nb\xff damaged why\n");
    add_report(archive, "b\xff", "Huddinge", 2017); /* in its place */
    test_assert_text(dup_documents(archive), "a not_regular why\nå\nä damaged why\nb\xff ok –\n");
}

static void summary_counts(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    g_auto(KkSummary) summary = {0};

    g_assert_true(kk_archive_begin_run(archive, "landlock 7", 2, NULL));
    add_report(archive, "1", "Huddinge", 2017);
    add_report(archive, "2", "Åre", 2009);
    add_report(archive, "3", "Åre", 2017);
    add_failure(archive, "4", "4", KK_FATE_CRASH);
    g_assert_true(kk_archive_end_run(archive, true, NULL));
    g_assert_true(kk_archive_summarise(archive, &summary, NULL));
    g_assert_cmpint(summary.documents[KK_FATE_OK], ==, 3);
    g_assert_cmpint(summary.documents[KK_FATE_CRASH], ==, 1);
    g_assert_cmpint(summary.reports, ==, 3);
    g_assert_cmpint(summary.municipalities, ==, 2);
    g_assert_cmpint(summary.years, ==, 2);
    g_assert_cmpint(summary.first_year, ==, 2009);
    g_assert_cmpint(summary.last_year, ==, 2017);
    g_assert_cmpint(summary.runs, ==, 1);
    g_assert_cmpstr(summary.last_run.sandbox, ==, "landlock 7");
    g_assert_nonnull(summary.last_run.finished);
    g_assert_true(summary.last_run.interrupted);
}

/* ---- lines that extract wrote ------------------------------------------------------------------
 */

static void assert_merges(KkArchive *archive, const char *line, int index)
{
    g_autoptr(GError) error = NULL;
    KkFate fate;
    int found = -1;

    g_assert_true(kk_archive_merge_line(archive, line, strlen(line), &fate, &found, &error));
    g_assert_no_error(error);
    g_assert_cmpint(found, ==, index);
}

static void lines_are_merged(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    g_autoptr(KkResult) result = make_result("a.pdf", "Huddinge", 2017);
    g_autofree char *report = kk_write_json(result, false);
    const KkRecord same = {.path = "folder/same\n\xff",
                           .sha256 = result->source.sha256,
                           .bytes = 7,
                           .fate = KK_FATE_CRASH};
    g_autofree char *other = dup_sha256("other");
    const KkRecord failed = {
        .path = "b", .sha256 = other, .bytes = -1, .fate = KK_FATE_CRASH, .message = "why"};
    g_autofree char *failure = kk_write_failure(&failed), *crash = kk_write_failure(&same);

    for (int twice = 0; twice < 2; twice++) {
        assert_merges(archive, report, 1);
        assert_merges(archive, failure, 0);
        assert_merges(archive, crash, 0); /* elsewhere it was read: the report stays */
    }
    test_assert_text(dup_documents(archive), "a.pdf ok –\nb crash why\nfolder/same\n\\xff ok –\n");
    test_assert_text(dup_reports(archive, NULL), "Huddinge 2017 a.pdf\n");
    assert_known(archive, "other", KK_FATE_CRASH, 1);
}

static void line_of_neither_kind_is_refused(void)
{
    static const char *const lines[][2] = {
        {"", "is not valid JSON"},
        {"{}", "schema: is missing"},
        {"{\"schema\":\"kommunkompassen-report/1\"}", "source: is missing"},
        {"{\"schema\":\"kommunkompassen-failure/1\"}", "source: is missing"}};
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        KkFate fate;
        int index;

        g_assert_false(kk_archive_merge_line(archive, lines[i][0], strlen(lines[i][0]), &fate,
                                             &index, &error));
        g_assert_error(error, KK_ERROR, KK_ERROR_DAMAGED);
        g_assert_nonnull(strstr(error->message, lines[i][1]));
    }
    test_assert_text(dup_documents(archive), "");
}

/* ---- whose file it is
 * ---------------------------------------------------------------------------- */

static void assert_refused(const char *path, KkArchiveMode mode, KkError code, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kk_archive_open(path, mode, &error));
    g_assert_error(error, KK_ERROR, (gint)code);
    if (strstr(error->message, words) == NULL)
        g_error("no \"%s\" in \"%s\"", words, error->message);
}

static void no_archive_is_refused(void)
{
    g_auto(Place) place = make_place();
    g_autofree char *pdf = test_path("reports/2020/arjang-2021/source.pdf");
    g_autofree char *away = g_build_filename(place.folder, "none", "a.sqlite", NULL);

    assert_refused(place.path, KK_ARCHIVE_READ, KK_ERROR_ARCHIVE, "");
    assert_refused(away, KK_ARCHIVE_WRITE, KK_ERROR_WRITE, "");
    for (KkArchiveMode mode = KK_ARCHIVE_READ; mode <= KK_ARCHIVE_WRITE_WAITING; mode++)
        assert_refused(pdf, mode, KK_ERROR_ARCHIVE, "not a kompass archive");
    assert_refused(place.folder, KK_ARCHIVE_READ, KK_ERROR_ARCHIVE, "not a regular file");
    assert_refused("/dev/null", KK_ARCHIVE_WRITE, KK_ERROR_ARCHIVE, "not a regular file");
}

static void archive_knows_its_own_files(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    g_autofree char *link = g_strconcat(place.path, ".pdf", NULL);

    add_report(archive, "1", "Huddinge", 2017);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *own = g_strconcat(place.folder, "/./a.sqlite", endings[i], NULL);

        g_assert_true(kk_archive_owns(archive, own));
    }
    g_assert_cmpint(symlink(place.path, link), ==, 0);
    g_assert_true(kk_archive_owns(archive, link));
    g_assert_cmpint(unlink(link), ==, 0);
    g_assert_false(kk_archive_owns(archive, link));
    g_assert_false(kk_archive_owns(archive, "/dev/null"));
}

/* Of another process: closing a file in this one would end its own locks. */
static void second_writer_is_told(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    int status;
    pid_t child = fork();

    if (child == 0) {
        assert_refused(place.path, KK_ARCHIVE_WRITE, KK_ERROR_ARCHIVE, "another import");
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
    add_report(archive, "1", "Huddinge", 2017);
}

static void reader_reads_beside_a_writer(void)
{
    g_auto(Place) place = make_place();
    g_autoptr(KkArchive) archive = open_archive(&place, KK_ARCHIVE_WRITE);
    add_report(archive, "1", "Huddinge", 2017);
    g_autoptr(KkArchive) reader = open_archive(&place, KK_ARCHIVE_READ);

    add_report(archive, "2", "Huddinge", 2018);
    test_assert_text(dup_reports(reader, NULL), "Huddinge 2017 1\nHuddinge 2018 2\n");
    const KkRecord record = {.path = "a", .fate = KK_FATE_UNREADABLE};
    g_autoptr(GError) error = NULL;
    g_assert_false(kk_archive_add(reader, &record, &error));
    g_assert_error(error, KK_ERROR, KK_ERROR_WRITE);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/archive", report_comes_out_as_it_went_in);
    TEST("/archive", reports_come_in_the_alphabets_order);
    TEST("/archive", newest_version_is_current_and_comes_last);
    TEST("/archive", filters_choose);
    TEST("/archive", whoever_takes_reports_can_stop);
    TEST("/archive", attempts_count_what_ends_a_child_in_a_row);
    TEST("/archive", documents_come_by_path_with_their_bytes);
    TEST("/archive", summary_counts);
    TEST("/archive", lines_are_merged);
    TEST("/archive", line_of_neither_kind_is_refused);
    TEST("/archive", no_archive_is_refused);
    TEST("/archive", archive_knows_its_own_files);
    TEST("/archive", second_writer_is_told);
    TEST("/archive", reader_reads_beside_a_writer);
    return g_test_run();
}
