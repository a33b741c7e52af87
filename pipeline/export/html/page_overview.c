/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_overview.c - the overview: how many reports, of what, how the totals are spread within
 * each edition, and a row for each. */
#include "site.h"

#include <string.h>

/* ---- counting -------------------------------------------------------------------------------- */

static SiteTotals *totals_of(SiteSummary *summary, const char *edition)
{
    const SiteTotals none = {.edition = edition};

    for (guint i = 0; i < summary->editions->len; i++) {
        SiteTotals *totals = &g_array_index(summary->editions, SiteTotals, i);

        if (strcmp(totals->edition, edition) == 0)
            return totals;
    }
    g_array_append_val(summary->editions, none);
    return &g_array_index(summary->editions, SiteTotals, summary->editions->len - 1);
}

static void add_total(SiteTotals *totals, const KkNumber *total)
{
    int bin = (int)CLAMP(total->value / SITE_BIN, 0, SITE_BINS - 1);

    if (totals->n_totals == 0 || total->value < totals->least.value)
        totals->least = *total;
    if (totals->n_totals == 0 || total->value > totals->greatest.value)
        totals->greatest = *total;
    totals->n_totals++;
    totals->bins[bin]++;
    totals->sum += total->value;
}

static int by_edition(gconstpointer a, gconstpointer b)
{
    return strcmp(((const SiteTotals *)a)->edition, ((const SiteTotals *)b)->edition);
}

void site_summary_add(SiteSummary *summary, const SiteReport *report)
{
    if (!report->current) {
        summary->n_older++;
        return;
    }
    SiteTotals *totals = totals_of(summary, site_edition_words(report->edition));

    summary->n++;
    summary->by_status[report->status]++;
    if (report->year > 0) {
        summary->first = summary->first > 0 ? MIN(summary->first, report->year) : report->year;
        summary->last = MAX(summary->last, report->year);
    }
    totals->n++;
    if (report->total.set)
        add_total(totals, &report->total);
    g_array_sort(summary->editions, by_edition);
}

/* ---- telling --------------------------------------------------------------------------------- */

static void add_count(GString *out, guint n, const char *one, const char *many)
{
    g_string_append_printf(out, "%u %s", n, n == 1 ? one : many);
}

static void add_lead(GString *out, const SiteSummary *summary)
{
    g_string_append(out, "<p class=\"lead\">");
    add_count(out, summary->n, "utvärdering", "utvärderingar");
    if (summary->n_municipalities > 0) {
        g_string_append(out, " av ");
        add_count(out, summary->n_municipalities, "kommun", "kommuner");
    }
    if (summary->first > 0 && summary->first == summary->last)
        g_string_append_printf(out, " från %d", summary->first);
    else if (summary->first > 0)
        g_string_append_printf(out, " från %d till %d", summary->first, summary->last);
    if (summary->n_older > 0) {
        g_string_append(out, ", och ");
        add_count(out, summary->n_older, "äldre version av en rapport",
                  "äldre versioner av rapporter");
    }
    g_string_append(out,
                    ". Varje tal är läst ur en rapport och visas med sidan där det står.</p>\n");
}

static void add_statuses(GString *out, const SiteSummary *summary)
{
    g_string_append(out, "<ul class=\"statuses\">\n");
    for (int i = 0; i < 3; i++) {
        g_string_append_printf(out, "<li><b>%u</b> ", summary->by_status[i]);
        site_add_status(out, (KkStatus)i);
        g_string_append(out, "</li>\n");
    }
    g_string_append(
        out, "</ul>\n<p class=\"note\">I en rapport med <a href=\"motsagelser.html\">motsägelser"
             "</a> kan inte alla tryckta tal vara rätt; i en ofullständig saknas tal. <a "
             "href=\"om.html#kontroller\">Så kontrolleras talen</a></p>\n");
}

static void add_edition(GString *out, const SiteTotals *totals)
{
    g_string_append_printf(out, "<figure>\n<h3>Utgåva %s</h3>\n", totals->edition);
    if (totals->n_totals > 0)
        site_add_histogram(out, totals);
    g_string_append(out, "<figcaption>");
    add_count(out, totals->n, "utvärdering", "utvärderingar");
    if (totals->n_totals < totals->n)
        g_string_append_printf(out, ", varav %u med totalpoäng", totals->n_totals);
    if (totals->n_totals > 1) {
        g_string_append(out, "; lägst ");
        site_add_number(out, &totals->least);
        g_string_append(out, ", högst ");
        site_add_number(out, &totals->greatest);
        g_string_append(out, ", medelvärde ");
        site_add_value(out, totals->sum / totals->n_totals, 0);
    } else if (totals->n_totals == 1) {
        g_string_append(out, "; ");
        site_add_number(out, &totals->least);
        g_string_append(out, " poäng");
    }
    g_string_append(out, "</figcaption>\n</figure>\n");
}

static void add_editions(GString *out, const SiteSummary *summary)
{
    g_string_append(out,
                    "<section>\n<h2 id=\"fordelning\">Totalpoäng i varje utgåva</h2>\n<p>Poäng ur "
                    "olika utgåvor går <strong>inte</strong> att jämföra: frågorna och områdena är "
                    "olika. Antal utvärderingar per 25 poäng, av högst 800; beräknat.</p>\n"
                    "<div class=\"editions\">\n");
    for (guint i = 0; i < summary->editions->len; i++)
        add_edition(out, &g_array_index(summary->editions, SiteTotals, i));
    g_string_append(out, "</div>\n</section>\n");
}

static void add_toolbar(GString *out, const SiteSummary *summary)
{
    g_string_append(out,
                    "<div class=\"tools\" role=\"search\" aria-label=\"Sök i tabellen\" hidden>\n"
                    "<label>Sök kommun, kod eller län <input type=\"search\" autocomplete=\"off\" "
                    "spellcheck=\"false\"></label>\n"
                    "<label>Utgåva <select data-for=\"edition\"><option value=\"\">alla</option>");
    for (guint i = 0; i < summary->editions->len; i++)
        g_string_append_printf(out, "<option>%s</option>",
                               g_array_index(summary->editions, SiteTotals, i).edition);
    g_string_append(out, "</select></label>\n<label>Kontroll <select data-for=\"status\">"
                         "<option value=\"\">alla</option>");
    for (int i = 0; i < 3; i++)
        g_string_append_printf(out, "<option value=\"%s\">%s</option>", kk_status_name((KkStatus)i),
                               site_status_words((KkStatus)i));
    g_string_append(out,
                    "</select></label>\n<label class=\"order\">Ordning <select></select></label>\n"
                    "<p class=\"hits\" role=\"status\"></p>\n</div>\n");
}

void site_add_overview(GString *out, const SiteSummary *summary)
{
    g_string_append(out, "<h1>Kommunkompassen, rapport för rapport</h1>\n");
    add_lead(out, summary);
    add_statuses(out, summary);
    if (summary->n > 0)
        add_editions(out, summary);
    g_string_append(
        out, "<section>\n<h2 id=\"rapporter\">Alla utvärderingar</h2>\n"
             "<p class=\"note\">Summan är områdenas tryckta poäng tillsammans, beräknad när alla "
             "åtta finns, i poängtabellen, kapitlet eller sammanfattningen. Tryckt total är den "
             "som rapporten själv anger.</p>\n");
    add_toolbar(out, summary);
    g_string_append(
        out, "<table class=\"list\">\n<caption class=\"vh\">Alla utvärderingar, efter kommun och år"
             "</caption>\n<thead><tr><th scope=\"col\">Kommun</th><th scope=\"col\">År</th>"
             "<th scope=\"col\">Utgåva</th><th scope=\"col\" class=\"n\">Summa <small>(beräknad)"
             "</small></th><th scope=\"col\" class=\"n\">Tryckt total</th>"
             "<th scope=\"col\" data-sort=\"no\">Områdena 1–8</th><th scope=\"col\">Kontroll</th>"
             "</tr></thead>\n<tbody>\n");
}

void site_add_row(GString *out, const SiteReport *report)
{
    g_string_append_printf(out, "<tr data-status=\"%s\" data-edition=\"%s\"",
                           kk_status_name(report->status), site_edition_words(report->edition));
    if (report->county != NULL) {
        g_string_append_printf(out, " data-more=\"%s ", report->code);
        html_append_text(out, report->county);
        g_string_append(out, "\"");
    }
    g_string_append_printf(out, "><th scope=\"row\"><a href=\"%s\">", report->file);
    html_append_text(out, report->name);
    g_string_append(out, report->current
                             ? "</a></th><td class=\"year\">"
                             : "</a> <small>äldre version</small></th><td class=\"year\">");
    site_add_year(out, report->year);
    g_string_append_printf(out, "</td><td class=\"edition\">%s</td><td class=\"n total\">",
                           site_edition_words(report->edition));
    site_add_number(out, &report->total);
    g_string_append(out, "</td><td class=\"n printed\">");
    site_add_number(out, &report->printed);
    g_string_append(out, "</td><td class=\"areas\">");
    site_add_strip(out, report);
    g_string_append(out, "</td><td class=\"state\">");
    site_add_status(out, report->status);
    g_string_append(out, report->doubtful
                             ? " <small class=\"doubts\">läst med tvivel</small></td></tr>\n"
                             : "</td></tr>\n");
}
