/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels.h - read: what the words before a row's numbers label. */
#ifndef KK_LABELS_H
#define KK_LABELS_H

#include <kk/macros.h>
#include <glib.h>
#include <stdbool.h>

KK_BEGIN_DECLS

/* How the codes of questions are written. A report writes all of them one way. */
typedef enum {
    KK_CODE_NONE,
    KK_CODE_POINT,    /* 1.1, Fråga 1.1, F1.1, III.1 */
    KK_CODE_SECTION,  /* 4.1.1 */
    KK_CODE_COLON,    /* 1:1 */
    KK_CODE_DASH,     /* 1-1 */
    KK_CODE_SLASH,    /* 1/1 */
    KK_CODE_CAPITAL,  /* A1, A.1 */
    KK_CODE_LETTERED, /* 1 a, 1a, 1A, 1.a, I.a */
    KK_CODE_LETTER,   /* a) */
    KK_CODE_ORDINAL,  /* 1., 1 */
    KK_N_CODES
} KkCodeStyle;

typedef struct {
    KkCodeStyle style;
    int area; /* 0: it names none */
    int question;
    gsize length; /* bytes of the text that it takes, blanks behind included */
    bool stuck;   /* no blank stands behind it: "1.100Finns" */
} KkCode;

/** kk_lookalike: what other paper than a report @text names, "an annual report": static; %NULL:
 * none.
 */
const char *kk_lookalike(const char *text);

/** kk_code_parse: whether @text begins with a code of a question. */
bool kk_code_parse(const char *text, KkCode *code);

/* The areas of a report by the names that it gives them. */
typedef struct {
    int number;
    char *key; /* kk_name_key() */
} KkAreaName;

/** kk_area_names_new: Returns: (transfer full): of KkAreaName, owned: none yet. */
GArray *kk_area_names_new(void);
/** kk_area_names_add: copies what it needs of @name. */
void kk_area_names_add(GArray *names, int number, const char *name);

/**
 * kk_area_label:
 * @names: (nullable): the report's own, beside those of the editions
 * @strict: its name must be known; else "Område 3" and "3. Any name" will do
 *
 * Returns: the number of the area that @text is the title of: "Område 1 …", "1. Name", "Name",
 * "III. Name", with what brackets or a score add behind it; 0: of none
 */
int kk_area_label(const char *text, const GArray *names, bool strict);

/**
 * kk_caption_area:
 * @names: (nullable): as kk_area_label()
 * @tail: (out) (nullable): what @text goes on with behind the sentence of the name
 *
 * Returns: the area that @text, the caption of a table, names: "Tabell 3: Name", "Tabell 3. Name.
 * Summa 80 poäng", "Poäng för område 3"; 0: none, or @text is no caption
 */
int kk_caption_area(const char *text, const GArray *names, const char **tail);

/** kk_total_label: whether @text labels a sum: "Summa", "Område 3 totalt". */
bool kk_total_label(const char *text);

KK_END_DECLS

#endif
