/* SPDX-License-Identifier: MIT */
/* SipHash-2-4 (Aumasson and Bernstein, 2012): a hash for tables whose keys strangers choose. Who does not
 * know the secret cannot find keys that share a bucket. */
#ifndef FACTD_BASE_SIPHASH_H
#define FACTD_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

struct siphash_secret {
    uint64_t first, second; /* the key's bytes 0 to 7 and 8 to 15, each little-endian */
};

/* From the system's random source. */
struct siphash_secret siphash_secret(void);

uint64_t siphash(const struct siphash_secret *secret, const void *bytes, size_t length);

#endif
