/* SPDX-License-Identifier: GPL-2.0-or-later */
/* handle.h - what the files that know SQLite share: database.c opens the file, statement.c asks it,
 * migrate.c brings it to the schema's version. */
#ifndef HANDLE_H
#define HANDLE_H

#include "database.h"

#include <sqlite3.h>

#define NO_LOCKS "cannot lock files here; keep the archive on another file system"
#define DAMAGED "the archive is damaged; import the documents into a new one"

struct Database {
    sqlite3 *handle;
    GHashTable *statements; /* of Statement, by their SQL's address */
    int lock;               /* descriptor; -1: opened for reading */
    bool made;              /* there was no file */
    bool ours;              /* opened for writing, and it is an archive */
};

/* Without a file as yet; database_close() it. */
Database *database_new(void);
/* Of Statement, which it owns. */
GHashTable *statements_new(void);

/* Tells what SQLite's @result means. */
void database_set_trouble(Database *database, int result, GError **error);
/* Runs statements that give no rows. */
bool database_execute(Database *database, const char *sql, GError **error);

/* Whether it is an archive, or a file that holds nothing yet: @version 0. */
bool database_identify(Database *database, int *version, GError **error);
/* Whether its version is the schema's. */
bool database_is_current(int version);
/* Whether it has the tables that are written. */
bool database_has_schema(Database *database, GError **error);
/* Brings an archive of @version to the schema's, or leaves it as it is. */
bool database_migrate(Database *database, int version, GError **error);

#endif
