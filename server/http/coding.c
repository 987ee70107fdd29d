/* SPDX-License-Identifier: MIT */
#include "http/coding.h"

#include <brotli/encode.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/memory.h"
#include "http/negotiate.h"

enum {
    /* Below it an answer and its headers fill one packet either way, and a coded one says so in 22 bytes. */
    WORTH_BYTES = 512,
    GZIP_LEVEL = 6, /* from here on the last percents cost more time than they save */
    BROTLI_LEVEL = 5,
    GZIP_WINDOW = 15 + 16, /* the largest, in gzip's frame */
};

static const struct {
    const char *name;
    const char *alias; /* RFC 9110, section 8.4.1.3 */
} codings[CODINGS] = {
    [CODING_IDENTITY] = {"identity", "identity"},
    [CODING_GZIP] = {"gzip", "x-gzip"},
    [CODING_BROTLI] = {"br", "br"},
};

const char *coding_name(enum coding coding) {
    return coding == CODING_IDENTITY ? NULL : codings[coding].name;
}

/* Identity is refused only by its name or by a star of weight 0 (RFC 9110, section 12.5.3). Its weight of 1
 * where nobody speaks of it puts it behind all that is wanted. */
struct coding_wishes coding_wishes(const char *accept_encoding) {
    struct coding_wishes wishes = {{[CODING_IDENTITY] = 1}};
    if (!accept_encoding)
        return wishes;
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++) {
        int weight = negotiate_weight(accept_encoding, codings[coding].name, codings[coding].alias);
        if (weight >= 0)
            wishes.weight[coding] = weight;
    }
    return wishes;
}

enum coding coding_best(const struct coding_wishes *wishes, size_t length) {
    if (length < WORTH_BYTES && wishes->weight[CODING_IDENTITY])
        return CODING_IDENTITY;
    enum coding best = CODING_BROTLI;
    for (enum coding coding = CODING_BROTLI; coding-- > CODING_IDENTITY;)
        if (wishes->weight[coding] > wishes->weight[best])
            best = coding;
    return wishes->weight[best] ? best : CODINGS;
}

static void failed(const char *name) {
    fprintf(stderr, "factd: out of memory (%s)\n", name); /* the one way to fail, with room for the output */
    abort();
}

static size_t gzip(const char *bytes, size_t length, unsigned char **out) {
    z_stream stream = {0};
    if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        failed("zlib");
    size_t most = deflateBound(&stream, length);
    *out = memory_resized(NULL, most);
    stream.next_in = (unsigned char *)(uintptr_t)bytes;
    stream.avail_in = (unsigned)length;
    stream.next_out = *out;
    stream.avail_out = (unsigned)most;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        failed("zlib");
    deflateEnd(&stream);
    return stream.total_out;
}

static size_t brotli(const char *bytes, size_t length, unsigned char **out) {
    size_t size = BrotliEncoderMaxCompressedSize(length);
    *out = memory_resized(NULL, size);
    if (!BrotliEncoderCompress(BROTLI_LEVEL, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, length,
            (const unsigned char *)bytes, &size, *out))
        failed("brotli");
    return size;
}

char *coding_encode(enum coding coding, const char *bytes, size_t length, size_t *coded) {
    unsigned char *out = NULL;
    *coded = coding == CODING_GZIP ? gzip(bytes, length, &out) : brotli(bytes, length, &out);
    return memory_resized(out, *coded);
}
