/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prose.h - what the files that read sentences share. */
#ifndef PROSE_H
#define PROSE_H

#include "claims.h"

#define GREATEST_AREA 100
#define GREATEST_TOTAL 800

typedef struct {
    Page *page;
    const KkMunicipality *named; /* by the sentence before in its paragraph; NULL */
    int page_year;               /* of the evaluation that the page tells of here; 0 */
    int paragraph_year;          /* of that which the sentences before tell of; 0 */
    const char *text;            /* the sentence */
    guint first, last;           /* its lines */
    GArray *figures;             /* of Figure: its numbers */
    GArray *names;               /* of areas that it holds: sentence_names() */
    GArray *moments;             /* of Moment: sentence_moments() */
    gsize last_score;            /* where the score before ended, in bytes */
    gsize reach;                 /* from where on moments are the next score's */
    Moment leading;              /* the last that a score was told after; its end is 0: none */
    bool rises;                  /* the score before was an earlier one: "från 44" */
    bool names_behind;           /* the score before had its area behind it */
    const char *area;            /* of the last score of an area; NULL */
    int first_year, last_year;   /* of the totals that it states */
} Sentence;

/* A number in a sentence. */
typedef struct {
    gsize start, end; /* bytes */
    KkNumber value;
    char *before; /* the words before it, as far as they may speak of it */
    char *after;  /* the rest, with " poäng" for " p" */
} Figure;

/* The next number of two or three digits (or one, in points) that stands by itself, from
 * byte @from on. figure_clear() it. */
bool figure_next(const char *text, gsize from, Figure *figure);
void figure_clear(Figure *figure);
/* The words before byte @end, as far as they may speak of what follows; g_free() it. */
char *figure_dup_context(const char *text, gsize end);

bool figure_is_points(const Figure *figure); /* a unit or a maximum stands behind it */
bool figure_is_percent(const Figure *figure);
bool figure_is_average(const Figure *figure); /* or a distance to one */
bool figure_is_change(const Figure *figure);
/* A distance to something (what is left, what parts two others), points that are asked for
 * or aimed at, the ends of a range. */
bool figure_is_distance(const Figure *figure);
bool figure_is_bare(const Figure *figure); /* no noun stands behind it: "Arbetsliv 76, medan" */
bool figure_has_beside(const Figure *figure, KkPatternId pattern);

/* Whether a number that is no maximum stands in [@from, @to). */
bool sentence_has_figure(const Sentence *sentence, gsize from, gsize to);

/* Numbers in a row: "78 respektive 80 poäng". */
typedef struct {
    guint at, n;       /* the number's place, from 0, of so many; n is 1: it stands alone */
    gsize from, start; /* bytes: the words before the row, since the last number */
} List;

List sentence_find_list(const Sentence *sentence, const Figure *figure);

/* The areas' names in a sentence, none within another; g_array_unref() it. */
GArray *sentence_names(const char *text);
/* The last of them; NULL. */
const char *sentence_last_name(const Sentence *sentence);
/* Notes of which area a heading is, or that it is of none. */
void sentence_read_area_heading(const Sentence *sentence);
/* The moments in a sentence whose figures are known; g_array_unref() it. */
GArray *sentence_moments(const Sentence *sentence);
/* The municipality that a number is of, as the sentence says; NULL. @attached: whether nothing
 * but a verb stands between: "Umeå med 604", "447 fick Orsa kommun". */
const KkMunicipality *sentence_find_owner(const Sentence *sentence, const Figure *figure,
                                          bool *attached);
/* Whether a sentence names municipalities, and not the page's. */
bool sentence_is_of_others(const Page *page, const char *text);
/* Whether another than the page's stands right before a year: "i Luleå 2019". */
bool sentence_year_is_of_other(const Page *page, const char *text, gsize year);
/* The last municipality that a sentence names; NULL. */
const KkMunicipality *sentence_last_named(const char *text);
/* The moment that a score is of, as the sentence says; NULL. */
const Moment *sentence_find_moment(const Sentence *sentence, const Figure *figure);
/* No other score may have it. */
void sentence_take_moment(Sentence *sentence, const Figure *figure, const Moment *moment);
/* The year of the evaluation, by the moment (or NULL), else by the words around, else, for the
 * page's own municipality, the page's; 0. @told: whether words say it. */
int sentence_find_year(const Sentence *sentence, const Figure *figure, const Moment *moment,
                       bool own, bool *told);
/* The year that a change is counted from; 0. */
int sentence_find_since(const Sentence *sentence, const Figure *figure);

typedef enum {
    NAME_NONE,
    NAME_BEHIND,    /* the sentence names none before it */
    NAME_SOMEWHERE, /* before it, and another score stands between */
    NAME_BESIDE,    /* no other score stands between */
    NAME_ATTACHED,  /* nothing but a verb or a sign stands between */
} Nearness;

/* The name of the area that a number is of; NULL. */
const char *sentence_find_area(Sentence *sentence, const Figure *figure, Nearness *nearness);

#endif
