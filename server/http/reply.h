/* SPDX-License-Identifier: MIT */
/* A reply with its headers, as libmicrohttpd sends it. */
#ifndef FACTD_HTTP_REPLY_H
#define FACTD_HTTP_REPLY_H

#include <microhttpd.h>

#include "http/http.h"

/* Takes the reply's body, and `streamed`, a response that has one already, or NULL. NULL where the library
 * has no memory left. `cache_control` goes on shared answers. */
struct MHD_Response *reply_take(
    struct reply *reply, struct request *request, const char *cache_control, struct MHD_Response *streamed);

/* Keeps the headers that a 304 repeats (RFC 9110, section 15.4.5) and drops the body. libmicrohttpd puts
 * Content-Length: 0 on it, which that section would rather not have; it offers no way to leave it out. */
void reply_not_modified(struct reply *reply);

#endif
