/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attack.c - is a document that is damaged in one thing still read right, or is it doubted?
 *
 *     attack [--per N] [--kind WORD] [--from SEED] [--list] REPORT…
 *
 * Each report, which must be read right and without a warning, is damaged N times in each way
 * of damage.c and read again. Prints a line for each way: how many readings were
 *
 *     right      as the original's, but for what the damage took
 *     said       wrong, and a warning stands at the page, or names the area, of every fault
 *     found      the same, with the help of findings that failed
 *     elsewhere  wrong, with warnings at other places alone
 *     silent     wrong without any
 *
 * --list: each silent one, and those whose warnings stand elsewhere, with its faults. */
#include "attack.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef enum { RIGHT, SAID, FOUND, ELSEWHERE, SILENT, N_OUTCOMES } Outcome;

static const char *const outcome_names[] = {"right", "said", "found", "elsewhere", "silent"};

/* ---- faults ------------------------------------------------------------------------------ */

typedef struct {
    const Fact *fact;
    bool missing;  /* else it is too much */
    GArray *pages; /* of int, as they are numbered now */
} Fault;

static void fault_free(gpointer data)
{
    Fault *fault = data;

    g_array_unref(fault->pages);
    g_free(fault);
}

static void add_fault(const Attack *attack, GPtrArray *faults, const Fact *fact, bool missing)
{
    Fault *fault = g_new0(Fault, 1);

    fault->fact = fact;
    fault->missing = missing;
    fault->pages = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; fact->at != NULL && i < fact->at->len; i++) {
        int page = g_array_index(fact->at, KkPlace, i).page;

        if (missing)
            page = attack->pages[page];
        g_array_append_val(fault->pages, page);
    }
    g_ptr_array_add(faults, fault);
}

static Fate fate_of(const Attack *attack, const Fact *fact)
{
    return (Fate)GPOINTER_TO_INT(g_hash_table_lookup(attack->fates, fact));
}

/* As the scorer has it: an overview may differ in one word of fifty. Text that was put in before a
 * heading belongs to what stands there: @more. */
static bool is_near(const char *one, const char *other, bool more)
{
    g_auto(GStrv) words = g_strsplit_set(one, " \n", -1), others = g_strsplit_set(other, " \n", -1);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    guint n = 0, off = 0;

    for (char **w = words; *w != NULL; w++, n++)
        g_hash_table_insert(counts, *w,
                            GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(counts, *w)) + 1));
    for (char **w = others; *w != NULL; w++, n++)
        g_hash_table_insert(counts, *w,
                            GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(counts, *w)) - 1));
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        off += (guint)(more ? MAX(GPOINTER_TO_INT(value), 0) : abs(GPOINTER_TO_INT(value)));
    return off * 50 <= n;
}

static bool is_same(const Attack *attack, const Fact *one, const Fact *other)
{
    if (strcmp(one->key, other->key) == 0)
        return true;
    return strcmp(one->role, "overview") == 0 && strcmp(other->role, "overview") == 0 &&
           one->area == other->area && is_near(one->key, other->key, attack->more_text);
}

static GPtrArray *find_faults(const Attack *attack, const Reading *reading)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func(fault_free);
    const GPtrArray *truth = attack->original->reading->facts;
    g_autofree bool *used = g_new0(bool, reading->facts->len + 1);

    for (guint pass = FACT_STAYS; pass <= FACT_OPEN; pass++)
        for (guint i = 0; i < truth->len; i++) {
            const Fact *fact = g_ptr_array_index(truth, i);
            bool met = false;

            if (fate_of(attack, fact) != pass)
                continue;
            for (guint k = 0; k < reading->facts->len && !met; k++) {
                const Fact *read = g_ptr_array_index(reading->facts, k);

                met = !used[k] && (is_same(attack, fact, read) ||
                                   (attack->renamed && strcmp(fact->role, "name") == 0 &&
                                    strcmp(read->role, "name") == 0 && fact->area == read->area));
                used[k] = used[k] || met;
            }
            if (!met && pass == FACT_STAYS)
                add_fault(attack, faults, fact, true);
        }
    for (guint k = 0; k < reading->facts->len; k++)
        if (!used[k] && !(attack->more_columns &&
                          ((const Fact *)g_ptr_array_index(reading->facts, k))->from > 0))
            add_fault(attack, faults, g_ptr_array_index(reading->facts, k), false);
    return faults;
}

/* ---- doubts ------------------------------------------------------------------------------ */

static bool has_page(const Fault *fault, const KkAt *at)
{
    for (guint i = 0; i < at->len; i++)
        for (guint k = 0; k < fault->pages->len; k++)
            if (g_array_index(at, KkPlace, i).page == g_array_index(fault->pages, int, k))
                return true;
    return false;
}

/* The area that a doubt names; -1: none. */
static int area_named(const KkMessage *message)
{
    const KkArgument *first = &message->arguments[0];

    switch (message->code) {
    case KK_SAYS_STRENGTHS_MISSING:
    case KK_SAYS_IMPROVEMENTS_MISSING:
    case KK_SAYS_TABLE_MISSING:
    case KK_SAYS_TOTAL_MISSING:
    case KK_SAYS_AREA_POINTS_MISSING:
    case KK_SAYS_AREA_MAX_MISSING:
    case KK_SAYS_AREA_PERCENT_MISSING:
    case KK_SAYS_AREA_UNKNOWN:
    case KK_SAYS_SUMMARY_MISSING:
    case KK_SAYS_COMPARISON_MISSING:
    case KK_SAYS_CHAPTER_SCORE_MISSING:
        return (int)first->least;
    case KK_SAYS_ROW_PASSED_OVER:
    case KK_SAYS_LIST_REPEATED:
        return (int)message->arguments[1].least;
    case KK_SAYS_TEXT_MISSING:
    case KK_SAYS_ROW_DOUBTFUL:
    case KK_SAYS_ROW_POINTS_MISSING:
    case KK_SAYS_ROW_MAX_MISSING:
    case KK_SAYS_ROW_PERCENT_MISSING:
        return atoi(first->text);
    case KK_SAYS_TOTAL_UNLIKELY:
        return 0;
    default:
        return -1;
    }
}

/* Whether a doubt of the whole report speaks of such a fault. */
static bool is_of_whole(const Fault *fault, KkMessageCode code)
{
    const char *role = fault->fact->role;
    bool score = strcmp(role, "achieved") == 0 || strcmp(role, "max") == 0 ||
                 strcmp(role, "percent") == 0 || strcmp(role, "question") == 0;

    switch (code) {
    case KK_SAYS_TABLES_MISSING:
        return score;
    case KK_SAYS_LISTS_MISSING:
        return strcmp(role, "item") == 0;
    case KK_SAYS_AREAS_MISSING:
        return fault->missing && fault->fact->area > 0;
    case KK_SAYS_EDITION_UNKNOWN:
        return strcmp(role, "name") == 0;
    case KK_SAYS_MUNICIPALITY_MISSING:
    case KK_SAYS_MUNICIPALITY_MISSPELT:
    case KK_SAYS_YEAR_DISPUTED:
    case KK_SAYS_YEAR_FROM_DATE:
    case KK_SAYS_YEAR_MISSING:
        return strcmp(role, "head") == 0;
    default:
        return false;
    }
}

static bool is_doubted(const Fault *fault, const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        if (doubt->severity != KK_SEVERITY_INFO &&
            (has_page(fault, doubt->at) || area_named(doubt->message) == fault->fact->area ||
             is_of_whole(fault, doubt->message->code)))
            return true;
    }
    return false;
}

static bool is_found(const Fault *fault, const KkValidation *validation)
{
    for (guint i = 0; i < validation->findings->len; i++) {
        const KkFinding *finding = g_ptr_array_index(validation->findings, i);

        if (finding->outcome == KK_OUTCOME_FAILED &&
            (has_page(fault, finding->at) || atoi(finding->subject) == fault->fact->area))
            return true;
    }
    return false;
}

static bool has_doubts(const KkDiagnostics *doubts)
{
    for (guint i = 0; i < doubts->len; i++)
        if (((const KkDiagnostic *)g_ptr_array_index(doubts, i))->severity != KK_SEVERITY_INFO)
            return true;
    return false;
}

static guint count_failed(const Reading *reading)
{
    return (guint)reading->validation->counts[KK_OUTCOME_FAILED];
}

static Outcome judge(const Attack *attack, const Reading *reading, const GPtrArray *faults)
{
    bool doubted = has_doubts(reading->doubts);
    Outcome worst = RIGHT;

    if (attack->lost && !doubted)
        worst = count_failed(reading) > count_failed(attack->original->reading) ? FOUND : SILENT;
    else if (attack->lost)
        worst = SAID;
    for (guint i = 0; i < faults->len; i++) {
        const Fault *fault = g_ptr_array_index(faults, i);
        Outcome outcome = is_doubted(fault, reading->doubts)     ? SAID
                          : is_found(fault, reading->validation) ? FOUND
                          : doubted                              ? ELSEWHERE
                                                                 : SILENT;

        worst = MAX(worst, outcome);
    }
    return worst;
}

/* ---- the attack -------------------------------------------------------------------------- */

static char *kind;
static int per = 1, from;
static gboolean list, show;

static void print_faults(const Attack *attack, const Reading *reading, const GPtrArray *faults,
                         const char *name, int seed, Outcome outcome)
{
    g_print("# %s %s, %s, seed %d\n", outcome_names[outcome], name, attack->original->path, seed);
    for (guint i = 0; i < faults->len && i < 6; i++) {
        const Fault *fault = g_ptr_array_index(faults, i);

        g_print("#   %s %.110s (page %d)\n", fault->missing ? "lacks" : "reads", fault->fact->key,
                fault->pages->len > 0 ? g_array_index(fault->pages, int, 0) : 0);
    }
    for (guint i = 0; i < reading->doubts->len && i < 4; i++)
        g_print("#   doubt: %s\n",
                ((KkDiagnostic *)g_ptr_array_index(reading->doubts, i))->message->text);
}

static void print_account(const KkDocument *document)
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, NULL);
    g_autofree char *words = kk_account_dump(layout, draft), *read = kk_draft_dump(draft);

    g_print("%s%s", words, read);
}

/* Whether the damage was possible. */
static bool attack_once(const Original *original, guint k, int seed, guint *counts)
{
    const Damage *damage = &attack_damages[k];
    int n = original->document->source.n_pages;
    g_autofree int *pages = g_new0(int, (gsize)n + 1);
    Attack attack = {.original = original,
                     .document = attack_document_dup(original->document),
                     .rand =
                         g_rand_new_with_seed(g_str_hash(original->name) + (guint32)seed * 100 + k),
                     .fates = g_hash_table_new(NULL, NULL),
                     .pages = pages};

    for (int i = 0; i <= n; i++)
        pages[i] = i;
    bool done = damage->damage(&attack);
    if (done) {
        Reading *reading = attack_read(attack.document);
        Outcome outcome = SAID; /* refused */

        if (reading->report != NULL) {
            g_autoptr(GPtrArray) faults = find_faults(&attack, reading);

            outcome = judge(&attack, reading, faults);
            if (list && outcome >= ELSEWHERE)
                print_faults(&attack, reading, faults, damage->name, seed, outcome);
            if (show && outcome >= ELSEWHERE)
                print_account(attack.document);
        }
        counts[outcome]++;
        attack_reading_free(reading);
    }
    kk_document_free(attack.document);
    g_rand_free(attack.rand);
    g_hash_table_unref(attack.fates);
    return done;
}

static void attack_report(const char *path, guint counts[][N_OUTCOMES])
{
    g_autoptr(GPtrArray) doubts = kk_diagnostics_new();
    g_autoptr(KkInput) input = kk_discover(path, NULL);
    g_autoptr(KkDocument) document = input != NULL ? kk_extract(input, NULL, doubts, NULL) : NULL;

    if (document == NULL || document->pages->len == 0) {
        g_printerr("%s: not read\n", path);
        return;
    }
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    Original original = {path, document->source.name, document, layout, attack_read(document)};
    if (original.reading->report == NULL || has_doubts(original.reading->doubts))
        g_printerr("%s: doubted as it is\n", path);
    else
        for (guint k = 0; attack_damages[k].name != NULL; k++)
            for (int i = 0; i < per && (kind == NULL || strstr(attack_damages[k].name, kind)); i++)
                attack_once(&original, k, from + i, counts[k]);
    attack_reading_free(original.reading);
}

int main(int argc, char **argv)
{
    const GOptionEntry entries[] = {
        {"kind", 0, 0, G_OPTION_ARG_STRING, &kind, "only kinds with this in their name", "WORD"},
        {"per", 0, 0, G_OPTION_ARG_INT, &per, "of each kind, for each report", "N"},
        {"from", 0, 0, G_OPTION_ARG_INT, &from, "the first seed", "SEED"},
        {"list", 0, 0, G_OPTION_ARG_NONE, &list, "each that is silent", NULL},
        {"show", 0, 0, G_OPTION_ARG_NONE, &show, "what was read of each that is listed", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("REPORT…");
    guint counts[32][N_OUTCOMES] = {0}, sums[N_OUTCOMES] = {0};

    setlocale(LC_CTYPE, "C.UTF-8"); /* for g_print() */
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL))
        return 2;
    for (int i = 1; i < argc; i++)
        attack_report(argv[i], counts);
    g_print("%-28s", "kind");
    for (guint o = 0; o < N_OUTCOMES; o++)
        g_print(" %9s", outcome_names[o]);
    for (guint k = 0; attack_damages[k].name != NULL; k++) {
        g_print("\n%-28s", attack_damages[k].name);
        for (guint o = 0; o < N_OUTCOMES; o++) {
            g_print(" %9u", counts[k][o]);
            sums[o] += counts[k][o];
        }
    }
    g_print("\n%-28s", "all");
    for (guint o = 0; o < N_OUTCOMES; o++)
        g_print(" %9u", sums[o]);
    g_print("\n");
    return 0;
}
