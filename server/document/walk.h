/* SPDX-License-Identifier: MIT */
/* A walk over JSON bytes that knows where it is: which levels are open, and the pointer of the value at hand.
 * It judges no grammar, Jansson does; bytes that are no JSON only make its answers meaningless. */
#ifndef FACTD_DOCUMENT_WALK_H
#define FACTD_DOCUMENT_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "document/document.h"

/* No known member's name is nearly as long. What lies under a longer one is refused with it, and pointers
 * stay short whatever a document holds. */
enum { WALK_NAME_MAX = 128 };

struct walk_level {
    bool object;
    bool name_next;   /* the next string is a member's name */
    const char *name; /* as it stands between its quotes, NULL before the first */
    size_t name_length;
    size_t index;
};

struct walk {
    const char *bytes;
    size_t length;
    size_t at;
    size_t depth; /* levels that are open */
    struct walk_level levels[DOCUMENT_LEVELS_MAX];
};

enum walk_found { WALK_END, WALK_NUMBER, WALK_TOO_DEEP };

/* Moves on to the next number (then `token` and `token_length` are it), to what opens a level too many, or to
 * the end, which is at `stop`. */
enum walk_found walk_next(struct walk *walk, size_t stop, const char **token, size_t *token_length);

/* The pointer of where the walk stands; false where a name on the way is longer than WALK_NAME_MAX. */
bool walk_pointer(const struct walk *walk, struct buf *out);

#endif
