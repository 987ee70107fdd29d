/* SPDX-License-Identifier: MIT */
/* The library and nothing else: one response, made once, for every request, with the body and the headers of
 * an answer of factd's. What factd adds to libmicrohttpd is the difference to this. Usage: bare BODY HEADERS
 * (HEADERS: one "Name: value" a line). Prints its URL; ends at SIGTERM. */
#include <microhttpd.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As in server/http/loop.c, or the two would not differ by factd alone. */
enum { CONNECTION_BYTES = 16 * 1024, IDLE_SECONDS = 30 };

static void die(const char *what) {
    perror(what);
    exit(1);
}

static struct MHD_Response *with_body(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        die(path);
    size_t size = (size_t)ftell(file);
    char *body = malloc(size ? size : 1);
    rewind(file);
    if (!body || fread(body, 1, size, file) != size)
        die(path);
    fclose(file);
    return MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE);
}

static void add_headers(struct MHD_Response *response, const char *path) {
    char line[4096];
    FILE *file = fopen(path, "r");
    if (!file)
        die(path);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        char *value = strstr(line, ": ");
        if (!value)
            continue;
        *value = '\0';
        if (MHD_add_response_header(response, line, value + 2) != MHD_YES)
            die(line);
    }
    fclose(file);
}

/* An answer that is queued in a request's first call closes the connection. */
static enum MHD_Result handle(void *response, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **request) {
    static char entered;
    (void)url;
    (void)method;
    (void)version;
    (void)upload;
    (void)upload_size;
    if (!*request) {
        *request = &entered;
        return MHD_YES;
    }
    return MHD_queue_response(connection, MHD_HTTP_OK, response);
}

/* That this process may run on. */
static unsigned cores(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

int main(int argument_count, char **arguments) {
    sigset_t stopping;
    int signal_number;
    if (argument_count != 3) {
        fprintf(stderr, "Usage: bare BODY HEADERS\n");
        return 2;
    }
    struct MHD_Response *response = with_body(arguments[1]);
    add_headers(response, arguments[2]);
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGTERM);
    sigprocmask(SIG_BLOCK, &stopping, NULL);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0,
        NULL, NULL, handle, response, MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_THREAD_POOL_SIZE, cores(),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_END);
    if (!daemon)
        die("listen");
    printf("http://127.0.0.1:%u\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    sigwait(&stopping, &signal_number);
    MHD_stop_daemon(daemon);
    MHD_destroy_response(response);
    return 0;
}
