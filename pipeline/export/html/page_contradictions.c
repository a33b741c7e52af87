/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_contradictions.c - the checks that failed, and apart from them those that could not be
 * made, report by report. */
#include "site.h"

#include <string.h>

void site_add_failed(GString *out, const KkResult *result, const SitePlaces *places)
{
    const KkValidation *validation = result->validation;

    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome != KK_OUTCOME_FAILED)
            continue;
        g_string_append(out, "<tr><th scope=\"row\">");
        site_add_subject(out, finding->subject);
        g_string_append_printf(out, "</th><td>%s<p class=\"raw\">",
                               site_rule(finding->rule)->failed);
        site_add_message(out, finding->message);
        g_string_append(out, "</p></td><td class=\"n found\">");
        site_add_printed(out, finding);
        g_string_append(out, "</td><td class=\"n expected\">");
        site_add_expected(out, finding);
        g_string_append(out, "</td><td class=\"n page\">");
        site_add_pages(out, finding->at, places);
        g_string_append(out, "</td></tr>\n");
    }
}

/* Whether an earlier finding is of the same rule, and has said it. */
static bool is_said(const KkValidation *validation, guint at)
{
    const KkFinding *finding = g_ptr_array_index(validation->findings, at);

    for (guint i = 0; i < at; i++) {
        const KkFinding *one = g_ptr_array_index(validation->findings, i);

        if (one->outcome == KK_OUTCOME_SKIPPED && strcmp(one->rule, finding->rule) == 0)
            return true;
    }
    return false;
}

/* A rule is of one kind of subject: "Område 1, 2, 3". All that a rule could not check in one row,
 * for a table that lacks a column lacks it everywhere. */
static void add_skipped_row(GString *out, const KkValidation *validation, guint at)
{
    const KkFinding *first = g_ptr_array_index(validation->findings, at);

    g_string_append_printf(out, "<tr><th scope=\"row\">%s</th><td>",
                           site_rule(first->rule)->skipped);
    for (guint i = at; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome != KK_OUTCOME_SKIPPED || strcmp(finding->rule, first->rule) != 0)
            continue;
        if (i > at)
            g_string_append(out, ", ");
        if (i == at)
            site_add_subject(out, finding->subject);
        else
            html_append_text(out, finding->subject);
    }
    g_string_append(out, "</td></tr>\n");
}

void site_add_skipped(GString *out, const KkValidation *validation)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome == KK_OUTCOME_SKIPPED && !is_said(validation, i))
            add_skipped_row(out, validation, i);
    }
}

/* ---- before and behind the rows -------------------------------------------------------------- */

/* "12 rapporter har motsägelser." */
static void add_n_reports(GString *out, guint n, const char *have)
{
    if (n == 0)
        g_string_append_printf(out, "<p>Ingen rapport %s</p>\n", have);
    else
        g_string_append_printf(out, "<p>%u %s %s</p>\n", n, n == 1 ? "rapport" : "rapporter", have);
}

void site_begin_failed(GString *out, guint n)
{
    g_string_append(
        out, "<h1>Motsägelser</h1>\n<p class=\"lead\">Tal i rapporterna som inte kan stämma "
             "allihop, ens när avrundning räknas in. Vilket av dem som är fel går sällan att "
             "säga säkert; slå upp sidan i originalet.</p>\n<section>\n"
             "<h2 id=\"motsagelser\">Tal som säger emot varandra</h2>\n");
    add_n_reports(out, n, "har motsägelser.");
    if (n > 0)
        g_string_append(out,
                        "<table class=\"groups failed\">\n<caption class=\"vh\">Motsägelser, efter "
                        "kommun och år</caption>\n<thead><tr><th scope=\"col\">Var</th>"
                        "<th scope=\"col\">Vad</th><th scope=\"col\" class=\"n\">Tryckt</th>"
                        "<th scope=\"col\" class=\"n\">Skulle stämma</th>"
                        "<th scope=\"col\" class=\"n\">Sida</th></tr></thead>\n");
}

void site_begin_skipped(GString *out, guint n)
{
    g_string_append(out, "<section>\n<h2 id=\"ofullstandiga\">Det som inte gick att "
                         "kontrollera</h2>\n");
    add_n_reports(out, n, "saknar tal som en kontroll behöver. Det är ingen motsägelse.");
    if (n > 0)
        g_string_append(
            out, "<table class=\"groups skipped\">\n<caption class=\"vh\">Kontroller som inte "
                 "gick att göra</caption>\n<thead><tr><th scope=\"col\">Vad</th>"
                 "<th scope=\"col\">Var</th></tr></thead>\n");
}

void site_end_rows(GString *out, guint n)
{
    g_string_append(out, n > 0 ? "</table>\n</section>\n" : "</section>\n");
}
