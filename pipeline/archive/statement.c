/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statement.c - statements, transactions, and SQLite's trouble in our words. */
#include "handle.h"

#include <kk/error.h>

#include <string.h>

struct Statement {
    Database *database;
    sqlite3_stmt *prepared;
    int next;    /* parameter to put */
    int trouble; /* SQLite's; the first since the statement was asked for */
};

/* ---- trouble ---------------------------------------------------------------------------- */

/* Of several that fit the first counts. */
static const struct {
    int result; /* SQLite's, extended or not */
    KkError code;
    const char *words;
} troubles[] = {
    {SQLITE_IOERR_LOCK, KK_ERROR_WRITE, NO_LOCKS},
    {SQLITE_IOERR_RDLOCK, KK_ERROR_WRITE, NO_LOCKS},
    {SQLITE_FULL, KK_ERROR_WRITE, "the disk is full"},
    {SQLITE_IOERR, KK_ERROR_WRITE, "the disk reported an error"},
    {SQLITE_READONLY, KK_ERROR_WRITE, "cannot write to it"},
    {SQLITE_PERM, KK_ERROR_WRITE, "cannot write to it"},
    {SQLITE_CANTOPEN, KK_ERROR_WRITE, "cannot open it, or a file beside it"},
    {SQLITE_BUSY, KK_ERROR_WRITE, "another program is using it; try again later"},
    {SQLITE_NOMEM, KK_ERROR_WRITE, "out of memory"},
    {SQLITE_NOTADB, KK_ERROR_ARCHIVE, "not a kompass archive; choose another file"},
    {SQLITE_CORRUPT, KK_ERROR_ARCHIVE, DAMAGED},
};

void database_set_trouble(Database *database, int result, GError **error)
{
    const int system = sqlite3_system_errno(database->handle);

    for (gsize i = 0; i < G_N_ELEMENTS(troubles); i++)
        if (troubles[i].result == result || troubles[i].result == (result & 0xff)) {
            const bool told = (result & 0xff) == SQLITE_IOERR && system != 0;

            g_set_error(error, KK_ERROR, (gint)troubles[i].code, "%s%s%s", troubles[i].words,
                        told ? ": " : "", told ? g_strerror(system) : "");
            return;
        }
    g_set_error(error, KK_ERROR, KK_ERROR_ARCHIVE, "%s", sqlite3_errmsg(database->handle));
}

bool database_execute(Database *database, const char *sql, GError **error)
{
    const int result = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);

    if (result != SQLITE_OK)
        database_set_trouble(database, result, error);
    return result == SQLITE_OK;
}

/* ---- statements ------------------------------------------------------------------------- */

static void statement_free(gpointer data)
{
    Statement *statement = data;

    sqlite3_finalize(statement->prepared);
    g_free(statement);
}

GHashTable *statements_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, statement_free);
}

Statement *database_statement(Database *database, const char *sql)
{
    Statement *statement = g_hash_table_lookup(database->statements, sql);

    if (statement == NULL) {
        statement = g_new0(Statement, 1);
        statement->database = database;
        g_hash_table_insert(database->statements, (gpointer)sql, statement);
    }
    statement->trouble = SQLITE_OK;
    if (statement->prepared == NULL)
        statement->trouble = sqlite3_prepare_v3(
            database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->prepared, NULL);
    statement->next = 1;
    return statement;
}

static void note(Statement *statement, int result)
{
    if (statement->trouble == SQLITE_OK)
        statement->trouble = result;
}

void put_text(Statement *statement, const char *text)
{
    if (statement->trouble != SQLITE_OK)
        return;
    g_autofree char *valid =
        text == NULL || g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    note(statement,
         sqlite3_bind_text(statement->prepared, statement->next++, valid != NULL ? valid : text, -1,
                           valid != NULL ? SQLITE_TRANSIENT : SQLITE_STATIC));
}

void put_bytes(Statement *statement, const char *bytes)
{
    if (g_utf8_validate(bytes, -1, NULL))
        put_text(statement, bytes);
    else if (statement->trouble == SQLITE_OK)
        note(statement, sqlite3_bind_blob64(statement->prepared, statement->next++, bytes,
                                            strlen(bytes), SQLITE_STATIC));
}

void put_integer(Statement *statement, gint64 value)
{
    if (statement->trouble == SQLITE_OK)
        note(statement, sqlite3_bind_int64(statement->prepared, statement->next++, value));
}

void put_real(Statement *statement, double value)
{
    if (statement->trouble == SQLITE_OK)
        note(statement, sqlite3_bind_double(statement->prepared, statement->next++, value));
}

void put_null(Statement *statement)
{
    put_text(statement, NULL);
}

bool statement_next(Statement *statement)
{
    if (statement->trouble != SQLITE_OK)
        return false;
    const int result = sqlite3_step(statement->prepared);

    if (result != SQLITE_ROW && result != SQLITE_DONE)
        statement->trouble = result;
    return result == SQLITE_ROW;
}

bool statement_end(Statement *statement, GError **error)
{
    const bool well = statement->trouble == SQLITE_OK;

    if (!well)
        database_set_trouble(statement->database, statement->trouble, error);
    sqlite3_reset(statement->prepared);
    return well;
}

bool statement_run(Statement *statement, GError **error)
{
    while (statement_next(statement))
        ;
    return statement_end(statement, error);
}

const char *get_text(Statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->prepared, column);
}

gint64 get_integer(Statement *statement, int column)
{
    return sqlite3_column_int64(statement->prepared, column);
}

double get_real(Statement *statement, int column)
{
    return sqlite3_column_double(statement->prepared, column);
}

bool is_null(Statement *statement, int column)
{
    return sqlite3_column_type(statement->prepared, column) == SQLITE_NULL;
}

/* ---- transactions ----------------------------------------------------------------------- */

bool database_begin(Database *database, GError **error)
{
    return statement_run(
        database_statement(database, database->lock < 0 ? "BEGIN" : "BEGIN IMMEDIATE"), error);
}

bool database_commit(Database *database, GError **error)
{
    return statement_run(database_statement(database, "COMMIT"), error);
}

void database_roll_back(Database *database)
{
    if (!sqlite3_get_autocommit(database->handle)) /* SQLite may have done it itself */
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool database_flush(Database *database, GError **error)
{
    const int result =
        sqlite3_wal_checkpoint_v2(database->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

    if (result != SQLITE_OK)
        database_set_trouble(database, result, error);
    return result == SQLITE_OK;
}
