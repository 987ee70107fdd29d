/* SPDX-License-Identifier: MIT */
/* The client's address as proxies tell it: X-Forwarded-For and headers like it, whose values are addresses,
 * and Forwarded (RFC 7239). */
#ifndef FACTD_HTTP_FORWARDED_H
#define FACTD_HTTP_FORWARDED_H

#include <stdbool.h>

#include "http/address.h"

/* Each proxy adds at the right whom it was asked by, so the client is the last that is no trusted proxy: what
 * stands left of it is what the client claims. Where all are trusted, the first. False, and nothing told,
 * where that one cannot be read; Forwarded's "unknown" and hidden names cannot. `header` is the name, `value`
 * all of its values with commas between. */
bool forwarded_client(
    const char *header, const char *value, const struct nets *trusted, struct address *client);

#endif
