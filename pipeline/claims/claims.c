/* SPDX-License-Identifier: GPL-2.0-or-later */
/* claims.c - the stage: context, then tables, then sentences; and the chain for a page. */
#include "claims.h"

#include <kk/attached.h>
#include <kk/error.h>
#include <kk/language.h>

#include <stdlib.h>
#include <string.h>

/* Characters of a line that is but a link: "Kommunkompassen hos SKR". */
#define LONGEST_LINK 30

/* In windows: a paragraph of a web page is one line, and may be longer than patterns take. */
static bool holds_subject(const char *text)
{
    gsize length = strlen(text);

    for (gsize from = 0; from < length; from += KK_MAX_SUBJECT / 2) {
        while (((guchar)text[from] & 0xc0) == 0x80)
            from++;
        if (kk_pattern_is(KK_PATTERN_SUBJECT, text + from))
            return true;
    }
    return false;
}

/* Whether the page is about Kommunkompassen: it names it before its first claim, or in a
 * sentence; a link behind them ("Relaterade sidor") is none. */
static bool names_subject(const Page *page)
{
    for (guint i = 0; i < page->lines->len; i++) {
        const char *text = ((KkLine *)g_ptr_array_index(page->lines, i))->text;

        if ((i <= page->first_claim || g_utf8_strlen(text, -1) > LONGEST_LINK) &&
            holds_subject(text))
            return true;
    }
    return false;
}

static void read_claims(Page *page)
{
    page->claims = claims_new();
    page->used = g_new0(bool, page->lines->len + 1);
    page->undated = g_hash_table_new(NULL, NULL);
    claims_read_tables(page);
    claims_read_prose(page);
}

static void drop_claims(Page *page)
{
    g_ptr_array_unref(page->claims);
    g_free(page->used);
    g_hash_table_unref(page->undated);
}

/* The last year of the page's own scores of a kind, if it dates every one but those of the
 * evaluation before; 0. */
static int last_year_of(const Page *page, KkClaimKind kind)
{
    int year = 0;

    for (guint i = 0; i < page->claims->len; i++) {
        const KkClaim *claim = g_ptr_array_index(page->claims, i);

        if (claim->kind != kind || claim->municipality != page->context.municipality)
            continue;
        if (claim->year == 0 && g_hash_table_contains(page->undated, claim))
            return 0;
        year = MAX(year, claim->year);
    }
    return year;
}

/* Where nothing but its scores says of which evaluation the page tells, they are read without
 * knowing it first: those of areas, as in a table of two evaluations, then the totals; a
 * total that is not dated is of the day. */
static void find_year_by_scores(Page *page)
{
    Page first = *page;

    read_claims(&first);
    page->context.year = last_year_of(&first, KK_CLAIM_AREA);
    if (page->context.year == 0)
        page->context.year = last_year_of(&first, KK_CLAIM_TOTAL);
    if (page->context.year == 0 && page->context.published != NULL)
        page->context.year = atoi(page->context.published);
    drop_claims(&first);
}

/* Whether the page says of the year that it was thought to tell of that another score was
 * given then. */
static bool is_dated_otherwise(const Page *page, const KkClaim *claim)
{
    for (guint i = 0; i < page->claims->len; i++) {
        const KkClaim *other = g_ptr_array_index(page->claims, i);

        if (other->kind == claim->kind && other->municipality == claim->municipality &&
            other->area == claim->area && other->year == claim->year &&
            other->value.value != claim->value.value &&
            !g_hash_table_contains(page->undated, other))
            return true;
    }
    return false;
}

static bool is_misdated(const Page *page)
{
    for (guint i = 0; i < page->claims->len; i++) {
        const KkClaim *claim = g_ptr_array_index(page->claims, i);

        if ((claim->kind == KK_CLAIM_TOTAL || claim->kind == KK_CLAIM_AREA) && claim->year != 0 &&
            g_hash_table_contains(page->undated, claim) && is_dated_otherwise(page, claim))
            return true;
    }
    return false;
}

/* A score that is said again without its year makes no second claim: "412 poäng är inte godkänt".
 */
static void drop_repeated(const Page *page)
{
    for (guint i = page->claims->len; i-- > 0;) {
        const KkClaim *claim = g_ptr_array_index(page->claims, i);
        bool repeated = false;

        for (guint k = 0; k < i && !repeated; k++) {
            const KkClaim *other = g_ptr_array_index(page->claims, k);

            repeated = other->kind == claim->kind && other->municipality == claim->municipality &&
                       other->area == claim->area && other->value.value == claim->value.value &&
                       !g_hash_table_contains(page->undated, other);
        }
        if (repeated && g_hash_table_contains(page->undated, claim))
            g_ptr_array_remove_index(page->claims, i);
    }
}

/* The page's year once its scores are read: a later one of a total, where no title told it; or
 * the day's, where that is later, else none, if the page dates other scores of that year; none,
 * where a score is of the present and that is later. */
static int reconsidered_year(const Page *page)
{
    int latest = page->context.year_titled ? 0 : last_year_of(page, KK_CLAIM_TOTAL);
    int day = page->context.published != NULL ? atoi(page->context.published) : 0;

    if (latest > page->context.year)
        return latest;
    if (is_misdated(page))
        return day > page->context.year ? day : 0;
    return page->is_past ? 0 : page->context.year;
}

GPtrArray *kk_claims_read(const KkLayout *layout, char **published, KkDiagnostics *doubts)
{
    g_autofree bool *none = g_new0(bool, layout->lines->len + 1);
    Page page = {
        .layout = layout, .lines = layout->lines, .used = none, .first_claim = layout->lines->len};

    claims_find_context(&page);
    if (page.context.year == 0)
        find_year_by_scores(&page);
    Page unread = page;
    read_claims(&page);
    int year = reconsidered_year(&page);
    if (year != page.context.year) {
        drop_claims(&page);
        page = unread;
        page.context.year = year;
        read_claims(&page);
    }
    if (!names_subject(&page))
        g_ptr_array_set_size(page.claims, 0);
    if (page.n_passed_over > 0)
        kk_diagnostics_add(
            doubts, KK_SEVERITY_WARNING, NULL,
            kk_message(KK_SAYS_CLAIMS_PASSED_OVER, NULL, KK_NUMBER(page.n_passed_over)));
    drop_repeated(&page);
    bool to_the_day =
        page.context.published != NULL && strlen(page.context.published) == strlen("2016-05-01");
    *published = to_the_day ? page.context.published : NULL;
    if (!to_the_day)
        g_free(page.context.published);
    g_autoptr(GPtrArray) claims = g_ptr_array_ref(page.claims);
    drop_claims(&page);
    return g_steal_pointer(&claims);
}

/* What is attached to a page is another. */
static void tell_attached(const KkInput *input, const char *password, KkDiagnostics *doubts)
{
    guint n_others;
    g_autoptr(GPtrArray) attached = kk_attached_list(input, password, &n_others);

    for (guint i = 0; i < attached->len; i++)
        kk_diagnostics_add(
            doubts, KK_SEVERITY_INFO, NULL,
            kk_message(KK_SAYS_ATTACHMENT_LEFT, NULL,
                       KK_TEXT(((KkAttached *)g_ptr_array_index(attached, i))->name)));
}

KkClaims *kk_claims_process(const KkInput *input, const char *password, GError **error)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkDocument) document = kk_extract(input, password, doubts, error);

    if (document == NULL)
        return NULL;
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    g_autofree char *published = NULL;
    g_autoptr(GPtrArray) claims = kk_claims_read(layout, &published, doubts);
    if (claims->len == 0) {
        g_set_error(error, KK_ERROR, KK_ERROR_NOT_A_REPORT, "states no Kommunkompassen results%s",
                    document->has_attached
                        ? "; the files attached to it were not read: save them, and give those"
                        : "");
        return NULL;
    }
    if (document->has_attached)
        tell_attached(input, password, doubts);
    KkClaims *result = g_new0(KkClaims, 1);
    result->source = document->source;
    memset(&document->source, 0, sizeof document->source);
    result->validation = kk_claims_check(claims, doubts);
    result->published = g_steal_pointer(&published);
    result->claims = g_steal_pointer(&claims);
    result->diagnostics = g_steal_pointer(&doubts);
    return result;
}

KkClaims *kk_claims_new(void)
{
    KkClaims *claims = g_new0(KkClaims, 1);

    claims->claims = claims_new();
    claims->validation = kk_validation_new();
    claims->diagnostics = kk_diagnostics_new();
    return claims;
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

const char *const kk_claims_rules[] = {"claims-total", "claims-change", "claims-range",
                                       "claims-agree", NULL};

const char *const kk_claim_kinds[] = {"total",       "area",         "change",
                                      "lowest-area", "highest-area", NULL};

const char *kk_claim_kind_name(KkClaimKind kind)
{
    return kk_claim_kinds[kind];
}
