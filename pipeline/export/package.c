/* SPDX-License-Identifier: GPL-2.0-or-later */
/* package.c - the Data Package (Frictionless' standard) and the codebook of a folder of tables. */
#include "package.h"

#include "../write/json.h"

#include <kk/document.h>

#include <string.h>

extern const char datapackage[]; /* generated from datapackage.json */
extern const char reading[];     /* and from reading.md */

static const char *member(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return text != NULL ? text : "";
}

/* ---- the descriptor --------------------------------------------------------------------- */

static void replace_string(cJSON *object, const char *name, const char *text)
{
    if (text == NULL)
        return;
    cJSON_DeleteItemFromObjectCaseSensitive(object, name);
    json_set_string(object, name, text);
}

bool package_is_mail(const char *contact)
{
    return contact != NULL && strchr(contact, '@') != NULL && strpbrk(contact, " <>") == NULL;
}

/* A licence is an address, or a name: "CC0-1.0"; the standard's names have no blanks. */
static void add_licence(cJSON *package, const char *licence)
{
    if (licence == NULL)
        return;
    cJSON *one = json_add_object(json_add_array(package, "licenses"));

    if (kk_is_web_address(licence)) {
        json_set_string(one, "path", licence);
        return;
    }
    g_autofree char *name = g_strdup(licence);
    json_set_string(one, "name",
                    g_strcanon(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._", '-'));
    json_set_string(one, "title", licence);
}

/* Whom to ask is, among the roles that the standard knows, who maintains it. */
static void add_contributors(cJSON *package, const KkPublication *publication)
{
    if (publication->publisher == NULL && publication->contact == NULL)
        return;
    cJSON *list = json_add_array(package, "contributors");

    if (publication->publisher != NULL) {
        cJSON *publisher = json_add_object(list);

        json_set_string(publisher, "title", publication->publisher);
        json_set_string(publisher, "role", "publisher");
        if (publication->homepage != NULL)
            json_set_string(publisher, "path", publication->homepage);
    }
    if (publication->contact != NULL) {
        cJSON *contact = json_add_object(list);

        json_set_string(contact, "title", publication->contact);
        json_set_string(contact, "role", "maintainer");
        if (package_is_mail(publication->contact))
            json_set_string(contact, "email", publication->contact);
    }
}

static void add_sums(cJSON *package, const PackageFile *files, guint n_files)
{
    cJSON *resource;

    cJSON_ArrayForEach(resource,
                       cJSON_GetObjectItemCaseSensitive(
                           package, "resources")) for (guint i = 0; i < n_files;
                                                       i++) if (strcmp(member(resource, "name"),
                                                                       files[i].name) == 0)
    {
        g_autofree char *hash = g_strconcat("sha256:", files[i].sha256, NULL);

        json_set(resource, "bytes", json_integer((gint64)files[i].bytes));
        json_set_string(resource, "hash", hash);
    }
}

char *package_dup_descriptor(const KkPublication *publication, const PackageFile *files,
                             guint n_files)
{
    cJSON *package = cJSON_Parse(datapackage);

    replace_string(package, "title", publication->title);
    json_set_string(package, "version", KK_VERSION);
    if (publication->recorded != NULL)
        json_set_string(package, "created", publication->recorded);
    if (publication->homepage != NULL)
        json_set_string(package, "homepage", publication->homepage);
    add_licence(package, publication->licence);
    add_contributors(package, publication);
    add_sums(package, files, n_files);
    g_autofree char *json = json_print(package, true);
    return g_strconcat(json, "\n", NULL);
}

/* ---- the codebook ----------------------------------------------------------------------- */

/* A cell of a table in Markdown. */
static void append_cell(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '|')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
    g_string_append(out, " | ");
}

static void append_fields(GString *out, const cJSON *resource)
{
    const cJSON *schema = cJSON_GetObjectItemCaseSensitive(resource, "schema"), *field;

    g_string_append(out, "| column, kolumn | type, typ | English | svenska |\n|---|---|---|---|\n");
    cJSON_ArrayForEach(field, cJSON_GetObjectItemCaseSensitive(schema, "fields"))
    {
        g_autofree char *name = g_strdup_printf("`%s`", member(field, "name"));
        const char *unit = member(field, "unit");
        g_autofree char *type =
            g_strdup_printf("%s%s%s", member(field, "type"), unit[0] != '\0' ? ", " : "", unit);

        g_string_append(out, "| ");
        append_cell(out, name);
        append_cell(out, type);
        append_cell(out, member(field, "description"));
        append_cell(out, member(field, "beskrivning"));
        g_string_truncate(out, out->len - 1);
        g_string_append_c(out, '\n');
    }
}

static void append_fact(GString *out, const char *name, const char *text)
{
    if (text != NULL)
        g_string_append_printf(out, "- %s: %s\n", name, text);
}

char *package_dup_codebook(const KkPublication *publication)
{
    GString *out = g_string_new(NULL);
    cJSON *package = cJSON_Parse(datapackage);
    const cJSON *resource;

    g_string_append_printf(out, "# %s\n\n%s\n\n%s\n\n",
                           publication->title != NULL ? publication->title
                                                      : member(package, "title"),
                           member(package, "description"), member(package, "beskrivning"));
    append_fact(out, "publisher, utgivare", publication->publisher);
    append_fact(out, "homepage, webbplats", publication->homepage);
    append_fact(out, "licence, licens", publication->licence);
    append_fact(out, "contact, kontakt", publication->contact);
    append_fact(out, "read, inläst", publication->recorded);
    append_fact(out, "kompass", KK_VERSION);
    g_string_append(out, reading);
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(package, "resources"))
    {
        g_string_append_printf(out, "\n## %s\n\n%s\n\n%s\n\n", member(resource, "path"),
                               member(resource, "description"), member(resource, "beskrivning"));
        append_fields(out, resource);
    }
    cJSON_Delete(package);
    return g_string_free(out, FALSE);
}
