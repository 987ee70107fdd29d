/* SPDX-License-Identifier: MIT */
#include "text/token.h"
#include "text/tokens.h"

static void space(struct buf *out) {
    if (out->length)
        buf_char(out, ' ');
}

static void write_break(struct buf *out) {
    if (out->length)
        buf_text(out, " #");
}

/* "=" and the codes without the spaces between them. */
static void write_marker(struct buf *out, struct normal_text text, size_t from, size_t to) {
    buf_text(out, " =");
    for (size_t at = from; at < to; at++)
        if (text.codes[at].glyph != GLYPH_SPACE)
            normal_write(out, text.codes[at].code);
}

/* A run of several words, which many write as one. */
static void write_run_marker(struct buf *out, struct normal_text text, const struct piece *first) {
    struct piece last = *first, next = *first;
    while (piece_next(text, &next) && piece_runs_on(&last, &next))
        last = next;
    if (last.to > first->to)
        write_marker(out, text, first->from, last.to);
}

static void write_markers(struct buf *out, struct normal_text text, bool runs) {
    bool any = false;
    struct piece before = {.kind = PIECE_WORD};
    for (struct piece piece = {0}; piece_next(text, &piece); before = piece) {
        if (piece.kind == PIECE_WORD)
            continue;
        if (!any)
            write_break(out);
        any = true;
        write_marker(out, text, piece.from, piece.to);
        size_t stem = piece_stem(text, &piece);
        if (stem < piece.to)
            write_marker(out, text, piece.from, stem);
        if (runs && !piece_runs_on(&before, &piece))
            write_run_marker(out, text, &piece);
    }
}

static void write_text(struct buf *out, struct normal_text text, bool runs, struct arena *arena) {
    struct token_list list = token_read(text, arena);
    if (list.count == 0)
        return;
    write_break(out);
    for (size_t i = 0; i < list.count; i++) {
        space(out);
        token_write(out, text, &list.tokens[i]);
    }
    /* Behind all of them, for between them they would part phrases. */
    write_markers(out, text, runs);
}

void tokens_index(struct buf *out, const char *text, size_t length) {
    AUTO_ARENA arena = {0};
    write_text(out, normal_read(text, length, &arena), false, &arena);
}

void tokens_index_name(struct buf *out, const char *text, size_t length) {
    AUTO_ARENA arena = {0};
    struct normal_text normal = normal_read(text, length, &arena);
    write_text(out, normal, true, &arena);
    write_text(out, normal_initials(normal, &arena), true, &arena);
}
