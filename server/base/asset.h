/* SPDX-License-Identifier: MIT */
/* Files that the build put into the program, by their path in the project; the table is made by
 * scripts/embed.sh. */
#ifndef FACTD_BASE_ASSET_H
#define FACTD_BASE_ASSET_H

#include <stddef.h>

struct asset {
    const char *path;
    const char *bytes; /* not NUL-terminated */
    size_t length;
};

/* Sorted by path; the last has a NULL path. */
extern const struct asset assets[];

/* NULL where the build put in none of that path. */
const struct asset *asset_find(const char *path);

#endif
