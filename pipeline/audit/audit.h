/* SPDX-License-Identifier: GPL-2.0-or-later */
/* audit.h - between the files that make the audit's page. */
#ifndef AUDIT_H
#define AUDIT_H

#include <kk/process.h>
#include <kk/render.h>

#include <stdio.h>

typedef enum {
    VALUE_QUESTION,
    VALUE_AREA_TOTAL,
    VALUE_PUBLISHED,
    VALUE_COMPARISON,
    VALUE_STRENGTH,
    VALUE_IMPROVEMENT,
    VALUE_UNREAD,
    VALUE_FINDING,
    VALUE_DOUBT,
    N_VALUE_KINDS
} ValueKind;

/* Something that was read, or is to be doubted, with where it stands. */
typedef struct {
    ValueKind kind;
    int number;     /* in the list, from 1 */
    char *name;     /* "1.3", "in the summary", or "" */
    char *text;     /* of the document or, for findings and doubts, of ours; or "" */
    char *score;    /* "19", or "" */
    char *scale;    /* "of 25, 76 %", or "" */
    bool doubted;   /* a failed check is about it */
    const KkAt *at; /* lent */
} Value;

/* Values that stand under one heading of the list. */
typedef struct {
    char *title;
    const KkArea *area; /* lent; NULL: of the whole */
    GPtrArray *values;  /* of Value, owned */
} Section;

/* One row a #ValueKind; all but the first in each language. */
typedef struct {
    const char *id;                     /* in the page's classes */
    const char *word[KK_N_LANGUAGES];   /* "Question" */
    const char *plural[KK_N_LANGUAGES]; /* "Questions" */
    const char *group[KK_N_LANGUAGES];  /* heading of those that stand together in the list */
} ValueWords;

extern const ValueWords value_words[N_VALUE_KINDS];

/* What audit says of its own, in @language. */
G_GNUC_FORMAT(2)
G_GNUC_FORMAT(3)
static inline const char *audit_say(KkLanguage language, const char *english, const char *swedish)
{
    return language == KK_SWEDISH ? swedish : english;
}

/* (transfer full): as it is printed, in Swedish with a comma; a dash for what is not printed. */
char *dup_number(const KkNumber *number, KkLanguage language);

/* (transfer full): of Section: what is to be looked at first, the whole, then each area. */
GPtrArray *list_sections(const KkResult *result, KkLanguage language);

/* Writes the page; whether a stream took it is told by ferror(). */
void write_page(FILE *file, const KkResult *result, const KkPictures *pictures,
                KkLanguage language);

/* How pages of ours begin: by it they are known again. */
extern const char audit_doctype[];

#endif
