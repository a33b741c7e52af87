/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xlsx_check.c - a workbook read back: are the rows in it that were written?
 *
 * libxlsxwriter writes its sheets to temporary files and does not look whether that went well:
 * where a disk fills up meanwhile it ends without an error, and rows are missing. So each sheet
 * is unpacked again, and its rows are held against what was gathered before. */
#include "xlsx_check.h"

#include <string.h>
#include <zlib.h>

#define BUFFER (1 << 16) /* the text before a sheet's rows is much shorter */
#define ROWS_BEGIN "<sheetData>"
#define SHEET_END "</worksheet>"
#define END_SIZE (sizeof SHEET_END - 1)

/* Of a zip: PKWARE's APPNOTE, 4.3.12 and 4.3.16. */
#define DIRECTORY_END_SIZE 22
#define DIRECTORY_ENTRY_SIZE 46
#define LOCAL_HEAD_SIZE 30
#define DEFLATED 8

static guint32 number_at(const guchar *p, int bytes)
{
    return bytes == 2 ? p[0] | (guint32)p[1] << 8 : number_at(p, 2) | number_at(p + 2, 2) << 16;
}

static bool read_at(FILE *file, gint64 offset, guchar *into, gsize n)
{
    return fseeko(file, (off_t)offset, SEEK_SET) == 0 && fread(into, 1, n, file) == n;
}

bool xlsx_measure_rows(FILE *file, SheetRows *rows)
{
    guchar buffer[BUFFER];
    gsize n;

    if (fflush(file) != 0 || ferror(file) != 0 || fseeko(file, 0, SEEK_SET) != 0)
        return false;
    *rows = (SheetRows){0, crc32(0, NULL, 0)};
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) {
        rows->crc = crc32(rows->crc, buffer, (uInt)n);
        rows->size += (gint64)n;
    }
    return ferror(file) == 0 && fseeko(file, 0, SEEK_END) == 0;
}

/* ---- a sheet's XML, piece by piece ---------------------------------------------------------- */

typedef struct {
    SheetRows rows;   /* that are expected */
    gint64 at, begin; /* bytes so far; where its rows begin, -1: not met yet */
    gulong crc;       /* of its rows so far */
    char end[END_SIZE];
} Sheet;

static void take(Sheet *sheet, const char *text, gsize n)
{
    if (sheet->begin < 0) {
        const char *begin = g_strstr_len(text, (gssize)n, ROWS_BEGIN);
        sheet->begin = begin != NULL ? sheet->at + (begin - text) + (gint64)strlen(ROWS_BEGIN)
                                     : G_MAXINT64 / 2;
    }
    const gint64 from = MAX(sheet->begin, sheet->at);
    const gint64 to = MIN(sheet->begin + sheet->rows.size, sheet->at + (gint64)n);
    if (from < to)
        sheet->crc = crc32(sheet->crc, (const Bytef *)text + (from - sheet->at), (uInt)(to - from));
    const gsize kept = MIN(n, END_SIZE);
    memmove(sheet->end, sheet->end + kept, END_SIZE - kept);
    memcpy(sheet->end + END_SIZE - kept, text + n - kept, kept);
    sheet->at += (gint64)n;
}

static bool is_whole(const Sheet *sheet)
{
    return sheet->crc == sheet->rows.crc && memcmp(sheet->end, SHEET_END, END_SIZE) == 0;
}

/* ---- the zip -------------------------------------------------------------------------------- */

/* Unpacks what stands from here on. */
static bool inflate_sheet(FILE *file, Sheet *sheet)
{
    guchar packed[BUFFER], text[BUFFER];
    z_stream stream = {0};
    int result = inflateInit2(&stream, -MAX_WBITS);

    while (result == Z_OK) {
        if (stream.avail_in == 0) {
            stream.next_in = packed;
            stream.avail_in = (uInt)fread(packed, 1, sizeof packed, file);
        }
        stream.next_out = text;
        stream.avail_out = sizeof text;
        result = inflate(&stream, Z_NO_FLUSH);
        take(sheet, (const char *)text, sizeof text - stream.avail_out);
    }
    inflateEnd(&stream);
    return result == Z_STREAM_END;
}

/* Checks the entry that begins with a local head at @offset. */
static bool check_entry(FILE *file, gint64 offset, const SheetRows *rows)
{
    Sheet sheet = {.rows = *rows, .begin = -1, .crc = crc32(0, NULL, 0)};
    guchar head[LOCAL_HEAD_SIZE];

    return read_at(file, offset, head, sizeof head) && number_at(head + 8, 2) == DEFLATED &&
           fseeko(file, (off_t)(number_at(head + 26, 2) + number_at(head + 28, 2)), SEEK_CUR) ==
               0 &&
           inflate_sheet(file, &sheet) && is_whole(&sheet);
}

/* The sheet's number, from 1, of an entry so called; 0: it is none. */
static guint sheet_number(const char *name)
{
    static const char prefix[] = "xl/worksheets/sheet";

    return g_str_has_prefix(name, prefix) ? (guint)g_ascii_strtoull(name + strlen(prefix), NULL, 10)
                                          : 0;
}

static bool check_directory(FILE *file, gint64 offset, guint n_entries, const GArray *sheets)
{
    guint n_checked = 0;

    for (guint i = 0; i < n_entries; i++) {
        guchar entry[DIRECTORY_ENTRY_SIZE], name[64] = {0};

        if (!read_at(file, offset, entry, sizeof entry))
            return false;
        const guint32 length = number_at(entry + 28, 2);
        if (!read_at(file, offset + DIRECTORY_ENTRY_SIZE, name, MIN(length, sizeof name - 1)))
            return false;
        const guint number = sheet_number((const char *)name);
        offset +=
            DIRECTORY_ENTRY_SIZE + length + number_at(entry + 30, 2) + number_at(entry + 32, 2);
        if (number == 0)
            continue;
        if (number > sheets->len || !check_entry(file, number_at(entry + 42, 4),
                                                 &g_array_index(sheets, SheetRows, number - 1)))
            return false;
        n_checked++;
    }
    return n_checked == sheets->len;
}

bool xlsx_check(const char *path, const GArray *sheets)
{
    FILE *file = fopen(path, "re");
    guchar end[DIRECTORY_END_SIZE];

    if (file == NULL)
        return false;
    const bool whole =
        fseeko(file, -DIRECTORY_END_SIZE, SEEK_END) == 0 &&
        fread(end, 1, sizeof end, file) == sizeof end && memcmp(end, "PK\5\6", 4) == 0 &&
        check_directory(file, number_at(end + 16, 4), number_at(end + 10, 2), sheets);
    fclose(file);
    return whole;
}
