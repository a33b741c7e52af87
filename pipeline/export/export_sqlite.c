/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_sqlite.c - the archive's relations alone: its tables and views of reports, without the
 * JSON, the documents' paths and the runs.
 *
 * Reports are put into an archive of their own, as an import does it; what nobody else needs is
 * taken out, and the rest copied page by page in order, so that the bytes tell no history. */
#include "../archive/archive.h"
#include "formats.h"

#include <kk/error.h>

#include <glib/gstdio.h>

typedef struct {
    Database *work;
    char *path, *work_path;
} Writer;

static bool run(Writer *writer, const char *sql, GError **error)
{
    return statement_run(database_statement(writer->work, sql), error);
}

static void remove_work(const char *path)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm"};

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strconcat(path, endings[i], NULL);
        g_remove(name);
    }
}

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    database_close(writer->work);
    remove_work(writer->work_path);
    g_free(writer->work_path);
    g_free(writer->path);
    g_free(writer);
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    Writer *writer = g_new0(Writer, 1);

    (void)publication;
    writer->path = g_strdup(path);
    writer->work_path = g_strconcat(path, "-work", NULL);
    writer->work = database_open(writer->work_path, KK_ARCHIVE_WRITE, error);
    if (writer->work != NULL && run(writer, "PRAGMA journal_mode=DELETE", error) &&
        run(writer, "PRAGMA synchronous=OFF", error) && database_begin(writer->work, error))
        return writer;
    writer_free(writer);
    return NULL;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;
    gint64 id;

    if (!relations_add(writer->work, result, &id, error))
        return false;
    Statement *statement =
        database_statement(writer->work, "UPDATE report SET current = ?, json = '' WHERE id = ?");
    put_integer(statement, current);
    put_integer(statement, id);
    return statement_run(statement, error);
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    static const char *const steps[] = {
        "DROP VIEW failures",
        "DROP TABLE document",
        "DROP TABLE run",
        "ALTER TABLE report DROP COLUMN json",
        "COMMIT",
        "PRAGMA application_id=0", /* no archive any more */
    };
    Writer *writer = state;

    (void)remarks;
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (!run(writer, steps[i], error))
            return false;
    Statement *statement = database_statement(writer->work, "VACUUM INTO ?");
    put_bytes(statement, writer->path);
    return statement_run(statement, error);
}

const KkFormat kk_format_sqlite = {"sqlite",
                                   "a database with the reports, without paths and imports",
                                   KK_TARGET_FILE,
                                   begin,
                                   add,
                                   finish,
                                   writer_free,
                                   false};
