/* SPDX-License-Identifier: MIT */
/* `factd healthcheck`: asks a running server whether it is ready, as a container's or a pod's probe does. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "commands.h"
#include "http/endpoint.h"
#include "http/tls.h"

static const char request[] = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

static bool ask(int socket, char *answer, size_t size, struct err *err) {
    size_t length = 0;
    ssize_t more;
    if (send(socket, request, strlen(request), MSG_NOSIGNAL) == (ssize_t)strlen(request))
        while (length + 1 < size && (more = recv(socket, answer + length, size - 1 - length, 0)) > 0)
            length += (size_t)more;
    answer[length] = '\0';
    return length > 0 || err_set(err, ERR_ENVIRONMENT, "healthcheck", "no answer");
}

/* Over TLS where the server's setting is this command's too; what is for operation never is. */
static bool is_ready(const struct config *config, const char *at, int socket, struct err *err) {
    char answer[2048];
    bool tls = config->tls_certificate && !config->admin;
    if (tls ? !tls_ask(socket, request, strlen(request), answer, sizeof answer, err)
            : !ask(socket, answer, sizeof answer, err))
        return false;
    return strncmp(answer, "HTTP/1.1 200 ", 13) == 0 ||
           err_set(err, ERR_ENVIRONMENT, at, "not ready: %.*s", (int)strcspn(answer, "\r\n"), answer);
}

int command_healthcheck(const struct config *config) {
    struct err err = {0};
    const char *at = config->admin ? config->admin : config->listen;
    int socket = endpoint_connect(config->admin ? "--admin" : "--listen", at, &err);
    bool ready = socket >= 0 && is_ready(config, at, socket, &err);
    if (socket >= 0)
        close(socket);
    return ready ? EXIT_DONE : exit_failed(&err);
}
