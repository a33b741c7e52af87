/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.c - the list of a page's claims. */
#include "claims.h"

#include <kk/edition.h>

#include <stdlib.h>

static void claim_free(gpointer data)
{
    KkClaim *claim = data;

    g_free(claim->text);
    g_array_unref(claim->at);
    g_free(claim);
}

KkClaim *kk_claim_new(const char *text)
{
    KkClaim *claim = g_new0(KkClaim, 1);

    claim->text = g_strdup(text);
    claim->at = kk_at_new();
    return claim;
}

KkClaim *claims_add(Page *page, KkClaimKind kind, const KkMunicipality *municipality, int year,
                    const KkNumber *value, const char *text, guint first, guint end)
{
    KkClaim *claim = kk_claim_new(text);

    claim->kind = kind;
    claim->municipality = municipality;
    claim->year = year;
    claim->value = *value;
    page->first_claim = MIN(page->first_claim, end);
    for (guint i = first; i <= end && i < page->lines->len; i++)
        kk_line_place(g_ptr_array_index(page->lines, i), claim->at);
    g_ptr_array_add(page->claims, claim);
    return claim;
}

GPtrArray *claims_new(void)
{
    return g_ptr_array_new_with_free_func(claim_free);
}

static bool is_in_use(int edition, int year)
{
    const KkEdition *next = kk_editions[edition + 1];

    return year >= atoi(kk_editions[edition]->year) && (next == NULL || year < atoi(next->year));
}

const char *claims_area_id(const char *name, int year)
{
    const char *id = NULL;

    for (int e = 0; kk_editions[e] != NULL; e++) {
        int number = kk_edition_find_area(kk_editions[e], name);

        if (number == 0)
            continue;
        if (id == NULL || is_in_use(e, year))
            id = kk_editions[e]->areas[number - 1].id;
    }
    return id;
}
