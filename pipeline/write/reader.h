/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reader.h - JSON that may be anybody's, member by member: each of its type and within its
 * range, or the first trouble ends the reading, with the member's path. */
#ifndef READER_H
#define READER_H

#include <kk/report.h>

#include <cjson/cJSON.h>

/* A step into a member or an entry of a list; lives where it is entered. */
typedef struct ReaderStep {
    const struct ReaderStep *outer;
    const char *name; /* NULL: an entry */
    guint entry;
} ReaderStep;

/* Where the reading stands; the first trouble ends it. */
typedef struct {
    const ReaderStep *step;
    GError **error;
    bool failed;
} Reader;

/* The one object that @text holds, and nothing after it: valid UTF-8, not nested deeper than
 * any report, without zero characters; cJSON_Delete() it. NULL with %KK_ERROR_DAMAGED. */
cJSON *reader_parse(const char *text, gsize length, GError **error);

/* Says the trouble with the member @name; "": with what was entered. */
void reader_refuse(Reader *reader, const char *name, const char *trouble);

/* Goes into a member; reader_leave() ends it. */
void reader_enter(Reader *reader, ReaderStep *step, const char *name);
void reader_enter_entry(Reader *reader, ReaderStep *step, guint entry);
void reader_leave(Reader *reader);

/* Whether @object is one, with no members but those named. */
bool reader_check_object(Reader *reader, const cJSON *object, const char *const *names);
#define CHECK_OBJECT(reader, object, ...)                                                          \
    reader_check_object(reader, object, (const char *const[]){__VA_ARGS__, NULL})

/* The first member so called; NULL, with the trouble said, where there is none. */
const cJSON *reader_member(Reader *reader, const cJSON *object, const char *name);

/* Goes into the member of an object, reader_leave() in any case; NULL, with the trouble said,
 * where it is none or has members that are not named. */
const cJSON *reader_enter_object(Reader *reader, ReaderStep *step, const cJSON *outer,
                                 const char *name, const char *const *names);
#define ENTER_OBJECT(reader, step, outer, name, ...)                                               \
    reader_enter_object(reader, step, outer, name, (const char *const[]){__VA_ARGS__, NULL})

/* Strings are lent. The first is never NULL; the second is for null; the third where the
 * member itself is missing, too. */
const char *reader_string(Reader *reader, const cJSON *object, const char *name);
const char *reader_string_or_null(Reader *reader, const cJSON *object, const char *name);
const char *reader_optional_string(Reader *reader, const cJSON *object, const char *name);
/* A SHA-256: 64 hexadecimal digits, or NULL for null. */
const char *reader_sha256_or_null(Reader *reader, const cJSON *object, const char *name);

/* The index in @words of a string; 0, with the trouble said, where it is none of them. */
int reader_choice(Reader *reader, const cJSON *object, const char *name, const char *const *words);
#define CHOICE(reader, object, name, ...)                                                          \
    reader_choice(reader, object, name, (const char *const[]){__VA_ARGS__, NULL})

/* A number of at most two decimals from @least to @most, or unset for null. */
KkNumber reader_number_or_null(Reader *reader, const cJSON *object, const char *name, double least,
                               double most);
/* An integer from @least to @most, or @none for null. */
gint64 reader_integer_or(Reader *reader, const cJSON *object, const char *name, double least,
                         double most, gint64 none);
/* An integer from @least, no less than 0, to @most. */
gint64 reader_integer(Reader *reader, const cJSON *object, const char *name, double least,
                      double most);

/* Reads one entry of a list into @target. */
typedef void (*ReadEntry)(Reader *reader, const cJSON *entry, gpointer target);
void reader_list(Reader *reader, const cJSON *object, const char *name, int most, ReadEntry read,
                 gpointer target);

#endif
