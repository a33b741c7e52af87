/* validate.h - what the checks share. */
#ifndef VALIDATE_H
#define VALIDATE_H

#include <kk/interval.h>
#include <kk/validation.h>

/* What the checks of an area leave for those of the whole. */
typedef struct {
    const KkArea *area;
    bool row_failed, row_missing; /* a row's numbers, or a row, are at fault */
    bool max_failed, total_failed;
    bool has_sum;
    KkInterval sum;   /* of its rows */
    bool has_total;
    KkInterval total; /* of its printed total, as wide as its faults leave it */
} AreaState;

typedef struct {
    const KkReport *report;
    KkValidation *validation;
    KkDiagnostics *doubts;
    GArray *areas; /* of AreaState */
} Check;

void check_rows(Check *check, AreaState *state);
void check_area(Check *check, AreaState *state);
void check_report(Check *check);

/* Counts an outcome that needs no words. */
void validate_agrees(Check *check, bool exactly);

/* Records a failure. @expected and @found may be %NULL; @decimals: as printed. */
KkFinding *validate_fails(Check *check, const char *rule, const char *subject, const KkAt *at,
                          const KkInterval *expected, const KkNumber *found, const char *format,
                          ...) G_GNUC_PRINTF(7, 8);
void validate_skips(Check *check, const char *rule, const char *subject, const KkAt *at,
                    const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The points of one row as far as they are known, narrowed by points and percent; hull of
 * both where they contradict each other. Returns whether anything is known. */
bool validate_row_interval(const KkQuestion *question, KkInterval *interval);

/* A printed number that may be a misprint, and the printed values that would agree. */
typedef struct {
    const char *what; /* "the points of 1.3": owned by the caller */
    KkNumber printed;
    double least, greatest;
} Suspect;

/* If exactly one changed digit or swap of two among all @suspects would mend it, says so:
 * "; 71 printed as 17 would explain it". g_free() it. */
char *validate_dup_explanation(const Suspect *suspects, guint n);

#endif
