/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal.h - text laid out for the columns of a terminal. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <glib.h>
#include <stdbool.h>

typedef enum { PLAIN, STRONG, FAINT, BLUE, GREEN, YELLOW, RED } Style;

typedef struct {
    int width;    /* columns */
    bool colour;  /* styles are sent */
    bool endless; /* it is no terminal, nor was a width told: programs read lines whole */
    bool unicode; /* the locale's characters are UTF-8: bars and dashes may be */
} Terminal;

/* What standard output is. */
Terminal terminal_of_output(void);

/* Columns that @text takes, which must hold no control characters. */
int columns_of(const char *text);

/* Lines of at most @width columns, made visible and parted at words: of char *, owned. */
GPtrArray *wrap_text(const char *text, int width);

void append_styled(GString *out, const Terminal *terminal, Style style, const char *text);
/* @text in @width columns, which it must fit. */
void append_padded(GString *out, const Terminal *terminal, Style style, const char *text, int width,
                   bool right);
/* @text from column @indent on, where the first line stands already, to the terminal's edge. */
void append_hanging(GString *out, const Terminal *terminal, Style style, const char *text,
                    int indent);
/* The same where lines must fit; else @text on one line. */
void append_line(GString *out, const Terminal *terminal, const char *text, int indent);
/* @share, 0 to 1, of @width columns; the rest dotted. */
void append_bar(GString *out, const Terminal *terminal, double share, int width);

/* Prints through $PAGER on a terminal, else plainly; a status. */
int print_paged(const char *text);

#endif
