/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scores drawn at random and printed by the rules never raise a finding; a number that is
 * changed beyond what rounding explains raises one. What rounding explains is found out by
 * brute force: all unrounded scores on a fine grid are printed and compared.
 *
 * The grid: with whole maxima and percentages every end of an interval is a multiple of
 * 0.005 points, which is more grid points than an area has rows, so that sums lose nothing. */
#include "reports.h"

#include <string.h>

#define GRID 2000 /* unrounded scores a point */
#define MAX_ROWS 8
#define N_AREAS 8
#define MISPRINTS 1000

/* ---- numbers as they are printed ----------------------------------------------------------- */

/* An own generator, so that a failure comes back: xorshift. */
static guint64 random_state;

static int draw(int below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int)(random_state % (guint64)below);
}

/* @a / @b, rounded half up. */
static gint64 half_up(gint64 a, gint64 b)
{
    return (2 * a + b) / (2 * b);
}

/* In steps of the printed number: with one decimal, tenths. */
static gint64 print_points(gint64 score, int decimals)
{
    return half_up(score * (decimals == 1 ? 10 : 1), GRID);
}

static gint64 print_percent(gint64 score, gint64 max)
{
    return half_up(score * 100, max * GRID);
}

static KkNumber printed(gint64 steps, int decimals)
{
    return (KkNumber){true, decimals == 1 ? (double)steps / 10 : (double)steps, decimals};
}

static gint64 steps_of(const KkNumber *number)
{
    return (gint64)(number->value * (number->decimals == 1 ? 10 : 1) + 0.5);
}

/* ---- random reports ------------------------------------------------------------------------ */

typedef struct {
    int decimals;
    bool percents, published;
} Style;

/* Whole maxima that add up to 100, none of them 0. */
static int draw_maxima(int *maxima)
{
    int n = 3 + draw(MAX_ROWS - 2), left = 100;

    for (int i = 0; i < n - 1; i++) {
        maxima[i] = 1 + draw(left - (n - 1 - i) > 40 ? 40 : left - (n - 1 - i));
        left -= maxima[i];
    }
    maxima[n - 1] = left;
    return n;
}

/* Returns the unrounded total. */
static gint64 add_random_area(KkReport *report, const Style *style)
{
    KkArea *area = add_area(report, "", "100", "");
    int maxima[MAX_ROWS], n = draw_maxima(maxima);
    gint64 total = 0;

    for (int i = 0; i < n; i++) {
        gint64 score = draw(5) == 0 ? maxima[i] * GRID * draw(2) : draw(maxima[i] * GRID + 1);
        KkScore *row = add_row(area, "", "", "");

        row->achieved = printed(print_points(score, style->decimals), style->decimals);
        row->max = printed(maxima[i], 0);
        if (style->percents)
            row->percent = printed(print_percent(score, maxima[i]), 0);
        total += score;
    }
    area->score.achieved = printed(print_points(total, style->decimals), style->decimals);
    if (style->percents)
        area->score.percent = printed(print_percent(total, 100), 0);
    for (int i = 0; i < 2 && style->published; i++)
        publish(area->published, i == 0 ? KK_WHERE_CHAPTER : KK_WHERE_SUMMARY, "")->score = printed(
            print_points(total, i == 0 ? style->decimals : 0), i == 0 ? style->decimals : 0);
    return total;
}

static KkReport *random_report(const Style *style)
{
    KkReport *report = make_report();
    gint64 total = 0;

    report->edition = kk_editions[3]->year;
    for (int i = 0; i < N_AREAS; i++)
        total += add_random_area(report, style);
    publish(report->published, KK_WHERE_SUMMARY, "")->score =
        printed(print_points(total, style->decimals), style->decimals);
    return report;
}

static Style draw_style(void)
{
    return (Style){draw(2), draw(3) > 0, draw(3) > 0};
}

static void scores_printed_by_the_rules_raise_nothing(void)
{
    random_state = 20170317;
    for (int i = 0; i < 10000 / N_AREAS; i++) {
        Style style = draw_style();

        assert_findings(random_report(&style), "");
    }
}

/* ---- brute force --------------------------------------------------------------------------- */

/* Unrounded scores on the grid, both ends included. */
typedef struct {
    gint64 low, high;
} Range;

/* Those up to @most that print as they should; empty where none do. */
static Range search(gint64 most, const KkNumber *points, const KkNumber *percent, gint64 max)
{
    Range range = {1, 0};

    for (gint64 score = 0; score <= most; score++) {
        if ((points->set && print_points(score, points->decimals) != steps_of(points)) ||
            (percent->set && print_percent(score, max) != steps_of(percent)))
            continue;
        if (range.low > range.high)
            range.low = score;
        range.high = score;
    }
    return range;
}

static Range meet(Range a, Range b)
{
    return (Range){MAX(a.low, b.low), MIN(a.high, b.high)};
}

static bool is_empty(Range range)
{
    return range.low > range.high;
}

static bool rows_can_be(const KkArea *area, Range *sum)
{
    double maxima = 0;

    *sum = (Range){0, 0};
    for (guint i = 0; i < area->questions->len; i++) {
        const KkScore *score = &((KkQuestion *)g_ptr_array_index(area->questions, i))->score;
        gint64 max = steps_of(&score->max);

        if (max <= 0 || max > 100)
            return false;
        Range row = search(max * GRID, &score->achieved, &score->percent, max);
        if (is_empty(row))
            return false;
        sum->low += row.low;
        sum->high += row.high;
        maxima += score->max.value;
    }
    return maxima == area->score.max.value;
}

/* Whether any unrounded scores print as the area does. */
static bool area_can_be(const KkArea *area)
{
    const KkNumber none = {false, 0, 0};
    Range sum;

    if (!rows_can_be(area, &sum))
        return false;
    Range total =
        search(100 * GRID, &area->score.achieved, &area->score.percent, steps_of(&area->score.max));
    total = meet(total, sum);
    for (guint i = 0; i < area->published->len && !is_empty(total); i++)
        total = meet(total, search(100 * GRID,
                                   &((KkPublished *)g_ptr_array_index(area->published, i))->score,
                                   &none, 100));
    return !is_empty(total);
}

/* By the areas' printed totals, not narrowed by their rows. */
static bool total_can_be(const KkReport *report)
{
    const KkNumber none = {false, 0, 0};
    const KkPublished *published = g_ptr_array_index(report->published, 0);
    Range sum = {0, 0};

    for (int number = 1; number <= N_AREAS; number++) {
        Range area = search(100 * GRID, &area_of(report, number)->score.achieved, &none, 100);

        sum.low += area.low;
        sum.high += area.high;
    }
    for (gint64 score = sum.low; score <= sum.high; score++)
        if (print_points(score, published->score.decimals) == steps_of(&published->score))
            return true;
    return false;
}

/* ---- one number is changed ------------------------------------------------------------------ */

/* What may be found: "|rule subject|rule subject|". */
static char *allowed;

/* A number of @report, and what may be found where it is at fault. */
static KkNumber *draw_number(KkReport *report, const Style *style, int area)
{
    guint row = 1 + (guint)draw((int)area_of(report, area)->questions->len);
    KkScore *score = row_of(report, area, row), *total = &area_of(report, area)->score;
    GPtrArray *published = area_of(report, area)->published;
    KkNumber *const numbers[] = {
        &score->achieved,
        &score->max,
        style->percents ? &score->percent : &score->achieved,
        &total->achieved,
        &total->max,
        style->percents ? &total->percent : &total->achieved,
        style->published ? &((KkPublished *)published->pdata[draw(2)])->score : &total->achieved,
        &((KkPublished *)report->published->pdata[0])->score};
    int which = draw(G_N_ELEMENTS(numbers));
    KkNumber *number = numbers[which];

    /* a row that is still possible alone may be at odds with what is known of its area */
    g_autofree char *whole =
        g_strdup_printf("|area-total %d|area-percent %d|area-published %d|", area, area, area);
    g_free(allowed);
    if (number == &score->achieved || number == &score->percent)
        allowed =
            g_strdup_printf("|row-percent %d.%u|row-range %d.%u%s", area, row, area, row, whole);
    else if (number == &score->max)
        allowed = g_strdup_printf("|row-max %d.%u|area-max %d|", area, row, area);
    else if (number == &total->max)
        allowed = g_strdup_printf("|area-max %d|", area);
    else if (number == &total->achieved)
        allowed = g_strdup(whole);
    else if (number == &total->percent)
        allowed = g_strdup_printf("|area-percent %d|area-published %d|", area, area);
    else
        allowed = which == 7 ? g_strdup("|report-total total|")
                             : g_strdup_printf("|area-published %d|", area);
    return number;
}

/* A near number, another digit, or two digits swapped. */
static void misprint(KkNumber *number)
{
    gint64 was = steps_of(number), now = was, ten = 1;

    for (int i = draw(3); i > 0; i--)
        ten *= 10;
    switch (draw(3)) {
    case 0:
        now += 1 + draw(4);
        break;
    case 1:
        now += (draw(10) - was / ten % 10) * ten;
        break;
    default:
        now += (was / ten % 10 - was / ten / 10 % 10) * 9 * ten;
        break;
    }
    if (draw(4) == 0)
        now = was - 1 - draw(4);
    *number = printed(MAX(now, 0), number->decimals);
}

static char *dup_found(const KkReport *report)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);

    return dup_findings(validation);
}

static void assert_no_finding(const KkReport *report, const char *what)
{
    g_autofree char *found = dup_found(report);

    if (found[0] != '\0')
        g_error("%s: explained by rounding, and yet %s", what, found);
}

static void assert_one_finding(const KkReport *report, const char *what, const char *of)
{
    g_autofree char *found = dup_found(report);

    if (!g_str_has_suffix(found, " failed") || strchr(found, '\n') != NULL)
        g_error("%s: not one finding but \"%s\"", what, found);
    found[strlen(found) - strlen(" failed")] = '\0';
    g_autofree char *key = g_strdup_printf("|%s|", found);
    if (strstr(of, key) == NULL)
        g_error("%s: %s, none of %s", what, found, of);
}

static void assert_misprint_is_found(int i)
{
    Style style = draw_style();
    g_autoptr(KkReport) report = random_report(&style);
    int area = 1 + draw(N_AREAS);
    KkNumber *number = draw_number(report, &style, area);
    KkNumber was = *number;

    misprint(number);
    g_autofree char *what =
        g_strdup_printf("case %d, area %d: %g printed as %g", i, area, was.value, number->value);
    if (!area_can_be(area_of(report, area)))
        assert_one_finding(report, what, allowed);
    else if (!total_can_be(report))
        assert_one_finding(report, what, "|report-total total|");
    else
        assert_no_finding(report, what);
}

static void number_beyond_rounding_raises_one_finding(void)
{
    random_state = 448;
    for (int i = 0; i < MISPRINTS; i++)
        assert_misprint_is_found(i);
    g_clear_pointer(&allowed, g_free);
}

/* ---- what is said of it -------------------------------------------------------------------- */

static bool is_outside(const KkArgument *range, double value)
{
    return value < range->least || value > range->greatest;
}

/* Whether the numbers that the sentence names contradict each other as it says. */
static bool disagrees(const KkFinding *finding)
{
    const KkArgument *a = finding->message->arguments;

    switch (finding->message->code) {
    case KK_SAYS_ROW_MAX:
        return a[0].least <= 0 || a[0].least > 100;
    case KK_SAYS_ROW_RANGE:
        return a[0].least > a[1].least;
    case KK_SAYS_ROW_PERCENT:
        return 100 * a[0].least != a[1].least * a[2].least;
    case KK_SAYS_AREA_MAX:
        return a[1].least != a[2].least;
    case KK_SAYS_AREA_TOTAL:
    case KK_SAYS_AREA_PERCENT:
        return is_outside(&a[1], a[2].least);
    case KK_SAYS_AREA_PUBLISHED_CHAPTER:
    case KK_SAYS_AREA_PUBLISHED_SUMMARY:
        return is_outside(&a[2], a[1].least);
    case KK_SAYS_REPORT_TOTAL:
        return is_outside(&a[0], a[1].least);
    default:
        return finding->message->code == KK_SAYS_AREA_PERCENT_OF_NOTHING ||
               finding->outcome == KK_OUTCOME_SKIPPED;
    }
}

static void assert_makes_sense(const KkFinding *finding)
{
    const KkMessage *message = finding->message;
    const KkMessage *hint = message->hint;

    if (!disagrees(finding) ||
        g_regex_match_simple(
            "\\b([\\d.]+)(?: %)?(?: of its maximum)?, not (?:\\w+ )*\\1(?![\\d.]*\\d)",
            message->text, 0, 0))
        g_error("nonsense: %s", message->text);
    if (hint != NULL && hint->arguments[1].type == KK_ARGUMENT_NUMBER &&
        hint->arguments[0].least == hint->arguments[1].least)
        g_error("a misprint that is none: %s", message->text);
}

/* Up to four numbers at fault at once, of one area or of several. */
static void findings_name_numbers_that_disagree(void)
{
    random_state = 615;
    for (int i = 0; i < MISPRINTS; i++) {
        Style style = draw_style();
        g_autoptr(KkReport) report = random_report(&style);
        g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
        int area = 1 + draw(N_AREAS);

        for (int n = 1 + draw(4); n > 0; n--)
            misprint(draw_number(report, &style, draw(2) == 0 ? area : 1 + draw(N_AREAS)));
        g_autoptr(KkValidation) validation = kk_validate(report, doubts);
        for (guint k = 0; k < validation->findings->len; k++)
            assert_makes_sense(g_ptr_array_index(validation->findings, k));
    }
    g_clear_pointer(&allowed, g_free);
}

/* ---- small cases, all scores tried ----------------------------------------------------------- */

#define SMALL 20 /* unrounded scores a point: a grid of 0.05 */

/* The printed totals, whole, that two or three rows of whole points can have: every
 * combination is tried. */
static void try_all(const int *points, const int *maxima, int n, int *least, int *greatest)
{
    *least = G_MAXINT;
    *greatest = -1;
    for (int a = 0; a <= maxima[0] * SMALL; a++)
        for (int b = 0; b <= maxima[1] * SMALL; b++)
            for (int c = 0; c <= (n == 3 ? maxima[2] * SMALL : 0); c++) {
                if (half_up(a, SMALL) != points[0] || half_up(b, SMALL) != points[1] ||
                    (n == 3 && half_up(c, SMALL) != points[2]))
                    continue;
                int total = (int)half_up(a + b + c, SMALL);
                *least = MIN(*least, total);
                *greatest = MAX(*greatest, total);
            }
}

static void assert_small_case(void)
{
    int n = 2 + draw(2), points[3] = {0}, maxima[3] = {0}, least, greatest;
    g_autoptr(KkReport) report = make_report();
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    KkArea *area = add_area(report, "", "", "");

    for (int i = 0; i < n; i++) {
        maxima[i] = 1 + draw(4);
        points[i] = draw(maxima[i] + 1);
        KkScore *row = add_row(area, "", "", "");
        row->achieved = printed(points[i], 0);
        row->max = printed(maxima[i], 0);
    }
    try_all(points, maxima, n, &least, &greatest);
    area->score.achieved = printed(draw(12), 0);
    g_autoptr(KkValidation) validation = kk_validate(report, doubts);
    const KkSum *sum = &g_array_index(validation->areas, KkSum, 0);
    g_assert_true(sum->has_interval);
    g_assert_cmpfloat(sum->least, ==, least);
    g_assert_cmpfloat(sum->greatest, ==, greatest);
    bool agrees = area->score.achieved.value >= least && area->score.achieved.value <= greatest;
    test_assert_text(dup_findings(validation), agrees ? "" : "area-total 1 failed");
}

static void intervals_agree_with_trying_all_scores(void)
{
    random_state = 359;
    for (int i = 0; i < 300; i++)
        assert_small_case();
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/validate/properties", scores_printed_by_the_rules_raise_nothing);
    TEST("/validate/properties", number_beyond_rounding_raises_one_finding);
    TEST("/validate/properties", findings_name_numbers_that_disagree);
    TEST("/validate/properties", intervals_agree_with_trying_all_scores);
    return g_test_run();
}
