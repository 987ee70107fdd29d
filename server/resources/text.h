/* SPDX-License-Identifier: MIT */
/* Articles' texts, for whoever shows them. */
#ifndef FACTD_RESOURCES_TEXT_H
#define FACTD_RESOURCES_TEXT_H

#include "resources/resources.h"

/* Appends the text that was loaded for an article, and tells whether there is one. To be asked only where the
 * service's `texts` lets them be served: nothing may tell, not even the time it takes, whether one that is
 * not served is there. */
bool text_read_in_tx(struct store *store, const char *article, struct buf *out, bool *found, struct err *err);

#endif
