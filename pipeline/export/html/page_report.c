/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_report.c - the page of one evaluation: totals and profile, each area with its texts and
 * questions, what the checks found, the doubts, the source.
 *
 * Earlier evaluations of the municipality stand beside it within an edition only. */
#include "compare.h"

#include <string.h>

/* More columns than these find no room. */
#define MOST_BEFORE 3

/* ---- what to compare with -------------------------------------------------------------------- */

static const SiteReport *find_last(const SiteReport *now, const GPtrArray *past)
{
    const SiteReport *last = NULL;

    for (guint i = 0; i < past->len; i++) {
        const SiteReport *one = g_ptr_array_index(past, i);

        if (one->current && one->year > 0 && one->year < now->year)
            last = one;
    }
    return last;
}

static GPtrArray *list_before(const SiteReport *now, const GPtrArray *past)
{
    GPtrArray *before = g_ptr_array_new();

    for (guint i = 0; i < past->len; i++) {
        SiteReport *one = g_ptr_array_index(past, i);

        if (one->current && one->year > 0 && one->year < now->year && site_comparable(one, now))
            g_ptr_array_add(before, one);
    }
    if (before->len > MOST_BEFORE)
        g_ptr_array_remove_range(before, 0, before->len - MOST_BEFORE);
    return before;
}

/* ---- the head ------------------------------------------------------------------------------- */

static void begin_fact(GString *out, const char *name)
{
    g_string_append_printf(out, "<dt>%s</dt><dd>", name);
}

static void add_fact(GString *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    begin_fact(out, name);
    html_append_text(out, text);
    g_string_append(out, "</dd>\n");
}

static void add_ordinal(GString *out, const KkReport *report)
{
    if (report->ordinal <= 0 && report->previous->len == 0)
        return;
    begin_fact(out, "I ordningen");
    if (report->ordinal > 0)
        g_string_append_printf(out, "nummer %d", report->ordinal);
    for (guint i = 0; i < report->previous->len; i++)
        g_string_append_printf(out, "%s%d",
                               i > 0                 ? ", "
                               : report->ordinal > 0 ? "; enligt rapporten efter "
                                                     : "enligt rapporten efter ",
                               g_array_index(report->previous, int, i));
    g_string_append(out, "</dd>\n");
}

static void add_evaluators(GString *out, const GPtrArray *evaluators)
{
    if (evaluators->len == 0)
        return;
    begin_fact(out, "Utvärderare");
    for (guint i = 0; i < evaluators->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(evaluators, i);
        const char *more[] = {person->role, person->organisation};

        g_string_append(out, i > 0 ? "<br>" : "");
        html_append_text(out, person->name);
        for (gsize k = 0; k < G_N_ELEMENTS(more); k++) {
            if (more[k] == NULL)
                continue;
            g_string_append(out, ", ");
            html_append_text(out, more[k]);
        }
    }
    g_string_append(out, "</dd>\n");
}

static void add_facts(GString *out, const KkResult *result)
{
    const KkReport *report = result->report;

    g_string_append(out, "<dl class=\"facts\">\n");
    begin_fact(out, "Kontroll");
    site_add_status(out, result->validation->status);
    g_string_append(out, " <a href=\"#kontroller\">se kontrollerna</a></dd>\n");
    if (result->diagnostics->len > 0)
        g_string_append_printf(out,
                               "<dt>Tvivel</dt><dd><a href=\"#tvivel\">%u vid läsningen</a></dd>\n",
                               result->diagnostics->len);
    add_fact(out, "Utgåva", site_edition_words(report->edition));
    add_fact(out, "Genomförd", report->period);
    add_fact(out, "Rapporten daterad", report->report_date);
    add_ordinal(out, report);
    add_fact(out, "Utgivare", report->publisher);
    add_evaluators(out, report->evaluators);
    g_string_append(out, "</dl>\n");
}

/* Where the points of a computed total stand, unless in score tables alone. */
static void add_sources(GString *out, guint from)
{
    const char *before = ": ";

    if (from == KK_FROM_TABLE)
        return;
    if ((from & KK_FROM_TABLE) != 0) {
        g_string_append(out, ": i poängtabellen");
        before = ", ";
    }
    for (guint where = KK_WHERE_CHAPTER; where <= KK_WHERE_PROSE; where++)
        if ((from & ((guint)KK_FROM_CHAPTER << where)) != 0) {
            g_string_append_printf(out, "%s%s", before, site_where_words(where));
            before = ", ";
        }
}

/* The computed total; where areas have no points, the one that the report prints. */
static void add_total(GString *out, const SiteReport *now, guint from)
{
    const bool computed = now->total.set;

    g_string_append_printf(out, "<p class=\"big\"><b class=\"%s\">",
                           computed ? "computed" : "printed");
    site_add_number(out, computed ? &now->total : &now->printed);
    g_string_append(out, "</b> poäng");
    if (computed && now->max.set) {
        g_string_append(out, " av ");
        site_add_number(out, &now->max);
    }
    g_string_append_printf(
        out, "<small>%s",
        computed ? "beräknad summa av områdenas tryckta poäng"
        : now->printed.set
            ? "tryckt i rapporten; poäng saknas för något av de åtta områdena"
            : "ingen total är tryckt, och poäng saknas för något av de åtta områdena");
    if (computed)
        add_sources(out, from);
    g_string_append(out, "</small></p>\n");
}

/* The search there finds the municipality, with its county's mean. */
static void add_neighbours(GString *out, const SiteReport *now)
{
    if (!site_can_compare(now))
        return;
    g_autofree char *name = g_uri_escape_string(kk_register_by_code(now->code)->name, NULL, FALSE);
    g_string_append_printf(out,
                           "<p class=\"note\"><a href=\"jamfor-%s.html#q=%s\">Bredvid länet och "
                           "alla kommuner</a></p>\n",
                           now->edition, name);
}

static void add_head(const SitePage *page)
{
    GString *out = page->out;
    const KkReport *report = page->result->report;
    const SiteReport *base = page->base;

    g_string_append(out, "<section class=\"hero\">\n<div>\n<h2>Utvärdering ");
    site_add_year(out, report->year);
    g_string_append(out, "</h2>\n");
    add_total(out, page->now, kk_report_sum(report).from);
    site_add_flag(out, site_has_failed(page->result->validation, "total"));
    site_add_elsewhere(out, report->published, report->comparisons, page->places);
    add_facts(out, page->result);
    add_neighbours(out, page->now);
    g_string_append(out, "</div>\n<figure>\n");
    site_add_radar(out, page->now, base);
    g_string_append(out, "<figcaption>Andel av högsta poäng i områdena 1–8; längre ut är bättre.");
    if (base != NULL)
        g_string_append_printf(out,
                               " <span class=\"key now\">%d</span> <span class=\"key before\">%d"
                               "</span>",
                               page->now->year, base->year);
    g_string_append(out, "</figcaption>\n</figure>\n</section>\n");
}

/* ---- checks, doubts, source ------------------------------------------------------------------ */

/* What could not be checked has no numbers: its message says all. */
static void add_skipped(GString *out, const KkFinding *finding, const SitePlaces *places)
{
    g_string_append(out, "<li class=\"skipped\"><p>");
    site_add_message(out, finding->message);
    site_add_place(out, finding->at, places);
    g_string_append(out, "</p></li>\n");
}

static void add_failed(GString *out, const KkFinding *finding, const SitePlaces *places)
{
    const SiteRule *rule = site_rule(finding->rule);

    g_string_append(out, "<li class=\"failed\"><p><b>");
    site_add_subject(out, finding->subject);
    g_string_append_printf(out, ":</b> %s.", rule->failed);
    if (finding->found.set) {
        g_string_append(out, rule->found_is_computed ? " Står: " : " Tryckt: ");
        site_add_printed(out, finding);
        g_string_append(out, ".");
    }
    if (finding->has_expected) {
        g_string_append(out, " Skulle stämma: <span class=\"whole\">");
        site_add_expected(out, finding);
        g_string_append(out, "</span>.");
    }
    site_add_place(out, finding->at, places);
    g_string_append(out, "</p><p class=\"raw\">");
    site_add_message(out, finding->message);
    g_string_append(out, "</p></li>\n");
}

static void add_checks(GString *out, const KkValidation *validation, const SitePlaces *places)
{
    const int *counts = validation->counts;

    g_string_append(out, "<section>\n<h2 id=\"kontroller\">Går talen ihop?</h2>\n<p>");
    site_add_status(out, validation->status);
    g_string_append_printf(out,
                           " %d kontroller stämmer som det står, %d stämmer med avrundning, "
                           "%d slår fel och %d gick inte att göra. "
                           "<a href=\"om.html#kontroller\">Så kontrolleras talen</a></p>\n",
                           counts[KK_OUTCOME_EXACT], counts[KK_OUTCOME_ROUNDING],
                           counts[KK_OUTCOME_FAILED], counts[KK_OUTCOME_SKIPPED]);
    if (validation->findings->len > 0)
        g_string_append(out, "<ul class=\"findings\">\n");
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        (finding->outcome == KK_OUTCOME_FAILED ? add_failed : add_skipped)(out, finding, places);
    }
    g_string_append(out, validation->findings->len > 0 ? "</ul>\n</section>\n" : "</section>\n");
}

static void add_doubts(GString *out, const KkDiagnostics *doubts, const SitePlaces *places)
{
    static const char *const severities[] = {"Fel", "Varning", "Upplysning"};

    if (doubts->len == 0)
        return;
    g_string_append(
        out, "<section>\n<h2 id=\"tvivel\">Tvivel vid läsningen</h2>\n<ul class=\"findings\">\n");
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        g_string_append_printf(out, "<li class=\"doubt\"><p><b>%s:</b> ",
                               severities[doubt->severity]);
        site_add_message(out, doubt->message);
        site_add_place(out, doubt->at, places);
        g_string_append(out, "</p></li>\n");
    }
    g_string_append(out, "</ul>\n</section>\n");
}

static const char *origin_words(const char *origin)
{
    return strcmp(origin, "embedded") == 0 ? "filens egen text"
           : strcmp(origin, "ocr") == 0    ? "avläst ur sidornas bilder"
           : strcmp(origin, "mixed") == 0  ? "filens egen text, delvis avläst ur sidornas bilder"
                                           : "avskrift";
}

static void add_source(GString *out, const SitePlaces *places)
{
    const KkSource *source = places->source;

    g_string_append(out, "<section>\n<h2 id=\"kalla\">Källa</h2>\n<dl class=\"facts\">\n");
    add_fact(out, "Fil", source->name);
    if (source->url != NULL) {
        begin_fact(out, "Publicerad");
        g_string_append(out, "<a href=\"");
        html_append_text(out, source->url);
        g_string_append(out, "\">");
        html_append_text(out, source->url);
        g_string_append(out, "</a></dd>\n");
    }
    if (places->audit != NULL)
        g_string_append_printf(out,
                               "<dt>Granskning</dt><dd><a href=\"%s\">Var på rapportens sidor "
                               "varje uppgift lästes</a></dd>\n",
                               places->audit);
    add_fact(out, "Titel i filen", source->title);
    add_fact(out, "Gjord med", source->producer);
    add_fact(out, "Skapad", source->created);
    begin_fact(out, "Omfång");
    if (source->report_of > 1)
        g_string_append_printf(out, "rapport %d av %d, ", source->report_index, source->report_of);
    if (source->attachment != NULL) {
        g_string_append(out, "bifogad fil ");
        html_append_text(out, source->attachment);
        g_string_append(out, ", ");
    }
    if (source->n_pages >= 0 && source->last_page - source->first_page + 1 < source->n_pages)
        g_string_append_printf(out, "sidorna %d–%d av %d, ", source->first_page, source->last_page,
                               source->n_pages);
    else if (source->n_pages >= 0)
        g_string_append_printf(out, "%d sidor, ", source->n_pages);
    g_string_append_printf(out, "%" G_GSIZE_FORMAT " byte, ", source->bytes);
    html_append_text(out, source->media_type);
    g_string_append_printf(out, "</dd>\n<dt>Text</dt><dd>%s", origin_words(source->text_origin));
    g_string_append(out, "</dd>\n<dt>SHA-256</dt><dd><code>");
    html_append_text(out, source->sha256);
    g_string_append(
        out, "</code></dd>\n</dl>\n"
             "<p class=\"note\">Sidorna är filens, räknade från 1, och kan skilja sig från de "
             "tryckta sidnumren.</p>\n</section>\n");
}

void site_add_report(GString *out, const KkResult *result, const SiteReport *report,
                     const GPtrArray *past, const SitePlaces *places)
{
    g_autoptr(GPtrArray) before = list_before(report, past);
    const SiteReport *last = find_last(report, past);
    const SiteReport *base = last != NULL && site_comparable(last, report) ? last : NULL;
    const SitePage page = {out, result, report, last, base, before, places};
    const GPtrArray *areas = result->report->areas;

    add_head(&page);
    site_add_profile(&page);
    g_string_append(out, "<section>\n<h2 id=\"omraden\">Område för område</h2>\n");
    for (guint i = 0; i < areas->len; i++)
        site_add_area(&page, g_ptr_array_index(areas, i), i);
    g_string_append(out, "</section>\n");
    add_checks(out, result->validation, places);
    add_doubts(out, result->diagnostics, places);
    add_source(out, places);
}
