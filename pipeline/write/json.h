/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json.h - values that the writers share. */
#ifndef JSON_H
#define JSON_H

#include <kk/validation.h>

#include <cjson/cJSON.h>

/* Points; the largest page that PDF knows has 14,400. */
#define JSON_MAX_PLACE 1e6

/* A number with at most @decimals (of two) as exact decimal text: without trailing zeros,
 * exponent or the locale's comma. Whether it is in the range of what reports print. */
#define JSON_DECIMAL_SIZE 40
bool json_decimal_text(double value, int decimals, char text[JSON_DECIMAL_SIZE]);

cJSON *json_string(const char *text); /* null for NULL */
/* A file's name loses nothing, unlike text: what is not to be sent to a terminal is escaped, and
 * bytes that are no UTF-8 stand there as "\xff". */
cJSON *json_file_name(const char *name);
cJSON *json_decimal(double value, int decimals);
/* With the decimals that are printed, "10,0" as 10.0; null where nothing is. */
cJSON *json_number(const KkNumber *printed);
cJSON *json_integer(gint64 value);
cJSON *json_integer_or_null(int value); /* null for 0 and less */
cJSON *json_add_array(cJSON *object, const char *name);
cJSON *json_add_object(cJSON *array);
void json_set(cJSON *object, const char *name, cJSON *value);
void json_set_string(cJSON *object, const char *name, const char *text);
void json_set_at(cJSON *object, const KkAt *at);

/* Counts and findings of a validation, as both schemas have them. */
void json_set_validation(cJSON *root, const KkValidation *validation);

void json_set_diagnostics(cJSON *root, const KkDiagnostics *diagnostics);

/* As text, without a line feed at its end; frees @root. */
char *json_print(cJSON *root, bool pretty);

#endif
