/* SPDX-License-Identifier: GPL-2.0-or-later */
/* values.c - a result to the values that can be looked up on its pages, in the list's order. */
#include "anchors.h"
#include "audit.h"

#include <string.h>

const ValueWords value_words[N_VALUE_KINDS] = {
    [VALUE_QUESTION] = {"question",
                        {"Question", "Fråga"},
                        {"Questions", "Frågor"},
                        {"Questions", "Frågor"}},
    [VALUE_AREA_TOTAL] = {"area-total",
                          {"Area total", "Områdets summa"},
                          {"Area totals", "Områdenas summor"},
                          {"Scores", "Poäng"}},
    [VALUE_PUBLISHED] = {"published",
                         {"Published", "Tryckt"},
                         {"Published scores", "Tryckt utanför tabellerna"},
                         {"Scores", "Poäng"}},
    [VALUE_COMPARISON] = {"comparison",
                          {"Comparison", "Jämförelse"},
                          {"Comparisons", "Jämförelser"},
                          {"Scores", "Poäng"}},
    [VALUE_STRENGTH] = {"strength",
                        {"Strength", "Styrka"},
                        {"Strengths", "Styrkor"},
                        {"Strengths", "Styrkor"}},
    [VALUE_IMPROVEMENT] = {"improvement",
                           {"Area for improvement", "Förbättringsområde"},
                           {"Areas for improvement", "Förbättringsområden"},
                           {"Areas for improvement", "Förbättringsområden"}},
    [VALUE_UNREAD] = {"unread", {"Unread", "Oläst"}, {"Unread", "Oläst"}, {NULL, NULL}},
    [VALUE_FINDING] = {"finding",
                       {"Finding", "Kontroll"},
                       {"Findings", "Kontroller"},
                       {NULL, NULL}},
    [VALUE_DOUBT] = {"doubt", {"Doubt", "Tvivel"}, {"Doubts", "Tvivel"}, {NULL, NULL}},
};

/* A list that is being made. */
typedef struct {
    GPtrArray *sections; /* of Section */
    KkLanguage language;
} Listing;

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

static Section *add_section(const Listing *listing, const KkArea *area, char *title)
{
    Section *section = g_new0(Section, 1);

    section->title = title;
    section->area = area;
    section->values = g_ptr_array_new_with_free_func(value_free);
    g_ptr_array_add(listing->sections, section);
    return section;
}

char *dup_number(const KkNumber *number, KkLanguage language)
{
    if (!number->set)
        return g_strdup("–");
    char *text = kk_number_dup_text(number->value, number->decimals);
    return language == KK_SWEDISH ? g_strdelimit(text, ".", ',') : text;
}

/* @score: (nullable) */
static Value *add_value(const Listing *listing, Section *section, ValueKind kind, const char *name,
                        const char *text, const KkNumber *score, const KkAt *at)
{
    Value *value = g_new0(Value, 1);

    value->kind = kind;
    value->name = g_strdup(name);
    value->text = g_strdup(text);
    value->score = score != NULL ? dup_number(score, listing->language) : g_strdup("");
    value->scale = g_strdup("");
    value->at = at;
    g_ptr_array_add(section->values, value);
    return value;
}

/* A row of a score table. */
static void add_row(const Listing *listing, Section *section, ValueKind kind, const char *name,
                    const char *text, const KkScore *score, bool doubted)
{
    Value *value = add_value(listing, section, kind, name, text, &score->achieved, score->at);
    g_autofree char *max = dup_number(&score->max, listing->language);
    g_autofree char *percent = dup_number(&score->percent, listing->language);

    g_free(value->scale);
    value->scale =
        g_strdup_printf("%s %s, %s %%", audit_say(listing->language, "of", "av"), max, percent);
    value->doubted = doubted;
}

/* ---- what is to be looked at first ------------------------------------------------------ */

static void add_unread(const Listing *listing, Section *section, const GPtrArray *unread)
{
    static const char *const swedish[KK_N_UNREAD] = {
        [KK_UNREAD_TABLE] = "tabell", [KK_UNREAD_ROW] = "rad",        [KK_UNREAD_NUMBER] = "tal",
        [KK_UNREAD_LIST] = "lista",   [KK_UNREAD_HEADING] = "rubrik", [KK_UNREAD_TEXT] = "text",
        [KK_UNREAD_PICTURE] = "bild", [KK_UNREAD_FIELD] = "fält"};

    for (guint i = 0; i < unread->len; i++) {
        const KkUnread *one = g_ptr_array_index(unread, i);

        add_value(listing, section, VALUE_UNREAD,
                  audit_say(listing->language, kk_unread_names[one->kind], swedish[one->kind]),
                  one->text, NULL, one->at);
    }
}

static void add_findings(const Listing *listing, Section *section, const KkValidation *validation,
                         KkOutcome outcome)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome != outcome)
            continue;
        const char *subject = strcmp(finding->subject, "total") == 0
                                  ? audit_say(listing->language, "total", "totalen")
                                  : finding->subject;
        g_autofree char *name =
            g_strconcat(subject,
                        outcome == KK_OUTCOME_SKIPPED
                            ? audit_say(listing->language, ", not checked", ", inte kontrollerad")
                            : "",
                        NULL);
        g_autofree char *text = kk_message_dup_text(finding->message, listing->language);
        add_value(listing, section, VALUE_FINDING, name, text, NULL, finding->at)->doubted =
            outcome == KK_OUTCOME_FAILED;
    }
}

static void add_doubts(const Listing *listing, Section *section, const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        g_autofree char *text = kk_message_dup_text(doubt->message, listing->language);

        add_value(listing, section, VALUE_DOUBT, doubt->code, text, NULL, doubt->at);
    }
}

/* ---- what was read ---------------------------------------------------------------------- */

static void add_published(const Listing *listing, Section *section, const GPtrArray *published)
{
    static const char *const places[][KK_N_LANGUAGES] = {
        [KK_WHERE_CHAPTER] = {"at the head of its chapter", "överst i kapitlet"},
        [KK_WHERE_SUMMARY] = {"in the summary", "i sammanfattningen"},
        [KK_WHERE_PROSE] = {"in the text", "i texten"},
    };

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);

        add_value(listing, section, VALUE_PUBLISHED, places[one->where][listing->language], "",
                  &one->score, one->at);
    }
}

static void add_comparisons(const Listing *listing, Section *section, const GPtrArray *comparisons)
{
    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);

        add_value(listing, section, VALUE_COMPARISON, "", one->label, &one->score, one->at);
    }
}

static void add_items(const Listing *listing, Section *section, ValueKind kind,
                      const GPtrArray *items)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        add_value(listing, section, kind, "", item->text, NULL, item->at);
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

static void add_questions(const Listing *listing, Section *section, const KkArea *area,
                          const KkValidation *validation)
{
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);

        add_row(listing, section, VALUE_QUESTION, question->code, question->text, &question->score,
                has_failed(validation, question->code));
    }
}

static void add_area(const Listing *listing, const KkArea *area, const KkValidation *validation)
{
    g_autofree char *number = g_strdup_printf("%d", area->number);
    Section *section =
        add_section(listing, area, g_strdup_printf("%d. %s", area->number, area->name));

    if (area->has_score)
        add_row(listing, section, VALUE_AREA_TOTAL, "", "", &area->score,
                has_failed(validation, number));
    add_published(listing, section, area->published);
    add_comparisons(listing, section, area->comparisons);
    add_questions(listing, section, area, validation);
    add_items(listing, section, VALUE_STRENGTH, area->strengths);
    add_items(listing, section, VALUE_IMPROVEMENT, area->improvements);
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

GPtrArray *list_sections(const KkResult *result, KkLanguage language)
{
    const KkReport *report = result->report;
    GPtrArray *sections = g_ptr_array_new_with_free_func(section_free);
    const Listing in = {sections, language}, *listing = &in;
    Section *first =
        add_section(listing, NULL,
                    g_strdup(audit_say(listing->language, "Look here first", "Titta här först")));

    add_unread(listing, first, report->unread);
    add_findings(listing, first, result->validation, KK_OUTCOME_FAILED);
    add_doubts(listing, first, result->diagnostics);
    add_findings(listing, first, result->validation, KK_OUTCOME_SKIPPED);
    Section *whole =
        add_section(listing, NULL, g_strdup(audit_say(listing->language, "The whole", "Helheten")));
    add_published(listing, whole, report->published);
    add_comparisons(listing, whole, report->comparisons);
    for (guint i = 0; i < report->areas->len; i++)
        add_area(listing, g_ptr_array_index(report->areas, i), result->validation);
    number_values(sections);
    return sections;
}

/* ---- links to them ---------------------------------------------------------------------- */

GHashTable *audit_list_numbers(const KkResult *result)
{
    g_autoptr(GPtrArray) sections = list_sections(result, KK_SWEDISH);
    GHashTable *numbers = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < sections->len; i++) {
        const Section *section = g_ptr_array_index(sections, i);

        for (guint j = 0; j < section->values->len; j++) {
            const Value *value = g_ptr_array_index(section->values, j);

            g_hash_table_insert(numbers, (gpointer)value->at, GINT_TO_POINTER(value->number));
        }
    }
    return numbers;
}

static bool has_frame(const KkAt *at, guint i)
{
    return !kk_rect_is_empty(&g_array_index(at, KkPlace, i).bbox);
}

char *audit_dup_anchor(int number, const KkAt *at, guint i)
{
    int nth = 0;

    if (number == 0 || !has_frame(at, i))
        return g_strdup_printf("#p%d", g_array_index(at, KkPlace, i).page);
    for (guint k = 0; k <= i; k++)
        nth += has_frame(at, k);
    return g_strdup_printf(nth > 1 ? "#f%d-%d" : "#f%d", number, nth);
}
