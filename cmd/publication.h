/* SPDX-License-Identifier: GPL-2.0-or-later */
/* publication.h - what an output says of itself. */
#ifndef PUBLICATION_H
#define PUBLICATION_H

#include <kk/kk.h>

/* As the options tell, of an archive of which @summary tells; lent. */
KkPublication publication_of(const KkSummary *summary);
/* Whether --with audit was given. */
bool wants_audits(void);
/* Whether --publisher and --homepage were given. */
bool knows_publisher(void);

#endif
