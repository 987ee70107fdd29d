/* SPDX-License-Identifier: MIT */
/* A main() for a fuzz target without a fuzzer: each file of the folders named as arguments, once. A claim
 * that does not hold aborts, with the file's name as the last line printed. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int fail(const char *path) {
    perror(path);
    exit(1);
}

static void read_file(struct buf *out, const char *path) {
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_append(out, bytes, count);
    if (ferror(file))
        fail(path);
    fclose(file);
}

/* A copy of just the file's size, so that a sanitizer sees a read behind its end. */
static void replay(const char *path) {
    AUTO_BUF file = {0};
    read_file(&file, path);
    uint8_t *bytes = malloc(file.length ? file.length : 1);
    if (!bytes)
        fail(path);
    if (file.length)
        memcpy(bytes, file.bytes, file.length);
    LLVMFuzzerTestOneInput(bytes, file.length);
    free(bytes);
}

static size_t replay_folder(const char *folder) {
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    size_t passed = 0;
    if (count < 0)
        fail(folder);
    for (int i = 0; i < count; i++) {
        AUTO_BUF path = {0};
        buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            printf("%s\n", path.bytes);
            fflush(stdout);
            replay(path.bytes);
            passed++;
        }
        free(entries[i]);
    }
    free(entries);
    return passed;
}

int main(int count, char **folders) {
    size_t passed = 0;
    for (int i = 1; i < count; i++)
        passed += replay_folder(folders[i]);
    printf("corpus: %zu passed, 0 failed\n", passed);
    return passed == 0;
}
