/* SPDX-License-Identifier: GPL-2.0-or-later */
/* interval.c - half-open intervals of integers, so that no sum is ever off by a hair. */
#include <kk/interval.h>

#include <math.h>

static gint64 step_of(int decimals)
{
    return KK_UNITS / (decimals == 0 ? 1 : decimals == 1 ? 10 : 100);
}

static gint64 hundredths(const KkNumber *number)
{
    return llround(number->value * 100);
}

gint64 kk_number_units(const KkNumber *number)
{
    return hundredths(number) * (KK_UNITS / 100);
}

KkInterval kk_interval_of(const KkNumber *number)
{
    gint64 half = step_of(number->decimals) / 2, middle = kk_number_units(number);

    return (KkInterval){middle - half, middle + half};
}

KkInterval kk_interval_exactly(const KkNumber *number)
{
    return (KkInterval){kk_number_units(number), kk_number_units(number) + 1};
}

KkInterval kk_interval_of_percent(const KkNumber *percent, const KkNumber *max)
{
    /* percent / 100 * max, in units: hundredths of both, over 100 * 100 * 100 */
    gint64 scale = KK_UNITS / 1000000;
    gint64 half = scale * hundredths(max) * (step_of(percent->decimals) / (KK_UNITS / 100)) / 2;
    gint64 middle = scale * hundredths(percent) * hundredths(max);

    return (KkInterval){middle - half, middle + half};
}

KkInterval kk_interval_meet(KkInterval a, KkInterval b)
{
    return (KkInterval){MAX(a.low, b.low), MIN(a.high, b.high)};
}

KkInterval kk_interval_hull(KkInterval a, KkInterval b)
{
    return (KkInterval){MIN(a.low, b.low), MAX(a.high, b.high)};
}

KkInterval kk_interval_sum(KkInterval a, KkInterval b)
{
    /* the greatest member of each is high - 1: their sum's is two below the sum of highs */
    return (KkInterval){a.low + b.low, a.high + b.high - 1};
}

bool kk_interval_is_empty(KkInterval interval)
{
    return interval.low >= interval.high;
}

bool kk_interval_meets(KkInterval a, KkInterval b)
{
    return !kk_interval_is_empty(kk_interval_meet(a, b));
}

static gint64 floor_divide(gint64 a, gint64 b)
{
    return a / b - (a % b < 0);
}

static double rounded(gint64 units, int decimals)
{
    gint64 step = step_of(decimals);

    return (double)floor_divide(units + step / 2, step) / (double)(KK_UNITS / step);
}

double kk_interval_least(KkInterval interval, int decimals)
{
    return rounded(interval.low, decimals);
}

double kk_interval_greatest(KkInterval interval, int decimals)
{
    return rounded(interval.high - 1, decimals);
}

double kk_interval_variance(KkInterval interval)
{
    double step = (double)(interval.high - interval.low) / (double)KK_UNITS;

    return step * step / 12;
}
