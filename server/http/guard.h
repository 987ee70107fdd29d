/* SPDX-License-Identifier: MIT */
/* What a request must be before anything looks at what it asks: the checks that libmicrohttpd leaves open.
 * One pass over the headers checks them and takes out those that answers depend on. */
#ifndef FACTD_HTTP_GUARD_H
#define FACTD_HTTP_GUARD_H

#include <microhttpd.h>

#include "http/problem.h"

enum { TRACE_DIGITS = 32 };

/* NULL where there is none. A list that is spread over several headers is joined by commas (RFC 9110, section
 * 5.3). They live as long as the request. */
struct headers {
    const char *accept, *accept_encoding, *accept_language, *if_none_match;
    const char *client;     /* what the header that tells it says */
    const char *request_id; /* the first, where it is safe to repeat */
    const char *trace;      /* of a good traceparent: TRACE_DIGITS, and more behind them */
};

struct guard_limits {
    size_t target_bytes;
    size_t connection_bytes;   /* the library's memory for the headers of both sides */
    const char *client_header; /* that tells the client's address; NULL where nobody is asked */
};

/* The library ends a connection without a word where an answer's headers do not fit behind those of the
 * request. So much is left for them: a target in Link or Location, and what all else takes at most, with some
 * to spare. */
enum { GUARD_ANSWER_BYTES = 1536 };

/* Whether even a refusal has no room left behind the request's headers. */
bool guard_is_choked(struct MHD_Connection *connection, const struct guard_limits *limits);

/* What a request's line and headers may take: their bytes, and for each header what the library notes about
 * it. */
size_t guard_headers_most(const struct guard_limits *limits);

/* NULL where the request is sound, else what is wrong with it; `type` says as what it is refused. */
const char *guard_check(struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, const struct guard_limits *limits, struct arena *arena, struct headers *headers,
    enum problem_type *type);

#endif
