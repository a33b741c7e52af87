/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reading.c - a document to facts that can be compared. */
#include "attack.h"

#include <string.h>

/* Shorter lines say too little to tell whose they are, bytes. */
#define SHORTEST_LINE 8

static void fact_free(gpointer data)
{
    Fact *fact = data;

    g_free(fact->key);
    g_clear_pointer(&fact->own_at, g_array_unref);
    g_free(fact);
}

static Fact *add(GPtrArray *facts, const char *role, int area, const KkAt *at, char *key)
{
    Fact *fact = g_new0(Fact, 1);

    fact->key = key;
    fact->role = role;
    fact->area = area;
    fact->at = at;
    g_ptr_array_add(facts, fact);
    return fact;
}

static Fact *add_number(GPtrArray *facts, const char *role, int area, const char *subject,
                        const KkNumber *number, const KkAt *at)
{
    if (!number->set)
        return NULL;
    Fact *fact =
        add(facts, role, area, at, g_strdup_printf("%s %s %g", subject, role, number->value));
    fact->number = *number;
    return fact;
}

static void add_score(GPtrArray *facts, int area, const char *subject, const KkScore *score)
{
    add_number(facts, "achieved", area, subject, &score->achieved, score->at);
    add_number(facts, "max", area, subject, &score->max, score->at);
    add_number(facts, "percent", area, subject, &score->percent, score->at);
}

static void add_published(GPtrArray *facts, int area, const GPtrArray *published,
                          const GPtrArray *comparisons)
{
    g_autofree char *subject = g_strdup_printf("%d", area);

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        g_autofree char *where = g_strdup_printf("%d %d", area, one->where);

        add_number(facts, one->where == KK_WHERE_SUMMARY ? "published" : "stated", area, where,
                   &one->score, one->at);
    }
    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);
        Fact *fact = add_number(facts, "compared", area, subject, &one->score, one->at);

        if (fact != NULL)
            fact->from = (int)i + 1;
    }
}

static void add_items(GPtrArray *facts, int area, const char *list, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        add(facts, "item", area, item->at, g_strdup_printf("%d %s %s", area, list, item->text));
    }
}

/* A text that has no place of its own: where lines of the layout say what it says, else where the
 * area's lists stand. */
static void add_text(GPtrArray *facts, const KkLayout *layout, const KkArea *area, const char *role,
                     const char *text)
{
    const GPtrArray *items = area->strengths->len > 0 ? area->strengths : area->improvements;
    Fact *fact =
        add(facts, role, area->number, NULL, g_strdup_printf("%d %s %s", area->number, role, text));

    fact->own_at = kk_at_new();
    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);

        if (strlen(line->text) >= SHORTEST_LINE &&
            (strstr(text, line->text) != NULL || strstr(line->text, text) != NULL))
            kk_line_place(line, fact->own_at);
    }
    if (fact->own_at->len == 0 && items->len > 0)
        kk_at_add_all(fact->own_at, ((const KkItem *)g_ptr_array_index(items, 0))->at);
    fact->at = fact->own_at;
}

static void add_area(GPtrArray *facts, const KkLayout *layout, const KkArea *area)
{
    const int n = area->number;
    g_autofree char *total = g_strdup_printf("%d", n);

    if (area->name != NULL)
        add_text(facts, layout, area, "name", area->name);
    for (guint i = 0; i < area->topics->len; i++)
        add_text(facts, layout, area, "topic", g_ptr_array_index(area->topics, i));
    if (area->overview != NULL)
        add_text(facts, layout, area, "overview", area->overview);
    add_items(facts, n, "strength", area->strengths);
    add_items(facts, n, "improvement", area->improvements);
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        add(facts, "question", n, question->score.at,
            g_strdup_printf("%s question %s", question->code,
                            question->text != NULL ? question->text : ""));
        add_score(facts, n, question->code, &question->score);
    }
    if (area->has_score)
        add_score(facts, n, total, &area->score);
    add_published(facts, n, area->published, area->comparisons);
}

static GPtrArray *facts_of(const KkLayout *layout, const KkReport *report)
{
    GPtrArray *facts = g_ptr_array_new_with_free_func(fact_free);

    add(facts, "head", 0, NULL,
        g_strdup_printf("municipality %s",
                        report->municipality != NULL ? report->municipality : ""));
    add(facts, "head", 0, NULL, g_strdup_printf("year %d", report->year));
    for (guint i = 0; i < report->areas->len; i++)
        add_area(facts, layout, g_ptr_array_index(report->areas, i));
    add_published(facts, 0, report->published, report->comparisons);
    return facts;
}

Reading *attack_read(const KkDocument *document)
{
    Reading *reading = g_new0(Reading, 1);
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);

    reading->doubts = kk_diagnostics_new();
    g_autoptr(KkDraft) draft = kk_parse(layout, reading->doubts, NULL);
    if (draft == NULL)
        return reading;
    reading->ends = g_byte_array_ref(draft->ends);
    reading->report = kk_normalise(draft, reading->doubts);
    reading->validation = kk_validate(reading->report, reading->doubts);
    reading->facts = facts_of(layout, reading->report);
    return reading;
}

void attack_reading_free(Reading *reading)
{
    if (reading->report != NULL) {
        g_ptr_array_unref(reading->facts);
        g_byte_array_unref(reading->ends);
        kk_report_free(reading->report);
        kk_validation_free(reading->validation);
    }
    g_ptr_array_unref(reading->doubts);
    g_free(reading);
}

static KkPage *page_dup(const KkPage *page)
{
    KkPage *copy = kk_page_new(page->number, page->width, page->height);

    g_array_append_vals(copy->glyphs, page->glyphs->data, page->glyphs->len);
    g_array_append_vals(copy->styles, page->styles->data, page->styles->len);
    return copy;
}

KkDocument *attack_document_dup(const KkDocument *document)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("", 0);
    const KkInput input = {.name = document->source.name,
                           .sha256 = document->source.sha256,
                           .media_type = document->source.media_type,
                           .bytes = bytes};
    KkDocument *copy = kk_document_new(&input, document->source.text_origin);

    copy->source.n_pages = document->source.n_pages;
    for (guint i = 0; i < document->pages->len; i++)
        g_ptr_array_add(copy->pages, page_dup(g_ptr_array_index(document->pages, i)));
    return copy;
}
