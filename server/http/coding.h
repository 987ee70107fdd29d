/* SPDX-License-Identifier: MIT */
/* Content codings (RFC 9110, section 8.4.1): what a client wants of them, and the bytes that they make. */
#ifndef FACTD_HTTP_CODING_H
#define FACTD_HTTP_CODING_H

#include <stddef.h>

enum coding { CODING_IDENTITY, CODING_GZIP, CODING_BROTLI, CODINGS };

/* How much each is wanted: from 0, not at all, to 1000. */
struct coding_wishes {
    int weight[CODINGS];
};

/* Of an Accept-Encoding header, or of none (NULL), which wants nothing coded. */
struct coding_wishes coding_wishes(const char *accept_encoding);

/* For a body of so many bytes; of what is wanted alike, what makes the least. CODINGS where all are refused.
 */
enum coding coding_best(const struct coding_wishes *wishes, size_t length);

/* As Content-Encoding names it; NULL for CODING_IDENTITY. */
const char *coding_name(enum coding coding);

/* The coded bytes, the caller's to free; not for CODING_IDENTITY. */
char *coding_encode(enum coding coding, const char *bytes, size_t length, size_t *coded);

#endif
