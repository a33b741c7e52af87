/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.c - what is in the archive, one at a time. */
#include "archive.h"

#include <kk/error.h>
#include <kk/read.h>
#include <kk/words.h>

#include <string.h>

/* ---- reports ----------------------------------------------------------------------------- */

/* @codes: with blanks between; lent until the statement ends. */
static Statement *select_reports(KkArchive *archive, const KkFilter *filter, const char *codes)
{
    Statement *statement = database_statement(
        archive->database,
        "SELECT id FROM report WHERE (?1 IS NULL OR instr(?1, code)) "
        "AND (?2 = 0 OR year = ?2) AND (?3 IS NULL OR edition = ?3) "
        "AND (?4 IS NULL OR status = ?4) AND (NOT ?5 OR current) "
        "ORDER BY municipality IS NULL, municipality COLLATE swedish, year, "
        "coalesce(report_date, ''), coalesce(created, ''), sha256, report_index");

    put_text(statement, codes);
    put_integer(statement, filter->year);
    put_text(statement, filter->edition);
    put_text(statement, filter->status);
    put_integer(statement, filter->current_only);
    return statement;
}

/* Reads the report and gives it away; whether to go on. */
static bool give_report(KkArchive *archive, gint64 id, KkEachReport each, gpointer data,
                        GError **error)
{
    g_autoptr(KkResult) result = NULL;
    bool current = false;
    Statement *statement =
        database_statement(archive->database, "SELECT json, current FROM report WHERE id = ?");

    put_integer(statement, id);
    if (statement_next(statement)) {
        const char *json = get_text(statement, 0);

        current = get_integer(statement, 1) != 0;
        result = kk_read_json_as_written(json, strlen(json), error);
    }
    return statement_end(statement, error) && result != NULL && each(data, result, current, error);
}

bool kk_archive_each(KkArchive *archive, const KkFilter *filter, KkEachReport each, gpointer data,
                     GError **error)
{
    static const KkFilter all = {0};
    const KkFilter *chosen = filter != NULL ? filter : &all;
    g_autofree char *codes = chosen->codes != NULL ? g_strjoinv(" ", (char **)chosen->codes) : NULL;
    GError *trouble = NULL;
    Statement *statement = select_reports(archive, chosen, codes);

    while (statement_next(statement))
        if (!give_report(archive, get_integer(statement, 0), each, data, &trouble))
            break;
    if (trouble == NULL)
        return statement_end(statement, error);
    statement_end(statement, NULL);
    g_propagate_error(error, trouble);
    return false;
}

/* ---- documents --------------------------------------------------------------------------- */

static KkRecord record_of(Statement *statement)
{
    KkRecord record = {
        .path = get_text(statement, 0),
        .sha256 = get_text(statement, 1),
        .bytes = is_null(statement, 2) ? -1 : get_integer(statement, 2),
        .message = get_text(statement, 4),
        .complaints = get_text(statement, 5),
        .cpu_seconds = get_real(statement, 6),
        .wall_seconds = get_real(statement, 7),
        .peak_kib = get_integer(statement, 8),
    };

    if (record.sha256[0] == '\0')
        record.sha256 = NULL;
    if (!kk_fate_lookup(get_text(statement, 3), &record.fate))
        record.fate = KK_FATE_UNREADABLE; /* a word of a newer program */
    return record;
}

bool kk_archive_each_document(KkArchive *archive, KkEachDocument each, gpointer data,
                              GError **error)
{
    Statement *statement = database_statement(
        archive->database, "SELECT path, sha256, bytes, status, message, complaints, cpu_seconds, "
                           "wall_seconds, peak_kib FROM document ORDER BY path, sha256");
    bool more = true;

    while (more && statement_next(statement)) {
        const KkRecord record = record_of(statement);

        more = each(data, &record);
    }
    return statement_end(statement, error);
}

/* An older reader read it, or this one with other words (documents.c). */
#define IS_OLDER "(reader < ? OR (reader = ? AND words <> ?))"

static void put_reader(Statement *statement)
{
    put_integer(statement, KK_READER);
    put_integer(statement, KK_READER);
    put_text(statement, kk_words_digest());
}

GPtrArray *kk_archive_list_again(KkArchive *archive, KkAgain which, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Statement *statement = database_statement(
        archive->database,
        "SELECT DISTINCT path FROM document AS d WHERE CASE ? WHEN 0 THEN " IS_OLDER " "
        "WHEN 1 THEN status IN ('partial', 'regex_limit') OR EXISTS (SELECT 1 FROM diagnostic "
        "WHERE report IN (SELECT id FROM report WHERE sha256 = d.sha256) AND severity <> 'info') "
        "ELSE status NOT IN ('ok', 'partial', 'regex_limit') END ORDER BY path");

    put_integer(statement, which);
    put_reader(statement);
    while (statement_next(statement))
        g_ptr_array_add(paths, g_strdup(get_text(statement, 0)));
    return statement_end(statement, error) ? g_steal_pointer(&paths) : NULL;
}

GPtrArray *kk_archive_list_paths(KkArchive *archive, const char *sha256, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Statement *statement = database_statement(
        archive->database, "SELECT path FROM document WHERE sha256 = ? ORDER BY path");

    put_text(statement, sha256);
    while (statement_next(statement))
        g_ptr_array_add(paths, g_strdup(get_text(statement, 0)));
    return statement_end(statement, error) ? g_steal_pointer(&paths) : NULL;
}

/* ---- how much there is -------------------------------------------------------------------- */

static bool count_documents(Database *database, KkSummary *summary, GError **error)
{
    Statement *statement =
        database_statement(database, "SELECT status, count(*) FROM document GROUP BY status");
    KkFate fate;

    while (statement_next(statement))
        if (kk_fate_lookup(get_text(statement, 0), &fate))
            summary->documents[fate] = (int)get_integer(statement, 1);
    return statement_end(statement, error);
}

static bool count_older(Database *database, KkSummary *summary, GError **error)
{
    Statement *statement =
        database_statement(database, "SELECT count(*) FROM document WHERE " IS_OLDER);

    put_reader(statement);
    if (statement_next(statement))
        summary->older = (int)get_integer(statement, 0);
    return statement_end(statement, error);
}

static bool count_reports(Database *database, KkSummary *summary, GError **error)
{
    Statement *statement = database_statement(
        database, "SELECT count(*), count(DISTINCT coalesce(code, municipality)), "
                  "count(DISTINCT year), min(year), max(year) FROM report");

    if (statement_next(statement)) {
        summary->reports = (int)get_integer(statement, 0);
        summary->municipalities = (int)get_integer(statement, 1);
        summary->years = (int)get_integer(statement, 2);
        summary->first_year = (int)get_integer(statement, 3);
        summary->last_year = (int)get_integer(statement, 4);
    }
    return statement_end(statement, error);
}

static bool find_last_run(Database *database, KkSummary *summary, GError **error)
{
    KkRun *run = &summary->last_run;
    Statement *statement = database_statement(
        database, "SELECT (SELECT count(*) FROM run), started, finished, program, poppler, "
                  "sandbox, jobs, interrupted FROM run ORDER BY id DESC LIMIT 1");

    if (statement_next(statement)) {
        summary->runs = (int)get_integer(statement, 0);
        run->started = g_strdup(get_text(statement, 1));
        run->finished = g_strdup(get_text(statement, 2));
        run->program = g_strdup(get_text(statement, 3));
        run->poppler = g_strdup(get_text(statement, 4));
        run->sandbox = g_strdup(get_text(statement, 5));
        run->jobs = (int)get_integer(statement, 6);
        run->interrupted = get_integer(statement, 7) != 0;
    }
    return statement_end(statement, error);
}

static bool find_recorded(Database *database, KkSummary *summary, GError **error)
{
    Statement *statement =
        database_statement(database, "SELECT max(finished) FROM document WHERE report IS NOT NULL");

    if (statement_next(statement) && !is_null(statement, 0))
        summary->recorded = g_strdup(get_text(statement, 0));
    return statement_end(statement, error);
}

bool kk_archive_summarise(KkArchive *archive, KkSummary *summary, GError **error)
{
    memset(summary, 0, sizeof *summary);
    return count_documents(archive->database, summary, error) &&
           count_older(archive->database, summary, error) &&
           count_reports(archive->database, summary, error) &&
           find_recorded(archive->database, summary, error) &&
           find_last_run(archive->database, summary, error);
}

void kk_summary_clear(KkSummary *summary)
{
    g_free(summary->recorded);
    g_free(summary->last_run.started);
    g_free(summary->last_run.finished);
    g_free(summary->last_run.program);
    g_free(summary->last_run.poppler);
    g_free(summary->last_run.sandbox);
}
