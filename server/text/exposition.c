/* SPDX-License-Identifier: MIT */
#include "text/exposition.h"

void exposition_family(struct buf *out, const char *name, const char *type, const char *help) {
    buf_texts(out, "# HELP ", name, " ", help, "\n# TYPE ", name, " ", type, "\n");
}

static void put_head(struct buf *out, const char *name, const char *labels) {
    buf_text(out, name);
    if (labels)
        buf_texts(out, "{", labels, "}");
    buf_char(out, ' ');
}

void exposition_integer(struct buf *out, const char *name, const char *labels, int64_t value) {
    put_head(out, name, labels);
    buf_integer(out, value);
    buf_char(out, '\n');
}

void exposition_real(struct buf *out, const char *name, const char *labels, double value) {
    put_head(out, name, labels);
    buf_printf(out, "%.9g\n", value);
}

void exposition_one(struct buf *out, const char *name, const char *type, const char *help, int64_t value) {
    exposition_family(out, name, type, help);
    exposition_integer(out, name, NULL, value);
}
