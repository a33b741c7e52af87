/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.c - make and free a report and its parts; what its areas and all of them got. */
#include <kk/report.h>

#include <kk/edition.h>

const char *const kk_number_names[KK_N_NUMBERS] = {"achieved", "max", "percent"};

static void item_free(gpointer data)
{
    KkItem *item = data;

    g_free(item->text);
    g_array_unref(item->at);
    g_free(item);
}

KkItem *kk_item_new(const char *text, const KkAt *at)
{
    KkItem *item = g_new0(KkItem, 1);

    item->text = g_strdup(text);
    item->at = kk_at_dup(at);
    return item;
}

static void question_free(gpointer data)
{
    KkQuestion *question = data;

    g_free(question->code);
    g_free(question->printed_code);
    g_free(question->text);
    g_array_unref(question->score.at);
    g_free(question);
}

KkQuestion *kk_question_new(void)
{
    KkQuestion *question = g_new0(KkQuestion, 1);

    question->score.at = kk_at_new();
    return question;
}

static void published_free(gpointer data)
{
    g_array_unref(((KkPublished *)data)->at);
    g_free(data);
}

KkPublished *kk_published_new(void)
{
    KkPublished *published = g_new0(KkPublished, 1);

    published->at = kk_at_new();
    return published;
}

static void comparison_free(gpointer data)
{
    KkComparison *comparison = data;

    g_free(comparison->label);
    g_array_unref(comparison->at);
    g_free(comparison);
}

KkComparison *kk_comparison_new(void)
{
    KkComparison *comparison = g_new0(KkComparison, 1);

    comparison->at = kk_at_new();
    return comparison;
}

KkEvaluator *kk_evaluator_new(char *name)
{
    KkEvaluator *evaluator = g_new0(KkEvaluator, 1);

    evaluator->name = name;
    return evaluator;
}

void kk_evaluator_free(KkEvaluator *evaluator)
{
    if (evaluator == NULL)
        return;
    g_free(evaluator->name);
    g_free(evaluator->role);
    g_free(evaluator->organisation);
    g_free(evaluator);
}

KkArea *kk_area_new(int number)
{
    KkArea *area = g_new0(KkArea, 1);

    area->number = number;
    area->topics = g_ptr_array_new_with_free_func(g_free);
    area->strengths = g_ptr_array_new_with_free_func(item_free);
    area->improvements = g_ptr_array_new_with_free_func(item_free);
    area->questions = g_ptr_array_new_with_free_func(question_free);
    area->score.at = kk_at_new();
    area->published = g_ptr_array_new_with_free_func(published_free);
    area->comparisons = g_ptr_array_new_with_free_func(comparison_free);
    return area;
}

static void area_free(gpointer data)
{
    KkArea *area = data;

    g_free(area->name);
    g_ptr_array_unref(area->topics);
    g_free(area->overview);
    g_ptr_array_unref(area->strengths);
    g_ptr_array_unref(area->improvements);
    g_ptr_array_unref(area->questions);
    g_array_unref(area->score.at);
    g_ptr_array_unref(area->published);
    g_ptr_array_unref(area->comparisons);
    g_free(area);
}

KkReport *kk_report_new(void)
{
    KkReport *report = g_new0(KkReport, 1);

    report->previous = g_array_new(FALSE, FALSE, sizeof(int));
    report->evaluators = g_ptr_array_new_with_free_func((GDestroyNotify)kk_evaluator_free);
    report->areas = g_ptr_array_new_with_free_func(area_free);
    report->published = g_ptr_array_new_with_free_func(published_free);
    report->comparisons = g_ptr_array_new_with_free_func(comparison_free);
    report->unread = g_ptr_array_new_with_free_func((GDestroyNotify)kk_unread_free);
    return report;
}

void kk_report_free(KkReport *report)
{
    if (report == NULL)
        return;
    g_free(report->municipality);
    g_free(report->publisher);
    g_free(report->report_date);
    g_free(report->period);
    g_array_unref(report->previous);
    g_ptr_array_unref(report->evaluators);
    g_ptr_array_unref(report->areas);
    g_ptr_array_unref(report->published);
    g_ptr_array_unref(report->comparisons);
    g_ptr_array_unref(report->unread);
    g_free(report);
}

/* ---- points ------------------------------------------------------------------------------ */

const KkPublished *kk_area_lookup_stated(const KkArea *area)
{
    const KkPublished *best = NULL;

    for (guint i = 0; i < area->published->len && !area->score.achieved.set; i++) {
        const KkPublished *one = g_ptr_array_index(area->published, i);

        if (best == NULL || one->where < best->where)
            best = one;
    }
    return best;
}

const KkNumber *kk_area_points(const KkArea *area)
{
    const KkPublished *stated = kk_area_lookup_stated(area);

    return stated != NULL ? &stated->score : &area->score.achieved;
}

KkTotal kk_report_sum(const KkReport *report)
{
    KkTotal sum = {report->achieved, report->achieved.set ? KK_FROM_TABLE : 0};

    if (sum.number.set || report->areas->len != KK_EDITION_AREAS)
        return sum;
    sum.number = (KkNumber){true, 0, 0};
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);
        const KkPublished *stated = kk_area_lookup_stated(area);
        const KkNumber *points = kk_area_points(area);

        if (!points->set)
            return (KkTotal){0};
        sum.number.value += points->value;
        sum.number.decimals = MAX(sum.number.decimals, points->decimals);
        sum.from |= stated != NULL ? (guint)KK_FROM_CHAPTER << stated->where : KK_FROM_TABLE;
    }
    return sum;
}

KkTotal kk_report_total(const KkReport *report)
{
    KkTotal total = kk_report_sum(report);

    if (total.number.set || report->published->len == 0)
        return total;
    total.number = ((const KkPublished *)g_ptr_array_index(report->published, 0))->score;
    total.from = total.number.set ? KK_FROM_STATED : 0;
    return total;
}

char *kk_from_dup_text(guint from, const char *between)
{
    static const char *const names[] = {"table", "chapter", "summary", "prose", "stated"};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if ((from & (1U << i)) != 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? between : "", names[i]);
    return g_string_free(text, FALSE);
}

KkPrintedColumns kk_report_columns(const KkReport *report)
{
    KkPrintedColumns columns = {0};

    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        columns.total_points = columns.total_points || area->score.achieved.set;
        columns.total_max = columns.total_max || area->score.max.set;
        columns.total_percent = columns.total_percent || area->score.percent.set;
        for (guint k = 0; k < area->questions->len; k++) {
            const KkScore *score = &((KkQuestion *)g_ptr_array_index(area->questions, k))->score;

            columns.row_points = columns.row_points || score->achieved.set;
            columns.row_max = columns.row_max || score->max.set;
            columns.row_percent = columns.row_percent || score->percent.set;
        }
    }
    return columns;
}
