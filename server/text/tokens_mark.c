/* SPDX-License-Identifier: MIT */
#include "text/token.h"
#include <string.h>

#include "text/tokens.h"
#include "text/utf8.h"

/* A text being marked: cover[i] is by how many more marks begin than end at source code point i. */
struct page {
    struct normal_text text;
    struct token_list list;
    ptrdiff_t *cover;
};

/* Whether the token holds `asked` from its code number 0 on; *n is then behind it. */
static bool token_begins(const struct page *page, const struct token *token, const char *asked, size_t *n) {
    size_t length = strlen(asked), place;
    for (size_t at = 0; at < length; ++*n)
        if (!token_place(token, *n, &place) || page->text.codes[place].code != utf8_next(asked, length, &at))
            return false;
    return true;
}

/* Whether the text's token is the phrase's number `i`; *end is then behind the last code that was asked for.
 */
static bool token_is(
    const struct page *page, const struct token *token, const struct phrase *phrase, size_t i, size_t *end) {
    bool last = i + 1 == phrase->count;
    size_t n = 0, place;
    if (!token_begins(page, token, phrase->tokens[i], &n))
        return false;
    if (last && phrase->next.last)
        if (!token_place(token, n++, &place) || !syllables_hold(phrase->next, page->text.codes[place].code))
            return false;
    if (!(last && phrase->prefix) && token_place(token, n, &place))
        return false;
    if (token_place(token, n - 1, &place))
        *end = place + 1;
    return true;
}

/* Whether the phrase stands at the list's token number `at`. */
static bool phrase_is(const struct page *page, size_t at, const struct phrase *phrase, size_t *end) {
    if (phrase->count > page->list.count - at)
        return false;
    for (size_t i = 0; i < phrase->count; i++)
        if (!token_is(page, &page->list.tokens[at + i], phrase, i, end))
            return false;
    return true;
}

static void cover_term(struct page *page, const struct term *term) {
    for (size_t at = 0; at < page->list.count; at++)
        for (size_t i = 0; i < term->count; i++) {
            size_t end = 0;
            if (!phrase_is(page, at, &term->alternatives[i], &end))
                continue;
            page->cover[page->text.codes[page->list.tokens[at].first].start]++;
            page->cover[page->text.codes[end - 1].end]--;
            break;
        }
}

static void cover_match(
    struct normal_text text, const struct match *match, ptrdiff_t *cover, struct arena *arena) {
    struct page page = {text, token_read(text, arena), cover};
    for (size_t i = 0; i < match->count; i++)
        cover_term(&page, &match->terms[i]);
}

/* Where the cover is one or more; overlapping and touching marks have become one. */
static size_t read_cover(const ptrdiff_t *cover, size_t count, struct mark *marks) {
    size_t found = 0;
    ptrdiff_t depth = 0;
    for (size_t at = 0; at <= count; at++) {
        ptrdiff_t before = depth;
        depth += cover[at];
        if (before == 0 && depth > 0)
            marks[found].start = at;
        if (before > 0 && depth == 0)
            marks[found++].end = at;
    }
    return found;
}

size_t tokens_mark(const char *query, size_t query_length, enum closeness closeness, const char *text,
    size_t length, struct arena *arena, struct mark **marks) {
    AUTO_ARENA scratch = {0};
    struct match match = {0};
    tokens_query(query, query_length, closeness, &scratch, &match);
    size_t count = utf8_count(text, length);
    ptrdiff_t *cover = arena_alloc(&scratch, count + 1, sizeof *cover);
    struct normal_text normal = normal_read(text, length, &scratch);
    cover_match(normal, &match, cover, &scratch);
    cover_match(normal_initials(normal, &scratch), &match, cover, &scratch);
    *marks = arena_alloc(arena, count / 2 + 1, sizeof **marks);
    return read_cover(cover, count, *marks);
}
