/* SPDX-License-Identifier: MIT */
/* HTML as text: whatever is put in between tags or into an attribute's quotes is escaped, so nothing that an
 * article or a request says can become markup. */
#ifndef FACTD_VIEWS_HTML_H
#define FACTD_VIEWS_HTML_H

#include "base/buf.h"

/* The format is markup and stands as it is. Of what it puts in, %s is a text and escaped, NULL as none; %zu,
 * %d and
 * %% are what printf has. Attributes are to be quoted. */
__attribute__((format(printf, 2, 3))) void html_put(struct buf *out, const char *format, ...);

/* One text, escaped. */
void html_text(struct buf *out, const char *text, size_t length);

#endif
