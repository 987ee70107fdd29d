/* SPDX-License-Identifier: MIT */
#include "text/token.h"
#include "text/tokens.h"

/* Shorter beginnings of a word find too much: "ai" would find "aid" and "airport". */
enum { PREFIX_LETTERS = 3 };

/* What stands between two spaces of a query. */
struct word {
    const struct piece *pieces;
    size_t count;
};

struct query {
    struct normal_text text;
    enum closeness closeness;
    struct arena *arena;
    struct match *match;
};

static const char *taken(struct query *query, struct buf *token) {
    const char *copy = arena_copy(query->arena, token->bytes, token->length);
    token->length = 0;
    return copy;
}

static const char *token_text(
    struct query *query, struct buf *scratch, enum token_kind kind, size_t first, size_t last) {
    token_write(scratch, query->text, &(struct token){kind, first, last});
    return taken(query, scratch);
}

static bool word_is_prefix(struct normal_text text, const struct piece *piece) {
    size_t letters = 0;
    for (size_t at = piece->from; at < piece->to; at++)
        letters += text.codes[at].glyph == GLYPH_LETTER;
    return letters >= PREFIX_LETTERS && text.codes[piece->to - 1].glyph == GLYPH_LETTER;
}

/* Appends a piece's tokens to a phrase. The last syllable alone is a token of its own only at the end of a
 * run: a word's last piece may stand within one and leaves it out, but behind any other piece the run ends,
 * and the index has that token between the piece's last pair and what follows. */
static void add_piece(
    struct query *query, struct phrase *phrase, const struct piece *piece, bool last, struct buf *scratch) {
    if (piece->kind == PIECE_WORD) {
        phrase->tokens[phrase->count++] = token_text(query, scratch, TOKEN_WORD, piece->from, piece->to - 1);
        phrase->prefix = last && word_is_prefix(query->text, piece);
        return;
    }
    for (size_t at = piece->from; at + 1 < piece->to; at++)
        phrase->tokens[phrase->count++] = token_text(query, scratch, TOKEN_SYLLABLES, at, at + 1);
    bool single = piece->to - piece->from == 1;
    if (single || !last)
        phrase->tokens[phrase->count++] =
            token_text(query, scratch, TOKEN_SYLLABLES, piece->to - 1, piece->to - 1);
    phrase->prefix = last && single;
}

/* The word's tokens in a row; `end` is where its last piece is cut off. */
static struct phrase phrase_of(struct query *query, struct word word, size_t end) {
    AUTO_BUF scratch = {0};
    size_t room = word.pieces[word.count - 1].to - word.pieces[0].from;
    struct phrase phrase = {.tokens = arena_alloc(query->arena, room, sizeof *phrase.tokens)};
    for (size_t i = 0; i < word.count; i++) {
        struct piece piece = word.pieces[i];
        bool last = i + 1 == word.count;
        if (last)
            piece.to = end;
        add_piece(query, &phrase, &piece, last, &scratch);
    }
    return phrase;
}

/* GPU를: the last piece is nothing but a particle, behind letters. Behind digits it would as likely be a
 * numeral: 26만. */
static bool ends_in_bare_particle(struct normal_text text, struct word word) {
    const struct piece *last = &word.pieces[word.count - 1];
    if (word.count < 2 || last->parted || piece_particle(text, last) != last->to - last->from)
        return false;
    return last[-1].kind == PIECE_WORD && text.codes[last->from - 1].glyph != GLYPH_DIGIT;
}

static struct term *new_term(struct query *query) {
    return &query->match->terms[query->match->count++];
}

static void add_alternative(struct term *term, struct phrase phrase) {
    term->alternatives[term->count++] = phrase;
}

static void add_word(struct query *query, struct word word) {
    struct term *term = new_term(query);
    const struct piece *last = &word.pieces[word.count - 1];
    size_t stem = piece_stem(query->text, last);
    add_alternative(term, phrase_of(query, word, last->to));
    if (stem < last->to)
        add_alternative(term, phrase_of(query, word, stem));
    else if (ends_in_bare_particle(query->text, word))
        add_alternative(term,
            phrase_of(query, (struct word){word.pieces, word.count - 1}, word.pieces[word.count - 2].to));
}

/* The marker token of a word of syllables. */
static struct phrase marker(struct query *query, size_t from, size_t to) {
    AUTO_BUF scratch = {0};
    buf_char(&scratch, '=');
    token_write(&scratch, query->text, &(struct token){TOKEN_WORD, from, to - 1});
    struct phrase phrase = {arena_alloc(query->arena, 1, sizeof *phrase.tokens), 1, false};
    phrase.tokens[0] = taken(query, &scratch);
    phrase.prefix = query->closeness == CLOSENESS_START;
    return phrase;
}

static void add_whole_piece(struct query *query, const struct piece *piece) {
    struct term *term = new_term(query);
    if (piece->kind == PIECE_WORD) {
        struct phrase phrase = phrase_of(query, (struct word){piece, 1}, piece->to);
        phrase.prefix &= query->closeness == CLOSENESS_START;
        add_alternative(term, phrase);
        return;
    }
    size_t stem = piece_stem(query->text, piece);
    add_alternative(term, marker(query, piece->from, piece->to));
    if (stem < piece->to)
        add_alternative(term, marker(query, piece->from, stem));
}

/* A word of several pieces asks also for all of them in a row: pieces that merely stand somewhere in the text
 * would be found whole and yet not anywhere. */
static void add_terms(struct query *query, struct word word) {
    if (query->closeness == CLOSENESS_ANY || word.count > 1)
        add_word(query, word);
    if (query->closeness == CLOSENESS_ANY)
        return;
    size_t count = word.count - ends_in_bare_particle(query->text, word);
    for (size_t i = 0; i < count; i++)
        add_whole_piece(query, &word.pieces[i]);
}

void tokens_query(
    const char *text, size_t length, enum closeness closeness, struct arena *arena, struct match *match) {
    AUTO_ARENA scratch = {0};
    struct query query = {normal_read(text, length, &scratch), closeness, arena, match};
    struct piece *pieces = arena_alloc(&scratch, query.text.count + 1, sizeof *pieces);
    size_t count = 0;
    for (struct piece piece = {0}; piece_next(query.text, &piece);)
        pieces[count++] = piece;
    *match = (struct match){arena_alloc(arena, 2 * count, sizeof *match->terms), 0};
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && !pieces[to].spaced;)
            to++;
        add_terms(&query, (struct word){&pieces[from], to - from});
    }
}
