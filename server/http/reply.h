/* SPDX-License-Identifier: MIT */
/* A reply with its headers, as libmicrohttpd sends it. */
#ifndef FACTD_HTTP_REPLY_H
#define FACTD_HTTP_REPLY_H

#include <microhttpd.h>

#include "http/http.h"

/* What stands on a response beside what its reply says. */
struct envelope {
    const char *cache_control; /* for shared replies */
    const char *timing;        /* Server-Timing, or NULL */
    const char *id;            /* X-Request-Id, or NULL */
    bool close;                /* the connection ends with this answer */
};

/* What Server-Timing says where no query ran. */
extern const char reply_timing_hit[];

/* Puts the headers on a response that has its body. NULL, and the response is gone, where the library has no
 * memory left or none was given. */
struct MHD_Response *reply_headed(
    const struct reply *reply, const struct envelope *envelope, struct MHD_Response *bare);

/* A response with the reply's body, which it takes. NULL where the library has no memory left. */
struct MHD_Response *reply_take(struct reply *reply, const struct envelope *envelope);

/* The 304 in place of a good reply whose body has this tag, with what it repeats of a 200's headers (RFC
 * 9110, section 15.4.5). libmicrohttpd puts Content-Length: 0 on it, which that section would rather not
 * have; it offers no way to leave it out, and clients that we tried (wrk) wait for a body where the 200's
 * length is told. */
struct MHD_Response *reply_unchanged(
    const struct reply *good, const char *tag, const struct envelope *envelope);

#endif
