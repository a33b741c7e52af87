/* stamps.c - what others put on the pages: a registry's stamp, a word aslant across the page.
 *
 * A stamp may lie over the text, so it is found among the words before they make lines: words of
 * one size on one baseline, which stand apart from others of that size, and whose text says that
 * it is a stamp's (language.h). What is set aslant is told by its glyphs alone, each of which
 * stands right of and above or below the one before it. */
#include "internal.h"

#include <kk/language.h>

#include <math.h>
#include <string.h>

/* Words of a stamp have one size and one middle within these shares of the size, and no wider gap
 * between them than this. */
#define SAME_SIZE 0.05
#define SAME_MIDDLE_EM 0.2
#define GAP_EM 1.2

/* A stamp's lines stand no further apart than this. */
#define LEADING_EM 2.0

/* The steps from glyph to glyph of a slanted word: each way at least and at most; they are equal
 * within this; and so many glyphs. */
#define LEAST_STEP_EM 0.12
#define MOST_STEP_EM 1.5
#define SAME_STEP_EM 0.5
#define LEAST_SLANTED 4

/* Hostile pages have all their words in one place: no more neighbours than this are looked at. */
#define MOST_NEIGHBOURS 200
#define MOST_WORDS 24

static double middle_of(const Run *run)
{
    return (run->box.y0 + run->box.y1) / 2;
}

static double size_of(const Run *run)
{
    return run->style.size > 1 ? run->style.size : run->box.y1 - run->box.y0;
}

static Run *run_at(const GArray *runs, guint i)
{
    return &g_array_index(runs, Run, i);
}

static void append_text(const KkPage *page, const Run *run, GString *text)
{
    if (text->len > 0)
        g_string_append_c(text, ' ');
    for (guint i = 0; i < run->n; i++)
        g_string_append_unichar(text,
                                g_array_index(page->glyphs, KkGlyph, run->first + i).character);
}

/* ---- stamps ----------------------------------------------------------------------------- */

static bool goes_with(const Run *a, const Run *b)
{
    return b->aside == 0 && a->style.bold == b->style.bold &&
           fabs(size_of(a) - size_of(b)) <= SAME_SIZE * size_of(a) &&
           fabs(middle_of(a) - middle_of(b)) <= SAME_MIDDLE_EM * size_of(a);
}

/* The nearest word that goes with @from, to its right or left; NULL: it stands at an end. */
static Run *find_beside(const GArray *runs, guint at, const Run *from, bool right)
{
    const double size = size_of(from);
    Run *best = NULL;
    double least = GAP_EM * size;

    for (int step = -1; step <= 1; step += 2)
        for (guint k = 1; k <= MOST_NEIGHBOURS; k++) {
            if ((step < 0 && at < k) || (step > 0 && at + k >= runs->len))
                break;
            Run *other = run_at(runs, step < 0 ? at - k : at + k);
            double gap = right ? other->box.x0 - from->box.x1 : from->box.x0 - other->box.x1;

            if (fabs(middle_of(other) - middle_of(from)) > SAME_MIDDLE_EM * size)
                break;
            if (other != from && gap > -0.3 * size && gap < least && goes_with(from, other)) {
                least = gap;
                best = other;
            }
        }
    return best;
}

static bool begins_stamp(const KkPage *page, const Run *run, GString *text)
{
    g_string_truncate(text, 0);
    append_text(page, run, text);
    return kk_language_begins_stamp(text->str);
}

static bool find_stamp(const KkPage *page, const GArray *runs, guint at, guint id, GString *text)
{
    Run *words[MOST_WORDS] = {run_at(runs, at)};
    guint n = 1;

    if (words[0]->aside != 0 || !begins_stamp(page, words[0], text) ||
        find_beside(runs, at, words[0], false) != NULL)
        return false;
    while (n < MOST_WORDS) {
        guint index = (guint)(words[n - 1] - run_at(runs, 0));

        words[n] = find_beside(runs, index, words[n - 1], true);
        if (words[n] == NULL)
            break;
        append_text(page, words[n++], text);
    }
    g_autofree char *composed = g_utf8_normalize(text->str, -1, G_NORMALIZE_NFC);
    if (composed == NULL || !kk_language_is_stamp(composed))
        return false;
    for (guint i = 0; i < n; i++)
        words[i]->aside = id;
    return true;
}

/* ---- aslant ------------------------------------------------------------------------------- */

typedef struct {
    double x, y;
} Step;

static Step step_between(const KkRect *a, const KkRect *b)
{
    return (Step){(b->x0 + b->x1 - a->x0 - a->x1) / 2, (b->y0 + b->y1 - a->y0 - a->y1) / 2};
}

static bool slants(Step step, double size)
{
    return fabs(step.x) >= LEAST_STEP_EM * size && fabs(step.x) <= MOST_STEP_EM * size &&
           fabs(step.y) >= LEAST_STEP_EM * size && fabs(step.y) <= MOST_STEP_EM * size;
}

static KkRect box_of(const KkPage *page, guint glyph)
{
    const KkGlyph *at = &g_array_index(page->glyphs, KkGlyph, glyph);

    return (KkRect){at->x0, at->y0, at->x1, at->y1};
}

/* Whether every glyph of a word stands aslant from the one before it, all the same way. */
static bool is_slanted(const KkPage *page, const Run *run)
{
    Step first = {0, 0};

    for (guint i = 1; i < run->n; i++) {
        KkRect a = box_of(page, run->first + i - 1), b = box_of(page, run->first + i);
        Step step = step_between(&a, &b);

        if (i == 1)
            first = step;
        if (!slants(step, size_of(run)) || step.x * first.x < 0 || step.y * first.y < 0)
            return false;
    }
    return run->n >= LEAST_SLANTED;
}

/* The single glyph that goes on from @at by a step like @before; 0: none does. */
static guint find_next(const GArray *runs, guint at, const Step *before, Step *step)
{
    const Run *from = run_at(runs, at);
    const double size = size_of(from);

    for (guint i = at + 1; i < runs->len && i - at <= MOST_NEIGHBOURS; i++) {
        const Run *run = run_at(runs, i);
        Step to = step_between(&from->box, &run->box);

        if (to.y > MOST_STEP_EM * size)
            break;
        if (run->n > 1 || run->aside != 0 || !slants(to, size) ||
            fabs(size_of(run) - size) > 0.3 * size)
            continue;
        if (before != NULL && (fabs(to.x - before->x) > SAME_STEP_EM * size ||
                               fabs(to.y - before->y) > SAME_STEP_EM * size))
            continue;
        *step = to;
        return i;
    }
    return 0;
}

/* From the single glyph @at downwards. */
static bool find_slanted(const GArray *runs, guint at, guint id)
{
    guint chain[MOST_WORDS] = {at}, n = 1;
    Step step = {0, 0};

    if (run_at(runs, at)->n > 1 || run_at(runs, at)->aside != 0)
        return false;
    for (; n < MOST_WORDS; n++) {
        Step last = step;

        chain[n] = find_next(runs, chain[n - 1], n > 1 ? &last : NULL, &step);
        if (chain[n] == 0)
            break;
    }
    for (guint i = 0; i < n && n >= LEAST_SLANTED; i++)
        run_at(runs, chain[i])->aside = id;
    return n >= LEAST_SLANTED;
}

/* ---- both ---------------------------------------------------------------------------------- */

guint layout_find_aside(const KkPage *page, GArray *runs)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint n = 0;

    for (guint i = 0; i < runs->len; i++) {
        if (run_at(runs, i)->aside == 0 && is_slanted(page, run_at(runs, i)))
            run_at(runs, i)->aside = ++n;
        n += find_slanted(runs, i, n + 1);
        n += find_stamp(page, runs, i, n + 1, text);
    }
    return n;
}

static bool is_beside(const KkLine *a, const KkLine *b)
{
    return fabs(kk_line_middle(a) - kk_line_middle(b)) <= LEADING_EM * MAX(a->size, b->size) &&
           a->box.x0 < b->box.x1 && b->box.x0 < a->box.x1;
}

/* The lines round one that says "received" are its stamp's, the municipality's name too. */
static void mark_round(const GPtrArray *lines, guint at)
{
    for (int step = -1; step <= 1; step += 2)
        for (guint i = at; (step > 0 || i > 0) && i + (guint)step < lines->len; i += (guint)step) {
            KkLine *line = g_ptr_array_index(lines, i + (guint)step);

            if (!is_beside(g_ptr_array_index(lines, i), line) ||
                !kk_language_is_stamp_part(line->text))
                break;
            line->aside = true;
        }
}

void layout_mark_stamps(GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        KkLine *line = g_ptr_array_index(lines, i);

        if (!kk_language_begins_stamp(line->text))
            continue;
        line->aside = line->aside || kk_language_is_stamp(line->text);
        if (kk_language_is_received(line->text))
            mark_round(lines, i);
    }
}
