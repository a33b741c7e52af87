/* query.c - what is in the archive, one at a time. */
#include "archive.h"

#include <kk/error.h>
#include <kk/read.h>
#include <kk/register.h>

#include <string.h>

/* ---- reports ----------------------------------------------------------------------------- */

/* SCB's code of a municipality that is named; what is no name stays as it is. */
static const char *code_of(const char *municipality)
{
    bool whole = false;
    const KkMunicipality *found =
        municipality != NULL ? kk_register_find(municipality, false, &whole) : NULL;

    return found != NULL && whole ? found->code : municipality;
}

static Statement *select_reports(KkArchive *archive, const KkFilter *filter)
{
    static const KkFilter all = {0};
    Statement *statement = database_statement(
        archive->database,
        "SELECT id FROM report WHERE (?1 IS NULL OR code = ?1 OR municipality = ?2) "
        "AND (?3 = 0 OR year = ?3) AND (?4 IS NULL OR edition = ?4) "
        "AND (?5 IS NULL OR status = ?5) AND (NOT ?6 OR current) "
        "ORDER BY municipality IS NULL, municipality COLLATE swedish, year, "
        "coalesce(report_date, ''), coalesce(created, ''), sha256");

    if (filter == NULL)
        filter = &all;
    put_text(statement, code_of(filter->municipality));
    put_text(statement, filter->municipality);
    put_integer(statement, filter->year);
    put_text(statement, filter->edition);
    put_text(statement, filter->status);
    put_integer(statement, filter->current_only);
    return statement;
}

/* Reads the report and gives it away. */
static bool give_report(KkArchive *archive, gint64 id, KkEachReport each, gpointer data, bool *more,
                        GError **error)
{
    Statement *statement =
        database_statement(archive->database, "SELECT json, current FROM report WHERE id = ?");

    put_integer(statement, id);
    if (!statement_next(statement, error))
        return false;
    const char *json = get_text(statement, 0);
    const bool current = get_integer(statement, 1) != 0;
    g_autoptr(KkResult) result = kk_read_json_as_written(json, strlen(json), error);
    statement_end(statement);
    *more = result != NULL && each(data, result, current, error);
    return result != NULL;
}

bool kk_archive_each(KkArchive *archive, const KkFilter *filter, KkEachReport each, gpointer data,
                     GError **error)
{
    g_autoptr(GError) trouble = NULL;
    Statement *statement = select_reports(archive, filter);
    bool more = true;

    while (more && trouble == NULL && statement_next(statement, &trouble))
        give_report(archive, get_integer(statement, 0), each, data, &more, &trouble);
    statement_end(statement);
    if (trouble == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&trouble));
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
    g_autoptr(GError) trouble = NULL;
    Statement *statement = database_statement(
        archive->database, "SELECT path, sha256, bytes, status, message, complaints, cpu_seconds, "
                           "wall_seconds, peak_kib FROM document ORDER BY path, sha256");
    bool more = true;

    while (more && statement_next(statement, &trouble)) {
        const KkRecord record = record_of(statement);

        more = each(data, &record);
    }
    statement_end(statement);
    if (trouble == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return false;
}
