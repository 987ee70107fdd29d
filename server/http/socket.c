/* SPDX-License-Identifier: MIT */
/* Sockets from an address such as 127.0.0.1:8080, [::1]:8080 or localhost:0. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "http/daemon.h"

enum { BACKLOG = 511, PATIENCE_SECONDS = 3 };

static bool split(const char *address, char host[static 256], const char **port, struct err *err) {
    const char *colon = strrchr(address, ':');
    size_t length = colon ? (size_t)(colon - address) : 0;
    bool bracketed = length > 2 && address[0] == '[' && address[length - 1] == ']';
    long number = colon ? strtol(colon + 1, NULL, 10) : 0;
    bool good = colon && number <= 65535 && length > 0 && length < 256 && colon[1] &&
                strspn(colon + 1, "0123456789") == strlen(colon + 1);
    if (!good || (!bracketed && memchr(address, ':', length)))
        return err_set(err, ERR_USAGE, "listen",
            "\"%s\" is not HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080", address);
    snprintf(host, 256, "%.*s", (int)(bracketed ? length - 2 : length), address + bracketed);
    *port = colon + 1;
    return true;
}

static int attempt(const struct addrinfo *at, bool listening) {
    struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int one = 1, fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    if (fd < 0)
        return -1;
    if (!listening) {
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience); /* of connect, too */
    }
    bool good = listening ? setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
                                bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0
                          : connect(fd, at->ai_addr, at->ai_addrlen) == 0;
    if (good)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static int open_socket(const char *address, bool listening, struct err *err) {
    char host[256];
    const char *port = NULL;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = listening ? AI_PASSIVE : 0},
                    *found = NULL;
    if (!split(address, host, &port, err))
        return -1;
    int code = getaddrinfo(host, port, &hints, &found);
    if (code != 0) {
        err_set(err, ERR_USAGE, "listen", "\"%s\": %s", address, gai_strerror(code));
        return -1;
    }
    int fd = -1;
    for (const struct addrinfo *at = found; at && fd < 0; at = at->ai_next)
        fd = attempt(at, listening);
    if (fd < 0)
        err_set(err, ERR_ENVIRONMENT, "--listen", "cannot %s %s: %s", listening ? "listen on" : "connect to",
            address, strerror(errno));
    freeaddrinfo(found);
    return fd;
}

int socket_listening(const char *address, struct err *err) {
    return open_socket(address, true, err);
}

int socket_connected(const char *address, struct err *err) {
    return open_socket(address, false, err);
}
