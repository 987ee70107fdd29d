/* SPDX-License-Identifier: MIT */
#include "base/asset.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const linked[] = {"docs.css", "docs.js", "embed.css", "icon.svg", "licenses.txt",
    "page.js", "style.css", "swagger-ui-bundle.js", "swagger-ui.css", NULL};

const struct asset *asset_find(const char *path) {
    for (const struct asset *asset = assets; asset->path; asset++)
        if (strcmp(asset->path, path) == 0)
            return asset;
    return NULL;
}

/* Whether "web/assets/style-1A2B3C4D.css" is of "style.css": web/build.mjs makes such names. */
static bool is_of(const char *path, const char *name) {
    static const char folder[] = "web/assets/", digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *extension = strrchr(name, '.');
    size_t before = strlen(folder), stem = extension ? (size_t)(extension - name) : 0;
    if (!extension || strncmp(path, folder, before) != 0 || strncmp(path + before, name, stem) != 0)
        return false;
    const char *hash = path + before + stem;
    return *hash++ == '-' && strspn(hash, digits) == 8 && strcmp(hash + 8, extension) == 0;
}

const char *asset_address(const char *name) {
    for (const struct asset *asset = assets; asset->path; asset++)
        if (is_of(asset->path, name))
            return asset->path + strlen("web");
    fprintf(stderr, "factd: the build left out web/%s, which pages link to\n", name);
    abort();
}

void asset_check(void) {
    for (const char *const *name = linked; *name; name++)
        asset_address(*name);
}
