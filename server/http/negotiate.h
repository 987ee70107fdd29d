/* SPDX-License-Identifier: MIT */
/* What a client accepts and what it has already (RFC 9110, sections 12.5 and 13.1). */
#ifndef FACTD_HTTP_NEGOTIATE_H
#define FACTD_HTTP_NEGOTIATE_H

#include <stdbool.h>

/* How much an Accept header, or none (NULL), wants this media type: from 0, not at all, to 1000; parameters
 * of `type` are not compared. */
int negotiate_quality(const char *accept, const char *type);

/* The weight that an Accept-Encoding header gives a coding by its name, its alias, or else by a star; -1
 * where it is silent about it. */
int negotiate_weight(const char *accept_encoding, const char *name, const char *alias);

/* How much an Accept-Language header, or none (NULL), wants a language by its primary subtag, as ranges of it
 * ("ko-KR", RFC 4647, section 3.3.1) or a star say: from 0 to 1000. */
int negotiate_language(const char *accept_language, const char *language);

/* Whether an If-None-Match header names this tag, by the weak comparison that it asks for; "*" names any tag.
 */
bool negotiate_has(const char *if_none_match, const char *tag);

#endif
