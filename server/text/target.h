/* SPDX-License-Identifier: MIT */
/* A request target (RFC 9112, section 3.2) taken apart: path and parameters, percent-decoded, strictly. */
#ifndef FACTD_TEXT_TARGET_H
#define FACTD_TEXT_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct parameter {
    const char *name; /* valid UTF-8 without NUL */
    const char *value;
};

struct target {
    const char *path; /* decoded, starts with "/"; "*" for the server as a whole */
    struct parameter *parameters;
    size_t parameter_count;
};

/* Far more than all parameters of a list together. */
enum { TARGET_PARAMETERS_MAX = 64 };

/* Origin form, absolute form and "*". UTF-8 may stand as it is, as people type it behind curl, though RFC
 * 3986 would have it encoded. NULL where it is good, else what is wrong with it, in a few words; `target`
 * then has the path, or "/" where that is what is wrong, and no parameters. What is in it belongs to the
 * arena. */
const char *target_parse(const char *text, struct arena *arena, struct target *target);

#endif
