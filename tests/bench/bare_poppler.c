/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bare_poppler.c - the least that reading the text of PDFs costs: bare_poppler < NAMES
 *
 * In: names, each ended by a zero byte. For every page of each: text, boxes and attributes, by
 * the calls that extract_pdf.c makes, in one process; nothing is kept. Out: nothing. */
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>

static void read_page(PopplerPage *page)
{
    g_autofree char *text = poppler_page_get_text(page);
    g_autofree PopplerRectangle *boxes = NULL;
    guint n = 0;

    poppler_page_get_text_layout(page, &boxes, &n);
    poppler_page_free_text_attributes(poppler_page_get_text_attributes(page));
}

static void read_file(const char *path)
{
    char *data;
    gsize size;

    if (!g_file_get_contents(path, &data, &size, NULL))
        return;
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    for (int i = 0; document != NULL && i < poppler_document_get_n_pages(document); i++) {
        PopplerPage *page = poppler_document_get_page(document, i);

        if (page != NULL)
            read_page(page);
        g_clear_object(&page);
    }
    g_clear_object(&document);
}

int main(void)
{
    char *name = NULL;
    size_t size = 0;

    while (getdelim(&name, &size, '\0', stdin) > 0)
        read_file(name);
    free(name);
    return 0;
}
