/* SPDX-License-Identifier: MIT */
#include "http/http.h"

#include <stdio.h>

bool request_is_bare(const struct request *request, struct problems *problems) {
    for (size_t i = 0; i < request->target.parameter_count; i++)
        problems_add(problems, request->target.parameters[i].name, "this path takes no parameters");
    return request->target.parameter_count == 0;
}

void tag_of_digest(const char *digest, char tag[static TAG_SIZE]) {
    snprintf(tag, TAG_SIZE, "\"%.32s\"", digest);
}
