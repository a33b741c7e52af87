/* SPDX-License-Identifier: GPL-2.0-or-later */
/* heads.h - what columns and tables are called in Swedish. */
#ifndef HEADS_H
#define HEADS_H

/* The Swedish for the name of a column, a table or a sheet; @name itself where there is none. */
const char *head_in_swedish(const char *name);

#endif
