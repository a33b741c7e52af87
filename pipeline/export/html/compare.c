/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare.c - the municipalities of an edition side by side, beside the means of their counties, of
 * their classes and of all, and the same as a map: a tile a municipality, county by county, from
 * north to south.
 *
 * Only reports of one edition stand beside each other. Means are computed, and said to be, with the
 * number of reports. */
#include "compare.h"

#include <string.h>

#define N_VALUES (KK_EDITION_AREAS + 1) /* the areas' points, and their sum */
#define TOTAL KK_EDITION_AREAS
#define SHADES 8 /* of tiles */

typedef struct {
    char *name, *file;
    const char *code, *edition, *county; /* static */
    int year;
    KkNumber values[N_VALUES];
    double share; /* of the highest sum; -1: not known */
} Row;

struct SiteCompare {
    GPtrArray *rows; /* of Row, by municipality */
};

/* By the counties' numbers, from north to south. */
static const char *const counties[] = {"25", "24", "23", "22", "21", "20", "17",
                                       "03", "19", "18", "01", "04", "05", "14",
                                       "06", "08", "09", "13", "07", "10", "12"};

static void row_free(Row *row)
{
    g_free(row->name);
    g_free(row->file);
    g_free(row);
}

SiteCompare *site_compare_new(void)
{
    SiteCompare *all = g_new0(SiteCompare, 1);

    all->rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
    return all;
}

void site_compare_free(SiteCompare *all)
{
    if (all == NULL)
        return;
    g_ptr_array_unref(all->rows);
    g_free(all);
}

/* ---- gathering ------------------------------------------------------------------------------- */

bool site_can_compare(const SiteReport *report)
{
    return report->current && report->code != NULL && report->year > 0 && report->edition != NULL;
}

/* Removes the municipality's earlier row in the edition, if there is one. */
static void supersede(SiteCompare *all, const SiteReport *report)
{
    for (guint i = all->rows->len; i > 0; i--) {
        const Row *row = g_ptr_array_index(all->rows, i - 1);

        if (strcmp(row->code, report->code) != 0)
            return;
        if (strcmp(row->edition, report->edition) == 0) {
            g_ptr_array_remove_index(all->rows, i - 1);
            return;
        }
    }
}

void site_compare_add(SiteCompare *all, const SiteReport *report)
{
    if (!site_can_compare(report))
        return;
    const KkMunicipality *municipality = kk_register_by_code(report->code);
    const double max =
        report->max.set && report->max.value > 0 ? report->max.value : 100 * KK_EDITION_AREAS;
    Row *row = g_new0(Row, 1);

    supersede(all, report);
    row->name = g_strdup(municipality->name);
    row->file = g_strdup(report->file);
    row->code = municipality->code;
    row->county = municipality->county;
    row->edition = report->edition;
    row->year = report->year;
    for (int i = 0; i < KK_EDITION_AREAS; i++)
        row->values[i] = report->areas[i].points;
    row->values[TOTAL] = report->total;
    row->share = report->total.set ? CLAMP(report->total.value / max, 0, 1) : -1;
    g_ptr_array_add(all->rows, row);
}

/* Those of whom there is a mean: of an edition, and of a county or of a class; both NULL: all. */
typedef struct {
    const KkEdition *edition;
    const char *county, *class;
    const SiteClasses *classes; /* NULL: none were given */
} Peers;

static bool is_peer(const Row *row, const Peers *peers)
{
    return strcmp(row->edition, peers->edition->year) == 0 &&
           (peers->county == NULL || strcmp(row->county, peers->county) == 0) &&
           (peers->class == NULL || site_classes_of(peers->classes, row->code) == peers->class);
}

static guint count_rows(const SiteCompare *all, const Peers *peers)
{
    guint n = 0;

    for (guint i = 0; i < all->rows->len; i++)
        n += is_peer(g_ptr_array_index(all->rows, i), peers);
    return n;
}

/* ---- the table ------------------------------------------------------------------------------- */

/* What is searched finds its code and its class, too. */
static void add_row(GString *out, const Row *row, const SiteClasses *classes)
{
    const char *class = site_classes_of(classes, row->code);

    g_string_append_printf(out, "<tr data-more=\"%s", row->code);
    if (class != NULL) {
        g_string_append_c(out, ' ');
        html_append_text(out, class);
    }
    g_string_append_printf(out, "\"><th scope=\"row\"><a href=\"%s\">", row->file);
    html_append_text(out, row->name);
    g_string_append_printf(out, "</a></th><td>%d</td><td>%s</td>", row->year, row->county);
    if (classes != NULL) {
        g_string_append(out, "<td class=\"class\">");
        html_append_text(out, class != NULL ? class : "");
        g_string_append(out, "</td>");
    }
    for (int i = 0; i < N_VALUES; i++) {
        g_string_append(out, "<td>");
        site_add_number(out, &row->values[i]);
        g_string_append(out, "</td>");
    }
    g_string_append(out, "</tr>\n");
}

/* The mean of those who have the value; where that is not all @n of them, of how many it is. */
static void add_mean(GString *out, const SiteCompare *all, const Peers *peers, int value, guint n)
{
    double sum = 0;
    guint there = 0;

    for (guint i = 0; i < all->rows->len; i++) {
        const Row *row = g_ptr_array_index(all->rows, i);

        if (is_peer(row, peers) && row->values[value].set) {
            sum += row->values[value].value;
            there++;
        }
    }
    g_string_append(out, "<td>");
    if (there == 0)
        site_add_number(out, &(KkNumber){false, 0, 0});
    else
        site_add_value(out, sum / there, 1);
    if (there > 0 && there < n)
        g_string_append_printf(out, " <small>(%u)</small>", there);
    g_string_append(out, "</td>");
}

static void add_means(GString *out, const SiteCompare *all, const Peers *peers)
{
    const guint n = count_rows(all, peers);

    if (n == 0)
        return;
    g_string_append_printf(out, "<tr class=\"mean\"><th scope=\"row\" colspan=\"%d\">",
                           peers->classes != NULL ? 4 : 3);
    html_append_text(out, peers->county != NULL  ? peers->county
                          : peers->class != NULL ? peers->class
                                                 : "Alla");
    g_string_append_printf(out, " <small>medelvärde av %u, beräknat</small></th>", n);
    for (int i = 0; i < N_VALUES; i++)
        add_mean(out, all, peers, i, n);
    g_string_append(out, "</tr>\n");
}

/* The county whose number is @number. */
static const char *county_name(const char *number)
{
    gsize i = 0;

    while (strncmp(kk_register[i].code, number, 2) != 0)
        i++;
    return kk_register[i].county;
}

static void add_legend(GString *out, const KkEdition *edition)
{
    g_string_append(out, "<ol class=\"legend\">\n");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        g_string_append(out, "<li>");
        html_append_text(out, edition->areas[i].names[0]);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ol>\n");
}

static void add_tools(GString *out, bool classed)
{
    g_string_append_printf(
        out,
        "<div class=\"tools\" role=\"search\" aria-label=\"Välj kommuner\" hidden>\n"
        "<label>Visa kommuner%s, med komma emellan <input type=\"search\" "
        "autocomplete=\"off\" spellcheck=\"false\"></label>\n"
        "<label class=\"order\">Ordning <select></select></label>\n"
        "<p class=\"hits\" role=\"status\"></p>\n</div>\n",
        classed ? ", län eller klasser" : " eller län");
}

static void add_heads(GString *out, const KkEdition *edition, bool classed)
{
    g_string_append(out, "<thead><tr><th scope=\"col\">Kommun</th><th scope=\"col\">År</th>"
                         "<th scope=\"col\" data-sort=\"no\">Län</th>");
    if (classed)
        g_string_append(out, "<th scope=\"col\" data-sort=\"no\">Klass</th>");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        g_string_append_printf(out, "<th scope=\"col\" class=\"n\">%d<span class=\"vh\"> ", i + 1);
        html_append_text(out, edition->areas[i].names[0]);
        g_string_append(out, "</span></th>");
    }
    g_string_append(out, "<th scope=\"col\" class=\"n\">Summa <small>(beräknad)</small></th></tr>"
                         "</thead>\n<tbody>\n");
}

static void begin_page(GString *out, const char *title, const KkEdition *edition)
{
    g_autofree char *whole = g_strdup_printf("%s, utgåva %s", title, edition->year);

    site_begin_page(out, SITE_STANDINGS, whole, "");
    g_string_append_printf(out, "<h1>%s</h1>\n<p class=\"under\">Utgåva %s</p>\n", title,
                           edition->year);
}

/* The means of counties and of classes. */
static void add_groups(GString *out, const SiteCompare *all, const KkEdition *edition,
                       const SiteClasses *classes)
{
    for (gsize i = 0; i < G_N_ELEMENTS(counties); i++)
        add_means(out, all, &(Peers){edition, county_name(counties[i]), NULL, classes});
    for (guint i = 0; site_classes_at(classes, i) != NULL; i++)
        add_means(out, all, &(Peers){edition, NULL, site_classes_at(classes, i), classes});
}

static GString *make_table(const SiteCompare *all, const KkEdition *edition,
                           const SiteClasses *classes)
{
    const Peers every = {.edition = edition, .classes = classes};
    GString *out = g_string_new(NULL);

    begin_page(out, "Kommunerna sida vid sida", edition);
    g_string_append_printf(
        out,
        "<p class=\"lead\">Poängen i varje område, ur den senaste utvärderingen av var och en i "
        "utgåvan, bredvid medelvärdena för länet%s och för alla. <a href=\"karta-%s.html\">Som "
        "karta</a></p>\n<section>\n",
        classes != NULL ? ", för klassen" : "", edition->year);
    add_legend(out, edition);
    add_tools(out, classes != NULL);
    g_string_append(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                         "aria-label=\"Kommunerna sida vid sida\">\n<table class=\"compare\">\n"
                         "<caption class=\"vh\">Kommunernas poäng område för område</caption>\n");
    add_heads(out, edition, classes != NULL);
    for (guint i = 0; i < all->rows->len; i++)
        if (is_peer(g_ptr_array_index(all->rows, i), &every))
            add_row(out, g_ptr_array_index(all->rows, i), classes);
    g_string_append(out, "</tbody>\n<tbody class=\"means\">\n");
    add_groups(out, all, edition, classes);
    g_string_append(out, "</tbody>\n<tfoot>\n");
    add_means(out, all, &every);
    g_string_append(out, "</tfoot>\n</table>\n</div>\n</section>\n");
    site_end_page(out);
    return out;
}

/* ---- the map --------------------------------------------------------------------------------- */

static const Row *find_row(const SiteCompare *all, const KkEdition *edition, const char *code)
{
    for (guint i = 0; i < all->rows->len; i++) {
        const Row *row = g_ptr_array_index(all->rows, i);

        if (strcmp(row->edition, edition->year) == 0 && strcmp(row->code, code) == 0)
            return row;
    }
    return NULL;
}

static void add_shade(GString *out, const Row *row)
{
    if (row != NULL && row->share >= 0)
        g_string_append_printf(out, " class=\"s%d\"", MIN((int)(row->share * SHADES), SHADES - 1));
}

static void add_tile(GString *out, const KkMunicipality *municipality, const Row *row)
{
    if (row == NULL) {
        g_string_append_printf(out, "<li>%s</li>\n", municipality->name);
        return;
    }
    g_string_append(out, "<li");
    add_shade(out, row);
    g_string_append_printf(out, "><a href=\"%s\">%s</a> ", row->file, municipality->name);
    site_add_number(out, &row->values[TOTAL]);
    g_string_append(out, "</li>\n");
}

static void add_tiles(GString *out, const SiteCompare *all, const KkEdition *edition,
                      const char *number)
{
    g_string_append_printf(out, "<section>\n<h2>%s</h2>\n<ul class=\"tiles\">\n",
                           county_name(number));
    for (gsize i = 0; i < kk_register_length; i++)
        if (strncmp(kk_register[i].code, number, 2) == 0)
            add_tile(out, &kk_register[i], find_row(all, edition, kk_register[i].code));
    g_string_append(out, "</ul>\n</section>\n");
}

static void add_shape(GString *out, const char *path, const Row *row)
{
    if (row != NULL) {
        g_string_append_printf(out, "<a href=\"%s\" aria-label=\"%s", row->file, row->name);
        if (row->values[TOTAL].set) {
            g_string_append_c(out, ' ');
            site_add_value(out, row->values[TOTAL].value, row->values[TOTAL].decimals);
        }
        g_string_append(out, "\">");
    }
    g_string_append(out, "<path");
    add_shade(out, row);
    g_string_append_printf(out, " d=\"%s\"/>%s\n", path, row != NULL ? "</a>" : "");
}

static void add_shapes(GString *out, const SiteCompare *all, const KkEdition *edition,
                       const SiteBoundaries *boundaries)
{
    int width, height;

    site_boundaries_size(boundaries, &width, &height);
    g_string_append_printf(out, "<svg class=\"shapes\" viewBox=\"0 0 %d %d\">\n", width, height);
    for (gsize i = 0; i < kk_register_length; i++) {
        const char *path = site_boundaries_path(boundaries, kk_register[i].code);

        if (path != NULL)
            add_shape(out, path, find_row(all, edition, kk_register[i].code));
    }
    g_string_append(out, "</svg>\n");
}

static GString *make_map(const SiteCompare *all, const KkEdition *edition,
                         const SiteBoundaries *boundaries)
{
    GString *out = g_string_new(NULL);

    begin_page(out, "Kommunerna på kartan", edition);
    g_string_append_printf(
        out,
        "<p class=\"lead\">En ruta per kommun, län för län från norr till söder, med områdenas "
        "summa <small>(beräknad)</small> ur den senaste utvärderingen i utgåvan; mörkare är mer. "
        "Tomma rutor är kommuner utan utvärdering. <a href=\"jamfor-%s.html\">Som tabell</a></p>\n"
        "<div class=\"map\">\n",
        edition->year);
    if (boundaries != NULL)
        add_shapes(out, all, edition, boundaries);
    for (gsize i = 0; i < G_N_ELEMENTS(counties); i++)
        add_tiles(out, all, edition, counties[i]);
    g_string_append(out, "</div>\n");
    site_end_page(out);
    return out;
}

bool site_compare_write(const SiteCompare *all, const SiteBoundaries *boundaries,
                        const SiteClasses *classes, SiteWritePage write, gpointer data,
                        GError **error)
{
    for (int i = 0; kk_editions[i] != NULL; i++) {
        const KkEdition *edition = kk_editions[i];
        g_autofree char *table_name = g_strdup_printf("jamfor-%s.html", edition->year);
        g_autofree char *map_name = g_strdup_printf("karta-%s.html", edition->year);

        if (count_rows(all, &(Peers){.edition = edition}) == 0)
            continue;
        g_autoptr(GString) table = make_table(all, edition, classes);
        g_autoptr(GString) map = make_map(all, edition, boundaries);
        if (!write(data, table_name, table->str, error) || !write(data, map_name, map->str, error))
            return false;
    }
    return true;
}
