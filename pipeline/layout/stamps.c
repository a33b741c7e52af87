/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stamps.c - what others put on the pages: a registry's stamp, a word across the page.
 *
 * They may lie over the text, or run into it on its baseline, so they are found among the words
 * before they make lines. A stamp is words set alike whose text says that it is a stamp's, and
 * which something parts from the text beside them. What is set aslant is told by its glyphs alone:
 * each begins where the one before it ended, and stands higher or lower. What is set level across
 * the page is told by the smaller words that lie on it: text is never printed over text.
 *
 * tests/layout/test_stamps.c holds each threshold from either side. */
#include "internal.h"

#include <math.h>
#include <string.h>

/* Words of one stamp have no wider gap between them than this. */
#define GAP_EM 1.2

/* Words set alike begin and end at heights that differ by less than this; another font's do not. */
#define SAME_HEIGHT_EM 0.03

/* Gaps that differ by less than this are equal. */
#define SAME_GAP_EM 0.05

/* Words begin at one edge when they do so within this. */
#define SAME_EDGE_EM 0.05

/* A stamp's lines stand no further apart than this. */
#define LEADING_EM 2.0

/* A glyph set aslant begins where the one before it ended, within this, or a space behind it. */
#define KERN_EM 0.15
#define SPACE_EM 0.6

/* It stands higher or lower by this share of the way at least; a scanned page is skewed by less. */
#define LEAST_SLOPE 0.09

/* It keeps this share of its height at least; the next line of text does not. */
#define LEAST_SHARED 0.25

/* The words of a stamp that was put on askew rise or fall by no less from one to the next, and by
 * no more: words of the next line do. What is steeper is told by its glyphs. */
#define LEAST_ASKEW 0.02
#define MOST_ASKEW 0.2

/* Slopes from word to word that differ by less than this are equal. */
#define SAME_SLOPE 0.02

/* Words of one stamp stand no farther above each other than this. */
#define ASKEW_REACH_EM 2.0

/* So many glyphs are a word aslant; a fraction has three. */
#define LEAST_SLANTED 4

/* Limits of the search: hostile pages have all their words in one place. */
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
    for (guint i = 0; i < run->n; i++) {
        const gunichar c = g_array_index(page->glyphs, KkGlyph, run->first + i).character;

        if (c < 0x80)
            g_string_append_c(text, (char)c);
        else
            g_string_append_unichar(text, c);
    }
}

static gunichar first_character(const KkPage *page, const Run *run)
{
    return g_array_index(page->glyphs, KkGlyph, run->first).character;
}

static bool have_one_size(const Run *a, const Run *b)
{
    return a->style.size == b->style.size && a->style.bold == b->style.bold;
}

/* Whether two words have one font and baseline, as far as boxes tell. */
static bool are_set_alike(const Run *a, const Run *b)
{
    const double most = SAME_HEIGHT_EM * size_of(a);

    return have_one_size(a, b) && fabs(a->box.y0 - b->box.y0) < most &&
           fabs(a->box.y1 - b->box.y1) < most;
}

/* Words that lie near each other in an array sorted by their middles: [first, end). */
typedef struct {
    guint first, end;
} Near;

/* Those whose middles lie within [@top, @foot], of the nearest of them to the one @at. */
static Near find_near(const GArray *runs, guint at, double top, double foot)
{
    Near near = {at, at + 1};

    while (near.first > 0 && at - near.first < MOST_NEIGHBOURS &&
           middle_of(run_at(runs, near.first - 1)) >= top)
        near.first--;
    while (near.end < runs->len && near.end - at <= MOST_NEIGHBOURS &&
           middle_of(run_at(runs, near.end)) <= foot)
        near.end++;
    return near;
}

/* The nearest word set as the one @at, to its right or left; NULL: it stands at an end. */
static Run *find_beside(const GArray *runs, guint at, bool right)
{
    const Run *from = run_at(runs, at);
    const double middle = middle_of(from), reach = SAME_HEIGHT_EM * size_of(from);
    const Near near = find_near(runs, at, middle - reach, middle + reach);
    Run *best = NULL;
    double least = GAP_EM * size_of(from);

    for (guint i = near.first; i < near.end; i++) {
        Run *other = run_at(runs, i);
        double gap = right ? other->box.x0 - from->box.x1 : from->box.x0 - other->box.x1;

        if (other->aside == 0 && gap > 0 && gap < least && are_set_alike(from, other)) {
            least = gap;
            best = other;
        }
    }
    return best;
}

/* ---- stamps ----------------------------------------------------------------------------- */

/* The words from one that may begin a stamp, as far as they are set alike. */
typedef struct {
    const KkPage *page;
    const GArray *runs;
    const KkLayoutLanguage *language;
    Run *words[MOST_WORDS];
    guint n;
    double slope; /* from word to word, upwards; 0: they are level */
} Chain;

static guint index_of(const Chain *chain, const Run *run)
{
    return (guint)(run - run_at(chain->runs, 0));
}

static double gap_between(const Run *a, const Run *b)
{
    return b->box.x0 - a->box.x1;
}

/* The slope from @a to @b, upwards; 0: they are no words of a stamp that was put on askew. A box
 * holds all glyphs of its word; where its first one stands is the lower left corner or the upper.
 */
static double slope_between(const Run *a, const Run *b)
{
    const double gap = gap_between(a, b), across = b->box.x0 - a->box.x0;
    const double up = a->box.y1 - b->box.y1, down = b->box.y0 - a->box.y0;
    const double slope = (up > 0 ? up : -down) / across;
    const bool near = have_one_size(a, b) && gap > -KERN_EM * size_of(a) &&
                      gap < GAP_EM * size_of(a) && b->box.y0 < a->box.y1 && a->box.y0 < b->box.y1;

    return near && across > 0 && fabs(slope) >= LEAST_ASKEW && fabs(slope) <= MOST_ASKEW ? slope
                                                                                         : 0;
}

/* The nearest word that goes on from the last of the chain askew, as those before do; or NULL. */
static Run *find_askew(const Chain *chain)
{
    const Run *last = chain->words[chain->n - 1];
    const double middle = middle_of(last), reach = ASKEW_REACH_EM * size_of(last);
    const Near near = find_near(chain->runs, index_of(chain, last), middle - reach, middle + reach);
    Run *best = NULL;

    for (guint i = near.first; i < near.end; i++) {
        Run *other = run_at(chain->runs, i);
        double slope = other->aside == 0 ? slope_between(last, other) : 0;

        if (slope != 0 && (chain->n == 1 || fabs(slope - chain->slope) < SAME_SLOPE) &&
            (best == NULL || gap_between(last, other) < gap_between(last, best)))
            best = other;
    }
    return best;
}

static void find_chain(Chain *chain, guint at)
{
    chain->words[0] = run_at(chain->runs, at);
    for (chain->n = 1; chain->n < MOST_WORDS; chain->n++) {
        const Run *last = chain->words[chain->n - 1];
        Run *next =
            chain->slope == 0 ? find_beside(chain->runs, index_of(chain, last), true) : NULL;

        if (next == NULL && (chain->n == 1 || chain->slope != 0)) {
            next = find_askew(chain);
            chain->slope = next != NULL && chain->n == 1 ? slope_between(last, next) : chain->slope;
        }
        if (next == NULL)
            break;
        chain->words[chain->n] = next;
    }
}

/* Whether the gap from @a to @b is none of those between the chain's own words. */
static bool is_other_gap(const Chain *chain, const Run *a, const Run *b)
{
    const double own = chain->n > 1 ? gap_between(chain->words[0], chain->words[1]) : 0;

    return chain->n > 1 && fabs(gap_between(a, b) - own) > SAME_GAP_EM * size_of(a);
}

/* Whether @run begins where another line of that size does, near it. */
static bool begins_at_edge(const Chain *chain, const Run *run)
{
    const guint at = index_of(chain, run);

    const Near near = find_near(chain->runs, at, -G_MAXDOUBLE, G_MAXDOUBLE);

    for (guint i = near.first; i < near.end; i++) {
        const Run *other = run_at(chain->runs, i);

        if (i != at && have_one_size(run, other) &&
            fabs(other->box.x0 - run->box.x0) < SAME_EDGE_EM * size_of(run) &&
            find_beside(chain->runs, i, false) == NULL)
            return true;
    }
    return false;
}

typedef enum { PARTED_NOT, PARTED_BY_WORDS, PARTED_BY_GAP, PARTED_BY_EDGE } Parted;

/* What parts the first @n words of the chain from the one behind them. A stamp ends without a full
 * stop; where a capital follows, no sentence goes on. */
static Parted parted_behind(const Chain *chain, guint n)
{
    const Run *last = chain->words[n - 1], *next = n < chain->n ? chain->words[n] : NULL;

    if (next == NULL)
        return PARTED_BY_GAP;
    if (begins_at_edge(chain, next))
        return PARTED_BY_EDGE;
    if (n > 1 && is_other_gap(chain, last, next))
        return PARTED_BY_GAP;
    return g_unichar_isupper(first_character(chain->page, next)) ? PARTED_BY_WORDS : PARTED_NOT;
}

/* What parts the chain from the word before it. A capital within a sentence begins a name or an
 * abbreviation, which is in capitals throughout. */
static bool is_parted_before(const Chain *chain)
{
    const Run *first = chain->words[0];
    const Run *before = find_beside(chain->runs, index_of(chain, first), false);
    const KkGlyph *glyphs = &g_array_index(chain->page->glyphs, KkGlyph, first->first);

    return before == NULL || is_other_gap(chain, before, first) ||
           (first->n > 1 && g_unichar_isupper(glyphs[0].character) &&
            g_unichar_islower(glyphs[1].character));
}

static bool is_stamp(const Chain *chain, const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);

    return composed != NULL && chain->language->is_stamp(composed);
}

/* How many words of the chain are a stamp's: those that are parted best, and the most; or 0. */
static guint count_stamp_words(const Chain *chain, GString *text)
{
    Parted best = PARTED_NOT;
    guint n = 0;

    g_string_truncate(text, 0);
    for (guint i = 0; i < chain->n; i++) {
        if (i > 0 &&
            gap_between(chain->words[i - 1], chain->words[i]) >= KERN_EM * size_of(chain->words[i]))
            g_string_append_c(text, ' ');
        append_text(chain->page, chain->words[i], text);
        if (!is_stamp(chain, text->str))
            continue;
        Parted parted = parted_behind(chain, i + 1);

        if (parted != PARTED_NOT && parted >= best) {
            best = parted;
            n = i + 1;
        }
    }
    return n;
}

static bool find_stamp(const KkPage *page, const GArray *runs, guint at,
                       const KkLayoutLanguage *language, guint id, GString *text)
{
    Chain chain = {.page = page, .runs = runs, .language = language};
    const Run *first = run_at(runs, at);

    g_string_truncate(text, 0);
    append_text(page, first, text);
    if (first->aside != 0 || !language->begins_stamp(text->str))
        return false;
    find_chain(&chain, at);
    const guint n = is_parted_before(&chain) ? count_stamp_words(&chain, text) : 0;
    for (guint i = 0; i < n; i++)
        chain.words[i]->aside = id;
    return n > 0;
}

/* ---- aslant ------------------------------------------------------------------------------- */

/* A box in a frame turned by quarters, so that what runs that way runs to the right. */
static KkRect turned(const KkRect *box, int quarter)
{
    switch (quarter) {
    case 1:
        return (KkRect){box->y0, -box->x1, box->y1, -box->x0};
    case 2:
        return (KkRect){-box->x1, -box->y1, -box->x0, -box->y0};
    case 3:
        return (KkRect){-box->y1, box->x0, -box->y0, box->x1};
    default:
        return *box;
    }
}

/* Words aslant as poppler gives them: a glyph each, or a few in one box that holds them all. */
typedef struct {
    Run *run;
    KkRect box; /* turned so that the words run to the right, but for the slant */
} Piece;

typedef struct {
    GArray *pieces; /* of Piece, by where they begin */
    bool rises;
} Slant;

static const Piece *piece_at(const Slant *slant, gsize i)
{
    return &g_array_index(slant->pieces, Piece, i);
}

static int by_beginning(gconstpointer a, gconstpointer b)
{
    const Piece *one = a, *other = b;

    if (one->box.x0 != other->box.x0)
        return one->box.x0 < other->box.x0 ? -1 : 1;
    return one->run < other->run ? -1 : one->run > other->run;
}

/* The first piece that begins behind @x; their number: none does. */
static guint find_behind(const Slant *slant, double x)
{
    guint first = 0, end = slant->pieces->len;

    while (first < end) {
        const guint middle = first + (end - first) / 2;

        if (piece_at(slant, middle)->box.x0 > x)
            end = middle;
        else
            first = middle + 1;
    }
    return first;
}

/* How much farther @next begins than @piece ends. */
static double gap_aslant(const Piece *piece, const Piece *next)
{
    return next->box.x0 - piece->box.x1;
}

/* Whether @next stands higher or lower than @piece, as @slant goes, by no more than in a word. The
 * corner where a box's first glyph stands is the upper left or the lower left. */
static bool is_in_step(const Slant *slant, const Piece *piece, const Piece *next)
{
    const KkRect *a = &piece->box, *b = &next->box;
    const double step = slant->rises ? a->y1 - b->y1 : b->y0 - a->y0;
    const double shared = slant->rises ? b->y1 - a->y0 : a->y1 - b->y0;

    return step >= LEAST_SLOPE * (b->x0 - a->x0) &&
           shared >= LEAST_SHARED * MIN(a->y1 - a->y0, b->y1 - b->y0) && next->run->aside == 0 &&
           have_one_size(piece->run, next->run);
}

/* The nearest piece that goes on from the one @at; -1: none does. It overlaps it, or all but. */
static gssize find_next(const Slant *slant, guint at)
{
    const Piece *piece = piece_at(slant, at);
    const double size = size_of(piece->run);
    const guint first = find_behind(slant, piece->box.x1 - KERN_EM * size);
    double least = G_MAXDOUBLE;
    gssize best = -1;

    for (guint i = first; i < slant->pieces->len && i - first < MOST_NEIGHBOURS; i++) {
        const Piece *next = piece_at(slant, i);
        const double gap = gap_aslant(piece, next);

        if (gap >= SPACE_EM * size)
            break;
        if (i != at && fabs(gap) < least && is_in_step(slant, piece, next)) {
            least = fabs(gap);
            best = (gssize)i;
        }
    }
    return best;
}

/* Numbers the runs of the words aslant that begin with the piece @at, @next telling which goes on
 * from which. Glyphs of one word touch: what goes up in steps, such as the labels of a chart, does
 * not. */
static bool mark_slanted(const Slant *slant, const gssize *next, gssize at, guint id)
{
    guint n_glyphs = 0, n_touching = 0, n = 0;

    for (gssize i = at; i >= 0 && n < slant->pieces->len; i = next[i], n++) {
        const Piece *piece = piece_at(slant, (gsize)i);

        n_glyphs += piece->run->n;
        if (next[i] >= 0)
            n_touching +=
                gap_aslant(piece, piece_at(slant, (gsize)next[i])) < KERN_EM * size_of(piece->run);
    }
    if (n_touching < 2 || n_glyphs < LEAST_SLANTED)
        return false;
    for (gssize i = at; i >= 0 && piece_at(slant, (gsize)i)->run->aside == 0; i = next[i])
        piece_at(slant, (gsize)i)->run->aside = id;
    return true;
}

static guint mark_all_slanted(const Slant *slant, guint n_before)
{
    g_autofree gssize *next = g_new(gssize, slant->pieces->len + 1);
    g_autofree bool *goes_on = g_new0(bool, slant->pieces->len + 1);
    guint n = n_before;

    for (guint i = 0; i < slant->pieces->len; i++) {
        next[i] = piece_at(slant, i)->run->aside == 0 ? find_next(slant, i) : -1;
        if (next[i] >= 0)
            goes_on[next[i]] = true;
    }
    for (guint i = 0; i < slant->pieces->len; i++)
        if (!goes_on[i] && next[i] >= 0)
            n += mark_slanted(slant, next, i, n + 1);
    return n;
}

/* What runs the way of @quarter, but for the slant; the page's text runs that of @text_quarter. */
static guint find_slanted(GArray *runs, int quarter, int text_quarter, guint n_before)
{
    g_autoptr(GArray) pieces = g_array_sized_new(FALSE, FALSE, sizeof(Piece), runs->len);
    Slant slant = {.pieces = pieces};

    for (guint i = 0; i < runs->len; i++) {
        Run *run = run_at(runs, i);

        if (run->aside != 0 || (run->n > 1 && run->direction != (quarter + text_quarter) % 4))
            continue;
        g_array_append_vals(pieces, &(Piece){run, turned(&run->box, quarter)}, 1);
    }
    g_array_sort(pieces, by_beginning);
    guint n = mark_all_slanted(&slant, n_before);
    slant.rises = true;
    return mark_all_slanted(&slant, n);
}

/* ---- across the page ------------------------------------------------------------------------ */

/* Whether the page's text, which is smaller, lies on a word: between its top and its foot, and not
 * beside it. A small stamp may lie on the text. */
static bool lies_under_text(const GArray *runs, guint at, float main_size, int quarter)
{
    const Run *run = run_at(runs, at);

    const Near near = find_near(runs, at, run->box.y0, run->box.y1);

    for (guint i = near.first; i < near.end; i++) {
        const Run *other = run_at(runs, i);
        const double middle = (other->box.x0 + other->box.x1) / 2;

        if (other->aside == 0 && other->style.size == main_size && other->direction == quarter &&
            other->box.y0 > run->box.y0 && other->box.y1 < run->box.y1 && middle > run->box.x0 &&
            middle < run->box.x1)
            return true;
    }
    return false;
}

/* What a watermark is known by on the pages where no text lies on it. */
static char *dup_name(const KkPage *page, const Run *run, GString *text)
{
    g_string_truncate(text, 0);
    append_text(page, run, text);
    return g_strdup_printf("%.1f %s", run->style.size, text->str);
}

/* The words on the line of one that lies under text are of the same watermark. */
static void learn_watermark(const KkPage *page, const GArray *runs, guint at,
                            GHashTable *watermarks, GString *text)
{
    for (int right = 0; right <= 1; right++)
        for (Run *run = run_at(runs, at); run != NULL;
             run = find_beside(runs, (guint)(run - run_at(runs, 0)), right == 1))
            g_hash_table_add(watermarks, dup_name(page, run, text));
}

static guint find_watermarks(const KkPage *page, GArray *runs, int quarter, guint n_before,
                             GHashTable *watermarks, GString *text)
{
    const float main_size =
        page->styles->len > 0 ? g_array_index(page->styles, KkStyle, kk_page_main_style(page)).size
                              : 0;
    guint n = n_before;

    for (guint i = 0; i < runs->len; i++)
        if (run_at(runs, i)->aside == 0 && run_at(runs, i)->style.size > main_size &&
            lies_under_text(runs, i, main_size, quarter))
            learn_watermark(page, runs, i, watermarks, text);
    for (guint i = 0; i < runs->len && g_hash_table_size(watermarks) > 0; i++) {
        Run *run = run_at(runs, i);
        g_autofree char *name = run->aside == 0 ? dup_name(page, run, text) : NULL;

        if (name != NULL && g_hash_table_contains(watermarks, name))
            run->aside = ++n;
    }
    return n;
}

/* ---- all of them ---------------------------------------------------------------------------- */

guint layout_find_aside(const KkPage *page, GArray *runs, int quarter,
                        const KkLayoutLanguage *language, GHashTable *watermarks)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint n = 0;

    for (int way = 0; way < 4; way++)
        n = find_slanted(runs, way, quarter, n);
    for (guint i = 0; i < runs->len; i++)
        n += find_stamp(page, runs, i, language, n + 1, text);
    return find_watermarks(page, runs, quarter, n, watermarks, text);
}

static bool is_beside(const KkLine *a, const KkLine *b)
{
    return fabs(kk_line_middle(a) - kk_line_middle(b)) <= LEADING_EM * MAX(a->size, b->size) &&
           a->box.x0 < b->box.x1 && b->box.x0 < a->box.x1;
}

/* The lines round one that says "received" are its stamp's, the municipality's name too. */
static void mark_round(const GPtrArray *lines, const KkLayoutLanguage *language, guint at)
{
    for (int step = -1; step <= 1; step += 2)
        for (guint i = at; (step > 0 || i > 0) && i + (guint)step < lines->len; i += (guint)step) {
            KkLine *line = g_ptr_array_index(lines, i + (guint)step);

            if (!is_beside(g_ptr_array_index(lines, i), line) ||
                !language->is_stamp_part(line->text))
                break;
            line->aside = true;
        }
}

void layout_mark_stamps(GPtrArray *lines, const KkLayoutLanguage *language)
{
    for (guint i = 0; i < lines->len; i++) {
        KkLine *line = g_ptr_array_index(lines, i);

        if (!language->begins_stamp(line->text))
            continue;
        line->aside = line->aside || language->is_stamp(line->text);
        if (language->is_received(line->text))
            mark_round(lines, language, i);
    }
}
