/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_about.c - what the data is and how it is checked: about.html, and the editions from
 * their table. */
#include "site.h"

/* generated from about.html */
extern const char about[];

static void add_editions(GString *out)
{
    g_string_append(out,
                    "<section>\n<h2 id=\"utgavor\">Utgåvor och områden</h2>\n"
                    "<p>Kommunkompassen har gjorts om flera gånger. En utgåva heter här efter "
                    "året då den togs i bruk, och en rapports utgåva bestäms av områdenas "
                    "namn. Samma nummer betyder olika områden i olika utgåvor, och frågorna är "
                    "olika: <strong>jämför inte poäng mellan utgåvor.</strong></p>\n"
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Utgåvornas "
                    "områden\">\n<table class=\"editions\">\n<caption class=\"vh\">Områdenas namn "
                    "i varje utgåva</caption>\n<thead><tr><th scope=\"col\">Nr</th>");
    for (int i = 0; kk_editions[i] != NULL; i++)
        g_string_append_printf(out, "<th scope=\"col\">Utgåva %s</th>", kk_editions[i]->year);
    g_string_append(out, "</tr></thead>\n<tbody>\n");
    for (int area = 0; area < KK_EDITION_AREAS; area++) {
        g_string_append_printf(out, "<tr><th scope=\"row\">%d</th>", area + 1);
        for (int i = 0; kk_editions[i] != NULL; i++) {
            g_string_append(out, "<td>");
            html_append_text(out, kk_editions[i]->areas[area].names[0]);
            g_string_append(out, "</td>");
        }
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void add_fact(GString *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    g_string_append_printf(out, "<dt>%s</dt><dd>", name);
    if (kk_is_web_address(text)) {
        g_string_append(out, "<a href=\"");
        html_append_text(out, text);
        g_string_append(out, "\">");
    }
    html_append_text(out, text);
    g_string_append(out, kk_is_web_address(text) ? "</a></dd>\n" : "</dd>\n");
}

/* Who publishes the site; nothing where that is not told. */
static void add_publication(GString *out, const KkPublication *publication)
{
    g_autoptr(GString) facts = g_string_new(NULL);

    add_fact(facts, "Titel", publication->title);
    add_fact(facts, "Utgivare", publication->publisher);
    add_fact(facts, "Webbplats", publication->homepage);
    add_fact(facts, "Licens", publication->licence);
    add_fact(facts, "Kontakt", publication->contact);
    if (facts->len > 0)
        g_string_append_printf(out,
                               "<section>\n<h2 id=\"utgivare\">Utgivare av sidorna</h2>\n"
                               "<dl class=\"facts\">\n%s</dl>\n</section>\n",
                               facts->str);
}

void site_add_about(GString *out, const KkPublication *publication)
{
    g_string_append(out, about);
    add_editions(out);
    add_publication(out, publication);
    g_string_append(
        out,
        "<section>\n<h2 id=\"kolofon\">Kolofon</h2>\n<p>Sidorna är gjorda med kompass " KK_VERSION
        ", som läser rapporterna (PDF) och skriver ut vad de säger. De behöver "
        "varken server, nät eller skript; skriptet sorterar och söker. De bär ingen "
        "tidsstämpel: samma rapporter ger samma sidor.</p>\n<p>Rapporternas texter är "
        "deras som har skrivit dem. Ange kommun, år och utgåva när du återger ett tal, "
        "och rapporten som källa.</p>\n</section>\n");
}
