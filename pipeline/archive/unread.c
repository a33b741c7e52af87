/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unread.c - words that reports have and the program does not know, counted over an archive. */
#include "archive.h"

#include <kk/edition.h>
#include <kk/pattern.h>
#include <kk/words.h>

#include <string.h>

/* What is counted, while it is. */
typedef struct {
    GHashTable *wordings; /* of KkUnreadWording, owned, by what it is and its letters */
    GHashTable *seen;     /* those of the report that is looked at */
} Count;

static void wording_free(gpointer data)
{
    KkUnreadWording *wording = data;

    g_free(wording->text);
    g_free(wording);
}

/* ---- where it belongs ----------------------------------------------------------------------- */

/* Whether @doubt is the one that was told of @unread: of its page and height, with its words. */
static bool is_told_of(const KkDiagnostic *doubt, const KkUnread *unread)
{
    if (doubt->at->len == 0 || unread->at->len == 0)
        return false;
    const KkPlace *a = &g_array_index(doubt->at, KkPlace, 0),
                  *b = &g_array_index(unread->at, KkPlace, 0);
    return a->page == b->page && a->bbox.y0 == b->bbox.y0 &&
           strstr(doubt->message->text, unread->text) != NULL;
}

/* As the doubt says that was told of it. */
static KkWordGroup group_of_place(const KkUnread *unread, const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        if (!is_told_of(doubt, unread))
            continue;
        if (strcmp(doubt->code, kk_message_rule(KK_SAYS_STRENGTHS_UNREAD)) == 0)
            return KK_WORDS_STRENGTHS;
        if (strcmp(doubt->code, kk_message_rule(KK_SAYS_IMPROVEMENTS_UNREAD)) == 0)
            return KK_WORDS_IMPROVEMENTS;
    }
    return KK_WORDS_NONE;
}

static bool is_known(KkWordGroup group, const char *text)
{
    return group >= KK_WORDS_AREA
               ? kk_words_find(KK_WORDS_AREA, KK_WORDS_LAST_AREA, text) != KK_WORDS_NONE
               : kk_words_find(KK_WORDS_STRENGTHS, KK_WORDS_END, text) != KK_WORDS_NONE;
}

/* ---- counting ------------------------------------------------------------------------------- */

/* What makes two the same: the letters of a heading or a row, whose numbers differ; of a table or a
 * list the kind alone. */
static char *dup_letters(KkUnreadKind kind, const char *text)
{
    g_autofree char *key = kk_name_key(text);
    GString *letters = g_string_new(NULL);

    for (const char *p = key; *p != '\0'; p++)
        if (kind == KK_UNREAD_HEADING || (kind == KK_UNREAD_ROW && !g_ascii_isdigit(*p)))
            g_string_append_c(letters, *p);
    return g_string_free(letters, FALSE);
}

static void count(Count *count, KkUnreadKind kind, KkWordGroup group, const char *text)
{
    g_autofree char *letters = dup_letters(kind, text);
    g_autofree char *key = g_strdup_printf("%d %d %s", kind, group, letters);
    KkUnreadWording *wording = g_hash_table_lookup(count->wordings, key);

    if (kind == KK_UNREAD_HEADING && (*letters == '\0' || is_known(group, text)))
        return;
    if (wording == NULL) {
        wording = g_new0(KkUnreadWording, 1);
        wording->kind = kind;
        wording->group = group;
        wording->text = *letters != '\0' ? g_strdup(text) : NULL;
        g_hash_table_insert(count->wordings, g_strdup(key), wording);
    }
    wording->n_times++;
    wording->n_reports += g_hash_table_add(count->seen, g_steal_pointer(&key));
}

static bool count_report(gpointer data, const KkResult *result, bool current, GError **error)
{
    Count *counted = data;
    const KkReport *report = result->report;

    (void)current;
    (void)error;
    g_hash_table_remove_all(counted->seen);
    for (guint i = 0; i < report->unread->len; i++) {
        const KkUnread *unread = g_ptr_array_index(report->unread, i);

        count(counted, unread->kind,
              unread->kind == KK_UNREAD_HEADING ? group_of_place(unread, result->diagnostics)
                                                : KK_WORDS_NONE,
              unread->text);
    }
    for (guint i = 0; i < report->areas->len; i++) {
        const KkArea *area = g_ptr_array_index(report->areas, i);

        if (area->id == NULL && area->number >= 1 && area->number <= KK_EDITION_AREAS)
            count(counted, KK_UNREAD_HEADING, (KkWordGroup)(KK_WORDS_AREA + area->number - 1),
                  area->name);
    }
    return true;
}

/* By group, those of none last; then the most frequent first. */
static int by_group(gconstpointer a, gconstpointer b)
{
    const KkUnreadWording *one = *(KkUnreadWording *const *)a,
                          *other = *(KkUnreadWording *const *)b;

    if (one->group != other->group)
        return one->group == KK_WORDS_NONE ||
                       (other->group != KK_WORDS_NONE && one->group > other->group)
                   ? 1
                   : -1;
    if (one->kind != other->kind)
        return one->kind == KK_UNREAD_HEADING ||
                       (other->kind != KK_UNREAD_HEADING && one->kind < other->kind)
                   ? -1
                   : 1;
    if (one->n_times != other->n_times)
        return one->n_times > other->n_times ? -1 : 1;
    return g_strcmp0(one->text, other->text);
}

GPtrArray *kk_archive_list_unread(KkArchive *archive, GError **error)
{
    g_autoptr(GHashTable) wordings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(wording_free);
    Count counted = {wordings, seen};
    bool done = kk_archive_each(archive, NULL, count_report, &counted, error);
    GHashTableIter iter;
    gpointer wording;

    g_hash_table_iter_init(&iter, wordings);
    while (g_hash_table_iter_next(&iter, NULL, &wording))
        g_ptr_array_add(list, wording);
    g_ptr_array_sort(list, by_group);
    return done ? g_steal_pointer(&list) : NULL;
}
