/* SPDX-License-Identifier: GPL-2.0-or-later */
/* macros.h - what stands round every header's declarations.
 *
 * They are C's for C++, too; and they are all that the shared library exports: everything else is
 * compiled with hidden visibility. */
#ifndef KK_MACROS_H
#define KK_MACROS_H

#include <glib.h>

/* clang-format off */
#define KK_BEGIN_DECLS G_BEGIN_DECLS _Pragma("GCC visibility push(default)")
#define KK_END_DECLS _Pragma("GCC visibility pop") G_END_DECLS
/* clang-format on */

#endif
