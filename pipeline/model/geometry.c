/* SPDX-License-Identifier: GPL-2.0-or-later */
/* geometry.c - rectangles, and lists of places with one entry a page. */
#include <kk/geometry.h>

bool kk_rect_is_empty(const KkRect *rect)
{
    return !(rect->x1 > rect->x0 && rect->y1 > rect->y0);
}

KkRect kk_rect_union(const KkRect *a, const KkRect *b)
{
    if (kk_rect_is_empty(a))
        return *b;
    if (kk_rect_is_empty(b))
        return *a;
    return (KkRect){MIN(a->x0, b->x0), MIN(a->y0, b->y0), MAX(a->x1, b->x1), MAX(a->y1, b->y1)};
}

KkAt *kk_at_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(KkPlace));
}

void kk_at_add(KkAt *at, int page, const KkRect *bbox)
{
    for (guint i = 0; i < at->len; i++) {
        KkPlace *place = &g_array_index(at, KkPlace, i);

        if (place->page == page) {
            place->bbox = kk_rect_union(&place->bbox, bbox);
            return;
        }
    }
    KkPlace place = {page, *bbox};
    g_array_append_val(at, place);
}

void kk_at_add_all(KkAt *at, const KkAt *other)
{
    for (guint i = 0; other != NULL && i < other->len; i++) {
        const KkPlace *place = &g_array_index(other, KkPlace, i);

        kk_at_add(at, place->page, &place->bbox);
    }
}

KkAt *kk_at_dup(const KkAt *at)
{
    KkAt *copy = kk_at_new();

    kk_at_add_all(copy, at);
    return copy;
}
