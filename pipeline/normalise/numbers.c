/* SPDX-License-Identifier: GPL-2.0-or-later */
/* numbers.c - printed numbers: "70", "70 %", "70,4%", "10,5". */
#include <kk/pattern.h>
#include <kk/report.h>

#include <string.h>

KkNumber kk_number_parse(const char *text)
{
    KkNumber number = {false, 0, 0};
    KkMatch match;

    if (text == NULL || !kk_pattern_match(KK_PATTERN_NUMBER, text, 0, &match))
        return number;
    g_autofree char *digits = kk_match_dup(&match, "number");
    char *comma = strpbrk(digits, ",.");
    if (comma != NULL) {
        *comma = '.';
        number.decimals = (int)strlen(comma + 1);
    }
    number.set = true;
    number.value = g_ascii_strtod(digits, NULL);
    return number;
}

char *kk_number_dup_text(double value, int decimals)
{
    static const char *const formats[] = {"%.0f", "%.1f", "%.2f"};
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(text, sizeof text, formats[CLAMP(decimals, 0, 2)], value));
}
