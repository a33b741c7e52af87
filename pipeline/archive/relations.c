/* SPDX-License-Identifier: GPL-2.0-or-later */
/* relations.c - a report into its rows: the report itself, and each of its parts with the place
 * where it stands. Columns are put in the order of schema.sql. */
#include "archive.h"

#include <kk/write.h>

#include <math.h>
#include <string.h>

/* ---- values ----------------------------------------------------------------------------- */

static void put_number(Statement *statement, const KkNumber *number)
{
    if (number->set)
        put_real(statement, number->value);
    else
        put_null(statement);
}

/* What is not known is 0 in the model. */
static void put_known(Statement *statement, int value)
{
    if (value > 0)
        put_integer(statement, value);
    else
        put_null(statement);
}

/* As the contract gives it: to a hundredth of a point, none where nothing is left of it. */
static void put_box(Statement *statement, const KkRect *box)
{
    const double sides[] = {round(box->x0 * 100) / 100, round(box->y0 * 100) / 100,
                            round(box->x1 * 100) / 100, round(box->y1 * 100) / 100};
    const bool empty = !(sides[2] > sides[0] && sides[3] > sides[1]);

    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        if (empty)
            put_null(statement);
        else
            put_real(statement, sides[i]);
    }
}

/* Page, box and, where there are several, all places, with which the row ends; adds it. */
static bool add_at(Statement *statement, const KkAt *at, GError **error)
{
    static const KkPlace nowhere = {0};
    const KkPlace *first = at->len > 0 ? &g_array_index(at, KkPlace, 0) : &nowhere;
    g_autofree char *places = at->len > 1 ? kk_write_places(at) : NULL;

    put_known(statement, first->page);
    put_box(statement, &first->bbox);
    put_text(statement, places);
    return statement_run(statement, error);
}

/* The statement of a part of the report, its first columns put. */
static Statement *part(Database *database, const char *sql, gint64 report)
{
    Statement *statement = database_statement(database, sql);

    put_integer(statement, report);
    return statement;
}

/* The same of an area's part, of which there are several. */
static Statement *part_of_area(Database *database, const char *sql, gint64 report, int area)
{
    Statement *statement = part(database, sql, report);

    put_integer(statement, area);
    return statement;
}

/* ---- areas ------------------------------------------------------------------------------ */

static bool add_items(Database *database, gint64 report, int area, const char *kind,
                      const GPtrArray *items, GError **error)
{
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);
        Statement *statement =
            part_of_area(database, "INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?,?)", report, area);

        put_text(statement, kind);
        put_integer(statement, i + 1);
        put_text(statement, item->text);
        if (!add_at(statement, item->at, error))
            return false;
    }
    return true;
}

static bool add_questions(Database *database, gint64 report, const KkArea *area, GError **error)
{
    for (guint i = 0; i < area->questions->len; i++) {
        const KkQuestion *question = g_ptr_array_index(area->questions, i);
        Statement *statement =
            part_of_area(database, "INSERT INTO question VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                         report, area->number);

        put_integer(statement, i + 1);
        put_text(statement, question->code);
        put_text(statement, question->text);
        put_number(statement, &question->score.achieved);
        put_number(statement, &question->score.max);
        put_number(statement, &question->score.percent);
        if (!add_at(statement, question->score.at, error))
            return false;
    }
    return true;
}

static bool add_published(Database *database, gint64 report, int area, const GPtrArray *published,
                          GError **error)
{
    static const char *const places[] = {"chapter", "summary", "prose"};

    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);
        Statement *statement = part_of_area(
            database, "INSERT INTO published VALUES (?,?,?,?,?,?,?,?,?,?,?)", report, area);

        put_integer(statement, i + 1);
        put_text(statement, places[one->where]);
        put_number(statement, &one->score);
        if (!add_at(statement, one->at, error))
            return false;
    }
    return true;
}

static bool add_comparisons(Database *database, gint64 report, int area,
                            const GPtrArray *comparisons, GError **error)
{
    static const char *const kinds[] = {"previous", "average", "other"};

    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);
        Statement *statement = part_of_area(
            database, "INSERT INTO comparison VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", report, area);

        put_integer(statement, i + 1);
        put_text(statement, one->label);
        put_text(statement, kinds[one->kind]);
        put_known(statement, one->year);
        put_number(statement, &one->score);
        if (!add_at(statement, one->at, error))
            return false;
    }
    return true;
}

static bool add_area_row(Database *database, gint64 report, const KkArea *area, guint position,
                         GError **error)
{
    g_autofree char **topics = g_new0(char *, area->topics->len + 1); /* lent */
    Statement *statement =
        part_of_area(database, "INSERT INTO area VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", report,
                     area->number);

    if (area->topics->len > 0)
        memcpy(topics, area->topics->pdata, area->topics->len * sizeof *topics);
    g_autofree char *lines = g_strjoinv("\n", topics);
    put_integer(statement, position);
    put_text(statement, area->id);
    put_text(statement, area->name);
    put_text(statement, lines);
    put_text(statement, area->overview);
    put_number(statement, &area->score.achieved);
    put_number(statement, &area->score.max);
    put_number(statement, &area->score.percent);
    return add_at(statement, area->score.at, error);
}

static bool add_areas(Database *database, gint64 report, const GPtrArray *areas, GError **error)
{
    for (guint i = 0; i < areas->len; i++) {
        const KkArea *area = g_ptr_array_index(areas, i);

        if (!add_area_row(database, report, area, i + 1, error) ||
            !add_questions(database, report, area, error) ||
            !add_items(database, report, area->number, "strength", area->strengths, error) ||
            !add_items(database, report, area->number, "improvement", area->improvements, error) ||
            !add_published(database, report, area->number, area->published, error) ||
            !add_comparisons(database, report, area->number, area->comparisons, error))
            return false;
    }
    return true;
}

/* ---- the report ------------------------------------------------------------------------- */

static bool add_evaluators(Database *database, gint64 report, const GPtrArray *evaluators,
                           GError **error)
{
    for (guint i = 0; i < evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(evaluators, i);
        Statement *statement = part(database, "INSERT INTO evaluator VALUES (?,?,?,?,?)", report);

        put_integer(statement, i + 1);
        put_text(statement, person->name);
        put_text(statement, person->role);
        put_text(statement, person->organisation);
        if (!statement_run(statement, error))
            return false;
    }
    return true;
}

static bool add_findings(Database *database, gint64 report, const GPtrArray *findings,
                         GError **error)
{
    for (guint i = 0; i < findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(findings, i);
        const KkNumber least = {finding->has_expected, finding->least, 0};
        const KkNumber greatest = {finding->has_expected, finding->greatest, 0};
        Statement *statement =
            part(database, "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", report);

        put_integer(statement, i + 1);
        put_text(statement, finding->rule);
        put_text(statement, finding->subject);
        put_text(statement, finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
        put_number(statement, &least);
        put_number(statement, &greatest);
        put_number(statement, &finding->found);
        put_text(statement, finding->message->text);
        if (!add_at(statement, finding->at, error))
            return false;
    }
    return true;
}

static bool add_diagnostics(Database *database, gint64 report, const KkDiagnostics *diagnostics,
                            GError **error)
{
    for (guint i = 0; i < diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(diagnostics, i);
        Statement *statement =
            part(database, "INSERT INTO diagnostic VALUES (?,?,?,?,?,?,?,?,?,?,?)", report);

        put_integer(statement, i + 1);
        put_text(statement, kk_severity_name(doubt->severity));
        put_text(statement, doubt->code);
        put_text(statement, doubt->message->text);
        if (!add_at(statement, doubt->at, error))
            return false;
    }
    return true;
}

static void put_source(Statement *statement, const KkSource *source)
{
    put_text(statement, source->sha256);
    put_integer(statement, source->report_index);
    put_integer(statement, source->report_of);
    put_known(statement, source->first_page);
    put_known(statement, source->last_page);
    put_text(statement, KK_VERSION);
    put_text(statement, source->name);
    put_integer(statement, (gint64)source->bytes);
    if (source->n_pages >= 0)
        put_integer(statement, source->n_pages);
    else
        put_null(statement);
    put_text(statement, source->media_type);
    put_text(statement, source->text_origin);
    put_text(statement, source->title);
    put_text(statement, source->producer);
    put_text(statement, source->created);
}

static char *dup_years(const GArray *years)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < years->len; i++)
        g_string_append_printf(text, "%s%d", i > 0 ? " " : "", g_array_index(years, int, i));
    return g_string_free(text, text->len == 0);
}

/* The total that is stated first. */
static KkNumber published_total(const KkReport *report)
{
    const KkNumber none = {false, 0, 0};

    return report->published->len > 0
               ? ((KkPublished *)g_ptr_array_index(report->published, 0))->score
               : none;
}

static bool add_report_row(Database *database, gint64 id, const KkResult *result, GError **error)
{
    const KkReport *report = result->report;
    const KkNumber published = published_total(report);
    g_autofree char *previous = dup_years(report->previous);
    g_autofree char *json = kk_write_json(result, false);
    Statement *statement = part(database,
                                "INSERT INTO report VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                                "?,?,?,?,?,?,?,?,?,?,?,?,?,?,1,?,?,?)",
                                id);

    put_source(statement, &result->source);
    put_text(statement, report->municipality);
    put_text(statement, report->code);
    put_text(statement, report->county);
    put_known(statement, report->year);
    put_text(statement, report->edition);
    put_text(statement, report->publisher);
    put_text(statement, report->report_date);
    put_text(statement, report->period);
    put_known(statement, report->ordinal);
    put_text(statement, previous);
    put_number(statement, &report->achieved);
    put_number(statement, &report->max);
    put_number(statement, &published);
    put_text(statement, kk_status_name(result->validation->status));
    for (int i = 0; i < KK_N_OUTCOMES; i++)
        put_integer(statement, result->validation->counts[i]);
    put_text(statement, json);
    put_text(statement, result->source.attachment);
    put_text(statement, result->source.url);
    return statement_run(statement, error);
}

/* The first 52 bits, which a double holds, so that the id does not depend on what was there
 * before; where another content has them, the next that is free. */
static bool find_id(Database *database, const char *sha256, gint64 *id, GError **error)
{
    g_autofree char *digits = g_strndup(sha256, 13);
    bool taken = true;

    *id = (gint64)g_ascii_strtoull(digits, NULL, 16) - 1;
    while (taken) {
        Statement *statement = part(database, "SELECT 1 FROM report WHERE id = ?", ++*id);

        taken = statement_next(statement);
        if (!statement_end(statement, error))
            return false;
    }
    return true;
}

bool relations_add(Database *database, const KkResult *result, gint64 *id, GError **error)
{
    const KkReport *report = result->report;

    return find_id(database, result->source.sha256, id, error) &&
           add_report_row(database, *id, result, error) &&
           add_areas(database, *id, report->areas, error) &&
           add_published(database, *id, 0, report->published, error) &&
           add_comparisons(database, *id, 0, report->comparisons, error) &&
           add_findings(database, *id, result->validation->findings, error) &&
           add_diagnostics(database, *id, result->diagnostics, error) &&
           add_evaluators(database, *id, report->evaluators, error);
}
