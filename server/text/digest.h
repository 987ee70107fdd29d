/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
#ifndef FACTD_TEXT_DIGEST_H
#define FACTD_TEXT_DIGEST_H

#include <stddef.h>

#include <nettle/sha2.h>

enum { DIGEST_TEXT_SIZE = 2 * SHA256_DIGEST_SIZE + 1 };

/* A digest fed piece by piece. */
struct digest {
    struct sha256_ctx context;
};

void digest_start(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);

/* A text with its NUL, so that two neighbours never read as one; NULL differs from every text. */
void digest_add_text(struct digest *digest, const char *text);
void digest_end(struct digest *digest, char out[static DIGEST_TEXT_SIZE]);

void digest_bytes(const void *bytes, size_t length, char out[static DIGEST_TEXT_SIZE]);

#endif
