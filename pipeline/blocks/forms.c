/* SPDX-License-Identifier: GPL-2.0-or-later */
/* forms.c - lines that say their numbers in the same words: "Poäng: 20 av 25 (78 procent)" under
 * every question. They are rows of a table that is set as text. */
#include "internal.h"

#include <kk/figures.h>

#include <string.h>

/* So many lines of one form, each near the one before, are no chance: the questions of two areas.
 */
#define LEAST_OF_FORM 8

/* The form of lines whose words before the figure are its label. */
#define LABELLED ": #"

/* Lines of a question's text, a heading and a total between two of them. */
#define MOST_LINES_APART 6

static bool are_points_of(const KkLine *line, const Figure *figure)
{
    const KkTableLine of = {.line = line};
    g_autofree char *text = kk_table_dup_text(&of, &figure->words);
    KkFigure parsed;

    return kk_figure_parse(text, &parsed) && parsed.has_max;
}

/* Whether the figures of @line, two numbers or more, stand within words. */
static bool may_be_form(const KkLine *line, const GArray *figures)
{
    guint n_words = line->words->len;

    for (guint k = 0; figures != NULL && k < figures->len; k++) {
        const Figure *figure = &g_array_index(figures, Figure, k);

        if (figure->firm)
            return false;
        n_words -= figure->words.n;
    }
    return figures != NULL && n_words > 0 &&
           (figures->len > 1 || are_points_of(line, &g_array_index(figures, Figure, 0)));
}

/* A label, a colon, and one figure to the line's end: "Arbetsliv: 63 poäng". */
static bool is_labelled(const KkLine *line, const GArray *figures)
{
    const Figure *last = figures != NULL ? &g_array_index(figures, Figure, figures->len - 1) : NULL;

    return last != NULL && !last->firm && last->words.first > 0 &&
           last->words.first + last->words.n == line->words->len &&
           g_str_has_suffix(kk_line_word(line, last->words.first - 1)->text, ":");
}

/* The words of the line with # for each figure, or LABELLED; NULL: it is none. */
static char *dup_form(const KkLine *line, const GArray *figures)
{
    if (is_labelled(line, figures))
        return g_strdup(LABELLED);
    if (!may_be_form(line, figures))
        return NULL;
    GString *form = g_string_new(NULL);
    for (guint w = 0, k = 0; w < line->words->len;) {
        const Figure *figure = k < figures->len ? &g_array_index(figures, Figure, k) : NULL;

        if (figure != NULL && figure->words.first == w) {
            g_string_append(form, "# ");
            w += figure->words.n;
            k++;
        } else {
            g_string_append_printf(form, "%s ", kk_line_word(line, w++)->text);
        }
    }
    return g_string_free(form, FALSE);
}

typedef struct {
    guint last, n; /* the line before; how many stand near the one before them */
} Form;

static gboolean is_rare(gpointer key, gpointer value, gpointer data)
{
    (void)key, (void)data;
    return ((const Form *)value)->n < LEAST_OF_FORM;
}

GHashTable *blocks_find_forms(const KkLayout *layout, GArray *const *figures)
{
    GHashTable *forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        g_autofree char *text = dup_form(line, figures[i]);
        Form *form = text != NULL ? g_hash_table_lookup(forms, text) : NULL;

        if (form != NULL) {
            form->n += i - form->last <= MOST_LINES_APART;
            form->last = i;
        } else if (text != NULL) {
            form = g_new0(Form, 1);
            *form = (Form){i, 1};
            g_hash_table_insert(forms, g_steal_pointer(&text), form);
        }
    }
    g_hash_table_foreach_remove(forms, is_rare, NULL);
    return forms;
}

void blocks_set_form(Entry *entry, GHashTable *forms)
{
    g_autofree char *form = dup_form(entry->line.line, entry->figures);
    gpointer key = NULL;

    if (form == NULL || !g_hash_table_lookup_extended(forms, form, &key, NULL))
        return;
    entry->form = key;
    if (strcmp(form, LABELLED) == 0) {
        g_array_remove_range(entry->figures, 0, entry->figures->len - 1);
        entry->n_text = figure_at(entry, 0)->words.first;
    }
    for (guint k = 0; k < count_figures(entry); k++)
        figure_at(entry, k)->firm = true;
}
