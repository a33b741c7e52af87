/* SPDX-License-Identifier: GPL-2.0-or-later */
/* database.c - one SQLite file: opened, locked, checked and closed.
 *
 * While it is written it keeps a write-ahead log beside it, so that readers go on; at rest it
 * is one file without a log, which can be read where nothing may be written. The log needs memory
 * that processes share through a file, which 9p, virtiofs and SMB may not have: there a rollback
 * journal does, and a writer waits for readers. The lock of a
 * writer is on the file itself: its descriptor must be closed last, since closing any
 * descriptor of a file ends the locks that SQLite holds on it. */
#include "handle.h"

#include <kk/error.h>
#include <kk/language.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MS 10000 /* how long another program may hold the file */

/* Who has a file to himself needs no shared memory for the log that another left. */
#define EXCLUSIVE "PRAGMA locking_mode=EXCLUSIVE"

Database *database_new(void)
{
    Database *database = g_new0(Database, 1);

    database->lock = -1;
    database->statements = statements_new();
    return database;
}

/* ---- SQLite's handle --------------------------------------------------------------------- */

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
        database_set_trouble(database, result, error);
        return false;
    }
    sqlite3_busy_timeout(database->handle, BUSY_MS);
    sqlite3_create_collation(database->handle, "swedish", SQLITE_UTF8, NULL, compare);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return database_execute(database,
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

/* ---- the lock of a writer ---------------------------------------------------------------- */

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
        (has_log || database_execute(database, EXCLUSIVE, &trouble)) &&
        database_identify(database, &version, &trouble)) {
        fault = dup_fault(database, &trouble);
        if (fault == NULL && trouble == NULL && database_is_current(version))
            database_has_schema(database, &trouble);
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

/* ---- opening and closing ----------------------------------------------------------------- */

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
    database->ours = (has_log || database_execute(database, EXCLUSIVE, error)) &&
                     database_identify(database, &version, error);
    /* Pages in which an area's text finds room: with half of it the file is a sixth larger. */
    if (!database->ours || !database_execute(database, "PRAGMA page_size=8192", error) ||
        !database_migrate(database, version, error) ||
        !database_execute(database, has_log ? with_log : with_journal, error))
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
            database_identify(database, version, &trouble) &&
            database_execute(database, "PRAGMA query_only=ON", &trouble))
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
    if (database_is_current(version))
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
