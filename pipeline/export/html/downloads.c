/* SPDX-License-Identifier: GPL-2.0-or-later */
/* downloads.c - the data of the site as files, and what tells search engines of it. */
#include "../../write/json.h"

#include "site.h"

#include <string.h>

void site_add_downloads(GString *out, const SiteDownload *downloads, guint n)
{
    g_string_append(out, "<section>\n<h2 id=\"data\">Ladda ner</h2>\n<ul class=\"downloads\">\n");
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "<li><a href=\"%s\" type=\"%s\">%s</a></li>\n",
                               downloads[i].file, downloads[i].media_type, downloads[i].about);
    g_string_append(out, "</ul>\n</section>\n");
}

static void set_unless_unknown(cJSON *object, const char *name, const char *text)
{
    if (text != NULL)
        json_set_string(object, name, text);
}

static void add_publisher(cJSON *dataset, const KkPublication *publication)
{
    if (publication->publisher == NULL)
        return;
    cJSON *publisher = cJSON_AddObjectToObject(dataset, "publisher");

    json_set_string(publisher, "@type", "Organization");
    json_set_string(publisher, "name", publication->publisher);
    set_unless_unknown(publisher, "url", publication->homepage);
    if (publication->contact != NULL && strchr(publication->contact, '@') != NULL)
        json_set_string(publisher, "email", publication->contact);
}

/* A "<" within would let a text end the script. */
static void append_script(GString *out, const char *json)
{
    g_string_append(out, "<script type=\"application/ld+json\">");
    for (const char *p = json; *p != '\0'; p++)
        if (*p == '<')
            g_string_append(out, "\\u003c");
        else
            g_string_append_c(out, *p);
    g_string_append(out, "</script>\n");
}

void site_add_dataset(GString *out, const SiteSummary *summary, const KkPublication *publication,
                      const SiteDownload *downloads, guint n)
{
    cJSON *dataset = cJSON_CreateObject();
    g_autofree char *years =
        summary->first > 0 ? g_strdup_printf("%d/%d", summary->first, summary->last) : NULL;

    json_set_string(dataset, "@context", "https://schema.org");
    json_set_string(dataset, "@type", "Dataset");
    json_set_string(dataset, "name",
                    publication->title != NULL ? publication->title : "Kommunkompassens rapporter");
    json_set_string(
        dataset, "description",
        "Vad utvärderingsrapporter från Kommunkompassen säger, tal för tal, med sidan där "
        "det står: poäng för områden och frågor, styrkor och förbättringsområden.");
    json_set_string(dataset, "inLanguage", "sv");
    json_set_string(dataset, "spatialCoverage", "Sverige");
    set_unless_unknown(dataset, "temporalCoverage", years);
    set_unless_unknown(dataset, "license", publication->licence);
    set_unless_unknown(dataset, "url", publication->homepage);
    set_unless_unknown(dataset, "dateModified", publication->recorded);
    add_publisher(dataset, publication);
    cJSON *distribution = json_add_array(dataset, "distribution");
    for (guint i = 0; i < n; i++) {
        cJSON *one = json_add_object(distribution);

        json_set_string(one, "@type", "DataDownload");
        json_set_string(one, "contentUrl", downloads[i].file);
        json_set_string(one, "encodingFormat", downloads[i].media_type);
        json_set_string(one, "name", downloads[i].about);
    }
    g_autofree char *json = json_print(dataset, false);
    append_script(out, json);
}
