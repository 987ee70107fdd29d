/* SPDX-License-Identifier: MIT */
#include "text/token.h"

static void add(struct token_list *list, enum token_kind kind, size_t first, size_t last) {
    list->tokens[list->count++] = (struct token){kind, first, last};
}

/* Each syllable with the one behind it, the run's last alone. */
static void add_syllables(
    struct token_list *list, const struct piece *piece, const struct piece *next, bool last_of_run) {
    for (size_t at = piece->from; at + 1 < piece->to; at++)
        add(list, TOKEN_SYLLABLES, at, at + 1);
    size_t last = piece->to - 1;
    add(list, TOKEN_SYLLABLES, last, last_of_run ? last : next->from);
}

static void add_pieces(struct token_list *list, struct normal_text text) {
    struct piece piece = {0};
    for (bool more = piece_next(text, &piece); more;) {
        struct piece next = piece;
        more = piece_next(text, &next);
        if (piece.kind == PIECE_WORD)
            add(list, TOKEN_WORD, piece.from, piece.to - 1);
        else
            add_syllables(list, &piece, &next, !more || !piece_runs_on(&piece, &next));
        piece = next;
    }
}

static void add_hyphen_parts(struct token_list *list, struct normal_text text, const struct piece *piece) {
    size_t from = piece->from;
    size_t end = piece_hyphen_part(text, piece, &from);
    if (from == piece->to)
        return;
    add(list, TOKEN_BREAK, 0, 0);
    add(list, TOKEN_WORD, piece->from, end - 1);
    while (from < piece->to) {
        size_t first = from;
        end = piece_hyphen_part(text, piece, &from);
        add(list, TOKEN_WORD, first, end - 1);
    }
}

struct token_list token_read(struct normal_text text, struct arena *arena) {
    /* A code begins at most one token of each pass; a word of three codes, "a-b", has one break more. */
    struct token_list list = {arena_alloc(arena, 2 * text.count + 1, sizeof *list.tokens), 0};
    add_pieces(&list, text);
    for (struct piece piece = {0}; piece_next(text, &piece);)
        if (piece.kind == PIECE_WORD)
            add_hyphen_parts(&list, text, &piece);
    return list;
}

bool token_place(const struct token *token, size_t n, size_t *place) {
    switch (token->kind) {
    case TOKEN_BREAK:
        return false;
    case TOKEN_SYLLABLES:
        *place = n == 0 ? token->first : token->last;
        return n == 0 || (n == 1 && token->last > token->first);
    case TOKEN_WORD:
        *place = token->first + n;
        return *place <= token->last;
    }
    return false;
}

void token_write(struct buf *out, struct normal_text text, const struct token *token) {
    size_t place;
    if (token->kind == TOKEN_BREAK)
        buf_char(out, '#');
    for (size_t n = 0; token_place(token, n, &place); n++)
        normal_write(out, text.codes[place].code);
}
