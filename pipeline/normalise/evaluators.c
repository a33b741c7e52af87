/* evaluators.c - "Lars Strid, senior konsult (SKL), Anna Eklöf, SKL" to people.
 *
 * A piece between commas, brackets, "och" and line ends is a name, a role or an
 * organisation: an organisation is an association or a municipality of the register, a
 * name is two to four capitalised words, a role is the rest. */
#include "normalise.h"

#include <kk/pattern.h>
#include <kk/register.h>

#include <string.h>

/* Words that make a piece an organisation. Source: covers in the domain notes. */
static const char *const organisation_words[] = {"SKL", "SKR", "Kommunförbundet", "kommun",
                                                 "stad", "Stad", "Region", "region",
                                                 "AB", "Landsting", "Regioner", "landsting",
                                                 "KS"};

static bool is_organisation(const char *piece)
{
    g_auto(GStrv) words = g_strsplit_set(piece, " .", -1);
    bool whole = false;

    for (char **word = words; *word != NULL; word++)
        for (gsize i = 0; i < G_N_ELEMENTS(organisation_words); i++)
            if (strcmp(*word, organisation_words[i]) == 0)
                return true;
    g_autofree char *upper = g_utf8_strup(piece, -1);
    if (strcmp(upper, piece) == 0 && strstr(upper, "KOMMUN") != NULL)
        return true;
    return kk_register_find(piece, false, &whole) != NULL && whole;
}

/* "KS": two letters or more, capitals all. */
static bool is_abbreviation(const char *word)
{
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_isupper(g_utf8_get_char(p)))
            return false;
    return g_utf8_strlen(word, -1) >= 2;
}

/* Two to four words; abbreviations only where all is set in capitals. */
static bool is_name(const char *piece)
{
    g_auto(GStrv) words = g_strsplit(piece, " ", -1);
    guint n = g_strv_length(words), n_short = 0;

    for (guint i = 0; i < n; i++)
        n_short += is_abbreviation(words[i]);
    if (n < 2 || n > 4 || (n_short > 0 && n_short < n))
        return false;
    for (char **word = words; *word != NULL; word++)
        if (!g_unichar_isupper(g_utf8_get_char(*word)) && strcmp(*word, "af") != 0 &&
            strcmp(*word, "av") != 0 && strcmp(*word, "von") != 0 && strcmp(*word, "de") != 0)
            return false;
    return true;
}

/* "Leif Eldås SKL", "Lena Ehrnlund Marks kommun": a name and an organisation without a
 * comma. Returns whether it was one. */
static bool take_unparted(GPtrArray *people, const char *piece)
{
    g_auto(GStrv) words = g_strsplit(piece, " ", -1);

    for (guint n = 2; n <= 3 && n < g_strv_length(words); n++) {
        g_autofree char *rest = g_strjoinv(" ", words + n);
        g_autofree char *name = g_strndup(piece, (gsize)(strlen(piece) - strlen(rest) - 1));

        if (is_name(name) && !is_organisation(name) && is_organisation(rest)) {
            KkEvaluator *person = kk_evaluator_new(g_steal_pointer(&name));

            person->organisation = g_steal_pointer(&rest);
            g_ptr_array_add(people, person);
            return true;
        }
    }
    return false;
}

/* What a person is: no date, and no department's name, which a letterhead has beside the people. */
static bool is_role(const char *piece)
{
    static const char *const departments[] = {"Sektion", "Avdelning", "Enhet", "Förvaltning"};

    for (gsize i = 0; i < G_N_ELEMENTS(departments); i++)
        if (g_str_has_prefix(piece, departments[i]))
            return false;
    return strpbrk(piece, "0123456789") == NULL && !is_organisation(piece);
}

/* Puts one piece where it belongs; @new_line: it began a line of the cover. */
static void take_piece(GPtrArray *people, const char *piece, bool new_line)
{
    KkEvaluator *last = people->len > 0 ? g_ptr_array_index(people, people->len - 1) : NULL;

    if (*piece == '\0' || take_unparted(people, piece))
        return;
    if (!new_line && last != NULL && last->organisation == NULL && is_organisation(piece))
        last->organisation = g_strdup(piece);
    else if (is_name(piece) && !is_organisation(piece))
        g_ptr_array_add(people, kk_evaluator_new(g_strdup(piece)));
    else if (last != NULL && last->role == NULL && is_role(piece))
        last->role = g_strdup(piece);
    else if (last != NULL && last->organisation == NULL && is_organisation(piece))
        last->organisation = g_strdup(piece);
}

/* Whether "och" at @p parts two people: what follows is a capital. */
static gsize and_at(const char *p)
{
    static const char *const ands[] = {" och ", " OCH ", " samt ", " & "};

    for (gsize i = 0; i < G_N_ELEMENTS(ands); i++) {
        gsize n = strlen(ands[i]);

        if (strncmp(p, ands[i], n) == 0 && g_unichar_isupper(g_utf8_get_char(p + n)))
            return n;
    }
    return 0;
}

/* Associations whose own names hold "och" are taken out of harm's way first. */
static char *dup_with_short_names(const char *text)
{
    g_auto(GStrv) skl = g_strsplit(text, "Sveriges Kommuner och Landsting", -1);
    g_autofree char *once = g_strjoinv("SKL", skl);
    g_auto(GStrv) skr = g_strsplit(once, "Sveriges Kommuner och Regioner", -1);

    return g_strjoinv("SKR", skr);
}

static bool is_bare(const KkEvaluator *person)
{
    return person->organisation == NULL && person->role == NULL;
}

/* "Anna Eklöf och Lars Strid, SKL": the organisation of the last is that of those whom "och" binds
 * to him. @bound: of bool, one a person: whether "och" follows. */
static void share_organisations(const GPtrArray *people, const GArray *bound)
{
    for (guint i = people->len; i > 1; i--) {
        const KkEvaluator *of = g_ptr_array_index(people, i - 1);
        KkEvaluator *before = g_ptr_array_index(people, i - 2);

        if (i - 2 < bound->len && g_array_index(bound, bool, i - 2) && is_bare(before))
            before->organisation = g_strdup(of->organisation);
    }
}

void normalise_evaluators(const char *printed, GPtrArray *people)
{
    if (printed == NULL)
        return;
    g_autofree char *text = dup_with_short_names(printed);
    g_autoptr(GArray) bound = g_array_new(FALSE, TRUE, sizeof(bool));
    GString *piece = g_string_new(NULL);
    bool new_line = true;

    for (const char *p = text;; p++) {
        gsize n_and = *p == ' ' ? and_at(p) : 0;

        if (*p != '\0' && strchr(",()\n;", *p) == NULL && n_and == 0) {
            g_string_append_c(piece, *p);
            continue;
        }
        g_autofree char *copy = g_strdup(piece->str);
        take_piece(people, g_strstrip(copy), new_line);
        if (n_and > 0 && people->len > 0) {
            g_array_set_size(bound, people->len);
            g_array_index(bound, bool, people->len - 1) = true;
        }
        g_string_truncate(piece, 0);
        new_line = *p == '\n';
        if (*p == '\0')
            break;
        if (n_and > 0)
            p += n_and - 1;
    }
    g_string_free(piece, TRUE);
    share_organisations(people, bound);
}
