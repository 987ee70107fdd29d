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

static int by_place(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
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

static size_t position(const struct namebook *book, const char *text) {
    struct known_name key = {.text = text};
    const struct known_name *name = bsearch(&key, book->names, book->count, sizeof key, by_text);
    return (size_t)(name - book->names);
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
        book.of_participant[i] = position(&book, texts[i]);
    for (size_t i = 0; i < document->participant_count; i++)
        if (book.first[i + 1] - book.first[i] > 1)
            qsort(book.of_participant + book.first[i], book.first[i + 1] - book.first[i],
                sizeof *book.of_participant, by_place);
    return book;
}

void namebook_start_round(struct namebook *book) {
    book->round++;
    book->seen_count = 0;
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

/* Keeps the names whose byte at `depth` is this one; false where none is left. */
static bool narrow(const struct namebook *book, size_t *low, size_t *high, size_t depth, unsigned byte) {
    if (*low < *high && byte_at(&book->names[*low], depth) == byte &&
        byte_at(&book->names[*high - 1], depth) == byte)
        return true;
    *low = first_from(book, *low, *high, depth, byte);
    *high = first_from(book, *low, *high, depth, byte + 1);
    return *low < *high;
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
        if (!narrow(book, &low, &high, at - from, byte))
            break;
        /* Of names that begin alike, the one that ends here comes first. */
        if (book->names[low].length == at - from + 1 && at_boundary(text, length, at + 1))
            longest = &book->names[low];
    }
    return longest;
}

static void note(struct namebook *book, struct known_name *name) {
    if (name->round == book->round || book->seen_count == NAMES_SEEN_MAX)
        return;
    name->round = book->round;
    book->seen[book->seen_count++] = (size_t)(name - book->names);
}

void namebook_see(struct namebook *book, const char *quote) {
    char text[4 * QUOTE_LENGTH_MAX + 1];
    size_t length = phrase_write_plain(quote, text), seen_to = 0;
    for (size_t from = 0; from < length; utf8_next(text, length, &from)) {
        if (!at_boundary(text, length, from))
            continue;
        struct known_name *name = longest_at(book, text, length, from);
        if (!name || from + name->length <= seen_to)
            continue;
        seen_to = from + name->length;
        note(book, name);
    }
}

bool namebook_saw(const struct namebook *book, size_t participant) {
    const size_t *names = book->of_participant + book->first[participant];
    size_t count = book->first[participant + 1] - book->first[participant];
    for (size_t i = 0; i < book->seen_count; i++)
        if (bsearch(&book->seen[i], names, count, sizeof *names, by_place))
            return true;
    return false;
}
