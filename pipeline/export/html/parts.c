/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parts.c - a page's head and foot, and how numbers, pages and findings are written. All text
 * of a document goes through html_append_text(); what g_string_append() gets is ours. */
#include "../../audit/anchors.h"
#include "site.h"

#include <math.h>
#include <string.h>

/* ---- the frame ----------------------------------------------------------------------------- */

/* No source but the site's own two files; nothing inline, no attribute style, no forms. */
#define POLICY                                                                                     \
    "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; "                   \
    "form-action 'none'; require-trusted-types-for 'script'"

static const struct {
    const char *file, *name;
} main_pages[] = {
    [SITE_OVERVIEW] = {"index.html", "Översikt"},
    [SITE_INDEX] = {"omraden.html", "Områden"},
    [SITE_CONTRADICTIONS] = {"motsagelser.html", "Motsägelser"},
    [SITE_ABOUT] = {"om.html", "Om siffrorna"},
};

void site_begin_page(GString *out, SiteKind kind, const char *title, const char *head)
{
    g_string_append(out,
                    "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_append_text(out, title);
    g_string_append(out, " – Kommunkompassens rapporter</title>\n"
                         "<link rel=\"stylesheet\" href=\"site.css\">\n"
                         "<script src=\"site.js\" defer></script>\n");
    g_string_append(out, head);
    g_string_append(out, "</head>\n<body>\n"
                         "<a class=\"skip\" href=\"#innehall\">Till innehållet</a>\n"
                         "<header class=\"top\"><div class=\"wide\">\n"
                         "<p class=\"brand\">Kommunkompassens rapporter</p>\n"
                         "<nav aria-label=\"Webbplatsen\"><ul>\n");
    for (gsize i = 0; i < G_N_ELEMENTS(main_pages); i++)
        g_string_append_printf(out, "<li><a href=\"%s\"%s>%s</a></li>\n", main_pages[i].file,
                               i == kind ? " aria-current=\"page\"" : "", main_pages[i].name);
    g_string_append(out, "</ul></nav>\n</div></header>\n<main id=\"innehall\" class=\"wide\">\n");
}

void site_end_page(GString *out)
{
    g_string_append(out,
                    "</main>\n<footer class=\"wide\"><p>Läst ur rapporterna med kompass " KK_VERSION
                    ". Talen är de tryckta; det som är beräknat är märkt så. "
                    "<a href=\"om.html\">Om siffrorna</a></p></footer>\n</body>\n</html>\n");
}

/* ---- numbers ------------------------------------------------------------------------------- */

void site_add_value(GString *out, double value, int decimals)
{
    g_autofree char *text = kk_number_dup_text(fabs(value), decimals);
    char *point = strchr(text, '.');

    if (point != NULL)
        *point = ',';
    g_string_append_printf(out, "%s%s", value < 0 ? "−" : "", text);
}

void site_add_number(GString *out, const KkNumber *number)
{
    if (number->set)
        site_add_value(out, number->value, number->decimals);
    else
        g_string_append(out, "<span class=\"none\">–<span class=\"vh\"> anges inte</span></span>");
}

void site_add_change(GString *out, const KkNumber *from, const KkNumber *to)
{
    static const KkNumber none = {false, 0, 0};
    double change = to->value - from->value;

    if (!from->set || !to->set) {
        site_add_number(out, &none);
        return;
    }
    const char *way = fabs(change) < 0.005 ? "same" : change > 0 ? "more" : "less";
    g_string_append_printf(out, "<span class=\"%s\">%s", way,
                           way[0] == 's'   ? "±"
                           : way[0] == 'm' ? "+"
                                           : "");
    site_add_value(out, way[0] == 's' ? 0 : change, MAX(from->decimals, to->decimals));
    g_string_append(out, "</span>");
}

/* Of the place @i; NULL: it leads nowhere. */
static char *dup_page_link(const KkAt *at, guint i, const SitePlaces *places)
{
    if (places->audit == NULL)
        return kk_source_dup_page_url(places->source, g_array_index(at, KkPlace, i).page);
    const int number = GPOINTER_TO_INT(g_hash_table_lookup(places->numbers, at));
    g_autofree char *anchor = audit_dup_anchor(number, at, i);
    return g_strconcat(places->audit, anchor, NULL);
}

void site_add_pages(GString *out, const KkAt *at, const SitePlaces *places)
{
    for (guint i = 0; i < at->len; i++) {
        int page = g_array_index(at, KkPlace, i).page;
        guint last = i;

        while (last + 1 < at->len &&
               g_array_index(at, KkPlace, last + 1).page == page + (int)(last + 1 - i))
            last++;
        g_string_append(out, i > 0 ? ", " : "");
        g_autofree char *link = dup_page_link(at, i, places);
        if (link != NULL) {
            g_string_append(out, "<a href=\"");
            html_append_text(out, link);
            g_string_append(out, "\">");
        }
        g_string_append_printf(out, "%d", page);
        if (last > i)
            g_string_append_printf(out, "–%d", page + (int)(last - i));
        g_string_append(out, link != NULL ? "</a>" : "");
        i = last;
    }
}

void site_add_place(GString *out, const KkAt *at, const SitePlaces *places)
{
    if (at->len == 0)
        return;
    g_string_append(out, "&nbsp;<span class=\"page\">s.&nbsp;");
    site_add_pages(out, at, places);
    g_string_append(out, "</span>");
}

void site_add_year(GString *out, int year)
{
    if (year > 0)
        g_string_append_printf(out, "%d", year);
    else
        g_string_append(out, "okänt år");
}

/* ---- checks -------------------------------------------------------------------------------- */

void site_add_status(GString *out, KkStatus status)
{
    g_string_append_printf(out, "<span class=\"status %s\">%s</span>", kk_status_name(status),
                           site_status_words(status));
}

void site_add_flag(GString *out, bool failed)
{
    if (failed)
        g_string_append(out, " <a class=\"flag\" href=\"#kontroller\">motsägelse</a>");
}

void site_add_message(GString *out, const KkMessage *message)
{
    const bool foreign = message->code == KK_SAYS_TEXT;
    g_autofree char *text = kk_message_dup_text(message, KK_SWEDISH);

    g_string_append(out, foreign ? "<span lang=\"en\">" : "");
    html_append_text(out, text);
    g_string_append(out, foreign ? "</span>" : "");
}

void site_add_subject(GString *out, const char *subject)
{
    if (strcmp(subject, "total") == 0) {
        g_string_append(out, "Totalpoängen");
        return;
    }
    g_string_append(out, strchr(subject, '.') != NULL ? "Fråga " : "Område ");
    html_append_text(out, subject);
}

void site_add_printed(GString *out, const KkFinding *finding)
{
    site_add_number(out, &finding->found);
    if (finding->found.set && site_rule(finding->rule)->found_is_computed)
        g_string_append(out, " <small>(beräknad summa)</small>");
}

/* A bound may have more decimals than the number that it bounds. */
static void add_bound(GString *out, double value)
{
    int decimals = 0;

    for (double scaled = value; decimals < 2 && fabs(scaled - round(scaled)) > 1e-6; scaled *= 10)
        decimals++;
    site_add_value(out, value, decimals);
}

void site_add_expected(GString *out, const KkFinding *finding)
{
    const KkNumber none = {false, 0, 0};

    if (!finding->has_expected) {
        site_add_number(out, &none);
        return;
    }
    add_bound(out, finding->least);
    if (finding->greatest > finding->least) {
        g_string_append(out, "–");
        add_bound(out, finding->greatest);
    }
}
