/* SPDX-License-Identifier: MIT */
/* `factd healthcheck`: asks a running server whether it is ready, as a container's or a pod's probe does. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "commands.h"
#include "http/endpoint.h"

static bool ask(int socket, char *answer, size_t size) {
    static const char request[] = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    size_t length = 0;
    ssize_t more;
    if (send(socket, request, strlen(request), MSG_NOSIGNAL) != (ssize_t)strlen(request))
        return false;
    while (length + 1 < size && (more = recv(socket, answer + length, size - 1 - length, 0)) > 0)
        length += (size_t)more;
    answer[length] = '\0';
    return length > 0;
}

int command_healthcheck(const struct config *config) {
    struct err err = {0};
    const char *at = config->admin ? config->admin : config->listen;
    char answer[2048];
    int socket = endpoint_connect(config->admin ? "--admin" : "--listen", at, &err);
    if (socket < 0)
        return exit_failed(&err);
    bool answered = ask(socket, answer, sizeof answer);
    close(socket);
    if (answered && strncmp(answer, "HTTP/1.1 200 ", 13) == 0)
        return EXIT_DONE;
    err_set(&err, ERR_ENVIRONMENT, at, "not ready: %.*s", answered ? (int)strcspn(answer, "\r\n") : 9,
        answered ? answer : "no answer");
    return exit_failed(&err);
}
