/* sideheads.c - headings set beside their lists, on the line of the first item, become lines.
 *
 * What stands before a bullet, wide apart, is such a heading where the same words stand so again in
 * the document: two columns of items share lines too, and say something else each time. */
#include "internal.h"

#include <string.h>

/* A heading stands so far from the bullet; fixtures/pages/side-heads.page. */
#define GAP_EM 1.0

#define LONGEST 60 /* bytes */
#define LEAST_AGAIN 3

/* The word of @line that is a bullet with text behind it and a heading wide before it; 0: none. */
static guint find_bullet(const KkLine *line)
{
    bool weak = false;

    if (kk_text_bullet(line->text, &weak) > 0)
        return 0;
    for (guint i = 1; i + 1 < line->words->len; i++) {
        const KkWord *word = kk_line_word(line, i);

        if (word->box.x0 - kk_line_word(line, i - 1)->box.x1 < GAP_EM * line->size)
            continue;
        g_autofree char *mark = g_strconcat(word->text, " ", NULL);
        return kk_text_bullet(mark, &weak) > 0 ? i : 0;
    }
    return 0;
}

static KkLine *dup_head(const KkLine *line, guint bullet)
{
    KkLine *head = kk_line_dup_words(line, 0, bullet);

    if (strlen(head->text) <= LONGEST)
        return head;
    kk_line_free(head);
    return NULL;
}

static GHashTable *count_heads(const GPtrArray *lines)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < lines->len; i++) {
        const KkLine *line = g_ptr_array_index(lines, i);
        guint bullet = find_bullet(line);
        KkLine *head = bullet > 0 ? dup_head(line, bullet) : NULL;

        if (head == NULL)
            continue;
        gsize n = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, head->text));
        g_hash_table_insert(counts, g_strdup(head->text), GSIZE_TO_POINTER(n + 1));
        kk_line_free(head);
    }
    return counts;
}

void layout_part_side_heads(GPtrArray *lines)
{
    g_autoptr(GHashTable) counts = count_heads(lines);

    for (guint i = lines->len; i > 0 && g_hash_table_size(counts) > 0; i--) {
        KkLine *line = g_ptr_array_index(lines, i - 1);
        guint bullet = find_bullet(line);
        KkLine *head = bullet > 0 ? dup_head(line, bullet) : NULL;

        if (head == NULL)
            continue;
        if (GPOINTER_TO_SIZE(g_hash_table_lookup(counts, head->text)) < LEAST_AGAIN) {
            kk_line_free(head);
            continue;
        }
        g_ptr_array_insert(lines, (gint)i, kk_line_dup_words(line, bullet, line->words->len - bullet));
        g_ptr_array_index(lines, i - 1) = head;
        kk_line_free(line);
    }
}
