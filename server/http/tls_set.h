/* SPDX-License-Identifier: MIT */
/* A certificate, its chain and its key, as two PEM files hold them: read, and held against what clients ask
 * for, so that what is wrong shows at a start or a reload and not at them. Knows no connection. */
#ifndef FACTD_HTTP_TLS_SET_H
#define FACTD_HTTP_TLS_SET_H

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct tls_set {
    gnutls_x509_crt_t *chain; /* the server's own first */
    unsigned count;
    gnutls_x509_privkey_t key;
    int64_t expires; /* the first of them to do so; Unix seconds */
    bool exposed;    /* everybody on this machine may read the key */
};

/* From two paths. The error names the setting, the file, what is wrong and what to do. The caller closes the
 * set where it is true; elsewhere there is nothing to close. */
bool tls_set_read(
    struct tls_set *set, const char *certificate, const char *key, int64_t now, struct err *err);

/* Copies for one handshake, made with GnuTLS's allocator, which frees them behind it. */
bool tls_set_copy(const struct tls_set *set, gnutls_pcert_st **chain, gnutls_privkey_t *key);

void tls_set_close(struct tls_set *set);

#endif
