/* SPDX-License-Identifier: MIT */
/* Normalises segment by segment, a segment being what may compose: a letter with its marks, or the jamo of a
 * syllable. So each result has a place in the source, which normalising the whole text would lose. */
#include "text/normal.h"

#include <string.h>

#include <utf8proc.h>

#include "text/glyph.h"
#include "text/utf8.h"

enum {
    OPTIONS = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
    /* The longest that one code point becomes (U+FDFA) is 18. */
    DECOMPOSED_CODES = 32,
    /* Unicode's Stream-Safe Text allows 30 marks on a letter; more are dropped, for sorting them would be
       slow. */
    SEGMENT_CODES = 31,
    ZERO_WIDTH_SPACE = 0x200B,
};

struct segment {
    utf8proc_int32_t codes[SEGMENT_CODES];
    size_t count;
    enum glyph base;
    size_t start, end;
};

struct reading {
    struct normal_text text;
    size_t room;
    struct segment segment;
    struct arena *arena;
};

static void append(struct reading *reading, struct normal code) {
    struct normal_text *text = &reading->text;
    if (text->count == reading->room) {
        size_t room = reading->room * 2;
        struct normal *codes = arena_alloc(reading->arena, room, sizeof *codes);
        memcpy(codes, text->codes, text->count * sizeof *codes);
        text->codes = codes;
        reading->room = room;
    }
    text->codes[text->count++] = code;
}

static int combining_class(utf8proc_int32_t code) {
    return utf8proc_get_property(code)->combining_class;
}

/* Canonical order: marks by their class, equal ones as they stood. */
static void order_marks(struct segment *segment) {
    for (size_t i = 1; i < segment->count; i++) {
        utf8proc_int32_t code = segment->codes[i];
        int class = combining_class(code);
        size_t at = i;
        for (; class > 0 && at > 0 && combining_class(segment->codes[at - 1]) > class; at--)
            segment->codes[at] = segment->codes[at - 1];
        segment->codes[at] = code;
    }
}

static void close_segment(struct reading *reading) {
    struct segment *segment = &reading->segment;
    if (segment->count == 0)
        return;
    order_marks(segment);
    utf8proc_ssize_t count = utf8proc_normalize_utf32(
        segment->codes, (utf8proc_ssize_t)segment->count, (utf8proc_option_t)OPTIONS);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        int32_t code = segment->codes[i];
        append(reading, (struct normal){code, glyph_of(code), segment->start, segment->end});
    }
    segment->count = 0;
}

/* Marks make a word with the letter that bears them. On anything else they say nothing that is searched for,
 * and would part a run: a tone mark in Hangul, the frame of a keycap. */
static bool bears(enum glyph base, int32_t mark) {
    return glyph_voicing(mark) ? base == GLYPH_SYLLABLE : base == GLYPH_LETTER;
}

static void take_mark(struct segment *segment, int32_t mark, size_t source) {
    if (segment->count == 0)
        return;
    segment->end = source + 1;
    if (segment->count < SEGMENT_CODES && bears(segment->base, mark))
        segment->codes[segment->count++] = mark;
}

static bool joins_syllable(const struct segment *segment, int32_t code) {
    return segment->count > 0 && glyph_jamo_joins(segment->codes[segment->count - 1], code);
}

static void take(struct reading *reading, int32_t code, size_t source) {
    struct segment *segment = &reading->segment;
    if (glyph_mark(code)) {
        take_mark(segment, code, source);
        return;
    }
    if (!joins_syllable(segment, code)) {
        close_segment(reading);
        segment->start = source;
        segment->base = glyph_of(code);
    }
    segment->codes[segment->count++] = code;
    segment->end = source + 1;
}

static void take_source(struct reading *reading, int32_t code, size_t source) {
    utf8proc_int32_t codes[DECOMPOSED_CODES];
    int boundary = UTF8PROC_BOUNDCLASS_START;
    /* Ignorable, but it was put there to part words. */
    if (code == ZERO_WIDTH_SPACE)
        code = ' ';
    utf8proc_ssize_t count =
        utf8proc_decompose_char(code, codes, DECOMPOSED_CODES, (utf8proc_option_t)OPTIONS, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_CODES; i++)
        take(reading, codes[i], source);
}

struct normal_text normal_read(const char *text, size_t length, struct arena *arena) {
    struct reading reading = {.room = utf8_count(text, length) + 1, .arena = arena};
    reading.text.codes = arena_alloc(arena, reading.room, sizeof *reading.text.codes);
    size_t at = 0, source = 0;
    for (int32_t code; (code = utf8_next(text, length, &at)) >= 0; source++)
        take_source(&reading, code, source);
    close_segment(&reading);
    return reading.text;
}

struct normal_text normal_initials(struct normal_text text, struct arena *arena) {
    struct normal_text initials = {arena_alloc(arena, text.count, sizeof *text.codes), text.count};
    for (size_t i = 0; i < text.count; i++) {
        struct normal *to = &initials.codes[i];
        *to = text.codes[i];
        int32_t initial = glyph_initial(to->code);
        if (initial)
            *to = (struct normal){initial, GLYPH_CONSONANT, to->start, to->end};
        else if (to->glyph != GLYPH_SPACE)
            to->glyph = GLYPH_BREAK;
    }
    return initials;
}

void normal_write(struct buf *out, int32_t code) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char(code, bytes);
    buf_append(out, (const char *)bytes, (size_t)length);
}
