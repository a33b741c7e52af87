/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h - what the report MEANS: the shape of the contract (report.schema.json).
 *
 * Made by kk_normalise() from what the report says. Numbers are as printed; what is not
 * printed is unset, never guessed.
 *
 * All texts are the report's own but those marked static; arrays are never NULL, are in the
 * report's order and own what is in them. kk_report_schema (write.h) tells what the members mean.
 */
#ifndef KK_REPORT_H
#define KK_REPORT_H

#include <kk/draft.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* A number as printed, with as many decimals. */
typedef struct {
    bool set;     /* else nothing is printed, and the others say nothing */
    double value; /* points; of a percentage: percent */
    int decimals; /* 0 to 2 */
} KkNumber;

/* The numbers of a row of a score table. */
enum { KK_NUMBER_ACHIEVED, KK_NUMBER_MAX, KK_NUMBER_PERCENT, KK_N_NUMBERS };

/** kk_number_names: of those, as the contract names them: static. */
extern const char *const kk_number_names[KK_N_NUMBERS];

/* A row of a score table, its text aside. */
typedef struct {
    KkNumber achieved, max, percent;
    KkAt *at;
    bool tagged[KK_N_NUMBERS]; /* the PDF's tags have the same number in its place (witness.h) */
} KkScore;

/** kk_score_number: lent: one of its numbers, KK_NUMBER_ACHIEVED and so on. */
static inline const KkNumber *kk_score_number(const KkScore *score, int which)
{
    return which == KK_NUMBER_ACHIEVED ? &score->achieved
           : which == KK_NUMBER_MAX    ? &score->max
                                       : &score->percent;
}

/* A score that is stated elsewhere than in a score table. */
typedef struct {
    KkWhere where;
    KkNumber score;
    KkAt *at;
} KkPublished;

/* Beside whose score the report puts its own. */
typedef enum {
    KK_COMPARISON_PREVIOUS,
    KK_COMPARISON_AVERAGE,
    KK_COMPARISON_OTHER
} KkComparisonKind;

typedef struct {
    char *label;
    KkComparisonKind kind;
    int year; /* 0: not stated */
    KkNumber score;
    KkAt *at;
} KkComparison;

/* A strength, or something to improve. */
typedef struct {
    char *text;
    KkAt *at;
} KkItem;

typedef struct {
    char *code;         /* "1.3": area and place in it, whatever is printed */
    char *printed_code; /* "1.3", "1:3", "Fråga 1.3"; NULL: none is, and @code was counted */
    char *text;         /* the question; NULL: none is printed */
    KkScore score;      /* its place covers the whole row */
} KkQuestion;

typedef struct {
    int number;
    const char *id;          /* of the catalogue (edition.h): static; NULL: not known */
    char *name;              /* as printed */
    GPtrArray *topics;       /* of char * */
    char *overview;          /* NULL: none */
    GPtrArray *strengths;    /* of KkItem */
    GPtrArray *improvements; /* of KkItem */
    GPtrArray *questions;    /* of KkQuestion */
    bool has_score;          /* the score table has a total row, which @score gives */
    KkScore score;
    GPtrArray *published;   /* of KkPublished */
    GPtrArray *comparisons; /* of KkComparison */
} KkArea;

typedef struct {
    char *name, *role, *organisation; /* the last two may be NULL */
} KkEvaluator;

typedef struct {
    char *municipality;    /* as in the register; NULL: not found */
    const char *code;      /* SCB's, "0126": static; NULL as well */
    const char *county;    /* static; NULL as well */
    int year;              /* 0: not stated */
    const char *edition;   /* "2016", of edition.h: static; NULL: unknown */
    char *publisher;       /* "SKL", "SKR" …, or NULL */
    char *report_date;     /* ISO 8601, or NULL */
    char *period;          /* of the evaluation, as printed: "mars 2017", or NULL */
    int ordinal;           /* the municipality's first, second … evaluation; 0: not stated */
    GArray *previous;      /* of int: years of earlier ones */
    GPtrArray *evaluators; /* of KkEvaluator */
    GPtrArray *areas;      /* of KkArea */
    bool announces_tables; /* score tables are to be expected: where there are none they are missing
                            */
    KkNumber achieved, max; /* computed; unset unless every area has them */
    GPtrArray *published;   /* of KkPublished */
    GPtrArray *comparisons; /* of KkComparison */
    GPtrArray *unread;      /* of KkUnread */
} KkReport;

/**
 * kk_normalise:
 *
 * Reads numbers, looks municipality and evaluators up in the register, tells the edition. What
 * it doubts is added to @doubts.
 *
 * Returns: (transfer full): free with kk_report_free()
 */
KkReport *kk_normalise(const KkDraft *draft, KkDiagnostics *doubts);

/** kk_report_new: Returns: (transfer full): empty. */
KkReport *kk_report_new(void);
void kk_report_free(KkReport *report);

/* Parts, for the report's arrays to own; each with no place and nothing else set. */
KkArea *kk_area_new(int number);
KkQuestion *kk_question_new(void);
KkPublished *kk_published_new(void);
KkComparison *kk_comparison_new(void);
KkItem *kk_item_new(const char *text, const KkAt *at); /* copies both */
KkEvaluator *kk_evaluator_new(char *name);             /* takes @name */
void kk_evaluator_free(KkEvaluator *evaluator);

/* Where points come from; a bit each, since those of a sum may come from several. */
typedef enum {
    KK_FROM_TABLE = 1 << 0,   /* the total row of an area's score table */
    KK_FROM_CHAPTER = 1 << 1, /* from here on in the order of #KkWhere */
    KK_FROM_SUMMARY = 1 << 2,
    KK_FROM_PROSE = 1 << 3,
    KK_FROM_STATED = 1 << 4 /* the report's own total: not computed */
} KkFrom;

typedef struct {
    KkNumber number;
    guint from; /* of KkFrom; 0 where the number is unset */
} KkTotal;

/** kk_area_lookup_stated: the score that counts where the area's score table prints no points: of
 * its chapter, else of the summary, else of the text; of several in one place the first.
 * Returns: (transfer none): or %NULL where the table prints points or none are stated. */
const KkPublished *kk_area_lookup_stated(const KkArea *area);
/** kk_area_points: Returns: (transfer none): the points of the area's score table, else those of
 * kk_area_lookup_stated(); unset where there are none. */
const KkNumber *kk_area_points(const KkArea *area);
/* The columns that a report's score tables print anywhere: in their rows, in their totals. */
typedef struct {
    bool row_points, row_max, row_percent, total_points, total_max, total_percent;
} KkPrintedColumns;

/** kk_report_columns: only what is printed somewhere can be missing elsewhere. */
KkPrintedColumns kk_report_columns(const KkReport *report);

/** kk_report_sum: the report's @achieved, else the sum of kk_area_points(); computed. Unset unless
 * all eight areas have points. */
KkTotal kk_report_sum(const KkReport *report);
/** kk_report_total: kk_report_sum(), else the total that the report states first. */
KkTotal kk_report_total(const KkReport *report);
/** kk_from_dup_text: "table chapter": the names of the bits of @from, in order, with @between
 * between them; g_free() it. */
char *kk_from_dup_text(guint from, const char *between);

/** kk_number_parse: "70", "70 %", "10,5"; unset when it is none. */
KkNumber kk_number_parse(const char *text);
/** kk_number_dup_text: @value with @decimals, 0 to 2, and a point; g_free() it. */
char *kk_number_dup_text(double value, int decimals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkReport, kk_report_free)

KK_END_DECLS

#endif
