/* SPDX-License-Identifier: MIT */
#include "http/answer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "http/negotiate.h"

static struct body *body_new(const char *bytes, size_t length, bool owned) {
    struct body *body = memory_zeroed(1, sizeof *body);
    *body = (struct body){bytes, length, owned};
    return body;
}

static struct body *take_body(struct reply *reply) {
    if (reply->fixed)
        return body_new(reply->fixed, reply->fixed_length, false);
    size_t length = reply->body.length;
    char *bytes = memory_resized(NULL, length); /* the buffer may be twice as large, and is used again */
    if (length)
        memcpy(bytes, reply->body.bytes, length);
    buf_close(&reply->body);
    return body_new(bytes, length, true);
}

static void take_coded(struct answer *answer, const struct variant *coded) {
    for (enum coding coding = CODING_IDENTITY + 1; coded && coding < CODINGS; coding++)
        atomic_init(&answer->bodies[coding], body_new(coded[coding].bytes, coded[coding].length, false));
}

static size_t body_size(const struct body *body) {
    return sizeof *body + (body->owned ? body->length : 0);
}

static size_t room_for(const char *text) {
    return text ? strlen(text) + 1 : 0;
}

static const char *copied(struct answer *answer, const char *text) {
    if (!text)
        return NULL;
    char *copy = answer->texts + answer->texts_length;
    answer->texts_length += room_for(text);
    return memcpy(copy, text, room_for(text));
}

static void count(const struct answer *answer, size_t bytes) {
    atomic_fetch_add_explicit(answer->ledger, bytes, memory_order_relaxed);
}

struct answer *answer_new(struct reply *reply, atomic_size_t *ledger) {
    size_t room = room_for(reply->type) + room_for(reply->language) + room_for(reply->modified) +
                  room_for(reply->next) + room_for(reply->link) + room_for(reply->policy);
    struct answer *answer = memory_zeroed(1, sizeof *answer + room);
    atomic_init(&answer->holds, 1);
    answer->ledger = ledger;
    atomic_init(&answer->bodies[CODING_IDENTITY], take_body(reply));
    take_coded(answer, reply->coded);
    answer->head = (struct reply){.status = reply->status,
        .type = copied(answer, reply->type),
        .language = copied(answer, reply->language),
        .modified = copied(answer, reply->modified),
        .next = copied(answer, reply->next),
        .link = copied(answer, reply->link),
        .by_language = reply->by_language,
        .policy = copied(answer, reply->policy),
        .shared = reply->shared,
        .immutable = reply->immutable};
    snprintf(answer->head.tag, TAG_SIZE, "%s", reply->tag);
    count(answer, answer_size(answer));
    return answer;
}

struct answer *answer_hold(struct answer *answer) {
    atomic_fetch_add_explicit(&answer->holds, 1, memory_order_relaxed);
    return answer;
}

static void body_free(const struct body *body) {
    if (body && body->owned)
        free((void *)(uintptr_t)body->bytes);
    free((void *)(uintptr_t)body);
}

void answer_release(struct answer *answer) {
    if (!answer || atomic_fetch_sub(&answer->holds, 1) > 1)
        return;
    atomic_fetch_sub_explicit(answer->ledger, answer_size(answer), memory_order_relaxed);
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++)
        body_free(atomic_load(&answer->bodies[coding]));
    free(answer);
}

const struct body *answer_body(const struct answer *answer, enum coding coding) {
    return atomic_load_explicit(&answer->bodies[coding], memory_order_acquire);
}

void answer_encode(struct answer *answer, enum coding coding) {
    const struct body *plain = answer_body(answer, CODING_IDENTITY);
    size_t length;
    if (answer_body(answer, coding))
        return;
    char *bytes = coding_encode(coding, plain->bytes, plain->length, &length);
    const struct body *body = body_new(bytes, length, true);
    count(answer, body_size(body));
    atomic_store_explicit(&answer->bodies[coding], body, memory_order_release);
}

size_t answer_size(const struct answer *answer) {
    size_t size = sizeof *answer + answer->texts_length;
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++) {
        const struct body *body = answer_body(answer, coding);
        if (body)
            size += body_size(body);
    }
    return size;
}

void answer_tag(const char *tag, enum coding coding, char out[static TAG_SIZE]) {
    const char *name = coding_name(coding);
    size_t length = strlen(tag);
    if (name && length)
        snprintf(out, TAG_SIZE, "%.*s-%s\"", (int)length - 1, tag, name);
    else
        snprintf(out, TAG_SIZE, "%s", tag);
}

static bool names(const char *if_none_match, const char *tag, enum coding coding) {
    char coded[TAG_SIZE];
    answer_tag(tag, coding, coded);
    return negotiate_has(if_none_match, coded);
}

enum coding answer_matched(
    const char *if_none_match, const char *tag, const struct coding_wishes *wishes, enum coding sent) {
    if (!if_none_match || !tag[0])
        return CODINGS;
    if (wishes->weight[sent] && names(if_none_match, tag, sent))
        return sent;
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++)
        if (wishes->weight[coding] && names(if_none_match, tag, coding))
            return coding;
    return CODINGS;
}

static void release(void *answer) {
    answer_release(answer);
}

struct MHD_Response *answer_response(
    struct answer *answer, enum coding coding, const struct envelope *envelope) {
    const struct body *body = answer_body(answer, coding);
    struct reply head = answer->head;
    answer_tag(answer->head.tag, coding, head.tag);
    head.coding = coding_name(coding);
    struct MHD_Response *bare = MHD_create_response_from_buffer_with_free_callback_cls(
        body->length, (void *)(uintptr_t)body->bytes, release, answer_hold(answer));
    if (!bare)
        answer_release(answer);
    return reply_headed(&head, envelope, bare);
}
