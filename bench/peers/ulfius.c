/* SPDX-License-Identifier: MIT */
/* The list of agreements as Ulfius, SQLite and Jansson give it, from factd's own database: a connection a
 * thread with its statements prepared once, what belongs to a page's rows read by one statement each, one
 * transaction a page. Usage: ulfius DATABASE PORT   Prints its URL; ends at SIGTERM. */
#include <jansson.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ulfius.h>

enum { PAGE = 20, IDLE_SECONDS = 30 };

#define TWENTY "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"

enum which { ROWS, PARTICIPANTS, TOPICS, EVIDENCE, REVISION, BEGIN, END, STATEMENTS };

static const char *const texts[STATEMENTS] = {
    [ROWS] = "SELECT id, kind, article, name_ko, name_en, summary_ko, summary_en, date, date_from, date_to, "
             "part_of, at, "
             "according_to, link, since, changed, type, status FROM fact "
             "WHERE kind = 'agreement' AND id <> ? AND id > ? ORDER BY id LIMIT ?",
    [PARTICIPANTS] = "SELECT fact, participant.id, role, name_ko, name_en, inferred FROM fact_participant "
                     "JOIN participant ON participant.id = fact_participant.participant "
                     "WHERE fact IN (" TWENTY ") ORDER BY fact, ordinal",
    [TOPICS] = "SELECT fact, topic FROM fact_topic WHERE fact IN (" TWENTY ") ORDER BY fact, ordinal",
    [EVIDENCE] =
        "SELECT fact, quote, starts, ends, starts_utf16, ends_utf16, supports, verified FROM evidence "
        "WHERE fact IN (" TWENTY ") ORDER BY fact, ordinal",
    [REVISION] = "SELECT revision FROM dataset",
    [BEGIN] = "BEGIN",
    [END] = "COMMIT",
};

struct reader {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
};

struct page {
    json_t *rows[PAGE];
    const char *ids[PAGE]; /* of the rows; borrowed */
    size_t count;
    bool more;
};

static const char *database;
static pthread_key_t readers;

/* ---- a connection of the thread's own ---- */

static void die(const char *what, const char *why) {
    fprintf(stderr, "ulfius: %s: %s\n", what, why);
    exit(1);
}

static void reader_close(void *context) {
    struct reader *reader = context;
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(reader->statements[i]);
    sqlite3_close(reader->db);
    free(reader);
}

static struct reader *reader_open(void) {
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader ||
        sqlite3_open_v2(database, &reader->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        die(database, "cannot be opened");
    sqlite3_exec(reader->db, "PRAGMA mmap_size = 8388608", NULL, NULL, NULL); /* as factd's readers have it */
    for (size_t i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(reader->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &reader->statements[i],
                NULL) != SQLITE_OK)
            die(texts[i], sqlite3_errmsg(reader->db));
    pthread_setspecific(readers, reader);
    return reader;
}

static void run(struct reader *reader, enum which which) {
    sqlite3_step(reader->statements[which]);
    sqlite3_reset(reader->statements[which]);
}

/* ---- values ---- */

static json_t *text(sqlite3_stmt *row, int column) {
    const char *value = (const char *)sqlite3_column_text(row, column);
    return value ? json_stringn_nocheck(value, (size_t)sqlite3_column_bytes(row, column)) : json_null();
}

static json_t *integer(sqlite3_stmt *row, int column) {
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return json_null();
    return json_integer(sqlite3_column_int64(row, column));
}

static json_t *flag(sqlite3_stmt *row, int column) {
    return json_boolean(sqlite3_column_int(row, column));
}

static json_t *languages(sqlite3_stmt *row, int ko) {
    if (sqlite3_column_type(row, ko) == SQLITE_NULL && sqlite3_column_type(row, ko + 1) == SQLITE_NULL)
        return json_null();
    json_t *map = json_object();
    json_object_set_new_nocheck(map, "ko", text(row, ko));
    json_object_set_new_nocheck(map, "en", text(row, ko + 1));
    return map;
}

/* ---- the page ---- */

static json_t *agreement(sqlite3_stmt *row) {
    json_t *one = json_object();
    json_object_set_new_nocheck(one, "id", text(row, 0));
    json_object_set_new_nocheck(
        one, "href", json_sprintf("/v1/facts/%s", (const char *)sqlite3_column_text(row, 0)));
    json_object_set_new_nocheck(one, "kind", text(row, 1));
    json_object_set_new_nocheck(one, "article", text(row, 2));
    json_object_set_new_nocheck(one, "name", languages(row, 3));
    json_object_set_new_nocheck(one, "summary", languages(row, 5));
    json_object_set_new_nocheck(one, "date", text(row, 7));
    json_object_set_new_nocheck(one, "date_from", text(row, 8));
    json_object_set_new_nocheck(one, "date_to", text(row, 9));
    json_object_set_new_nocheck(one, "part_of", text(row, 10));
    json_object_set_new_nocheck(one, "at", text(row, 11));
    json_object_set_new_nocheck(one, "according_to", text(row, 12));
    json_object_set_new_nocheck(one, "link", text(row, 13));
    json_object_set_new_nocheck(one, "since", integer(row, 14));
    json_object_set_new_nocheck(one, "changed", integer(row, 15));
    json_object_set_new_nocheck(one, "type", text(row, 16));
    json_object_set_new_nocheck(one, "status", text(row, 17));
    json_object_set_new_nocheck(one, "participants", json_array());
    json_object_set_new_nocheck(one, "topics", json_array());
    json_object_set_new_nocheck(one, "evidence", json_array());
    return one;
}

static json_t *participant(sqlite3_stmt *row) {
    json_t *one = json_object();
    json_object_set_new_nocheck(one, "id", text(row, 1));
    json_object_set_new_nocheck(one, "role", text(row, 2));
    json_object_set_new_nocheck(one, "name", languages(row, 3));
    json_object_set_new_nocheck(one, "inferred", flag(row, 5));
    return one;
}

static json_t *topic(sqlite3_stmt *row) {
    return text(row, 1);
}

static json_t *evidence(sqlite3_stmt *row) {
    json_t *one = json_object();
    json_object_set_new_nocheck(one, "quote", text(row, 1));
    json_object_set_new_nocheck(one, "start", integer(row, 2));
    json_object_set_new_nocheck(one, "end", integer(row, 3));
    json_object_set_new_nocheck(one, "start_utf16", integer(row, 4));
    json_object_set_new_nocheck(one, "end_utf16", integer(row, 5));
    json_object_set_new_nocheck(one, "for", text(row, 6));
    json_object_set_new_nocheck(one, "verified", flag(row, 7));
    return one;
}

static void read_rows(
    struct reader *reader, const char * not, const char *after, int limit, struct page *page) {
    sqlite3_stmt *rows = reader->statements[ROWS];
    sqlite3_bind_text(rows, 1, not, -1, SQLITE_STATIC);
    sqlite3_bind_text(rows, 2, after, -1, SQLITE_STATIC);
    sqlite3_bind_int(rows, 3, limit + 1);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        page->more = page->count == (size_t)limit;
        if (page->more)
            break;
        page->rows[page->count] = agreement(rows);
        page->ids[page->count] = json_string_value(json_object_get(page->rows[page->count], "id"));
        page->count++;
    }
    sqlite3_reset(rows);
}

/* They come by fact, as the page's rows do. */
static void read_children(struct reader *reader, enum which which, struct page *page, const char *name,
    json_t *shown(sqlite3_stmt *)) {
    sqlite3_stmt *children = reader->statements[which];
    size_t at = 0;
    for (int i = 0; i < PAGE; i++)
        sqlite3_bind_text(children, i + 1, (size_t)i < page->count ? page->ids[i] : NULL, -1, SQLITE_STATIC);
    while (sqlite3_step(children) == SQLITE_ROW) {
        const char *fact = (const char *)sqlite3_column_text(children, 0);
        while (strcmp(page->ids[at], fact) != 0)
            at++;
        json_array_append_new(json_object_get(page->rows[at], name), shown(children));
    }
    sqlite3_reset(children);
}

static json_int_t read_revision(struct reader *reader) {
    sqlite3_stmt *statement = reader->statements[REVISION];
    json_int_t revision = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return revision;
}

static json_t *whole(const struct page *page, int limit, json_int_t revision) {
    json_t *answer = json_object(), *data = json_array(), *meta = json_object();
    json_t *next = page->more
                       ? json_sprintf("/v1/agreements?limit=%d&cursor=%s", limit, page->ids[page->count - 1])
                       : json_null();
    for (size_t i = 0; i < page->count; i++)
        json_array_append_new(data, page->rows[i]);
    json_object_set_new_nocheck(meta, "revision", json_integer(revision));
    json_object_set_new_nocheck(meta, "count", json_integer((json_int_t)page->count));
    json_object_set_new_nocheck(answer, "data", data);
    json_object_set_new_nocheck(answer, "next", next);
    json_object_set_new_nocheck(answer, "meta", meta);
    return answer;
}

static const char *parameter(const struct _u_request *request, const char *name) {
    const char *value = u_map_get(request->map_url, name);
    return value ? value : "";
}

static int list_agreements(const struct _u_request *request, struct _u_response *response, void *context) {
    struct reader *reader = pthread_getspecific(readers);
    struct page page = {.count = 0};
    int limit = u_map_has_key(request->map_url, "limit") ? atoi(parameter(request, "limit")) : PAGE;
    (void)context;
    if (limit < 1 || limit > PAGE)
        return ulfius_set_string_body_response(response, 400, "limit") == U_OK ? U_CALLBACK_COMPLETE
                                                                               : U_CALLBACK_ERROR;
    if (!reader)
        reader = reader_open();
    run(reader, BEGIN);
    read_rows(reader, parameter(request, "id__ne"), parameter(request, "cursor"), limit, &page);
    read_children(reader, PARTICIPANTS, &page, "participants", participant);
    read_children(reader, TOPICS, &page, "topics", topic);
    read_children(reader, EVIDENCE, &page, "evidence", evidence);
    json_t *answer = whole(&page, limit, read_revision(reader));
    run(reader, END);
    int sent = ulfius_set_json_body_response(response, 200, answer);
    json_decref(answer);
    return sent == U_OK ? U_CALLBACK_COMPLETE : U_CALLBACK_ERROR;
}

/* ---- start and stop ---- */

/* That this process may run on. */
static int cores(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

/* Ulfius by itself starts a thread a connection; a pool with epoll was measured to be as fast or faster. */
static int start(struct _u_instance *instance) {
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)mhd_request_completed, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)ulfius_uri_logger, NULL},
        {MHD_OPTION_SOCK_ADDR, 0, instance->bind_address},
        {MHD_OPTION_THREAD_POOL_SIZE, cores(), NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return ulfius_start_framework_with_mhd_options(instance, MHD_USE_EPOLL_INTERNAL_THREAD, options);
}

int main(int argument_count, char **arguments) {
    struct _u_instance instance;
    sigset_t stopping;
    int signal_number;
    if (argument_count != 3)
        die("usage", "ulfius DATABASE PORT");
    database = arguments[1];
    struct sockaddr_in at = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)atoi(arguments[2])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGTERM);
    sigprocmask(SIG_BLOCK, &stopping, NULL);
    pthread_key_create(&readers, reader_close);
    if (ulfius_init_instance(&instance, (unsigned)atoi(arguments[2]), &at, NULL) != U_OK)
        die("listen", "the instance is not made");
    ulfius_add_endpoint_by_val(&instance, "GET", "/v1", "/agreements", 0, list_agreements, NULL);
    if (start(&instance) != U_OK)
        die("listen", "the service does not start");
    printf("http://127.0.0.1:%s\n", arguments[2]);
    fflush(stdout);
    sigwait(&stopping, &signal_number);
    ulfius_stop_framework(&instance);
    ulfius_clean_instance(&instance);
    return 0;
}
