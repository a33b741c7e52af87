/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html.c - any bytes to text that a browser shows and never obeys. */
#include "html.h"

#include <stdbool.h>

static bool is_unseen(gunichar c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) ||
           g_unichar_type(c) == G_UNICODE_FORMAT;
}

static const char *entity(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_append_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (entity(c) != NULL)
            g_string_append(out, entity(c));
        else if (is_unseen(c))
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
    }
}
