/* outline.c - finds cover, contents, and the headings of areas and of their parts.
 *
 * "Område 1 …" stands in the contents, in summaries and in running text before it stands
 * over its chapter. A chapter's heading is told by what follows it: a box, a text or lists
 * under their own headings, before the next such line. */
#include <kk/edition.h>

#include "outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A heading's own parts begin within this many lines of it. */
#define PARTS_WITHIN 60

#define HEADING_SIZE_RATIO 1.12

/* A heading that is in no catalogue must stand in so many chapters. */
#define LEAST_ALIKE 3

/* The cover and what was put in front of it. */
#define MOST_FRONT_PAGES 3
#define LONGEST_COVER_LINE 50 /* bytes */

/* ---- what headings look like ------------------------------------------------------ */

static bool has_lower(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return true;
    return false;
}

bool parse_is_heading(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);

    return line->heading || line->bold || line->size > HEADING_SIZE_RATIO * parse->body_size;
}

/* Whether a line of plain type that could be a heading is not running text: what stands
 * before it has ended, by its leading or its own end. */
static bool stands_alone(const Parse *parse, guint i)
{
    const KkLine *line = parse_line(parse, i);

    if (parse_is_heading(parse, i) || !has_lower(line->text) || i == 0)
        return true;
    const KkLine *before = parse_line(parse, i - 1);
    double leading = kk_line_leading(before, line);
    if (leading < 0 || leading > 1.7 * line->size)
        return true;
    return strchr(".:?!", before->text[strlen(before->text) - 1]) != NULL ||
           kk_line_ends_early(before, line, kk_line_frame_width(before) * 0.8);
}

/* The name without the score that some reports print behind it. */
static char *dup_without_score(const char *name)
{
    KkMatch match;

    if (kk_pattern_match(KK_PATTERN_SCORE_TAIL, name, 0, &match)) {
        char *cut = g_strndup(name, match.starts[0]);
        gsize n = strlen(cut);

        while (n > 0 && strchr(" :-(|", cut[n - 1]) != NULL)
            cut[--n] = '\0';
        if (g_str_has_suffix(cut, " –") || g_str_has_suffix(cut, " —"))
            cut[n - 4] = '\0';
        return cut;
    }
    return g_strdup(name);
}

static bool is_known_name(const char *name)
{
    g_autofree char *bare = dup_without_score(name);

    return kk_editions_find_area(bare) > 0;
}

/* ---- contents and cover ----------------------------------------------------------- */

/* The letters of a heading, without its number and page: what contents and chapter share. */
static char *dup_entry_key(const char *text)
{
    const char *start = text + strspn(text, "0123456789.:) ");
    g_autofree char *cut = g_strdup(start);
    gsize n = strlen(cut);

    while (n > 0 && strchr("0123456789. \xe2\x80\xa6", cut[n - 1]) != NULL)
        cut[--n] = '\0';
    return kk_name_key(cut);
}

static bool ends_in_page(const KkLine *line)
{
    gsize n = strlen(line->text);

    return n > 0 && g_ascii_isdigit(line->text[n - 1]);
}

/* The line after the contents that begin at @head: where an entry stands again as heading,
 * or where a page begins that does not go on with them. */
static guint find_contents_end(const Parse *parse, guint head)
{
    g_autoptr(GHashTable) entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = head + 1; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        char *key = dup_entry_key(line->text);
        bool known = strlen(key) >= 8 && g_hash_table_contains(entries, key);
        bool page_turned = line->page != parse_line(parse, i - 1)->page;

        if (known || (page_turned && !ends_in_page(line))) {
            g_free(key);
            return i;
        }
        g_hash_table_add(entries, key);
    }
    return head + 1;
}

static void mark_range(Parse *parse, guint first, guint end, MarkKind kind)
{
    for (guint i = first; i < end && i < parse->lines->len; i++)
        parse->marks[i].kind = kind;
}

/* The number that leaders lead to at a line's end; -1: none stands there. */
static int number_at_end(const KkLine *line)
{
    const char *end = line->text + strlen(line->text);
    const char *p = end;

    while (p > line->text && g_ascii_isdigit(p[-1]))
        p--;
    const char *before = p;
    while (before > line->text && before[-1] == ' ')
        before--;
    /* the last byte of an ellipsis */
    bool led = before > line->text && strchr("._\xa6", before[-1]) != NULL;
    return led && p < end && end - p <= 3 ? (int)g_ascii_strtoll(p, NULL, 10) : -1;
}

static bool has_leaders(const KkLine *line)
{
    return strpbrk(line->text, "._\xe2") != NULL && kk_pattern_is(KK_PATTERN_LEADERS, line->text);
}

/* Whether the lines with leaders round @i end in the numbers of pages, which rise; points and
 * percentages do not. */
static bool leads_to_pages(const Parse *parse, guint i)
{
    guint first = i, end = i + 1, n_falling = 0;
    int last = -1;

    while (first > 0 && has_leaders(parse_line(parse, first - 1)))
        first--;
    while (end < parse->lines->len && has_leaders(parse_line(parse, end)))
        end++;
    for (guint k = first; k < end; k++) {
        int number = number_at_end(parse_line(parse, k));

        n_falling += number < 0 || number < last || number > parse_line(parse, parse->lines->len - 1)->page;
        last = number;
    }
    return n_falling == 0;
}

static void mark_contents(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);

        if (parse->marks[i].kind != MARK_NONE)
            continue;
        if (kk_pattern_is(KK_PATTERN_CONTENTS_HEAD, line->text))
            mark_range(parse, i, find_contents_end(parse, i), MARK_CONTENTS);
        else if (has_leaders(line) && leads_to_pages(parse, i))
            parse->marks[i].kind = MARK_CONTENTS;
    }
}

static guint first_on_page(const Parse *parse, guint i)
{
    while (i > 0 && parse_line(parse, i - 1)->page == parse_line(parse, i)->page)
        i--;
    return i;
}

/* A line of running text about the evaluation. */
static bool tells_of_evaluation(const char *text)
{
    return strlen(text) > LONGEST_COVER_LINE &&
           (strstr(text, "tvärder") != NULL || kk_pattern_is(KK_PATTERN_SUBJECT, text));
}

/* A page before the contents, the first numbered heading and the first text about the
 * evaluation behind a page that names it: the cover, or what was put in front of it. */
static guint find_front_end(const Parse *parse)
{
    guint i = 0;
    int named = G_MAXINT; /* the page that names Kommunkompassen on a line of its own */

    for (; i < parse->lines->len; i++) {
        const KkLine *line = parse_line(parse, i);
        bool tells = tells_of_evaluation(line->text);
        const char *heading = kk_text_skip_outline(line->text);
        bool numbered = heading != line->text || is_known_name(heading) ||
                        kk_pattern_is(KK_PATTERN_NUMBERED, line->text) ||
                        kk_pattern_is(KK_PATTERN_AREA_HEAD, line->text);

        if (parse->marks[i].kind == MARK_CONTENTS ||
            line->page >= parse_line(parse, 0)->page + MOST_FRONT_PAGES)
            break;
        if (tells && line->page > named)
            return first_on_page(parse, i);
        if (!tells && named == G_MAXINT && kk_pattern_is(KK_PATTERN_SUBJECT, line->text))
            named = line->page;
        if (numbered && parse_is_heading(parse, i) &&
            !kk_pattern_is(KK_PATTERN_LONG_DATE, line->text))
            break;
    }
    return i;
}

/* The page of the front that bears the title; the first where none does. */
static int find_title_page(const Parse *parse, guint end)
{
    for (guint i = 0; i < end; i++)
        if (kk_pattern_is(KK_PATTERN_TITLE, parse_line(parse, i)->text))
            return parse_line(parse, i)->page;
    return end > 0 ? parse_line(parse, 0)->page : 0;
}

static void mark_cover(Parse *parse)
{
    guint end = find_front_end(parse);
    int page = find_title_page(parse, end);

    for (guint i = 0; i < end; i++)
        parse->marks[i].kind = parse_line(parse, i)->page == page ? MARK_COVER : MARK_FRONT;
}

/* ---- the parts of a chapter ------------------------------------------------------- */

/* "S TYRKOR": capitals set apart too unevenly for the layout to join. */
static char *dup_joined(const char *text)
{
    GString *joined = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (*p != ' ')
            g_string_append_c(joined, *p);
    return g_string_free(joined, FALSE);
}

static MarkKind part_of_text(const char *text)
{
    static const struct {
        KkPatternId pattern;
        MarkKind kind;
    } parts[] = {
        {KK_PATTERN_TOPICS_HEAD, MARK_TOPICS},
        {KK_PATTERN_OVERVIEW_HEAD, MARK_OVERVIEW},
        {KK_PATTERN_STRENGTHS_HEAD, MARK_STRENGTHS},
        {KK_PATTERN_IMPROVEMENTS_HEAD, MARK_IMPROVEMENTS},
        {KK_PATTERN_END_HEAD, MARK_END},
    };

    /* most lines begin with none of these letters (the last is the first byte of an Ö) */
    if (!g_ascii_isdigit(*text) && strchr("RDFASUPKBMrdfasupkbm\xc3", *text) == NULL)
        return MARK_NONE;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (kk_pattern_is(parts[i].pattern, text))
            return parts[i].kind;
    return MARK_NONE;
}

/* Both lists' headings on one line, wide apart. */
static bool is_both(const KkLine *line)
{
    if (line->words->len < 2 || line->words->len > 4)
        return false;
    const KkWord *first = kk_line_word(line, 0);
    const KkWord *last = kk_line_word(line, line->words->len - 1);

    return kk_pattern_is(KK_PATTERN_STRENGTHS_HEAD, first->text) &&
           kk_pattern_is(KK_PATTERN_IMPROVEMENTS_HEAD, last->text) &&
           last->box.x0 - first->box.x1 > 2 * line->size;
}

static MarkKind part_of_line(const KkLine *line)
{
    gsize length = strlen(line->text);

    if (length > 70 || length < 4)
        return MARK_NONE;
    if (is_both(line))
        return MARK_BOTH;
    MarkKind kind = part_of_text(line->text);
    if (kind == MARK_NONE && line->words->len > 1 && length < 60 && !has_lower(line->text)) {
        g_autofree char *joined = dup_joined(line->text);
        kind = part_of_text(joined);
    }
    return kind;
}

static void mark_parts(Parse *parse)
{
    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_NONE)
            continue;
        MarkKind kind = part_of_line(parse_line(parse, i));

        if (kind != MARK_NONE && stands_alone(parse, i))
            parse->marks[i].kind = kind;
    }
}

/* An area's name takes so many lines at most, and a heading so many bytes. */
#define MOST_NAME_LINES 4
#define LONGEST_HEADING 160

/* ---- the headings of areas -------------------------------------------------------- */

typedef enum { STYLE_NONE, STYLE_NAME, STYLE_BARE, STYLE_KNOWN, STYLE_WORD } HeadStyle;

typedef struct {
    guint line;
    int number;
    HeadStyle style; /* "Område 1 …"; a number and a known name, and any; a known name alone */
    guint n_lines;   /* over which a known name runs; 0: the name is not known */
    bool parts;      /* a chapter's parts follow */
    bool set_apart;  /* looks like a heading */
} Candidate;

/* The lines from @i on over which a known name runs that begins as @name; 0: it is none. */
static guint count_known_lines(const Parse *parse, guint i, const char *name)
{
    const KkLine *line = parse_line(parse, i);
    g_autofree char *longer = g_strdup(name != NULL ? name : "");

    for (guint n = 1; n <= MOST_NAME_LINES; n++) {
        if (is_known_name(longer))
            return n;
        if (i + n >= parse->lines->len || parse->marks[i + n].kind != MARK_NONE)
            return 0;
        const KkLine *next = parse_line(parse, i + n);
        double leading = kk_line_leading(parse_line(parse, i + n - 1), next);

        if (leading < 0 || leading > 2.0 * MAX(line->size, next->size))
            return 0;
        g_autofree char *joined = g_strconcat(longer, *longer != '\0' ? " " : "", next->text, NULL);
        g_free(longer);
        longer = g_steal_pointer(&joined);
    }
    return 0;
}

/* A known name on lines of its own, that looks like a heading. */
static void read_bare_name(const Parse *parse, guint i, const char *start, Candidate *candidate)
{
    if ((!parse_is_heading(parse, i) && has_lower(start)) ||
        !g_unichar_isupper(g_utf8_get_char(start)))
        return;
    candidate->n_lines = count_known_lines(parse, i, start);
    if (candidate->n_lines == 0)
        return;
    g_autoptr(GPtrArray) lines = parse_slice(parse, i, i + candidate->n_lines);
    g_autofree char *text = kk_lines_dup_text(parse->layout, lines);
    g_autofree char *name = dup_without_score(kk_text_skip_outline(text));
    candidate->style = STYLE_NAME;
    candidate->number = kk_editions_find_area(name);
}

static Candidate candidate_at(const Parse *parse, guint i)
{
    const char *text = parse_line(parse, i)->text;
    Candidate candidate = {.line = i};
    KkMatch match;

    if (strlen(text) > LONGEST_HEADING)
        return candidate;
    text = kk_text_skip_outline(text);
    if (strchr("Oo", text[0]) != NULL && kk_pattern_match(KK_PATTERN_AREA_HEAD, text, 0, &match)) {
        candidate.style = STYLE_WORD;
    } else if (g_ascii_isdigit(text[0]) && kk_pattern_match(KK_PATTERN_NUMBERED, text, 0, &match)) {
        candidate.style = STYLE_BARE;
    } else {
        read_bare_name(parse, i, text, &candidate);
        candidate.set_apart = candidate.style != STYLE_NONE;
        return candidate;
    }
    g_autofree char *name = kk_match_dup(&match, "name");
    candidate.n_lines = count_known_lines(parse, i, name);
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

static bool parts_follow(const Parse *parse, guint from, guint end)
{
    for (guint i = from + 1; i < MIN(end, from + PARTS_WITHIN); i++)
        if (is_part(parse->marks[i].kind))
            return true;
    return false;
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
static guint keep_style(const Parse *parse, const GArray *all, HeadStyle style, GArray *kept)
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

        candidate->parts = parts_follow(parse, candidate->line, line_after(parse, kept, i));
        n += candidate->parts;
    }
    return n;
}

/* Of the candidates, the run of rising numbers that has the most chapters: one with parts
 * counts before any number of lines that only look like headings (over a table, say). */
static GArray *longest_rise(const GArray *kept, bool set_apart_too)
{
    g_autoptr(GArray) usable = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GArray *rise = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (guint i = 0; i < kept->len; i++) {
        const Candidate *candidate = &g_array_index(kept, Candidate, i);

        if (candidate->parts || (set_apart_too && candidate->set_apart))
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

/* The first style that heads two chapters, unless another's names are known and its are not
 * ("Område 1 totalt" ends a table). */
static GArray *choose_heads(const Parse *parse, const GArray *all)
{
    static const HeadStyle styles[] = {STYLE_WORD, STYLE_KNOWN, STYLE_BARE, STYLE_NAME};
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GArray *best = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (gsize s = 0; s < G_N_ELEMENTS(styles); s++) {
        guint n = keep_style(parse, all, styles[s], kept);
        g_autoptr(GArray) rise = longest_rise(kept, styles[s] == STYLE_WORD);
        bool better =
            best->len >= 2 ? count_known(rise) > count_known(best) + 1 : rise->len > best->len;

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
        bool alike = next->page == line->page && fabs(next->size - line->size) < 0.1 &&
                     next->bold == line->bold && next->heading == line->heading &&
                     kk_line_leading(parse_line(parse, i + n - 1), next) < 2.0 * line->size;
        g_autofree char *longer = g_strconcat(empty ? "" : name, empty ? "" : " ", next->text, NULL);

        if (!empty && is_known_name(name) && !is_known_name(longer))
            break;
        if (!empty && !is_known_name(longer) && (!alike || !parse_is_heading(parse, i + n)))
            break;
        if (kk_pattern_is(KK_PATTERN_SCORE_LINE, next->text))
            break;
        g_free(name);
        name = g_steal_pointer(&longer);
        n++;
    }
    return n;
}

static void mark_areas(Parse *parse)
{
    g_autoptr(GArray) all = find_candidates(parse);
    g_autoptr(GArray) heads = choose_heads(parse, all);

    for (guint i = 0; i < heads->len; i++) {
        const Candidate *head = &g_array_index(heads, Candidate, i);
        Mark *mark = &parse->marks[head->line];

        mark->kind = MARK_AREA;
        mark->area = head->number;
        mark->lines = MAX(head->n_lines, count_heading_lines(parse, head->line));
    }
}

/* The first line behind the heading @head, in its chapter, that is set as it is; or @head. */
static guint find_set_alike(const Parse *parse, guint head)
{
    const KkLine *line = parse_line(parse, head);

    for (guint i = head + 1; i < parse->lines->len && parse->marks[i].kind == MARK_NONE; i++) {
        const KkLine *next = parse_line(parse, i);

        if (parse_is_heading(parse, i) && fabs(next->size - line->size) < 0.1 &&
            next->bold == line->bold && next->heading == line->heading)
            return i;
    }
    return head;
}

/* Lists for improvement under words that are in no catalogue: what follows the strengths in
 * most chapters, under the same heading and set as theirs is. */
static void mark_unknown_improvements(Parse *parse)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    guint n_strengths = 0;

    for (guint i = 0; i < parse->lines->len; i++) {
        MarkKind kind = parse->marks[i].kind;
        guint next = kind == MARK_STRENGTHS ? find_set_alike(parse, i) : i;

        if (kind == MARK_IMPROVEMENTS || kind == MARK_BOTH)
            return;
        n_strengths += kind == MARK_STRENGTHS;
        if (next > i) {
            char *text = parse_line(parse, next)->text;
            guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, text));
            g_hash_table_insert(counts, text, GUINT_TO_POINTER(n + 1));
        }
    }
    for (guint i = 0; i < parse->lines->len; i++) {
        guint next = parse->marks[i].kind == MARK_STRENGTHS ? find_set_alike(parse, i) : i;
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, parse_line(parse, next)->text));

        if (next > i && n >= LEAST_ALIKE && 2 * n > n_strengths)
            parse->marks[next].kind = MARK_IMPROVEMENTS;
    }
}

GPtrArray *parse_slice(const Parse *parse, guint first, guint end)
{
    GPtrArray *slice = g_ptr_array_new();

    for (guint i = first; i < end; i++)
        g_ptr_array_add(slice, (gpointer)parse_line(parse, i));
    return slice;
}

/* Whether score tables are to be expected: the contents list their chapter, or there are no
 * contents, or a table is there. */
static bool announces_tables(const Parse *parse)
{
    bool contents = false;

    for (guint i = 0; i < parse->lines->len; i++) {
        if (parse->marks[i].kind != MARK_CONTENTS)
            continue;
        contents = true;
        if (kk_pattern_is(KK_PATTERN_TABLES_HEAD, parse_line(parse, i)->text))
            return true;
    }
    return !contents;
}

void parse_outline(Parse *parse)
{
    parse->body_size = parse->layout->body_size;
    mark_contents(parse);
    mark_cover(parse);
    mark_parts(parse);
    mark_areas(parse);
    mark_unknown_improvements(parse);
    parse->draft->announces_tables = announces_tables(parse);
}
