/* SPDX-License-Identifier: MIT */
#include "text/token.h"
#include "text/tokens.h"

/* Shorter beginnings of a word find too much: "ai" would find "aid" and "airport". */
enum { PREFIX_LETTERS = 3 };

/* A syllable under way is asked for as each that it may become, each time with the tokens before it. Behind
 * more of them these are enough: few texts have them. */
enum { CERTAIN_TOKENS = 4 };

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
    struct phrase phrase = {.tokens = arena_alloc(query->arena, 1, sizeof *phrase.tokens), .count = 1};
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
    bool anywhere = query->closeness == CLOSENESS_ANY || query->closeness == CLOSENESS_HALF;
    if (anywhere || word.count > 1)
        add_word(query, word);
    if (anywhere)
        return;
    size_t count = word.count - ends_in_bare_particle(query->text, word);
    for (size_t i = 0; i < count; i++)
        add_whole_piece(query, &word.pieces[i]);
}

/* ---- the last word, while it is typed ---- */

/* The word's tokens up to `end` in its last piece, with one of the syllables behind them. */
static struct phrase phrase_under_way(
    struct query *query, struct word word, size_t end, struct syllables next) {
    AUTO_BUF scratch = {0};
    struct piece last = word.pieces[word.count - 1];
    size_t room = last.to - word.pieces[0].from + 1;
    struct phrase phrase = {.tokens = arena_alloc(query->arena, room, sizeof *phrase.tokens)};
    for (size_t i = 0; i + 1 < word.count; i++)
        add_piece(query, &phrase, &word.pieces[i], false, &scratch);
    last.to = end;
    bool enough = phrase.count + (last.to - last.from) > CERTAIN_TOKENS;
    if (last.to > last.from) {
        add_piece(query, &phrase, &last, enough, &scratch);
    } else if (!enough) {
        phrase.tokens[phrase.count++] = "";
        phrase.prefix = true;
    }
    if (!enough)
        phrase.next = next;
    return phrase;
}

/* 엔빋: what 빋 grows into, and 비 with all that begins with ㄷ behind it. */
static void add_syllable_under_way(struct query *query, struct word word) {
    size_t at = word.pieces[word.count - 1].to - 1;
    struct normal *last = &query->text.codes[at];
    struct syllables grown = syllables_growing(last->code), next;
    struct term *term = new_term(query);
    if (grown.last)
        add_alternative(term, phrase_under_way(query, word, at, grown));
    if (syllable_lends(last->code, &last->code, &next))
        add_alternative(term, phrase_under_way(query, word, at + 1, next));
}

/* 엔ㅂ: behind the syllable. Behind anything else, too many texts have one that begins with it. */
static void add_consonant_under_way(struct query *query, struct word word) {
    const struct piece *last = &word.pieces[--word.count];
    if (word.count == 0)
        return;
    if (last[-1].kind == PIECE_SYLLABLES && !last->parted)
        add_alternative(new_term(query), phrase_under_way(query, word, last[-1].to,
                                             syllables_beginning(query->text.codes[last->from].code)));
    else
        add_word(query, word);
}

/* False where no syllable can be under way. */
static bool add_word_under_way(struct query *query, struct word word) {
    const struct piece *last = &word.pieces[word.count - 1];
    if (last->to < query->text.count)
        return false;
    if (last->kind == PIECE_SYLLABLES && syllable_is(query->text.codes[last->to - 1].code))
        add_syllable_under_way(query, word);
    else if (last->kind == PIECE_CONSONANTS && last->to - last->from == 1)
        add_consonant_under_way(query, word);
    else
        return false;
    return true;
}

/* ---- all words ---- */

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
        struct word word = {&pieces[from], to - from};
        if (closeness != CLOSENESS_HALF || to < count)
            add_terms(&query, word);
        else if (!add_word_under_way(&query, word))
            match->count = 0;
    }
}
