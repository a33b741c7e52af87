/* SPDX-License-Identifier: GPL-2.0-or-later */
/* damage.c - what poppler passes over without a word, told by a PDF's bytes.
 *
 * Deflated data ends with a checksum of what it unfolds to. Poppler does not look at it, and a
 * byte that went wrong may unfold to another digit; nor does it say so of all that does not unfold.
 * Pictures and fonts carry no text and are passed over, as is an encrypted file, whose streams are
 * not to be read here. */
#include "pdf_bytes.h"
#include "pdf.h"

#include <string.h>
#include <zlib.h>

#define MAX_UNFOLDED (64u << 20) /* of a file; a report has a tenth of it */
#define MAX_END 1024             /* bytes at the end in which poppler looks for the table */
#define MAX_SIGN 128             /* bytes; a font's name is the longest */
#define MAX_HEADER 1024          /* bytes that may stand before the first of what it counts */

static bool names(Bytes dictionary, const char *name)
{
    return bytes_find(dictionary, 0, name) < dictionary.size;
}

/* Whether a stream is of deflated text, or of what text needs. The file's table of objects is left
 * to poppler: of several only the last counts. */
static bool holds_text(Bytes dictionary)
{
    static const char *const others[] = {"/Subtype/Image",
                                         "/Subtype /Image",
                                         "/XRef",
                                         "/Length1",
                                         "/Type1C",
                                         "/CIDFontType0C",
                                         "/OpenType",
                                         "/ASCIIHex",
                                         "/AHx",
                                         "/LZW",
                                         "/Run",
                                         "/RL",
                                         NULL};
    if (!names(dictionary, "/Fl"))
        return false;
    for (int i = 0; others[i] != NULL; i++)
        if (names(dictionary, others[i]))
            return false;
    return true;
}

/* Data written in letters, as ASCII85Decode reads it. */
static GByteArray *dup_from_letters(Bytes file, gsize at)
{
    GByteArray *bytes = g_byte_array_new();
    guint32 group = 0;
    guint n = 0;

    for (; at < file.size && file.data[at] != '~'; at++) {
        const guint8 c = file.data[at];

        if (c == 'z' && n == 0) {
            g_byte_array_append(bytes, (const guint8[4]){0}, 4);
        } else if (c >= '!' && c <= 'u') {
            group = group * 85 + (c - '!');
            if (++n < 5)
                continue;
            group = GUINT32_TO_BE(group);
            g_byte_array_append(bytes, (const guint8 *)&group, 4);
            group = n = 0;
        }
    }
    const guint n_left = n > 0 ? n - 1 : 0;
    for (; n > 0 && n < 5; n++)
        group = group * 85 + 84;
    group = GUINT32_TO_BE(group);
    g_byte_array_append(bytes, (const guint8 *)&group, n_left);
    return bytes;
}

static bool is_deflated(Bytes file, gsize at)
{
    return at + 2 <= file.size && (file.data[at] & 0x0f) == 8 && (file.data[at + 1] & 0x20) == 0 &&
           (file.data[at] << 8 | file.data[at + 1]) % 31 == 0;
}

/* Whether text is set to be neither filled nor stroked: "3 Tr", or "7 Tr". */
static bool sets_invisible(Bytes part)
{
    for (gsize at = bytes_find_byte(part, 0, 'T'); at < part.size;
         at = bytes_find_byte(part, at + 1, 'T'))
        if (at >= 2 && (bytes_begin(part, at - 2, "3 Tr") || bytes_begin(part, at - 2, "7 Tr")) &&
            (at == 2 || g_ascii_isspace(part.data[at - 3])) &&
            (at + 2 == part.size || g_ascii_isspace(part.data[at + 2])))
            return true;
    return false;
}

/* The name behind the slash at @at, without the tag of six capitals and a plus that a font has of
 * which the file holds a part; @tagged: whether it had one. */
static char *dup_font_name(Bytes part, gsize at, bool *tagged)
{
    GString *name = g_string_new(NULL);

    for (at++; at < part.size && g_ascii_isgraph(part.data[at]) &&
               strchr("/<>[]()%", part.data[at]) == NULL;
         at++) {
        const int high = part.data[at] == '#' && at + 2 < part.size
                             ? g_ascii_xdigit_value((gchar)part.data[at + 1])
                             : -1;
        const int low = high >= 0 ? g_ascii_xdigit_value((gchar)part.data[at + 2]) : -1;

        g_string_append_c(name, low >= 0 ? (gchar)(high * 16 + low) : (gchar)part.data[at]);
        at += low >= 0 ? 2 : 0;
    }
    gsize n = 0;
    while (n < name->len && g_ascii_isupper(name->str[n]))
        n++;
    *tagged = n == 6 && name->str[n] == '+';
    if (*tagged)
        g_string_erase(name, 0, 7);
    return g_string_free(name, FALSE);
}

/* @at: behind the key of a font's name. */
static void add_font(Bytes part, gsize at, PdfSigns *signs)
{
    bool tagged = false;

    while (at < part.size && g_ascii_isspace(part.data[at]))
        at++;
    if (at == part.size || part.data[at] != '/')
        return;
    g_autofree char *name = dup_font_name(part, at, &tagged);
    signs->lacks_fonts = signs->lacks_fonts || !tagged;
    if (!tagged || !g_hash_table_contains(signs->fonts, name))
        g_hash_table_insert(signs->fonts, g_steal_pointer(&name), GINT_TO_POINTER(tagged));
}

/* Whether the number behind @at is nought, as the opacity of what is filled. */
static bool is_nought(Bytes part, gsize at)
{
    while (at < part.size && g_ascii_isspace(part.data[at]))
        at++;
    const gsize first = at;
    while (at < part.size && (part.data[at] == '0' || part.data[at] == '.'))
        at++;
    return at > first && (at == part.size || !g_ascii_isdigit(part.data[at]));
}

/* Whether the name at @at is @word, not longer. */
static bool is_key(Bytes part, gsize at, const char *word)
{
    const gsize end = at + strlen(word);

    return bytes_begin(part, at, word) && (end == part.size || !g_ascii_isalnum(part.data[end]));
}

/* Objects may stand in streams. */
static void look_for_signs(Bytes part, PdfSigns *signs)
{
    static const char font[] = "/BaseFont";

    for (gsize at = bytes_find_byte(part, 0, '/'); at < part.size;
         at = bytes_find_byte(part, at + 1, '/')) {
        signs->has_notes = signs->has_notes || bytes_begin(part, at, "/FreeText") ||
                           bytes_begin(part, at, "/Widget");
        signs->has_tree = signs->has_tree || bytes_begin(part, at, "/StructTreeRoot");
        signs->n_children += is_key(part, at, "/K");
        if (bytes_begin(part, at, font))
            add_font(part, at + sizeof font - 1, signs);
        signs->hides_text =
            signs->hides_text || (bytes_begin(part, at, "/ca") && is_nought(part, at + 3));
    }
    signs->hides_text = signs->hides_text || sets_invisible(part);
}

void pdf_signs_clear(PdfSigns *signs)
{
    g_clear_pointer(&signs->fonts, g_hash_table_unref);
}

/* Whether data does not unfold, or to something else than was put in. */
static bool is_damaged(Bytes file, gsize at, gsize *n_left, PdfSigns *signs)
{
    if (!is_deflated(file, at))
        return true;
    guint8 window[MAX_SIGN + 16384], *const buffer = window + MAX_SIGN;
    gsize n_kept = 0; /* of what came before, lest a sign be cut in two */
    uLong sum = adler32(0, NULL, 0);
    guint32 told = 0;
    z_stream z = {.next_in = (Bytef *)file.data + at + 2,
                  .avail_in = (uInt)MIN(file.size - at - 2, G_MAXUINT)};
    int status = inflateInit2(&z, -MAX_WBITS);

    while (status == Z_OK && *n_left > 0) {
        z.next_out = buffer;
        z.avail_out = sizeof window - MAX_SIGN;
        status = inflate(&z, Z_NO_FLUSH);
        gsize n = sizeof window - MAX_SIGN - z.avail_out;
        sum = adler32(sum, buffer, (uInt)n);
        look_for_signs((Bytes){buffer - n_kept, n_kept + n}, signs);
        n_kept = MIN(n_kept + n, MAX_SIGN);
        memmove(buffer - n_kept, buffer + n - n_kept, n_kept);
        *n_left -= MIN(n, *n_left);
    }
    if (status == Z_STREAM_END && z.avail_in >= sizeof told)
        memcpy(&told, z.next_in, sizeof told);
    inflateEnd(&z);
    return status != Z_OK && (status != Z_STREAM_END || GUINT32_FROM_BE(told) != sum);
}

static bool is_damaged_in_letters(Bytes file, gsize at, gsize *n_left, PdfSigns *signs)
{
    g_autoptr(GByteArray) bytes = dup_from_letters(file, at);

    return is_damaged((Bytes){bytes->data, bytes->len}, 0, n_left, signs);
}

guint count_damaged_streams(GBytes *bytes, PdfSigns *signs)
{
    Bytes file;
    gsize n_left = MAX_UNFOLDED;
    guint n = 0;

    file.data = g_bytes_get_data(bytes, &file.size);
    const bool is_encrypted = bytes_find(file, 0, "/Encrypt") < file.size;
    *signs = (PdfSigns){.has_notes = is_encrypted,
                        .fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    look_for_signs(file, signs);
    if (is_encrypted)
        return 0;
    for (gsize word = bytes_find(file, 0, "stream"); word < file.size && n_left > 0;
         word = bytes_find(file, word + 1, "stream")) {
        const gsize at = bytes_data(file, word);
        const Bytes dictionary = bytes_dictionary(file, word);

        if (at == 0 || !holds_text(dictionary))
            continue;
        const bool in_letters = names(dictionary, "/ASCII85") || names(dictionary, "/A85");
        n += in_letters ? is_damaged_in_letters(file, at, &n_left, signs)
                        : is_damaged(file, at, &n_left, signs);
    }
    signs->n_unfolded = MAX_UNFOLDED - n_left;
    return n;
}

static gsize skip(Bytes file, gsize at, const char *characters)
{
    while (at < file.size && file.data[at] != '\0' && strchr(characters, file.data[at]) != NULL)
        at++;
    return at;
}

/* Whether a table of objects, or an object that may hold one, begins at @at. */
static bool begins_table(Bytes file, gsize at)
{
    static const char spaces[] = " \t\r\n\f", digits[] = "0123456789";
    gsize number, generation, word;

    number = skip(file, at, spaces);
    if (bytes_find(file, number, "xref") == number)
        return number < file.size;
    generation = skip(file, skip(file, number, digits), spaces);
    word = skip(file, skip(file, generation, digits), spaces);
    return number < generation && generation < word && bytes_find(file, word, "obj") == word &&
           word < file.size;
}

bool has_lost_its_table(GBytes *bytes)
{
    Bytes file;
    gsize from, last, header, at = 0;

    file.data = g_bytes_get_data(bytes, &file.size);
    from = file.size - MIN(file.size, MAX_END);
    last = bytes_find(file, from, "startxref");
    for (gsize next = last; next < file.size; next = bytes_find(file, next + 1, "startxref"))
        last = next;
    for (gsize i = skip(file, last + strlen("startxref"), " \t\r\n");
         i < file.size && g_ascii_isdigit(file.data[i]) && at < file.size; i++)
        at = at * 10 + (gsize)g_ascii_digit_value((char)file.data[i]);
    header = bytes_find(file, 0, "%PDF-");
    return last == file.size || !begins_table(file, (header < MAX_HEADER ? header : 0) + at);
}
