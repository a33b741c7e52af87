/* prose.h - what the files that read sentences share. */
#ifndef PROSE_H
#define PROSE_H

#include "claims.h"

#define GREATEST_AREA 100
#define GREATEST_TOTAL 800

typedef struct {
    Page *page;
    const KkMunicipality *named; /* by the sentence before in its paragraph; NULL */
    int page_year;             /* of the evaluation that the page tells of here; 0 */
    const char *text;          /* the sentence */
    guint first, last;         /* its lines */
    GArray *names;             /* of areas that it holds: sentence_names() */
    gsize last_score;          /* where the score before ended, in bytes */
    gsize year_end;            /* where the year behind that score ended; 0 */
    int leading_year;          /* the last that a score was told after; 0 */
    int first_year, last_year; /* of the totals that it states */
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

bool figure_is_earlier(const Figure *figure); /* "förra gången 434", "434 förra gången" */

/* The areas' names in a sentence; g_array_unref() it. */
GArray *sentence_names(const char *text);
/* The municipality that a number is of, as the sentence says; NULL. @attached: whether nothing
 * but a verb stands between: "Umeå med 604", "447 fick Orsa kommun". */
const KkMunicipality *sentence_find_owner(const Sentence *sentence, const Figure *figure,
                                          bool *attached);
/* The last municipality that a sentence names; NULL. */
const KkMunicipality *sentence_last_named(const char *text);
/* The year of the evaluation, as the sentence says, else, for the page's own municipality,
 * the page; 0. */
int sentence_find_year(Sentence *sentence, const Figure *figure,
                       const KkMunicipality *municipality);
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
const char *sentence_find_area(const Sentence *sentence, const Figure *figure,
                               Nearness *nearness);

#endif
