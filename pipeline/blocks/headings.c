/* SPDX-License-Identifier: GPL-2.0-or-later */
/* headings.c - lines of a document to those that head something, whatever they say.
 *
 * One document sets its headings alike and words them alike: a line that stands in most of its
 * chapters heads a part of each. What is set as the text is needs to stand in nearly all of
 * them, since a sentence may be repeated too. */
#include <kk/edition.h>
#include <kk/headings.h>

#include <math.h>
#include <string.h>

/* Lines that are nearer than this are one text: 1.7 has been seen between text and heading. */
#define APART_EM 1.7

#define LONGEST_REPEATED 80 /* bytes */
#define LEAST_SECTIONS 3

bool kk_text_has_lower(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return true;
    return false;
}

bool kk_line_is_set_apart(const KkLine *line, double body_size)
{
    return line->heading || line->bold || line->size > KK_HEADING_SIZE_RATIO * body_size;
}

bool kk_line_is_set_as(const KkLine *line, const KkLine *other)
{
    return fabs(line->size - other->size) < 0.1 && line->bold == other->bold &&
           line->heading == other->heading;
}

bool kk_line_stands_alone(const KkLine *line, const KkLine *before)
{
    double leading = before != NULL ? kk_line_leading(before, line) : -1;

    if (leading < 0 || leading > APART_EM * line->size)
        return true;
    if (strchr(".:?!", before->text[strlen(before->text) - 1]) != NULL)
        return true;
    return !g_unichar_islower(g_utf8_get_char(line->text)) &&
           kk_line_ends_early(before, line, kk_line_frame_width(before) * 0.8);
}

/* ---- what is repeated ------------------------------------------------------------- */

typedef struct {
    guint last_section, n_sections, n_lines;
    bool set_apart;
    guint number; /* of the group; 0: not given yet */
} Wording;

/* The letters of @line and how it is set; NULL: it heads nothing. */
static char *dup_wording(const KkLine *line)
{
    gsize length = strlen(line->text);
    bool weak = false;

    if (length < 3 || length > LONGEST_REPEATED ||
        strchr(".,;-!", line->text[length - 1]) != NULL || line->item ||
        (kk_text_bullet(line->text, &weak) > 0 && !g_ascii_isdigit(*line->text)))
        return NULL;
    const char *bracket = strstr(line->text, " (");
    g_autofree char *cut =
        g_strndup(line->text, bracket != NULL ? (gsize)(bracket - line->text) : length);
    g_autofree char *key = kk_name_key(cut);
    gsize n = 0;

    for (const char *p = key; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            key[n++] = *p;
    key[n] = '\0';
    return n < 3 ? NULL
                 : g_strdup_printf("%s %.0f %d%d%d", key, 2 * line->size, line->bold, line->heading,
                                   kk_text_has_lower(line->text));
}

static Wording **count_wordings(const KkLayout *layout, const guint *sections, GHashTable *wordings)
{
    Wording **of_line = g_new0(Wording *, layout->lines->len + 1);

    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        char *key = sections[i] > 0 ? dup_wording(line) : NULL;

        if (key == NULL)
            continue;
        Wording *wording = g_hash_table_lookup(wordings, key);
        if (wording == NULL) {
            wording = g_new0(Wording, 1);
            wording->set_apart =
                kk_line_is_set_apart(line, layout->body_size) || !kk_text_has_lower(line->text);
            g_hash_table_insert(wordings, g_strdup(key), wording);
        }
        g_free(key);
        wording->n_sections += wording->last_section != sections[i];
        wording->last_section = sections[i];
        wording->n_lines++;
        of_line[i] = wording;
    }
    return of_line;
}

static bool is_repeated(const Wording *wording, guint n_sections)
{
    guint least = wording->set_apart ? n_sections / 2 + 1 : n_sections - 1;

    return wording->n_sections >= MAX(least, LEAST_SECTIONS);
}

guint *kk_headings_repeated(const KkLayout *layout, const guint *sections)
{
    g_autoptr(GHashTable) wordings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree Wording **of_line = count_wordings(layout, sections, wordings);
    guint *groups = g_new0(guint, layout->lines->len + 1);
    guint n_sections = 0, n_groups = 0;

    for (guint i = 0; i < layout->lines->len; i++)
        n_sections = MAX(n_sections, sections[i]);
    for (guint i = 0; i < layout->lines->len; i++) {
        const KkLine *line = g_ptr_array_index(layout->lines, i);
        Wording *wording = of_line[i];

        if (wording == NULL || !is_repeated(wording, n_sections) ||
            (!wording->set_apart && i > 0 &&
             !kk_line_stands_alone(line, g_ptr_array_index(layout->lines, i - 1))))
            continue;
        if (wording->number == 0)
            wording->number = ++n_groups;
        groups[i] = wording->number;
    }
    return groups;
}
