/* SPDX-License-Identifier: GPL-2.0-or-later */
/* findings.c - what the checks share: outcomes and findings, what a row's numbers allow, and
 * the misprint that would explain a failure. */
#include "validate.h"

#include <string.h>

static void finding_free(gpointer data)
{
    KkFinding *finding = data;

    g_free(finding->subject);
    kk_message_free(finding->message);
    g_array_unref(finding->at);
    g_free(finding);
}

KkValidation *kk_validation_new(void)
{
    KkValidation *validation = g_new0(KkValidation, 1);

    validation->findings = g_ptr_array_new_with_free_func(finding_free);
    validation->areas = g_array_new(FALSE, TRUE, sizeof(KkSum));
    validation->proofs = g_array_new(FALSE, TRUE, sizeof(KkProof));
    g_array_set_clear_func(validation->proofs, (GDestroyNotify)kk_proof_clear);
    return validation;
}

static KkFinding *add_finding(Check *check, const char *subject, const KkAt *at, KkOutcome outcome,
                              KkMessage *message)
{
    KkFinding *finding = g_new0(KkFinding, 1);

    finding->rule = kk_message_rule(message->code);
    finding->subject = g_strdup(subject);
    finding->outcome = outcome;
    finding->message = message;
    finding->at = kk_at_dup(at);
    g_ptr_array_add(check->validation->findings, finding);
    check->validation->counts[outcome]++;
    return finding;
}

void validate_agrees(Check *check, bool exactly)
{
    check->validation->counts[exactly ? KK_OUTCOME_EXACT : KK_OUTCOME_ROUNDING]++;
}

void validate_fails(Check *check, const char *subject, const KkAt *at, const KkInterval *expected,
                    const KkNumber *found, KkMessage *message)
{
    KkFinding *finding = add_finding(check, subject, at, KK_OUTCOME_FAILED, message);

    if (found != NULL)
        finding->found = *found;
    if (expected != NULL && !kk_interval_is_empty(*expected)) {
        int decimals = found != NULL ? found->decimals : 0;

        finding->has_expected = true;
        finding->least = kk_interval_least(*expected, decimals);
        finding->greatest = kk_interval_greatest(*expected, decimals);
    }
}

void validate_skips(Check *check, const char *subject, const KkAt *at, KkMessage *message)
{
    add_finding(check, subject, at, KK_OUTCOME_SKIPPED, message);
}

KkArgument validate_range(KkInterval interval, int decimals)
{
    return KK_RANGE(kk_interval_least(interval, decimals),
                    kk_interval_greatest(interval, decimals));
}

KkInterval validate_bounds(const KkNumber *max)
{
    return (KkInterval){0, max->set ? kk_number_units(max) + 1 : G_MAXINT64 / 4};
}

bool validate_score_fits(KkInterval achieved, const KkNumber *max, const KkNumber *percent)
{
    KkInterval possible = kk_interval_meet(achieved, validate_bounds(max));

    return kk_interval_meets(possible, kk_interval_of_percent(percent, max));
}

KkInterval validate_percent_of(KkInterval points, const KkNumber *max)
{
    const gint64 unit = KK_UNITS / 200; /* of which maxima are multiples */
    gint64 whole = kk_number_units(max) / unit;
    gint64 low = points.low / unit * 100 * KK_UNITS;
    gint64 high = (points.high + unit - 1) / unit * 100 * KK_UNITS;

    return (KkInterval){MAX(low / whole, 0), MIN((high + whole - 1) / whole, 100 * KK_UNITS + 1)};
}

bool validate_row_interval(const AreaState *state, const KkQuestion *question, KkInterval *interval)
{
    const KkScore *score = &question->score;
    const KkNumber unknown = {false, 0, 0};
    bool trusted = !state->max_failed && !state->row_max_failed;
    bool by_percent = trusted && score->percent.set && score->max.set;

    if (!score->achieved.set && !by_percent)
        return false;
    /* no row has less than nothing, or more than its maximum */
    KkInterval possible = validate_bounds(trusted ? &score->max : &unknown);
    if (by_percent) {
        KkInterval percent = kk_interval_of_percent(&score->percent, &score->max);

        if (kk_interval_meets(possible, percent))
            possible = kk_interval_meet(possible, percent);
    }
    if (score->achieved.set) {
        KkInterval points = kk_interval_of(&score->achieved);

        possible = kk_interval_meets(possible, points) ? kk_interval_meet(possible, points)
                                                       : kk_interval_hull(possible, points);
    }
    *interval = possible;
    return true;
}

/* ---- single misprints ---------------------------------------------------------------- */

/* Takes a candidate if it would agree; more than one candidate cancels the explanation. */
static void consider(const char *text, const Suspect *suspect, KkMessage **best, guint *n)
{
    double value = g_ascii_strtod(text, NULL);

    if (value < suspect->least - 1e-9 || value > suspect->greatest + 1e-9)
        return;
    g_autofree char *printed =
        kk_number_dup_text(suspect->printed.value, suspect->printed.decimals);
    if (strcmp(text, printed) == 0 || text[0] == '0')
        return;
    ++*n;
    kk_message_free(*best);
    *best = kk_message(suspect->hint, NULL, KK_NUMBER(value), KK_NUMBER(suspect->printed.value),
                       suspect->of);
}

static void consider_all(const Suspect *suspect, KkMessage **best, guint *n)
{
    g_autofree char *text = kk_number_dup_text(suspect->printed.value, suspect->printed.decimals);

    for (gsize i = 0; text[i] != '\0'; i++) {
        char digit = text[i], next = text[i + 1];

        if (!g_ascii_isdigit(digit))
            continue;
        for (char other = '0'; other <= '9'; other++) {
            text[i] = other;
            if (other != digit)
                consider(text, suspect, best, n);
        }
        text[i] = digit;
        if (g_ascii_isdigit(next) && next != digit) {
            text[i] = next;
            text[i + 1] = digit;
            consider(text, suspect, best, n);
            text[i] = digit;
            text[i + 1] = next;
        }
    }
}

KkMessage *validate_explain(const Suspect *suspects, guint n)
{
    KkMessage *best = NULL;
    guint found = 0;

    for (guint i = 0; i < n; i++)
        if (suspects[i].printed.set)
            consider_all(&suspects[i], &best, &found);
    if (found == 1)
        return best;
    kk_message_free(best);
    return NULL;
}

void kk_validation_free(KkValidation *validation)
{
    if (validation == NULL)
        return;
    g_ptr_array_unref(validation->findings);
    g_array_unref(validation->areas);
    g_array_unref(validation->proofs);
    g_free(validation);
}
