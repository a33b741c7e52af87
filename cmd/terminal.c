/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal.c - text laid out for the columns of a terminal, and shown page by page.
 *
 * What is measured are columns, not characters: an accent that combines takes none, a Chinese
 * letter two. Texts pass dup_visible() before they are measured. */
#include "terminal.h"

#include "command.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MIN_WIDTH 40
#define MAX_WIDTH 110 /* longer lines are hard to read */
#define DEFAULT_WIDTH 80
#define NO_BREAK_SPACE 0xa0 /* holds words together, and is printed as a blank */

static int width_of_output(void)
{
    const char *told = g_getenv("COLUMNS");
    gint64 width = told != NULL ? g_ascii_strtoll(told, NULL, 10) : 0;
    struct winsize size;

    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width > 0 ? (int)CLAMP(width, MIN_WIDTH, MAX_WIDTH) : DEFAULT_WIDTH;
}

Terminal terminal_of_output(void)
{
    return (Terminal){.width = width_of_output(),
                      .colour = wants_colour(),
                      .endless = !isatty(STDOUT_FILENO) && g_getenv("COLUMNS") == NULL,
                      .unicode = g_get_charset(NULL)};
}

/* ---- columns and words ------------------------------------------------------------------ */

static int columns_of_char(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

int columns_of(const char *text)
{
    int columns = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        columns += columns_of_char(g_utf8_get_char(p));
    return columns;
}

static void end_line(GPtrArray *lines, GString *line)
{
    g_ptr_array_add(lines, g_strdup(line->str));
    g_string_truncate(line, 0);
}

/* A word that no line holds is broken where the line ends. */
static void add_word(GPtrArray *lines, GString *line, const char *word, int width)
{
    int used = columns_of(line->str);

    if (line->len > 0 && used + 1 + columns_of(word) > width) {
        end_line(lines, line);
        used = 0;
    }
    if (line->len > 0) {
        g_string_append_c(line, ' ');
        used++;
    }
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        int columns = columns_of_char(c);

        if (used + columns > width) {
            end_line(lines, line);
            used = 0;
        }
        g_string_append_unichar(line, c == NO_BREAK_SPACE ? ' ' : c);
        used += columns;
    }
}

GPtrArray *wrap_text(const char *text, int width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *visible = dup_visible(text);
    g_auto(GStrv) words = g_strsplit(visible, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);

    for (gsize i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0')
            add_word(lines, line, words[i], MAX(width, 2));
    if (line->len > 0 || lines->len == 0)
        end_line(lines, line);
    return lines;
}

/* ---- styles ----------------------------------------------------------------------------- */

void append_styled(GString *out, const Terminal *terminal, Style style, const char *text)
{
    static const char *const codes[] = {"",         "\033[1m",  "\033[2m",   "\033[34m",
                                        "\033[32m", "\033[33m", "\033[1;31m"};

    if (!terminal->colour || style == PLAIN || text[0] == '\0')
        g_string_append(out, text);
    else
        g_string_append_printf(out, "%s%s\033[0m", codes[style], text);
}

void append_padded(GString *out, const Terminal *terminal, Style style, const char *text, int width,
                   bool right)
{
    int blank = MAX(width - columns_of(text), 0);

    g_string_append_printf(out, "%*s", right ? blank : 0, "");
    append_styled(out, terminal, style, text);
    g_string_append_printf(out, "%*s", right ? 0 : blank, "");
}

void append_hanging(GString *out, const Terminal *terminal, Style style, const char *text,
                    int indent)
{
    g_autoptr(GPtrArray) lines = wrap_text(text, terminal->width - indent);

    for (guint i = 0; i < lines->len; i++) {
        g_string_append_printf(out, "%*s", i > 0 ? indent : 0, "");
        append_styled(out, terminal, style, g_ptr_array_index(lines, i));
        g_string_append_c(out, '\n');
    }
}

void append_line(GString *out, const Terminal *terminal, const char *text, int indent)
{
    if (!terminal->endless) {
        append_hanging(out, terminal, PLAIN, text, indent);
        return;
    }
    g_autofree char *visible = dup_visible(text);
    g_string_append_printf(out, "%s\n", visible);
}

void append_bar(GString *out, const Terminal *terminal, double share, int width)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int filled = (int)lround(CLAMP(share, 0, 1) * width * 8);
    g_autoptr(GString) bar = g_string_new(NULL), rest = g_string_new(NULL);
    int whole = terminal->unicode ? filled / 8 : (filled + 4) / 8;
    int part = terminal->unicode ? filled % 8 : 0;

    for (int i = 0; i < whole; i++)
        g_string_append(bar, terminal->unicode ? "█" : "#");
    g_string_append(bar, eighths[part]);
    for (int i = whole + (part > 0); i < width; i++)
        g_string_append(rest, terminal->unicode ? "·" : ".");
    append_styled(out, terminal, BLUE, bar->str);
    append_styled(out, terminal, FAINT, rest->str);
}

/* ---- the pager -------------------------------------------------------------------------- */

/* Whether the pager ran; that it was left or killed before the end is no error. */
static bool page(const char *pager, const char *text)
{
    FILE *pipe = popen(pager, "w");

    if (pipe == NULL)
        return false;
    /* Ctrl-C is the pager's, which runs on: so must we, or the shell is back too early. */
    void (*interrupt)(int) = signal(SIGINT, SIG_IGN), (*quit)(int) = signal(SIGQUIT, SIG_IGN);
    fputs(text, pipe);
    int status = pclose(pipe);
    signal(SIGINT, interrupt);
    signal(SIGQUIT, quit);
    return status != -1 && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

int print_paged(const char *text)
{
    const char *pager = g_getenv("PAGER");

    if (!isatty(STDOUT_FILENO) || (pager != NULL && pager[0] == '\0'))
        return print_out(text);
    g_setenv("LESS", "FRX", FALSE); /* for a PAGER that is less without options */
    return page(pager != NULL ? pager : "less -FRX", text) ? STATUS_OK : print_out(text);
}
