/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editions.h - the editions' data, one file each. */
#ifndef EDITIONS_H
#define EDITIONS_H

#include <kk/edition.h>

extern const KkEdition kk_edition_2002, kk_edition_2010, kk_edition_2016, kk_edition_2020;

#endif
