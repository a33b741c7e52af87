/* report.h - what the report MEANS: the shape of the contract (report.schema.json).
 *
 * Made by kk_normalise() from what the report says. Numbers are as printed; what is not
 * printed is unset, never guessed. */
#ifndef KK_REPORT_H
#define KK_REPORT_H

#include <kk/draft.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* A number as printed, with as many decimals. */
typedef struct {
    bool set;
    double value;
    int decimals;
} KkNumber;

typedef struct {
    KkNumber achieved, max, percent;
    KkAt *at;
} KkScore;

typedef struct {
    KkWhere where;
    KkNumber score;
    KkAt *at;
} KkPublished;

typedef enum { KK_COMPARISON_PREVIOUS, KK_COMPARISON_AVERAGE, KK_COMPARISON_OTHER } KkComparisonKind;

typedef struct {
    char *label;
    KkComparisonKind kind;
    int year; /* 0: not stated */
    KkNumber score;
    KkAt *at;
} KkComparison;

typedef struct {
    char *text;
    KkAt *at;
} KkItem;

typedef struct {
    char *code, *text;
    KkScore score; /* its place covers the whole row */
} KkQuestion;

typedef struct {
    int number;
    const char *id; /* of the catalogue; NULL: not known */
    char *name;
    GPtrArray *topics;       /* of char * */
    char *overview;          /* NULL: none */
    GPtrArray *strengths;    /* of KkItem */
    GPtrArray *improvements; /* of KkItem */
    GPtrArray *questions;    /* of KkQuestion */
    bool has_score;
    KkScore score;
    GPtrArray *published;    /* of KkPublished */
    GPtrArray *comparisons;  /* of KkComparison */
} KkArea;

typedef struct {
    char *name, *role, *organisation; /* the last two may be NULL */
} KkEvaluator;

typedef struct {
    char *municipality;     /* as in the register; NULL: not found */
    const char *code;       /* SCB's; static */
    const char *county;     /* static */
    int year;               /* 0: not stated */
    const char *edition;    /* static; NULL: unknown */
    char *publisher;        /* or NULL */
    char *report_date;      /* ISO 8601, or NULL */
    char *period;           /* or NULL */
    int ordinal;            /* 0: not stated */
    GArray *previous;       /* of int */
    GPtrArray *evaluators;  /* of KkEvaluator */
    GPtrArray *areas;       /* of KkArea */
    bool announces_tables;  /* score tables are to be expected: where there are none they are missing */
    KkNumber achieved, max; /* computed; unset unless every area has them */
    GPtrArray *published;   /* of KkPublished */
    GPtrArray *comparisons; /* of KkComparison */
} KkReport;

/**
 * kk_normalise:
 *
 * Reads numbers, looks municipality and evaluators up in the register, tells the edition.
 *
 * Returns: (transfer full): free with kk_report_free()
 */
KkReport *kk_normalise(const KkDraft *draft, KkDiagnostics *doubts);

KkReport *kk_report_new(void);
void kk_report_free(KkReport *report);

KkArea *kk_area_new(int number);
KkQuestion *kk_question_new(void);
KkPublished *kk_published_new(void);
KkComparison *kk_comparison_new(void);
KkItem *kk_item_new(const char *text, const KkAt *at);
KkEvaluator *kk_evaluator_new(char *name);  /* takes @name */
void kk_evaluator_free(KkEvaluator *evaluator);

/** kk_number_parse: "70", "70 %", "10,5"; unset when it is none. */
KkNumber kk_number_parse(const char *text);
/** kk_number_dup_text: @value with @decimals, 0 to 2, and a point; g_free() it. */
char *kk_number_dup_text(double value, int decimals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkReport, kk_report_free)

KK_END_DECLS

#endif
