/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspects.c, letters.c and gaps.c: a small report that nothing is wrong with, and what is changed
 * in it one at a time. */
#include "support.h"

#include <string.h>

static const char sound[] =
    "72 100 24 Kommunkompassen\n"
    "72 140 16 Analys av Huddinge kommun 2017\n"
    "page 2\n"
    "72 80 16 Område 1 Offentlighet och demokrati\n"
    "72 110 12 Styrkor\n"
    "72 130 10 • Medborgarna möter nämnderna i öppna sammanträden varje månad\n"
    "72 145 10 • Kommunen besvarar synpunkter inom tre dagar\n"
    "72 160 10 • Webbplatsen är lätt att hitta på för den som söker\n"
    "82 172 10 uppgifter om beslut\n"
    "72 187 10 • Ungdomsrådet yttrar sig över budgeten\n"
    "72 220 12 Förbättringsområden\n"
    "72 240 10 • Redovisa resultat för invånarna\n"
    "72 255 10 • Pröva nya former för dialog\n"
    "300 800 9 2\n"
    "page 3\n"
    "72 80 16 Område 2 Tillgänglighet och brukarorientering\n"
    "72 110 12 Styrkor\n"
    "72 130 10 • God service i kontaktcentret för alla som ringer,\n"
    "82 142 10 skriver eller kommer på besök\n"
    "72 157 10 • Kommunens garantier följs upp varje år och resultatet\n"
    "82 169 10 redovisas för nämnden\n"
    "72 184 10 • Brukarna tillfrågas om sin vardag och svaren leder till\n"
    "82 196 10 nya arbetssätt\n"
    "72 220 12 Förbättringsområden\n"
    "72 240 10 • Fler e-tjänster\n"
    "300 800 9 3\n"
    "page 4\n"
    "72 80 16 Område 3 Politisk styrning och kontroll\n"
    "72 110 12 Styrkor\n"
    "72 130 10 • Målen är tydliga\n"
    "72 160 12 Förbättringsområden\n"
    "72 180 10 • Följ upp målen\n"
    "300 800 9 4\n";

/* The report with @to for @from. */
static char *dup_changed(const char *from, const char *to)
{
    const char *at = strstr(sound, from);

    g_assert_nonnull(at);
    return g_strdup_printf("%.*s%s%s", (int)(at - sound), sound, to, at + strlen(from));
}

/* What is doubted in @pages. */
static GPtrArray *dup_doubts(const char *pages)
{
    g_autoptr(KkInput) input = test_input("pages", 5);
    g_autoptr(KkDocument) document = test_page_read(input, pages, false);
    g_autoptr(KkLayout) layout = kk_layout(document, &kk_swedish);
    GPtrArray *doubts = kk_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(KkDraft) draft = kk_parse(layout, doubts, &error);

    g_assert_no_error(error);
    return doubts;
}

/* Whether reading @pages gives a doubt of that code at @page; 0: anywhere. */
static bool is_doubted(const char *pages, const char *code, int page)
{
    g_autoptr(GPtrArray) doubts = dup_doubts(pages);
    bool found = false;

    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        for (guint k = 0; k < doubt->at->len && strcmp(doubt->code, code) == 0; k++)
            found = found || page == 0 || g_array_index(doubt->at, KkPlace, k).page == page;
    }
    return found;
}

static void assert_doubted(const char *from, const char *to, const char *code, int page)
{
    g_autofree char *pages = dup_changed(from, to);

    g_assert_false(is_doubted(sound, code, 0));
    g_assert_true(is_doubted(pages, code, page));
}

static void item_without_the_bullet_of_its_list_is_doubted(void)
{
    assert_doubted("• Medborgarna möter", "Medborgarna möter", "item-doubtful", 2);
}

static void line_of_an_item_in_another_size_is_doubted(void)
{
    assert_doubted("82 172 10 uppgifter", "82 172 8.9 uppgifter", "item-doubtful", 2);
}

static void line_that_stands_apart_in_an_item_is_doubted(void)
{
    assert_doubted("72 187 10 • Ung", "82 192 10 Källa: kommunen\n72 207 10 • Ung", "item-doubtful",
                   2);
}

static void item_that_comes_again_is_doubted(void)
{
    assert_doubted("72 187 10 • Ungdomsrådet yttrar sig över budgeten",
                   "72 187 10 • Medborgarna möter nämnderna i öppna sammanträden varje månad",
                   "item-doubtful", 2);
}

static void another_areas_lists_in_a_chapter_are_doubted(void)
{
    assert_doubted("72 80 16 Område 2 Tillgänglighet och brukarorientering\n", "", "list-repeated",
                   3);
}

static void page_number_that_is_left_out_is_doubted(void)
{
    assert_doubted("300 800 9 4", "300 800 9 6", "page-missing", 4);
}

static void page_that_comes_again_is_doubted(void)
{
    const char *page = strstr(sound, "page 3"), *next = strstr(sound, "page 4");
    g_autofree char *pages =
        g_strdup_printf("%spage 5%.*s", sound, (int)(next - page - 6), page + 6);

    g_assert_false(is_doubted(sound, "page-repeated", 0));
    g_assert_true(is_doubted(pages, "page-repeated", 3));
    g_assert_true(is_doubted(pages, "page-repeated", 5));
}

/* Said once of the page, however many areas it names. */
static void summary_that_nothing_took_is_doubted(void)
{
    GString *text = g_string_new(sound);
    guint n = 0;

    g_string_append(text, "page 5\n72 80 20 Resultatet i korthet\n");
    for (int i = 0; i < 6; i++)
        g_string_append_printf(text,
                               "72 %d 10 Efter årets möten om Offentlighet och demokrati 7%d\n",
                               110 + 40 * i, 9 - i);
    g_autofree char *all = g_string_free(text, FALSE);
    g_autoptr(GPtrArray) doubts = dup_doubts(all);
    for (guint i = 0; i < doubts->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(doubts, i);

        n += strcmp(doubt->code, "table-unread") == 0;
    }
    g_assert_cmpuint(n, ==, 1);
}

static void letters_that_make_up_no_language_are_doubted(void)
{
    assert_doubted("• Målen är tydliga", "• Lrpphujugrugq pöwhu qäpqghuqd l össqd vdppdqwuäghq",
                   "letters-doubtful", 4);
}

static void years_that_are_none_are_doubted(void)
{
    assert_doubted("• Målen är tydliga",
                   "• Målen från 4239 är tydliga, liksom de från 4238 och dem som antogs 4237",
                   "letters-doubtful", 4);
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/parse/suspects", item_without_the_bullet_of_its_list_is_doubted);
    TEST("/parse/suspects", line_of_an_item_in_another_size_is_doubted);
    TEST("/parse/suspects", line_that_stands_apart_in_an_item_is_doubted);
    TEST("/parse/suspects", item_that_comes_again_is_doubted);
    TEST("/parse/suspects", another_areas_lists_in_a_chapter_are_doubted);
    TEST("/parse/suspects", page_number_that_is_left_out_is_doubted);
    TEST("/parse/suspects", page_that_comes_again_is_doubted);
    TEST("/parse/suspects", summary_that_nothing_took_is_doubted);
    TEST("/parse/suspects", letters_that_make_up_no_language_are_doubted);
    TEST("/parse/suspects", years_that_are_none_are_doubted);
    return g_test_run();
}
