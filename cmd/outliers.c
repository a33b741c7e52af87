/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outliers.c - what status and import say of a report that differs from the others. */
#include "command.h"

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
