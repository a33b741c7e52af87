/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages.h - the pages of a file, as divide looks at them (pages.c). */
#ifndef DIVIDE_PAGES_H
#define DIVIDE_PAGES_H

#include <kk/layout.h>

/* A cover has so few lines of running text. */
#define MOST_COVER_PROSE 8

/* A page as it is read. */
typedef struct {
    int sheet; /* of the file; 0: nothing stands on it */
    bool begins_sheet;
    GPtrArray *lines; /* of KkLine, lent, from the head of the page to its foot */
    double type;      /* size of most of it, points */
    GArray *numbers;  /* of int: on its outermost lines */
    int number, of;   /* "4 (17)"; 0: it does not say so */
} Page;

/* What tells that a paper begins on a page. */
typedef enum {
    SIGN_TITLE = 1, /* Kommunkompassen's title */
    SIGN_ANEW = 2,  /* page numbers begin anew */
    SIGN_END = 4,   /* the page before was its paper's last */
    SIGN_LOST = 8,  /* page numbers cease, and running text looks otherwise */
} Sign;

static inline Page *page_at(const GArray *pages, int number)
{
    return &g_array_index(pages, Page, number - 1);
}

/* Of Page: all of @layout, the first being 1 (page_at()). */
GArray *divide_look_at_pages(const KkLayout *layout);

/* Of Sign: those of page @p, from 2. */
guint divide_find_signs(const GArray *pages, int p);
/* Whether a title stands on a cover, or over all else on the page. */
bool divide_bears_title(const GArray *pages, int p);

/* Whether @line is of running text. */
bool divide_is_prose(const KkLine *line);
/* The area that a row of a score table is of; 0: @text is none. */
int divide_area_of_row(const char *text);

#endif
