/* SPDX-License-Identifier: MIT */
/* A good answer that many may be given: its headers, and its body in each coding that somebody wanted. It
 * never changes but that a coded body is added. Held by whoever needs it, from any thread. */
#ifndef FACTD_HTTP_ANSWER_H
#define FACTD_HTTP_ANSWER_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "http/coding.h"
#include "http/reply.h"

struct body {
    const char *bytes;
    size_t length;
    bool owned;
};

struct answer {
    atomic_size_t holds;
    atomic_size_t *ledger; /* borrowed: the bytes of all answers that count there */
    struct reply head;     /* without a body; its tag is identity's */
    size_t route;          /* its number (metrics_number), set by whoever made it; 0: unknown */
    const struct body *_Atomic bodies[CODINGS];
    size_t texts_length;
    char texts[]; /* the head's */
};

/* Takes the reply's body and copies the rest, held once. The reply's status is 200 and it has a tag. What the
 * answer takes of memory is counted in the ledger for as long as it is there. */
struct answer *answer_new(struct reply *reply, atomic_size_t *ledger);

struct answer *answer_hold(struct answer *answer);
void answer_release(struct answer *answer);

/* NULL while nobody has encoded it. */
const struct body *answer_body(const struct answer *answer, enum coding coding);

/* For one thread at a time. */
void answer_encode(struct answer *answer, enum coding coding);

/* What it takes of memory. */
size_t answer_size(const struct answer *answer);

/* The entity tag of a body in this coding (RFC 9110, section 8.8.3.3), from that of identity. */
void answer_tag(const char *tag, enum coding coding, char out[static TAG_SIZE]);

/* The coding, among those that are wanted, whose tag an If-None-Match header names, `sent` before others;
 * CODINGS where there is none. */
enum coding answer_matched(
    const char *if_none_match, const char *tag, const struct coding_wishes *wishes, enum coding sent);

/* A response with the body in this coding, which is there; the response holds the answer. NULL where the
 * library has no memory left. */
struct MHD_Response *answer_response(
    struct answer *answer, enum coding coding, const struct envelope *envelope);

#endif
