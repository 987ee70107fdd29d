/* SPDX-License-Identifier: MIT */
#include "views/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

/* A walk over the text that stops wherever a span begins or ends. */
struct walk {
    struct buf *out;
    const char *text;
    size_t length, byte, point; /* of the text: all of it, and what is behind us */
    const struct span *spans;
    size_t count, begun; /* spans, and how many of them were begun */
    const struct span **open;
    size_t open_count; /* the outermost element first */
};

static int by_place(const void *a, const void *b) {
    const struct span *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    if (one->end != other->end)
        return one->end > other->end ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

void spans_sort(struct span *spans, size_t count) {
    if (count)
        qsort(spans, count, sizeof *spans, by_place);
}

/* SIZE_MAX: nowhere any more. */
static size_t next_stop(const struct walk *walk) {
    size_t stop = walk->begun < walk->count ? walk->spans[walk->begun].start : SIZE_MAX;
    for (size_t i = 0; i < walk->open_count; i++)
        if (walk->open[i]->end < stop)
            stop = walk->open[i]->end;
    return stop;
}

/* Bytes of the white space that text begins with, one character of it; a no-break space is two. */
static size_t space_at(const char *text, size_t length) {
    if (length > 1 && (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == UTF8_NO_BREAK_SPACE)
        return 2;
    return length && strchr(" \t\r\n", text[0]) != NULL;
}

/* Of white space that holds several blank lines: where the first ends, and where the last does. False where
 * it holds one at most. */
static bool find_gap(const char *text, size_t length, size_t *from, size_t *to) {
    size_t at = 0, lines = 0;
    for (size_t bytes; (bytes = space_at(text + at, length - at)); at += bytes) {
        if (text[at] != '\n')
            continue;
        *(lines < 2 ? from : to) = at + 1;
        lines++;
    }
    return lines > 2;
}

/* Of several blank lines one is shown: a style hides the others, and the text stays as it is. */
static void put_lines(struct buf *out, const char *text, size_t length) {
    size_t done = 0, from, to;
    for (const char *line; (line = memchr(text + done, '\n', length - done));) {
        size_t at = (size_t)(line - text);
        bool gap = find_gap(line, length - at, &from, &to);
        from = gap ? from : 1;
        html_text(out, text + done, at + from - done);
        done = at + from;
        if (!gap)
            continue;
        html_put(out, "<span class=\"gap\">");
        html_text(out, line + from, to - from);
        html_put(out, "</span>");
        done = at + to;
    }
    html_text(out, text + done, length - done);
}

static void put_up_to(struct walk *walk, size_t point) {
    const char *rest = walk->text + walk->byte;
    size_t bytes = utf8_offset(rest, walk->length - walk->byte, point - walk->point);
    put_lines(walk->out, rest, bytes);
    walk->byte += bytes;
    walk->point = point;
}

/* What stands inside of an element that ends here ends with it, and goes on in another. */
static void end_here(struct walk *walk) {
    size_t kept = 0, still;
    while (kept < walk->open_count && walk->open[kept]->end > walk->point)
        kept++;
    for (size_t i = kept; i < walk->open_count; i++)
        html_put(walk->out, "</mark>");
    still = kept;
    for (size_t i = kept; i < walk->open_count; i++) {
        if (walk->open[i]->end <= walk->point)
            continue;
        html_put(walk->out, "<mark data-quote=\"%zu\">", walk->open[i]->number);
        walk->open[still++] = walk->open[i];
    }
    walk->open_count = still;
}

static void begin_here(struct walk *walk) {
    for (; walk->begun < walk->count && walk->spans[walk->begun].start <= walk->point; walk->begun++) {
        const struct span *span = &walk->spans[walk->begun];
        html_put(walk->out, "<mark id=\"q%zu\" data-quote=\"%zu\">", span->number, span->number);
        walk->open[walk->open_count++] = span;
    }
}

void marks_put(struct buf *out, const char *text, size_t length, const struct span *spans, size_t count,
    struct arena *arena) {
    struct walk walk = {.out = out,
        .text = text,
        .length = length,
        .spans = spans,
        .count = count,
        .open = arena_alloc(arena, count + 1, sizeof *walk.open)};
    for (size_t stop; (stop = next_stop(&walk)) != SIZE_MAX;) {
        put_up_to(&walk, stop);
        end_here(&walk);
        begin_here(&walk);
    }
    put_up_to(&walk, SIZE_MAX);
}
