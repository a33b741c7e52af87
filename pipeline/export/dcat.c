/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dcat.c - the reports as a catalogue of one data set with one distribution: DCAT-AP-SE 3.0.1
 * (https://docs.dataportal.se/dcat/), in Turtle and JSON-LD.
 *
 * The profile wants several files of one form told as one distribution with several addresses, the
 * catalogue itself free (CC0), and of a contact both a name and an e-mail address. */
#include "dcat.h"

#include "../write/json.h"
#include "formats.h"
#include "package.h"
#include "turtle.h"

#include <kk/document.h>

#include <string.h>

#define EU "http://publications.europa.eu/resource/authority/"
#define CC "http://creativecommons.org/"

static const char *const prefixes[][2] = {
    {"dcat", "http://www.w3.org/ns/dcat#"},       {"dcterms", "http://purl.org/dc/terms/"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},       {"vcard", "http://www.w3.org/2006/vcard/ns#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

/* The names by which SPDX knows the licences that the profile lists. */
static const char *const licences[][2] = {
    {"CC0-1.0", CC "publicdomain/zero/1.0/"},
    {"CC-BY-4.0", CC "licenses/by/4.0/"},
    {"CC-BY-SA-4.0", CC "licenses/by-sa/4.0/"},
    {"CC-BY-NC-4.0", CC "licenses/by-nc/4.0/"},
    {"CC-BY-ND-4.0", CC "licenses/by-nd/4.0/"},
    {"CC-BY-NC-SA-4.0", CC "licenses/by-nc-sa/4.0/"},
    {"CC-BY-NC-ND-4.0", CC "licenses/by-nc-nd/4.0/"},
};

static const char *const keywords[][2] = {
    {"Kommunkompassen", "sv"}, {"kommuner", "sv"},       {"utvärdering", "sv"},
    {"kvalitet", "sv"},        {"municipalities", "en"}, {"evaluation", "en"},
};

/* ---- values ------------------------------------------------------------------------------- */

static cJSON *iri(const char *address)
{
    g_autofree char *escaped = g_uri_escape_string(
        address,
        G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%",
        FALSE);
    cJSON *value = cJSON_CreateObject();

    json_set_string(value, "@id", escaped);
    return value;
}

/* @member: "@language" or "@type"; NULL: plain text. */
static cJSON *literal(const char *text, const char *name, const char *kind)
{
    cJSON *value = cJSON_CreateObject();

    json_set_string(value, "@value", text);
    if (name != NULL)
        json_set_string(value, name, kind);
    return value;
}

static void add(cJSON *node, const char *property, cJSON *value)
{
    cJSON *list = cJSON_GetObjectItemCaseSensitive(node, property);

    cJSON_AddItemToArray(list != NULL ? list : json_add_array(node, property), value);
}

static void add_text(cJSON *node, const char *property, const char *text, const char *language)
{
    add(node, property, literal(text, "@language", language));
}

/* ---- nodes -------------------------------------------------------------------------------- */

/* What is being described. */
typedef struct {
    const KkPublication *publication;
    const DcatContent *content;
    char *page; /* the homepage without a part of it */
    cJSON *graph;
} Catalog;

/* The node's own address, below that of the homepage. */
static cJSON *ref(const Catalog *catalog, const char *name)
{
    g_autofree char *address = g_strdup_printf("%s#%s", catalog->page, name);

    return iri(address);
}

static cJSON *begin_node(const Catalog *catalog, const char *name, const char *type)
{
    cJSON *node = ref(catalog, name);

    json_set_string(node, "@type", type);
    cJSON_AddItemToArray(catalog->graph, node);
    return node;
}

/* What the catalogue and its data set have in common. */
static void add_resource(const Catalog *catalog, cJSON *node)
{
    const KkPublication *publication = catalog->publication;

    add_text(node, "dcterms:title",
             publication->title != NULL ? publication->title : "Kommunkompassens resultat", "sv");
    add_text(node, "dcterms:description",
             "Vad utvärderingsrapporter från Kommunkompassen säger, läst av kompass: poäng för "
             "områden och frågor, styrkor och förbättringsområden, med sidan där det står.",
             "sv");
    add_text(node, "dcterms:description",
             "What evaluation reports of Kommunkompassen say of Swedish municipalities, read by "
             "kompass: points of areas and questions, strengths and areas for improvement, with "
             "the page of each.",
             "en");
    add(node, "dcterms:publisher", ref(catalog, "publisher"));
    add(node, "dcterms:language", iri(EU "language/SWE"));
    if (publication->recorded != NULL)
        add(node, "dcterms:modified", literal(publication->recorded, "@type", "xsd:dateTime"));
}

static void add_catalog(const Catalog *catalog)
{
    cJSON *node = begin_node(catalog, "catalog", "dcat:Catalog");

    add_resource(catalog, node);
    add(node, "dcterms:license", iri(CC "publicdomain/zero/1.0/"));
    add(node, "foaf:homepage", iri(catalog->page));
    add(node, "dcat:themeTaxonomy", iri(EU "data-theme"));
    add(node, "dcat:dataset", ref(catalog, "dataset"));
}

static cJSON *period(const DcatContent *content)
{
    cJSON *node = cJSON_CreateObject();
    g_autofree char *first = g_strdup_printf("%d", content->first);
    g_autofree char *last = g_strdup_printf("%d", content->last);

    json_set_string(node, "@type", "dcterms:PeriodOfTime");
    add(node, "dcat:startDate", literal(first, "@type", "xsd:gYear"));
    add(node, "dcat:endDate", literal(last, "@type", "xsd:gYear"));
    return node;
}

static void add_dataset(const Catalog *catalog)
{
    cJSON *node = begin_node(catalog, "dataset", "dcat:Dataset");

    add_resource(catalog, node);
    if (package_is_mail(catalog->publication->contact))
        add(node, "dcat:contactPoint", ref(catalog, "contact"));
    for (gsize i = 0; i < G_N_ELEMENTS(keywords); i++)
        add_text(node, "dcat:keyword", keywords[i][0], keywords[i][1]);
    add(node, "dcat:theme", iri(EU "data-theme/GOVE"));
    add(node, "dcterms:accessRights", iri(EU "access-right/PUBLIC"));
    add(node, "dcterms:spatial", iri("http://sws.geonames.org/2661886/")); /* Sweden */
    if (catalog->content->first > 0)
        add(node, "dcterms:temporal", period(catalog->content));
    add(node, "dcat:landingPage", iri(catalog->page));
    add(node, "dcat:distribution", ref(catalog, "distribution"));
}

/* NULL: the licence has no address that is known. */
static const char *licence_address(const char *licence)
{
    for (gsize i = 0; licence != NULL && i < G_N_ELEMENTS(licences); i++)
        if (g_ascii_strcasecmp(licence, licences[i][0]) == 0)
            return licences[i][1];
    return licence != NULL && kk_is_web_address(licence) ? licence : NULL;
}

/* The tables lie beside the homepage only where it is a folder's. */
static void add_files(const Catalog *catalog, cJSON *node)
{
    add(node, "dcterms:format", literal("text/csv", NULL, NULL));
    for (int i = 0; g_str_has_suffix(catalog->page, "/") && catalog->content->files[i] != NULL;
         i++) {
        g_autofree char *address = g_strconcat(catalog->page, catalog->content->files[i], NULL);

        add(node, "dcat:downloadURL", iri(address));
    }
}

static void add_distribution(const Catalog *catalog)
{
    cJSON *node = begin_node(catalog, "distribution", "dcat:Distribution");
    const char *licence = licence_address(catalog->publication->licence);

    add(node, "dcat:accessURL", iri(catalog->page));
    if (catalog->content->files != NULL)
        add_files(catalog, node);
    if (licence != NULL)
        add(node, "dcterms:license", iri(licence));
}

static void add_people(const Catalog *catalog)
{
    const KkPublication *publication = catalog->publication;
    cJSON *publisher = begin_node(catalog, "publisher", "foaf:Agent");

    add(publisher, "foaf:name", literal(publication->publisher, NULL, NULL));
    if (!package_is_mail(publication->contact))
        return;
    cJSON *contact = begin_node(catalog, "contact", "vcard:Organization");
    g_autofree char *address = g_strconcat("mailto:", publication->contact, NULL);
    add(contact, "vcard:fn", literal(publication->publisher, NULL, NULL));
    add(contact, "vcard:hasEmail", iri(address));
}

/* ---- the files ---------------------------------------------------------------------------- */

static cJSON *describe(const DcatContent *content, const KkPublication *publication)
{
    cJSON *document = cJSON_CreateObject();
    cJSON *context = cJSON_AddObjectToObject(document, "@context");
    const Catalog catalog = {publication, content,
                             g_strndup(publication->homepage, strcspn(publication->homepage, "#")),
                             json_add_array(document, "@graph")};

    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
        json_set_string(context, prefixes[i][0], prefixes[i][1]);
    add_catalog(&catalog);
    add_dataset(&catalog);
    add_distribution(&catalog);
    add_people(&catalog);
    g_free(catalog.page);
    return document;
}

static void remark(const KkPublication *publication, GPtrArray *remarks)
{
    if (publication->licence != NULL && licence_address(publication->licence) == NULL)
        g_ptr_array_add(remarks, g_strdup("catalog: licence left out: neither an address nor a "
                                          "Creative Commons licence (CC0-1.0, CC-BY-4.0, …)"));
    if (publication->contact != NULL && !package_is_mail(publication->contact))
        g_ptr_array_add(remarks, g_strdup("catalog: contact left out: not an e-mail address"));
}

void dcat_add(DcatContent *content, const KkReport *report)
{
    if (report->year > 0 && (content->first == 0 || report->year < content->first))
        content->first = report->year;
    content->last = MAX(content->last, report->year);
}

bool dcat_is_possible(const KkPublication *publication)
{
    return !publication->within && publication->publisher != NULL &&
           publication->homepage != NULL && kk_is_web_address(publication->homepage);
}

bool dcat_write(const char *folder, const DcatContent *content, const KkPublication *publication,
                GPtrArray *remarks, GError **error)
{
    cJSON *document = describe(content, publication);
    g_autofree char *turtle = turtle_dup(document);
    g_autofree char *json = json_print(document, true);
    g_autofree char *line = g_strconcat(json, "\n", NULL);

    remark(publication, remarks);
    return out_file_in(folder, "catalog.ttl", turtle, error) &&
           out_file_in(folder, "catalog.jsonld", line, error);
}
