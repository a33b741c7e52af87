/* SPDX-License-Identifier: GPL-2.0-or-later */
/* interval.h - what a printed number may have been rounded from, in exact arithmetic. */
#ifndef KK_INTERVAL_H
#define KK_INTERVAL_H

#include <kk/macros.h>
#include <kk/report.h>

KK_BEGIN_DECLS

/* Units of a point: fine enough for halves of hundredths of a percent of a hundredth. */
#define KK_UNITS ((gint64)2000000)

/* Unrounded scores, in units: from @low (included) to @high (excluded). */
typedef struct {
    gint64 low, high;
} KkInterval;

/** kk_interval_of: of a printed number: 11 gives [10.5, 11.5), 10,5 gives [10.45, 10.55). */
KkInterval kk_interval_of(const KkNumber *number);

/** kk_interval_of_percent: of @percent percent of @max, a printed maximum, which is exact. */
KkInterval kk_interval_of_percent(const KkNumber *percent, const KkNumber *max);

/** kk_interval_exactly: of a number that is not rounded, as one point. */
KkInterval kk_interval_exactly(const KkNumber *number);

/** kk_interval_meet: what is in both; may be empty. */
KkInterval kk_interval_meet(KkInterval a, KkInterval b);
/** kk_interval_hull: from the least to the greatest of both. */
KkInterval kk_interval_hull(KkInterval a, KkInterval b);
/** kk_interval_sum: of a score in @a and one in @b. */
KkInterval kk_interval_sum(KkInterval a, KkInterval b);
/** kk_interval_is_empty: whether no score is in it. */
bool kk_interval_is_empty(KkInterval interval);
/** kk_interval_meets: whether some score is in both. */
bool kk_interval_meets(KkInterval a, KkInterval b);

/** kk_interval_least: the least number with @decimals that a score in @interval prints as. */
double kk_interval_least(KkInterval interval, int decimals);
/** kk_interval_greatest: the greatest such number. */
double kk_interval_greatest(KkInterval interval, int decimals);

/** kk_interval_variance: of an error that is even over @interval, in points squared. */
double kk_interval_variance(KkInterval interval);

/* A sum that is off by more standard deviations of its rounding errors than this is possible
 * and unlikely: the project's rule for published totals. */
#define KK_UNLIKELY_DEVIATIONS 3.0

/** kk_number_units: a printed number in units. */
gint64 kk_number_units(const KkNumber *number);

KK_END_DECLS

#endif
