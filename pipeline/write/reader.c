/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reader.c - JSON that may be anybody's, member by member.
 *
 * cJSON reads more than JSON, passes invalid UTF-8 and ends a string at an escaped zero: what
 * it would let pass is refused first. */
#include "reader.h"

#include <kk/error.h>
#include <kk/read.h>

#include <math.h>
#include <string.h>

#define MAX_SHOWN_NAME 40 /* characters of a strange member's name in a message */

/* ---- trouble ---------------------------------------------------------------------------- */

/* "areas[3].score" */
static void append_path(GString *path, const ReaderStep *step)
{
    if (step == NULL)
        return;
    append_path(path, step->outer);
    if (step->name == NULL)
        g_string_append_printf(path, "[%u]", step->entry);
    else
        g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "", step->name);
}

void reader_refuse(Reader *reader, const char *name, const char *trouble)
{
    if (reader->failed)
        return;
    GString *path = g_string_new(NULL);
    append_path(path, reader->step);
    g_set_error(reader->error, KK_ERROR, KK_ERROR_DAMAGED, "%s%s%s: %s", path->str,
                path->len > 0 && name[0] != '\0' ? "." : "", name, trouble);
    g_string_free(path, TRUE);
    reader->failed = true;
}

void reader_enter(Reader *reader, ReaderStep *step, const char *name)
{
    *step = (ReaderStep){reader->step, name, 0};
    reader->step = step;
}

void reader_enter_entry(Reader *reader, ReaderStep *step, guint entry)
{
    *step = (ReaderStep){reader->step, NULL, entry};
    reader->step = step;
}

void reader_leave(Reader *reader)
{
    reader->step = reader->step->outer;
}

/* ---- members ---------------------------------------------------------------------------- */

bool reader_check_object(Reader *reader, const cJSON *object, const char *const *names)
{
    if (!cJSON_IsObject(object)) {
        reader_refuse(reader, "", "must be an object");
        return false;
    }
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        if (!g_strv_contains(names, member->string)) {
            glong length = g_utf8_strlen(member->string, -1);
            g_autofree char *name =
                g_utf8_substring(member->string, 0, MIN(length, MAX_SHOWN_NAME));

            reader_refuse(reader, name, "is not in the schema");
            return false;
        }
    }
    return !reader->failed;
}

const cJSON *reader_member(Reader *reader, const cJSON *object, const char *name)
{
    const cJSON *member = reader->failed ? NULL : cJSON_GetObjectItemCaseSensitive(object, name);

    if (member == NULL)
        reader_refuse(reader, name, "is missing");
    return member;
}

const cJSON *reader_enter_object(Reader *reader, ReaderStep *step, const cJSON *outer,
                                 const char *name, const char *const *names)
{
    const cJSON *object = reader_member(reader, outer, name);

    reader_enter(reader, step, name);
    return object != NULL && reader_check_object(reader, object, names) ? object : NULL;
}

/* ---- strings ---------------------------------------------------------------------------- */

const char *reader_string_or_null(Reader *reader, const cJSON *object, const char *name)
{
    const cJSON *member = reader_member(reader, object, name);

    if (member == NULL || cJSON_IsNull(member))
        return NULL;
    if (!cJSON_IsString(member)) {
        reader_refuse(reader, name, "must be a string or null");
        return NULL;
    }
    return member->valuestring;
}

const char *reader_string(Reader *reader, const cJSON *object, const char *name)
{
    const char *text = reader_string_or_null(reader, object, name);

    if (text != NULL)
        return text;
    reader_refuse(reader, name, "must be a string");
    return "";
}

const char *reader_optional_string(Reader *reader, const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name) != NULL
               ? reader_string_or_null(reader, object, name)
               : NULL;
}

int reader_choice(Reader *reader, const cJSON *object, const char *name, const char *const *words)
{
    const char *text = reader_string(reader, object, name);

    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    reader_refuse(reader, name, "is not one of the schema's values");
    return 0;
}

static bool is_hexadecimal(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

const char *reader_sha256_or_null(Reader *reader, const cJSON *object, const char *name)
{
    const char *text = reader_string_or_null(reader, object, name);

    if (text == NULL || is_hexadecimal(text))
        return text;
    reader_refuse(reader, name, "must be 64 hexadecimal digits");
    return NULL;
}

/* ---- numbers ---------------------------------------------------------------------------- */

#define MAX_DECIMALS 2

/* The number with the decimals that stand there, or that it needs; unset: more than two. */
static KkNumber number_from(const cJSON *member)
{
    static const int powers[MAX_DECIMALS + 1] = {1, 10, 100};
    const int written = member->valueint; /* of keep_decimals() */

    for (int d = 0; d <= MAX_DECIMALS; d++) {
        double digits = round(member->valuedouble * powers[d]);

        if (fabs(member->valuedouble * powers[d] - digits) < 1e-6)
            return (KkNumber){true, digits / powers[d] + 0.0, /* of minus zero: zero */
                              written <= MAX_DECIMALS ? MAX(d, written) : d};
    }
    return (KkNumber){false, 0, 0};
}

KkNumber reader_number_or_null(Reader *reader, const cJSON *object, const char *name, double least,
                               double most)
{
    const cJSON *member = reader_member(reader, object, name);

    if (member == NULL || cJSON_IsNull(member))
        return (KkNumber){false, 0, 0};
    const double value = member->valuedouble;
    if (!cJSON_IsNumber(member)) {
        reader_refuse(reader, name, "must be a number or null");
    } else if (!isfinite(value) || value < least || value > most) {
        reader_refuse(reader, name, "is out of range");
    } else if (!number_from(member).set) {
        reader_refuse(reader, name, "has more than two decimals");
    } else {
        return number_from(member);
    }
    return (KkNumber){false, 0, 0};
}

gint64 reader_integer_or(Reader *reader, const cJSON *object, const char *name, double least,
                         double most, gint64 none)
{
    KkNumber number = reader_number_or_null(reader, object, name, least, most);

    if (number.set && number.value != round(number.value))
        reader_refuse(reader, name, "must be an integer");
    return number.set ? llround(number.value) : none;
}

gint64 reader_integer(Reader *reader, const cJSON *object, const char *name, double least,
                      double most)
{
    gint64 value = reader_integer_or(reader, object, name, least, most, -1);

    if (value < 0)
        reader_refuse(reader, name, "must be an integer");
    return value;
}

/* ---- lists ------------------------------------------------------------------------------ */

static const cJSON *list_of(Reader *reader, const cJSON *object, const char *name, int most)
{
    const cJSON *list = reader_member(reader, object, name);

    if (list == NULL)
        return NULL;
    if (!cJSON_IsArray(list)) {
        reader_refuse(reader, name, "must be a list");
        return NULL;
    }
    if (cJSON_GetArraySize(list) > most) {
        reader_refuse(reader, name, "is too long");
        return NULL;
    }
    return list;
}

void reader_list(Reader *reader, const cJSON *object, const char *name, int most, ReadEntry read,
                 gpointer target)
{
    const cJSON *list = list_of(reader, object, name, most), *entry;
    ReaderStep step, inner;
    guint i = 0;

    reader_enter(reader, &step, name);
    cJSON_ArrayForEach(entry, list)
    {
        reader_enter_entry(reader, &inner, i++);
        if (!reader->failed)
            read(reader, entry, target);
        reader_leave(reader);
    }
    reader_leave(reader);
}

/* ---- the text --------------------------------------------------------------------------- */

/* Deeper or more than the contract, or with an escape for the zero byte, which would end a string
 * early: what cJSON takes and we do not. */
static const char *trouble_of(const char *text, gsize length)
{
    int depth = 0, n_values = 0;
    bool quoted = false;

    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\\' && length - i > 5 && strncmp(text + i, "\\u0000", 6) == 0)
            return "holds a zero character";
        if (text[i] == '\\')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == '{' || text[i] == '['))
            depth++;
        else if (!quoted && (text[i] == '}' || text[i] == ']'))
            depth--;
        if (depth > KK_MAX_JSON_DEPTH)
            return "is nested deeper than any report";
        /* before each stands one of these */
        n_values += !quoted && strchr("{[,", text[i]) != NULL && text[i] != '\0';
        if (n_values > KK_MAX_JSON_VALUES)
            return "holds more values than any report";
    }
    return NULL;
}

/* The next number of @text that is none of a string's characters. */
static const char *next_number(const char *text)
{
    for (; !g_ascii_isdigit(*text) && *text != '-'; text++)
        if (*text == '"')
            for (text++; *text != '"'; text++)
                text += *text == '\\';
    return text;
}

/* cJSON keeps of 10.0 the value alone. A tree's numbers stand in the text in the tree's order:
 * how many decimals each has goes where cJSON has the value as an integer, which nobody asks for.
 * Returns where @item's text ends. */
static const char *keep_decimals(cJSON *item, const char *text)
{
    if (cJSON_IsNumber(item)) {
        const char *number = next_number(text);
        const char *point = number + strspn(number, "-0123456789");

        item->valueint = *point == '.' ? (int)MIN(strspn(point + 1, "0123456789"), G_MAXINT) : 0;
        return number + strspn(number, "+-.0123456789eE");
    }
    for (cJSON *inner = item->child; inner != NULL; inner = inner->next)
        text = keep_decimals(inner, text);
    return text;
}

cJSON *reader_parse(const char *text, gsize length, GError **error)
{
    const char *trouble = "is not valid UTF-8", *end = NULL;
    cJSON *root = NULL;

    if (g_utf8_validate(text, (gssize)length, NULL))
        trouble = trouble_of(text, length);
    if (trouble == NULL) {
        root = cJSON_ParseWithLengthOpts(text, length, &end, FALSE);
        trouble = "is not valid JSON";
    }
    while (root != NULL && end < text + length && g_ascii_isspace(*end))
        end++;
    if (root != NULL && end == text + length) {
        if (cJSON_IsObject(root)) /* its brace ends the last number, too */
            keep_decimals(root, text);
        return root;
    }
    if (root != NULL)
        trouble = "goes on after its end";
    cJSON_Delete(root);
    g_set_error(error, KK_ERROR, KK_ERROR_DAMAGED, "the JSON %s", trouble);
    return NULL;
}
