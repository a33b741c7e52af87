/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tables.c - a report as rows of tidy tables: one observation a row.
 *
 * Rows are put together in the columns' order, column by column, as the tables at the top say;
 * what each means is told in datapackage.json, which a test holds against them. Texts and
 * numbers are those of the contract's JSON. */
#include "tables.h"

#include <kk/edition.h>
#include <kk/write.h>

#include <math.h>
#include <string.h>

/* Where it stands: the first page, the last, and the box on the first. */
#define PLACE "page", "last_page", "x0", "y0", "x1", "y1"

const Table tables[N_TABLES] = {
    [TABLE_REPORTS] = {"reports",
                       {"report",     "municipality", "code",         "county",     "year",
                        "edition",    "publisher",    "report_date",  "period",     "ordinal",
                        "previous",   "achieved",     "max",          "published",  "total",
                        "total_from", "status",       "n_exact",      "n_rounding", "n_failed",
                        "n_skipped",  "current",      "name",         "sha256",     "bytes",
                        "pages",      "media_type",   "text_origin",  "title",      "producer",
                        "created",    "url",          "report_index", "reports",    "first_page",
                        "last_page",  "attachment"}},
    [TABLE_SCORES] = {"scores",
                      {"report",      "municipality", "code",     "county",       "year",
                       "edition",     "current",      "level",    "area",         "area_id",
                       "area_name",   "position",     "question", "text",         "points",
                       "points_from", "max",          "percent",  "percent_from", "page",
                       "url"}},
    [TABLE_EVALUATORS] = {"evaluators", {"report", "position", "name", "role", "organisation"}},
    [TABLE_AREAS] = {"areas",
                     {"report", "area", "position", "id", "name", "topics", "overview", "achieved",
                      "max", "percent", "points", "points_from", PLACE}},
    [TABLE_QUESTIONS] = {"questions",
                         {"report", "area", "position", "code", "text", "achieved", "max",
                          "percent", PLACE}},
    [TABLE_ITEMS] = {"items", {"report", "area", "kind", "position", "text", PLACE}},
    [TABLE_PUBLISHED] = {"published", {"report", "area", "position", "place", "score", PLACE}},
    [TABLE_COMPARISONS] = {"comparisons",
                           {"report", "area", "position", "label", "kind", "year", "score", PLACE}},
    [TABLE_FINDINGS] = {"findings",
                        {"report", "position", "rule", "subject", "outcome", "least", "greatest",
                         "found", "message", PLACE}},
    [TABLE_DIAGNOSTICS] = {"diagnostics",
                           {"report", "position", "severity", "code", "message", PLACE}},
};

/* One report on its way into rows. */
typedef struct {
    const KkResult *result;
    char *key;
    Row row;
    TakeRow take;
    gpointer data;
    GError **error;
} Giver;

/* ---- cells ------------------------------------------------------------------------------ */

static Cell *next_cell(Giver *giver)
{
    Cell *cell = &giver->row.cells[giver->row.n_cells++];

    cell->kind = CELL_EMPTY;
    cell->text = cell->owned = NULL;
    return cell;
}

static void put_text(Giver *giver, const char *text)
{
    Cell *cell = next_cell(giver);

    if (text == NULL)
        return;
    cell->owned = kk_dup_sound(text);
    if (cell->owned[0] == '\0')
        return;
    cell->kind = CELL_TEXT;
    cell->text = cell->owned;
}

/* Empty where nothing is printed. */
static void put_number(Giver *giver, const KkNumber *number)
{
    Cell *cell = next_cell(giver);

    if (!number->set || !json_decimal_text(number->value, number->decimals, cell->number))
        return;
    cell->kind = CELL_NUMBER;
    cell->text = cell->number;
}

/* Empty below @least. */
static void put_integer(Giver *giver, double value, int least)
{
    put_number(giver, &(KkNumber){value >= least, value, 0});
}

static void put_boolean(Giver *giver, bool value)
{
    Cell *cell = next_cell(giver);

    cell->kind = CELL_BOOLEAN;
    cell->text = value ? "true" : "false";
}

static void put_place(Giver *giver, const KkAt *at)
{
    const KkPlace *places = (const KkPlace *)(void *)at->data;
    const KkRect none = {0, 0, 0, 0}, *box = at->len > 0 ? &places[0].bbox : &none;
    const double sides[] = {box->x0, box->y0, box->x1, box->y1};

    put_integer(giver, at->len > 0 ? places[0].page : 0, 1);
    put_integer(giver, at->len > 0 ? places[at->len - 1].page : 0, 1);
    for (int i = 0; i < 4; i++)
        put_number(giver, &(KkNumber){!kk_rect_is_empty(box), sides[i], 2});
}

static void put_numbers(Giver *giver, const KkScore *score)
{
    put_number(giver, &score->achieved);
    put_number(giver, &score->max);
    put_number(giver, &score->percent);
}

/* ---- rows ------------------------------------------------------------------------------- */

static void start_row(Giver *giver, TableId table)
{
    giver->row.table = table;
    giver->row.n_cells = 0;
    put_text(giver, giver->key);
}

static bool give_row(Giver *giver)
{
    const bool goes_on = giver->take(giver->data, &giver->row, giver->error);

    for (guint i = 0; i < giver->row.n_cells; i++)
        g_free(giver->row.cells[i].owned);
    return goes_on;
}

/* Gives a row for the entry at @position (from 1) of a list in @area (0: the whole report). */
typedef bool (*GiveEntry)(Giver *giver, gconstpointer entry, int position, int area);

static bool give_list(Giver *giver, const GPtrArray *list, int area, GiveEntry give)
{
    for (guint i = 0; i < list->len; i++)
        if (!give(giver, g_ptr_array_index(list, i), (int)i + 1, area))
            return false;
    return true;
}

static bool give_evaluator(Giver *giver, gconstpointer entry, int position, int area)
{
    const KkEvaluator *person = entry;

    (void)area;
    start_row(giver, TABLE_EVALUATORS);
    put_integer(giver, position, 1);
    put_text(giver, person->name);
    put_text(giver, person->role);
    put_text(giver, person->organisation);
    return give_row(giver);
}

static bool give_question(Giver *giver, gconstpointer entry, int position, int area)
{
    const KkQuestion *question = entry;

    start_row(giver, TABLE_QUESTIONS);
    put_integer(giver, area, 1);
    put_integer(giver, position, 1);
    put_text(giver, question->code);
    put_text(giver, question->text);
    put_numbers(giver, &question->score);
    put_place(giver, question->score.at);
    return give_row(giver);
}

static bool give_item(Giver *giver, const KkItem *item, const char *kind, int position, int area)
{
    start_row(giver, TABLE_ITEMS);
    put_integer(giver, area, 1);
    put_text(giver, kind);
    put_integer(giver, position, 1);
    put_text(giver, item->text);
    put_place(giver, item->at);
    return give_row(giver);
}

static bool give_strength(Giver *giver, gconstpointer entry, int position, int area)
{
    return give_item(giver, entry, "strength", position, area);
}

static bool give_improvement(Giver *giver, gconstpointer entry, int position, int area)
{
    return give_item(giver, entry, "improvement", position, area);
}

static const char *const where_names[] = {"chapter", "summary", "prose"}; /* by KkWhere */

static bool give_published(Giver *giver, gconstpointer entry, int position, int area)
{
    const KkPublished *one = entry;

    start_row(giver, TABLE_PUBLISHED);
    put_integer(giver, area, 0);
    put_integer(giver, position, 1);
    put_text(giver, where_names[one->where]);
    put_number(giver, &one->score);
    put_place(giver, one->at);
    return give_row(giver);
}

static bool give_comparison(Giver *giver, gconstpointer entry, int position, int area)
{
    static const char *const kinds[] = {"previous", "average", "other"};
    const KkComparison *one = entry;

    start_row(giver, TABLE_COMPARISONS);
    put_integer(giver, area, 0);
    put_integer(giver, position, 1);
    put_text(giver, one->label);
    put_text(giver, kinds[one->kind]);
    put_integer(giver, one->year, 1);
    put_number(giver, &one->score);
    put_place(giver, one->at);
    return give_row(giver);
}

static bool give_finding(Giver *giver, gconstpointer entry, int position, int area)
{
    const KkFinding *finding = entry;

    (void)area;
    start_row(giver, TABLE_FINDINGS);
    put_integer(giver, position, 1);
    put_text(giver, finding->rule);
    put_text(giver, finding->subject);
    put_text(giver, finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
    put_number(giver, &(KkNumber){finding->has_expected, finding->least, 2});
    put_number(giver, &(KkNumber){finding->has_expected, finding->greatest, 2});
    put_number(giver, &finding->found);
    put_text(giver, finding->message->text);
    put_place(giver, finding->at);
    return give_row(giver);
}

static bool give_diagnostic(Giver *giver, gconstpointer entry, int position, int area)
{
    const KkDiagnostic *doubt = entry;

    (void)area;
    start_row(giver, TABLE_DIAGNOSTICS);
    put_integer(giver, position, 1);
    put_text(giver, kk_severity_name(doubt->severity));
    put_text(giver, doubt->code);
    put_text(giver, doubt->message->text);
    put_place(giver, doubt->at);
    return give_row(giver);
}

/* ---- areas and the report ------------------------------------------------------------------ */

/* The lines under "Rubriker", with line feeds between. */
static void put_topics(Giver *giver, const GPtrArray *topics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < topics->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               (char *)g_ptr_array_index(topics, i));
    put_text(giver, text->str);
}

/* Where its points stand; NULL: it has none. */
static const char *from_of(const KkArea *area)
{
    const KkPublished *stated = kk_area_lookup_stated(area);

    return stated != NULL ? where_names[stated->where] : area->score.achieved.set ? "table" : NULL;
}

static bool give_area(Giver *giver, gconstpointer entry, int position, int none)
{
    const KkArea *area = entry;

    (void)none;
    start_row(giver, TABLE_AREAS);
    put_integer(giver, area->number, 1);
    put_integer(giver, position, 1);
    put_text(giver, area->id);
    put_text(giver, area->name);
    put_topics(giver, area->topics);
    put_text(giver, area->overview);
    put_numbers(giver, &area->score);
    put_number(giver, kk_area_points(area));
    put_text(giver, from_of(area));
    put_place(giver, area->score.at);
    return give_row(giver) && give_list(giver, area->questions, area->number, give_question) &&
           give_list(giver, area->strengths, area->number, give_strength) &&
           give_list(giver, area->improvements, area->number, give_improvement) &&
           give_list(giver, area->published, area->number, give_published) &&
           give_list(giver, area->comparisons, area->number, give_comparison);
}

/* The years, with blanks between. */
static void put_years(Giver *giver, const GArray *years)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < years->len; i++)
        g_string_append_printf(text, "%s%d", i > 0 ? " " : "", g_array_index(years, int, i));
    put_text(giver, text->str);
}

/* The score that is stated first; unset where none is. */
static const KkNumber *first_published(const GPtrArray *published)
{
    static const KkNumber none = {false, 0, 0};

    return published->len > 0 ? &((KkPublished *)g_ptr_array_index(published, 0))->score : &none;
}

static void put_report(Giver *giver, const KkReport *report)
{
    const KkTotal total = kk_report_total(report);
    g_autofree char *from = kk_from_dup_text(total.from, " ");

    put_text(giver, report->municipality);
    put_text(giver, report->code);
    put_text(giver, report->county);
    put_integer(giver, report->year, 1);
    put_text(giver, report->edition);
    put_text(giver, report->publisher);
    put_text(giver, report->report_date);
    put_text(giver, report->period);
    put_integer(giver, report->ordinal, 1);
    put_years(giver, report->previous);
    put_number(giver, &report->achieved);
    put_number(giver, &report->max);
    put_number(giver, first_published(report->published));
    put_number(giver, &total.number);
    put_text(giver, from);
}

static void put_source(Giver *giver, const KkSource *source)
{
    put_text(giver, source->name);
    put_text(giver, source->sha256);
    put_integer(giver, (double)source->bytes, 0);
    put_integer(giver, source->n_pages, 0);
    put_text(giver, source->media_type);
    put_text(giver, source->text_origin);
    put_text(giver, source->title);
    put_text(giver, source->producer);
    put_text(giver, source->created);
    put_text(giver, source->url);
    put_integer(giver, source->report_index, 1);
    put_integer(giver, source->report_of, 1);
    put_integer(giver, source->first_page, 1);
    put_integer(giver, source->last_page, 1);
    put_text(giver, source->attachment);
}

static bool give_report(Giver *giver, bool current)
{
    const KkValidation *validation = giver->result->validation;

    start_row(giver, TABLE_REPORTS);
    put_report(giver, giver->result->report);
    put_text(giver, kk_status_name(validation->status));
    for (int i = 0; i < KK_N_OUTCOMES; i++)
        put_integer(giver, validation->counts[i], 0);
    put_boolean(giver, current);
    put_source(giver, &giver->result->source);
    return give_row(giver);
}

/* ---- one observation a row ------------------------------------------------------------------ */

/* Whose points a row of TABLE_SCORES holds. */
typedef struct {
    const char *level;
    const KkArea *area;         /* NULL: the whole report */
    const KkQuestion *question; /* NULL: the area */
    int position;
    const KkNumber *points, *max, *percent;
    const char *from;
    const KkAt *at;
} Observation;

/* As printed, else of points and maximum, with one decimal. */
static void put_percent(Giver *giver, const Observation *one)
{
    KkNumber percent = *one->percent;

    if (!percent.set && one->points->set && one->max->set && one->max->value > 0)
        percent = (KkNumber){true, round(1000 * one->points->value / one->max->value) / 10, 1};
    put_number(giver, &percent);
    put_text(giver, one->percent->set ? "printed" : percent.set ? "computed" : NULL);
}

static bool give_observation(Giver *giver, bool current, const Observation *one)
{
    const KkReport *report = giver->result->report;
    const int page = one->at->len > 0 ? g_array_index(one->at, KkPlace, 0).page : 0;
    g_autofree char *url = kk_source_dup_page_url(&giver->result->source, page);

    start_row(giver, TABLE_SCORES);
    put_text(giver, report->municipality);
    put_text(giver, report->code);
    put_text(giver, report->county);
    put_integer(giver, report->year, 1);
    put_text(giver, report->edition);
    put_boolean(giver, current);
    put_text(giver, one->level);
    put_integer(giver, one->area != NULL ? one->area->number : 0, 0);
    put_text(giver, one->area != NULL ? one->area->id : NULL);
    put_text(giver, one->area != NULL ? one->area->name : NULL);
    put_integer(giver, one->position, 0);
    put_text(giver, one->question != NULL ? one->question->code : NULL);
    put_text(giver, one->question != NULL ? one->question->text : NULL);
    put_number(giver, one->points);
    put_text(giver, one->points->set ? one->from : NULL);
    put_number(giver, one->max);
    put_percent(giver, one);
    put_integer(giver, page, 1);
    put_text(giver, url);
    return give_row(giver);
}

static bool give_area_scores(Giver *giver, bool current, const KkArea *area)
{
    const KkPublished *stated = kk_area_lookup_stated(area);
    const Observation whole = {.level = "area",
                               .area = area,
                               .points = kk_area_points(area),
                               .max = &area->score.max,
                               .percent = &area->score.percent,
                               .from = from_of(area),
                               .at = stated != NULL ? stated->at : area->score.at};
    bool goes_on = give_observation(giver, current, &whole);

    for (guint i = 0; goes_on && i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        const Observation one = {.level = "question",
                                 .area = area,
                                 .question = question,
                                 .position = (int)i + 1,
                                 .points = &question->score.achieved,
                                 .max = &question->score.max,
                                 .percent = &question->score.percent,
                                 .from = "table",
                                 .at = question->score.at};

        goes_on = give_observation(giver, current, &one);
    }
    return goes_on;
}

static bool give_scores(Giver *giver, bool current)
{
    static const KkNumber none = {false, 0, 0};
    const KkReport *report = giver->result->report;
    const KkTotal total = kk_report_total(report);
    g_autofree char *from = kk_from_dup_text(total.from, " ");
    g_autoptr(GArray) nowhere = kk_at_new();
    const bool stated = (total.from & KK_FROM_STATED) != 0;
    const Observation whole = {
        .level = "total",
        .points = &total.number,
        .max = &report->max,
        .percent = &none,
        .from = from,
        .at = stated ? ((KkPublished *)g_ptr_array_index(report->published, 0))->at : nowhere};
    bool goes_on = give_observation(giver, current, &whole);

    for (guint i = 0; goes_on && i < report->areas->len; i++)
        goes_on = give_area_scores(giver, current, g_ptr_array_index(report->areas, i));
    return goes_on;
}

/* ---- public --------------------------------------------------------------------------------- */

int tables_area_position(const KkReport *report, const KkArea *area)
{
    for (int e = 0; report->edition != NULL && area->id != NULL && kk_editions[e] != NULL; e++)
        for (int i = 0; i < KK_EDITION_AREAS; i++)
            if (strcmp(kk_editions[e]->year, report->edition) == 0 &&
                strcmp(kk_editions[e]->areas[i].id, area->id) == 0)
                return i + 1;
    return 0;
}

char *tables_dup_key(const KkResult *result)
{
    const KkReport *report = result->report;
    g_autofree char *name =
        g_str_to_ascii(report->municipality != NULL ? report->municipality : "unknown", "C");
    g_autofree char *year = report->year > 0 ? g_strdup_printf("%d-", report->year) : g_strdup("");

    for (char *p = name; *p != '\0'; p++)
        *p = g_ascii_isalnum(*p) ? g_ascii_tolower(*p) : '-';
    g_autofree char *which = result->source.report_index > 1
                                 ? g_strdup_printf("-%d", result->source.report_index)
                                 : g_strdup("");
    return g_strdup_printf("%s-%s%.12s%s", name, year, result->source.sha256, which);
}

bool tables_give_rows(const KkResult *result, bool current, TakeRow take, gpointer data,
                      GError **error)
{
    g_autofree char *key = tables_dup_key(result);
    const KkReport *report = result->report;
    Giver giver = {.result = result, .key = key, .take = take, .data = data, .error = error};

    return give_report(&giver, current) && give_scores(&giver, current) &&
           give_list(&giver, report->evaluators, 0, give_evaluator) &&
           give_list(&giver, report->areas, 0, give_area) &&
           give_list(&giver, report->published, 0, give_published) &&
           give_list(&giver, report->comparisons, 0, give_comparison) &&
           give_list(&giver, result->validation->findings, 0, give_finding) &&
           give_list(&giver, result->diagnostics, 0, give_diagnostic);
}
