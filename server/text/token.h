/* SPDX-License-Identifier: MIT */
/* Tokens as places in a normalised text, for the files that make an index, a query and marks of them. */
#ifndef FACTD_TEXT_TOKEN_H
#define FACTD_TEXT_TOKEN_H

#include "text/piece.h"

enum token_kind {
    TOKEN_BREAK,     /* "#", between what is no phrase; from and last say nothing */
    TOKEN_SYLLABLES, /* the codes at `first` and at `last`, which may be the same; spaces may stand between */
    TOKEN_WORD,      /* the codes from `first` to `last` */
};

struct token {
    enum token_kind kind;
    size_t first, last;
};

struct token_list {
    struct token *tokens;
    size_t count;
};

/* A text's tokens in the order of an index, then behind breaks the parts of words with hyphens. In the arena.
 */
struct token_list token_read(struct normal_text text, struct arena *arena);

/* The token's code number `n`, as an index into the text's codes; false behind its last. */
bool token_place(const struct token *token, size_t n, size_t *place);

void token_write(struct buf *out, struct normal_text text, const struct token *token);

#endif
