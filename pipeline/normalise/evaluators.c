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
static const char *const organisation_words[] = {
    "SKL",    "SKR", "Kommunförbundet", "kommun",   "stad",      "Stad", "Region",
    "region", "AB",  "Landsting",       "Regioner", "landsting", "KS"};

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
    if (strpbrk(piece, ":@[]0123456789") != NULL)
        return false;
    for (char **word = words; *word != NULL; word++)
        if (!g_unichar_isupper(g_utf8_get_char(*word)) && strcmp(*word, "af") != 0 &&
            strcmp(*word, "la") != 0 && strcmp(*word, "av") != 0 && strcmp(*word, "von") != 0 &&
            strcmp(*word, "de") != 0)
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

        if (is_name(name) && !is_organisation(name) && is_organisation(rest) &&
            g_unichar_isupper(g_utf8_get_char(rest)) && strchr(rest, '@') == NULL) {
            KkEvaluator *person = kk_evaluator_new(g_steal_pointer(&name));

            person->organisation = g_steal_pointer(&rest);
            g_ptr_array_add(people, person);
            return true;
        }
    }
    return false;
}

/* A department's name, which a letterhead has beside the people. */
static bool is_department(const char *piece)
{
    static const char *const departments[] = {"Sektion", "Avdelning", "Enhet", "Förvaltning"};

    for (gsize i = 0; i < G_N_ELEMENTS(departments); i++)
        if (g_str_has_prefix(piece, departments[i]))
            return true;
    return false;
}

/* What a person is: no date, no address. */
static bool is_role(const char *piece)
{
    return !is_department(piece) && strpbrk(piece, "0123456789@:[]") == NULL &&
           !is_organisation(piece);
}

/* "controller i Gnesta kommun", "från SKL": a role, perhaps none, and where. */
static bool take_role_at(KkEvaluator *last, const char *piece)
{
    static const char *const ats[] = {"i ", "vid ", "på ", "från ", "hos "};

    for (const char *p = piece; p != NULL; p = strchr(p, ' ') ? strchr(p, ' ') + 1 : NULL)
        for (gsize i = 0; i < G_N_ELEMENTS(ats); i++) {
            const char *place = p + strlen(ats[i]);
            g_autofree char *role = g_strndup(piece, (gsize)(p - piece));

            g_strchomp(role);
            if (!g_str_has_prefix(p, ats[i]) || !g_unichar_isupper(g_utf8_get_char(place)) ||
                !is_organisation(place) || (*role != '\0' && !is_role(role)))
                continue;
            if (*role != '\0')
                last->role = g_steal_pointer(&role);
            last->organisation = g_strdup(place);
            return true;
        }
    return false;
}

/* Puts one piece where it belongs; @new_line: it began a line of the cover. Returns whether
 * it had a place. */
static bool take_piece(GPtrArray *people, const char *piece, bool new_line)
{
    KkEvaluator *last = people->len > 0 ? g_ptr_array_index(people, people->len - 1) : NULL;

    if (take_unparted(people, piece))
        return true;
    if (last != NULL && last->organisation == NULL && last->role == NULL &&
        take_role_at(last, piece))
        return true;
    if (!new_line && last != NULL && last->organisation == NULL && is_organisation(piece))
        last->organisation = g_strdup(piece);
    else if (is_name(piece) && !is_organisation(piece))
        g_ptr_array_add(people, kk_evaluator_new(g_strdup(piece)));
    else if (last != NULL && last->role == NULL && is_role(piece))
        last->role = g_strdup(piece);
    else if (last != NULL && last->organisation == NULL && is_organisation(piece))
        last->organisation = g_strdup(piece);
    else
        return false;
    return true;
}

/* What may stand behind the names and is none of theirs: a date, the association's imprint, a
 * department on a line of its own. */
static bool is_imprint(const char *piece, bool new_line)
{
    return kk_pattern_is(KK_PATTERN_ISO_DATE, piece) || strcmp(piece, "SKL") == 0 ||
           strcmp(piece, "SKR") == 0 || strcmp(piece, ".") == 0 ||
           (new_line && is_department(piece));
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

/* Whether the last words of @line are the beginning of a name: "… och Anna". */
static bool ends_in_name(const char *line)
{
    const char *piece = line + strlen(line);

    while (piece > line && strchr(",();\n", piece[-1]) == NULL)
        piece--;
    const char *bound = g_strrstr(piece, " och ");
    g_autofree char *last = g_strdup(bound != NULL ? bound + strlen(" och ") : piece);

    g_strstrip(last);
    return g_unichar_isupper(g_utf8_get_char(last)) && strpbrk(last, " -") == NULL &&
           !is_abbreviation(last) && !is_organisation(last);
}

/* One line a person or more: what a line's end had parted is joined. */
static char *dup_joined(const char *printed)
{
    g_auto(GStrv) lines = g_strsplit(printed, "\n", -1);
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        bool lower = g_unichar_islower(g_utf8_get_char(*line));

        if (out->len > 1 && out->str[out->len - 1] == '-' && out->str[out->len - 2] != ' ' &&
            !g_str_has_prefix(*line, "och ")) {
            if (lower)
                g_string_truncate(out, out->len - 1);
        } else if (out->len > 0) {
            const char *open = strrchr(out->str, '(');
            bool same = lower || **line == '(' || (open != NULL && strchr(open, ')') == NULL) ||
                        ends_in_name(out->str) || g_str_has_suffix(out->str, " och");
            g_string_append_c(out, same ? ' ' : '\n');
        }
        g_string_append(out, *line);
    }
    return g_string_free(out, FALSE);
}

static bool is_bare(const KkEvaluator *person)
{
    return person->organisation == NULL && person->role == NULL;
}

/* "Anna Eklöf och Lars Strid, SKL": the organisation of the last is that of those whom "och" or a
 * comma binds to him. @bound: of bool, one a person: whether either follows. */
static void share_organisations(const GPtrArray *people, const GArray *bound)
{
    for (guint i = people->len; i > 1; i--) {
        const KkEvaluator *of = g_ptr_array_index(people, i - 1);
        KkEvaluator *before = g_ptr_array_index(people, i - 2);

        if (i - 2 < bound->len && g_array_index(bound, bool, i - 2) && is_bare(before))
            before->organisation = g_strdup(of->organisation);
    }
}

/* Whether a role may be part of a name or an organisation: "Ramböll", "Anna". */
static bool is_doubtful_role(const char *role)
{
    static const char *const ends[] = {"ledare",     "chef",       "konsult",   "strateg",
                                       "utvecklare", "are",        "expert",    "ekonom",
                                       "controller", "direktör",   "revisor",   "professor",
                                       "docent",     "samordnare", "analytiker"};
    g_autofree char *lower = g_utf8_strdown(role, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(lower, ends[i]))
            return false;
    return g_unichar_isupper(g_utf8_get_char(role));
}

static guint n_words(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    return g_strv_length(words);
}

/* Whether more than one organisation's name seems to be in @organisation. */
static bool is_doubtful_organisation(const char *organisation)
{
    return strpbrk(organisation, "@/.") != NULL || g_str_has_prefix(organisation, "SKL ") ||
           g_str_has_prefix(organisation, "SKR ") || strcmp(organisation, "AB") == 0 ||
           n_words(organisation) > 4;
}

/* Adds what was taken and is not sure to @unused. */
static void add_doubtful(const GPtrArray *people, GString *unused)
{
    for (guint i = 0; i < people->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(people, i);

        if (person->role != NULL && is_doubtful_role(person->role))
            g_string_append_printf(unused, "%s%s", unused->len > 0 ? "; " : "", person->role);
        if (person->organisation != NULL && is_doubtful_organisation(person->organisation))
            g_string_append_printf(unused, "%s%s", unused->len > 0 ? "; " : "",
                                   person->organisation);
    }
}

/* The first who has no organisation where others have one: it may be lost. */
static const KkEvaluator *unlike_others(const GPtrArray *people)
{
    const KkEvaluator *without = NULL;
    bool others = false;

    for (guint i = 0; i < people->len; i++) {
        const KkEvaluator *person = g_ptr_array_index(people, i);

        if (person->organisation != NULL)
            others = true;
        else if (without == NULL)
            without = person;
    }
    return others ? without : NULL;
}

static void doubt(const GPtrArray *people, const char *unused, KkDiagnostics *doubts)
{
    const KkEvaluator *without = unlike_others(people);

    if (people->len == 0)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message_plain(KK_SAYS_EVALUATORS_MISSING));
    else if (*unused != '\0')
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_EVALUATORS_UNCLEAR, NULL, KK_TEXT(unused)));
    else if (without != NULL)
        kk_diagnostics_add(doubts, KK_SEVERITY_WARNING, NULL,
                           kk_message(KK_SAYS_EVALUATORS_EMPLOYER, NULL, KK_TEXT(without->name)));
}

void normalise_evaluators(const char *printed, GPtrArray *people, KkDiagnostics *doubts)
{
    if (printed == NULL)
        return;
    g_autoptr(GString) unused = g_string_new(NULL);
    g_autofree char *joined = dup_joined(printed);
    g_autofree char *text = dup_with_short_names(joined);
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
        if (g_str_has_prefix(copy, ". "))
            memset(copy, ' ', 1);
        g_strstrip(copy);
        if (*copy != '\0' && !take_piece(people, copy, new_line) && !is_imprint(copy, new_line))
            g_string_append_printf(unused, "%s%s", unused->len > 0 ? "; " : "", copy);
        if ((n_and > 0 || *p == ',') && people->len > 0) {
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
    add_doubtful(people, unused);
    doubt(people, unused->str, doubts);
}
