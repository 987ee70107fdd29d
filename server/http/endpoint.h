/* SPDX-License-Identifier: MIT */
/* Where a server answers, as people write it: 127.0.0.1:8080, [::1]:8080, localhost:0, *:8080 for every
 * address of both families, unix:/run/factd.sock. A host's name stands for all of its addresses. */
#ifndef FACTD_HTTP_ENDPOINT_H
#define FACTD_HTTP_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { LISTENERS_MAX = 16, URL_SIZE = 320 };

struct listener {
    int descriptor;     /* does not wait */
    char url[URL_SIZE]; /* http://127.0.0.1:8080, or unix:PATH as it was given */
    char path[108];     /* of the file that goes with it, or "" */
};

struct listeners {
    struct listener each[LISTENERS_MAX];
    size_t count;
};

/* Takes each of the addresses, which have commas between. With port 0 each takes a free one, but all
 * addresses of one host the same. A socket's file that a server left behind is replaced. `setting` is whose
 * value they are. The caller closes, also where it fails. */
bool listeners_open(struct listeners *listeners, const char *setting, const char *addresses,
    const char *scheme, struct err *err);

/* From now on clients are let in. */
bool listeners_listen(const struct listeners *listeners, struct err *err);

/* Takes a socket that listens already. */
bool listeners_adopt(struct listeners *listeners, int descriptor, const char *scheme, struct err *err);

void listeners_close(struct listeners *listeners);

/* A socket that is connected to the first of the addresses, or for one that stands for all to this machine,
 * and waits 3 s at most for each step; -1 with `err` set. */
int endpoint_connect(const char *setting, const char *addresses, struct err *err);

#endif
