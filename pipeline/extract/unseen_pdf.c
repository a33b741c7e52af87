/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unseen_pdf.c - text that a page holds and does not show is taken out of it.
 *
 * Drawn invisibly, in the colour of what lies under it, beneath an opaque sheet, or cut off at an
 * edge. Each glyph is looked for among what the page draws (drawn_pdf.c), at its origin; where two
 * stand at one place, shapes tell which is which: they are learnt where a glyph stands alone.
 * What is drawn in ways that cannot be followed, or lies on a picture, stays. */
#include "pdf.h"

#include <math.h>

/* A glyph's box begins at its origin within this. */
#define SAME_ORIGIN 0.5 /* points */

/* Its baseline lies so far down its box, and no farther off than this; both are shares of it. */
#define BASELINE 0.78
#define SAME_BASELINE 0.2

/* So many of a page's glyphs are found at least: a page may lie cut off beside another's few. */
#define LEAST_FOUND 0.1

/* Of two that stand there the nearer is meant, if it is nearer by this. */
#define SAME_DISTANCE 0.2 /* points */

/* Colours whose parts differ by less than this look alike. */
#define SAME_COLOUR 0.06

/* A page that draws more is left as it is. */
#define MAX_DRAWN 20000

/* So is one where glyphs are held against more marks than this; a page of a report takes 30,000. */
#define MAX_STEPS 10000000

/* Glyphs that are drawn are found by bands of this height, and by where they begin in one. */
#define BAND 4.0 /* points */

/* Of a page with a picture larger than this nothing is taken out: it is one that was scanned. */
#define LARGE_PICTURE 0.25

typedef enum { NOT_DRAWN, UNSEEN, UNCLEAR, SEEN } Sight;

/* Where a glyph is drawn. */
typedef struct {
    int band;
    double x;
    guint mark;
} Origin;

typedef struct {
    const KkPage *page;
    const GArray *marks;    /* of Drawn */
    GArray *origins;        /* of Origin: the marks that are glyphs, sorted */
    GArray *others;         /* of guint: the other marks, in their order */
    GArray *near;           /* of guint: the marks that may be the glyph looked for */
    const GArray *pictures; /* of KkRect */
    bool *found;            /* of each mark: whether a glyph begins at it */
    double baseline;        /* of the glyphs that stand alone: a share of their boxes */
    GHashTable *shapes;     /* how often a character was of a shape */
    guint n_steps;
} Search;

static const KkGlyph *glyph_at(const KkPage *page, guint i)
{
    return &g_array_index(page->glyphs, KkGlyph, i);
}

static const Drawn *mark_at(const Search *search, guint i)
{
    return &g_array_index(search->marks, Drawn, i);
}

static bool holds(const KkRect *box, double x, double y)
{
    return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

static bool look_alike(const DrawnColour *a, const DrawnColour *b)
{
    for (int i = 0; i < 3; i++)
        if (fabs(a->part[i] - b->part[i]) > SAME_COLOUR)
            return false;
    return a->kind == DRAWN_PLAIN && b->kind == DRAWN_PLAIN;
}

/* Whether a mark's colour is all there is in the middle of @glyph; a rule through it is not. */
static bool covers(const Drawn *mark, const KkGlyph *glyph)
{
    const double x = (glyph->x0 + glyph->x1) / 2, y = (glyph->y0 + glyph->y1) / 2;
    const double dx = (glyph->x1 - glyph->x0) / 4, dy = (glyph->y1 - glyph->y0) / 4;

    return mark->kind == DRAWN_RECTANGLE && holds(&mark->box, x - dx, y - dy) &&
           holds(&mark->box, x + dx, y + dy) && holds(&mark->clip, x - dx, y - dy) &&
           holds(&mark->clip, x + dx, y + dy);
}

/* Whether a glyph that is drawn is cut off. Its ink tells: a clip that fits a full stop lies below
 * the middle of its line. */
static bool is_cut_off(const Drawn *mark)
{
    return !holds(&mark->clip, (mark->ink.x0 + mark->ink.x1) / 2,
                  (mark->ink.y0 + mark->ink.y1) / 2);
}

/* Whether the mark @at is seen in the middle of @glyph. What lies under it is white at first. */
static bool is_seen(Search *search, const KkGlyph *glyph, guint at)
{
    const Drawn *mark = mark_at(search, at);
    const double x = (glyph->x0 + glyph->x1) / 2, y = (glyph->y0 + glyph->y1) / 2;
    DrawnColour ground = {DRAWN_PLAIN, {1, 1, 1}};

    if (is_cut_off(mark))
        return false;
    search->n_steps += search->others->len;
    for (guint i = 0; i < search->others->len; i++) {
        const guint other_at = g_array_index(search->others, guint, i);
        const Drawn *other = mark_at(search, other_at);

        if (other->fill.kind == DRAWN_NONE || !holds(&other->box, x, y) ||
            !holds(&other->clip, x, y))
            continue;
        const DrawnColour fill =
            covers(other, glyph) ? other->fill : (DrawnColour){.kind = DRAWN_UNKNOWN};
        if (other_at < at)
            ground = fill;
        else if (fill.kind == DRAWN_PLAIN)
            return false;
    }
    return !look_alike(&mark->fill, &ground);
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const Origin *p = a, *q = b;

    return p->band != q->band ? (p->band < q->band ? -1 : 1) : (p->x > q->x) - (p->x < q->x);
}

static void sort_marks(Search *search)
{
    for (guint i = 0; i < search->marks->len; i++) {
        const Drawn *mark = mark_at(search, i);

        if (mark->kind != DRAWN_GLYPH) {
            g_array_append_val(search->others, i);
        } else if (fabs(mark->box.x0) < MAX_COORDINATE && fabs(mark->box.y0) < MAX_COORDINATE) {
            const Origin origin = {(int)floor(mark->box.y0 / BAND), mark->box.x0, i};

            g_array_append_val(search->origins, origin);
        }
    }
    g_array_sort(search->origins, by_place);
}

/* The first of the origins that does not stand before (@band, @x). */
static guint find_origin(const Search *search, int band, double x)
{
    const Origin wanted = {.band = band, .x = x};
    guint first = 0, end = search->origins->len;

    while (first < end) {
        const guint middle = first + (end - first) / 2;

        if (by_place(&g_array_index(search->origins, Origin, middle), &wanted) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* Leaves in near the glyphs that are drawn from within @box. */
static void find_drawn_in(Search *search, const KkRect *box)
{
    const int last = (int)floor(box->y1 / BAND);

    g_array_set_size(search->near, 0);
    for (int band = (int)floor(box->y0 / BAND); band <= last; band++)
        for (guint i = find_origin(search, band, box->x0); i < search->origins->len; i++) {
            const Origin *origin = &g_array_index(search->origins, Origin, i);

            if (origin->band != band || origin->x > box->x1 || search->n_steps++ > MAX_STEPS)
                break;
            if (holds(box, origin->x, mark_at(search, origin->mark)->box.y0))
                g_array_append_val(search->near, origin->mark);
        }
}

/* Leaves in near the marks that begin where @glyph does. */
static void find_near(Search *search, const KkGlyph *glyph)
{
    const double height = glyph->y1 - glyph->y0, y = glyph->y0 + BASELINE * height;
    const KkRect box = {glyph->x0 - SAME_ORIGIN, y - SAME_BASELINE * height,
                        glyph->x0 + SAME_ORIGIN, y + SAME_BASELINE * height};

    find_drawn_in(search, &box);
}

static gpointer shape_key(guint shape, gunichar c)
{
    return GSIZE_TO_POINTER(((gsize)shape << 21) | c);
}

static guint count_shape(const Search *search, guint shape, gunichar c)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(search->shapes, shape_key(shape, c)));
}

static void learn_shape(Search *search, guint shape, gunichar c)
{
    for (int all = 0; all <= 1; all++)
        g_hash_table_insert(search->shapes, shape_key(shape, all ? 0 : c),
                            GUINT_TO_POINTER(count_shape(search, shape, all ? 0 : c) + 1));
}

/* What stands alone tells the shape of its character. */
static void learn_shapes(Search *search)
{
    double sum = 0;
    guint n_alone = 0;

    for (guint i = 0; i < search->page->glyphs->len && search->n_steps <= MAX_STEPS; i++) {
        const KkGlyph *glyph = glyph_at(search->page, i);
        const Drawn *only = NULL;
        guint n = 0;

        find_near(search, glyph);
        for (guint k = 0; k < search->near->len; k++) {
            const guint at = g_array_index(search->near, guint, k);
            const Drawn *mark = mark_at(search, at);

            search->found[at] = true;
            if (only == NULL || mark->shape != only->shape) {
                only = mark;
                n++;
            }
        }
        if (n != 1)
            continue;
        learn_shape(search, only->shape, glyph->character);
        sum += (only->box.y0 - glyph->y0) / (glyph->y1 - glyph->y0);
        n_alone++;
    }
    if (n_alone > 0)
        search->baseline = sum / n_alone;
}

/* How well a mark that begins where a glyph does fits it. */
typedef enum { ANOTHER, MAY_BE, IS } Fit;

static Fit find_fit(const Search *search, const Drawn *mark, const KkGlyph *glyph)
{
    const guint n = count_shape(search, mark->shape, 0);

    return n == 0                                                        ? MAY_BE
           : 2 * count_shape(search, mark->shape, glyph->character) >= n ? IS
                                                                         : ANOTHER;
}

/* Whether something is drawn at a glyph that may be it: turned, as outlines of about its height, or
 * in a picture. */
static bool may_be_drawn_otherwise(Search *search, const KkGlyph *glyph)
{
    const double x = (glyph->x0 + glyph->x1) / 2, y = (glyph->y0 + glyph->y1) / 2;
    const double height = glyph->y1 - glyph->y0;
    const KkRect box = {glyph->x0 - SAME_ORIGIN, glyph->y0 - SAME_ORIGIN, glyph->x1 + SAME_ORIGIN,
                        glyph->y1 + SAME_ORIGIN};

    search->n_steps += search->pictures->len + search->others->len;
    for (guint i = 0; i < search->pictures->len; i++)
        if (holds(&g_array_index(search->pictures, KkRect, i), x, y))
            return true;
    find_drawn_in(search, &box);
    for (guint i = 0; i < search->near->len; i++)
        if (!search->found[g_array_index(search->near, guint, i)])
            return true;
    for (guint i = 0; i < search->others->len; i++) {
        const Drawn *mark = mark_at(search, g_array_index(search->others, guint, i));
        const double tall = mark->box.y1 - mark->box.y0;

        if (mark->kind == DRAWN_PATH && tall > height / 4 && tall < 2 * height &&
            mark->box.x0 < glyph->x1 && mark->box.x1 > glyph->x0 && holds(&mark->box, x, y))
            return true;
    }
    return false;
}

/* Boxes of the letters that a ligature stands for are shares of its own: only the first begins
 * where it is drawn. */
static bool may_end_ligature(const KkPage *page, guint i)
{
    const gunichar before = i > 0 ? glyph_at(page, i - 1)->character : 0;

    return !glyph_at(page, i)->after_space && (before == 'f' || before == 't' || before == 'i');
}

/* How far a mark stands from where the glyph begins, by the page's usual baseline. */
static double find_distance(const Search *search, const Drawn *mark, const KkGlyph *glyph)
{
    return fabs(mark->box.x0 - glyph->x0) +
           fabs(mark->box.y0 - glyph->y0 - search->baseline * (glyph->y1 - glyph->y0));
}

/* @before: of the glyph before it. */
static Sight find_sight(Search *search, guint at, Sight before)
{
    const KkGlyph *glyph = glyph_at(search->page, at);
    double nearest[IS + 1][SEEN + 1];

    for (int fit = 0; fit <= IS; fit++)
        for (int sight = 0; sight <= SEEN; sight++)
            nearest[fit][sight] = G_MAXDOUBLE;
    find_near(search, glyph);
    for (guint i = 0; i < search->near->len && search->n_steps <= MAX_STEPS; i++) {
        const guint mark_index = g_array_index(search->near, guint, i);
        const Drawn *mark = mark_at(search, mark_index);
        const Fit fit = find_fit(search, mark, glyph);

        if (fit != ANOTHER) {
            double *known = &nearest[fit][is_seen(search, glyph, mark_index) ? SEEN : UNSEEN];
            *known = MIN(*known, find_distance(search, mark, glyph));
        }
    }
    const Fit best = MIN(nearest[IS][SEEN], nearest[IS][UNSEEN]) < G_MAXDOUBLE ? IS : MAY_BE;
    const double seen = nearest[best][SEEN], unseen = nearest[best][UNSEEN];
    if (best == MAY_BE && may_end_ligature(search->page, at))
        return before;
    if (MIN(seen, unseen) < G_MAXDOUBLE)
        return fabs(seen - unseen) < SAME_DISTANCE || (best == MAY_BE && seen < unseen) ? UNCLEAR
               : seen < unseen                                                          ? SEEN
                                                                                        : UNSEEN;
    return may_be_drawn_otherwise(search, glyph) ? SEEN : NOT_DRAWN;
}

/* Whether one goes on where the other ended. */
static bool are_joined(const KkGlyph *a, const KkGlyph *b)
{
    return !b->after_space && fabsf(b->x0 - a->x1) < SAME_ORIGIN &&
           fabsf(b->y1 - a->y1) < SAME_ORIGIN;
}

/* What is unclear is as the rest of its word. */
static void settle_unclear(const KkPage *page, Sight *sights)
{
    for (guint i = page->glyphs->len; i-- > 1;)
        if (sights[i - 1] == UNCLEAR && are_joined(glyph_at(page, i - 1), glyph_at(page, i)))
            sights[i - 1] = sights[i];
    for (guint i = 1; i < page->glyphs->len; i++)
        if (sights[i] == UNCLEAR && are_joined(glyph_at(page, i - 1), glyph_at(page, i)))
            sights[i] = sights[i - 1];
}

/* Of each glyph; NULL: too many lie in one place. */
static Sight *dup_sights(const KkPage *page, const GArray *marks, const GArray *pictures)
{
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GHashTable) shapes = g_hash_table_new(NULL, NULL);
    g_autofree bool *found = g_new0(bool, marks->len + 1);
    g_autofree Sight *sights = g_new0(Sight, page->glyphs->len + 1);
    Search search = {page, marks, origins, others, near, pictures, found, BASELINE, shapes, 0};

    sort_marks(&search);
    learn_shapes(&search);
    for (guint i = 0; i < page->glyphs->len && search.n_steps <= MAX_STEPS; i++)
        sights[i] = find_sight(&search, i, i > 0 ? sights[i - 1] : NOT_DRAWN);
    settle_unclear(page, sights);
    return search.n_steps <= MAX_STEPS ? g_steal_pointer(&sights) : NULL;
}

/* Where hardly a glyph is found, what is drawn is not understood, or the page was scanned. */
static bool is_understood(const KkPage *page, const Sight *sights)
{
    guint n = 0;

    for (guint i = 0; i < page->glyphs->len; i++)
        n += sights[i] != NOT_DRAWN;
    return LEAST_FOUND * page->glyphs->len <= n;
}

static bool are_apart(const KkGlyph *a, const KkGlyph *b)
{
    const double height = a->y1 - a->y0;

    return b->x0 - a->x1 > 0.12 * height || b->x0 < a->x0 || fabs(b->y1 - a->y1) > height / 2;
}

static void take_out(KkPage *page, const Sight *sights, KkAt *at)
{
    guint n = 0;
    bool passed = false, after_space = false;

    for (guint i = 0; i < page->glyphs->len; i++) {
        KkGlyph glyph = *glyph_at(page, i);

        if (sights[i] == UNSEEN || sights[i] == NOT_DRAWN) {
            const KkRect box = {glyph.x0, glyph.y0, glyph.x1, glyph.y1};

            kk_at_add(at, page->number, &box);
            after_space = after_space || glyph.after_space;
            passed = true;
            continue;
        }
        if (passed)
            glyph.after_space = glyph.after_space || after_space || n == 0 ||
                                are_apart(glyph_at(page, n - 1), &glyph);
        passed = after_space = false;
        g_array_index(page->glyphs, KkGlyph, n++) = glyph;
    }
    g_array_set_size(page->glyphs, n);
}

/* The places of pictures; whether none of them is large. */
static bool find_pictures(PopplerPage *from, const KkPage *page, GArray *pictures)
{
    GList *mappings = poppler_page_get_image_mapping(from);
    bool small = true;

    for (GList *l = mappings; l != NULL; l = l->next) {
        const PopplerRectangle *area = &((PopplerImageMapping *)l->data)->area;
        const KkRect box = {MIN(area->x1, area->x2), MIN(area->y1, area->y2),
                            MAX(area->x1, area->x2), MAX(area->y1, area->y2)};

        small = small &&
                (box.x1 - box.x0) * (box.y1 - box.y0) < LARGE_PICTURE * page->width * page->height;
        g_array_append_val(pictures, box);
    }
    poppler_page_free_image_mapping(mappings);
    return small;
}

/* Whether all that the page sets is in fonts that the file holds, and what its fields set, too.
 * Poppler looks for others on the machine, where they may be out of reach or differ, even where its
 * list of fonts is asked for; so the file's own bytes tell. */
static bool can_be_drawn(PopplerPage *from, const PdfSigns *signs)
{
    GList *runs = poppler_page_get_text_attributes(from);
    bool all = !signs->has_notes || !signs->lacks_fonts;

    for (GList *l = runs; l != NULL; l = l->next) {
        const char *name = ((const PopplerTextAttributes *)l->data)->font_name;

        all = all && name != NULL && g_hash_table_lookup(signs->fonts, name) != NULL;
    }
    poppler_page_free_text_attributes(runs);
    return all;
}

bool remove_unseen(PopplerPage *from, const PdfSigns *signs, KkPage *page, KkDiagnostics *doubts)
{
    g_autoptr(GArray) pictures = g_array_new(FALSE, FALSE, sizeof(KkRect));

    if (page->glyphs->len > MAX_DRAWN || !can_be_drawn(from, signs) ||
        !find_pictures(from, page, pictures) || !may_hide_glyphs(from, page))
        return false;
    g_autoptr(GArray) marks = read_drawn(from);
    if (marks == NULL || marks->len > MAX_DRAWN)
        return false;
    g_autofree Sight *sights = dup_sights(page, marks, pictures);
    if (sights == NULL || !is_understood(page, sights))
        return false;
    g_autoptr(GArray) at = kk_at_new();
    take_out(page, sights, at);
    if (at->len > 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_INFO, at,
                           kk_message(KK_SAYS_TEXT_UNSEEN, NULL, KK_NUMBER(page->number)));
    return at->len > 0;
}
