/* SPDX-License-Identifier: GPL-2.0-or-later */
/* claims.h - what the files of this stage share. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include <kk/claims.h>
#include <kk/pattern.h>

/* More than any page states: a table of all municipalities has 290. */
#define MOST_CLAIMS 1000

/* What a page says of itself. */
typedef struct {
    const KkMunicipality *municipality; /* whose page it is, or whom it is about; NULL: of many */
    int year;                           /* of the evaluation that it tells of; 0 */
    bool year_titled;                   /* its title or a heading says so */
    int compared;                       /* the one year that it compares with; 0 */
    char *published;                    /* ISO 8601, to the month or day; or NULL */
    bool is_feed;                       /* its posts stand each below its date */
} PageContext;

typedef enum {
    MOMENT_YEAR,    /* a year, or 0: one that is not told */
    MOMENT_PRESENT, /* the evaluation that the page tells of */
    MOMENT_EARLIER, /* the one before */
} MomentKind;

/* What a sentence says of when: moments.c. */
typedef struct {
    gsize start, end; /* bytes */
    MomentKind kind;
    int year;      /* 0: not told */
    bool compared; /* "jämfört med 2014" */
    bool later;    /* "två år senare" */
    bool taken;    /* a score is of it */
    gsize closes;  /* where the bracket that it stands in closes; 0 */
} Moment;

typedef struct {
    const KkLayout *layout;
    GPtrArray *lines; /* of KkLine: the layout's, lent */
    bool *used;       /* lines that a table took */
    PageContext context;
    GArray *compared;    /* of int: the years that it compares with; while the year is sought */
    GPtrArray *claims;   /* of KkClaim, owned */
    guint first_claim;   /* its last line */
    guint n_passed_over; /* sentences that were too long, or too many */
    GHashTable *undated; /* the claims that no words date: they have the page's year */
    bool has_moment;     /* of the sentences read so far: the last one */
    Moment last_moment;
    const char *last_area; /* of the last score of an area in the sentence before; NULL */
    int section_year;      /* of the evaluation that the heading above names; 0 */
    const KkMunicipality *last_owner; /* of the last score that a sentence told; NULL */
    const KkMunicipality *last_named; /* by the sentence before, or what that goes on with; NULL */
    guint paragraph;                  /* the first line of the one that is read */
    int paragraph_year;       /* of the evaluation that its sentences without scores tell of; 0 */
    const char *section_area; /* that the heading above names, until its score is read; NULL */
    bool section_marked;      /* that heading is marked as one */
    guint section_start;      /* the line behind the last heading that names an area */
    bool tells_points;        /* the paragraph has spoken of points */
    bool is_past;             /* a score is of the present, which is not of the page's year */
    bool other_section, other_paragraph; /* the heading, the paragraph told of another survey */
} Page;

void claims_find_context(Page *page);
void claims_find_year(Page *page);
void claims_read_tables(Page *page);
void claims_read_prose(Page *page);

/* The year of a line that is a date and nothing else; 0. */
int claims_date_alone(const char *text);

/* "förra året", "i höstas": beside the date of publication; 0 where that is not known. */
int claims_year_before(const Page *page, const char *words);

typedef void (*ReadSentence)(Page *page, const char *text, guint first, guint last);

/* Every sentence outside tables, with its paragraph's lines; the number of those that were too
 * long to read. */
guint claims_each_sentence(Page *page, ReadSentence read);

/* A list of KkClaim that owns them. */
GPtrArray *claims_new(void);

/* Appends a claim of @page; takes nothing. @end: the last line that says so. */
KkClaim *claims_add(Page *page, KkClaimKind kind, const KkMunicipality *municipality, int year,
                    const KkNumber *value, const char *text, guint first, guint end);

/* The area's id by its name, in the edition in use in @year where that knows the
 * name, else in the first that does. */
const char *claims_area_id(const char *name, int year);

#endif
