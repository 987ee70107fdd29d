/* SPDX-License-Identifier: MIT */
/* The names lie sorted, so those that go on like a quote does from some place are a range that narrows with
 * each byte; almost always it is empty after two or three. */
#include "document/namebook.h"

#include <stdlib.h>
#include <string.h>

#include "document/phrase.h"
#include "text/utf8.h"

static int by_text(const void *a, const void *b) {
    return strcmp(((const struct known_name *)a)->text, ((const struct known_name *)b)->text);
}

/* What is longer than any quote stands in none. */
static void add(struct namebook *book, const char *name, struct arena *arena) {
    if (!name || utf8_count(name, strlen(name)) > QUOTE_LENGTH_MAX)
        return;
    const char *text = phrase_plain(name, arena);
    book->names[book->count++] = (struct known_name){.text = text, .length = strlen(text)};
}

static void add_names(struct namebook *book, const struct participant *participant, struct arena *arena) {
    add(book, participant->name.ko, arena);
    add(book, participant->name.en, arena);
    for (size_t i = 0; i < participant->aliases.count; i++)
        add(book, participant->aliases.items[i], arena);
}

static void keep_each_once(struct namebook *book) {
    size_t kept = 0;
    for (size_t i = 0; i < book->count; i++)
        if (kept == 0 || strcmp(book->names[kept - 1].text, book->names[i].text) != 0)
            book->names[kept++] = book->names[i];
    book->count = kept;
}

static struct known_name *find(const struct namebook *book, const char *text) {
    struct known_name key = {.text = text};
    return bsearch(&key, book->names, book->count, sizeof key, by_text);
}

static size_t count_names(const struct document *document) {
    size_t count = 0;
    for (size_t i = 0; i < document->participant_count; i++)
        count += 2 + document->participants[i].aliases.count;
    return count;
}

struct namebook namebook_of(const struct document *document, struct arena *arena) {
    size_t most = count_names(document);
    struct namebook book = {
        .names = arena_alloc(arena, most, sizeof *book.names),
        .of_participant = arena_alloc(arena, most, sizeof *book.of_participant),
        .first = arena_alloc(arena, document->participant_count + 1, sizeof *book.first),
    };
    const char **texts = arena_alloc(arena, most, sizeof *texts);
    for (size_t i = 0; i < document->participant_count; i++) {
        add_names(&book, &document->participants[i], arena);
        book.first[i + 1] = book.count;
    }
    size_t all = book.count;
    for (size_t i = 0; i < all; i++)
        texts[i] = book.names[i].text;
    if (all > 1)
        qsort(book.names, all, sizeof *book.names, by_text);
    keep_each_once(&book);
    for (size_t i = 0; i < all; i++)
        book.of_participant[i] = find(&book, texts[i]);
    return book;
}

void namebook_start_round(struct namebook *book) {
    book->round++;
}

static unsigned char byte_at(const struct known_name *name, size_t depth) {
    return (unsigned char)name->text[depth]; /* the NUL, where the name ends there */
}

/* The first name of the range whose byte at `depth` is `least` or more. */
static size_t first_from(const struct namebook *book, size_t low, size_t high, size_t depth, unsigned least) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (byte_at(&book->names[middle], depth) < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Latin letters with and without marks, and digits: scripts that set words apart. */
static bool in_word(int32_t code) {
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7);
}

static int32_t code_before(const char *text, size_t at) {
    size_t from = at;
    while (from > 0 && ((unsigned char)text[--from] & 0xC0) == 0x80)
        ;
    return from == at ? -1 : utf8_next(text, at, &from);
}

/* Whether a word ends at `at`, or none is there that could. */
static bool at_boundary(const char *text, size_t length, size_t at) {
    size_t next = at;
    return !(in_word(code_before(text, at)) && in_word(utf8_next(text, length, &next)));
}

/* The longest name that stands at `from`, or NULL. */
static struct known_name *longest_at(
    const struct namebook *book, const char *text, size_t length, size_t from) {
    struct known_name *longest = NULL;
    size_t low = 0, high = book->count;
    for (size_t at = from; at < length; at++) {
        unsigned byte = (unsigned char)text[at];
        low = first_from(book, low, high, at - from, byte);
        high = first_from(book, low, high, at - from, byte + 1);
        if (low == high)
            break;
        /* Of names that begin alike, the one that ends here comes first. */
        if (book->names[low].length == at - from + 1 && at_boundary(text, length, at + 1))
            longest = &book->names[low];
    }
    return longest;
}

void namebook_see(struct namebook *book, const char *quote) {
    AUTO_ARENA arena = {0};
    const char *text = phrase_plain(quote, &arena);
    size_t length = strlen(text), seen_to = 0;
    for (size_t from = 0; from < length; utf8_next(text, length, &from)) {
        if (!at_boundary(text, length, from))
            continue;
        struct known_name *name = longest_at(book, text, length, from);
        if (!name || from + name->length <= seen_to)
            continue;
        seen_to = from + name->length;
        name->round = book->round;
    }
}

bool namebook_saw(const struct namebook *book, size_t participant) {
    for (size_t i = book->first[participant]; i < book->first[participant + 1]; i++)
        if (book->of_participant[i]->round == book->round)
            return true;
    return false;
}
