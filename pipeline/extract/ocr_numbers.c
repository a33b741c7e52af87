/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ocr_numbers.c - numbers of a page read for themselves, and solved together.
 *
 * A recogniser of words takes 76% for 760 and a lone 7 for an H. So what may be a number is read
 * again as figures, in two sizes. Where the readings differ, the numbers of its row tell which is
 * right, if they do: points, maximum and percentage. Only what was read is ever taken: a number
 * that is printed wrong is read alike in both sizes, and stays wrong. */
#include "ocr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of the height of a small x: what is longer is text. */
#define LONGEST 9

/* Beside how its letters are read as words: so sure must be how they are read as figures. */
#define SURE 0.8
#define LIKELY 0.4

/* Aligned numbers that make a column. */
#define LEAST_COLUMN 3

/* The sizes in which numbers are read, the third where the first two differ. */
static const double scales[] = {1, 1.6, 0.8};

/* And those in which they are read where they contradict others. */
static const double further[] = {0.7, 1.25, 2};

/* ---- one cell --------------------------------------------------------------------------- */

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static int count_letters(const char *text)
{
    int n = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalpha(g_utf8_get_char(p));
    return n;
}

static double mean_of(const GArray *glyphs)
{
    double sum = 0;

    for (guint i = 0; i < glyphs->len; i++)
        sum += g_array_index(glyphs, OcrGlyph, i).confidence;
    return glyphs->len > 0 ? sum / glyphs->len : 0;
}

/* "19", "7,5", "77%", "77 %", "100 %": and nothing else. */
static bool is_number(const char *text)
{
    gsize n = strspn(text, "0123456789");

    if (n > 4 || (n == 0 && strcmp(text, "%") != 0))
        return false;
    text += n;
    if (*text == ',' && g_ascii_isdigit(text[1]))
        text += 2;
    text += *text == ' ';
    text += *text == '%';
    return *text == '\0';
}

static bool is_narrow(const OcrSegment *segment)
{
    return segment->kind != OCR_BULLET && segment->kind != OCR_LEADER &&
           segment->box.x1 - segment->box.x0 < LONGEST * segment->x_height;
}

static bool may_be_number(const OcrSegment *segment)
{
    g_autofree char *text = ocr_dup_text(segment->glyphs);

    return is_narrow(segment) && count_letters(text) <= 3;
}

static void add_reading(OcrSegment *segment, const char *text, double confidence)
{
    for (guint i = 0; i < segment->readings->len; i++) {
        OcrReading *known = &g_array_index(segment->readings, OcrReading, i);

        if (strcmp(known->text, text) == 0) {
            known->n++;
            known->confidence = MAX(known->confidence, (float)confidence);
            return;
        }
    }
    OcrReading reading = {.n = 1, .confidence = (float)confidence};

    g_strlcpy(reading.text, text, sizeof reading.text);
    g_array_append_val(segment->readings, reading);
}

static int by_likelihood(gconstpointer a, gconstpointer b)
{
    const OcrReading *one = a, *other = b;

    return one->n != other->n                     ? (int)other->n - (int)one->n
           : one->confidence != other->confidence ? (one->confidence < other->confidence ? 1 : -1)
                                                  : 0;
}

/* Makes the glyphs say what was read, where they stand, evenly spread. */
static void set_text(OcrSegment *segment, const OcrReading *reading)
{
    const int n = (int)strlen(reading->text), width = segment->box.x1 - segment->box.x0;
    bool after_space = true;

    g_array_set_size(segment->glyphs, 0);
    for (int i = 0; i < n; i++) {
        const OcrGlyph glyph = {
            .character = (guchar)reading->text[i],
            .box = {segment->box.x0 + width * i / n, segment->box.y0,
                    segment->box.x0 + width * (i + 1) / n, segment->box.y1},
            .confidence = reading->confidence,
            .after_space = after_space,
        };

        after_space = reading->text[i] == ' ';
        if (!after_space)
            g_array_append_val(segment->glyphs, glyph);
    }
}

/* "1.1", "2.", "10.3" */
static bool is_code(const char *text)
{
    const gsize n = strspn(text, "0123456789");

    return n > 0 && n < 3 && text[n] == '.' &&
           strspn(text + n + 1, "0123456789") == strlen(text + n + 1);
}

/* Whether there is a dot on the line between its two figures, and nothing else. */
static bool has_dot(const OcrSegment *segment)
{
    const double x_height = segment->x_height;
    guint n_dots = 0;

    for (guint i = 0; i < segment->parts->len; i++) {
        const OcrBox *part = &g_array_index(segment->parts, OcrBox, i);

        n_dots += part->y1 - part->y0 < 0.5 * x_height && part->x1 - part->x0 < 0.5 * x_height &&
                  part->y0 > segment->baseline - 0.6 * x_height && part->x0 > segment->box.x0 &&
                  part->x1 < segment->box.x1;
    }
    return n_dots == 1 && segment->parts->len == 3;
}

/* A code's space is none, nor is a dot behind it, and a dot that was lost in it is put back if it
 * is there. */
static char *dup_figures(const OcrSegment *segment, const GArray *glyphs)
{
    g_autofree char *text = ocr_dup_text(glyphs);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autofree char *joined = g_strjoinv("", words);
    const gsize n = strlen(joined);

    if (n > 3 && joined[n - 1] == '.' && strchr(joined, '.') < joined + n - 1)
        joined[n - 1] = '\0';
    if (is_code(joined))
        return g_steal_pointer(&joined);
    if (n == 2 && strspn(joined, "0123456789") == 2 && has_dot(segment))
        return g_strdup_printf("%c.%c", joined[0], joined[1]);
    return g_steal_pointer(&text);
}

static const OcrReading *reading_at(const OcrSegment *segment, guint i)
{
    return &g_array_index(segment->readings, OcrReading, i);
}

static bool has_percent(const OcrSegment *segment)
{
    for (guint i = 0; segment->readings != NULL && i < segment->readings->len; i++)
        if (strchr(reading_at(segment, i)->text, '%') != NULL)
            return true;
    return false;
}

/* Reads a cell as figures, where its letters do not make a likelier word: so @sure it must be. */
static void read_cell(OcrPage *page, OcrSegment *segment, OcrLanguage language, double sure)
{
    g_autofree char *as_words = dup_figures(segment, segment->glyphs);
    const bool figures = is_number(as_words) || is_code(as_words);
    double best = 0;

    g_clear_pointer(&segment->readings, g_array_unref);
    segment->readings = g_array_new(FALSE, FALSE, sizeof(OcrReading));
    for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
        g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));

        if (i == 2 && segment->readings->len < 2)
            break;
        const double mean =
            ocr_read_line(page, segment, &segment->box, language, scales[i], glyphs);
        g_autofree char *text = dup_figures(segment, glyphs);

        best = MAX(best, mean);
        if (best < sure)
            break;
        if (mean > 0 && strlen(text) < sizeof((OcrReading *)NULL)->text)
            add_reading(segment, text, mean);
    }
    if (figures && !has_percent(segment) && (segment->kind == OCR_TEXT || best < sure))
        add_reading(segment, as_words, mean_of(segment->glyphs));
    if (segment->readings->len == 0 || (best < sure && !figures)) {
        g_clear_pointer(&segment->readings, g_array_unref);
        return;
    }
    g_array_sort(segment->readings, by_likelihood);
    const OcrReading *first = &g_array_index(segment->readings, OcrReading, 0);
    segment->doubted = segment->readings->len > 1;
    segment->kind = OCR_NUMBER;
    set_text(segment, first);
}

static bool says_number(const OcrSegment *segment)
{
    return segment->readings != NULL &&
           is_number(g_array_index(segment->readings, OcrReading, 0).text);
}

/* A question's code: not a number that a speck follows. */
static bool says_code(const OcrSegment *segment)
{
    return segment->readings != NULL && is_code(reading_at(segment, 0)->text) &&
           !g_str_has_suffix(reading_at(segment, 0)->text, ".");
}

/* How many cells over and under it hold numbers, or, @codes, codes of questions. */
static guint count_aligned(OcrPage *page, const OcrSegment *segment, bool codes)
{
    const double most = 0.8 * segment->x_height;
    guint n = 0;

    for (guint i = 0; i < page->segments->len; i++) {
        const OcrSegment *other = g_ptr_array_index(page->segments, i);

        n += other != segment && (codes ? says_code(other) : says_number(other)) &&
             (abs(other->box.x0 - segment->box.x0) < most ||
              (!codes && abs(other->box.x1 - segment->box.x1) < most));
    }
    return n;
}

/* Whether its letters make a word, such as a column's head. */
static bool is_word(const OcrSegment *segment)
{
    g_autofree char *text = ocr_dup_text(segment->glyphs);

    return count_letters(text) >= 3 && !has_digit(text) && mean_of(segment->glyphs) > SURE;
}

/* What stands among numbers is one, however its letters were read. */
static void read_columns(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len && ocr_goes_on(page); i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (!is_narrow(segment) || says_number(segment) || is_word(segment))
            continue;
        const bool among_codes = count_aligned(page, segment, true) >= LEAST_COLUMN;

        if (says_code(segment) && among_codes)
            continue;
        if (count_aligned(page, segment, false) >= LEAST_COLUMN)
            read_cell(page, segment, OCR_COUNTS, 0.2);
        else if (among_codes)
            read_cell(page, segment, OCR_CODES, 0.2);
    }
}

/* ---- codes ------------------------------------------------------------------------------ */

static int by_baseline(gconstpointer a, gconstpointer b)
{
    const OcrSegment *one = *(OcrSegment *const *)a, *other = *(OcrSegment *const *)b;

    return one->baseline - other->baseline;
}

static GPtrArray *dup_codes(OcrPage *page)
{
    GPtrArray *codes = g_ptr_array_new();

    for (guint i = 0; i < page->segments->len; i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (says_code(segment) && count_aligned(page, segment, true) >= LEAST_COLUMN)
            g_ptr_array_add(codes, segment);
    }
    g_ptr_array_sort(codes, by_baseline);
    return codes;
}

static void split_code(const OcrSegment *segment, int *area, int *ordinal)
{
    const char *text = reading_at(segment, 0)->text;

    *area = atoi(text);
    *ordinal = atoi(strchr(text, '.') + 1);
}

/* Takes @text for the code if one of the sizes has it read so. */
static void take_code(OcrPage *page, OcrSegment *segment, const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(further); i++) {
        g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));
        const double mean =
            ocr_read_line(page, segment, &segment->box, OCR_CODES, further[i], glyphs);
        g_autofree char *figures = dup_figures(segment, glyphs);

        add_reading(segment, figures, mean);
    }
    for (guint i = 1; i < segment->readings->len; i++)
        if (strcmp(reading_at(segment, i)->text, text) == 0) {
            OcrReading *first = &g_array_index(segment->readings, OcrReading, 0);
            const OcrReading taken = *reading_at(segment, i);

            g_array_index(segment->readings, OcrReading, i) = *first;
            *first = taken;
            segment->doubted = false;
            set_text(segment, &taken);
            return;
        }
}

/* Codes count up: one between two of its table that leave one place for it is that. */
static void count_codes(OcrPage *page)
{
    g_autoptr(GPtrArray) codes = dup_codes(page);

    for (guint i = 1; i + 1 < codes->len && ocr_goes_on(page); i++) {
        OcrSegment *segment = g_ptr_array_index(codes, i);
        int area, ordinal, area_before, before, area_behind, behind;

        split_code(segment, &area, &ordinal);
        split_code(g_ptr_array_index(codes, i - 1), &area_before, &before);
        split_code(g_ptr_array_index(codes, i + 1), &area_behind, &behind);
        if (area_before != area_behind || behind != before + 2)
            continue;
        if (area == area_before && ordinal == before + 1) {
            segment->doubted = false;
        } else {
            g_autofree char *text = g_strdup_printf("%d.%d", area_before, before + 1);

            take_code(page, segment, text);
        }
    }
}

/* ---- numbers of a row, and of a table ---------------------------------------------------- */

#define MAX_SOLUTIONS 16
#define MAX_TABLE_ROWS 40

enum { POINTS, MAXIMUM, PERCENT, N_CELLS };

/* A way to read a row's cells: an index of the readings of each. */
typedef struct {
    guint at[N_CELLS];
} Solution;

typedef struct {
    OcrSegment *cells[N_CELLS];
    Solution solutions[MAX_SOLUTIONS]; /* that fit */
    guint n;
    guint chosen;
} Row;

static double value_of(const char *text)
{
    double value = 0, place = 1;

    for (; g_ascii_isdigit(*text); text++)
        value = 10 * value + (*text - '0');
    if (*text == ',')
        for (text++; g_ascii_isdigit(*text); text++)
            value += (*text - '0') * (place /= 10);
    return value;
}

/* Whether points that were rounded can be that part, rounded, of the maximum. */
static bool fits(const char *points, const char *max, const char *percent)
{
    if (!is_number(points) || !is_number(max) || !is_number(percent) || value_of(max) <= 0)
        return false;
    const double p = value_of(points), m = value_of(max), part = value_of(percent);
    const double half = strchr(points, ',') != NULL ? 0.05 : 0.5;

    return p <= m && part <= 100 && 100 * (p - half) / m <= part + 0.5 + 1e-9 &&
           100 * (p + half) / m >= part - 0.5 - 1e-9;
}

static const char *text_at(const Row *row, const Solution *solution, int cell)
{
    return reading_at(row->cells[cell], solution->at[cell])->text;
}

static bool solution_fits(const Row *row, const Solution *solution)
{
    return fits(text_at(row, solution, POINTS), text_at(row, solution, MAXIMUM),
                text_at(row, solution, PERCENT));
}

/* Reads a cell that does not fit in further sizes. */
static void read_further(OcrPage *page, OcrSegment *segment)
{
    for (guint i = 0; i < G_N_ELEMENTS(further) && ocr_goes_on(page); i++) {
        g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(OcrGlyph));
        const double mean =
            ocr_read_line(page, segment, &segment->box, OCR_COUNTS, further[i], glyphs);
        g_autofree char *text = ocr_dup_text(glyphs);

        if (mean > LIKELY && is_number(text))
            add_reading(segment, text, mean);
    }
}

static void find_solutions(Row *row)
{
    Solution at = {{0}};

    row->n = 0;
    for (at.at[0] = 0; at.at[0] < row->cells[0]->readings->len; at.at[0]++)
        for (at.at[1] = 0; at.at[1] < row->cells[1]->readings->len; at.at[1]++)
            for (at.at[2] = 0; at.at[2] < row->cells[2]->readings->len; at.at[2]++)
                if (row->n < MAX_SOLUTIONS && solution_fits(row, &at))
                    row->solutions[row->n++] = at;
}

static void read_row(OcrPage *page, Row *row)
{
    const Solution likeliest = {{0}};

    if (!solution_fits(row, &likeliest))
        for (int i = 0; i < N_CELLS; i++)
            read_further(page, row->cells[i]);
    find_solutions(row);
}

static void choose(const Row *row, guint n)
{
    for (int i = 0; i < N_CELLS; i++) {
        OcrSegment *cell = row->cells[i];
        const guint at = row->solutions[n].at[i];
        const OcrReading reading = *reading_at(cell, at);

        cell->doubted = false;
        cell->solved = at > 0;
        set_text(cell, &reading);
    }
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const OcrSegment *one = *(OcrSegment *const *)a, *other = *(OcrSegment *const *)b;

    return one->box.x0 - other->box.x0;
}

/* The cells of @segment's line that were read as figures, from left to right. */
static GPtrArray *dup_line(OcrPage *page, const OcrSegment *segment)
{
    GPtrArray *line = g_ptr_array_new();

    for (guint i = 0; i < page->segments->len; i++) {
        OcrSegment *other = g_ptr_array_index(page->segments, i);

        if (other->readings != NULL && !says_code(other) &&
            abs(other->baseline - segment->baseline) < segment->x_height / 2)
            g_ptr_array_add(line, other);
    }
    g_ptr_array_sort(line, by_place);
    return line;
}

/* A lone sign of percent belongs to the number before it. */
static bool find_row(OcrPage *page, OcrSegment *percent, Row *row)
{
    g_autoptr(GPtrArray) line = dup_line(page, percent);
    guint at = 0;

    g_ptr_array_find(line, percent, &at);
    at -= at > 0 && strcmp(reading_at(percent, 0)->text, "%") == 0;
    if (at < 2)
        return false;
    for (guint i = 0; i < N_CELLS; i++)
        row->cells[i] = g_ptr_array_index(line, at - 2 + i);
    return true;
}

static int by_line(gconstpointer a, gconstpointer b)
{
    const Row *one = a, *other = b;

    return one->cells[POINTS]->baseline - other->cells[POINTS]->baseline;
}

/* How many choices of the rows' solutions from @i on give the sums of the total, which is the row
 * behind them; the last of them is left chosen in @best. */
static guint count_sums(Row *rows, guint i, guint n, double points, double max, guint *best)
{
    guint found = 0;

    if (i == n) {
        const Solution *total = &rows[n].solutions[0];
        const double slack = 0.5 * (n + 1) + 1e-9;

        if (fabs(max - value_of(text_at(&rows[n], total, MAXIMUM))) > 1e-9 ||
            fabs(points - value_of(text_at(&rows[n], total, POINTS))) > slack)
            return 0;
        for (guint k = 0; k < n; k++)
            best[k] = rows[k].chosen;
        return 1;
    }
    for (guint k = 0; k < rows[i].n && found < 2; k++) {
        const Solution *solution = &rows[i].solutions[k];

        rows[i].chosen = k;
        found += count_sums(rows, i + 1, n, points + value_of(text_at(&rows[i], solution, POINTS)),
                            max + value_of(text_at(&rows[i], solution, MAXIMUM)), best);
    }
    return found;
}

/* Whether a cell of it was read in more than one way. */
static bool is_disputed(const Row *row)
{
    for (int i = 0; i < N_CELLS; i++)
        if (row->cells[i]->readings->len > 1)
            return true;
    return false;
}

static bool has_solutions(const Row *rows, guint n)
{
    for (guint i = 0; i <= n; i++)
        if (rows[i].n == 0)
            return false;
    return true;
}

static void doubt_row(const Row *row)
{
    for (int i = 0; i < N_CELLS; i++)
        row->cells[i]->doubted = row->n == 0 || row->cells[i]->readings->len > 1;
}

/* A table: rows, and behind them their total. What is still open in it is told by the sums; where
 * they do not come out, cells that were read in several ways are read further, and doubted then. */
static void solve_table(OcrPage *page, Row *rows, guint n)
{
    guint best[MAX_TABLE_ROWS];

    if (n < 2 || n > MAX_TABLE_ROWS || rows[n].n != 1 || !has_solutions(rows, n))
        return;
    guint found = count_sums(rows, 0, n, 0, 0, best);
    for (guint i = 0; i < n && found == 0; i++)
        if (is_disputed(&rows[i])) {
            for (int k = 0; k < N_CELLS; k++)
                read_further(page, rows[i].cells[k]);
            find_solutions(&rows[i]);
            found = count_sums(rows, 0, n, 0, 0, best);
        }
    for (guint i = 0; i < n; i++) {
        if (found == 1)
            choose(&rows[i], best[i]);
        else if (is_disputed(&rows[i]))
            doubt_row(&rows[i]);
    }
}

static bool is_total(const Row *row)
{
    return row->n == 1 && strcmp(text_at(row, &row->solutions[0], MAXIMUM), "100") == 0;
}

static void solve_rows(OcrPage *page)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    guint begin = 0;

    for (guint i = 0; i < page->segments->len && ocr_goes_on(page); i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);
        Row row = {0};

        if (has_percent(segment) && find_row(page, segment, &row)) {
            read_row(page, &row);
            g_array_append_val(rows, row);
        }
    }
    g_array_sort(rows, by_line);
    for (guint i = 0; i < rows->len; i++) {
        Row *row = &g_array_index(rows, Row, i);

        if (row->n == 1)
            choose(row, 0);
        else
            doubt_row(row);
        if (is_total(row)) {
            solve_table(page, &g_array_index(rows, Row, begin), i - begin);
            begin = i + 1;
        }
    }
}

bool ocr_read_numbers(OcrPage *page)
{
    for (guint i = 0; i < page->segments->len && ocr_goes_on(page); i++) {
        OcrSegment *segment = g_ptr_array_index(page->segments, i);

        if (may_be_number(segment)) {
            g_autofree char *text = ocr_dup_text(segment->glyphs);

            read_cell(page, segment, OCR_FIGURES,
                      has_digit(text) ? LIKELY : MAX(SURE, mean_of(segment->glyphs)));
        }
    }
    read_columns(page);
    count_codes(page);
    solve_rows(page);
    return ocr_goes_on(page);
}
