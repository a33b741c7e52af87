/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv.c - a cell of a CSV file, as RFC 4180 has it.
 *
 * A spreadsheet takes a text that begins as a formula does for one. Such a text gets an
 * apostrophe before it, and so does one that begins with apostrophes before such: taking one
 * apostrophe off gives back the text. Numbers stay as they are. */
#include <kk/write.h>

#include <string.h>

#define FORMULA_STARTS "=+-@\t\r"

static bool begins_as_formula(const char *text)
{
    const char *first = text + strspn(text, "'");

    return *first != '\0' && strchr(FORMULA_STARTS, *first) != NULL;
}

void kk_csv_append(GString *line, const char *text, bool guarded)
{
    const bool apostrophe = guarded && begins_as_formula(text);
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;

    g_string_append_printf(line, "%s%s", quoted ? "\"" : "", apostrophe ? "'" : "");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *p);
    }
    g_string_append(line, quoted ? "\"" : "");
}
