/* SPDX-License-Identifier: GPL-2.0-or-later */
/* normalise.h - what the files of this stage share. */
#ifndef NORMALISE_H
#define NORMALISE_H

#include <kk/report.h>

/* Appends the people that @printed (or %NULL) names. */
void normalise_evaluators(const KkText *printed, GPtrArray *people, KkDiagnostics *doubts);

/* Municipality, year, publisher, ordinal, earlier years. */
void normalise_head(const KkDraft *draft, KkReport *report, KkDiagnostics *doubts);

/* The edition, by the areas' names. */
const char *normalise_edition(const KkDraft *draft, int year, KkDiagnostics *doubts);

/* What it says of most areas and not of one. */
void normalise_gaps(const KkReport *report, const KkDraft *draft, KkDiagnostics *doubts);

#endif
