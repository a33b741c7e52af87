/* SPDX-License-Identifier: GPL-2.0-or-later */
/* values.c - a result to the values that can be looked up on its pages, in the list's order. */
#include "audit.h"

#include <string.h>

const ValueWords value_words[N_VALUE_KINDS] = {
    [VALUE_QUESTION] = {"question", "Question", "Questions", "Questions"},
    [VALUE_AREA_TOTAL] = {"area-total", "Area total", "Area totals", "Scores"},
    [VALUE_PUBLISHED] = {"published", "Published", "Published scores", "Scores"},
    [VALUE_COMPARISON] = {"comparison", "Comparison", "Comparisons", "Scores"},
    [VALUE_STRENGTH] = {"strength", "Strength", "Strengths", "Strengths"},
    [VALUE_IMPROVEMENT] = {"improvement", "Area for improvement", "Areas for improvement",
                           "Areas for improvement"},
    [VALUE_UNREAD] = {"unread", "Unread", "Unread", NULL},
    [VALUE_FINDING] = {"finding", "Finding", "Findings", NULL},
    [VALUE_DOUBT] = {"doubt", "Doubt", "Doubts", NULL},
};

static void value_free(gpointer data)
{
    Value *value = data;

    g_free(value->name);
    g_free(value->text);
    g_free(value->score);
    g_free(value->scale);
    g_free(value);
}

static void section_free(gpointer data)
{
    Section *section = data;

    g_free(section->title);
    g_ptr_array_unref(section->values);
    g_free(section);
}

static Section *add_section(GPtrArray *sections, const KkArea *area, char *title)
{
    Section *section = g_new0(Section, 1);

    section->title = title;
    section->area = area;
    section->values = g_ptr_array_new_with_free_func(value_free);
    g_ptr_array_add(sections, section);
    return section;
}

/* What is not printed is a dash. */
static char *dup_number(const KkNumber *number)
{
    return number->set ? kk_number_dup_text(number->value, number->decimals) : g_strdup("–");
}

/* @score: (nullable) */
static Value *add_value(Section *section, ValueKind kind, const char *name, const char *text,
                        const KkNumber *score, const KkAt *at)
{
    Value *value = g_new0(Value, 1);

    value->kind = kind;
    value->name = g_strdup(name);
    value->text = g_strdup(text);
    value->score = score != NULL ? dup_number(score) : g_strdup("");
    value->scale = g_strdup("");
    value->at = at;
    g_ptr_array_add(section->values, value);
    return value;
}

/* A row of a score table. */
static void add_row(Section *section, ValueKind kind, const char *name, const char *text,
                    const KkScore *score, bool doubted)
{
    Value *value = add_value(section, kind, name, text, &score->achieved, score->at);
    g_autofree char *max = dup_number(&score->max), *percent = dup_number(&score->percent);

    g_free(value->scale);
    value->scale = g_strdup_printf("of %s, %s %%", max, percent);
    value->doubted = doubted;
}

/* ---- what is to be looked at first ------------------------------------------------------ */

static void add_unread(Section *section, const GPtrArray *unread)
{
    for (guint i = 0; i < unread->len; i++) {
        const KkUnread *one = g_ptr_array_index(unread, i);

        add_value(section, VALUE_UNREAD, kk_unread_names[one->kind], one->text, NULL, one->at);
    }
}

static void add_findings(Section *section, const KkValidation *validation, KkOutcome outcome)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome != outcome)
            continue;
        g_autofree char *name = g_strdup_printf(
            "%s%s", finding->subject, outcome == KK_OUTCOME_SKIPPED ? ", not checked" : "");
        add_value(section, VALUE_FINDING, name, finding->message->text, NULL, finding->at)
            ->doubted = outcome == KK_OUTCOME_FAILED;
    }
}

static void add_doubts(Section *section, const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        add_value(section, VALUE_DOUBT, doubt->code, doubt->message->text, NULL, doubt->at);
    }
}

/* ---- what was read ---------------------------------------------------------------------- */

static void add_published(Section *section, const GPtrArray *published)
{
    static const char *const places[] = {
        [KK_WHERE_CHAPTER] = "at the head of its chapter",
        [KK_WHERE_SUMMARY] = "in the summary",
        [KK_WHERE_PROSE] = "in the text",
    };

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);

        add_value(section, VALUE_PUBLISHED, places[one->where], "", &one->score, one->at);
    }
}

static void add_comparisons(Section *section, const GPtrArray *comparisons)
{
    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);

        add_value(section, VALUE_COMPARISON, "", one->label, &one->score, one->at);
    }
}

static void add_items(Section *section, ValueKind kind, const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        add_value(section, kind, "", item->text, NULL, item->at);
    }
}

static bool has_failed(const KkValidation *validation, const char *subject)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome == KK_OUTCOME_FAILED && strcmp(finding->subject, subject) == 0)
            return true;
    }
    return false;
}

static void add_questions(Section *section, const KkArea *area, const KkValidation *validation)
{
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        add_row(section, VALUE_QUESTION, question->code, question->text, &question->score,
                has_failed(validation, question->code));
    }
}

static void add_area(GPtrArray *sections, const KkArea *area, const KkValidation *validation)
{
    g_autofree char *number = g_strdup_printf("%d", area->number);
    Section *section =
        add_section(sections, area, g_strdup_printf("%d. %s", area->number, area->name));

    if (area->has_score)
        add_row(section, VALUE_AREA_TOTAL, "", "", &area->score, has_failed(validation, number));
    add_published(section, area->published);
    add_comparisons(section, area->comparisons);
    add_questions(section, area, validation);
    add_items(section, VALUE_STRENGTH, area->strengths);
    add_items(section, VALUE_IMPROVEMENT, area->improvements);
}

static void number_values(const GPtrArray *sections)
{
    int number = 0;

    for (guint i = 0; i < sections->len; i++) {
        const Section *section = g_ptr_array_index(sections, i);

        for (guint j = 0; j < section->values->len; j++)
            ((Value *)g_ptr_array_index(section->values, j))->number = ++number;
    }
}

GPtrArray *list_sections(const KkResult *result)
{
    const KkReport *report = result->report;
    GPtrArray *sections = g_ptr_array_new_with_free_func(section_free);
    Section *first = add_section(sections, NULL, g_strdup("Look here first"));

    add_unread(first, report->unread);
    add_findings(first, result->validation, KK_OUTCOME_FAILED);
    add_doubts(first, result->diagnostics);
    add_findings(first, result->validation, KK_OUTCOME_SKIPPED);
    Section *whole = add_section(sections, NULL, g_strdup("The whole"));
    add_published(whole, report->published);
    add_comparisons(whole, report->comparisons);
    for (guint i = 0; i < report->areas->len; i++)
        add_area(sections, g_ptr_array_index(report->areas, i), result->validation);
    number_values(sections);
    return sections;
}
