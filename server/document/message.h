/* SPDX-License-Identifier: MIT */
/* How a document's own texts appear in what is said about it. */
#ifndef FACTD_DOCUMENT_MESSAGE_H
#define FACTD_DOCUMENT_MESSAGE_H

#include "base/arena.h"

/* In double quotes, with what cannot be seen escaped, and cut where it is long: a hostile document must not
 * make every message as long as itself. */
const char *message_text(struct arena *arena, const char *text);

/* "a, b and c" of a list that ends with NULL. */
const char *message_list(struct arena *arena, const char *const *words);

#endif
