/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_kolada.c - the scores in the shape of Kolada's API, so that they lie beside its key
 * figures: data.json as its /data answers, kpi.json as /kpi, municipality.json as /municipality.
 *
 * The ids of key figures are ours: KK, the edition, and what is meant. Kolada's are a letter
 * and five digits, so none is the same. Of a municipality's year the current version counts;
 * what has no municipality or year has no place in this shape, and is told in the remarks. */
#include "formats.h"
#include "tables.h"

#include <kk/edition.h>
#include <kk/register.h>
#include <kk/write.h>

#include <string.h>

/* What is measured of an area or of all; the ids' endings. */
static const struct {
    const char *ending, *name;
    bool of_all;
} measures[] = {
    {"", "poäng", true},
    {"-max", "högsta möjliga poäng", true},
    {"-percent", "andel av högsta poäng (procent), som den är tryckt", false},
};

#define ALL_AREAS "alla områden"

typedef struct {
    const KkPublication *publication;
    char *folder;
    FILE *data, *csv;
    guint n;           /* key figures written */
    GHashTable *kpis;  /* their ids */
    GHashTable *codes; /* of municipalities */
    char *last;        /* municipality, year and edition before */
    guint n_placeless, n_superseded, n_unknown_areas;
} Writer;

/* ---- data.json ----------------------------------------------------------------------------- */

static char *dup_title(const char *edition, const char *name, const char *measure)
{
    return g_strdup_printf("Kommunkompassen %s: %s, %s", edition, name, measure);
}

/* Kolada's long form: kpi,titel,kommun-id,kommun,år,värde. */
static bool write_csv_row(Writer *writer, const KkReport *report, const char *kpi,
                          const char *title, const char *value, GError **error)
{
    g_autoptr(GString) line = g_string_new(kpi);

    g_string_append_c(line, ',');
    kk_csv_append(line, title, true);
    g_string_append_printf(line, ",%s,", report->code);
    kk_csv_append(line, report->municipality, true);
    g_string_append_printf(line, ",%d,%s\r\n", report->year, value);
    return out_text(writer->csv, line->str, error);
}

static bool write_value(Writer *writer, const KkReport *report, const char *of, const char *name,
                        int measure, const KkNumber *number, GError **error)
{
    char text[JSON_DECIMAL_SIZE];

    if (!number->set || !json_decimal_text(number->value, number->decimals, text))
        return true;
    char *id = g_strdup_printf("KK%s-%s%s", report->edition, of, measures[measure].ending);
    g_autofree char *line =
        g_strdup_printf("%s{\"kpi\":\"%s\",\"municipality\":\"%s\",\"period\":%d,\"values\":"
                        "[{\"gender\":\"T\",\"count\":1,\"status\":\"\",\"value\":%s}]}",
                        writer->n > 0 ? ",\n" : "", id, report->code, report->year, text);
    g_autofree char *title = dup_title(report->edition, name, measures[measure].name);
    g_hash_table_add(writer->kpis, id);
    writer->n++;
    return out_text(writer->data, line, error) &&
           write_csv_row(writer, report, id, title, text, error);
}

/* As its edition calls it. */
static const char *name_of(const KkReport *report, int position)
{
    int e = 0;

    while (strcmp(kk_editions[e]->year, report->edition) != 0)
        e++;
    return kk_editions[e]->areas[position - 1].names[0];
}

static bool write_area(Writer *writer, const KkReport *report, const KkArea *area, GError **error)
{
    const int position = tables_area_position(report, area);
    g_autofree char *of = g_strdup_printf("%d", position);

    if (position == 0) {
        writer->n_unknown_areas++;
        return true;
    }
    const char *name = name_of(report, position);
    return write_value(writer, report, of, name, 0, kk_area_points(area), error) &&
           write_value(writer, report, of, name, 1, &area->score.max, error) &&
           write_value(writer, report, of, name, 2, &area->score.percent, error);
}

/* Whether the report before was of the same municipality, year and edition. */
static bool is_same_again(Writer *writer, const KkReport *report)
{
    g_autofree char *before = writer->last;

    writer->last = g_strdup_printf("%s %d %s", report->code, report->year, report->edition);
    return g_strcmp0(before, writer->last) == 0;
}

static bool add(gpointer state, const KkResult *result, bool current, GError **error)
{
    Writer *writer = state;
    const KkReport *report = result->report;

    if (report->code == NULL || report->year == 0 || report->edition == NULL) {
        writer->n_placeless++;
        return true;
    }
    if (!current || is_same_again(writer, report)) {
        writer->n_superseded++;
        return true;
    }
    g_hash_table_add(writer->codes, (gpointer)report->code);
    for (guint i = 0; i < report->areas->len; i++)
        if (!write_area(writer, report, g_ptr_array_index(report->areas, i), error))
            return false;
    const KkTotal total = kk_report_total(report);
    return write_value(writer, report, "total", ALL_AREAS, 0, &total.number, error) &&
           write_value(writer, report, "total", ALL_AREAS, 1, &report->max, error);
}

/* Ends a list as Kolada's answers do: the first two members are version 2's, next_url 3's. */
static bool end_list(FILE *file, guint n, GError **error)
{
    g_autofree char *end = g_strdup_printf(
        "%s],\n\"count\": %u,\n\"next_page\": null,\n\"next_url\": null}\n", n > 0 ? "\n" : "", n);

    return out_text(file, end, error);
}

/* ---- the lists beside it -------------------------------------------------------------------- */

static const char description[] =
    "Läst av kompass ur kommunens rapport, som det är tryckt: poäng ur poängtabellen, annars ur "
    "områdets kapitel, annars ur sammanfattningen. Alla områdens poäng är beräknade: summan av "
    "områdenas poäng; där ett område saknar poäng den total som rapporten anger. Id är kompass, "
    "inte Koladas. Tal ur två utgåvor går inte att jämföra.";

/* Adds the figure to @values if it was written. */
static void add_kpi(const Writer *writer, cJSON *values, const KkEdition *edition, const char *of,
                    const char *name, const char *measure, const char *ending)
{
    g_autofree char *id = g_strdup_printf("KK%s-%s%s", edition->year, of, ending);
    g_autofree char *title = dup_title(edition->year, name, measure);

    if (!g_hash_table_contains(writer->kpis, id))
        return;
    cJSON *kpi = json_add_object(values);
    json_set_string(kpi, "id", id);
    json_set_string(kpi, "title", title);
    json_set_string(kpi, "description", description);
    json_set_string(kpi, "municipality_type", "K");
    json_set(kpi, "is_divided_by_gender", json_integer(0));
    json_set(kpi, "has_ou_data", cJSON_CreateBool(false));
    json_set_string(kpi, "operating_area", "Kommunkompassen");
}

static void add_edition(const Writer *writer, cJSON *values, const KkEdition *edition)
{
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        g_autofree char *of = g_strdup_printf("%d", i + 1);

        for (gsize m = 0; m < G_N_ELEMENTS(measures); m++)
            add_kpi(writer, values, edition, of, edition->areas[i].names[0], measures[m].name,
                    measures[m].ending);
    }
    for (gsize m = 0; m < G_N_ELEMENTS(measures); m++)
        if (measures[m].of_all)
            add_kpi(writer, values, edition, "total", ALL_AREAS, measures[m].name,
                    measures[m].ending);
}

static cJSON *list_kpis(const Writer *writer)
{
    cJSON *values = cJSON_CreateArray();

    for (int e = 0; kk_editions[e] != NULL; e++)
        add_edition(writer, values, kk_editions[e]);
    return values;
}

static cJSON *list_municipalities(const Writer *writer)
{
    cJSON *values = cJSON_CreateArray();

    for (gsize i = 0; i < kk_register_length; i++) {
        if (!g_hash_table_contains(writer->codes, kk_register[i].code))
            continue;
        cJSON *one = json_add_object(values);
        json_set_string(one, "id", kk_register[i].code);
        json_set_string(one, "title", kk_register[i].name);
        json_set_string(one, "type", "K");
    }
    return values;
}

static bool write_entries(FILE *file, const cJSON *values, GError **error)
{
    const cJSON *entry;

    cJSON_ArrayForEach(entry, values)
    {
        g_autofree char *text = json_print(cJSON_Duplicate(entry, true), false);

        if (!out_text(file, entry->prev != NULL && entry != values->child ? ",\n" : "", error) ||
            !out_text(file, text, error))
            return false;
    }
    return true;
}

/* Writes the list and frees @values. */
static bool write_list(const Writer *writer, const char *name, cJSON *values, GError **error)
{
    FILE *file = out_open_in(writer->folder, name, error);
    const bool well = file != NULL && out_text(file, "{\"values\": [\n", error) &&
                      write_entries(file, values, error) &&
                      end_list(file, (guint)cJSON_GetArraySize(values), error);

    cJSON_Delete(values);
    return out_close(file, well ? error : NULL) && well;
}

/* What Kolada's lists have no place for. */
static bool write_about(const Writer *writer, GError **error)
{
    const KkPublication *publication = writer->publication;
    cJSON *about = cJSON_CreateObject();

    json_set_string(about, "title",
                    publication->title != NULL ? publication->title : "Kommunkompassen");
    json_set_string(about, "publisher", publication->publisher);
    json_set_string(about, "homepage", publication->homepage);
    json_set_string(about, "licence", publication->licence);
    json_set_string(about, "contact", publication->contact);
    g_autofree char *text = json_print(about, true);
    g_autofree char *line = g_strconcat(text, "\n", NULL);
    return out_file_in(writer->folder, "about.json", line, error);
}

/* ---- the folder ----------------------------------------------------------------------------- */

static void writer_free(gpointer state)
{
    Writer *writer = state;

    if (writer == NULL)
        return;
    out_close(writer->data, NULL);
    out_close(writer->csv, NULL);
    g_hash_table_unref(writer->kpis);
    g_hash_table_unref(writer->codes);
    g_free(writer->last);
    g_free(writer->folder);
    g_free(writer);
}

static gpointer begin(const char *path, const KkPublication *publication, GError **error)
{
    Writer *writer = g_new0(Writer, 1);

    writer->publication = publication;
    writer->folder = g_strdup(path);
    writer->kpis = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer->codes = g_hash_table_new(g_str_hash, g_str_equal);
    writer->data = out_open_in(path, "data.json", error);
    writer->csv = writer->data != NULL ? out_open_in(path, "data.csv", error) : NULL;
    if (writer->csv != NULL && out_text(writer->data, "{\"values\": [\n", error) &&
        out_text(writer->csv, "kpi,titel,kommun-id,kommun,år,värde\r\n", error))
        return writer;
    writer_free(writer);
    return NULL;
}

static void remark(GPtrArray *remarks, guint n, const char *what)
{
    if (n > 0)
        g_ptr_array_add(remarks, g_strdup_printf("%s: %u", what, n));
}

static bool finish(gpointer state, GPtrArray *remarks, GError **error)
{
    Writer *writer = state;

    remark(remarks, writer->n_placeless,
           "reports left out: municipality, year or edition is not known");
    remark(remarks, writer->n_superseded, "reports left out: there is a newer version");
    remark(remarks, writer->n_unknown_areas, "areas left out: not in the edition's catalogue");
    return end_list(writer->data, writer->n, error) &&
           out_close(g_steal_pointer(&writer->data), error) &&
           out_close(g_steal_pointer(&writer->csv), error) &&
           write_list(writer, "kpi.json", list_kpis(writer), error) &&
           write_list(writer, "municipality.json", list_municipalities(writer), error) &&
           write_about(writer, error);
}

const KkFormat kk_format_kolada = {"kolada",
                                   "JSON files in the form of Kolada's API",
                                   KK_TARGET_FOLDER,
                                   begin,
                                   add,
                                   finish,
                                   writer_free,
                                   false};
