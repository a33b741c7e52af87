/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.c - the role of each column of a table: every way to give out the three roles that a
 * score table has is weighed, and the heaviest is taken. */
#include <kk/columns.h>
#include <kk/words.h>

#include <math.h>
#include <string.h>

#define OF_WORDING 4.0 /* all of a wording that was added: as the surest of the program's words */
#define OF_ANOTHER_YEAR 2.5 /* a year in the head that is not the latest */
#define OF_LATEST_YEAR 1.5  /* … that is */
#define FITS_ALL 4.0        /* points / maximum is the percentage, in all rows */
#define EXCEEDS 8.0         /* points above the maximum, in all rows */
#define ADDS_UP 3.0         /* maxima add up to 100, in all areas */
#define OF_UNIT 4.0         /* all numbers bear the sign for it, or another's */
#define OF_SIGN 6.0         /* all numbers bear a sign: a change */
#define IN_ORDER 0.3        /* points before maximum before percentage */
#define LEAST_SUM_ROWS 2    /* rows whose maxima may add up */
#define UNPROVEN 0.7        /* a maximum or a percentage, before anything speaks for it */
#define MOST_CHOSEN 12      /* columns among which points, maximum and percentage are sought */
#define OF_ITS_OWN 0.2      /* a table has points of its own, where nothing says otherwise */

typedef struct {
    const KkEvidence *of;
    double heads[KK_MAX_COLUMNS][KK_N_ROLES];
    bool combined[KK_MAX_COLUMNS]; /* "12/15": points and maximum in one */
} Weights;

typedef struct {
    int own, max, percent; /* columns; -1: none has it */
} Choice;

static const KkEvidenceRow *row_at(const KkEvidence *evidence, guint i)
{
    return &g_array_index(evidence->rows, KkEvidenceRow, i);
}

/* ---- heads -------------------------------------------------------------------------------- */

static int year_of(const char *head)
{
    for (const char *p = head; p != NULL && *p != '\0'; p++)
        if ((g_str_has_prefix(p, "19") || g_str_has_prefix(p, "20")) &&
            (p == head || !g_ascii_isdigit(p[-1])) && strspn(p, "0123456789") == 4)
            return (int)g_ascii_strtoll(p, NULL, 10);
    return 0;
}

static void weigh_word(const char *word, double *weights)
{
    for (const KkColumnWord *known = kk_column_words; known->start != NULL; known++)
        if (g_str_has_prefix(word, known->start)) {
            weights[known->role] += known->weight;
            return;
        }
}

/* The role of a column under words that were added. */
static KkRole role_of_added(KkWordGroup group)
{
    static const KkRole roles[KK_N_WORD_GROUPS] = {
        [KK_WORDS_COLUMN_POINTS] = KK_ROLE_OWN,      [KK_WORDS_COLUMN_MAXIMUM] = KK_ROLE_MAX,
        [KK_WORDS_COLUMN_PERCENT] = KK_ROLE_PERCENT, [KK_WORDS_COLUMN_EARLIER] = KK_ROLE_EARLIER,
        [KK_WORDS_COLUMN_AVERAGE] = KK_ROLE_AVERAGE, [KK_WORDS_COLUMN_CHANGE] = KK_ROLE_CHANGE,
        [KK_WORDS_COLUMN_RANK] = KK_ROLE_RANK,
    };

    return roles[group];
}

static void weigh_head(const char *head, int latest, double *weights)
{
    g_autofree char *lower = g_utf8_strdown(head != NULL ? head : "", -1);
    g_auto(GStrv) words = g_strsplit_set(g_strdelimit(lower, "(),:", ' '), " ", -1);
    int year = year_of(head);

    for (char **word = words; *word != NULL; word++) {
        guint n = 1;
        KkWordGroup added = kk_words_find_run(word, &n);
        char *slash = strchr(*word, '/');

        if (added != KK_WORDS_NONE) {
            weights[role_of_added(added)] += OF_WORDING;
            word += n - 1;
            continue;
        }
        weigh_word(*word, weights);
        if (slash != NULL && slash > *word && **word != '+')
            weigh_word(slash + 1, weights);
    }
    if (weights[KK_ROLE_PERCENT] >= 3) /* "Uppnått i %", "Andel av maxpoäng" */
        weights[KK_ROLE_OWN] = weights[KK_ROLE_MAX] = 0;
    if (year > 0)
        weights[year == latest ? KK_ROLE_OWN : KK_ROLE_EARLIER] +=
            year == latest ? OF_LATEST_YEAR : OF_ANOTHER_YEAR;
}

static void weigh_heads(Weights *weights)
{
    int latest = 0;

    for (guint c = 0; c < weights->of->n_columns; c++)
        latest = MAX(latest, year_of(weights->of->heads[c]));
    for (guint c = 0; c < weights->of->n_columns; c++)
        weigh_head(weights->of->heads[c], latest, weights->heads[c]);
}

/* ---- the numbers of one column ----------------------------------------------------------------
 */

static double share(guint n, guint of)
{
    return of > 0 ? (double)n / of : 0;
}

/* What units, signs and brackets say. */
static void weigh_marks(Weights *weights, guint c)
{
    guint n = 0, n_percent = 0, n_signed = 0, n_combined = 0, n_bracketed = 0;
    double *roles = weights->heads[c];

    for (guint i = 0; i < weights->of->rows->len; i++) {
        const KkFigure *figure = &row_at(weights->of, i)->figures[c];

        n += figure->set;
        n_percent += figure->set && figure->unit == KK_UNIT_PERCENT;
        n_signed += figure->set && figure->sign != 0;
        n_bracketed += figure->set && figure->in_brackets;
        n_combined += figure->set && figure->has_max;
    }
    weights->combined[c] = 2 * n_combined > n;
    roles[KK_ROLE_PERCENT] += OF_UNIT * share(n_percent, n);
    roles[KK_ROLE_OWN] -= OF_UNIT * share(n_percent, n);
    roles[KK_ROLE_MAX] -= OF_UNIT * share(n_percent, n);
    roles[KK_ROLE_CHANGE] += OF_SIGN * share(n_signed, n);
    roles[KK_ROLE_OWN] -= OF_SIGN * share(n_signed, n) + share(n_bracketed, n);
    roles[KK_ROLE_MAX] -= OF_SIGN * share(n_signed, n);
    roles[KK_ROLE_PERCENT] -= OF_SIGN * share(n_signed, n);
}

/* ---- columns together -------------------------------------------------------------------------
 */

static bool max_of(const KkEvidenceRow *row, const Choice *choice, double *max)
{
    const KkFigure *own = &row->figures[choice->own];

    if (choice->max < 0)
        return false;
    if (choice->max == choice->own) {
        *max = own->max;
        return own->set && own->has_max;
    }
    *max = row->figures[choice->max].value;
    return row->figures[choice->max].set;
}

/* Points and percentage are rounded to whole numbers. */
static bool fits(double own, double max, double percent)
{
    return max > 0 && fabs(100 * own / max - percent) <= 50 / max + 0.5 + 1e-6;
}

static double weigh_rows(const KkEvidence *evidence, const Choice *choice)
{
    guint n = 0, n_above = 0, n_percents = 0, n_fitting = 0;

    for (guint i = 0; i < evidence->rows->len; i++) {
        const KkEvidenceRow *row = row_at(evidence, i);
        const KkFigure *own = &row->figures[choice->own];
        double max = 0;

        if (!own->set || !max_of(row, choice, &max))
            continue;
        n++;
        n_above += own->value > max;
        if (choice->percent >= 0 && row->figures[choice->percent].set) {
            n_percents++;
            n_fitting += fits(own->value, max, row->figures[choice->percent].value);
        }
    }
    double weight = 0;
    if (n_percents > 0)
        weight += 2 * FITS_ALL * (share(n_fitting, n_percents) - 0.5);
    return weight - EXCEEDS * share(n_above, n);
}

/* What the maxima of a group come to. */
typedef struct {
    long sum, last;
    guint n;
} Sum;

/* Whether they add up to 100, or to the last of them, which then is their total under a label that
 * no word tells. */
static bool is_hundred(const Sum *sum)
{
    return sum->sum == 100 || (sum->last == 100 && sum->sum == 200);
}

/* How many groups' maxima add up to 100, or all are 100. */
static double weigh_sums(const KkEvidence *evidence, const Choice *choice)
{
    g_autoptr(GHashTable) sums = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    guint n_groups = 0, n_right = 0, n_rows = 0, n_hundred = 0;
    GHashTableIter iter;
    gpointer value;

    for (guint i = 0; i < evidence->rows->len; i++) {
        const KkEvidenceRow *row = row_at(evidence, i);
        Sum *sum = g_hash_table_lookup(sums, GINT_TO_POINTER(row->group));
        double max = 0;

        if (!max_of(row, choice, &max))
            continue;
        n_rows++;
        n_hundred += max == 100;
        if (row->is_total)
            continue;
        if (sum == NULL)
            g_hash_table_insert(sums, GINT_TO_POINTER(row->group), sum = g_new0(Sum, 1));
        sum->last = lround(max);
        sum->sum += sum->last;
        sum->n++;
    }
    g_hash_table_iter_init(&iter, sums);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Sum *sum = value;

        n_groups += sum->n >= LEAST_SUM_ROWS;
        n_right += sum->n >= LEAST_SUM_ROWS && is_hundred(sum);
    }
    return ADDS_UP * MAX(share(n_right, n_groups), n_rows > 2 ? share(n_hundred, n_rows) : 0);
}

static double weigh_order(const Choice *choice)
{
    double weight = 0;

    if (choice->max > choice->own)
        weight += IN_ORDER;
    if (choice->percent > choice->own)
        weight += IN_ORDER;
    if (choice->percent > choice->max && choice->max >= 0)
        weight += IN_ORDER;
    return weight;
}

/* The role of a column that is none of the chosen three: one of maxima may stand beside points that
 * have theirs with them, or alone. */
static KkRole other_role(const Weights *weights, const Choice *choice, guint c)
{
    bool may_be_max = (choice->own < 0 && weights->of->n_columns == 1) ||
                      (choice->max >= 0 && choice->max == choice->own);
    KkRole best = may_be_max && weights->heads[c][KK_ROLE_MAX] > 0 ? KK_ROLE_MAX : KK_ROLE_OTHER;

    for (KkRole role = KK_ROLE_EARLIER; role < KK_N_ROLES; role++)
        if (weights->heads[c][role] > MAX(weights->heads[c][best], 0))
            best = role;
    return best;
}

static KkRole role_of(const Weights *weights, const Choice *choice, guint c)
{
    return (int)c == choice->own       ? KK_ROLE_OWN
           : (int)c == choice->max     ? KK_ROLE_MAX
           : (int)c == choice->percent ? KK_ROLE_PERCENT
                                       : other_role(weights, choice, c);
}

static double weigh(const Weights *weights, const Choice *choice)
{
    double weight = 0;

    for (guint c = 0; c < weights->of->n_columns; c++)
        weight += weights->heads[c][role_of(weights, choice, c)];
    if (choice->own < 0)
        return weight;
    weight -=
        UNPROVEN * ((choice->max >= 0 && choice->max != choice->own) + (choice->percent >= 0));
    weight += OF_ITS_OWN + weigh_order(choice) - IN_ORDER / 2 * choice->own;
    if (choice->max >= 0)
        weight += weigh_rows(weights->of, choice) + weigh_sums(weights->of, choice);
    return weight;
}

double kk_columns_read(const KkEvidence *evidence, KkRole *roles)
{
    Weights weights = {.of = evidence};
    Choice best = {-1, -1, -1};
    double most = -G_MAXDOUBLE, second = -G_MAXDOUBLE;
    int n = (int)MIN(evidence->n_columns, MOST_CHOSEN);

    weigh_heads(&weights);
    for (guint c = 0; c < evidence->n_columns; c++)
        weigh_marks(&weights, c);
    for (int own = -1; own < n; own++)
        for (int max = -1; max < n; max++)
            for (int percent = -1; percent < n; percent++) {
                Choice choice = {own, max, percent};

                if ((own < 0 && max >= 0) || (max >= 0 && max == own && !weights.combined[own]) ||
                    (percent >= 0 && (percent == own || percent == max)) ||
                    (own >= 0 && weights.combined[own] && max != own))
                    continue;
                double weight = weigh(&weights, &choice);

                if (weight > most) {
                    second = best.own != own ? most : second;
                    most = weight;
                    best = choice;
                } else if (weight > second && own != best.own) {
                    second = weight;
                }
            }
    for (guint c = 0; c < evidence->n_columns; c++)
        roles[c] = role_of(&weights, &best, c);
    return most - second;
}
