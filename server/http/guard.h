/* SPDX-License-Identifier: MIT */
/* What a request must be before anything looks at what it asks: the checks that libmicrohttpd leaves open.
 * One pass over the headers checks them and takes out those that answers depend on. */
#ifndef FACTD_HTTP_GUARD_H
#define FACTD_HTTP_GUARD_H

#include <microhttpd.h>

#include "http/problem.h"

/* NULL where there is none. A list that is spread over several headers is joined by commas (RFC 9110, section
 * 5.3). They live as long as the request. */
struct headers {
    const char *accept, *accept_encoding, *if_none_match;
    const char *request_id; /* the first, where it is safe to repeat */
};

/* NULL where the request is sound, else what is wrong with it; `type` says as what it is refused. */
const char *guard_check(struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, struct arena *arena, struct headers *headers, enum problem_type *type);

#endif
