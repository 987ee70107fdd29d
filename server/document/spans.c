/* SPDX-License-Identifier: MIT */
/* Where quotes stand: their length, the text at their place, and each other where they overlap (rule 3), and
 * how much of the article they cover together (rule 7). */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "document/message.h"
#include "document/places.h"
#include "document/rules.h"
#include "text/utf8.h"

/* Bytes of text that are searched for misplaced quotes. A sound document needs none of it, and one of nothing
 * but misplaced quotes over a long text must not take minutes. */
static const size_t search_bytes_max = (size_t)1 << 30;

/* A quote and whose it is. */
struct span {
    const struct evidence *evidence;
    const char *list;
    size_t owner, item;
    bool in_conflict;
};

struct span_list {
    struct span *items;
    size_t count;
};

static const char *pointer_of(const struct span *span, struct arena *arena) {
    return arena_printf(arena, "/%s/%zu/evidence/%zu", span->list, span->owner, span->item);
}

static size_t quote_length(const struct evidence *evidence) {
    return utf8_count(evidence->quote, strlen(evidence->quote));
}

/* Quotes with a place that could be read, in the document's order. */
static void gather(
    struct span_list *spans, const struct evidence_list *list, const char *name, size_t owner) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].quote && list->items[i].placed)
            spans->items[spans->count++] =
                (struct span){.evidence = &list->items[i], .list = name, .owner = owner, .item = i};
}

static struct span_list spans_of(const struct document *document, struct arena *arena) {
    size_t most = 0;
    for (size_t i = 0; i < document->participant_count; i++)
        most += document->participants[i].evidence.count;
    for (size_t i = 0; i < document->fact_count; i++)
        most += document->facts[i].evidence.count;
    struct span_list spans = {.items = arena_alloc(arena, most, sizeof *spans.items)};
    for (size_t i = 0; i < document->participant_count; i++)
        gather(&spans, &document->participants[i].evidence, "participants", i);
    for (size_t i = 0; i < document->fact_count; i++)
        gather(&spans, &document->facts[i].evidence, "facts", i);
    return spans;
}

static bool has_its_length(const struct evidence *evidence) {
    return evidence->end >= evidence->start && evidence->end - evidence->start == quote_length(evidence);
}

/* Keeps the spans that are as long as their quotes and tells the others. */
static void check_lengths(struct span_list *spans, struct problems *problems) {
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct evidence *evidence = spans->items[i].evidence;
        if (has_its_length(evidence)) {
            spans->items[kept++] = spans->items[i];
            continue;
        }
        problems_add(problems, pointer_of(&spans->items[i], problems->arena),
            "%s has %zu code points, but stands from %zu to %zu",
            message_text(problems->arena, evidence->quote), quote_length(evidence), evidence->start,
            evidence->end);
    }
    spans->count = kept;
}

/* Told once: where many quotes end behind the text, it is the length that is wrong. */
static bool check_ends(
    const struct span_list *spans, const struct document *document, struct problems *problems) {
    const struct span *first = NULL;
    size_t count = 0, length = document->article.text_length;
    for (size_t i = 0; length > 0 && i < spans->count; i++) {
        if (spans->items[i].evidence->end <= length)
            continue;
        first = first ? first : &spans->items[i];
        count++;
    }
    if (count == 1)
        problems_add(problems, pointer_of(first, problems->arena),
            "ends at %zu, behind the end of the article's text at %zu", first->evidence->end, length);
    else if (count > 1)
        problems_add(problems, "/article/text/length",
            "is %zu, but %zu quotes end behind it, the first at %zu", length, count, first->evidence->end);
    return count == 0;
}

static int by_place(const void *a, const void *b) {
    const struct evidence *x = ((const struct span *)a)->evidence, *y = ((const struct span *)b)->evidence;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void sort(struct span_list *spans) {
    if (spans->count > 1)
        qsort(spans->items, spans->count, sizeof *spans->items, by_place);
}

/* Which character the quotes seen so far have at a position. Quotes come sorted by start and are at most
 * QUOTE_LENGTH_MAX long, so what was seen a round of the ring ago is never asked for again. */
enum { RING = 64 };
_Static_assert((int)RING >= (int)QUOTE_LENGTH_MAX, "a quote must fit into the ring");

struct seen {
    struct span *span;
    size_t position;
    int32_t code;
};

static void report_conflict(struct span *span, const struct seen *seen, struct problems *problems) {
    const struct evidence *here = span->evidence, *there = seen->span->evidence;
    struct arena *arena = problems->arena;
    problems_add(problems, pointer_of(span, arena),
        "%s from %zu to %zu does not agree with %s from %zu to %zu (%s) on the character at %zu",
        message_text(arena, here->quote), here->start, here->end, message_text(arena, there->quote),
        there->start, there->end, pointer_of(seen->span, arena), seen->position);
}

/* One of two quotes is wrong, and nothing says which: after the first conflict neither is held against
 * others. */
static void check_overlap(struct span *span, struct seen ring[static RING], struct problems *problems) {
    const struct evidence *evidence = span->evidence;
    size_t length = strlen(evidence->quote), at = 0;
    for (size_t position = evidence->start; at < length; position++) {
        int32_t code = utf8_next(evidence->quote, length, &at);
        struct seen *seen = &ring[position % RING];
        bool same_place = seen->span && seen->position == position && !seen->span->in_conflict;
        if (same_place && seen->code != code && !span->in_conflict) {
            report_conflict(span, seen, problems);
            span->in_conflict = seen->span->in_conflict = true;
        }
        if (!same_place || seen->span->in_conflict)
            *seen = (struct seen){.span = span, .position = position, .code = code};
    }
}

static void check_overlaps(struct span_list *spans, struct problems *problems) {
    struct seen ring[RING] = {0};
    for (size_t i = 0; i < spans->count; i++)
        check_overlap(&spans->items[i], ring, problems);
}

static bool is_this_text(
    const struct document *document, const struct article_text *text, struct problems *problems) {
    const struct article *article = &document->article;
    if (!article->text_sha256 || article->text_length == 0)
        return false;
    if (strcmp(article->text_sha256, text->sha256) == 0 && article->text_length == text->code_points)
        return true;
    problems_add(problems, "/article/text",
        "is not the text at hand, which has %zu code points and the SHA-256 %s", text->code_points,
        text->sha256);
    return false;
}

static void report_misplaced(const struct span *span, const struct places *places, const struct found *found,
    struct problems *problems) {
    struct arena *arena = problems->arena;
    const struct evidence *evidence = span->evidence;
    size_t from = places_offset(places, evidence->start), to = places_offset(places, evidence->end);
    const char *there = message_text(arena, arena_copy(arena, places->text->bytes + from, to - from));
    const char *quote = message_text(arena, evidence->quote), *where = pointer_of(span, arena);
    if (!found)
        problems_add(problems, where, "%s does not stand at %zu, where the text has %s", quote,
            evidence->start, there);
    else if (found->count == 0)
        problems_add(problems, where, "%s stands nowhere in the text; at %zu it has %s", quote,
            evidence->start, there);
    else
        problems_add(problems, where, "%s does not stand at %zu, where the text has %s, but at %s", quote,
            evidence->start, there, places_told(found, arena));
}

static void check_places(
    const struct span_list *spans, const struct article_text *text, struct problems *problems) {
    AUTO_ARENA arena = {0};
    struct places places = places_of(text, &arena);
    size_t searched = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->items[i];
        if (places_holds(&places, span->evidence->start, span->evidence->quote))
            continue;
        bool may_search = searched + text->length <= search_bytes_max;
        struct found found = {0};
        if (may_search)
            found = places_find(&places, span->evidence->quote);
        searched += may_search ? text->length : 0;
        report_misplaced(span, &places, may_search ? &found : NULL, problems);
    }
}

static size_t covered(const struct span_list *sorted) {
    size_t sum = 0, end = 0;
    for (size_t i = 0; i < sorted->count; i++) {
        const struct evidence *evidence = sorted->items[i].evidence;
        size_t from = evidence->start > end ? evidence->start : end;
        if (evidence->end > from) {
            sum += evidence->end - from;
            end = evidence->end;
        }
    }
    return sum;
}

static void check_share(
    const struct span_list *sorted, const struct document *document, struct problems *problems) {
    size_t characters = covered(sorted), length = document->article.text_length;
    if (length == 0 || characters <= length / 2)
        return;
    problems_add(problems, "",
        "the quotes cover %zu of the article's %zu characters, %.1f per cent; at most half may be quoted",
        characters, length, 100.0 * (double)characters / (double)length);
}

void spans_check(
    const struct document *document, const struct article_text *text, struct problems *problems) {
    AUTO_ARENA arena = {0};
    struct span_list spans = spans_of(document, &arena);
    bool fitting = !text || is_this_text(document, text, problems);
    check_lengths(&spans, problems);
    if (fitting && check_ends(&spans, document, problems)) {
        if (text)
            check_places(&spans, text, problems);
        sort(&spans);
        if (!text)
            check_overlaps(&spans, problems);
        check_share(&spans, document, problems);
    }
}

/* Only spans as long as their quotes count, so that no bad one makes the sum absurd. */
size_t evidence_covered(const struct document *document) {
    AUTO_ARENA arena = {0};
    struct span_list spans = spans_of(document, &arena);
    size_t kept = 0;
    for (size_t i = 0; i < spans.count; i++)
        if (has_its_length(spans.items[i].evidence))
            spans.items[kept++] = spans.items[i];
    spans.count = kept;
    sort(&spans);
    return covered(&spans);
}
