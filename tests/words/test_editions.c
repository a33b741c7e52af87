/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editions/: each row of the table keeps its promises. */
#include "support.h"

#include <string.h>

/* The ids that the contract states, edition by edition, area by area. */
static const struct {
    const char *year, *ids[KK_EDITION_AREAS];
} contract[] = {
    {"2002",
     {"offentlighet-och-demokratisk-kontroll", "tillganglighet-och-brukarorientering",
      "klarhet-i-samspelet", "ledning-decentralisering-och-delegation",
      "kontroll-och-rapporteringssystem", "personalforvaltning", "fornyelsepolitik",
      "samhallsbyggnad"}},
    {"2010",
     {"offentlighet-och-demokrati", "tillganglighet-och-brukarorientering",
      "politisk-styrning-och-kontroll", "ledarskap-ansvar-och-delegation",
      "resultat-och-effektivitet", "kommunen-som-arbetsgivare", "verksamhetsutveckling",
      "kommunen-som-samhallsbyggare"}},
    {"2016",
     {"offentlighet-och-demokrati", "tillganglighet-och-brukarorientering",
      "politisk-styrning-och-kontroll", "ledarskap-ansvar-och-delegation",
      "resultat-och-effektivitet", "kommunen-som-arbetsgivare", "standiga-forbattringar",
      "kommunen-som-samhallsbyggare"}},
    {"2020",
     {"samspel-mellan-fortroendevalda-och-medborgare", "samhallsutveckling",
      "styrning-och-kontroll", "effektivitet", "brukarens-fokus", "kvalitetsutveckling",
      "arbetsliv", "chefs-och-ledarskap-samt-medarbetarskap"}},
};

static void ids_are_those_of_the_contract(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(contract); i++) {
        g_assert_nonnull(kk_editions[i]);
        g_assert_cmpstr(kk_editions[i]->year, ==, contract[i].year);
        for (int a = 0; a < KK_EDITION_AREAS; a++)
            g_assert_cmpstr(kk_editions[i]->areas[a].id, ==, contract[i].ids[a]);
    }
    g_assert_null(kk_editions[G_N_ELEMENTS(contract)]);
}

static void editions_stand_oldest_first(void)
{
    for (int i = 1; kk_editions[i] != NULL; i++)
        g_assert_cmpstr(kk_editions[i - 1]->year, <, kk_editions[i]->year);
}

static void ids_are_unique_in_their_edition(gconstpointer data)
{
    const KkEdition *edition = data;
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);

    for (int a = 0; a < KK_EDITION_AREAS; a++) {
        const char *id = edition->areas[a].id;

        g_assert_true(g_hash_table_add(ids, (gpointer)id));
        g_assert_cmpuint(strspn(id, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen(id));
    }
}

/* As printed, in capitals, without its dashes and commas, with a letter too many. */
static void every_spelling_finds_its_own_number(gconstpointer data)
{
    const KkEdition *edition = data;

    for (int a = 0; a < KK_EDITION_AREAS; a++) {
        g_assert_nonnull(edition->areas[a].names[0]);
        for (int n = 0; n < KK_AREA_SPELLINGS && edition->areas[a].names[n] != NULL; n++) {
            const char *name = edition->areas[a].names[n];
            g_autofree char *upper = g_utf8_strup(name, -1);
            g_autofree char *bare = g_strdelimit(g_strdup(name), ",-", ' ');
            g_autofree char *misspelt = g_strconcat(name, "x", NULL);

            g_assert_cmpint(kk_edition_find_area(edition, name), ==, a + 1);
            g_assert_cmpint(kk_edition_find_area(edition, upper), ==, a + 1);
            g_assert_cmpint(kk_edition_find_area(edition, bare), ==, a + 1);
            g_assert_cmpint(kk_edition_find_area(edition, misspelt), ==, a + 1);
        }
    }
}

static void strange_names_find_nothing(gconstpointer data)
{
    static const char *const strange[] = {"",        "Skola och förskola", "Demokrati",
                                          "Styrkor", "Kommunen",           "Offentlighet"};

    for (gsize i = 0; i < G_N_ELEMENTS(strange); i++)
        g_assert_cmpint(kk_edition_find_area(data, strange[i]), ==, 0);
}

static void newest_edition_that_knows_the_name_answers(void)
{
    g_assert_cmpint(kk_editions_find_area("Klarhet i samspelet"), ==, 3);
    g_assert_cmpint(kk_editions_find_area("Arbetsliv"), ==, 7);
    g_assert_cmpint(kk_editions_find_area("Styrning och kontroll"), ==, 3);
    g_assert_cmpint(kk_editions_find_area("Något annat"), ==, 0);
}

static void distances_are_counted_in_letters(void)
{
    g_assert_cmpuint(kk_edit_distance("vänersborg", "vänersborg", 1), ==, 0);
    g_assert_cmpuint(kk_edit_distance("vänerborg", "vänersborg", 1), ==, 1);
    g_assert_cmpuint(kk_edit_distance("vanersborg", "vänersborg", 1), ==, 1);
    g_assert_cmpuint(kk_edit_distance("habo", "håbo", 2), ==, 1);
    g_assert_cmpuint(kk_edit_distance("kil", "kiruna", 2), ==, 3); /* more than 2 */
    g_assert_cmpuint(kk_edit_distance("", "åä", 5), ==, 2);
}

static void add_rows(void)
{
    static const struct {
        const char *sentence;
        void (*test)(gconstpointer);
    } promises[] = {
        {"ids-are-unique", ids_are_unique_in_their_edition},
        {"every-spelling-finds-its-own-number", every_spelling_finds_its_own_number},
        {"strange-names-find-nothing", strange_names_find_nothing},
    };

    for (int i = 0; kk_editions[i] != NULL; i++)
        for (gsize p = 0; p < G_N_ELEMENTS(promises); p++) {
            g_autofree char *path = g_strdup_printf("/words/editions/%s/%s", kk_editions[i]->year,
                                                    promises[p].sentence);

            g_test_add_data_func(path, kk_editions[i], promises[p].test);
        }
}

int main(int argc, char **argv)
{
    test_init(&argc, &argv);
    TEST("/words/editions", ids_are_those_of_the_contract);
    TEST("/words/editions", editions_stand_oldest_first);
    TEST("/words/editions", newest_edition_that_knows_the_name_answers);
    TEST("/words/editions", distances_are_counted_in_letters);
    add_rows();
    return g_test_run();
}
