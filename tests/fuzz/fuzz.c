/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* PDF 32000-1, annex C: 14,400 points a side. */
#define MAX_PLACE 14400.0

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    /* its decimal comma must not leak into any output */
    g_setenv("LOCPATH", KK_LOCALES, TRUE);
    g_assert_nonnull(setlocale(LC_ALL, "sv_SE.UTF-8"));
    g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
    return 0;
}

KkInput *fuzz_input(const guint8 *data, gsize size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);

    return kk_input_new("a-folder/a-name", bytes, NULL);
}

char *fuzz_dup_text(const guint8 *data, gsize size)
{
    g_autofree char *raw = g_strndup((const char *)data, size);

    return g_utf8_make_valid(raw, -1);
}

void fuzz_check_text(const char *text, bool lines)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
        g_assert_true(*p >= 0x20 || (lines && *p == '\n'));
}

void fuzz_check_at(const KkAt *at, int n_pages)
{
    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);
        const KkRect *box = &place->bbox;

        g_assert_cmpint(place->page, >=, 1);
        g_assert_true(n_pages < 0 || place->page <= n_pages);
        for (guint k = 0; k < i; k++)
            g_assert_cmpint(g_array_index(at, KkPlace, k).page, !=, place->page);
        g_assert_true(isfinite(box->x0) && isfinite(box->y0) && isfinite(box->x1) &&
                      isfinite(box->y1));
        g_assert_true(kk_rect_is_empty(box) || (box->x0 >= 0 && box->y0 >= 0 &&
                                                box->x1 <= MAX_PLACE && box->y1 <= MAX_PLACE));
    }
}

/* ---- every place of a report ---------------------------------------------------------- */

static void check_items(const GPtrArray *items, int n_pages)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        fuzz_check_text(item->text, false);
        fuzz_check_at(item->at, n_pages);
    }
}

static void check_scores(const GPtrArray *published, const GPtrArray *comparisons, int n_pages)
{
    for (guint i = 0; i < published->len; i++)
        fuzz_check_at(((KkPublished *)g_ptr_array_index(published, i))->at, n_pages);
    for (guint i = 0; i < comparisons->len; i++)
        fuzz_check_at(((KkComparison *)g_ptr_array_index(comparisons, i))->at, n_pages);
}

static void check_area(const KkArea *area, int n_pages)
{
    check_items(area->strengths, n_pages);
    check_items(area->improvements, n_pages);
    check_scores(area->published, area->comparisons, n_pages);
    fuzz_check_at(area->score.at, n_pages);
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        fuzz_check_text(question->text, false);
        fuzz_check_at(question->score.at, n_pages);
    }
}

static void check_places(const KkResult *result)
{
    int n_pages = result->source.n_pages;

    for (guint i = 0; i < result->report->areas->len; i++)
        check_area(g_ptr_array_index(result->report->areas, i), n_pages);
    check_scores(result->report->published, result->report->comparisons, n_pages);
    for (guint i = 0; i < result->diagnostics->len; i++)
        fuzz_check_at(((KkDiagnostic *)g_ptr_array_index(result->diagnostics, i))->at, n_pages);
    for (guint i = 0; i < result->validation->findings->len; i++)
        fuzz_check_at(((KkFinding *)g_ptr_array_index(result->validation->findings, i))->at,
                      n_pages);
}

/* ---- what is written ------------------------------------------------------------------- */

void fuzz_check_json(const char *json)
{
    fuzz_check_text(json, false);
    for (const char *p = json; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        g_assert_false((c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
                       (c >= 0x2066 && c <= 0x2069));
    }
}

void fuzz_check_as_written(const char *json)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = kk_read_json_as_written(json, strlen(json), &error);

    g_assert_no_error(error);
    g_autofree char *again = kk_write_json(result, false);
    g_assert_cmpstr(again, ==, json);
}

void fuzz_check_claims_as_written(const char *json)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkClaims) claims = kk_read_claims_json(json, strlen(json), &error);

    g_assert_no_error(error);
    g_autofree char *again = kk_write_claims_json(claims, false);
    g_assert_cmpstr(again, ==, json);
}

void fuzz_check_validated_anew(const char *json)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KkResult) result = kk_read_json(json, strlen(json), &error);

    g_assert_no_error(error);
    result->validation = kk_validate(result->report, result->diagnostics);
    g_autofree char *again = kk_write_json(result, false);
    g_assert_cmpstr(again, ==, json);
}

void fuzz_check_result(const KkResult *result)
{
    g_autofree char *json = kk_write_json(result, false);

    check_places(result);
    fuzz_check_json(json);
    fuzz_check_as_written(json);
    fuzz_check_validated_anew(json);
}

void fuzz_check_document(KkDocument *document, KkDiagnostics *doubts)
{
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, NULL);
    g_autofree char *lines = kk_layout_dump(layout, true);

    fuzz_check_text(lines, true);
    if (draft == NULL)
        return;
    g_autofree char *dump = kk_draft_dump(draft);
    fuzz_check_text(dump, true);
    g_autoptr(KkResult) result = g_new0(KkResult, 1);
    result->source = document->source;
    memset(&document->source, 0, sizeof document->source);
    result->report = kk_normalise(draft, doubts);
    result->validation = kk_validate(result->report, doubts);
    result->diagnostics = g_ptr_array_ref(doubts);
    fuzz_check_result(result);
}
