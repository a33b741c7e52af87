/* layout.c - the stage: pages to lines, furniture aside, one array in reading order. */
#include <kk/layout.h>

static void take_lines(KkLayout *layout, GPtrArray *lines)
{
    while (lines->len > 0)
        g_ptr_array_add(layout->lines, g_ptr_array_steal_index(lines, 0));
}

static void lay_out_pages(KkLayout *layout, const KkDocument *document)
{
    g_autoptr(GPtrArray) pages =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < document->pages->len; i++)
        g_ptr_array_add(pages, kk_layout_page_lines(g_ptr_array_index(document->pages, i),
                                                    layout->strings));
    kk_layout_set_furniture_aside(pages, document->source.n_pages, layout->furniture);
    for (guint i = 0; i < pages->len; i++)
        take_lines(layout, g_ptr_array_index(pages, i));
}

KkLayout *kk_layout(const KkDocument *document)
{
    KkLayout *layout = g_new0(KkLayout, 1);

    layout->lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    layout->furniture = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    layout->strings = g_string_chunk_new(16384);
    layout->transcript = document->lines != NULL;
    if (document->lines != NULL) {
        g_autoptr(GPtrArray) lines = kk_layout_text_lines(document->lines, layout->strings);

        take_lines(layout, lines);
    } else {
        lay_out_pages(layout, document);
    }
    return layout;
}

void kk_layout_free(KkLayout *layout)
{
    if (layout == NULL)
        return;
    g_ptr_array_unref(layout->lines);
    g_ptr_array_unref(layout->furniture);
    g_free(layout->lower);
    g_string_chunk_free(layout->strings);
    g_free(layout);
}
