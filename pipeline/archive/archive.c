/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive.c - the stage: opens and closes the archive, records runs, and gives each document its
 * transaction. */
#include "archive.h"

#include <kk/document.h>

KkArchive *kk_archive_open(const char *path, KkArchiveMode mode, GError **error)
{
    Database *database = database_open(path, mode, error);

    if (database == NULL)
        return NULL;
    KkArchive *archive = g_new0(KkArchive, 1);
    archive->database = database;
    return archive;
}

void kk_archive_close(KkArchive *archive)
{
    if (archive == NULL)
        return;
    database_close(archive->database);
    g_free(archive);
}

bool kk_archive_owns(KkArchive *archive, const char *path)
{
    return database_owns(archive->database, path);
}

char *archive_dup_now(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();

    return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
}

bool archive_finish(KkArchive *archive, bool done, GError **error)
{
    if (done && database_commit(archive->database, error))
        return true;
    database_roll_back(archive->database);
    return false;
}

/* ---- runs -------------------------------------------------------------------------------- */

static void put_confinement(Statement *statement, const char *sandbox)
{
    put_text(statement, KK_VERSION);
    put_text(statement, kk_poppler_version());
    put_text(statement, sandbox);
}

static bool take_run(KkArchive *archive, Statement *statement, GError **error)
{
    if (statement_next(statement))
        archive->run = get_integer(statement, 0);
    return statement_end(statement, error);
}

/* Goes on with the last run, if it did not come to its end and was like this one. */
static bool resume_run(KkArchive *archive, const char *sandbox, int jobs, GError **error)
{
    Statement *statement = database_statement(
        archive->database,
        "UPDATE run SET finished = NULL, interrupted = 0, jobs = ?4 "
        "WHERE id = (SELECT max(id) FROM run) AND (finished IS NULL OR interrupted) "
        "AND program = ?1 AND poppler = ?2 AND sandbox = ?3 RETURNING id");

    put_confinement(statement, sandbox);
    put_integer(statement, jobs);
    return take_run(archive, statement, error);
}

static bool begin_run(KkArchive *archive, const char *sandbox, int jobs, GError **error)
{
    g_autofree char *now = archive_dup_now();

    if (!resume_run(archive, sandbox, jobs, error) || archive->run != 0)
        return archive->run != 0;
    Statement *statement = database_statement(
        archive->database,
        "INSERT INTO run (program, poppler, sandbox, jobs, started, interrupted) "
        "VALUES (?, ?, ?, ?, ?, 0) RETURNING id");

    put_confinement(statement, sandbox);
    put_integer(statement, jobs);
    put_text(statement, now);
    return take_run(archive, statement, error);
}

bool kk_archive_begin_run(KkArchive *archive, const char *sandbox, int jobs, GError **error)
{
    return database_begin(archive->database, error) &&
           archive_finish(archive, begin_run(archive, sandbox, jobs, error), error);
}

bool kk_archive_end_run(KkArchive *archive, bool interrupted, GError **error)
{
    g_autofree char *now = archive_dup_now();
    Statement *statement = database_statement(
        archive->database, "UPDATE run SET finished = ?, interrupted = ? WHERE id = ?");

    put_text(statement, now);
    put_integer(statement, interrupted);
    put_integer(statement, archive->run);
    archive->run = 0;
    return statement_run(statement, error) && database_flush(archive->database, error);
}

/* ---- documents --------------------------------------------------------------------------- */

static bool add(KkArchive *archive, const KkRecord *record, GError **error)
{
    return documents_forget_failures(archive->database, record->path, record->sha256, error) &&
           documents_add(archive->database, record, true, error);
}

static bool add_name(KkArchive *archive, const char *path, const char *sha256, gint64 bytes,
                     bool gave_up, GError **error)
{
    return documents_forget_failures(archive->database, path, sha256, error) &&
           documents_add_name(archive->database, path, sha256, bytes, gave_up, error);
}

bool kk_archive_add(KkArchive *archive, const KkRecord *record, GError **error)
{
    return database_begin(archive->database, error) &&
           archive_finish(archive, add(archive, record, error), error);
}

bool kk_archive_add_name(KkArchive *archive, const char *path, const char *sha256, gint64 bytes,
                         bool gave_up, GError **error)
{
    return database_begin(archive->database, error) &&
           archive_finish(archive, add_name(archive, path, sha256, bytes, gave_up, error), error);
}

static bool set_urls(KkArchive *archive, GHashTable *urls, guint *n_changed, GError **error)
{
    GHashTableIter iter;
    gpointer sha256, url;

    g_hash_table_iter_init(&iter, urls);
    while (g_hash_table_iter_next(&iter, &sha256, &url)) {
        bool changed;

        if (!documents_set_url(archive->database, sha256, url, &changed, error))
            return false;
        *n_changed += changed;
    }
    return true;
}

bool kk_archive_set_urls(KkArchive *archive, GHashTable *urls, guint *n_changed, GError **error)
{
    *n_changed = 0;
    return database_begin(archive->database, error) &&
           archive_finish(archive, set_urls(archive, urls, n_changed, error), error);
}

bool kk_archive_lookup(KkArchive *archive, const char *sha256, KkKnown *known)
{
    g_auto(Content) content = {0};

    if (!content_find(archive->database, sha256, &content, NULL) || !content.found ||
        !content.up_to_date)
        return false;
    *known = (KkKnown){content.fate, content.attempts, content.this_run,
                       g_steal_pointer(&content.message)};
    return true;
}
