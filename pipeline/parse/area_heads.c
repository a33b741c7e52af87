/* SPDX-License-Identifier: GPL-2.0-or-later */
/* area_heads.c - finds the headings of the areas' chapters.
 *
 * "Område 1 …" stands in the contents, in summaries and in running text before it stands
 * over its chapter. A chapter's heading is told by what follows it: a box, a text or lists
 * under their own headings, before the next such line. */
#include <kk/edition.h>
#include <kk/headings.h>
#include <kk/language.h>

#include "outline.h"

#include <string.h>

/* A heading's own parts begin within this many lines of it. */
#define PARTS_WITHIN 60

/* Where the words of those headings are unknown, so many lines of text tell a chapter, each
 * longer than this: bytes. */
#define LEAST_PROSE 4
#define SHORTEST_PROSE 50

/* An area's name takes so many lines at most. */
#define MOST_NAME_LINES 4

/* So many areas under one list's head have all their lists there. */
#define LEAST_LISTED 4

/* So many heads whose numbers are off by the same count sections: one name may be of another
 * edition. */
#define LEAST_SHIFTED 4

/* ---- names ------------------------------------------------------------------------ */

static char *dup_cut_at_score(const char *name)
{
    KkMatch match;

    return kk_text_may_have_digit(name) && kk_pattern_match(KK_PATTERN_SCORE_TAIL, name, 0, &match)
               ? g_strndup(name, match.starts[0])
               : g_strdup(name);
}

char *parse_dup_without_score(const char *name)
{
    char *cut = dup_cut_at_score(name);
    gsize n = strlen(cut);

    if (n == strlen(name))
        return cut;
    while (n > 0 && strchr(" :-(|,", cut[n - 1]) != NULL)
        cut[--n] = '\0';
    if (g_str_has_suffix(cut, " –") || g_str_has_suffix(cut, " —"))
        cut[n - 4] = '\0';
    return cut;
}

bool parse_is_known_name(const char *name)
{
    g_autofree char *bare = parse_dup_without_score(name);

    return kk_editions_find_area(bare) > 0;
}

/* ---- candidates ------------------------------------------------------------------- */

typedef enum { STYLE_NONE, STYLE_NAME, STYLE_BARE, STYLE_KNOWN, STYLE_WORD } HeadStyle;

typedef struct {
    guint line;
    int number;
    HeadStyle style; /* "Område 1 …"; a number and a known name, and any; a known name alone */
    guint n_lines;   /* over which a known name runs; 0: the name is not known */
    int known;       /* the area of that name; 0: none */
    guint n_prose;   /* lines of running text that follow */
    bool parts;      /* a chapter's parts follow */
    bool set_apart;  /* looks like a heading */
} Candidate;

static bool ends_with_dash(const char *text)
{
    return g_str_has_suffix(text, " -") || g_str_has_suffix(text, " –") ||
           g_str_has_suffix(text, " —");
}

/* The lines from @i on over which a known name runs that begins as @name; 0: it is none. @area:
 * (out): whose name. */
static guint count_known_lines(const Parse *parse, guint i, const char *name, int *area)
{
    const KkLine *line = parse_line(parse, i);
    g_autofree char *longer = dup_cut_at_score(name != NULL ? name : "");
    guint n_known = 0; /* lines of a name that the dash behind it may go on */

    for (guint n = 1; n <= MOST_NAME_LINES; n++) {
        if (parse_is_known_name(longer)) {
            g_autofree char *bare = parse_dup_without_score(longer);
            *area = kk_editions_find_area(bare);
            n_known = n;
            if (!ends_with_dash(longer))
                return n;
        }
        if (i + n >= parse->lines->len || parse->marks[i + n].kind != MARK_NONE)
            return n_known;
        const KkLine *next = parse_line(parse, i + n);
        double leading = kk_line_leading(parse_line(parse, i + n - 1), next);

        if (leading < 0 || leading > 2.0 * MAX(line->size, next->size))
            return n_known;
        g_autofree char *joined = g_strconcat(longer, *longer != '\0' ? " " : "", next->text, NULL);
        g_free(longer);
        longer = g_steal_pointer(&joined);
    }
    return n_known;
}

/* A known name on lines of its own, that looks like a heading. */
static void read_bare_name(const Parse *parse, guint i, const char *start, Candidate *candidate)
{
    if ((!parse_looks_like_heading(parse, i, start != parse_line(parse, i)->text) &&
         kk_text_has_lower(start)) ||
        !g_unichar_isupper(g_utf8_get_char(start)))
        return;
    candidate->n_lines = count_known_lines(parse, i, start, &candidate->known);
    if (candidate->n_lines == 0)
        return;
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + candidate->n_lines);
    g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
    g_autofree char *name = parse_dup_without_score(kk_text_skip_outline(text));
    candidate->style = STYLE_NAME;
    candidate->number = candidate->known = kk_editions_find_area(name);
}

static Candidate candidate_at(const Parse *parse, guint i)
{
    const char *text = parse_line(parse, i)->text;
    Candidate candidate = {.line = i};
    KkMatch match;

    if (strlen(text) > LONGEST_HEADING)
        return candidate;
    text = kk_text_skip_outline(text);
    if (kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match)) {
        candidate.style = STYLE_WORD;
    } else if (kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match)) {
        candidate.style = STYLE_BARE;
    } else {
        read_bare_name(parse, i, text, &candidate);
        candidate.set_apart = candidate.style != STYLE_NONE;
        return candidate;
    }
    g_autofree char *name = kk_match_dup(&match, "name");
    candidate.n_lines = count_known_lines(parse, i, name, &candidate.known);
    candidate.number = kk_match_int(&match, "number", 0);
    candidate.set_apart = parse_is_heading(parse, i);
    if (candidate.style == STYLE_BARE && candidate.n_lines > 0)
        candidate.style = STYLE_KNOWN;
    else if (candidate.style == STYLE_BARE && !candidate.set_apart)
        candidate.style = STYLE_NONE;
    return candidate;
}

static bool is_part(MarkKind kind)
{
    return kind == MARK_TOPICS || kind == MARK_OVERVIEW || kind == MARK_STRENGTHS ||
           kind == MARK_IMPROVEMENTS || kind == MARK_BOTH;
}

/* A line of running text, which a table's row is not. */
static bool is_prose(const char *text)
{
    gsize n = strlen(text);

    return n > SHORTEST_PROSE && !g_ascii_isdigit(text[n - 1]) && text[n - 1] != '%';
}

/* Whether the parts of a chapter stand between @candidate and line @end: under headings whose
 * words are known; or, where none are, whether so many lines of text do: @least_prose, else 0. */
static void find_parts(const Parse *parse, Candidate *candidate, guint end, guint least_prose)
{
    bool part = false;

    candidate->n_prose = 0;
    for (guint i = candidate->line + 1; i < MIN(end, candidate->line + PARTS_WITHIN); i++) {
        part = part || is_part(parse->marks[i].kind);
        candidate->n_prose += is_prose(parse_line(parse, i)->text);
    }
    candidate->parts = least_prose == 0 ? part : candidate->n_prose >= least_prose;
}

static GArray *find_candidates(const Parse *parse)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;

        if (kind != MARK_NONE && kind != MARK_COVER)
            continue;
        Candidate candidate = candidate_at(parse, i);
        if (candidate.style != STYLE_NONE && candidate.number > 0)
            g_array_append_val(all, candidate);
    }
    return all;
}

static guint line_after(const Parse *parse, const GArray *all, guint i)
{
    return i + 1 < all->len ? g_array_index(all, Candidate, i + 1).line : parse->lines->len;
}

/* Keeps those of one style; returns how many are followed by a chapter's parts. */
static guint keep_style(const Parse *parse, const GArray *all, HeadStyle style, guint least_prose,
                        GArray *kept)
{
    guint n = 0;

    g_array_set_size(kept, 0);
    for (guint i = 0; i < all->len; i++) {
        Candidate candidate = g_array_index(all, Candidate, i);

        if (candidate.style == style)
            g_array_append_val(kept, candidate);
    }
    for (guint i = 0; i < kept->len; i++) {
        Candidate *candidate = &g_array_index(kept, Candidate, i);

        find_parts(parse, candidate, line_after(parse, kept, i), least_prose);
        n += candidate->parts;
    }
    return n;
}

/* Whether text follows a known name: a chapter, whatever its parts are headed with. */
static bool is_chapter(const Candidate *candidate)
{
    return candidate->known > 0 && candidate->n_prose >= LEAST_PROSE;
}

/* Of the candidates, the run of rising numbers that has the most chapters: one with parts
 * counts before any number of lines that only look like headings (over a table, say). */
static GArray *longest_rise(const GArray *kept, bool set_apart_too)
{
    g_autoptr(GArray) usable = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GArray *rise = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (guint i = 0; i < kept->len; i++) {
        const Candidate *candidate = &g_array_index(kept, Candidate, i);

        if (candidate->parts || (candidate->set_apart && (set_apart_too || is_chapter(candidate))))
            g_array_append_vals(usable, candidate, 1);
    }
    g_autofree guint *weight = g_new0(guint, usable->len + 1);
    g_autofree int *previous = g_new0(int, usable->len + 1);
    int best = -1;
    for (guint i = 0; i < usable->len; i++) {
        const Candidate *candidate = &g_array_index(usable, Candidate, i);
        guint own = candidate->parts ? usable->len + 1 : 1;

        weight[i] = own;
        previous[i] = -1;
        for (guint k = 0; k < i; k++)
            if (g_array_index(usable, Candidate, k).number < candidate->number &&
                weight[k] + own > weight[i]) {
                weight[i] = weight[k] + own;
                previous[i] = (int)k;
            }
        if (best < 0 || weight[i] > weight[best])
            best = (int)i;
    }
    for (int i = best; i >= 0; i = previous[i])
        g_array_prepend_vals(rise, &g_array_index(usable, Candidate, i), 1);
    return rise;
}

static guint count_known(const GArray *heads)
{
    guint n = 0;

    for (guint i = 0; i < heads->len; i++)
        n += g_array_index(heads, Candidate, i).n_lines > 0;
    return n;
}

static guint count_prose(const GArray *heads)
{
    guint n = 0;

    for (guint i = 0; i < heads->len; i++)
        n += g_array_index(heads, Candidate, i).n_prose;
    return n;
}

/* The first style that heads two chapters, unless another's names are known and its are not
 * ("Område 1 totalt" ends a table); or, where text alone tells a chapter, about as many with far
 * more of it. */
static GArray *choose_heads(const Parse *parse, const GArray *all, guint least_prose)
{
    static const HeadStyle styles[] = {STYLE_WORD, STYLE_KNOWN, STYLE_BARE, STYLE_NAME};
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GArray *best = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (gsize s = 0; s < G_N_ELEMENTS(styles); s++) {
        guint n = keep_style(parse, all, styles[s], least_prose, kept);
        g_autoptr(GArray) rise = longest_rise(kept, styles[s] == STYLE_WORD);
        bool better =
            best->len >= 2 ? count_known(rise) > count_known(best) + 1 : rise->len > best->len;

        if (least_prose > 0 && rise->len + 1 >= best->len)
            better = better || count_prose(rise) > 2 * count_prose(best);
        if (n > 0 && better) {
            g_array_set_size(best, 0);
            g_array_append_vals(best, rise->data, rise->len);
        }
    }
    return best;
}

/* Lines of the heading beyond its first: the title on a line of its own, or its end. */
static guint count_heading_lines(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);
    const char *text = kk_text_skip_outline(line->text);
    KkMatch match;
    g_autofree char *name = NULL;
    guint n = 1;

    if (!kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match) &&
        !kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match))
        return 1;
    name = kk_match_dup(&match, "name");
    while (n < 4 && i + n < parse->lines->len && parse->marks[i + n].kind == MARK_NONE) {
        const KkLine *next = parse_line(parse, i + n);
        bool empty = name == NULL || *name == '\0';
        bool alike = next->page == line->page && kk_line_is_set_as(next, line) &&
                     kk_line_leading(parse_line(parse, i + n - 1), next) < 2.0 * line->size;
        g_autofree char *longer =
            g_strconcat(empty ? "" : name, empty ? "" : " ", next->text, NULL);

        if (kk_pattern_is(KK_PATTERN_SCORE_LINE, next->text) ||
            (!empty && parse_is_known_name(name) && !parse_is_known_name(longer)))
            break;
        if (!empty && !parse_is_known_name(longer) && (!alike || !parse_is_heading(parse, i + n)))
            break;
        g_free(name);
        name = g_steal_pointer(&longer);
        n++;
    }
    return n;
}

/* By how much the heads' numbers exceed those of the areas that they name, all alike: they count
 * the report's sections, "3 Offentlighet och demokrati". 0: they do not. */
static int find_shift(const GArray *heads)
{
    int shift = 0;

    for (guint i = 0; i < heads->len; i++) {
        const Candidate *head = &g_array_index(heads, Candidate, i);

        if (head->known == 0 || (i > 0 && head->number - head->known != shift))
            return 0;
        shift = head->number - head->known;
    }
    return heads->len >= LEAST_SHIFTED ? shift : 0;
}

static void mark_area(Parse *parse, const Candidate *head, int number, MarkKind of)
{
    Mark *mark = &parse->marks[head->line];

    mark->kind = MARK_AREA;
    mark->area = number;
    mark->lines = MAX(head->n_lines, count_heading_lines(parse, head->line));
    mark->of = of;
}

/* The greatest size among the lines of a known name. */
static double size_of_name(const Parse *parse, const Candidate *head)
{
    double size = 0;

    for (guint i = head->line; i < head->line + head->n_lines; i++)
        size = MAX(size, parse_line(parse, i)->size);
    return size;
}

/* The areas' names that stand under the list's head at line @i, set smaller than it, before
 * anything as large. @next: (out): the candidate behind them. */
static guint count_under(const Parse *parse, const GArray *all, guint i, guint first, guint *next)
{
    const double size = parse_line(parse, i)->size;
    guint n = 0, k = first;

    for (guint end = i + 1; end < parse->lines->len && parse_line(parse, end)->size < size &&
                            !mark_is_list(parse->marks[end].kind);
         end++)
        if (k < all->len && g_array_index(all, Candidate, k).line == end) {
            const Candidate *head = &g_array_index(all, Candidate, k++);

            n += head->set_apart && head->known > 0 && size_of_name(parse, head) < size;
        }
    *next = k;
    return n;
}

/* Marks the chapters that hold one list of all areas, under its head, and takes the names there out
 * of the candidates @all. Returns whether there are some. */
static bool mark_lists_of_all(Parse *parse, GArray *all)
{
    bool any = false;

    for (guint i = 0, k = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;
        guint next = 0;

        while (k < all->len && g_array_index(all, Candidate, k).line <= i)
            k++;
        if ((kind != MARK_STRENGTHS && kind != MARK_IMPROVEMENTS) ||
            count_under(parse, all, i, k, &next) < LEAST_LISTED)
            continue;
        for (guint c = k; c < next; c++) {
            const Candidate *head = &g_array_index(all, Candidate, c);

            if (head->known > 0)
                mark_area(parse, head, head->known, kind);
        }
        g_array_remove_range(all, k, next - k);
        parse->marks[i].kind = MARK_END; /* of the chapters before, whose list it is not */
        any = true;
    }
    return any;
}

void parse_area_heads(Parse *parse)
{
    g_autoptr(GArray) all = find_candidates(parse);

    /* chapters whose lists stand elsewhere may be short */
    guint least_prose = mark_lists_of_all(parse, all) ? 1 : LEAST_PROSE;
    g_autoptr(GArray) heads = choose_heads(parse, all, 0);

    if (heads->len < 2) {
        g_array_unref(heads);
        heads = choose_heads(parse, all, least_prose);
    }

    int shift = find_shift(heads);
    for (guint i = 0; i < heads->len; i++) {
        const Candidate *head = &g_array_index(heads, Candidate, i);

        mark_area(parse, head, head->number - shift, MARK_NONE);
    }
}
