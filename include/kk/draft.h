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
    char *label; /* its head, as printed; "" for none */
    char *score; /* as printed */
    guint table; /* which of the report's summaries it is from */
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

typedef struct {
    GPtrArray *areas;          /* of KkDraftArea, in the report's order */
    GPtrArray *total_scores;   /* of KkDraftScore */
    GPtrArray *total_columns;  /* of KkDraftColumn */
    GPtrArray *municipalities; /* of KkMention */
    GPtrArray *years;          /* of KkMention */
    GPtrArray *publishers;     /* of KkMention: SKL, SKR */
    GPtrArray *listed_names;   /* of KkMention: areas in lists and contents; weight: number */
    char *period, *ordinal, *report_date; /* as printed; NULL */
    char *cover_period;                   /* the month on the cover */
    KkText *evaluators; /* their lines, cells parted by commas; "" where they are announced and
                         * nobody follows; NULL */
    GArray *previous;                                  /* of int: years */
    bool announces_tables; /* the contents do, or there are none to tell */
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

/** kk_draft_dump: as text; g_free() it. */
char *kk_draft_dump(const KkDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KkDraft, kk_draft_free)

KK_END_DECLS

#endif
