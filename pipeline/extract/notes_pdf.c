/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notes_pdf.c - what form fields and free text annotations show on a page, as glyphs.
 *
 * A page's text holds neither: both lie over it, with an appearance of their own. Of a short text
 * on one line the place is known well enough to say in which row and column it stands; what is
 * longer, and breaks nobody knows where, is told to be there and left. Sticky notes, balloons and
 * what is hidden are no content. */
#include "pdf.h"

#include <string.h>

/* A text on one line stands in a box no higher than so many of the page's letters. */
#define MOST_HEIGHT_EM 3.0

/* The width of a letter or a digit; and the least at which a text still fits its box. */
#define ADVANCE_EM 0.5
#define LEAST_ADVANCE_EM 0.4

/* So many of a page's are asked; those behind them are told and left. */
#define MAX_NOTES 2000

typedef struct {
    KkPage *page;
    guint16 style; /* in which its text is set */
    double size;
    guint n; /* notes so far */
    KkAt *unread;
} Notes;

/* Words that a note's box holds, evenly spaced in its middle. */
static bool add_text(const Notes *notes, const char *text, const PopplerRectangle *area)
{
    KkPage *page = notes->page;
    const glong n = g_utf8_strlen(text, -1);
    const double width = area->x2 - area->x1, height = area->y2 - area->y1;
    const double size = MIN(notes->size, height);
    const double advance = MIN(ADVANCE_EM * size, width / (double)MAX(n, 1));
    bool after_space = true;

    if (strpbrk(text, "\r\n") != NULL || !(size > 0) || height > MOST_HEIGHT_EM * size ||
        advance < LEAST_ADVANCE_EM * size || page->glyphs->len + (gsize)n > KK_MAX_PAGE_GLYPHS)
        return false;
    PopplerRectangle box = {.x1 = (area->x1 + area->x2 - (double)n * advance) / 2};
    box.y1 = page->height - (area->y1 + area->y2) / 2 - size / 2;
    box.y2 = box.y1 + size;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), box.x1 = box.x2) {
        const gunichar c = g_utf8_get_char(p);

        box.x2 = box.x1 + advance;
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            after_space = true;
        } else {
            add_glyph(page, c, &box, notes->style, after_space);
            after_space = false;
        }
    }
    return true;
}

static bool is_shown(PopplerAnnot *annotation)
{
    return (poppler_annot_get_flags(annotation) &
            (POPPLER_ANNOT_FLAG_INVISIBLE | POPPLER_ANNOT_FLAG_HIDDEN |
             POPPLER_ANNOT_FLAG_NO_VIEW)) == 0;
}

static char *dup_chosen(PopplerFormField *field)
{
    for (gint i = 0; i < poppler_form_field_choice_get_n_items(field); i++)
        if (poppler_form_field_choice_is_item_selected(field, i))
            return poppler_form_field_choice_get_item(field, i);
    return poppler_form_field_choice_is_editable(field) ? poppler_form_field_choice_get_text(field)
                                                        : NULL;
}

/* The text that a field shows; NULL: none. */
static char *dup_field_text(PopplerFormField *field)
{
    switch (poppler_form_field_get_field_type(field)) {
    case POPPLER_FORM_FIELD_TEXT:
        return poppler_form_field_text_is_password(field) ? NULL
                                                          : poppler_form_field_text_get_text(field);
    case POPPLER_FORM_FIELD_CHOICE:
        return dup_chosen(field);
    default:
        return NULL;
    }
}

static bool is_at(const PopplerRectangle *a, const PopplerRectangle *b)
{
    return a->x1 == b->x1 && a->y1 == b->y1 && a->x2 == b->x2 && a->y2 == b->y2;
}

/* A field that is hidden is told by the annotation in its place. */
static bool is_hidden_field(GList *annotations, const PopplerRectangle *area)
{
    for (GList *l = annotations; l != NULL; l = l->next) {
        const PopplerAnnotMapping *at = l->data;

        if (poppler_annot_get_annot_type(at->annot) == POPPLER_ANNOT_WIDGET &&
            is_at(&at->area, area) && !is_shown(at->annot))
            return true;
    }
    return false;
}

/* A place on the page, not beside it. */
static bool is_on_page(const KkPage *page, const PopplerRectangle *area)
{
    return is_sound(area) && area->x1 < page->width && area->x2 > 0 && area->y1 < page->height &&
           area->y2 > 0;
}

/* Places @text, if there is one; where it cannot be, its place is told. */
static void read_note(Notes *notes, const char *text, const PopplerRectangle *area)
{
    const double height = notes->page->height;
    const KkRect box = {area->x1, height - area->y2, area->x2, height - area->y1};
    const bool are_many = ++notes->n > MAX_NOTES;

    if (text == NULL || *text == '\0' || !is_on_page(notes->page, area))
        return;
    if (are_many || !g_utf8_validate(text, -1, NULL) || !add_text(notes, text, area))
        kk_at_add(notes->unread, notes->page->number, &box);
}

void read_notes(PopplerPage *from, KkPage *page, KkDiagnostics *doubts)
{
    GList *annotations = poppler_page_get_annot_mapping(from);
    GList *fields = poppler_page_get_form_field_mapping(from);
    g_autoptr(GArray) unread = kk_at_new();
    Notes notes = {.page = page, .style = kk_page_main_style(page), .unread = unread};

    if (page->styles->len > 0)
        notes.size = g_array_index(page->styles, KkStyle, notes.style).size;
    for (GList *l = fields; l != NULL; l = l->next) {
        const PopplerFormFieldMapping *at = l->data;
        const bool is_hidden = notes.n < MAX_NOTES && is_hidden_field(annotations, &at->area);
        g_autofree char *text = is_hidden ? NULL : dup_field_text(at->field);

        read_note(&notes, text, &at->area);
    }
    for (GList *l = annotations; l != NULL; l = l->next) {
        const PopplerAnnotMapping *at = l->data;
        const bool is_text = poppler_annot_get_annot_type(at->annot) == POPPLER_ANNOT_FREE_TEXT &&
                             is_shown(at->annot);
        g_autofree char *text = is_text ? poppler_annot_get_contents(at->annot) : NULL;

        read_note(&notes, text, &at->area);
    }
    poppler_page_free_form_field_mapping(fields);
    poppler_page_free_annot_mapping(annotations);
    if (unread->len > 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, unread,
                           kk_message(KK_SAYS_NOTES_UNREAD, NULL, KK_NUMBER(page->number)));
}
