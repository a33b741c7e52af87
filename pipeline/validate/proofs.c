/* SPDX-License-Identifier: GPL-2.0-or-later */
/* proofs.c - what speaks for each number of the score tables beside the place where it was read.
 *
 * That a check passed proves a number only where another number would have failed it: that points
 * lie between nought and the maximum proves neither. */
#include "validate.h"

const char *kk_proven_name(guint by)
{
    static const char *const names[] = {"nothing", "arithmetic", "tags", "both"};

    return names[by & (KK_PROVEN_BY_ARITHMETIC | KK_PROVEN_BY_TAGS)];
}

void kk_proof_clear(KkProof *proof)
{
    g_free(proof->subject);
}

void validate_proves(Check *check, const KkNumber *number)
{
    if (number->set)
        g_hash_table_add(check->proven, (gpointer)number);
}

void validate_proves_row(Check *check, const KkScore *score)
{
    for (int i = 0; i < KK_N_NUMBERS; i++)
        validate_proves(check, kk_score_number(score, i));
}

static void add_proof(const Check *check, char *subject, const KkScore *score)
{
    KkProof proof = {.subject = subject};

    for (int i = 0; i < KK_N_NUMBERS; i++) {
        proof.printed[i] = kk_score_number(score, i)->set;
        if (g_hash_table_contains(check->proven, kk_score_number(score, i)))
            proof.by[i] |= KK_PROVEN_BY_ARITHMETIC;
        if (score->tagged[i])
            proof.by[i] |= KK_PROVEN_BY_TAGS;
    }
    g_array_append_val(check->validation->proofs, proof);
}

void validate_list_proofs(const Check *check)
{
    for (guint i = 0; i < check->report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(check->report->areas, i);

        for (guint k = 0; k < area->questions->len; k++) {
            const KkQuestion *question = g_ptr_array_index(area->questions, k);

            add_proof(check, g_strdup(question->code), &question->score);
        }
        if (area->has_score)
            add_proof(check, g_strdup_printf("%d", area->number), &area->score);
    }
}
