/* SPDX-License-Identifier: GPL-2.0-or-later */
/* migrate.c - whose file it is, and its schema: what it has, and how it comes to the last version.
 */
#include "handle.h"

#include <kk/error.h>

#define APPLICATION_ID 0x4b4b6172 /* KKar */

/* Each brings an archive of the version that is its index to the next; the first makes one of the
 * last. */
static const char *const migrations[] = {
    kk_archive_schema,
    "ALTER TABLE document ADD COLUMN reader INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE document ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    /* the key of a report is no longer its document's alone */
    "CREATE TABLE older AS SELECT * FROM report; DROP TABLE report;"
    "CREATE TABLE report (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL,"
    " report_index INTEGER NOT NULL, reports INTEGER NOT NULL, first_page INTEGER, last_page "
    "INTEGER,"
    " extractor TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, pages INTEGER,"
    " media_type TEXT NOT NULL, text_origin TEXT NOT NULL, title TEXT, producer TEXT, created TEXT,"
    " municipality TEXT, code TEXT, county TEXT, year INTEGER, edition TEXT, publisher TEXT,"
    " report_date TEXT, period TEXT, ordinal INTEGER, previous TEXT, achieved REAL, max REAL,"
    " published REAL, status TEXT NOT NULL, n_exact INTEGER NOT NULL, n_rounding INTEGER NOT NULL,"
    " n_failed INTEGER NOT NULL, n_skipped INTEGER NOT NULL, current INTEGER NOT NULL,"
    " json TEXT NOT NULL, UNIQUE (sha256, report_index)) STRICT;"
    "INSERT INTO report SELECT id, sha256, 1, 1, iif(pages > 0, 1, NULL), nullif(pages, 0), "
    "extractor,"
    " name, bytes, pages, media_type, text_origin, title, producer, created, municipality, code, "
    "county,"
    " year, edition, publisher, report_date, period, ordinal, previous, achieved, max, published, "
    "status,"
    " n_exact, n_rounding, n_failed, n_skipped, current, json FROM older; DROP TABLE older;"
    "CREATE INDEX report_municipality_year ON report (code, year)",
    "ALTER TABLE report ADD COLUMN attachment TEXT;"
    "ALTER TABLE report ADD COLUMN url TEXT;"
    "UPDATE report SET url = json ->> '$.source.url'",
};

#define SCHEMA_VERSION ((int)G_N_ELEMENTS(migrations))

/* ---- whose file it is ------------------------------------------------------------------- */

static bool ask(Database *database, const char *sql, gint64 *answer, GError **error)
{
    Statement *statement = database_statement(database, sql);

    if (statement_next(statement))
        *answer = get_integer(statement, 0);
    return statement_end(statement, error);
}

/* The schema's version; 0: of a file that holds nothing yet. */
bool database_identify(Database *database, int *version, GError **error)
{
    gint64 application = 0, stated = 0, objects = 0;

    if (!ask(database, "PRAGMA application_id", &application, error) ||
        !ask(database, "PRAGMA user_version", &stated, error) ||
        !ask(database, "SELECT count(*) FROM sqlite_schema", &objects, error))
        return false;
    if (application != APPLICATION_ID && (application != 0 || stated != 0 || objects > 0)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                            "a database of another program; choose another file");
        return false;
    }
    if (stated < 0 || (stated == 0 && objects > 0)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                            DAMAGED " (it has no version number)");
        return false;
    }
    if (stated > SCHEMA_VERSION) {
        g_set_error(
            error, KK_ERROR, KK_ERROR_ARCHIVE,
            "the archive is of a newer version (%d; this kompass knows %d): upgrade kompass",
            (int)stated, SCHEMA_VERSION);
        return false;
    }
    *version = (int)stated;
    return true;
}

bool database_is_current(int version)
{
    return version == SCHEMA_VERSION;
}

/* ---- its schema -------------------------------------------------------------------------- */

static bool run_migrations(Database *database, int version, GError **error)
{
    if (version == 0)
        return database_execute(database, migrations[0], error);
    for (int i = version; i < SCHEMA_VERSION; i++)
        if (!database_execute(database, migrations[i], error))
            return false;
    return true;
}

static bool open_model(Database *model, GError **error)
{
    const int result = sqlite3_open(":memory:", &model->handle);

    if (result != SQLITE_OK)
        database_set_trouble(model, result, error);
    return result == SQLITE_OK && run_migrations(model, 0, error);
}

/* What its tables are, a text for each column and each reference; NULL with @error. */
static GHashTable *list_columns(Database *database, GError **error)
{
    g_autoptr(GHashTable) columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Statement *statement = database_statement(
        database, "SELECT t.name || ' ' || c.cid || ' ' || c.name || "
                  "' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk "
                  "FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' "
                  "UNION ALL SELECT t.name || ' ' || r.\"from\" || ' ' || r.\"table\" || ' ' || "
                  "r.on_delete FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS r "
                  "WHERE t.type = 'table'");

    while (statement_next(statement))
        g_hash_table_add(columns, g_strdup(get_text(statement, 0)));
    return statement_end(statement, error) ? g_steal_pointer(&columns) : NULL;
}

/* Whether the tables are those of the archive that @model is; others may be beside them. */
static bool has_columns(Database *database, Database *model, GError **error)
{
    g_autoptr(GHashTable) expected = list_columns(model, error);
    g_autoptr(GHashTable) found = expected != NULL ? list_columns(database, error) : NULL;
    GHashTableIter each;
    gpointer column;

    if (found == NULL)
        return false;
    g_hash_table_iter_init(&each, expected);
    while (g_hash_table_iter_next(&each, &column, NULL))
        if (!g_hash_table_contains(found, column))
            return false;
    return true;
}

/* What was refused without a word of its own, such as a column that is there already. */
static void set_other_tables(GError **error)
{
    g_clear_error(error);
    g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                        DAMAGED " (its tables do not match its version)");
}

/* Whether it has the columns that are written. */
bool database_has_schema(Database *database, GError **error)
{
    Database *model = database_new();
    const bool open = open_model(model, error), same = open && has_columns(database, model, error);

    database_close(model);
    if (open && !same)
        set_other_tables(error);
    return same;
}

/* Makes the views anew as the schema has them: they hold no data, so migrations need not tell
 * how they changed. */
static bool renew_views(Database *database, GError **error)
{
    Database *model = database_new();
    bool well = open_model(model, error);

    if (well) {
        Statement *view =
            database_statement(model, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'");

        while (well && statement_next(view)) {
            g_autofree char *sql =
                g_strdup_printf("DROP VIEW IF EXISTS %s;%s", get_text(view, 0), get_text(view, 1));
            well = database_execute(database, sql, error);
        }
        well = statement_end(view, well ? error : NULL) && well;
    }
    database_close(model);
    return well;
}

bool database_migrate(Database *database, int version, GError **error)
{
    g_autofree char *marks = g_strdup_printf("PRAGMA application_id=%d;PRAGMA user_version=%d",
                                             APPLICATION_ID, SCHEMA_VERSION);

    if (database_is_current(version))
        return true;
    /* a table that is made anew must not take with it what refers to it */
    bool done = database_execute(database, "PRAGMA foreign_keys=OFF", error) &&
                database_begin(database, error) && run_migrations(database, version, error) &&
                (version == 0 || renew_views(database, error)) &&
                database_has_schema(database, error) && database_execute(database, marks, error) &&
                database_commit(database, error);
    if (!done)
        database_roll_back(database);
    if (!done && g_error_matches(*error, KK_ERROR, KK_ERROR_ARCHIVE))
        set_other_tables(error);
    return done && database_execute(database, "PRAGMA foreign_keys=ON", error);
}
