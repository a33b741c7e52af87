/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_columns.c - pages set in columns, the bytes being choices: rows, columns, columns within
 * columns, staggered, turned, one over the other; through layout.
 *
 * A change of a byte moves a column or a row, where in a hand-written page it would move a
 * digit. KK_SHOW_PAGES=1 prints the pages in the form of tests/support/page.c. */
#include "fuzz.h"
#include "support.h"

#define MOST_PAGES 3
#define MOST_PARTS 6 /* of a page */
#define MOST_DEPTH 3
#define MOST_COLUMNS 4
#define MOST_ROWS 24
#define MOST_TEXT 65536 /* of all pages, bytes */

typedef struct {
    const guint8 *data;
    gsize size;
    GString *text;
} Pages;

typedef struct {
    double left, right, top, size, leading;
} Frame;

/* The next choice, from @least to @most; when no more are left, @least. */
static int choose(Pages *pages, int least, int most)
{
    if (pages->size == 0)
        return least;
    pages->size--;
    return least + *pages->data++ % (most - least + 1);
}

static void append_word(Pages *pages, int kind)
{
    static const char *const words[] = {"och", "kommunen", "för",   "uppföljning", "e-",  "mål-",
                                        "12",  "7,5",      "64",    "%",           "1.1", "i",
                                        "•",   "–",        "fram-", "100"};
    static const int first[] = {0, 6, 0}, n[] = {6, 5, G_N_ELEMENTS(words)};

    g_string_append(pages->text, words[first[kind] + choose(pages, 0, n[kind] - 1)]);
}

/* One line from @x on; it may run over @right by a word, as text in columns does not. */
static void add_line(Pages *pages, double x, double y, double right, const Frame *frame, int kind)
{
    const double advance = 0.5 * frame->size;

    g_string_append_printf(pages->text, "%s%d %d %d ", choose(pages, 0, 7) == 7 ? "b " : "", (int)x,
                           (int)y, (int)frame->size);
    for (gsize begun = pages->text->len;
         x + (double)(pages->text->len - begun) * advance < right;) {
        append_word(pages, kind);
        g_string_append_c(pages->text, ' ');
        if (choose(pages, 0, 9) == 9)
            break;
    }
    g_string_append_c(pages->text, '\n');
}

static double add_part(Pages *pages, Frame frame, int depth);

/* How a column is set. */
typedef struct {
    int kind;   /* of words: see append_word() */
    bool lower; /* it begins lower */
    int indent; /* each other line begins further in, by this part of its width; 0: none */
    int fill;   /* twentieths of its width that a line takes */
} Setting;

static Setting choose_setting(Pages *pages)
{
    const int kind = choose(pages, -3, 2); /* mostly text */
    Setting setting = {.kind = MAX(kind, 0), .lower = choose(pages, 0, 3) == 3};

    setting.indent = choose(pages, 0, 1) == 1 ? choose(pages, 2, 9) : 0;
    setting.fill = choose(pages, 4, 21);
    return setting;
}

static double add_column(Pages *pages, Frame frame, int n_rows, Setting setting)
{
    const double room = frame.right - frame.left;
    double y = frame.top + (setting.lower ? frame.leading * choose(pages, 0, 20) / 10 : 0);

    for (int i = 0; i < n_rows; i++, y += frame.leading) {
        double left = frame.left;

        if (setting.indent > 0 && i % 2 == 1)
            left += room / setting.indent;
        if (choose(pages, 0, 15) == 15)
            continue; /* a gap */
        if (choose(pages, 0, 15) == 15)
            setting = choose_setting(pages);
        add_line(pages, left, y, left + room * setting.fill / 20, &frame, setting.kind);
    }
    return y;
}

static double add_columns(Pages *pages, Frame frame, int depth)
{
    const int n = choose(pages, 1, MOST_COLUMNS), n_rows = choose(pages, 1, MOST_ROWS);
    const double width = (frame.right - frame.left) / n;
    const double gutter = frame.size * choose(pages, 0, 40) / 10;
    Setting setting = choose_setting(pages);
    double y = frame.top;

    for (int i = 0; i < n; i++) {
        Frame column = frame;

        column.left += i * width;
        column.right = column.left + MAX(width - gutter, frame.size);
        if (choose(pages, 0, 3) == 3)
            setting = choose_setting(pages);
        double end = depth < MOST_DEPTH && choose(pages, 0, 3) == 3
                         ? add_part(pages, column, depth + 1)
                         : add_column(pages, column, n_rows, setting);
        y = MAX(y, end);
    }
    return y;
}

/* Columns, a line across them, or a slanted one; returns where it ends. */
static double add_part(Pages *pages, Frame frame, int depth)
{
    switch (choose(pages, 0, 7)) {
    case 6:
        add_line(pages, frame.left, frame.top, frame.right, &frame, choose(pages, 0, 2));
        return frame.top + frame.leading * choose(pages, 5, 30) / 10;
    case 7:
        for (int i = 0; i < choose(pages, 2, 9); i++)
            g_string_append_printf(pages->text, "+ %d %d %d U\n",
                                   (int)(frame.left + i * frame.size),
                                   (int)(frame.top + i * choose(pages, 1, 30)), (int)frame.size);
        return frame.top;
    default:
        return add_columns(pages, frame, depth);
    }
}

static void add_page(Pages *pages, int number)
{
    static const double widths[] = {595, 842, 1191, 5000};
    const double width = widths[choose(pages, 0, 3)];
    const int n = choose(pages, 1, MOST_PARTS);
    double y = 60;

    g_string_append_printf(pages->text, "page %d\nsize %d 842\nturn %d\n", number, (int)width,
                           choose(pages, 0, 3));
    for (int i = 0; i < n && pages->text->len < MOST_TEXT; i++) {
        Frame frame = {.top = y, .size = choose(pages, 6, 20)};

        frame.leading = frame.size * choose(pages, 4, 22) / 10;
        frame.left = width * choose(pages, 1, 6) / 20;
        frame.right = width * choose(pages, 10, 20) / 20;
        double end = add_part(pages, frame, 1);
        y = choose(pages, 0, 3) == 3 ? y : end; /* beside or over the last, or below it */
        if (choose(pages, 0, 7) == 7)
            g_string_append_printf(pages->text, "turn %d\n", choose(pages, 0, 3));
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Pages pages = {data, size, text};
    g_autoptr(KkInput) input = fuzz_input((const guint8 *)"glyphs", 6);
    const int n_pages = choose(&pages, 1, MOST_PAGES);

    for (int i = 1; i <= n_pages; i++)
        add_page(&pages, i);
    if (g_getenv("KK_SHOW_PAGES") != NULL)
        g_print("%s", text->str);
    g_autoptr(KkDocument) document = test_page_read(input, text->str, true);
    fuzz_check_layout(document);
    return 0;
}
