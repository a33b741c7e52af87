/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outline.h - what the parsers of the parts share: the marks on the lines. */
#ifndef OUTLINE_H
#define OUTLINE_H

#include <kk/columns.h>
#include <kk/draft.h>
#include <kk/labels.h>
#include <kk/pattern.h>

/* The points of one area; the total of all areas is more. */
#define MOST_AREA_POINTS 150

/* Footnotes are set smaller than this, of the text above them. */
#define NOTE_SIZE_RATIO 0.88

/* A heading takes so many bytes at most. */
#define LONGEST_HEADING 160

/* A longer line of a cover is running text: bytes. */
#define LONGEST_COVER_LINE 50

typedef enum {
    MARK_NONE,
    MARK_FRONT,        /* a page put in front of the cover, or behind it */
    MARK_COVER,        /* before the contents or the first chapter */
    MARK_CONTENTS,     /* a line of the table of contents */
    MARK_AREA,         /* the heading of an area's chapter */
    MARK_TOPICS,       /* Rubriker */
    MARK_OVERVIEW,     /* Allmänt */
    MARK_STRENGTHS,    /* Styrkor */
    MARK_IMPROVEMENTS, /* Förbättringsområden */
    MARK_BOTH,         /* the two side by side */
    MARK_OTHER,        /* a heading in a chapter that heads none of these */
    MARK_TABLE,        /* a line of a score table, head and rows */
    MARK_END,          /* a heading behind the chapters */
} MarkKind;

typedef struct {
    MarkKind kind;
    int area;    /* MARK_AREA: its number; in a chapter: the chapter's */
    guint lines; /* MARK_AREA: how many lines the heading takes */
    MarkKind
        of; /* MARK_AREA: the list that the chapter is of alone, one of all areas; or MARK_NONE */
} Mark;

/* What a line of a table is. */
typedef enum {
    ROW_TEXT,  /* text of a row, or of nothing */
    ROW_SKIP,  /* the end of a title, or what is no table's */
    ROW_HEAD,  /* words over the columns */
    ROW_AREA,  /* the title of an area; with numbers, its total */
    ROW_CODE,  /* a question's code */
    ROW_TOTAL, /* a sum */
    ROW_BARE   /* numbers, and perhaps text */
} RowKind;

typedef struct {
    RowKind kind;
    KkCode code;   /* ROW_CODE */
    KkCell text;   /* of the label, the code aside */
    int area;      /* ROW_AREA: its number */
    guint n_lines; /* ROW_AREA: over which its title runs */
    int context;   /* the area under whose title the line stands; 0: none */
} RowReading;

/* A table as read. */
typedef struct {
    const KkTable *table; /* lent */
    RowReading *lines;    /* one a line */
    bool is_summary;      /* its rows are areas */
    bool is_scores;       /* its rows are questions */
    bool combined;        /* points and maximum stand in one cell */
    KkRole roles[KK_MAX_COLUMNS];
    double margin; /* how much better these are than the next best: kk_columns_read() */
    char *heads[KK_MAX_COLUMNS]; /* the words over each column, on the table's first head */
} Sheet;

typedef struct {
    const KkLayout *layout;
    const GPtrArray *lines; /* of KkLine: the layout's */
    Mark *marks;            /* one a line */
    double body_size;       /* font size of most of the text */
    KkDraft *draft;
    KkDiagnostics *doubts;
    GPtrArray *tables;  /* of KkTable */
    GPtrArray *sheets;  /* of Sheet */
    GArray *names;      /* of KkAreaName: as the chapters' headings have them */
    GHashTable *unread; /* a set: the texts, lent, of the words in what is unread */
    bool lists_guessed; /* which list is which, no word of their heads tells */
} Parse;

static inline const KkLine *parse_line(const Parse *parse, guint i)
{
    return g_ptr_array_index(parse->lines, i);
}

/* Whether it heads a list, or the two. */
static inline bool mark_is_list(MarkKind kind)
{
    return kind == MARK_STRENGTHS || kind == MARK_IMPROVEMENTS || kind == MARK_BOTH;
}

static inline bool roles_have(const KkRole *roles, guint n, KkRole role)
{
    for (guint i = 0; i < n; i++)
        if (roles[i] == role)
            return true;
    return false;
}

/* Steps of kk_parse(), in this order; each in the file of its name. */
void parse_outline(Parse *parse);    /* marks cover, contents, headings */
void parse_sheets(Parse *parse);     /* labels the rows of tables, tells what their columns are */
void parse_transposed(Parse *parse); /* score tables with a question per column */
void parse_tables(Parse *parse);     /* score tables; marks their lines */
void parse_chapters(Parse *parse);   /* areas: box, text, lists */
void parse_cover(Parse *parse);      /* who, when, by whom */
/* Whether the cover names a municipality and @text another. */
bool parse_names_other(const Parse *parse, const char *text);
/* The people of the cover, lines [first, end): to the draft; which lines they are; g_free() it. */
bool *parse_people(const Parse *parse, guint first, guint end);
void parse_summary(Parse *parse);   /* scores in summaries */
void parse_sentences(Parse *parse); /* who, when and scores in prose */
void parse_account(Parse *parse);   /* where every word ended; what is unread */
void parse_letters(Parse *parse);   /* letters and digits that are not those printed */
void parse_suspects(Parse *parse);  /* what cannot be right by its looks */
bool parse_recognise(const Parse *parse, GError **error); /* is it a report? */

/* Takes the areas' names off the labels of tables that repeat them on every row (area_column.c). */
void parse_area_columns(const Parse *parse);

/* Whether words stand over any of its columns. */
bool sheet_has_heads(const Sheet *sheet);
/* Whether rows of it are told by codes. */
bool sheet_has_codes(const Sheet *sheet);

/* What they share. */
/* The headings of the chapters' parts: by their words; then, the tables and areas being known,
 * by where they stand (parts.c). */
void parse_parts(Parse *parse);
void parse_repeated_parts(Parse *parse);
/* The first word of the second of two heads that stand wide apart on @line; 0: it is one. */
guint parse_second_head(const KkLine *line);
/* What part of a chapter words [first, first + n) of @line head; MARK_NONE: none. */
MarkKind parse_part_of_words(const KkLine *line, guint first, guint n);
/* Of two such heads: whether the left is that of the areas for improvement. */
bool parse_improvements_first(const KkLine *line);
/* The line behind the chapter that line @head is the heading of. */
guint parse_chapter_end(const Parse *parse, guint head);

/* What reads the sentences outside chapters and tables: bytes [start, end) of @flow. */
typedef void (*SentenceReader)(const Parse *parse, const KkFlow *flow, gsize start, gsize end);
void parse_cover_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end);
void parse_people_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end);
void parse_area_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end);
void parse_total_sentence(const Parse *parse, const KkFlow *flow, gsize start, gsize end);

/* Whether line @i is set apart as a heading: larger, bold before plain, or marked so. */
bool parse_is_heading(const Parse *parse, guint i);
/* Whether line @i looks like a heading: set like one, or one of the outline by its number
 * (@outlined), or a number before capitals, and room above and below it, as on a typewriter. */
bool parse_looks_like_heading(const Parse *parse, guint i, bool outlined);

/* ---- area_heads.c ---- */

/* Marks the headings of the areas' chapters; those of their parts are marked. */
void parse_area_heads(Parse *parse);
/* Whether @name is an area's in some edition, but for a score behind it. */
bool parse_is_known_name(const char *name);
/* The name without the score that some reports print behind it; g_free() it. */
char *parse_dup_without_score(const char *name);

/* Says that @lines, of KkLine, look as if they told results and that nothing read them. */
void parse_unread(const Parse *parse, KkUnreadKind kind, const GPtrArray *lines,
                  KkMessage *message);
/* The middle one of @values, of double, which it sorts; 0: there is none. */
double parse_median(GArray *values);
/* Lines [first, end) as an array that lends them. */
GPtrArray *parse_slice(const Parse *parse, guint first, guint end);

#endif
