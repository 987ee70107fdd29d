/* SPDX-License-Identifier: MIT */
/* One text inside another: JSON strings, URIs, base64url. */
#ifndef FACTD_TEXT_ESCAPE_H
#define FACTD_TEXT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

/* A JSON string with its quotes (RFC 8259, section 7). The text is valid UTF-8. NULL becomes null. */
void escape_json(struct buf *out, const char *text);
void escape_json_bytes(struct buf *out, const char *text, size_t length);

/* Percent-encodes every byte that is not unreserved (RFC 3986, section 2.3). */
void escape_uri(struct buf *out, const char *text, size_t length);

/* A path as an address on this server: the same, but for its slashes, and with nothing in front that a
 * browser would take for a host. */
void escape_path(struct buf *out, const char *path);

/* The same as escape_uri for the words of a text directive, where "-" is syntax too. */
void escape_text_fragment(struct buf *out, const char *text, size_t length);

/* RFC 4648, section 5, without padding. */
void escape_base64url(struct buf *out, const unsigned char *bytes, size_t length);

/* Appends the bytes; false where `text` is not exactly what escape_base64url writes. */
bool escape_from_base64url(struct buf *out, const char *text, size_t length);

/* One parameter of a target, both sides percent-encoded, behind `separator`: "&name=value". */
void escape_parameter(struct buf *out, char separator, const char *name, const char *value);

/* For messages: control characters and the no-break space as \u00a0, everything else as it is. */
void escape_visible(struct buf *out, const char *text, size_t length);

/* As much of it as a message about what a client sent needs. */
const char *escape_shown(const char *text, struct arena *arena);

#endif
