/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_parts.h - the parts that the contract's schemas share, back from JSON. */
#ifndef READ_PARTS_H
#define READ_PARTS_H

#include "reader.h"

#include <kk/register.h>
#include <kk/validation.h>

#define MAX_SCORE 1e6 /* a printed number has four digits, a total of areas five */

/* Adds the places of @object's "at" to @at. */
void read_at(Reader *reader, const cJSON *object, KkAt *at);
/* What every "source" has; its own members stay unset. */
void read_file(Reader *reader, const cJSON *object, KkSource *source);
/* @rules: (array zero-terminated=1): the names that a finding's rule may have, static. */
void read_validation(Reader *reader, const cJSON *root, const char *const *rules,
                     KkValidation *validation);
/* Appends the proofs of the numbers (KkProof), where a validation tells them. */
void read_proofs(Reader *reader, const cJSON *validation, GArray *proofs);
/* The catalogue's own string of an area's id; NULL for null. */
const char *read_area_id(Reader *reader, const cJSON *object, const char *name);
/* Whose "code" it is; NULL for null. */
const KkMunicipality *read_code(Reader *reader, const cJSON *object);
void read_diagnostics(Reader *reader, const cJSON *root, KkDiagnostics *diagnostics);

#endif
