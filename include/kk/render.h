/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render.h - the pages of a PDF as pictures, one at a time. */
#ifndef KK_RENDER_H
#define KK_RENDER_H

#include <kk/input.h>
#include <kk/macros.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* A page of A4 at 110 dpi has 1.2 million; what is larger is drawn with fewer dots an inch. */
#define KK_MAX_PAGE_PIXELS 4000000
#define KK_MAX_PAGE_SIDE 8000

/* A PDF that is open for drawing. */
typedef struct KkPictures KkPictures;

/**
 * kk_pictures_open:
 * @input: a PDF
 * @password: (nullable): for an encrypted PDF
 *
 * Errors: %KK_ERROR_DAMAGED, %KK_ERROR_ENCRYPTED, %KK_ERROR_LIMIT above #KK_MAX_PAGES pages.
 *
 * Returns: (transfer full): free with kk_pictures_free(); or %NULL
 */
KkPictures *kk_pictures_open(const KkInput *input, const char *password, GError **error);
void kk_pictures_free(KkPictures *pictures);

/** kk_pictures_n_pages: how many there are; as the file says, so some may be missing. */
int kk_pictures_n_pages(const KkPictures *pictures);

/**
 * kk_pictures_size:
 * @page: from 1
 *
 * The page's size in points, as displayed; false: it cannot be read or drawn.
 */
bool kk_pictures_size(const KkPictures *pictures, int page, double *width, double *height);

/**
 * kk_pictures_draw:
 * @dpi: dots an inch; fewer where the page is huge
 *
 * Returns: (transfer full): a PNG on white; %NULL: the page cannot be drawn
 */
GBytes *kk_pictures_draw(const KkPictures *pictures, int page, double dpi);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkPictures, kk_pictures_free)

KK_END_DECLS

#endif
