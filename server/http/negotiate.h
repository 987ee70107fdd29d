/* SPDX-License-Identifier: MIT */
/* What a client accepts and what it has already (RFC 9110, sections 12.5 and 13.1). */
#ifndef FACTD_HTTP_NEGOTIATE_H
#define FACTD_HTTP_NEGOTIATE_H

#include <stdbool.h>

/* Whether an Accept header, or none (NULL), takes this media type; parameters of `type` are not compared. */
bool negotiate_accepts(const char *accept, const char *type);

/* Whether an If-None-Match header names this tag, by the weak comparison that it asks for; "*" names any tag.
 */
bool negotiate_has(const char *if_none_match, const char *tag);

#endif
