/* claims.c - the stage: context, then tables, then sentences; and the chain for a page. */
#include "claims.h"

#include <kk/edition.h>
#include <kk/error.h>

#include <stdlib.h>
#include <string.h>

/* Characters of a line that is but a link: "Kommunkompassen hos SKR". */
#define LONGEST_LINK 30

static void claim_free(gpointer data)
{
    KkClaim *claim = data;

    g_free(claim->text);
    g_array_unref(claim->at);
    g_free(claim);
}

KkClaim *claims_add(Page *page, KkClaimKind kind, const KkMunicipality *municipality, int year,
                    const KkNumber *value, const char *text, guint first, guint end)
{
    KkClaim *claim = g_new0(KkClaim, 1);

    claim->kind = kind;
    claim->municipality = municipality;
    claim->year = year;
    claim->value = *value;
    claim->text = g_strdup(text);
    claim->at = kk_at_new();
    page->first_claim = MIN(page->first_claim, first);
    for (guint i = first; i <= end && i < page->lines->len; i++)
        kk_line_place(g_ptr_array_index(page->lines, i), claim->at);
    g_ptr_array_add(page->claims, claim);
    return claim;
}

static bool is_in_use(int edition, int year)
{
    const KkEdition *next = kk_editions[edition + 1];

    return year >= atoi(kk_editions[edition]->year) &&
           (next == NULL || year < atoi(next->year));
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

/* Whether the page is about Kommunkompassen: it names it before its first claim, or in a
 * sentence; a link behind them ("Relaterade sidor") is none. */
static bool names_subject(const Page *page)
{
    for (guint i = 0; i < page->lines->len; i++) {
        const char *text = ((KkLine *)g_ptr_array_index(page->lines, i))->text;

        if (kk_pattern_is(KK_PATTERN_SUBJECT, text) &&
            (i <= page->first_claim || g_utf8_strlen(text, -1) > LONGEST_LINK))
            return true;
    }
    return false;
}

GPtrArray *kk_claims_read(const KkLayout *layout, char **published)
{
    Page page = {.layout = layout, .lines = layout->lines, .first_claim = layout->lines->len};

    page.claims = g_ptr_array_new_with_free_func(claim_free);
    page.used = g_new0(bool, layout->lines->len + 1);
    claims_find_context(&page);
    claims_read_tables(&page);
    claims_read_prose(&page);
    if (!names_subject(&page))
        g_ptr_array_set_size(page.claims, 0);
    g_free(page.used);
    *published = page.context.published;
    return page.claims;
}

KkClaims *kk_claims_process(const KkInput *input, const char *password, GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract(input, password, doubts, error);

    if (document == NULL)
        return NULL;
    g_autoptr(KkLayout) layout = kk_layout(document);
    g_autofree char *published = NULL;
    g_autoptr(GPtrArray) claims = kk_claims_read(layout, &published);
    if (claims->len == 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT,
                    "no Kommunkompassen results are stated in it");
        return NULL;
    }
    KkClaims *result = g_new0(KkClaims, 1);
    result->source = document->source;
    memset(&document->source, 0, sizeof document->source);
    result->validation = kk_claims_check(claims, doubts);
    result->published = g_steal_pointer(&published);
    result->claims = g_steal_pointer(&claims);
    result->diagnostics = g_steal_pointer(&doubts);
    return result;
}

void kk_claims_free(KkClaims *claims)
{
    if (claims == NULL)
        return;
    kk_source_clear(&claims->source);
    g_free(claims->published);
    g_ptr_array_unref(claims->claims);
    kk_validation_free(claims->validation);
    g_ptr_array_unref(claims->diagnostics);
    g_free(claims);
}

const char *kk_claim_kind_name(KkClaimKind kind)
{
    static const char *const names[] = {"total", "area", "change", "lowest-area",
                                        "highest-area"};

    return names[kind];
}
