/* SPDX-License-Identifier: GPL-2.0-or-later */
/* validate.h - what the checks share. */
#ifndef VALIDATE_H
#define VALIDATE_H

#include <kk/interval.h>
#include <kk/validation.h>

/* What the checks of an area leave for those of the whole. */
typedef struct {
    const KkArea *area;
    bool row_missing;    /* a row is missing, there twice or out of order */
    bool row_max_failed; /* a maximum that no row can have */
    bool max_failed, total_failed;
    bool has_excess;
    KkNumber max_sum; /* of the rows' maxima, where has_excess */
    gint64 excess;    /* by which they add up to more than the printed maximum, in units */
    bool has_sum;
    KkInterval sum; /* of its rows */
    bool has_total;
    KkInterval total; /* of its printed total, as wide as its faults leave it */
    KkNumber printed; /* that total */
    KkInterval known; /* the same, narrowed by all that agreed with it */
} AreaState;

typedef struct {
    const KkReport *report;
    KkValidation *validation;
    KkDiagnostics *doubts;
    GArray *areas; /* of AreaState */
    KkPrintedColumns columns;
    GHashTable *proven;   /* of KkNumber of @report */
    bool rows_are_sorted; /* by their percents: their codes need not ascend */
} Check;

/* Whether the rows of all areas stand in the order of their percents. */
bool validate_rows_are_sorted(const KkReport *report);
void check_rows(Check *check, AreaState *state);
void check_area(Check *check, AreaState *state);
void check_total(Check *check);
void check_areas(Check *check);

/* Counts an outcome that needs no words. */
void validate_agrees(Check *check, bool exactly);

/* A check passed that would have failed if @number, of the report, were another. */
void validate_proves(Check *check, const KkNumber *number);
/* The same of all that a row prints. */
void validate_proves_row(Check *check, const KkScore *score);
/* Says of each number of the score tables what it is proven by. */
void validate_list_proofs(const Check *check);

/* Records a failure. @expected and @found may be %NULL; takes @message, which names the rule. */
void validate_fails(Check *check, const char *subject, const KkAt *at, const KkInterval *expected,
                    const KkNumber *found, KkMessage *message);
void validate_skips(Check *check, const char *subject, const KkAt *at, KkMessage *message);

/* @interval as printed with those decimals. */
KkArgument validate_range(KkInterval interval, int decimals);

/* The points of one row as far as they are known, narrowed by points and percent; hull of
 * both where they contradict each other. By its points alone where the area's maxima are at
 * fault. Returns whether anything is known. */
bool validate_row_interval(const AreaState *state, const KkQuestion *question,
                           KkInterval *interval);

/* Whether some unrounded score, from 0 to @max, prints as @achieved and as @percent. */
bool validate_score_fits(KkInterval achieved, const KkNumber *max, const KkNumber *percent);

/* The percentages of @max, more than 0, that @points allow. */
KkInterval validate_percent_of(KkInterval points, const KkNumber *max);

/* The scores that are possible under @max. */
KkInterval validate_bounds(const KkNumber *max);

/* A printed number that may be a misprint, and the printed values that would agree. */
typedef struct {
    KkMessageCode hint; /* that says so */
    KkArgument of;      /* which one it is, where the hint asks for that */
    KkNumber printed;
    double least, greatest;
} Suspect;

/* The hint, if exactly one changed digit or swap of two among all @suspects would mend it; NULL. */
KkMessage *validate_explain(const Suspect *suspects, guint n);

#endif
