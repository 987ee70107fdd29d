/* SPDX-License-Identifier: MIT */
#include "text/digest.h"

#include <string.h>

void digest_start(struct digest *digest) {
    sha256_init(&digest->context);
}

void digest_add(struct digest *digest, const void *bytes, size_t length) {
    sha256_update(&digest->context, length, bytes);
}

void digest_add_text(struct digest *digest, const char *text) {
    if (!text) {
        digest_add(digest, "\xff", 1); /* no UTF-8 text holds this byte */
        return;
    }
    digest_add(digest, text, strlen(text) + 1);
}

void digest_end(struct digest *digest, char out[static DIGEST_TEXT_SIZE]) {
    unsigned char bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    out[DIGEST_TEXT_SIZE - 1] = '\0';
}

void digest_bytes(const void *bytes, size_t length, char out[static DIGEST_TEXT_SIZE]) {
    struct digest digest;
    digest_start(&digest);
    digest_add(&digest, bytes, length);
    digest_end(&digest, out);
}
