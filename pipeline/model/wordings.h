/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wordings.h - the tables of message.c: a language each, over the same codes. */
#ifndef WORDINGS_H
#define WORDINGS_H

#include <kk/message.h>

extern const char *const wordings_english[KK_N_MESSAGES];
extern const char *const wordings_swedish[KK_N_MESSAGES];

#endif
