/* SPDX-License-Identifier: GPL-2.0-or-later */
/* database.c - one SQLite file; the only file that knows SQLite.
 *
 * While it is written it keeps a write-ahead log beside it, so that readers go on; at rest it
 * is one file without a log, which can be read where nothing may be written. The log needs memory
 * that processes share through a file, which 9p, virtiofs and SMB may not have: there a rollback
 * journal does, and a writer waits for readers. The lock of a
 * writer is on the file itself: its descriptor must be closed last, since closing any
 * descriptor of a file ends the locks that SQLite holds on it. */
#include "database.h"

#include <kk/error.h>
#include <kk/language.h>

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x4b4b6172 /* KKar */
#define BUSY_MS 10000             /* how long another program may hold the file */

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
};

#define SCHEMA_VERSION ((int)G_N_ELEMENTS(migrations))

struct Database {
    sqlite3 *handle;
    GHashTable *statements; /* of Statement, by their SQL's address */
    int lock;               /* descriptor; -1: opened for reading */
    bool made;              /* there was no file */
    bool ours;              /* opened for writing, and it is an archive */
};

struct Statement {
    Database *database;
    sqlite3_stmt *prepared;
    int next;    /* parameter to put */
    int trouble; /* SQLite's; the first since the statement was asked for */
};

/* ---- trouble ---------------------------------------------------------------------------- */

#define NO_LOCKS "cannot lock files here; keep the archive on another file system"

/* Who has a file to himself needs no shared memory for the log that another left. */
#define EXCLUSIVE "PRAGMA locking_mode=EXCLUSIVE"

#define DAMAGED "the archive is damaged; import the documents into a new one"

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

static void set_trouble(Database *database, int result, GError **error)
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

static bool execute(Database *database, const char *sql, GError **error)
{
    const int result = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);

    if (result != SQLITE_OK)
        set_trouble(database, result, error);
    return result == SQLITE_OK;
}

/* ---- statements ------------------------------------------------------------------------- */

static void statement_free(gpointer data)
{
    Statement *statement = data;

    sqlite3_finalize(statement->prepared);
    g_free(statement);
}

static Database *database_new(void)
{
    Database *database = g_new0(Database, 1);

    database->lock = -1;
    database->statements = g_hash_table_new_full(NULL, NULL, NULL, statement_free);
    return database;
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
        set_trouble(statement->database, statement->trouble, error);
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
        set_trouble(database, result, error);
    return result == SQLITE_OK;
}

/* ---- whose file it is ------------------------------------------------------------------- */

static bool ask(Database *database, const char *sql, gint64 *answer, GError **error)
{
    Statement *statement = database_statement(database, sql);

    if (statement_next(statement))
        *answer = get_integer(statement, 0);
    return statement_end(statement, error);
}

/* The schema's version; 0: of a file that holds nothing yet. */
static bool identify(Database *database, int *version, GError **error)
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

/* ---- its schema -------------------------------------------------------------------------- */

static bool run_migrations(Database *database, int version, GError **error)
{
    if (version == 0)
        return execute(database, migrations[0], error);
    for (int i = version; i < SCHEMA_VERSION; i++)
        if (!execute(database, migrations[i], error))
            return false;
    return true;
}

static bool open_model(Database *model, GError **error)
{
    const int result = sqlite3_open(":memory:", &model->handle);

    if (result != SQLITE_OK)
        set_trouble(model, result, error);
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
static bool is_of_schema(Database *database, GError **error)
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
            well = execute(database, sql, error);
        }
        well = statement_end(view, well ? error : NULL) && well;
    }
    database_close(model);
    return well;
}

static bool migrate(Database *database, int version, GError **error)
{
    g_autofree char *marks = g_strdup_printf("PRAGMA application_id=%d;PRAGMA user_version=%d",
                                             APPLICATION_ID, SCHEMA_VERSION);

    if (version == SCHEMA_VERSION)
        return true;
    /* a table that is made anew must not take with it what refers to it */
    bool done = execute(database, "PRAGMA foreign_keys=OFF", error) &&
                database_begin(database, error) && run_migrations(database, version, error) &&
                (version == 0 || renew_views(database, error)) && is_of_schema(database, error) &&
                execute(database, marks, error) && database_commit(database, error);
    if (!done)
        database_roll_back(database);
    if (!done && g_error_matches(*error, KK_ERROR, KK_ERROR_ARCHIVE))
        set_other_tables(error);
    return done && execute(database, "PRAGMA foreign_keys=ON", error);
}

/* ---- opening and closing ---------------------------------------------------------------- */

/* The Swedish alphabet's order, for queries of ours: other programs could not read a table or
 * a view that needs it. */
static int compare(void *unused, int a_length, const void *a, int b_length, const void *b)
{
    g_autofree char *first = g_utf8_make_valid(a, a_length);
    g_autofree char *second = g_utf8_make_valid(b, b_length);

    (void)unused;
    return kk_language_compare(first, second);
}

/* Opens SQLite's handle; what an archive's maker put into it beside data is not run. */
static bool open_handle(Database *database, const char *path, const char *how, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);
    g_autofree char *name = g_strconcat(uri, how, NULL);
    const int result =
        sqlite3_open_v2(name, &database->handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL);

    if (result != SQLITE_OK) {
        set_trouble(database, result, error);
        return false;
    }
    sqlite3_busy_timeout(database->handle, BUSY_MS);
    sqlite3_create_collation(database->handle, "swedish", SQLITE_UTF8, NULL, compare);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return execute(database,
                   "PRAGMA trusted_schema=OFF;PRAGMA foreign_keys=ON;"
                   "PRAGMA temp_store=MEMORY",
                   error);
}

static void close_handle(Database *database)
{
    g_hash_table_remove_all(database->statements);
    sqlite3_close(database->handle);
    database->handle = NULL;
}

/* What SQLite makes of a file system without locks is that another program holds the file. Asked
 * of a byte that SQLite does not lock. */
static bool check_locks(int fd, GError **error)
{
    struct flock first = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_len = 1};

    if (fcntl(fd, F_SETLK, &first) != 0 && errno != EACCES && errno != EAGAIN) {
        g_set_error(error, KK_ERROR, KK_ERROR_WRITE, NO_LOCKS ": %s", g_strerror(errno));
        return false;
    }
    first.l_type = F_UNLCK;
    fcntl(fd, F_SETLK, &first);
    return true;
}

/* Takes the writers' lock; makes the file where there is none. */
static bool take_lock(Database *database, const char *path, bool waiting, GError **error)
{
    const int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    struct stat info;

    database->lock = open(path, flags | O_EXCL, 0666);
    database->made = database->lock >= 0;
    if (database->lock < 0 && errno == EEXIST)
        database->lock = open(path, flags, 0666);
    if (database->lock < 0 || fstat(database->lock, &info) != 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_WRITE, "%s", g_strerror(errno));
        return false;
    }
    if (!S_ISREG(info.st_mode)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE, "not a regular file");
        return false;
    }
    if (flock(database->lock, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
        const bool held = errno == EWOULDBLOCK || errno == EINTR;

        database->made = database->made && !held;
        if (errno == EWOULDBLOCK)
            g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                                "another import is using it; try again later, or wait with --wait");
        else if (errno == EINTR)
            g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                                "interrupted while waiting for another import");
        else
            g_set_error(error, KK_ERROR, KK_ERROR_WRITE, "cannot lock it: %s", g_strerror(errno));
        return false;
    }
    if (fstat(database->lock, &info) == 0 && info.st_nlink > 0)
        return true;
    close(database->lock); /* who had it took it away again */
    return take_lock(database, path, waiting, error);
}

/* What SQLite keeps, beside a path. */
static const char *const endings[] = {"", "-wal", "-shm", "-journal"};

static void remove_file(const char *path, const char *ending)
{
    g_autofree char *name = g_strconcat(path, ending, NULL);

    unlink(name);
}

/* Whether a write-ahead log can be had. */
static bool can_share_memory(int fd)
{
    void *shared = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    if (shared != MAP_FAILED)
        munmap(shared, 1);
    return shared != MAP_FAILED;
}

/* ---- whether it is sound ------------------------------------------------------------------ */

static bool is_beside(const char *path, const char *ending)
{
    g_autofree char *name = g_strconcat(path, ending, NULL);
    struct stat info;

    return stat(name, &info) == 0 && info.st_size > 0;
}

/* SQLite's check of the whole file, indexes too: what is wrong first, or NULL. */
static char *dup_fault(Database *database, GError **error)
{
    Statement *statement = database_statement(database, "PRAGMA integrity_check(1)");
    char *fault = statement_next(statement) && strcmp(get_text(statement, 0), "ok") != 0
                      ? g_strdelimit(g_strdup(get_text(statement, 0)), "\n", ' ')
                      : NULL;

    statement_end(statement, error);
    return fault;
}

/* How the file is looked at: what an import left beside it belongs to it. A log is read without
 * being folded in; a journal can only be rolled back. */
static const char *way_to_look(const char *path, bool has_log)
{
    if (is_beside(path, "-journal") || (!has_log && is_beside(path, "-wal")))
        return "?mode=rw";
    return is_beside(path, "-wal") ? "?mode=ro" : "?mode=ro&immutable=1";
}

/* Checks the file before anything is written, so that what is damaged stays as it is. */
static bool check_sound(const char *path, bool has_log, GError **error)
{
    Database *database = database_new();
    g_autoptr(GError) trouble = NULL;
    g_autofree char *fault = NULL;
    int version;

    if (open_handle(database, path, way_to_look(path, has_log), &trouble) &&
        (has_log || execute(database, EXCLUSIVE, &trouble)) &&
        identify(database, &version, &trouble)) {
        fault = dup_fault(database, &trouble);
        if (fault == NULL && trouble == NULL && version == SCHEMA_VERSION)
            is_of_schema(database, &trouble);
    }
    database_close(database);
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (fault != NULL)
        g_set_error(error, KK_ERROR, KK_ERROR_ARCHIVE, DAMAGED " (%s)", fault);
    else
        return true;
    return false;
}

static bool open_for_writing(Database *database, const char *path, bool waiting, GError **error)
{
    /* The log is folded in when it has 16 MB: each time waits for the disk. */
    static const char with_log[] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                                   "PRAGMA wal_autocheckpoint=2000";
    static const char with_journal[] = "PRAGMA journal_mode=DELETE;PRAGMA locking_mode=NORMAL";
    int version;

    if (!take_lock(database, path, waiting, error) || !check_locks(database->lock, error))
        return false;
    const bool has_log = can_share_memory(database->lock);
    if (!check_sound(path, has_log, error) || !open_handle(database, path, "?mode=rw", error))
        return false;
    database->ours =
        (has_log || execute(database, EXCLUSIVE, error)) && identify(database, &version, error);
    /* Pages in which an area's text finds room: with half of it the file is a sixth larger. */
    if (!database->ours || !execute(database, "PRAGMA page_size=8192", error) ||
        !migrate(database, version, error) ||
        !execute(database, has_log ? with_log : with_journal, error))
        return false;
    if (!has_log)
        remove_file(path, "-shm"); /* of another's log, which is folded in */
    return true;
}

/* Without writing, if that can be; else repairing what an interrupted import left; else, where
 * nothing may be written and nothing was left, as a file that nobody changes. */
static bool open_somehow(Database *database, const char *path, int *version, GError **error)
{
    static const char *const ways[] = {"?mode=ro", "?mode=rw", "?mode=ro&immutable=1"};
    const bool left = is_beside(path, "-wal") || is_beside(path, "-journal");
    g_autoptr(GError) first = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(ways) - (left ? 1 : 0); i++) {
        g_autoptr(GError) trouble = NULL;

        if (open_handle(database, path, ways[i], &trouble) &&
            identify(database, version, &trouble) &&
            execute(database, "PRAGMA query_only=ON", &trouble))
            return true;
        close_handle(database);
        if (first == NULL)
            first = g_error_copy(trouble);
        if (g_error_matches(trouble, KK_ERROR, KK_ERROR_ARCHIVE))
            break;
    }
    g_propagate_error(error, g_steal_pointer(&first));
    if (left)
        g_prefix_error(error, "an interrupted import left it unfinished; run that import again: ");
    return false;
}

static bool open_for_reading(Database *database, const char *path, GError **error)
{
    struct stat info;
    int version;

    if (stat(path, &info) != 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_ARCHIVE, "%s", g_strerror(errno));
        return false;
    }
    if (!S_ISREG(info.st_mode)) {
        g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE, "not a regular file");
        return false;
    }
    if (!open_somehow(database, path, &version, error))
        return false;
    if (version == SCHEMA_VERSION)
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_ARCHIVE,
                        version == 0
                            ? "the archive is empty; fill it with kompass import"
                            : "the archive is of an older version; kompass import brings it "
                              "up to date");
    return false;
}

Database *database_open(const char *path, KkArchiveMode mode, GError **error)
{
    Database *database = database_new();
    bool open = mode == KK_ARCHIVE_READ
                    ? open_for_reading(database, path, error)
                    : open_for_writing(database, path, mode == KK_ARCHIVE_WRITE_WAITING, error);
    if (open)
        return database;
    if (database->made) { /* an archive that cannot be filled is left to nobody */
        database->ours = false;
        close_handle(database);
        for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
            remove_file(path, endings[i]);
    }
    database_close(database);
    return NULL;
}

void database_close(Database *database)
{
    if (database == NULL)
        return;
    g_hash_table_remove_all(database->statements);
    if (database->ours) {
        sqlite3_busy_timeout(database->handle, 0);
        /* where a reader is in the way, the log stays until the next import */
        sqlite3_exec(database->handle, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
    close_handle(database);
    if (database->lock >= 0)
        close(database->lock);
    g_hash_table_unref(database->statements);
    g_free(database);
}

bool database_owns(Database *database, const char *path)
{
    const char *own = sqlite3_db_filename(database->handle, "main");
    struct stat asked, found;

    if (stat(path, &asked) != 0)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strconcat(own, endings[i], NULL);

        if (stat(name, &found) == 0 && found.st_dev == asked.st_dev && found.st_ino == asked.st_ino)
            return true;
    }
    return false;
}
