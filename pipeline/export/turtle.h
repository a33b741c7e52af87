/* SPDX-License-Identifier: GPL-2.0-or-later */
/* turtle.h - a graph of JSON-LD as Turtle. */
#ifndef TURTLE_H
#define TURTLE_H

#include <cjson/cJSON.h>
#include <glib.h>

/* @document: its "@context" gives prefixes alone, its "@graph" nodes; of each node "@id" and
 * "@type" are strings and all other members lists of values: {"@id"}, {"@value", "@language" or
 * "@type"}, or a node without an "@id". Addresses must be escaped. g_free() it. */
char *turtle_dup(const cJSON *document);

#endif
