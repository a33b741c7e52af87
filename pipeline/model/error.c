/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.c - the error domain of error.h. */
#include <kk/error.h>

/* clang-format off */
G_DEFINE_QUARK(kk-error-quark, kk_error)
/* clang-format on */
