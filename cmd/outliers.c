/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outliers.c - what status and import say of a report that differs from the others. */
#include "command.h"

#define LONGEST_SHOWN 80 /* characters of what a report says */

char *dup_shown(const char *text)
{
    g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');
    g_autofree char *visible = dup_visible(line);

    if (g_utf8_strlen(visible, -1) <= LONGEST_SHOWN)
        return g_steal_pointer(&visible);
    g_autofree char *cut = g_utf8_substring(visible, 0, LONGEST_SHOWN - 1);
    return g_strconcat(cut, "…", NULL);
}

char *dup_outlier(const KkOutlier *outlier)
{
    static const struct {
        const char *subject, *before, *after, *others;
    } words[] = {
        [KK_OUTLIER_QUESTIONS] = {"area", "has ", " questions", "have "},
        [KK_OUTLIER_MAX] = {"question", "has the maximum ", "", "have "},
        [KK_OUTLIER_TEXT] = {"question", "reads \"", "\"", "read \""},
    };
    const bool text = outlier->kind == KK_OUTLIER_TEXT;
    g_autofree char *page =
        outlier->page > 0 ? g_strdup_printf("page %d: ", outlier->page) : g_strdup("");
    g_autofree char *found = dup_shown(outlier->found);
    g_autofree char *expected = dup_shown(outlier->expected);

    return g_strdup_printf("%s%s %s %s%s%s; %u of %u other reports of its edition and template "
                           "%s%s%s",
                           page, words[outlier->kind].subject, outlier->subject,
                           words[outlier->kind].before, found, words[outlier->kind].after,
                           outlier->n_agree, outlier->n_others, words[outlier->kind].others,
                           expected, text ? "\"" : "");
}
