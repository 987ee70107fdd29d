/* SPDX-License-Identifier: MIT */
#include "http/endpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    BACKLOG = 511,
    PATIENCE_SECONDS = 3,
    ENDPOINT_SIZE = 300,
    UNSENT_BYTES = 128 * 1024, /* of a connection in the kernel, beside what is on its way to the client */
};

/* ---- what is written ---- */

struct endpoint {
    const char *setting;
    char text[ENDPOINT_SIZE];
    char host[256]; /* "" for every address */
    char port[8];
    const char *path; /* of a Unix socket, in the text, or NULL */
};

static bool read_host(struct endpoint *endpoint, struct err *err) {
    const char *text = endpoint->text, *colon = strrchr(text, ':');
    size_t length = colon ? (size_t)(colon - text) : 0;
    bool bracketed = length > 2 && text[0] == '[' && text[length - 1] == ']';
    bool all = length == 1 && text[0] == '*';
    const char *port = colon ? colon + 1 : "";
    bool good = length > 0 && length < sizeof endpoint->host && *port && strlen(port) < 6 &&
                strspn(port, "0123456789") == strlen(port) && strtol(port, NULL, 10) <= 65535;
    if (!good || (!bracketed && memchr(text, ':', length)) || (!all && memchr(text, '*', length)))
        return err_set(err, ERR_USAGE, endpoint->setting,
            "\"%s\" is not HOST:PORT, such as 127.0.0.1:8080, [::1]:8080 or *:8080, nor unix:PATH", text);
    snprintf(endpoint->host, sizeof endpoint->host, "%.*s", (int)(bracketed ? length - 2 : length) * !all,
        text + bracketed);
    snprintf(endpoint->port, sizeof endpoint->port, "%s", port);
    return true;
}

static bool read_path(struct endpoint *endpoint, struct err *err) {
    endpoint->path = endpoint->text + strlen("unix:");
    size_t length = strlen(endpoint->path), most = sizeof((struct sockaddr_un *)0)->sun_path - 1;
    return (length > 0 && length <= most) ||
           err_set(err, ERR_USAGE, endpoint->setting, "\"%s\" is not unix:PATH with a path of 1 to %zu bytes",
               endpoint->text, most);
}

/* The first of the addresses; `rest` is behind its comma, or NULL. */
static bool read_endpoint(const char *setting, const char *addresses, struct endpoint *endpoint,
    const char **rest, struct err *err) {
    size_t length = strcspn(addresses, ",");
    *endpoint = (struct endpoint){.setting = setting};
    *rest = addresses[length] ? addresses + length + 1 : NULL;
    if (length >= sizeof endpoint->text)
        return err_set(
            err, ERR_USAGE, setting, "\"%.*s\" is too long for an address", (int)length, addresses);
    snprintf(endpoint->text, sizeof endpoint->text, "%.*s", (int)length, addresses);
    return strncmp(endpoint->text, "unix:", 5) == 0 ? read_path(endpoint, err) : read_host(endpoint, err);
}

static struct sockaddr_un unix_address(const struct endpoint *endpoint) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, endpoint->path, strlen(endpoint->path));
    return at;
}

static bool resolve(const struct endpoint *endpoint, int flags, struct addrinfo **found, struct err *err) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = flags};
    int code = getaddrinfo(endpoint->host, endpoint->port, &hints, found);
    return code == 0 ||
           err_set(err, ERR_USAGE, endpoint->setting, "\"%s\": %s", endpoint->text, gai_strerror(code));
}

static bool refuse(const struct endpoint *endpoint, const char *what, struct err *err) {
    int reason = errno;
    return err_set(err, ERR_ENVIRONMENT, endpoint->setting, "cannot %s %s: %s%s", what, endpoint->text,
        strerror(reason), reason == EADDRINUSE ? "; stop what listens there, or give another port" : "");
}

/* ---- listening ---- */

/* -1 with errno set. IPv6 is kept apart from IPv4, so that both may be given with one port. */
static int bind_at(const struct sockaddr *at, socklen_t length, bool both) {
    int one = 1, alone = !both, fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    bool good = at->sa_family == AF_UNIX || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0;
    if (at->sa_family == AF_INET6)
        good = good && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &alone, sizeof alone) == 0;
    if (good && bind(fd, at, length) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static bool name(struct listener *listener, const char *scheme, struct err *err) {
    struct sockaddr_storage at = {0};
    socklen_t length = sizeof at;
    char host[256], port[16];
    if (getsockname(listener->descriptor, (struct sockaddr *)&at, &length) != 0)
        return err_set(err, ERR_ENVIRONMENT, "listen", "the socket has no address: %s", strerror(errno));
    if (at.ss_family == AF_UNIX) {
        snprintf(listener->url, sizeof listener->url, "unix:%s", ((struct sockaddr_un *)&at)->sun_path);
        return true;
    }
    int code = getnameinfo((struct sockaddr *)&at, length, host, sizeof host, port, sizeof port,
        NI_NUMERICHOST | NI_NUMERICSERV);
    if (code != 0)
        return err_set(err, ERR_ENVIRONMENT, "listen", "the socket has no address: %s", gai_strerror(code));
    bool v6 = strchr(host, ':') != NULL;
    snprintf(listener->url, sizeof listener->url, "%s://%s%s%s:%s", scheme, v6 ? "[" : "", host,
        v6 ? "]" : "", port);
    return true;
}

/* The connections inherit it. Without it the kernel takes up to 4 MB for a client that reads nothing, and no
 * limit of ours sees that. A Unix socket's buffer is small. */
static void bound_unsent(int descriptor) {
    int most = UNSENT_BYTES;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most, sizeof most);
}

static bool add(struct listeners *listeners, int descriptor, const char *scheme, struct err *err) {
    struct listener *listener = &listeners->each[listeners->count];
    if (listeners->count == LISTENERS_MAX) {
        close(descriptor);
        return err_set(err, ERR_USAGE, "listen", "there are more than %d sockets", LISTENERS_MAX);
    }
    *listener = (struct listener){.descriptor = descriptor};
    listeners->count++;
    bound_unsent(descriptor);
    return name(listener, scheme, err);
}

bool listeners_adopt(struct listeners *listeners, int descriptor, const char *scheme, struct err *err) {
    int listens = 0, type = 0;
    socklen_t length = sizeof listens;
    int flags = fcntl(descriptor, F_GETFL);
    if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0 || !listens || flags < 0)
        return err_set(
            err, ERR_ENVIRONMENT, "LISTEN_FDS", "descriptor %d is no socket that listens", descriptor);
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_STREAM)
        return err_set(err, ERR_ENVIRONMENT, "LISTEN_FDS",
            "descriptor %d is no stream socket; HTTP needs one (ListenStream=)", descriptor);
    fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return add(listeners, descriptor, scheme, err);
}

/* Whether the file is a socket that nobody listens on any more. Who listens and accepts nobody would have us
 * wait. */
static bool is_left_behind(const struct endpoint *endpoint) {
    struct sockaddr_un at = unix_address(endpoint);
    struct stat file;
    if (lstat(endpoint->path, &file) != 0 || !S_ISSOCK(file.st_mode))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool refused = fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) != 0 && errno == ECONNREFUSED;
    if (fd >= 0)
        close(fd);
    return refused;
}

static bool open_unix(
    struct listeners *listeners, const struct endpoint *endpoint, const char *scheme, struct err *err) {
    struct sockaddr_un at = unix_address(endpoint);
    int fd = bind_at((struct sockaddr *)&at, sizeof at, false);
    if (fd < 0 && errno == EADDRINUSE && is_left_behind(endpoint) && unlink(endpoint->path) == 0)
        fd = bind_at((struct sockaddr *)&at, sizeof at, false);
    if (fd < 0)
        return refuse(endpoint, "listen on", err);
    if (!add(listeners, fd, scheme, err))
        return false;
    listen(fd, BACKLOG); /* at once, or another server would take the file for one that was left behind */
    memcpy(listeners->each[listeners->count - 1].path, at.sun_path, sizeof at.sun_path);
    return true;
}

/* It stands at one place in the addresses of both families. */
static void set_port(struct sockaddr *at, const struct listener *as) {
    struct sockaddr_in6 of = {0};
    socklen_t length = sizeof of;
    if (getsockname(as->descriptor, (struct sockaddr *)&of, &length) == 0)
        ((struct sockaddr_in6 *)at)->sin6_port = of.sin6_port;
}

/* An address that this machine does not have is left out where the host has another. */
static bool open_addresses(struct listeners *listeners, const struct endpoint *endpoint,
    struct addrinfo *found, const char *scheme, struct err *err) {
    size_t before = listeners->count;
    int reason = 0;
    for (struct addrinfo *at = found; at; at = at->ai_next) {
        if (listeners->count > before)
            set_port(at->ai_addr, &listeners->each[before]);
        int fd = bind_at(at->ai_addr, at->ai_addrlen, !*endpoint->host);
        if (fd >= 0 && !add(listeners, fd, scheme, err))
            return false;
        if (fd < 0)
            reason = errno;
        if (fd < 0 && reason != EAFNOSUPPORT && reason != EADDRNOTAVAIL)
            break;
    }
    errno = reason;
    bool missing = reason == EAFNOSUPPORT || reason == EADDRNOTAVAIL;
    return (listeners->count > before && (!reason || missing)) || refuse(endpoint, "listen on", err);
}

/* One socket for both families; where there is no IPv6, one for the other. */
static bool open_all(
    struct listeners *listeners, struct endpoint *endpoint, const char *scheme, struct err *err) {
    static const char *const hosts[] = {"::", "0.0.0.0"};
    struct endpoint every = *endpoint;
    int fd = -1;
    for (size_t i = 0; i < 2 && fd < 0; i++) {
        struct addrinfo *found = NULL;
        snprintf(every.host, sizeof every.host, "%s", hosts[i]);
        if (!resolve(&every, AI_PASSIVE | AI_NUMERICHOST, &found, err))
            return false;
        fd = bind_at(found->ai_addr, found->ai_addrlen, true);
        freeaddrinfo(found);
        if (fd < 0 && errno != EAFNOSUPPORT && errno != EADDRNOTAVAIL)
            break;
    }
    return fd >= 0 ? add(listeners, fd, scheme, err) : refuse(endpoint, "listen on", err);
}

static bool open_host(
    struct listeners *listeners, struct endpoint *endpoint, const char *scheme, struct err *err) {
    struct addrinfo *found = NULL;
    if (!*endpoint->host)
        return open_all(listeners, endpoint, scheme, err);
    if (!resolve(endpoint, AI_PASSIVE, &found, err))
        return false;
    bool good = open_addresses(listeners, endpoint, found, scheme, err);
    freeaddrinfo(found);
    return good;
}

bool listeners_open(struct listeners *listeners, const char *setting, const char *addresses,
    const char *scheme, struct err *err) {
    struct endpoint endpoint;
    while (addresses) {
        if (!read_endpoint(setting, addresses, &endpoint, &addresses, err))
            return false;
        bool good = endpoint.path ? open_unix(listeners, &endpoint, scheme, err)
                                  : open_host(listeners, &endpoint, scheme, err);
        if (!good)
            return false;
    }
    return true;
}

bool listeners_listen(const struct listeners *listeners, struct err *err) {
    for (size_t i = 0; i < listeners->count; i++)
        if (listen(listeners->each[i].descriptor, BACKLOG) != 0)
            return err_set(err, ERR_ENVIRONMENT, "--listen", "cannot listen on %s: %s",
                listeners->each[i].url, strerror(errno));
    return true;
}

void listeners_close(struct listeners *listeners) {
    for (size_t i = 0; i < listeners->count; i++) {
        close(listeners->each[i].descriptor);
        if (listeners->each[i].path[0])
            unlink(listeners->each[i].path);
    }
    listeners->count = 0;
}

/* ---- connecting ---- */

static int connect_to(const struct sockaddr *at, socklen_t length) {
    struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience); /* of connect, too */
    if (connect(fd, at, length) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static int connect_host(struct endpoint *endpoint, struct err *err) {
    struct addrinfo *found = NULL;
    int fd = -1;
    if (!*endpoint->host)
        snprintf(endpoint->host, sizeof endpoint->host, "localhost");
    if (!resolve(endpoint, 0, &found, err))
        return -1;
    for (struct addrinfo *at = found; at && fd < 0; at = at->ai_next)
        fd = connect_to(at->ai_addr, at->ai_addrlen);
    freeaddrinfo(found);
    if (fd < 0)
        refuse(endpoint, "connect to", err);
    return fd;
}

int endpoint_connect(const char *setting, const char *addresses, struct err *err) {
    struct endpoint endpoint;
    const char *rest;
    if (!read_endpoint(setting, addresses, &endpoint, &rest, err))
        return -1;
    if (!endpoint.path)
        return connect_host(&endpoint, err);
    struct sockaddr_un at = unix_address(&endpoint);
    int fd = connect_to((struct sockaddr *)&at, sizeof at);
    if (fd < 0)
        refuse(&endpoint, "connect to", err);
    return fd;
}
