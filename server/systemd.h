/* SPDX-License-Identifier: MIT */
/* What a service manager gives and wants to hear: sockets that listen already (sd_listen_fds(3)), and
 * messages about this process's state (sd_notify(3)). Both are a few lines over the environment, so
 * libsystemd with all that it loads is left out. */
#ifndef FACTD_SYSTEMD_H
#define FACTD_SYSTEMD_H

#include <stdbool.h>
#include <stdint.h>

#include "http/endpoint.h"

/* Takes the sockets that were passed: those named `admin` into `admin`, all others into `listeners`. Nothing
 * is taken where none were. Afterwards the environment has none of it. */
bool systemd_sockets(
    struct listeners *listeners, struct listeners *admin, const char *scheme, struct err *err);

/* Sends lines such as "READY=1"; nothing where no manager listens. */
__attribute__((format(printf, 1, 2))) void systemd_notify(const char *format, ...);

/* How often the manager wants to hear that all is well, in nanoseconds; 0: not at all. */
int64_t systemd_watchdog(void);

#endif
