/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layout.h - from glyphs to lines in reading order; knows no edition and no word.
 *
 * The lines of all pages stand in one array, running heads and feet set aside. What is
 * built on top (paragraphs, items of a list, rows of a table) is asked for by parse/,
 * which knows the headings; how lines hang together is answered here, by geometry alone.
 *
 * A transcript has no geometry. It gets a made one (a character is 6 points wide, a line
 * 12 high, a cell begins at a multiple of 1,000), so that the same code reads both; its
 * places carry no bbox. */
#ifndef KK_LAYOUT_H
#define KK_LAYOUT_H

#include <kk/document.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

/* What is set so much larger than the text heads something. */
#define KK_HEADING_SIZE_RATIO 1.12

/* What the language of the text says of its words, of which this stage knows none. */
typedef struct {
    /* Whether a hyphen is suspended before @next, the words that follow it: "synpunkts- och
     * klagomålshantering". */
    bool (*joins)(const char *next);
    /* Whether nothing ends with @word: a preposition, a conjunction, an article. */
    bool (*leaves_open)(const char *word);
    /* Whether @word can be the first of what is_stamp() finds: quick, for every word of a page. */
    bool (*begins_stamp)(const char *word);
    /* Whether all of @text is what a registry or a secretary put on a document: a diary number,
     * "Inkom 2018-11-04", an appendix's number, a signature's line. */
    bool (*is_stamp)(const char *text);
    /* The same of a stamp that says when and where it was received. */
    bool (*is_received)(const char *text);
    /* Whether @text can be another line of such a stamp: the authority, the date, the number. */
    bool (*is_stamp_part)(const char *text);
} KkLayoutLanguage;

typedef struct {
    const char *text; /* NFC, ligatures resolved; owned by the layout */
    KkRect box;       /* upright: as the text runs, see KkLine */
    KkStyle style;
    float above, below; /* points of the box that it shares with a line above and below */
} KkWord;

typedef struct {
    int page;  /* from 1, as they are read: of several on a sheet each is one, other papers' none */
    int sheet; /* of the file, from 1: what a place names */
    double sheet_left, sheet_top;     /* of the page on its sheet, points */
    double sheet_width, sheet_height; /* of that */
    KkRect box;        /* upright: in the frame in which the text runs left to right */
    double size;       /* font size of most of it, points */
    bool bold, italic; /* all of it is */
    bool heading;      /* a transcript's mark */
    bool item;         /* a transcript's mark */
    bool unplaced;     /* a transcript: no geometry to report */
    bool aside;        /* a stamp, or set aslant over the page: furniture wherever it stands */
    bool in_column;    /* one of two on its page, which begins at column_left */
    double column_left;
    double cell_right; /* as far as any line goes in its column of a table; 0: not known */
    uint8_t quarter;   /* quarter turns that took the displayed page to the upright frame */
    double page_width, page_height; /* of the page as displayed, its part of a sheet */
    GArray *words;                  /* of KkWord, left to right */
    char *text;                     /* the words, single spaces */
} KkLine;

typedef struct {
    GPtrArray *lines;     /* of KkLine, owned: the content, in reading order */
    GPtrArray *furniture; /* of KkLine, owned: running heads and feet, stamps */
    char *lower;          /* all lines' words in lower case: witnesses for split words */
    GPtrArray *words;     /* of char, lent from lower: those words, sorted; NULL: not asked for */
    GStringChunk *strings;
    const KkLayoutLanguage *language; /* lent */
    double body_size;                 /* font size of most of the text, points */
    double body_leading;              /* from line to line in running text, points; 0: not seen */
    bool hyphenates;                  /* the producer split words at line ends */
    bool marks_splits;                /* … and marked them as such (U+2010, U+00AD) */
    bool seldom_splits;               /* hardly a line ends in a hyphen: nobody split words */
    bool knows_habit;                 /* the last three were found out */
    bool transcript;
} KkLayout;

/**
 * kk_layout:
 * @language: (transfer none): must outlive the layout
 *
 * Groups glyphs into words and lines, drops what was drawn twice, sets running heads and
 * feet aside.
 *
 * Shape: lines page by page, top to bottom; in a line, words left to right.
 *
 * Returns: (transfer full): free with kk_layout_free()
 */
KkLayout *kk_layout(const KkDocument *document, const KkLayoutLanguage *language);
void kk_layout_free(KkLayout *layout);

/* The steps of kk_layout(). @strings keeps the words' texts and must outlive the lines; lines
 * are of KkLine, owned by the array that is returned. */
/* One page of glyphs, in any order, to lines, top to bottom (lines.c). @watermarks: the words known
 * to stand across pages, a set of char *, owned, to which the page's own are added. */
GPtrArray *kk_layout_page_lines(const KkPage *page, const KkLayoutLanguage *language,
                                GHashTable *watermarks, GStringChunk *strings);
/* The lines of a transcript, with a made geometry (transcript.c). */
GPtrArray *kk_layout_text_lines(const GPtrArray *lines, GStringChunk *strings);
/* Moves what repeats at the heads and feet of @pages, an array of KkLine each, to @furniture
 * (furniture.c). @body_size: font size of most of the text, points. */
void kk_layout_set_furniture_aside(GPtrArray *pages, int n_pages, double body_size,
                                   GPtrArray *furniture);

/** kk_line_new: Returns: (transfer full): a line on that page (from 1), without words. */
KkLine *kk_line_new(int page);
void kk_line_free(KkLine *line);
/* Recomputes box, style and text after its words changed. */
void kk_line_settle(KkLine *line);
/* The part of @line whose words' centres lie in [x0, x1), points; or NULL when there are none.
 * A copy, as the next is, whose words' texts stay the layout's. */
KkLine *kk_line_dup_between(const KkLine *line, double x0, double x1);
/* A line of the words [first, first + n). */
KkLine *kk_line_dup_words(const KkLine *line, guint first, guint n);

/** kk_line_word: lent: the word at @i, from 0. */
static inline const KkWord *kk_line_word(const KkLine *line, guint i)
{
    return &g_array_index(line->words, KkWord, i);
}
/** kk_line_middle: half way between its top and its foot, points. */
static inline double kk_line_middle(const KkLine *line)
{
    return (line->box.y0 + line->box.y1) / 2;
}

/* A gap this wide, in sizes of the font, is between cells or columns; a space of justified text is
 * narrower. */
#define KK_GUTTER_EM 0.9

/** kk_line_begins_cell: whether word @i of @line, not its first, stands behind such a gap. */
static inline bool kk_line_begins_cell(const KkLine *line, guint i)
{
    return kk_line_word(line, i)->box.x0 - kk_line_word(line, i - 1)->box.x1 >
           KK_GUTTER_EM * line->size;
}

/** kk_line_find_cell: the first word of @line that begins a cell; their number: none does. */
static inline guint kk_line_find_cell(const KkLine *line)
{
    guint i = 1;

    while (i < line->words->len && !kk_line_begins_cell(line, i))
        i++;
    return i;
}

/** kk_line_frame_width: of its page in the frame in which its text runs left to right, points. */
static inline double kk_line_frame_width(const KkLine *line)
{
    return line->quarter % 2 == 0 ? line->page_width : line->page_height;
}
/** kk_line_frame_height: the height in that frame, points. */
static inline double kk_line_frame_height(const KkLine *line)
{
    return line->quarter % 2 == 0 ? line->page_height : line->page_width;
}

/** kk_line_place: adds where @line stands, in the displayed page's frame, to @at. */
void kk_line_place(const KkLine *line, KkAt *at);
/** kk_word_place: the same for one word of it. */
void kk_word_place(const KkLine *line, const KkWord *word, KkAt *at);

/* Text that runs over several lines, as a person would copy it (flow.c). */
typedef struct {
    GString *text; /* single spaces, words joined that a line end had split */
    GArray *spans; /* of KkSpan, ascending */
} KkFlow;

/* What of a flow's text is from one word. */
typedef struct {
    gsize start, end;   /* bytes of the text */
    const KkLine *line; /* lent */
    guint word;         /* its index in the line */
} KkSpan;

/**
 * kk_flow_new:
 * @lines: of KkLine, (transfer none): must outlive the flow
 *
 * A hyphen at a line's end goes or stays: see flow.c for the rule.
 *
 * Returns: (transfer full): free with kk_flow_free()
 */
KkFlow *kk_flow_new(const KkLayout *layout, const GPtrArray *lines);
void kk_flow_free(KkFlow *flow);
/** kk_flow_place: adds the places of the words under bytes [start, end) to @at. */
void kk_flow_place(const KkFlow *flow, gsize start, gsize end, KkAt *at);
/** kk_lines_dup_text: the text of kk_flow_new() alone; g_free() it. */
char *kk_lines_dup_text(const KkLayout *layout, const GPtrArray *lines);

/* One item of a list or one paragraph: its lines, bullet taken off (lists.c). */
typedef struct {
    GPtrArray *lines; /* of KkLine, owned */
    bool marked;      /* a bullet stood before it */
} KkBlock;

/**
 * kk_layout_items:
 * @lines: of KkLine: those between a heading and the next
 * @right: where its lines must end, points; 0: as the lines on the same pages do
 *
 * Parts a list into its items: by bullets or numbers where it has them, else by the
 * hanging indent, else by the leading, else by lines that end before they had to.
 *
 * Returns: (transfer full): of KkBlock, owned
 */
GPtrArray *kk_layout_items(const KkLayout *layout, const GPtrArray *lines, double right);

/** kk_layout_paragraphs: as kk_layout_items(), for running text, in one column or two: parted by
 * leading, indent, or a short last line. */
GPtrArray *kk_layout_paragraphs(const KkLayout *layout, const GPtrArray *lines);

/**
 * kk_layout_abreast:
 * @lines: of KkLine: first that which heads two lists side by side, then the lists'
 *
 * Returns: (transfer full): two arrays of KkLine, owned: the left list's and the right's
 */
GPtrArray *kk_layout_abreast(const GPtrArray *lines);
/** kk_line_count_across: how many words of @line run across @x, points. */
guint kk_line_count_across(const KkLine *line, double x);
/** kk_lines_right: where the farthest line ends, points. */
double kk_lines_right(const GPtrArray *lines);

/** kk_text_is_sign: whether @word is a single sign, and no letter or digit. */
bool kk_text_is_sign(const char *word);

/**
 * kk_text_bullet:
 * @weak: (out): it may be text as well: a dash, an o, a number
 *
 * Returns: the bytes of a bullet and its blanks at the start of @text; 0: there is none
 */
gsize kk_text_bullet(const char *text, bool *weak);

/** kk_line_skip_bullet: Returns: (transfer full): @line without the bullet at its start. */
KkLine *kk_line_skip_bullet(const KkLine *line);

/** kk_line_ends_early: whether the first word of @next had fitted on @line, before @right. */
bool kk_line_ends_early(const KkLine *line, const KkLine *next, double right);

/** kk_line_leading: from @line's middle to @next's, points; -1 on another page. */
double kk_line_leading(const KkLine *line, const KkLine *next);

/**
 * kk_layout_dump:
 * @furniture_too: also what was set aside, marked ~
 *
 * Returns: (transfer full): the lines as text, one a line
 */
char *kk_layout_dump(const KkLayout *layout, bool furniture_too);
/** kk_document_dump: the glyphs (or a transcript's cells) as text; g_free() it. */
char *kk_document_dump(const KkDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkLayout, kk_layout_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkLine, kk_line_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkFlow, kk_flow_free)

KK_END_DECLS

#endif
