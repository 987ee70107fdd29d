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
    const char *digest; /* of path and bytes, SHA-256 in hexadecimal: no other asset has it */
};

/* Sorted by path; the last has a NULL path. */
extern const struct asset assets[];

/* NULL where the build put in none of that path. */
const struct asset *asset_find(const char *path);

/* Where browsers find what the build made of a file in web/: "/assets/style-1A2B3C4D.css" of "style.css", a
 * name that changes whenever the bytes do. The process ends where the build made nothing of that name. */
const char *asset_address(const char *name);

/* Asks for the address of everything that pages link to, so that a program that lacks one does not start. */
void asset_check(void);

#endif
