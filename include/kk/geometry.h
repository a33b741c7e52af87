/* SPDX-License-Identifier: GPL-2.0-or-later */
/* geometry.h - the one frame in which positions are given.
 *
 * Points (1/72 inch) from the top left corner of the page as it is displayed:
 * after /Rotate, within the crop box, y downwards. */
#ifndef KK_GEOMETRY_H
#define KK_GEOMETRY_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

typedef struct {
    double x0, y0, x1, y1; /* x0 <= x1, y0 <= y1; all zero: no geometry */
} KkRect;

/* A place in a document: what stands on one page. */
typedef struct {
    int page;    /* from 1 */
    KkRect bbox; /* empty where the input has no geometry */
} KkPlace;

/* Places in reading order, one entry a page. A GArray of KkPlace, which
 * g_array_index(at, KkPlace, i) gives; empty: it stands nowhere, or that is not known. */
typedef GArray KkAt;

/** kk_rect_is_empty: whether @rect covers nothing: the input had no geometry. */
bool kk_rect_is_empty(const KkRect *rect);

/** kk_rect_union: the smallest rectangle round both; an empty one adds nothing. */
KkRect kk_rect_union(const KkRect *a, const KkRect *b);

/** kk_at_new: Returns: (transfer full): no place yet; free with g_array_unref(). */
KkAt *kk_at_new(void);

/** kk_at_add: widens the entry of @page by @bbox, or appends one. */
void kk_at_add(KkAt *at, int page, const KkRect *bbox);

/** kk_at_add_all: adds every place of @other. */
void kk_at_add_all(KkAt *at, const KkAt *other);

/** kk_at_dup: Returns: (transfer full): a copy; of %NULL, no place. */
KkAt *kk_at_dup(const KkAt *at);

KK_END_DECLS

#endif
