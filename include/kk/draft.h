/* SPDX-License-Identifier: GPL-2.0-or-later */
/* draft.h - parse: what the report SAYS, as printed, with where it stands.
 *
 * All texts are the draft's own and NULL where the report has none; so are the arrays, which own
 * what is in them and are never NULL.
 *
 * No number is read as a number here, no name looked up: that is normalise's. */
#ifndef KK_DRAFT_H
#define KK_DRAFT_H

#include <kk/layout.h>
#include <kk/macros.h>

KK_BEGIN_DECLS

typedef struct {
    char *text;
    KkAt *at;
} KkText;

/* A row of a score table. */
typedef struct {
    char *code;                     /* "1.1"; NULL: the total row */
    char *printed_code;             /* as printed; NULL: none is, and @code was counted */
    char *text;                     /* the question, or the total's label */
    char *achieved, *max, *percent; /* as printed; NULL: nothing is */
    KkAt *at;                       /* the whole row */
} KkDraftRow;

typedef enum { KK_WHERE_CHAPTER, KK_WHERE_SUMMARY, KK_WHERE_PROSE } KkWhere;

/* A score stated elsewhere than in a score table. */
typedef struct {
    KkWhere where;
    char *score;   /* as printed */
    char *context; /* prose: the sentence up to the score, which may name another; or NULL */
    KkAt *at;
} KkDraftScore;

/* A column of a summary: whose scores it gives. */
typedef struct {
    char *label;   /* its head, as printed; "" for none */
    char *score;   /* as printed */
    guint table;   /* which of the report's summaries it is from */
    bool no_score; /* a maximum, a percentage, a change or a rank */
    KkAt *at;
} KkDraftColumn;

typedef struct {
    int number;              /* as printed */
    char *name;              /* at the head of its chapter; NULL: it has none */
    char *table_name;        /* at the head of its score table; NULL: it has none */
    GPtrArray *topics;       /* of char * */
    char *overview;          /* paragraphs, line feeds between; NULL */
    GPtrArray *strengths;    /* of KkText */
    GPtrArray *improvements; /* of KkText */
    GPtrArray *rows;         /* of KkDraftRow */
    KkDraftRow *total;       /* or NULL */
    GPtrArray *scores;       /* of KkDraftScore */
    GPtrArray *columns;      /* of KkDraftColumn: its row of each summary table */
} KkDraftArea;

/* Words that may name the municipality, or a year that may be the evaluation's. */
typedef struct {
    char *text;
    int weight; /* how much the place where it stands counts */
} KkMention;

/* What something that was left unread looks like, as the contract names it. */
typedef enum {
    KK_UNREAD_TABLE,
    KK_UNREAD_ROW,
    KK_UNREAD_NUMBER,
    KK_UNREAD_LIST,
    KK_UNREAD_HEADING,
    KK_UNREAD_TEXT,
    KK_UNREAD_PICTURE,
    KK_UNREAD_FIELD,
    KK_N_UNREAD
} KkUnreadKind;

/* Looks as if it told results, and went into no value. */
typedef struct {
    KkUnreadKind kind;
    char *text; /* as printed, cut at 500 characters */
    KkAt *at;
} KkUnread;

/* Where a word of a page ended. */
typedef enum {
    KK_END_VALUE,     /* in what a value's place covers */
    KK_END_HEADING,   /* in a heading or a column's head that was understood */
    KK_END_TEXT,      /* in running text, topics of an area among it */
    KK_END_CONTENTS,  /* in the table of contents */
    KK_END_FURNITURE, /* in a running head or foot, or a stamp */
    KK_END_COVER,     /* on the cover, or a page beside it */
    KK_END_ANNEX,     /* behind the report's own parts */
    KK_END_UNREAD,    /* in what @unread has */
    KK_N_ENDS
} KkEnd;

typedef struct {
    GPtrArray *areas;            /* of KkDraftArea, in the report's order */
    GPtrArray *total_scores;     /* of KkDraftScore */
    GPtrArray *total_columns;    /* of KkDraftColumn */
    GPtrArray *municipalities;   /* of KkMention */
    GPtrArray *years;            /* of KkMention */
    GPtrArray *publishers;       /* of KkMention: SKL, SKR */
    GPtrArray *listed_names;     /* of KkMention: areas in lists and contents; weight: number */
    GPtrArray *periods;          /* of KkMention: when an evaluation was made */
    char *ordinal, *report_date; /* as printed; NULL */
    KkText *evaluators;    /* their lines, cells parted by commas; "" where they are announced and
                            * nobody follows; NULL */
    GArray *previous;      /* of int: years */
    bool announces_tables; /* the contents do, or there are none to tell */
    GPtrArray *unread;     /* of KkUnread, in reading order */
    GByteArray *ends;      /* a KkEnd for each word of the layout's lines, in their order */
} KkDraft;

/**
 * kk_parse:
 *
 * Finds the parts of a report by their headings, whatever the edition. What it doubts is added
 * to @doubts.
 *
 * Errors: %KK_ERROR_NOT_A_REPORT, saying what it seems to be.
 *
 * Returns: (transfer full): free with kk_draft_free(); or %NULL
 */
KkDraft *kk_parse(const KkLayout *layout, KkDiagnostics *doubts, GError **error);

/** kk_draft_new: Returns: (transfer full): empty. */
KkDraft *kk_draft_new(void);
void kk_draft_free(KkDraft *draft);
/** kk_draft_ensure_area: (transfer none): the area of that number, appended if new. */
KkDraftArea *kk_draft_ensure_area(KkDraft *draft, int number);
/** kk_draft_lookup_area: lent: the area of that number, or %NULL. */
KkDraftArea *kk_draft_lookup_area(const KkDraft *draft, int number);

/* Parts, for the draft's arrays to own; each with no place and nothing else set. */
KkText *kk_text_new(char *text); /* takes @text */
void kk_text_free(KkText *text);
KkDraftRow *kk_draft_row_new(void);
void kk_draft_row_free(KkDraftRow *row);
KkDraftScore *kk_draft_score_new(KkWhere where, char *score); /* takes @score */
KkDraftColumn *kk_draft_column_new(char *label, char *score); /* takes both */
/** kk_mention_add: appends a KkMention, copying @text. */
void kk_mention_add(GPtrArray *mentions, const char *text, int weight);

/** kk_unread_new: Returns: (transfer full): copies @at, and of @text the first 500 characters. */
KkUnread *kk_unread_new(KkUnreadKind kind, const char *text, const KkAt *at);
void kk_unread_free(KkUnread *unread);
/** kk_unread_names: as the contract writes them: static, ended by %NULL. */
extern const char *const kk_unread_names[KK_N_UNREAD + 1];

/** kk_draft_dump: as text; g_free() it. */
char *kk_draft_dump(const KkDraft *draft);
/**
 * kk_account_dump:
 * @layout: that @draft was made from
 *
 * Returns: (transfer full): for each page how many of its words ended where, then its words line by
 * line, those of one end after its name; g_free() it
 */
char *kk_account_dump(const KkLayout *layout, const KkDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkDraft, kk_draft_free)

KK_END_DECLS

#endif
