/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html.h - document text in HTML, which the writers of pages share. */
#ifndef HTML_H
#define HTML_H

#include <glib.h>

/* Appends @text so that it stands as it is, between tags and in quoted attributes alike. What
 * would not be seen and could mislead (control and direction characters, line feeds apart) is
 * shown as an escape: \u202e. */
void html_append_text(GString *out, const char *text);

#endif
