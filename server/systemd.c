/* SPDX-License-Identifier: MIT */
#include "systemd.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    FIRST_DESCRIPTOR = 3,
    PATIENCE_MICROSECONDS = 200000, /* with a manager that takes no messages: what else is to be done waits */
};

/* A number that the environment holds; -1 where it holds none. */
static long long number(const char *name) {
    const char *value = getenv(name);
    bool digits = value && *value && strlen(value) < 18 && strspn(value, "0123456789") == strlen(value);
    return digits ? strtoll(value, NULL, 10) : -1;
}

/* ---- sockets ---- */

static bool is_named(const char **names, const char *name) {
    size_t length = *names ? strcspn(*names, ":") : 0;
    bool same = length == strlen(name) && length && strncmp(*names, name, length) == 0;
    if (*names)
        *names = (*names)[length] ? *names + length + 1 : NULL;
    return same;
}

static bool adopt_all(
    struct listeners *listeners, struct listeners *admin, const char *scheme, struct err *err) {
    const char *names = getenv("LISTEN_FDNAMES");
    long long count = number("LISTEN_FDS");
    if (count < 0 || count > LISTENERS_MAX)
        return err_set(err, ERR_ENVIRONMENT, "LISTEN_FDS", "\"%.32s\" is not a number of sockets up to %d",
            getenv("LISTEN_FDS"), LISTENERS_MAX);
    for (int at = FIRST_DESCRIPTOR; at < FIRST_DESCRIPTOR + count; at++) {
        bool operation = is_named(&names, "admin");
        if (!listeners_adopt(operation ? admin : listeners, at, operation ? "http" : scheme, err))
            return false;
    }
    return true;
}

bool systemd_sockets(
    struct listeners *listeners, struct listeners *admin, const char *scheme, struct err *err) {
    bool good =
        !getenv("LISTEN_FDS") || number("LISTEN_PID") != getpid() || adopt_all(listeners, admin, scheme, err);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return good;
}

/* ---- messages ---- */

void systemd_notify(const char *format, ...) {
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char message[256];
    va_list values;
    if (!path || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof at.sun_path)
        return;
    va_start(values, format);
    int length = vsnprintf(message, sizeof message, format, values);
    va_end(values);
    memcpy(at.sun_path, path, strlen(path));
    if (path[0] == '@') /* an abstract address begins with a zero */
        at.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){.tv_usec = PATIENCE_MICROSECONDS},
        sizeof(struct timeval));
    sendto(fd, message, (size_t)length, MSG_NOSIGNAL, (struct sockaddr *)&at,
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path)));
    close(fd);
}

/* What is longer than the clock can tell is as no watchdog. */
int64_t systemd_watchdog(void) {
    long long microseconds = number("WATCHDOG_USEC"), process = number("WATCHDOG_PID");
    bool asked = microseconds > 0 && microseconds <= INT64_MAX / 1000;
    return asked && (process < 0 || process == getpid()) ? microseconds * 1000 : 0;
}
