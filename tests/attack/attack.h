/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attack.h - what the parts of the attack share: a reading as facts, and a document under damage.
 */
#ifndef ATTACK_H
#define ATTACK_H

#include <kk/kk.h>

/* One thing that a reading says. */
typedef struct {
    char *key;        /* the whole of it: "1.3 achieved 25.5" */
    const char *role; /* static: "achieved", "item" … */
    int area;         /* 0: the whole report's */
    KkNumber number;
    const KkAt *at; /* lent from the report, or own_at */
    KkAt *own_at;
    int from; /* comparisons: which of its area's, from 1 */
} Fact;

/* What became of a document; where it was refused, @report is NULL. */
typedef struct {
    KkReport *report;
    KkValidation *validation;
    KkDiagnostics *doubts;
    GPtrArray *facts; /* of Fact, owned */
    GByteArray *ends; /* of KkEnd: of each word of the layout's lines */
} Reading;

/* A document that is read right. */
typedef struct {
    const char *path, *name;
    KkDocument *document;
    KkLayout *layout;
    Reading *reading;
} Original;

typedef enum { FACT_STAYS, FACT_OPEN, FACT_GONE } Fate;

typedef struct {
    const Original *original;
    KkDocument *document; /* a copy, to be damaged */
    GRand *rand;
    GHashTable
        *fates;   /* by Fact: FACT_OPEN, may be read; FACT_GONE, must not be: it is not there */
    int *pages;   /* by the original's page, from 1: its page now; 0: it was taken out */
    bool renamed; /* areas' names may be others */
    bool more_columns; /* summaries may have scores of others more */
    bool more_text;    /* overviews may say more */
    bool lost;         /* whatever is read, something is missing that was printed */
} Attack;

typedef struct {
    const char *name;
    bool (*damage)(Attack *attack); /* whether the document has what it damages */
} Damage;

extern const Damage attack_damages[];

/** attack_read: layout to validate. */
Reading *attack_read(const KkDocument *document);
void attack_reading_free(Reading *reading);
KkDocument *attack_document_dup(const KkDocument *document);

#endif
