/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json.c - sound values for JSON; with the writers and the reader the only files that know
 * cJSON.
 *
 * cJSON passes invalid UTF-8 through, leaves C1 and bidi characters as they are, and rounds
 * numbers: so strings are made sound first, and numbers are written as decimal text. */
#include "json.h"

#include <kk/write.h>

#include <math.h>
#include <string.h>

/* No number of a report comes near this: hundredths of it are exact in a double. */
#define MAX_NUMBER 1e13

/* Boxes are given to a hundredth of a point: a printer's dot is 0.06. */
#define BOX_DECIMALS 2

static bool is_unsound(gunichar c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

/* Printable ASCII and Swedish letters, as nearly all texts are. */
static bool is_plain(const char *text)
{
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++) {
        if (*p == 0xc3 && p[1] >= 0x80 && p[1] <= 0xbf)
            p++;
        else if (*p < 0x20 ? *p != '\n' : *p >= 0x7f)
            return false;
    }
    return true;
}

char *kk_dup_sound(const char *text)
{
    if (is_plain(text))
        return g_strdup(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *sound = g_string_sized_new(64);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p))
        if (!is_unsound(g_utf8_get_char(p)))
            g_string_append_unichar(sound, g_utf8_get_char(p));
    return g_string_free(sound, FALSE);
}

cJSON *json_string(const char *text)
{
    if (text == NULL)
        return cJSON_CreateNull();
    g_autofree char *sound = kk_dup_sound(text);
    return cJSON_CreateString(sound);
}

cJSON *json_file_name(const char *name)
{
    GString *token = g_string_new("\"");

    for (const char *p = name; *p != '\0';) {
        gunichar c = g_utf8_get_char_validated(p, -1);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(token, "\\\\x%02x", (guchar)*p++);
            continue;
        }
        if (c == '\n' || is_unsound(c))
            g_string_append_printf(token, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            g_string_append_printf(token, "\\%c", (char)c);
        else
            g_string_append_unichar(token, c);
        p = g_utf8_next_char(p);
    }
    g_string_append_c(token, '"');
    cJSON *string = cJSON_CreateRaw(token->str);
    g_string_free(token, TRUE);
    return string;
}

/* Of the zeros at its end those of the first @kept decimals stay. */
static bool write_decimal(double value, int decimals, int kept, char text[JSON_DECIMAL_SIZE])
{
    if (!isfinite(value) || fabs(value) > MAX_NUMBER)
        return false;
    gint64 hundredths = llround(value * (decimals == 0 ? 1 : decimals == 1 ? 10 : 100));
    hundredths *= decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
    guint64 size = (guint64)ABS(hundredths);
    int n = g_snprintf(text, JSON_DECIMAL_SIZE, "%s%" G_GUINT64_FORMAT ".%02d",
                       hundredths < 0 ? "-" : "", size / 100, (int)(size % 100));
    for (int d = 2; d > kept && text[n - 1] == '0'; d--)
        text[--n] = '\0';
    if (text[n - 1] == '.')
        text[--n] = '\0';
    return true;
}

bool json_decimal_text(double value, int decimals, char text[JSON_DECIMAL_SIZE])
{
    return write_decimal(value, decimals, 0, text);
}

cJSON *json_decimal(double value, int decimals)
{
    char text[JSON_DECIMAL_SIZE];

    return json_decimal_text(value, decimals, text) ? cJSON_CreateRaw(text) : cJSON_CreateNull();
}

cJSON *json_number(const KkNumber *printed)
{
    char text[JSON_DECIMAL_SIZE];

    return printed->set && write_decimal(printed->value, printed->decimals, printed->decimals, text)
               ? cJSON_CreateRaw(text)
               : cJSON_CreateNull();
}

cJSON *json_integer(gint64 value)
{
    return json_decimal((double)value, 0);
}

cJSON *json_integer_or_null(int value)
{
    return value > 0 ? json_integer(value) : cJSON_CreateNull();
}

cJSON *json_add_array(cJSON *object, const char *name)
{
    return cJSON_AddArrayToObject(object, name);
}

cJSON *json_add_object(cJSON *array)
{
    cJSON *object = cJSON_CreateObject();

    cJSON_AddItemToArray(array, object);
    return object;
}

void json_set(cJSON *object, const char *name, cJSON *value)
{
    cJSON_AddItemToObject(object, name, value);
}

void json_set_string(cJSON *object, const char *name, const char *text)
{
    json_set(object, name, json_string(text));
}

/* To a hundredth: what is then empty, or on no page that there is, is none. */
static cJSON *box(const KkRect *rect)
{
    const double sides[] = {round(rect->x0 * 100) / 100, round(rect->y0 * 100) / 100,
                            round(rect->x1 * 100) / 100, round(rect->y1 * 100) / 100};

    if (!(sides[2] > sides[0] && sides[3] > sides[1]) || sides[0] < -JSON_MAX_PLACE ||
        sides[1] < -JSON_MAX_PLACE || sides[2] > JSON_MAX_PLACE || sides[3] > JSON_MAX_PLACE)
        return cJSON_CreateNull();
    cJSON *array = cJSON_CreateArray();
    for (int i = 0; i < 4; i++)
        cJSON_AddItemToArray(array, json_decimal(sides[i], BOX_DECIMALS));
    return array;
}

static void add_places(cJSON *array, const KkAt *at)
{
    for (guint i = 0; i < at->len; i++) {
        const KkPlace *place = &g_array_index(at, KkPlace, i);
        cJSON *entry = json_add_object(array);

        json_set(entry, "page", json_integer(place->page));
        json_set(entry, "bbox", box(&place->bbox));
    }
}

void json_set_at(cJSON *object, const KkAt *at)
{
    add_places(json_add_array(object, "at"), at);
}

char *kk_write_places(const KkAt *at)
{
    cJSON *array = cJSON_CreateArray();

    add_places(array, at);
    return json_print(array, false);
}

static void add_finding(cJSON *array, const KkFinding *finding)
{
    cJSON *object = json_add_object(array);

    json_set_string(object, "rule", finding->rule);
    json_set_string(object, "subject", finding->subject);
    json_set_string(object, "outcome",
                    finding->outcome == KK_OUTCOME_FAILED ? "failed" : "skipped");
    if (finding->has_expected) {
        cJSON *expected = json_add_array(object, "expected");

        cJSON_AddItemToArray(expected, json_decimal(finding->least, 2));
        cJSON_AddItemToArray(expected, json_decimal(finding->greatest, 2));
    } else {
        json_set(object, "expected", cJSON_CreateNull());
    }
    json_set(object, "found", json_number(&finding->found));
    json_set_string(object, "message", finding->message->text);
    json_set_at(object, finding->at);
}

void json_set_validation(cJSON *root, const KkValidation *validation)
{
    cJSON *object = cJSON_AddObjectToObject(root, "validation");

    json_set_string(object, "status", kk_status_name(validation->status));
    cJSON *counts = cJSON_AddObjectToObject(object, "counts");
    json_set(counts, "exact", json_integer(validation->counts[KK_OUTCOME_EXACT]));
    json_set(counts, "rounding", json_integer(validation->counts[KK_OUTCOME_ROUNDING]));
    json_set(counts, "failed", json_integer(validation->counts[KK_OUTCOME_FAILED]));
    json_set(counts, "skipped", json_integer(validation->counts[KK_OUTCOME_SKIPPED]));
    cJSON *findings = json_add_array(object, "findings");
    for (guint i = 0; i < validation->findings->len; i++)
        add_finding(findings, g_ptr_array_index(validation->findings, i));
}

char *json_print(cJSON *root, bool pretty)
{
    char *text = pretty ? cJSON_Print(root) : cJSON_PrintUnformatted(root);
    char *copy = g_strdup(text);

    cJSON_free(text);
    cJSON_Delete(root);
    return copy;
}

void json_set_diagnostics(cJSON *root, const KkDiagnostics *diagnostics)
{
    cJSON *array = json_add_array(root, "diagnostics");

    for (guint i = 0; i < diagnostics->len; i++) {
        const KkDiagnostic *doubt = g_ptr_array_index(diagnostics, i);
        cJSON *object = json_add_object(array);

        json_set_string(object, "severity", kk_severity_name(doubt->severity));
        json_set_string(object, "code", doubt->code);
        json_set_string(object, "message", doubt->message->text);
        json_set_at(object, doubt->at);
    }
}
