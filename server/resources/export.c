/* SPDX-License-Identifier: MIT */
/* limit=all: a list from its first row to its last, from one state of the database, page by page while it is
 * sent. It has a connection of its own, so that workers stay free, and memory for two pages. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "format/csv.h"
#include "format/json.h"
#include "query/query.h"
#include "resources/collection.h"

enum {
    PIECE_BYTES = 512 * 1024, /* about which pages are made, few rows where those are long */
    ROWS_FIRST = 25,
};

struct export {
    struct store *store;   /* in a read transaction */
    struct arena arena;    /* the query's */
    struct arena pages[2]; /* the last page's order keys are needed to read the next */
    size_t turn;
    struct query query;
    enum row_format format;
    int milliseconds; /* for a page's queries */
    bool begun, over;
};

static void finish(void *context) {
    struct export *export = context;
    if (export->store) {
        store_rollback(export->store);
        store_close(export->store);
    }
    for (size_t i = 0; i < 2; i++)
        arena_close(&export->pages[i]);
    arena_close(&export->arena);
    free(export);
}

static void write_page(struct export *export, const struct page *page, struct buf *out) {
    if (export->format == AS_CSV && !export->begun)
        csv_header(out, page->selection);
    if (export->format == AS_CSV)
        csv_rows(out, page);
    else
        json_lines(out, page);
    export->begun = true;
}

static bool next(void *context, struct buf *out, struct err *err) {
    struct export *export = context;
    struct arena *arena = &export->pages[export->turn];
    struct page page;
    if (export->over)
        return false;
    arena_close(arena);
    store_limit(export->store, export->milliseconds);
    if (!page_read_in_tx(export->store, &export->query, arena, &page, err))
        return false;
    write_page(export, &page, out);
    if (out->length > PIECE_BYTES && export->query.limit > 1)
        export->query.limit /= 2;
    else if (out->length < PIECE_BYTES / 4 && export->query.limit < LIMIT_MAX)
        export->query.limit = export->query.limit > LIMIT_MAX / 2 ? LIMIT_MAX : 2 * export->query.limit;
    export->query.after = page.last;
    export->turn = 1 - export->turn;
    export->over = page.next == NULL;
    return !export->over;
}

/* The request is over before the export may be, so the export has a query of its own. */
static void plan_anew(struct export *export, const struct route *route, const struct request *request) {
    struct problems none;
    struct query_form form = form_of(request);
    size_t count = request->target.parameter_count;
    struct parameter *parameters = arena_alloc(&export->arena, count, sizeof *parameters);
    for (size_t i = 0; i < count; i++)
        parameters[i] = (struct parameter){arena_string(&export->arena, request->target.parameters[i].name),
            arena_string(&export->arena, request->target.parameters[i].value)};
    problems_init(&none, &export->arena); /* there were none when it was planned */
    query_parse(route->subject, &form, parameters, count, &export->arena, &export->query, &none);
}

bool export_begin(const struct service *service, const struct route *route, const struct request *request,
    struct dataset *dataset, struct stream *stream, struct err *err) {
    struct export *export = memory_zeroed(1, sizeof *export);
    export->format = (enum row_format)(request->as - row_formats);
    export->milliseconds = service->query_milliseconds;
    plan_anew(export, route, request);
    export->query.limit = ROWS_FIRST;
    if (!store_open(service->database, STORE_EXPORT, &export->store, err) ||
        !store_begin(export->store, err) || !dataset_read(export->store, dataset, err)) {
        finish(export);
        return false;
    }
    *stream = (struct stream){.next = next, .close = finish, .context = export};
    return true;
}
