/* SPDX-License-Identifier: GPL-2.0-or-later */
/* turtle.c - a graph of JSON-LD as Turtle. */
#include "turtle.h"

static void append_node(GString *out, const cJSON *node, const char *separator);

static const char *member(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* The escapes of JSON's strings are Turtle's, too. */
static void append_literal(GString *out, const cJSON *value)
{
    char *quoted = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(value, "@value"));

    g_string_append(out, quoted);
    cJSON_free(quoted);
    if (member(value, "@language") != NULL)
        g_string_append_printf(out, "@%s", member(value, "@language"));
    if (member(value, "@type") != NULL)
        g_string_append_printf(out, "^^%s", member(value, "@type"));
}

static void append_value(GString *out, const cJSON *value)
{
    if (cJSON_HasObjectItem(value, "@value")) {
        append_literal(out, value);
    } else if (member(value, "@id") != NULL) {
        g_string_append_printf(out, "<%s>", member(value, "@id"));
    } else {
        g_string_append(out, "[ ");
        append_node(out, value, " ; ");
        g_string_append(out, " ]");
    }
}

/* "a dcat:Catalog ; dcterms:title …", with @separator between. */
static void append_node(GString *out, const cJSON *node, const char *separator)
{
    const cJSON *property, *value;

    g_string_append_printf(out, "a %s", member(node, "@type"));
    cJSON_ArrayForEach(property, node)
    {
        if (property->string[0] == '@')
            continue;
        g_string_append_printf(out, "%s%s ", separator, property->string);
        cJSON_ArrayForEach(value, property)
        {
            if (value != property->child)
                g_string_append(out, ", ");
            append_value(out, value);
        }
    }
}

char *turtle_dup(const cJSON *document)
{
    GString *out = g_string_new(NULL);
    const cJSON *prefix, *node;

    cJSON_ArrayForEach(prefix, cJSON_GetObjectItemCaseSensitive(document, "@context"))
    {
        g_string_append_printf(out, "@prefix %s: <%s> .\n", prefix->string, prefix->valuestring);
    }
    cJSON_ArrayForEach(node, cJSON_GetObjectItemCaseSensitive(document, "@graph"))
    {
        g_string_append_printf(out, "\n<%s> ", member(node, "@id"));
        append_node(out, node, " ;\n    ");
        g_string_append(out, " .\n");
    }
    return g_string_free(out, FALSE);
}
