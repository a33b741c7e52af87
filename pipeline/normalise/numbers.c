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
