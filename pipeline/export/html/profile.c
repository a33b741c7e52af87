/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile.c - a report's eight areas in a table, with the earlier evaluations beside and the
 * change since the last one, both within an edition only. */
#include "site.h"

#include <string.h>

static void add_why_not(const SitePage *page)
{
    GString *out = page->out;

    if (page->base != NULL)
        return;
    g_string_append(out, "<p class=\"note\">");
    if (page->now->year == 0)
        g_string_append(out, "Rapportens år är okänt, så den jämförs inte med någon annan.");
    else if (page->last == NULL)
        g_string_append(out, "Ingen tidigare utvärdering av kommunen finns här att jämföra med.");
    else
        g_string_append_printf(out,
                               "Ingen förändring räknas ut: den förra utvärderingen, %d, följer "
                               "utgåva %s, och den här utgåva %s. Deras frågor och områden är "
                               "olika, så poängen går inte att jämföra.",
                               page->last->year, site_edition_words(page->last->edition),
                               site_edition_words(page->now->edition));
    g_string_append(out, "</p>\n");
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* Of an area, or with 0 of the whole; unset where it is not the same area. */
static KkNumber points_of(const SitePage *page, const SiteReport *report, int area)
{
    const KkNumber none = {false, 0, 0};

    if (area == 0)
        return report->total;
    const SiteArea *now = &page->now->areas[area - 1], *one = &report->areas[area - 1];
    return one == now || (one->id != NULL && g_strcmp0(one->id, now->id) == 0) ? one->points : none;
}

static const SiteReport *before_at(const SitePage *page, guint i)
{
    return g_ptr_array_index(page->before, i);
}

/* On a phone only the last of them finds room. */
static void begin_before(const SitePage *page, const char *tag, guint i)
{
    g_string_append_printf(page->out, "<%s class=\"n before%s\">", tag,
                           i + 1 < page->before->len ? " older" : "");
}

static void add_before(const SitePage *page, int area)
{
    GString *out = page->out;

    for (guint i = 0; i < page->before->len; i++) {
        const SiteReport *report = before_at(page, i);
        const KkNumber points = points_of(page, report, area);

        begin_before(page, "td", i);
        site_add_number(out, &points);
        if (area > 0 && report->areas[area - 1].failed)
            g_string_append(
                out, "<small class=\"unsure\">≠<span class=\"vh\"> motsägelse</span></small>");
        g_string_append(out, "</td>");
    }
}

static void add_change(const SitePage *page, int area)
{
    if (page->base == NULL)
        return;
    const KkNumber from = points_of(page, page->base, area);
    const KkNumber to = points_of(page, page->now, area);
    g_string_append(page->out, "<td class=\"n\">");
    site_add_change(page->out, &from, &to);
    g_string_append(page->out, "</td>");
}

static const char *where_of(const KkArea *area)
{
    return site_where_words(kk_area_lookup_stated(area)->where);
}

static void add_points(GString *out, const SiteArea *now, const KkArea *area)
{
    g_string_append(out, "<td class=\"n points\">");
    site_add_number(out, &now->points);
    if (now->max.set) {
        g_string_append(out, "<small> av ");
        site_add_number(out, &now->max);
        g_string_append(out, "</small>");
    }
    if (now->elsewhere)
        g_string_append_printf(out, "<small> %s</small>", where_of(area));
    g_string_append(out, "</td>");
}

static const KkAt *place_of(const KkArea *area)
{
    const KkPublished *stated = kk_area_lookup_stated(area);

    return stated != NULL ? stated->at : area->score.at;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void add_head(const SitePage *page)
{
    GString *out = page->out;

    g_string_append(out, "<thead><tr><th scope=\"col\">Nr</th><th scope=\"col\">Område");
    if (page->base != NULL)
        g_string_append_printf(out, "<small>stapel %d, streck %d</small>", page->now->year,
                               page->base->year);
    g_string_append(out, "</th>");
    for (guint i = 0; i < page->before->len; i++) {
        begin_before(page, "th scope=\"col\"", i);
        g_string_append_printf(out, "%d</th>", before_at(page, i)->year);
    }
    g_string_append(out, "<th scope=\"col\" class=\"n\">");
    if (page->now->year > 0)
        site_add_year(out, page->now->year);
    else
        g_string_append(out, "Poäng");
    g_string_append(out, "</th>");
    if (page->base != NULL)
        g_string_append_printf(out,
                               "<th scope=\"col\" class=\"n\">Ändring<small> sedan %d, "
                               "beräknad</small></th>",
                               page->base->year);
    g_string_append(out, "<th scope=\"col\" class=\"n\">Sida</th></tr></thead>\n");
}

static double share_before(const SitePage *page, int area)
{
    if (page->base == NULL || !points_of(page, page->base, area).set)
        return -1;
    return site_area_share(&page->base->areas[area - 1]);
}

static void add_row(const SitePage *page, const KkArea *area, guint at)
{
    GString *out = page->out;
    const SiteArea *now = &page->now->areas[area->number - 1];

    g_string_append_printf(out,
                           "<tr><td class=\"no\">%d</td><th scope=\"row\"><a href=\"#omrade-%u\">",
                           area->number, at + 1);
    html_append_text(out, area->name);
    g_string_append(out, "</a>");
    site_add_flag(out, now->failed);
    site_add_bar(out, site_area_share(now), share_before(page, area->number));
    g_string_append(out, "</th>");
    add_before(page, area->number);
    add_points(out, now, area);
    add_change(page, area->number);
    g_string_append(out, "<td class=\"n page\">");
    site_add_pages(out, place_of(area), page->places);
    g_string_append(out, "</td></tr>\n");
}

static void add_foot(const SitePage *page)
{
    GString *out = page->out;

    g_string_append(out,
                    "<tfoot><tr><td></td><th scope=\"row\">Summa <small>(beräknad)</small></th>");
    add_before(page, 0);
    g_string_append(out, "<td class=\"n\">");
    site_add_number(out, &page->now->total);
    g_string_append(out, "</td>");
    add_change(page, 0);
    g_string_append(out, "<td></td></tr></tfoot>\n");
}

/* Whether the area has a row: a number of the edition, and not there before. */
static bool is_in_profile(const KkReport *report, guint at)
{
    const KkArea *area = g_ptr_array_index(report->areas, at);

    for (guint i = 0; i < at; i++)
        if (((const KkArea *)g_ptr_array_index(report->areas, i))->number == area->number)
            return false;
    return area->number >= 1 && area->number <= KK_EDITION_AREAS;
}

void site_add_profile(const SitePage *page)
{
    GString *out = page->out;
    const GPtrArray *areas = page->result->report->areas;

    g_string_append(out, "<section>\n<h2 id=\"profil\">De åtta områdena</h2>\n");
    add_why_not(page);
    g_string_append(
        out, "<table class=\"profile\">\n<caption class=\"vh\">Poäng i områdena</caption>\n");
    add_head(page);
    g_string_append(out, "<tbody>\n");
    for (guint i = 0; i < areas->len; i++)
        if (is_in_profile(page->result->report, i))
            add_row(page, g_ptr_array_index(areas, i), i);
    g_string_append(out, "</tbody>\n");
    add_foot(page);
    g_string_append(out, "</table>\n</section>\n");
}
