/* SPDX-License-Identifier: GPL-2.0-or-later */
/* classes.c - which municipalities are of one class (of size, of kind), of a file. */
#include "classes.h"

#include <kk/error.h>
#include <kk/register.h>

#include <string.h>

struct SiteClasses {
    GPtrArray *names; /* in the order of the file */
    GHashTable *of;   /* code (static) to one of the names */
};

static const KkMunicipality *municipality_of(const char *text)
{
    const KkMunicipality *municipality = kk_register_by_code(text);
    bool whole = false;

    if (municipality == NULL)
        municipality = kk_register_find(text, false, &whole);
    else
        whole = true;
    return whole ? municipality : NULL;
}

static const char *keep_name(SiteClasses *classes, const char *name)
{
    for (guint i = 0; i < classes->names->len; i++)
        if (strcmp(g_ptr_array_index(classes->names, i), name) == 0)
            return g_ptr_array_index(classes->names, i);
    g_ptr_array_add(classes->names, g_strdup(name));
    return g_ptr_array_index(classes->names, classes->names->len - 1);
}

/* Takes quotation marks off a field, and spaces. */
static char *strip(char *field)
{
    g_strstrip(field);
    const gsize length = strlen(field);
    if (length > 1 && field[0] == '"' && field[length - 1] == '"') {
        field[length - 1] = '\0';
        field++;
    }
    return g_strstrip(field);
}

/* Whether the line names a municipality and its class. */
static bool read_line(SiteClasses *classes, char *line)
{
    const gsize length = strcspn(line, ",;\t");

    if (line[length] == '\0')
        return false;
    line[length] = '\0';
    const KkMunicipality *municipality = municipality_of(strip(line));
    const char *name = strip(line + length + 1);
    if (municipality == NULL || *name == '\0')
        return false;
    g_hash_table_insert(classes->of, (gpointer)municipality->code,
                        (gpointer)keep_name(classes, name));
    return true;
}

static bool read_lines(SiteClasses *classes, const char *csv, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        const bool blank = *g_strstrip(lines[i]) == '\0';

        if (!blank && !read_line(classes, lines[i]) && i > 0) {
            g_set_error(error, KK_ERROR, KK_ERROR_WRITE,
                        "line %u of the file of classes is not a municipality's code or name and "
                        "its class",
                        i + 1);
            return false;
        }
    }
    if (classes->names->len > 0)
        return true;
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE,
                        "the file of classes has no line of a municipality's code or name and its "
                        "class");
    return false;
}

SiteClasses *site_classes_new(const char *csv, GError **error)
{
    SiteClasses *classes = g_new0(SiteClasses, 1);

    classes->names = g_ptr_array_new_with_free_func(g_free);
    classes->of = g_hash_table_new(g_str_hash, g_str_equal);
    if (!g_utf8_validate(csv, -1, NULL))
        g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE, "the file of classes is not UTF-8");
    else if (read_lines(classes, g_str_has_prefix(csv, "\xef\xbb\xbf") ? csv + 3 : csv, error))
        return classes;
    site_classes_free(classes);
    return NULL;
}

void site_classes_free(SiteClasses *classes)
{
    if (classes == NULL)
        return;
    g_ptr_array_unref(classes->names);
    g_hash_table_unref(classes->of);
    g_free(classes);
}

const char *site_classes_of(const SiteClasses *classes, const char *code)
{
    return classes != NULL ? g_hash_table_lookup(classes->of, code) : NULL;
}

const char *site_classes_at(const SiteClasses *classes, guint i)
{
    return classes != NULL && i < classes->names->len ? g_ptr_array_index(classes->names, i) : NULL;
}
