/* SPDX-License-Identifier: GPL-2.0-or-later */
/* anchors.h - where on a page of the audit a value of the result is, for links that lead there. */
#ifndef ANCHORS_H
#define ANCHORS_H

#include <kk/process.h>

/* (transfer full): the numbers of the page's values, by the KkAt that tells where each was read;
 * as long as @result lasts. */
GHashTable *audit_list_numbers(const KkResult *result);

/* The fragment of the place @i of @at, whose value has @number: "#f12", of its second frame
 * "#f12-2"; "#p7" where the place has no frame. */
char *audit_dup_anchor(int number, const KkAt *at, guint i);

#endif
