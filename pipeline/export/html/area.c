/* SPDX-License-Identifier: GPL-2.0-or-later */
/* area.c - one area of a report: its texts, strengths and improvements, questions with points,
 * and the scores that stand elsewhere in the report. */
#include "site.h"

/* ---- scores stated elsewhere --------------------------------------------------------------- */

static void add_published(GString *out, const GPtrArray *published, const SitePlaces *places)
{
    for (guint i = 0; i < published->len; i++) {
        const KkPublished *one = g_ptr_array_index(published, i);

        g_string_append_printf(out, "<li>%s <b>", site_where_words(one->where));
        site_add_number(out, &one->score);
        g_string_append(out, "</b>");
        site_add_place(out, one->at, places);
        g_string_append(out, "</li>\n");
    }
}

static void add_comparisons(GString *out, const GPtrArray *comparisons, const SitePlaces *places)
{
    static const char *const kinds[] = {"tidigare utvärdering", "genomsnitt", "annan jämförelse"};

    for (guint i = 0; i < comparisons->len; i++) {
        const KkComparison *one = g_ptr_array_index(comparisons, i);

        g_string_append(out, "<li>");
        if (one->label != NULL && one->label[0] != '\0') {
            g_string_append(out, "”");
            html_append_text(out, one->label);
            g_string_append(out, "” ");
        }
        g_string_append_printf(out, "(%s", kinds[one->kind]);
        if (one->year > 0)
            g_string_append_printf(out, " %d", one->year);
        g_string_append(out, ") <b>");
        site_add_number(out, &one->score);
        g_string_append(out, "</b>");
        site_add_place(out, one->at, places);
        g_string_append(out, "</li>\n");
    }
}

void site_add_elsewhere(GString *out, const GPtrArray *published, const GPtrArray *comparisons,
                        const SitePlaces *places)
{
    if (published->len > 0) {
        g_string_append(out, "<p class=\"lead-in\">Tryckt utanför poängtabellerna</p>\n<ul "
                             "class=\"beside published\">\n");
        add_published(out, published, places);
        g_string_append(out, "</ul>\n");
    }
    if (comparisons->len > 0) {
        g_string_append(out, "<p class=\"lead-in\">Rapporten jämför med</p>\n"
                             "<ul class=\"beside comparisons\">\n");
        add_comparisons(out, comparisons, places);
        g_string_append(out, "</ul>\n");
    }
}

/* ---- an area -------------------------------------------------------------------------------- */

static void add_items(GString *out, const char *class, const char *title, const GPtrArray *items,
                      const SitePlaces *places)
{
    g_string_append_printf(out, "<div class=\"%s\">\n<h4>%s</h4>\n", class, title);
    if (items->len == 0) {
        g_string_append(out, "<p class=\"none\">Inga anges.</p>\n</div>\n");
        return;
    }
    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < items->len; i++) {
        const KkItem *item = g_ptr_array_index(items, i);

        g_string_append(out, "<li>");
        html_append_text(out, item->text);
        site_add_place(out, item->at, places);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n</div>\n");
}

static void add_overview(GString *out, const KkArea *area)
{
    if (area->overview == NULL || area->overview[0] == '\0')
        return;
    g_auto(GStrv) paragraphs = g_strsplit(area->overview, "\n", -1);
    g_string_append(out, "<details><summary>Rapportens text om området</summary>\n");
    for (guint i = 0; paragraphs[i] != NULL; i++) {
        g_string_append(out, "<p>");
        html_append_text(out, paragraphs[i]);
        g_string_append(out, "</p>\n");
    }
    g_string_append(out, "</details>\n");
}

static void add_numbers(GString *out, const KkScore *score, const SitePlaces *places)
{
    const KkNumber *numbers[] = {&score->achieved, &score->max, &score->percent};

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_string_append(out, "<td class=\"n\">");
        site_add_number(out, numbers[i]);
        g_string_append(out, i == 2 && numbers[i]->set ? "&nbsp;%</td>" : "</td>");
    }
    g_string_append(out, "<td class=\"n page\">");
    site_add_pages(out, score->at, places);
    g_string_append(out, "</td></tr>\n");
}

static double share_of(const KkScore *score)
{
    if (!score->achieved.set || !score->max.set || score->max.value <= 0)
        return 0;
    return CLAMP(score->achieved.value / score->max.value, 0, 1);
}

static void add_question(const SitePage *page, const KkQuestion *question)
{
    GString *out = page->out;

    g_string_append(out, "<tr><td class=\"no\">");
    html_append_text(out, question->code);
    g_string_append(out, "</td><th scope=\"row\">");
    html_append_text(out, question->text != NULL ? question->text : "(frågan saknar text)");
    site_add_flag(out, site_has_failed(page->result->validation, question->code));
    site_add_bar(out, share_of(&question->score), -1);
    g_string_append(out, "</th>");
    add_numbers(out, &question->score, page->places);
}

static void add_questions(const SitePage *page, const KkArea *area)
{
    GString *out = page->out;

    if (area->questions->len == 0 && !area->has_score) {
        g_string_append(out,
                        "<p class=\"note\">Rapporten har ingen poängtabell för området.</p>\n");
        return;
    }
    g_string_append(out, "<table class=\"questions\">\n<caption>Frågorna i område ");
    g_string_append_printf(out,
                           "%d</caption>\n<thead><tr><th scope=\"col\">Nr</th>"
                           "<th scope=\"col\">Fråga</th><th scope=\"col\" class=\"n\">Poäng</th>"
                           "<th scope=\"col\" class=\"n\">Max</th>"
                           "<th scope=\"col\" class=\"n\">Procent</th>"
                           "<th scope=\"col\" class=\"n\">Sida</th></tr></thead>\n<tbody>\n",
                           area->number);
    for (guint i = 0; i < area->questions->len; i++)
        add_question(page, g_ptr_array_index(area->questions, i));
    g_string_append(out, "</tbody>\n");
    if (area->has_score) {
        g_string_append(out,
                        "<tfoot><tr><td></td><th scope=\"row\">Summa <small>(tryckt)</small></th>");
        add_numbers(out, &area->score, page->places);
        g_string_append(out, "</tfoot>\n");
    }
    g_string_append(out, "</table>\n");
}

static void add_topics(GString *out, const GPtrArray *topics)
{
    for (guint i = 0; i < topics->len; i++) {
        g_string_append(out, i == 0
                                 ? "<ul class=\"topics\" aria-label=\"Rubriker i kapitlet\">\n<li>"
                                 : "</li>\n<li>");
        html_append_text(out, g_ptr_array_index(topics, i));
    }
    g_string_append(out, topics->len > 0 ? "</li>\n</ul>\n" : "");
}

void site_add_area(const SitePage *page, const KkArea *area, guint at)
{
    GString *out = page->out;
    const SitePlaces *places = page->places;
    g_autofree char *subject = g_strdup_printf("%d", area->number);

    g_string_append_printf(out,
                           "<section class=\"area\">\n<h3 id=\"omrade-%u\"><span class=\"no\">%d"
                           "</span> ",
                           at + 1, area->number);
    html_append_text(out, area->name);
    site_add_flag(out, site_has_failed(page->result->validation, subject));
    g_string_append(out, "</h3>\n");
    if (page->now->current && site_has_standing(page->result->report, area))
        g_string_append_printf(out,
                               "<p class=\"note\"><a href=\"omrade-%s-%d.html\">Jämför med andra "
                               "kommuner<span class=\"vh\"> i område %d</span></a></p>\n",
                               page->now->edition, area->number, area->number);
    add_topics(out, area->topics);
    add_overview(out, area);
    g_string_append(out, "<div class=\"two\">\n");
    add_items(out, "strengths", "Styrkor", area->strengths, places);
    add_items(out, "improvements", "Förbättringsområden", area->improvements, places);
    g_string_append(out, "</div>\n");
    add_questions(page, area);
    site_add_elsewhere(out, area->published, area->comparisons, places);
    g_string_append(out, "</section>\n");
}
