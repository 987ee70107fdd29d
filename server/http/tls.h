/* SPDX-License-Identifier: MIT */
/* HTTPS: the certificate that handshakes are given, which may be exchanged while the server runs, and what
 * libmicrohttpd is told for it. A handshake has copies of its own, so a reload frees nothing that is in use.
 */
#ifndef FACTD_HTTP_TLS_H
#define FACTD_HTTP_TLS_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct tls;

/* Reads and checks both files; the paths are borrowed until tls_close, since a reload reads them again. The
 * error names the setting. The caller frees with tls_close, once no connection is left. */
bool tls_open(const char *certificate, const char *key, struct tls **tls, struct err *err);

/* Reads both files again: for connections from now on, or, where anything is wrong with them, for none: what
 * was in force stays. One thread at a time. */
bool tls_reload(struct tls *tls, struct err *err);

/* When the first certificate of the chain expires, in Unix seconds. Any thread. */
int64_t tls_expires(const struct tls *tls);

/* Says what is in force and yet not as it should be, one sentence at a time. For the thread that reloads. */
void tls_warn(const struct tls *tls, void (*say)(void *context, const char *sentence), void *context);

void tls_close(struct tls *tls);

/* ---- for libmicrohttpd ---- */

/* Of MHD_OPTION_HTTPS_PRIORITIES. */
extern const char tls_priorities[];

/* Of MHD_OPTION_HTTPS_CERT_CALLBACK2; its types by their tags, so that GnuTLS's headers stay in tls*.c. */
struct gnutls_session_int;
struct gnutls_cert_retr_st;
struct gnutls_pcert_st;
struct gnutls_ocsp_data_st;
struct gnutls_privkey_st;
int tls_retrieve(struct gnutls_session_int *session, const struct gnutls_cert_retr_st *wanted,
    struct gnutls_pcert_st **chain, unsigned *count, struct gnutls_ocsp_data_st **staples,
    unsigned *staple_count, struct gnutls_privkey_st **key, unsigned *flags);

/* To be called from MHD_OPTION_NOTIFY_CONNECTION: no certificate is found for a connection that this has not
 * seen start, and what it holds for one is freed when it sees it close. */
void tls_notify(struct tls *tls, struct MHD_Connection *connection, enum MHD_ConnectionNotificationCode code);

/* ---- for `factd healthcheck` ---- */

/* Sends a request over TLS on a connected socket and reads the answer to its end, NUL-terminated; false where
 * there is none. Whose certificate it is shown it does not ask: it asks its own machine, by an address that
 * no certificate needs to name. */
bool tls_ask(int socket, const char *request, size_t length, char *answer, size_t size, struct err *err);

#endif
