/* SPDX-License-Identifier: GPL-2.0-or-later */
/* documents.c - what became of each input: one row for a path and a content, the reports of a
 * content whatever its names.
 *
 * The order in which documents come makes no difference to what stands there at the end: all
 * names of a content share what became of it, its reports bear the first of its names, and of
 * several versions of a report the newest by its own dates is the current one. */
#include "archive.h"

#include <kk/error.h>
#include <kk/read.h>
#include <kk/words.h>
#include <kk/write.h>

#include <string.h>

void content_clear(Content *content)
{
    g_free(content->message);
    g_free(content->name);
}

/* Whether a newer reader read it, or this one with the same words. */
static bool is_up_to_date(int reader, const char *words)
{
    return reader > KK_READER || (reader == KK_READER && strcmp(words, kk_words_digest()) == 0);
}

/* Rows of a content differ in nothing that is asked for here. */
bool content_find(Database *database, const char *sha256, Content *content, GError **error)
{
    Statement *statement = database_statement(
        database, "SELECT d.status, d.attempts, d.reader, d.message, r.id, r.name, "
                  "d.run IS NOT NULL AND d.run = (SELECT max(id) FROM run), d.words "
                  "FROM document AS d LEFT JOIN report AS r ON r.id = d.report "
                  "WHERE d.sha256 = ? AND d.sha256 <> '' LIMIT 1");

    put_text(statement, sha256);
    content->found = statement_next(statement);
    if (content->found) {
        content->found = kk_fate_lookup(get_text(statement, 0), &content->fate);
        content->attempts = (int)get_integer(statement, 1);
        content->up_to_date = is_up_to_date((int)get_integer(statement, 2), get_text(statement, 7));
        content->message = g_strdup(get_text(statement, 3));
        content->report = is_null(statement, 4) ? 0 : get_integer(statement, 4);
        content->name = g_strdup(get_text(statement, 5));
        content->this_run = get_integer(statement, 6) != 0;
    }
    return statement_end(statement, error);
}

/* ---- reports of a content ---------------------------------------------------------------- */

/* Of the reports of a municipality and year the newest is the current one. */
static bool refresh_current(Database *database, const char *code, int year, GError **error)
{
    if (code == NULL || year == 0)
        return true;
    Statement *statement = database_statement(
        database,
        "UPDATE report SET current = NOT current WHERE code = ?1 AND year = ?2 AND current <> "
        "(id = (SELECT id FROM report WHERE code = ?1 AND year = ?2 ORDER BY "
        "coalesce(report_date, '') DESC, coalesce(created, '') DESC, sha256 DESC, report_index "
        "DESC "
        "LIMIT 1))");

    put_text(statement, code);
    put_integer(statement, year);
    return statement_run(statement, error);
}

/* (transfer full): the reports of a content in their order, without what is written of them
 * elsewhere; NULL with @error, or where it has none. */
static KkResult *load_results(Database *database, const char *sha256, GError **error)
{
    Statement *statement = database_statement(
        database, "SELECT json FROM report WHERE sha256 = ? ORDER BY report_index");
    g_autoptr(KkResult) first = NULL;
    KkResult **next = &first;
    bool sound = true;

    put_text(statement, sha256);
    while (sound && statement_next(statement)) {
        const char *json = get_text(statement, 0);

        *next = kk_read_json_as_written(json, strlen(json), error);
        sound = *next != NULL;
        if (sound)
            next = &(*next)->next;
    }
    return statement_end(statement, sound ? error : NULL) && sound ? g_steal_pointer(&first) : NULL;
}

/* Of which municipalities and years a content has reports, these have another current one without
 * it. */
static bool refresh_without(Database *database, const KkResult *gone, GError **error)
{
    for (; gone != NULL; gone = gone->next)
        if (!refresh_current(database, gone->report->code, gone->report->year, error))
            return false;
    return true;
}

static bool forget_reports(Database *database, const char *sha256, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(KkResult) gone = load_results(database, sha256, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return false;
    }
    Statement *documents =
        database_statement(database, "UPDATE document SET report = NULL WHERE sha256 = ?");
    put_text(documents, sha256);
    if (!statement_run(documents, error))
        return false;
    Statement *reports = database_statement(database, "DELETE FROM report WHERE sha256 = ?");
    put_text(reports, sha256);
    return statement_run(reports, error) && refresh_without(database, gone, error);
}

/* A document's name without folders, as the contract holds it. */
static char *dup_name(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);

    return kk_dup_sound(base);
}

/* (transfer full): the names that a content has; NULL with @error. */
static GPtrArray *list_names(Database *database, const char *sha256, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    Statement *statement =
        database_statement(database, "SELECT path FROM document WHERE sha256 = ?");

    put_text(statement, sha256);
    while (statement_next(statement))
        g_ptr_array_add(names, dup_name(get_text(statement, 0)));
    return statement_end(statement, error) ? g_steal_pointer(&names) : NULL;
}

/* Of the names that a content has, and @name, the first; NULL with @error. */
static char *dup_first_name(Database *database, const char *sha256, const char *name,
                            GError **error)
{
    g_autoptr(GPtrArray) names = list_names(database, sha256, error);
    const char *first = name;

    for (guint i = 0; names != NULL && i < names->len; i++)
        if (strcmp(g_ptr_array_index(names, i), first) < 0)
            first = g_ptr_array_index(names, i);
    return names != NULL ? g_strdup(first) : NULL;
}

char *documents_dup_url(Database *database, const char *sha256, GError **error)
{
    char *url = NULL;
    Statement *statement =
        database_statement(database, "SELECT url FROM report WHERE sha256 = ? LIMIT 1");

    put_text(statement, sha256);
    if (statement_next(statement) && !is_null(statement, 0))
        url = g_strdup(get_text(statement, 0));
    return statement_end(statement, error) ? url : (g_free(url), NULL);
}

bool documents_set_url(Database *database, const char *sha256, const char *url, bool *changed,
                       GError **error)
{
    Statement *statement =
        database_statement(database, "UPDATE report SET json = json_set(json, '$.source.url', ?1), "
                                     "url = ?1 WHERE sha256 = ?2 AND url IS NOT ?1 RETURNING id");

    put_text(statement, url);
    put_text(statement, sha256);
    *changed = statement_next(statement);
    return statement_end(statement, error);
}

/* Stores a report under the first of its content's names. @url: where it was published, unless the
 * report tells. */
static bool store_report(Database *database, const KkResult *result, char *url, gint64 *id,
                         GError **error)
{
    KkResult named = *result; /* a view of it under another name */
    g_autofree char *name = kk_dup_sound(result->source.name);
    g_autofree char *first = dup_first_name(database, result->source.sha256, name, error);

    if (first == NULL)
        return false;
    named.source.name = first;
    if (named.source.url == NULL)
        named.source.url = url;
    return relations_add(database, &named, id, error) &&
           refresh_current(database, result->report->code, result->report->year, error);
}

/* Stores the reports of a content that has none; @first: (out): the row of the first. */
static bool store_reports(Database *database, const KkResult *result, char *url, gint64 *first,
                          GError **error)
{
    if (!store_report(database, result, url, first, error))
        return false;
    for (gint64 id; (result = result->next) != NULL;)
        if (!store_report(database, result, url, &id, error))
            return false;
    return true;
}

bool documents_has_name(Database *database, const char *sha256, const char *name, bool *has,
                        GError **error)
{
    g_autoptr(GPtrArray) names = list_names(database, sha256, error);

    *has = names != NULL && g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL);
    return names != NULL;
}

/* ---- documents --------------------------------------------------------------------------- */

bool documents_forget_failures(Database *database, const char *path, const char *sha256,
                               GError **error)
{
    Statement *statement = database_statement(
        database, "DELETE FROM document WHERE path = ? AND sha256 <> ? AND report IS NULL");

    put_bytes(statement, path);
    put_text(statement, sha256 != NULL ? sha256 : "");
    return statement_run(statement, error);
}

static void put_at_least(Statement *statement, gint64 value, gint64 least)
{
    if (value >= least)
        put_integer(statement, value);
    else
        put_null(statement);
}

static bool store_document(Database *database, const KkRecord *record, int attempts, gint64 report,
                           GError **error)
{
    g_autofree char *now = archive_dup_now();
    Statement *statement = database_statement(
        database, "INSERT OR REPLACE INTO document "
                  "VALUES (?,?,?,?,?,?,?,?,?,(SELECT max(id) FROM run),?,?,?,?,?,?)");

    put_bytes(statement, record->path);
    put_text(statement, record->sha256 != NULL ? record->sha256 : "");
    put_at_least(statement, record->bytes, 0);
    put_text(statement, kk_fate_name(record->fate));
    put_text(statement, record->message != NULL || record->result == NULL
                            ? record->message
                            : kk_fate_reason(record->result));
    put_text(statement, record->complaints);
    put_integer(statement, attempts);
    put_text(statement, KK_VERSION);
    if (report != 0)
        put_integer(statement, report);
    else
        put_null(statement);
    put_text(statement, now);
    put_real(statement, record->cpu_seconds);
    put_real(statement, record->wall_seconds);
    put_at_least(statement, record->peak_kib, 1);
    put_integer(statement, KK_READER);
    put_text(statement, kk_words_digest());
    return statement_run(statement, error);
}

/* The other names of the content share what became of it. */
static bool tell_other_names(Database *database, const KkRecord *record, GError **error)
{
    Statement *statement = database_statement(
        database,
        "UPDATE document SET (status, message, complaints, attempts, extractor, report, run, "
        "finished, "
        "cpu_seconds, wall_seconds, peak_kib, reader, words) = (SELECT status, message, "
        "complaints, "
        "attempts, "
        "extractor, report, run, finished, cpu_seconds, wall_seconds, peak_kib, reader, words FROM "
        "document "
        "WHERE path = ?1 AND sha256 = ?2) WHERE sha256 = ?2 AND path <> ?1");

    put_bytes(statement, record->path);
    put_text(statement, record->sha256);
    return statement_run(statement, error);
}

/* A report's line names no folder: what it names gives way to a path that ends in it. What was
 * merged took no time here. */
static bool forget_bare_name(Database *database, const char *path, const char *sha256,
                             GError **error)
{
    g_autofree char *name = dup_name(path);

    if (strchr(path, G_DIR_SEPARATOR) == NULL)
        return true;
    Statement *statement = database_statement(
        database, "DELETE FROM document WHERE path = ? AND sha256 = ? AND wall_seconds = 0");
    put_text(statement, name);
    put_text(statement, sha256);
    return statement_run(statement, error);
}

/* In a row, by this reader with these words; of what another archive or machine tells, one. */
static int count_attempts(const KkRecord *record, const Content *old, bool attempted)
{
    const int before = old->up_to_date ? old->attempts : 0;

    if (kk_fate_ended_child(record->fate))
        return attempted ? before + 1 : MAX(before, 1);
    return record->fate == KK_FATE_GAVE_UP || record->fate == KK_FATE_KILLED ? before : 0;
}

bool documents_add(Database *database, const KkRecord *record, bool attempted, GError **error)
{
    const char *sha256 = record->sha256 != NULL ? record->sha256 : "";
    const bool died = kk_fate_ended_child(record->fate) || record->fate == KK_FATE_KILLED ||
                      record->fate == KK_FATE_GAVE_UP;
    g_auto(Content) old = {0};

    g_return_val_if_fail(kk_fate_has_report(record->fate) == (record->result != NULL), false);
    g_return_val_if_fail(
        record->result == NULL || strcmp(record->result->source.sha256, sha256) == 0, false);
    if (!content_find(database, sha256, &old, error))
        return false;
    g_autofree char *url = documents_dup_url(database, sha256, error);
    gint64 report = died ? old.report : 0; /* who died says nothing of the content */
    return (old.report == report || forget_reports(database, sha256, error)) &&
           (record->result == NULL ||
            store_reports(database, record->result, url, &report, error)) &&
           store_document(database, record, count_attempts(record, &old, attempted), report,
                          error) &&
           (!old.found || (tell_other_names(database, record, error) &&
                           forget_bare_name(database, record->path, sha256, error)));
}

/* ---- another name of a content ------------------------------------------------------------ */

static bool store_name(Database *database, const char *path, const char *sha256, gint64 bytes,
                       GError **error)
{
    Statement *statement = database_statement(
        database,
        "INSERT OR IGNORE INTO document SELECT ?1, sha256, ?2, status, message, complaints, "
        "attempts, extractor, report, run, finished, cpu_seconds, wall_seconds, peak_kib, reader, "
        "words FROM document WHERE sha256 = ?3 LIMIT 1");

    put_bytes(statement, path);
    put_at_least(statement, bytes, 0);
    put_text(statement, sha256);
    return statement_run(statement, error);
}

/* Why it was tried no more is said before why it was not tried. */
static bool give_up(Database *database, const char *sha256, const Content *content, GError **error)
{
    g_autofree char *message = g_strdup_printf("%s%s%s", kk_fate_words(content->fate),
                                               content->message != NULL ? ": " : "",
                                               content->message != NULL ? content->message : "");
    Statement *statement = database_statement(
        database, "UPDATE document SET status = ?, message = ? WHERE sha256 = ?");

    put_text(statement, kk_fate_name(KK_FATE_GAVE_UP));
    put_text(statement, message);
    put_text(statement, sha256);
    return statement_run(statement, error);
}

/* Of a content's names the first is its reports': where that is the new one, they are stored anew.
 */
static bool rename_reports(Database *database, const Content *content, const char *sha256,
                           const char *path, GError **error)
{
    g_autofree char *name = dup_name(path);
    gint64 id;

    if (!kk_fate_has_report(content->fate) || content->name == NULL ||
        strcmp(name, content->name) >= 0)
        return true;
    g_autoptr(KkResult) result = load_results(database, sha256, error);
    if (result == NULL || !forget_reports(database, sha256, error) ||
        !store_reports(database, result, NULL, &id, error))
        return false;
    Statement *statement =
        database_statement(database, "UPDATE document SET report = ? WHERE sha256 = ?");
    put_integer(statement, id);
    put_text(statement, sha256);
    return statement_run(statement, error);
}

/* ---- another report of a content ----------------------------------------------------------- */

bool documents_has_report(Database *database, const char *sha256, int index, bool *has,
                          GError **error)
{
    Statement *statement =
        database_statement(database, "SELECT 1 FROM report WHERE sha256 = ? AND report_index = ?");

    put_text(statement, sha256);
    put_integer(statement, index);
    *has = statement_next(statement);
    return statement_end(statement, error);
}

/* The worse of what became of its reports became of the document. */
static bool tell_worse(Database *database, const KkRecord *record, const Content *content,
                       GError **error)
{
    Statement *statement = database_statement(
        database, "UPDATE document SET status = ?, message = ? WHERE sha256 = ?");

    if (record->fate <= content->fate)
        return true;
    put_text(statement, kk_fate_name(record->fate));
    put_text(statement, kk_fate_reason(record->result));
    put_text(statement, record->sha256);
    return statement_run(statement, error);
}

bool documents_add_report(Database *database, const KkRecord *record, const Content *content,
                          GError **error)
{
    gint64 id;

    if (!store_report(database, record->result, NULL, &id, error) ||
        !tell_worse(database, record, content, error))
        return false;
    Statement *statement = database_statement(
        database, "UPDATE document SET report = (SELECT id FROM report WHERE sha256 = ?1 "
                  "ORDER BY report_index LIMIT 1) WHERE sha256 = ?1");
    put_text(statement, record->sha256);
    return statement_run(statement, error);
}

bool documents_add_name(Database *database, const char *path, const char *sha256, gint64 bytes,
                        bool gave_up, GError **error)
{
    g_auto(Content) content = {0};

    return content_find(database, sha256, &content, error) &&
           store_name(database, path, sha256, bytes, error) &&
           forget_bare_name(database, path, sha256, error) &&
           rename_reports(database, &content, sha256, path, error) &&
           (!gave_up || content.fate == KK_FATE_GAVE_UP ||
            give_up(database, sha256, &content, error));
}
