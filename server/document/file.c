/* SPDX-License-Identifier: MIT */
/* Files into the arena. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "text/utf8.h"

#define AUTO_FILE __attribute__((cleanup(file_close))) FILE

static void file_close(FILE **file) {
    if (*file)
        fclose(*file);
}

/* One byte past `most` is enough to know that a file is too long, be it endless. */
static void read_at_most(FILE *file, size_t most, struct buf *out) {
    char block[64 * 1024];
    while (out->length <= most) {
        size_t got = fread(block, 1, sizeof block, file);
        if (got == 0)
            return;
        buf_append(out, block, got);
    }
}

bool document_file(
    const char *path, size_t most, struct arena *arena, const char **bytes, size_t *length, struct err *err) {
    AUTO_FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(err, ERR_INPUT, path, "cannot be opened: %s", strerror(errno));
    AUTO_BUF content = {0};
    errno = 0;
    read_at_most(file, most, &content);
    if (ferror(file))
        return err_set(err, ERR_ENVIRONMENT, path, "cannot be read: %s", strerror(errno));
    if (content.length > most)
        return err_set(err, ERR_INPUT, path, "is larger than %zu bytes", most);
    *bytes = arena_copy(arena, content.bytes, content.length);
    *length = content.length;
    return true;
}

bool document_text(const char *path, struct arena *arena, struct article_text *text, struct err *err) {
    *text = (struct article_text){0};
    if (!document_file(path, DOCUMENT_BYTES_MAX, arena, &text->bytes, &text->length, err))
        return false;
    if (!utf8_valid(text->bytes, text->length))
        return err_set(err, ERR_INPUT, path, "is no UTF-8 text");
    if (memchr(text->bytes, '\0', text->length))
        return err_set(err, ERR_INPUT, path, "holds a NUL character, which no database keeps in a text");
    text->code_points = utf8_count(text->bytes, text->length);
    digest_bytes(text->bytes, text->length, text->sha256);
    return true;
}
