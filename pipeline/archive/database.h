/* SPDX-License-Identifier: GPL-2.0-or-later */
/* database.h - one SQLite file: opened, locked, brought to the schema's version; statements
 * that are prepared once. Only what includes handle.h knows SQLite. */
#ifndef DATABASE_H
#define DATABASE_H

#include <kk/archive.h>

typedef struct Database Database;
typedef struct Statement Statement;

Database *database_open(const char *path, KkArchiveMode mode, GError **error);
/* Folds the write-ahead log in; takes NULL. */
void database_close(Database *database);
/* Whether @path is its file, or the log or the like beside it. */
bool database_owns(Database *database, const char *path);
/* Folds the log in and waits until it is on the disk. */
bool database_flush(Database *database, GError **error);

/* A transaction. What fails within is to be rolled back: nothing of it remains. */
bool database_begin(Database *database, GError **error);
bool database_commit(Database *database, GError **error);
void database_roll_back(Database *database);

/* The statement of @sql, a string literal, whose address is its key; its parameters are put in
 * their order. Lent; used for one query at a time. */
Statement *database_statement(Database *database, const char *sql);
void put_text(Statement *statement, const char *text);   /* NULL for NULL */
void put_bytes(Statement *statement, const char *bytes); /* a BLOB where it is no UTF-8 */
void put_integer(Statement *statement, gint64 value);
void put_real(Statement *statement, double value);
void put_null(Statement *statement);

/* Whether there is a (next) row; none, too, in trouble, which statement_end() tells. */
bool statement_next(Statement *statement);
/* Ends a query, after its last row or before; whether all went well. */
bool statement_end(Statement *statement, GError **error);
/* Runs a statement that gives no rows. */
bool statement_run(Statement *statement, GError **error);

/* Columns of the row, from 0; texts are lent until the next row. */
const char *get_text(Statement *statement, int column); /* or NULL */
gint64 get_integer(Statement *statement, int column);   /* 0 for NULL */
double get_real(Statement *statement, int column);
bool is_null(Statement *statement, int column);

#endif
