/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.c - bars, the strip of eight, the radar and the distribution, as SVG.
 *
 * Colours are the style sheet's, by class, so that dark mode and print reach them; sizes are
 * attributes, since the policy allows no style. A figure whose numbers do not stand beside it
 * says them in words. */
#include "site.h"

#include <math.h>
#include <string.h>

/* A coordinate, to a tenth, with a point. */
static void add_at(GString *out, double value)
{
    g_autofree char *text = kk_number_dup_text(round(value * 10) / 10 + 0.0, 1);
    gsize n = strlen(text);

    g_string_append_len(out, text, (gssize)(text[n - 1] == '0' ? n - 2 : n));
}

static void add_attribute(GString *out, const char *name, double value)
{
    g_string_append_printf(out, " %s=\"", name);
    add_at(out, value);
    g_string_append_c(out, '"');
}

/* ---- bars ---------------------------------------------------------------------------------- */

void site_add_bar(GString *out, double share, double before)
{
    g_string_append(out, "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
                         "aria-hidden=\"true\">");
    if (share > 0) {
        g_string_append(out, "<rect class=\"got\" height=\"8\"");
        add_attribute(out, "width", 100 * share);
        g_string_append(out, "/>");
    }
    if (before >= 0) {
        g_string_append(out, "<path class=\"halo\" d=\"M");
        add_at(out, 100 * before);
        g_string_append(out, " -1v10\"/><path class=\"tick\" d=\"M");
        add_at(out, 100 * before);
        g_string_append(out, " -3v14\"/>");
    }
    g_string_append(out, "</svg>");
}

/* "Områdena 1 till 8: 79, 63, –, …" */
static void add_areas_in_words(GString *out, const SiteReport *report)
{
    g_string_append(out, "Områdena 1 till 8: ");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        const KkNumber *points = &report->areas[i].points;

        g_string_append(out, i > 0 ? "; " : "");
        if (points->set)
            site_add_value(out, points->value, points->decimals);
        else
            g_string_append(out, "saknas");
    }
}

void site_add_strip(GString *out, const SiteReport *report)
{
    g_string_append(out, "<svg class=\"strip\" viewBox=\"0 0 78 24\" role=\"img\" aria-label=\"");
    add_areas_in_words(out, report);
    g_string_append(out, "\"><path class=\"track\" d=\"M0 23.5h78\"/><path class=\"got\" d=\"");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        double share = site_area_share(&report->areas[i]);

        if (share <= 0)
            continue;
        g_string_append_printf(out, "M%d 24v-", i * 10);
        add_at(out, 24 * share);
        g_string_append_printf(out, "h8V24z");
    }
    g_string_append(out, "\"/></svg>");
}

/* ---- the radar ----------------------------------------------------------------------------- */

#define CENTRE_X 170.0
#define CENTRE_Y 150.0
#define RADIUS 108.0

static void add_point(GString *out, int area, double share)
{
    double angle = 2 * G_PI * area / KK_EDITION_AREAS - G_PI / 2;

    add_at(out, CENTRE_X + RADIUS * share * cos(angle));
    g_string_append_c(out, ' ');
    add_at(out, CENTRE_Y + RADIUS * share * sin(angle));
}

static void add_grid(GString *out)
{
    for (int ring = 1; ring <= 4; ring++) {
        g_string_append_printf(out, "<path class=\"grid%s\" d=\"", ring == 4 ? " edge" : "");
        for (int i = 0; i < KK_EDITION_AREAS; i++) {
            g_string_append(out, i > 0 ? "L" : "M");
            add_point(out, i, ring / 4.0);
        }
        g_string_append(out, "z\"/>");
    }
    g_string_append(out, "<path class=\"grid\" d=\"");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        g_string_append_printf(out, "M%g %gL", CENTRE_X, CENTRE_Y);
        add_point(out, i, 1);
    }
    g_string_append(out, "\"/>");
    for (int ring = 2; ring <= 4; ring += 2) {
        g_string_append(out, "<text class=\"scale\"");
        add_attribute(out, "x", CENTRE_X + 3);
        add_attribute(out, "y", CENTRE_Y - RADIUS * ring / 4.0 + 11);
        g_string_append_printf(out, ">%d</text>", 25 * ring);
    }
}

/* A closed line; where an area has no points it is broken. */
static void add_shape(GString *out, const SiteReport *report, const char *class)
{
    bool whole = true, drawing = false;

    for (int i = 0; i < KK_EDITION_AREAS; i++)
        whole = whole && site_area_share(&report->areas[i]) >= 0;
    g_string_append_printf(out, "<path class=\"%s%s\" d=\"", class, whole ? "" : " broken");
    for (int i = 0; i < KK_EDITION_AREAS + (whole ? 0 : 1); i++) {
        int area = i % KK_EDITION_AREAS;
        double share = site_area_share(&report->areas[area]);

        if (share >= 0) {
            g_string_append(out, drawing ? "L" : "M");
            add_point(out, area, share);
        }
        drawing = share >= 0;
    }
    g_string_append(out, whole ? "z\"/>" : "\"/>");
}

static void add_dots(GString *out, const SiteReport *report)
{
    g_string_append(out, "<path class=\"dots\" d=\"");
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        double share = site_area_share(&report->areas[i]);

        if (share < 0)
            continue;
        g_string_append_c(out, 'M');
        add_point(out, i, share);
        g_string_append(out, "h0");
    }
    g_string_append(out, "\"/>");
}

static void add_axis_names(GString *out, const SiteReport *report)
{
    for (int i = 0; i < KK_EDITION_AREAS; i++) {
        double angle = 2 * G_PI * i / KK_EDITION_AREAS - G_PI / 2;
        const char *anchor = fabs(cos(angle)) < 0.1 ? "middle" : cos(angle) > 0 ? "start" : "end";

        g_string_append_printf(out, "<text text-anchor=\"%s\"", anchor);
        add_attribute(out, "x", CENTRE_X + (RADIUS + 12) * cos(angle));
        add_attribute(out, "y", CENTRE_Y + (RADIUS + 16) * sin(angle) + 5);
        g_string_append_printf(out, "><tspan class=\"no\">%d</tspan> <tspan class=\"val\">", i + 1);
        if (report->areas[i].points.set)
            site_add_value(out, report->areas[i].points.value, report->areas[i].points.decimals);
        else
            g_string_append(out, "–");
        g_string_append(out, "</tspan></text>");
    }
}

void site_add_radar(GString *out, const SiteReport *report, const SiteReport *before)
{
    g_string_append(out, "<svg class=\"radar\" viewBox=\"0 0 340 300\" role=\"img\" "
                         "aria-labelledby=\"radar-t radar-d\"><title id=\"radar-t\">Profil: "
                         "poäng i de åtta områdena, ");
    site_add_year(out, report->year);
    g_string_append(out, "</title><desc id=\"radar-d\">");
    add_areas_in_words(out, report);
    if (before != NULL) {
        g_string_append_printf(out, ". Streckad linje, %d. ", before->year);
        add_areas_in_words(out, before);
    }
    g_string_append(out, ".</desc>");
    add_grid(out);
    if (before != NULL)
        add_shape(out, before, "before");
    add_shape(out, report, "now");
    add_dots(out, report);
    add_axis_names(out, report);
    g_string_append(out, "</svg>");
}

/* ---- the distribution ---------------------------------------------------------------------- */

#define LEFT 8
#define BIN_WIDTH 10
#define HEIGHT 90
#define BASE 104

static void add_bins_in_words(GString *out, const SiteTotals *totals)
{
    for (guint i = 0; i < SITE_BINS; i++)
        if (totals->bins[i] > 0)
            g_string_append_printf(out, "%u–%u poäng: %u. ", i * SITE_BIN,
                                   (i + 1) * SITE_BIN - (i + 1 < SITE_BINS ? 1 : 0),
                                   totals->bins[i]);
}

static void add_axis(GString *out)
{
    g_string_append_printf(out, "<path class=\"grid\" d=\"M%d %d.5h%d\"/>", LEFT, BASE,
                           SITE_BINS * BIN_WIDTH);
    for (int points = 0; points <= SITE_BINS * SITE_BIN; points += 200)
        g_string_append_printf(out, "<text text-anchor=\"middle\" x=\"%d\" y=\"%d\">%d</text>",
                               LEFT + points * BIN_WIDTH / SITE_BIN, BASE + 16, points);
}

void site_add_histogram(GString *out, const SiteTotals *totals)
{
    guint most = 1;

    for (guint i = 0; i < SITE_BINS; i++)
        most = MAX(most, totals->bins[i]);
    g_string_append_printf(out,
                           "<svg class=\"histogram\" viewBox=\"0 0 340 126\" role=\"img\" "
                           "aria-labelledby=\"h%s-t h%s-d\"><title id=\"h%s-t\">Fördelning av "
                           "totalpoängen, utgåva %s</title><desc id=\"h%s-d\">",
                           totals->edition, totals->edition, totals->edition, totals->edition,
                           totals->edition);
    add_bins_in_words(out, totals);
    g_string_append(out, "</desc>");
    for (guint i = 0; i < SITE_BINS; i++) {
        /* few reports: bars of one height a report */
        double height = HEIGHT * totals->bins[i] / (double)MAX(most, 5);

        if (totals->bins[i] == 0)
            continue;
        g_string_append_printf(out, "<rect class=\"got\" x=\"%u\" width=\"%d\"",
                               LEFT + i * BIN_WIDTH, BIN_WIDTH - 1);
        add_attribute(out, "y", BASE - height);
        add_attribute(out, "height", height);
        g_string_append(out, "/>");
        /* of neighbours the first has room for its number */
        if (totals->bins[i] < most || most == 1 || (i > 0 && totals->bins[i - 1] == most))
            continue;
        g_string_append_printf(out, "<text text-anchor=\"middle\" x=\"%u\"",
                               LEFT + i * BIN_WIDTH + BIN_WIDTH / 2);
        add_attribute(out, "y", BASE - height - 4);
        g_string_append_printf(out, ">%u</text>", most);
    }
    add_axis(out);
    g_string_append(out, "</svg>");
}
