/* SPDX-License-Identifier: MIT */
/* What a request must be before anything looks at what it asks: the checks that libmicrohttpd leaves open. */
#ifndef FACTD_HTTP_GUARD_H
#define FACTD_HTTP_GUARD_H

#include <microhttpd.h>

#include "http/problem.h"

/* NULL where the request is sound, else what is wrong with it; `type` says as what it is refused. */
const char *guard_check(struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, enum problem_type *type);

#endif
