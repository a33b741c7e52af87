/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diagnostic.c - the list of doubts. */
#include <kk/diagnostic.h>

#include <string.h>

static void diagnostic_clear(gpointer data)
{
    KkDiagnostic *doubt = data;

    g_free(doubt->code);
    kk_message_free(doubt->message);
    g_array_unref(doubt->at);
}

static void diagnostic_release(gpointer data)
{
    g_rc_box_release_full(data, diagnostic_clear);
}

KkDiagnostic *kk_diagnostic_alloc(void)
{
    return g_rc_box_new0(KkDiagnostic);
}

KkDiagnostics *kk_diagnostics_new(void)
{
    return g_ptr_array_new_with_free_func(diagnostic_release);
}

/* @at: (nullable): no place */
static bool stands_at(const KkDiagnostic *doubt, const KkAt *at)
{
    bool same = doubt->at->len == (at != NULL ? at->len : 0);

    for (guint i = 0; same && i < doubt->at->len; i++) {
        const KkPlace *a = &g_array_index(doubt->at, KkPlace, i),
                      *b = &g_array_index(at, KkPlace, i);

        same = a->page == b->page && memcmp(&a->bbox, &b->bbox, sizeof a->bbox) == 0;
    }
    return same;
}

void kk_diagnostics_add(KkDiagnostics *doubts, KkSeverity severity, const KkAt *at,
                        KkMessage *message)
{
    const char *code = kk_message_rule(message->code);

    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *other = g_ptr_array_index(doubts, i);

        if (g_str_equal(other->code, code) && g_str_equal(other->message->text, message->text) &&
            stands_at(other, at)) {
            kk_message_free(message);
            return;
        }
    }
    KkDiagnostic *doubt = kk_diagnostic_alloc();
    doubt->severity = severity;
    doubt->code = g_strdup(code);
    doubt->message = message;
    doubt->at = kk_at_dup(at);
    g_ptr_array_add(doubts, doubt);
}

KkDiagnostics *kk_diagnostics_share(const KkDiagnostics *doubts, int first, int last)
{
    KkDiagnostics *shared = kk_diagnostics_new();

    for (guint i = 0; i < doubts->len; i++) {
        KkDiagnostic *doubt = g_ptr_array_index(doubts, i);
        bool within = doubt->at->len == 0;

        for (guint k = 0; k < doubt->at->len; k++) {
            int page = g_array_index(doubt->at, KkPlace, k).page;

            within = within || (page >= first && page <= last);
        }
        if (within)
            g_ptr_array_add(shared, g_rc_box_acquire(doubt));
    }
    return shared;
}

const char *kk_severity_name(KkSeverity severity)
{
    static const char *const names[] = {"error", "warning", "info"};

    return names[severity];
}
