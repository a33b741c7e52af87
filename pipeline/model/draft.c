/* SPDX-License-Identifier: GPL-2.0-or-later */
/* draft.c - make and free a draft; print it. */
#include <kk/draft.h>

#define LONGEST_UNREAD 500 /* characters: the contract's */

void kk_text_free(KkText *text)
{
    if (text == NULL)
        return;
    g_free(text->text);
    g_array_unref(text->at);
    g_free(text);
}

KkText *kk_text_new(char *text)
{
    KkText *new = g_new0(KkText, 1);

    new->text = text;
    new->at = kk_at_new();
    return new;
}

KkDraftRow *kk_draft_row_new(void)
{
    KkDraftRow *row = g_new0(KkDraftRow, 1);

    row->at = kk_at_new();
    return row;
}

void kk_draft_row_free(KkDraftRow *row)
{
    if (row == NULL)
        return;
    g_free(row->code);
    g_free(row->printed_code);
    g_free(row->text);
    g_free(row->achieved);
    g_free(row->max);
    g_free(row->percent);
    g_array_unref(row->at);
    g_free(row);
}

KkDraftScore *kk_draft_score_new(KkWhere where, char *score)
{
    KkDraftScore *new = g_new0(KkDraftScore, 1);

    new->where = where;
    new->score = score;
    new->at = kk_at_new();
    return new;
}

static void score_free(gpointer data)
{
    KkDraftScore *score = data;

    g_free(score->score);
    g_free(score->context);
    g_array_unref(score->at);
    g_free(score);
}

KkDraftColumn *kk_draft_column_new(char *label, char *score)
{
    KkDraftColumn *column = g_new0(KkDraftColumn, 1);

    column->label = label;
    column->score = score;
    column->at = kk_at_new();
    return column;
}

static void column_free(gpointer data)
{
    KkDraftColumn *column = data;

    g_free(column->label);
    g_free(column->score);
    g_array_unref(column->at);
    g_free(column);
}

static void mention_free(gpointer data)
{
    g_free(((KkMention *)data)->text);
    g_free(data);
}

void kk_mention_add(GPtrArray *mentions, const char *text, int weight)
{
    KkMention *mention = g_new0(KkMention, 1);

    mention->text = g_strdup(text);
    mention->weight = weight;
    g_ptr_array_add(mentions, mention);
}

const char *const kk_unread_names[KK_N_UNREAD + 1] = {
    [KK_UNREAD_TABLE] = "table",     [KK_UNREAD_ROW] = "row",         [KK_UNREAD_NUMBER] = "number",
    [KK_UNREAD_LIST] = "list",       [KK_UNREAD_HEADING] = "heading", [KK_UNREAD_TEXT] = "text",
    [KK_UNREAD_PICTURE] = "picture", [KK_UNREAD_FIELD] = "field"};

KkUnread *kk_unread_new(KkUnreadKind kind, const char *text, const KkAt *at)
{
    KkUnread *unread = g_new0(KkUnread, 1);

    unread->kind = kind;
    unread->text = g_utf8_substring(text, 0, MIN(g_utf8_strlen(text, -1), LONGEST_UNREAD));
    unread->at = kk_at_dup(at);
    return unread;
}

void kk_unread_free(KkUnread *unread)
{
    if (unread == NULL)
        return;
    g_free(unread->text);
    g_array_unref(unread->at);
    g_free(unread);
}

static KkDraftArea *area_new(int number)
{
    KkDraftArea *area = g_new0(KkDraftArea, 1);

    area->number = number;
    area->topics = g_ptr_array_new_with_free_func(g_free);
    area->strengths = g_ptr_array_new_with_free_func((GDestroyNotify)kk_text_free);
    area->improvements = g_ptr_array_new_with_free_func((GDestroyNotify)kk_text_free);
    area->rows = g_ptr_array_new_with_free_func((GDestroyNotify)kk_draft_row_free);
    area->scores = g_ptr_array_new_with_free_func(score_free);
    area->columns = g_ptr_array_new_with_free_func(column_free);
    return area;
}

static void area_free(gpointer data)
{
    KkDraftArea *area = data;

    g_free(area->name);
    g_free(area->table_name);
    g_free(area->overview);
    g_ptr_array_unref(area->topics);
    g_ptr_array_unref(area->strengths);
    g_ptr_array_unref(area->improvements);
    g_ptr_array_unref(area->rows);
    g_ptr_array_unref(area->scores);
    g_ptr_array_unref(area->columns);
    kk_draft_row_free(area->total);
    g_free(area);
}

KkDraft *kk_draft_new(void)
{
    KkDraft *draft = g_new0(KkDraft, 1);

    draft->areas = g_ptr_array_new_with_free_func(area_free);
    draft->total_scores = g_ptr_array_new_with_free_func(score_free);
    draft->total_columns = g_ptr_array_new_with_free_func(column_free);
    draft->municipalities = g_ptr_array_new_with_free_func(mention_free);
    draft->years = g_ptr_array_new_with_free_func(mention_free);
    draft->publishers = g_ptr_array_new_with_free_func(mention_free);
    draft->listed_names = g_ptr_array_new_with_free_func(mention_free);
    draft->periods = g_ptr_array_new_with_free_func(mention_free);
    draft->previous = g_array_new(FALSE, FALSE, sizeof(int));
    draft->unread = g_ptr_array_new_with_free_func((GDestroyNotify)kk_unread_free);
    draft->ends = g_byte_array_new();
    return draft;
}

void kk_draft_free(KkDraft *draft)
{
    if (draft == NULL)
        return;
    g_ptr_array_unref(draft->areas);
    g_ptr_array_unref(draft->total_scores);
    g_ptr_array_unref(draft->total_columns);
    g_ptr_array_unref(draft->municipalities);
    g_ptr_array_unref(draft->years);
    g_ptr_array_unref(draft->publishers);
    g_ptr_array_unref(draft->listed_names);
    g_array_unref(draft->previous);
    g_ptr_array_unref(draft->unread);
    g_byte_array_unref(draft->ends);
    g_ptr_array_unref(draft->periods);
    g_free(draft->ordinal);
    g_free(draft->report_date);
    kk_text_free(draft->evaluators);
    g_free(draft);
}

KkDraftArea *kk_draft_lookup_area(const KkDraft *draft, int number)
{
    for (guint i = 0; i < draft->areas->len; i++) {
        KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        if (area->number == number)
            return area;
    }
    return NULL;
}

KkDraftArea *kk_draft_ensure_area(KkDraft *draft, int number)
{
    KkDraftArea *area = kk_draft_lookup_area(draft, number);

    if (area == NULL) {
        area = area_new(number);
        g_ptr_array_add(draft->areas, area);
    }
    return area;
}

/* ---- dump ------------------------------------------------------------------------- */

static void dump_at(GString *out, const KkAt *at)
{
    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);

        g_string_append_printf(out, " @%d", place->page);
        if (!kk_rect_is_empty(&place->bbox))
            g_string_append_printf(out, "[%.0f %.0f %.0f %.0f]", place->bbox.x0, place->bbox.y0,
                                   place->bbox.x1, place->bbox.y1);
    }
    g_string_append_c(out, '\n');
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static void dump_row(GString *out, const KkDraftRow *row)
{
    g_string_append_printf(out, "  row %s | %s | %s | %s | %s", or_dash(row->code),
                           or_dash(row->text), or_dash(row->achieved), or_dash(row->max),
                           or_dash(row->percent));
    dump_at(out, row->at);
}

static void dump_items(GString *out, const char *kind, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const KkText *item = g_ptr_array_index(items, i);

        g_string_append_printf(out, "  %s %s", kind, item->text);
        dump_at(out, item->at);
    }
}

static void dump_scores(GString *out, const GPtrArray *scores, const GPtrArray *columns)
{
    static const char *const wheres[] = {"chapter", "summary", "prose"};

    for (guint i = 0; i < scores->len; i++) {
        const KkDraftScore *score = g_ptr_array_index(scores, i);

        g_string_append_printf(out, "  score %s %s", wheres[score->where], score->score);
        dump_at(out, score->at);
    }
    for (guint i = 0; i < columns->len; i++) {
        const KkDraftColumn *column = g_ptr_array_index(columns, i);

        g_string_append_printf(out, "  column \"%s\" %s", column->label, column->score);
        dump_at(out, column->at);
    }
}

static void dump_mentions(GString *out, const char *kind, const GPtrArray *mentions)
{
    for (guint i = 0; i < mentions->len; i++) {
        const KkMention *mention = g_ptr_array_index(mentions, i);

        g_string_append_printf(out, "%s %d %s\n", kind, mention->weight, mention->text);
    }
}

char *kk_draft_dump(const KkDraft *draft)
{
    GString *out = g_string_new(NULL);

    dump_mentions(out, "municipality", draft->municipalities);
    dump_mentions(out, "year", draft->years);
    dump_mentions(out, "publisher", draft->publishers);
    dump_mentions(out, "period", draft->periods);
    g_string_append_printf(out, "ordinal %s\ndate %s\nevaluators %s\n", or_dash(draft->ordinal),
                           or_dash(draft->report_date),
                           draft->evaluators != NULL ? draft->evaluators->text : "-");
    for (guint i = 0; i < draft->previous->len; i++)
        g_string_append_printf(out, "previous %d\n", g_array_index(draft->previous, int, i));
    for (guint i = 0; i < draft->areas->len; i++) {
        const KkDraftArea *area = g_ptr_array_index(draft->areas, i);

        g_string_append_printf(out, "area %d %s | %s\n", area->number, or_dash(area->name),
                               or_dash(area->table_name));
        for (guint t = 0; t < area->topics->len; t++)
            g_string_append_printf(out, "  topic %s\n", (char *)g_ptr_array_index(area->topics, t));
        if (area->overview != NULL)
            g_string_append_printf(out, "  overview %s\n", area->overview);
        dump_items(out, "strength", area->strengths);
        dump_items(out, "improvement", area->improvements);
        for (guint r = 0; r < area->rows->len; r++)
            dump_row(out, g_ptr_array_index(area->rows, r));
        if (area->total != NULL)
            dump_row(out, area->total);
        dump_scores(out, area->scores, area->columns);
    }
    g_string_append(out, "total\n");
    dump_scores(out, draft->total_scores, draft->total_columns);
    return g_string_free(out, FALSE);
}
