/* SPDX-License-Identifier: MIT */
/* Quotes as words: plain spaces, and Korean and English phrases in them. */
#ifndef FACTD_DOCUMENT_PHRASE_H
#define FACTD_DOCUMENT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The text with a plain space for each no-break one. */
size_t phrase_write_plain(const char *text, char *out); /* needs no more room than the text; its length */
char *phrase_plain(const char *text, struct arena *arena);

/* The first place at or behind `from` (both in one text that begins at `text`) where the phrase stands, or
 * NULL: an English one as whole words in any case, a Korean one anywhere. */
const char *phrase_find(const char *text, const char *from, const char *phrase);

bool phrase_is_korean(const char *phrase);

/* Whether one of the phrases stands in the text; the list ends with NULL. */
bool phrase_any(const char *text, const char *const *phrases);

#endif
