/* SPDX-License-Identifier: MIT */
#include "base/siphash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct state {
    uint64_t a, b, c, d;
};

static uint64_t rotated(uint64_t word, int by) {
    return word << by | word >> (64 - by);
}

static void mix(struct state *s, int rounds) {
    while (rounds-- > 0) {
        s->a += s->b;
        s->c += s->d;
        s->b = rotated(s->b, 13) ^ s->a;
        s->d = rotated(s->d, 16) ^ s->c;
        s->a = rotated(s->a, 32);
        s->c += s->b;
        s->a += s->d;
        s->b = rotated(s->b, 17) ^ s->c;
        s->d = rotated(s->d, 21) ^ s->a;
        s->c = rotated(s->c, 32);
    }
}

static void take(struct state *s, uint64_t word) {
    s->d ^= word;
    mix(s, 2);
    s->a ^= word;
}

static uint64_t word_at(const unsigned char *bytes, size_t length) {
    uint64_t word = 0;
    for (size_t i = 0; i < length; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

struct siphash_secret siphash_secret(void) {
    struct siphash_secret secret;
    if (getrandom(&secret, sizeof secret, 0) != (ssize_t)sizeof secret) {
        fputs("factd: the system gives no random bytes\n", stderr);
        abort();
    }
    return secret;
}

uint64_t siphash(const struct siphash_secret *secret, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    struct state s = {0x736f6d6570736575u ^ secret->first, 0x646f72616e646f6du ^ secret->second,
        0x6c7967656e657261u ^ secret->first, 0x7465646279746573u ^ secret->second};
    size_t left = length;
    for (; left >= 8; left -= 8, at += 8)
        take(&s, word_at(at, 8)); /* compilers make one load of it */
    take(&s, word_at(at, left) | (uint64_t)length << 56);
    s.c ^= 0xff;
    mix(&s, 4);
    return s.a ^ s.b ^ s.c ^ s.d;
}
