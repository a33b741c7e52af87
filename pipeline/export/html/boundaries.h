/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boundaries.h - the municipalities' boundaries of a GeoJSON file, as paths of SVG. */
#ifndef BOUNDARIES_H
#define BOUNDARIES_H

#include "site.h"

typedef struct SiteBoundaries SiteBoundaries;

/* @geojson: a FeatureCollection of polygons, of which a property (or the id) tells the
 * municipality's code, or else its name. %KK_ERROR_WRITE: it is not, or tells of none. */
SiteBoundaries *site_boundaries_new(const char *geojson, GError **error);
void site_boundaries_free(SiteBoundaries *boundaries); /* takes NULL */

/** site_boundaries_path: of the municipality with this code: lent; NULL: there is none. */
const char *site_boundaries_path(const SiteBoundaries *boundaries, const char *code);

/** site_boundaries_size: of the picture. */
void site_boundaries_size(const SiteBoundaries *boundaries, int *width, int *height);

#endif
