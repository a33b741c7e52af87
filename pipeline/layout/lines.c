/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lines.c - the glyphs of one page, in any order, to lines, top to bottom.
 *
 * Poppler's own lines are not used: it ends one at a wide gap, so a row of a score table
 * would come out as one line per cell. Its words are: a glyph knows whether a space stood
 * before it. What a line means is parse/'s business.
 *
 * A page whose text runs up, down or upside down is turned first: everything above this
 * file sees text that runs from left to right, and kk_line_place() turns the boxes back. */
#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A gap that ends a word even where poppler saw none: fixtures/pages/wide-gap.page. */
#define WORD_GAP_EM 0.3

/* A gap that parts no words even where poppler saw one: a kern between f and å is 0.12 em,
 * the narrowest space of a text face 0.2 em: fixtures/pages/kerned-gap.page. */
#define NARROW_GAP_EM 0.15

/* A word drawn again for bold lies on the first by more than this share of its width:
 * fixtures/pages/drawn-twice.page. */
#define DRAWN_TWICE_OVERLAP 0.6

/* So many dots or strokes in a row lead to a number; an ellipsis has three:
 * fixtures/pages/dot-leaders.page. */
#define LEAST_LEADERS 4

/* Glyphs of one word stand less than this above each other, lines more: the tightest leading
 * is 1 em, an exponent is raised by 0.5 em. */
#define STACKED_EM 0.9

/* A note's mark is smaller than the number that it stands behind, and raised by this at least:
 * fixtures/pages/raised-digit.page. */
#define NOTE_RATIO 0.8
#define RAISED_EM 0.15

/* In letter-spaced text, gaps this much wider than the usual one part words:
 * fixtures/pages/letter-spaced.page. */
#define LETTER_GAP_FACTOR 1.8

/* The share of its height that a word gives up at most to a line above it, and to one below:
 * a small word may stand within the box of a large one. */
#define MOST_GIVEN_UP 0.45

/* So many glyphs that follow on one another tell which way a sheet's text runs: some five lines,
 * which no stamp has. */
#define GLYPHS_TELLING 400

/* ---- which way the text runs ------------------------------------------------------ */

static int direction_between(const KkGlyph *a, const KkGlyph *b)
{
    double dx = (b->x0 + b->x1) - (a->x0 + a->x1), dy = (b->y0 + b->y1) - (a->y0 + a->y1);

    if (fabs(dx) >= fabs(dy))
        return dx >= 0 ? 0 : 2;
    return dy > 0 ? 1 : 3;
}

/* The direction of a run's glyphs; -1: a single one has none. */
static int run_direction(const KkPage *page, const Run *run)
{
    int votes[4] = {0};

    for (guint i = 1; i < run->n; i++)
        votes[direction_between(&g_array_index(page->glyphs, KkGlyph, run->first + i - 1),
                                &g_array_index(page->glyphs, KkGlyph, run->first + i))]++;
    int best = run->n > 1 ? 0 : -1;
    for (int d = 1; d < 4 && best >= 0; d++)
        if (votes[d] > votes[best])
            best = d;
    return best;
}

static int most_of(const guint votes[4])
{
    int best = 0;

    for (int d = 1; d < 4; d++)
        if (votes[d] > votes[best])
            best = d;
    return best;
}

int layout_direction(const KkPage *page)
{
    guint votes[4] = {0};

    for (guint i = 1; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

        if (glyph->after_space)
            continue;
        const int way = direction_between(glyph - 1, glyph);
        if (++votes[way] >= GLYPHS_TELLING)
            return way;
    }
    return most_of(votes);
}

static int page_direction(const KkPage *page, GArray *runs)
{
    guint votes[4] = {0};

    for (guint i = 0; i < runs->len; i++) {
        Run *run = &g_array_index(runs, Run, i);

        run->direction = run_direction(page, run);
        if (run->direction >= 0)
            votes[run->direction] += run->n;
    }
    return most_of(votes);
}

/* ---- runs: words as poppler parted them ------------------------------------------- */

static KkRect glyph_box(const KkGlyph *glyph)
{
    return (KkRect){glyph->x0, glyph->y0, glyph->x1, glyph->y1};
}

static bool is_on_page(const KkPage *page, const KkGlyph *glyph)
{
    double x = (glyph->x0 + glyph->x1) / 2, y = (glyph->y0 + glyph->y1) / 2;

    return x >= 0 && y >= 0 && x <= page->width && y <= page->height;
}

static double glyph_size(const KkPage *page, const KkGlyph *glyph)
{
    double size = g_array_index(page->styles, KkStyle, glyph->style).size;
    double height = MAX(glyph->y1 - glyph->y0, 1);

    return size > 1 ? MIN(size, 2 * height) : height;
}

static bool are_evenly_spaced(const KkGlyph *glyph)
{
    double first = glyph[1].x0 - glyph[0].x0, second = glyph[2].x0 - glyph[1].x0;

    return first > 0 && fabs(first - second) < 0.1 * first;
}

static bool may_lead(gunichar c)
{
    return c == '.' || c == '_' || c == 0x2026;
}

/* Whether so many glyphs from @i on are the same dot or stroke, of those that lead to a number. */
static bool are_leaders(const KkPage *page, guint i)
{
    const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
    guint n = 0;

    if (!may_lead(glyph->character))
        return false;
    while (i + n < page->glyphs->len && n < LEAST_LEADERS && glyph[n].character == glyph->character)
        n++;
    return n == LEAST_LEADERS && are_evenly_spaced(glyph);
}

/* Whether leaders begin at glyph @i, or end before it: "tjänster.......12". */
static bool parts_leaders(const KkPage *page, guint i)
{
    const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

    return glyph->character != glyph[-1].character &&
           (are_leaders(page, i) || (i >= LEAST_LEADERS && are_leaders(page, i - LEAST_LEADERS)));
}

static bool is_high(const KkGlyph *glyph, bool along_y)
{
    const double width = glyph->x1 - glyph->x0, height = glyph->y1 - glyph->y0;

    return along_y ? width > height : height > width;
}

/* Whether one stands over the other, as the bullets of a list do, in text that runs that way.
 * On a page that is turned poppler gives them as one word. A glyph's box is higher than wide;
 * that of a chart's axis, which runs across the page, is not. */
static bool is_stacked(const KkGlyph *last, const KkGlyph *glyph, double size, int quarter)
{
    const bool along_y = quarter % 2 == 1;
    const double apart = along_y ? (last->x0 + last->x1) - (glyph->x0 + glyph->x1)
                                 : (last->y0 + last->y1) - (glyph->y0 + glyph->y1);

    return fabs(apart) / 2 > STACKED_EM * size && is_high(last, along_y) && is_high(glyph, along_y);
}

/* Whether a digit is smaller than what it stands behind: "20" and a raised 1. */
static bool is_smaller_digit(const KkGlyph *glyph, double size, double last_size)
{
    return size < NOTE_RATIO * last_size && g_unichar_isdigit(glyph->character);
}

/* Whether glyph @i, of @size, begins a run behind @last, of @last_size. */
static bool begins_run(const KkPage *page, const KkGlyph *last, double last_size, guint i,
                       double size, int quarter)
{
    const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);

    if (last == NULL || glyph->after_space || parts_leaders(page, i) ||
        is_stacked(last, glyph, size, quarter) || is_smaller_digit(glyph, size, last_size))
        return true;
    const float across = MAX(glyph->x0 - last->x1, last->x0 - glyph->x1);
    const float along = MAX(glyph->y0 - last->y1, last->y0 - glyph->y1);
    const float gap = MAX(across, along);
    return gap > 0 && gap > WORD_GAP_EM * size;
}

/* @quarter: the way in which the page's text runs, as far as it is known. */
static GArray *find_runs(const KkPage *page, int quarter)
{
    GArray *runs = g_array_sized_new(FALSE, TRUE, sizeof(Run), page->glyphs->len / 4);
    const KkGlyph *last = NULL;
    double last_size = 0;
    Run *run = NULL;

    for (guint i = 0; i < page->glyphs->len; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, i);
        const KkRect box = glyph_box(glyph);
        const double size = glyph_size(page, glyph);

        if (!is_on_page(page, glyph)) {
            last = NULL;
            continue;
        }
        if (begins_run(page, last, last_size, i, size, quarter)) {
            g_array_set_size(runs, runs->len + 1);
            run = &g_array_index(runs, Run, runs->len - 1);
            run->first = i;
            run->style = g_array_index(page->styles, KkStyle, glyph->style);
        }
        run->n = i - run->first + 1;
        run->box = run->n == 1 ? box : kk_rect_union(&run->box, &box);
        last = glyph;
        last_size = size;
    }
    return runs;
}

/* ---- text of a run ---------------------------------------------------------------- */

/* Appends what a person copies: ligatures resolved, invisible characters gone. */
static void append_character(GString *text, gunichar c)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

    if (c < 0x80)
        g_string_append_c(text, (char)c);
    else if (c >= 0xfb00 && c <= 0xfb06)
        g_string_append(text, ligatures[c - 0xfb00]);
    else if (c == 0x200b || c == 0x200c || c == 0x200d || c == 0xfeff || c == 0x2060)
        return;
    else if (g_unichar_validate(c) && c != 0xfffe && c != 0xffff)
        g_string_append_unichar(text, c);
}

/* Whether no character is beyond U+02FF: such text is composed. */
static bool is_surely_composed(const char *text)
{
    while (*text != '\0' && (guchar)*text < 0xcc)
        text++;
    return *text == '\0';
}

static const char *compose(GStringChunk *strings, GString *text)
{
    g_autofree char *composed = NULL;

    if (!is_surely_composed(text->str))
        composed = g_utf8_normalize(text->str, (gssize)text->len, G_NORMALIZE_NFC);
    return g_string_chunk_insert(strings, composed != NULL ? composed : text->str);
}

/* A glyph that lies on the one before it, the same character: drawn twice. */
static bool is_drawn_again(const KkGlyph *before, const KkGlyph *glyph, int quarter)
{
    double a0 = before->x0, a1 = before->x1, b0 = glyph->x0, b1 = glyph->x1;

    if (quarter % 2 == 1) {
        a0 = before->y0, a1 = before->y1;
        b0 = glyph->y0, b1 = glyph->y1;
    }
    return before->character == glyph->character &&
           MIN(a1, b1) - MAX(a0, b0) > DRAWN_TWICE_OVERLAP * (b1 - b0);
}

/* A Latin letter with the bytes of its UTF-16 swapped: so some programs write the letters of
 * a ligature into a font's table (t and i become U+7400 and U+6900). */
static bool is_swapped(gunichar c)
{
    return (c & 0xff) == 0 && c <= 0x7a00 && g_ascii_isalpha((char)(c >> 8));
}

/* The character of glyph @i: the letters of a ligature come together. */
static gunichar character_at(const KkPage *page, const Run *run, guint i)
{
    const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, run->first + i);
    bool beside = (i > 0 && is_swapped(glyph[-1].character)) ||
                  (i + 1 < run->n && is_swapped(glyph[1].character));

    return beside && is_swapped(glyph->character) ? glyph->character >> 8 : glyph->character;
}

static const char *run_text(const KkPage *page, const Run *run, int quarter, GStringChunk *strings,
                            GString *scratch)
{
    const KkGlyph *before = NULL;

    g_string_truncate(scratch, 0);
    for (guint i = 0; i < run->n; i++) {
        const KkGlyph *glyph = &g_array_index(page->glyphs, KkGlyph, run->first + i);

        bool soft = glyph->character == 0xad && i + 1 < run->n;

        if (!soft && (before == NULL || !is_drawn_again(before, glyph, quarter)))
            append_character(scratch, character_at(page, run, i));
        before = glyph;
    }
    return compose(strings, scratch);
}

/* ---- lines ------------------------------------------------------------------------ */

static double run_middle(const Run *run)
{
    return (run->box.y0 + run->box.y1) / 2;
}

static double run_size(const Run *run)
{
    double height = run->box.y1 - run->box.y0;

    return run->style.size > 1 ? MIN(run->style.size, 2 * height) : height;
}

static int by_middle(gconstpointer a, gconstpointer b)
{
    double d = run_middle(a) - run_middle(b);

    return d < 0 ? -1 : d > 0;
}

static int by_left(gconstpointer a, gconstpointer b)
{
    double d = ((const KkWord *)a)->box.x0 - ((const KkWord *)b)->box.x0;

    return d < 0 ? -1 : d > 0;
}

static bool is_repeated(const KkWord *before, const KkWord *word)
{
    double width = MIN(before->box.x1 - before->box.x0, word->box.x1 - word->box.x0);
    double overlap = MIN(before->box.x1, word->box.x1) - MAX(before->box.x0, word->box.x0);

    return overlap > DRAWN_TWICE_OVERLAP * width && strcmp(before->text, word->text) == 0;
}

static void drop_repeated_words(KkLine *line)
{
    for (guint i = line->words->len; i > 1; i--)
        if (is_repeated(kk_line_word(line, i - 2), kk_line_word(line, i - 1)))
            g_array_remove_index(line->words, i - 1);
}

static double gap_before(const KkLine *line, guint i)
{
    return kk_line_word(line, i)->box.x0 - kk_line_word(line, i - 1)->box.x1;
}

/* Joins word @i to the one before it. */
static void join_word(KkLine *line, guint i, GStringChunk *strings)
{
    const KkWord *word = kk_line_word(line, i);
    KkWord *before = &g_array_index(line->words, KkWord, i - 1);
    g_autofree char *joined = g_strconcat(before->text, word->text, NULL);

    before->text = g_string_chunk_insert(strings, joined);
    before->box = kk_rect_union(&before->box, &word->box);
    g_array_remove_index(line->words, i);
}

static bool is_dots(const KkLine *line, guint i)
{
    return i < line->words->len &&
           strspn(kk_line_word(line, i)->text, "._") == strlen(kk_line_word(line, i)->text);
}

/* Whether word @i is one of several leaders, or all of them. */
static bool is_leader(const KkLine *line, guint i)
{
    return is_dots(line, i) && (strlen(kk_line_word(line, i)->text) >= LEAST_LEADERS ||
                                is_dots(line, i + 1) || (i > 0 && is_dots(line, i - 1)));
}

/* Whether a raised digit behind @text is a power: "m²". */
static bool is_measure(const char *text)
{
    return g_str_has_suffix(text, "m") && strlen(text) <= 2;
}

/* Whether word @i is a note's mark: a small digit, raised behind a word. */
static bool is_note_mark(const KkLine *line, guint i)
{
    const KkWord *before = kk_line_word(line, i - 1), *word = kk_line_word(line, i);

    return !is_measure(before->text) && strspn(word->text, "0123456789") == strlen(word->text) &&
           word->style.size < NOTE_RATIO * before->style.size &&
           before->box.y1 - word->box.y1 > RAISED_EM * before->style.size &&
           gap_before(line, i) < WORD_GAP_EM * before->style.size;
}

static void drop_note_marks(KkLine *line)
{
    for (guint i = line->words->len; i > 1; i--)
        if (is_note_mark(line, i - 1))
            g_array_remove_index(line->words, i - 1);
}

static void join_kerned(KkLine *line, GStringChunk *strings)
{
    for (guint i = line->words->len; i > 1; i--)
        if (gap_before(line, i - 1) < NARROW_GAP_EM * line->size &&
            is_leader(line, i - 1) == is_leader(line, i - 2))
            join_word(line, i - 1, strings);
}

/* ---- letter-spacing --------------------------------------------------------------- */

static bool is_letter(const KkWord *word)
{
    return *g_utf8_next_char(word->text) == '\0' && g_unichar_isalpha(g_utf8_get_char(word->text));
}

static bool has_lower(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return true;
    return false;
}

/* Whether letters stand apart: four in a row, or in a heading two ("t ex" is none). */
static bool is_letter_spaced(const KkLine *line)
{
    guint row = 0, longest = 0;

    for (guint i = 0; i < line->words->len; i++) {
        row = is_letter(kk_line_word(line, i)) ? row + 1 : 0;
        longest = MAX(longest, row);
    }
    return longest >= 4 || (longest >= 2 && (line->bold || !has_lower(line->text)));
}

/* The usual gap beside a letter that stands alone. */
static double letter_gap(const KkLine *line)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < line->words->len; i++) {
        double gap = gap_before(line, i);

        if (is_letter(kk_line_word(line, i)) || is_letter(kk_line_word(line, i - 1)))
            g_array_append_val(gaps, gap);
    }
    g_array_sort(gaps, layout_by_value);
    return gaps->len > 0 ? g_array_index(gaps, double, gaps->len / 2) : 0;
}

static void join_letter_spaced(KkLine *line, GStringChunk *strings)
{
    if (!is_letter_spaced(line))
        return;
    double usual = letter_gap(line);
    for (guint i = line->words->len; i > 1; i--)
        if (gap_before(line, i - 1) < LETTER_GAP_FACTOR * usual &&
            gap_before(line, i - 1) < line->size)
            join_word(line, i - 1, strings);
}

static KkLine *line_of_runs(const KkPage *page, Run **runs, guint n, int quarter,
                            GStringChunk *strings, GString *scratch)
{
    KkLine *line = kk_line_new(page->number);

    line->quarter = (uint8_t)quarter;
    line->page_width = line->sheet_width = page->width;
    line->sheet_height = page->height;
    line->page_height = page->height;
    for (guint i = 0; i < n; i++) {
        KkWord word = {run_text(page, runs[i], quarter, strings, scratch), runs[i]->box,
                       runs[i]->style, 0, 0};
        word.style.size = (float)run_size(runs[i]);
        if (*word.text != '\0')
            g_array_append_val(line->words, word);
    }
    g_array_sort(line->words, by_left);
    drop_repeated_words(line);
    kk_line_settle(line);
    guint before = line->words->len;
    drop_note_marks(line);
    join_kerned(line, strings);
    join_letter_spaced(line, strings);
    if (line->words->len != before)
        kk_line_settle(line);
    return line;
}

static int line_order(gconstpointer a, gconstpointer b)
{
    const KkLine *la = *(KkLine *const *)a, *lb = *(KkLine *const *)b;
    double d = kk_line_middle(la) - kk_line_middle(lb);

    if (d == 0)
        d = la->box.x0 - lb->box.x0;
    return d < 0 ? -1 : d > 0;
}

/* ---- overlaps --------------------------------------------------------------------- */

/* Gives up half of what is shared; some of the box stays in any case. */
static void give_up(const KkWord *word, double shared, float *side)
{
    double most = MOST_GIVEN_UP * (word->box.y1 - word->box.y0);

    *side = MAX(*side, (float)MIN(shared / 2, most));
}

static void part_words(KkWord *upper, KkWord *lower)
{
    double shared = upper->box.y1 - lower->box.y0;

    if (shared <= 0 || upper->box.x1 <= lower->box.x0 || lower->box.x1 <= upper->box.x0)
        return;
    give_up(upper, shared, &upper->below);
    give_up(lower, shared, &lower->above);
}

/* Closely set lines have boxes that overlap, for a font's box is taller than its letters:
 * each word gives up half of what it shares, so that a box shows no neighbour. */
static void part_overlapping(GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        const KkLine *upper = g_ptr_array_index(lines, i);

        for (guint k = i + 1; k < lines->len; k++) {
            const KkLine *lower = g_ptr_array_index(lines, k);

            if (lower->box.y0 >= upper->box.y1)
                break;
            for (guint a = 0; a < upper->words->len; a++)
                for (guint b = 0; b < lower->words->len; b++)
                    part_words(&g_array_index(upper->words, KkWord, a),
                               &g_array_index(lower->words, KkWord, b));
        }
    }
}

/* Turns the runs upright. */
static void turn_runs(const KkPage *page, GArray *runs, int quarter)
{
    for (guint i = 0; i < runs->len && quarter != 0; i++) {
        Run *run = &g_array_index(runs, Run, i);

        run->box = layout_turn(&run->box, quarter, page->width, page->height);
    }
}

/* The line of the runs @members, which are taken out; NULL: they hold no text. */
static KkLine *add_line(GPtrArray *lines, const KkPage *page, GPtrArray *members, int quarter,
                        GStringChunk *strings, GString *scratch)
{
    KkLine *line =
        line_of_runs(page, (Run **)members->pdata, members->len, quarter, strings, scratch);

    g_ptr_array_set_size(members, 0);
    if (line->words->len > 0) {
        g_ptr_array_add(lines, line);
        return line;
    }
    kk_line_free(line);
    return NULL;
}

GPtrArray *kk_layout_page_lines(const KkPage *page, const KkLayoutLanguage *language,
                                GHashTable *watermarks, GStringChunk *strings)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)kk_line_free);
    g_autoptr(GArray) runs = find_runs(page, 0);
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    g_autoptr(GString) scratch = g_string_new(NULL);
    int quarter = page_direction(page, runs);
    double middle = 0, size = 0;

    if (quarter != 0) {
        g_array_unref(runs);
        runs = find_runs(page, quarter);
        quarter = page_direction(page, runs);
    }

    turn_runs(page, runs, quarter);
    g_array_sort(runs, by_middle);
    guint n_aside = layout_find_aside(page, runs, quarter, language, watermarks);
    for (guint i = 0; i <= runs->len; i++) {
        Run *run = i < runs->len ? &g_array_index(runs, Run, i) : NULL;

        if (run != NULL && (run->aside > 0 || (run->direction >= 0 && run->direction != quarter)))
            continue; /* a stamp, a chart's axis */
        bool joins = run != NULL && members->len > 0 &&
                     run_middle(run) - middle < SAME_LINE_EM * MAX(size, run_size(run));
        if (!joins && members->len > 0) {
            add_line(lines, page, members, quarter, strings, scratch);
        }
        if (run == NULL)
            break;
        if (members->len == 0) {
            middle = run_middle(run);
            size = run_size(run);
        }
        g_ptr_array_add(members, run);
    }
    g_ptr_array_sort(lines, line_order);
    part_overlapping(lines);
    for (guint id = 1; id <= n_aside; id++) {
        for (guint i = 0; i < runs->len; i++)
            if (g_array_index(runs, Run, i).aside == id)
                g_ptr_array_add(members, &g_array_index(runs, Run, i));
        KkLine *line = add_line(lines, page, members, quarter, strings, scratch);
        if (line != NULL)
            line->aside = true;
    }
    g_ptr_array_sort(lines, line_order);
    return lines;
}
