/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boundaries.c - the municipalities' boundaries of a GeoJSON file, as paths of SVG.
 *
 * Points are put on a grid, which is as fine as the picture is high, and those that fall on the
 * same place are dropped: so a fine file makes no big page. Longitudes are shortened as at the
 * middle of Sweden; coordinates of a plane (SWEREF 99) are taken as they are. */
#include "boundaries.h"

#include <kk/error.h>
#include <kk/register.h>

#include <cjson/cJSON.h>
#include <math.h>

#define HEIGHT 1000
#define SHORTENED 0.47 /* cos 62° */

typedef struct {
    double least_x, least_y, greatest_x, greatest_y;
} Bounds;

struct SiteBoundaries {
    GHashTable *paths; /* of char *, by code, which is static */
    Bounds bounds;
    bool degrees;
};

/* ---- the file -------------------------------------------------------------------------------- */

static const KkMunicipality *municipality_of_text(const cJSON *value, bool by_name)
{
    const char *text = cJSON_GetStringValue(value);

    if (text == NULL)
        return NULL;
    return by_name ? kk_register_named(text) : kk_register_by_code(text);
}

/* A code tells more than a name, which may be the county's. */
static const KkMunicipality *municipality_of(const cJSON *feature)
{
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties"), *property;
    const KkMunicipality *found =
        municipality_of_text(cJSON_GetObjectItemCaseSensitive(feature, "id"), false);

    for (int by_name = 0; found == NULL && by_name < 2; by_name++)
        cJSON_ArrayForEach(property, properties)
        {
            if (found == NULL)
                found = municipality_of_text(property, by_name != 0);
        }
    return found;
}

typedef void (*TakeRing)(SiteBoundaries *boundaries, const cJSON *ring, GString *path);

/* Of a list of lists …: those whose members are points. */
static void each_ring(SiteBoundaries *boundaries, const cJSON *list, GString *path, TakeRing take)
{
    const cJSON *inner;

    if (list == NULL || !cJSON_IsArray(list->child))
        return;
    if (cJSON_IsNumber(list->child->child)) {
        take(boundaries, list, path);
        return;
    }
    cJSON_ArrayForEach(inner, list)
    {
        each_ring(boundaries, inner, path, take);
    }
}

static bool read_point(const cJSON *point, double *x, double *y)
{
    const cJSON *first = point->child, *second = first != NULL ? first->next : NULL;

    if (!cJSON_IsNumber(first) || !cJSON_IsNumber(second))
        return false;
    *x = first->valuedouble;
    *y = second->valuedouble;
    return isfinite(*x) && isfinite(*y);
}

/* ---- the picture ----------------------------------------------------------------------------- */

static void measure(SiteBoundaries *boundaries, const cJSON *ring, GString *path)
{
    Bounds *bounds = &boundaries->bounds;
    const cJSON *point;
    double x, y;

    (void)path;
    cJSON_ArrayForEach(point, ring)
    {
        if (!read_point(point, &x, &y))
            continue;
        *bounds = (Bounds){fmin(bounds->least_x, x), fmin(bounds->least_y, y),
                           fmax(bounds->greatest_x, x), fmax(bounds->greatest_y, y)};
    }
}

static double scale_of(const SiteBoundaries *boundaries)
{
    return HEIGHT / (boundaries->bounds.greatest_y - boundaries->bounds.least_y);
}

static int across(const SiteBoundaries *boundaries, double x)
{
    return (int)lround((x - boundaries->bounds.least_x) * scale_of(boundaries) *
                       (boundaries->degrees ? SHORTENED : 1));
}

static void draw(SiteBoundaries *boundaries, const cJSON *ring, GString *path)
{
    const cJSON *point;
    int last_x = -1, last_y = -1;
    double x, y;

    cJSON_ArrayForEach(point, ring)
    {
        if (!read_point(point, &x, &y))
            continue;
        const int at_x = across(boundaries, x);
        const int at_y = (int)lround((boundaries->bounds.greatest_y - y) * scale_of(boundaries));
        if (last_x < 0)
            g_string_append_printf(path, "M%d %dl", at_x, at_y);
        else if (at_x != last_x || at_y != last_y)
            g_string_append_printf(path, "%d %d ", at_x - last_x, at_y - last_y);
        last_x = at_x;
        last_y = at_y;
    }
    g_string_append(path, "0 0z");
}

static void each_feature(SiteBoundaries *boundaries, const cJSON *features, TakeRing take)
{
    const cJSON *feature;

    cJSON_ArrayForEach(feature, features)
    {
        const KkMunicipality *municipality = municipality_of(feature);
        const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
        g_autoptr(GString) path = g_string_new(NULL);

        if (municipality == NULL)
            continue;
        each_ring(boundaries, cJSON_GetObjectItemCaseSensitive(geometry, "coordinates"), path,
                  take);
        if (path->len > 0)
            g_hash_table_insert(boundaries->paths, (gpointer)municipality->code,
                                g_strdup(path->str));
    }
}

SiteBoundaries *site_boundaries_new(const char *geojson, GError **error)
{
    SiteBoundaries *boundaries = g_new0(SiteBoundaries, 1);
    cJSON *document = cJSON_Parse(geojson);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(document, "features");
    Bounds *bounds = &boundaries->bounds;

    boundaries->paths = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    *bounds = (Bounds){INFINITY, INFINITY, -INFINITY, -INFINITY};
    each_feature(boundaries, features, measure);
    boundaries->degrees = bounds->least_x >= -180 && bounds->greatest_x <= 180;
    if (bounds->greatest_y > bounds->least_y)
        each_feature(boundaries, features, draw);
    cJSON_Delete(document);
    if (g_hash_table_size(boundaries->paths) > 0)
        return boundaries;
    site_boundaries_free(boundaries);
    g_set_error_literal(error, KK_ERROR, KK_ERROR_WRITE,
                        "the file of boundaries has no polygon with a municipality's code or name");
    return NULL;
}

void site_boundaries_free(SiteBoundaries *boundaries)
{
    if (boundaries == NULL)
        return;
    g_hash_table_unref(boundaries->paths);
    g_free(boundaries);
}

const char *site_boundaries_path(const SiteBoundaries *boundaries, const char *code)
{
    return g_hash_table_lookup(boundaries->paths, code);
}

void site_boundaries_size(const SiteBoundaries *boundaries, int *width, int *height)
{
    *width = across(boundaries, boundaries->bounds.greatest_x);
    *height = HEIGHT;
}
