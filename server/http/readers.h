/* SPDX-License-Identifier: MIT */
/* Who is reading what others may take away: threads say when they look at shared memory and when they no
 * longer do, so that what was unlinked is freed once nobody can still see it. A reader never waits. */
#ifndef FACTD_HTTP_READERS_H
#define FACTD_HTTP_READERS_H

#include <stdbool.h>

struct readers;

/* The caller frees with readers_free, when no thread reads any more. */
struct readers *readers_new(void);
void readers_free(struct readers *readers);

/* Around each look; not nested. Pointers found inside are good until readers_leave. They are read, and
 * unlinked, by sequentially consistent operations: see readers_quiet. */
void readers_enter(struct readers *readers);
void readers_leave(struct readers *readers);

/* True where nobody sees any more what had been unlinked before this call. Of a look and an unlinking one
 * comes first in the one order of all sequentially consistent operations: a look that began before shows
 * here, one that began after finds nothing. Waits about a microsecond for a reader, not longer. */
bool readers_quiet(struct readers *readers);

#endif
