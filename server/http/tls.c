/* SPDX-License-Identifier: MIT */
#include "http/tls.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/memory.h"
#include "http/tls_set.h"

enum {
    WARN_DAYS = 14, /* what renews by itself does so weeks before: by then it has failed */
    DAY_SECONDS = 24 * 60 * 60,
};

struct tls {
    const char *certificate, *key; /* paths */
    pthread_mutex_t lock;
    struct tls_set set; /* under `lock` for all but the thread that reloads */
    atomic_int_fast64_t expires;
};

/* Versions: TLS 1.2 and 1.3; browsers and current libraries have refused older ones since 2020. Of 1.2 only
 * what keeps earlier recordings secret (ECDHE) and authenticates as it encrypts (AEAD); DHE is slow and made
 * of parameters that nobody checks. Both sides of today have AES in hardware or prefer ChaCha20, so the
 * client's order decides. */
const char tls_priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:"
                              "-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305:-MAC-ALL:+AEAD";

/* ---- the certificate in force ---- */

/* Reading and checking happen outside of the lock; handshakes wait for the exchange of a struct alone. */
bool tls_reload(struct tls *tls, struct err *err) {
    struct tls_set fresh, old;
    if (!tls_set_read(&fresh, tls->certificate, tls->key, time(NULL), err))
        return false;
    pthread_mutex_lock(&tls->lock);
    old = tls->set;
    tls->set = fresh;
    pthread_mutex_unlock(&tls->lock);
    atomic_store(&tls->expires, fresh.expires);
    tls_set_close(&old);
    return true;
}

bool tls_open(const char *certificate, const char *key, struct tls **tls, struct err *err) {
    if (!certificate || !key)
        return err_set(err, ERR_USAGE, certificate ? "tls-key" : "tls-certificate",
            "it is missing; HTTPS takes it and %s", certificate ? "tls-certificate" : "tls-key");
    struct tls *made = memory_zeroed(1, sizeof *made);
    made->certificate = certificate;
    made->key = key;
    pthread_mutex_init(&made->lock, NULL);
    if (tls_reload(made, err)) {
        *tls = made;
        return true;
    }
    tls_close(made);
    return false;
}

int64_t tls_expires(const struct tls *tls) {
    return atomic_load(&tls->expires);
}

void tls_warn(const struct tls *tls, void (*say)(void *context, const char *sentence), void *context) {
    char sentence[512];
    int64_t left = tls_expires(tls) - time(NULL);
    if (left < (int64_t)WARN_DAYS * DAY_SECONDS) {
        snprintf(sentence, sizeof sentence, "%.200s expires in %d days; see why it was not renewed",
            tls->certificate, (int)(left / DAY_SECONDS));
        say(context, sentence);
    }
    if (tls->set.exposed) {
        snprintf(sentence, sizeof sentence,
            "%.200s, the private key, may be read by every user of this machine; chmod o-r it", tls->key);
        say(context, sentence);
    }
}

void tls_close(struct tls *tls) {
    tls_set_close(&tls->set);
    pthread_mutex_destroy(&tls->lock);
    free(tls);
}

/* ---- handshakes ---- */

/* What a connection has of its own, while it lasts. GnuTLS gives the retrieve function its session alone,
 * whose own pointer is libmicrohttpd's; the pointer for a database of sessions, which nobody uses here, leads
 * to this, so nothing needs to be global. */
struct peer {
    struct tls *tls;
    int socket;
    bool heard; /* its first byte was read */
};

int tls_retrieve(gnutls_session_t session, const struct gnutls_cert_retr_st *wanted, gnutls_pcert_st **chain,
    unsigned *count, gnutls_ocsp_data_st **staples, unsigned *staple_count, gnutls_privkey_t *key,
    unsigned *flags) {
    struct peer *peer = gnutls_db_get_ptr(session);
    (void)wanted;
    if (!peer)
        return -1;
    pthread_mutex_lock(&peer->tls->lock);
    bool good = tls_set_copy(&peer->tls->set, chain, key);
    *count = peer->tls->set.count;
    pthread_mutex_unlock(&peer->tls->lock);
    *staples = NULL;
    *staple_count = 0;
    *flags = GNUTLS_CERT_RETR_DEINIT_ALL;
    return good ? 0 : -1;
}

/* To a client that speaks HTTP where HTTPS is spoken. What it has sent is read first: a close with anything
 * unread would reset the connection, and the answer might go with it. */
static void answer_plain(int socket) {
    static const char answer[] =
        "HTTP/1.1 400 Bad Request\r\n"
        "Content-Type: application/problem+json\r\n"
        "Content-Length: 114\r\n"
        "Connection: close\r\n\r\n"
        "{\"type\":\"about:blank\",\"title\":\"HTTPS is spoken here\",\"status\":400,"
        "\"detail\":\"Ask this port with https, not http.\"}\n";
    char rest[4096];
    for (int reads = 0; reads < 16 && recv(socket, rest, sizeof rest, MSG_DONTWAIT) > 0; reads++)
        continue;
    if (send(socket, answer, sizeof answer - 1, MSG_NOSIGNAL | MSG_DONTWAIT) > 0)
        shutdown(socket, SHUT_WR);
}

static bool is_letter(unsigned char byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Reads as GnuTLS would, but for a first byte that is no TLS. */
static ssize_t pull(gnutls_transport_ptr_t pointer, void *data, size_t size) {
    struct peer *peer = pointer;
    ssize_t got = recv(peer->socket, data, size, 0);
    if (got <= 0 || peer->heard)
        return got;
    peer->heard = true;
    if (!is_letter(*(unsigned char *)data))
        return got;
    answer_plain(peer->socket);
    errno = EPROTO;
    return -1;
}

static gnutls_session_t session_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    return info ? info->tls_session : NULL;
}

static void begin(struct tls *tls, gnutls_session_t session) {
    struct peer *peer = memory_zeroed(1, sizeof *peer);
    gnutls_transport_ptr_t from, to;
    gnutls_transport_get_ptr2(session, &from, &to);
    peer->tls = tls;
    peer->socket = gnutls_transport_get_int(session);
    gnutls_db_set_ptr(session, peer);
    gnutls_transport_set_ptr2(session, peer, to);
    gnutls_transport_set_pull_function(session, pull);
}

void tls_notify(
    struct tls *tls, struct MHD_Connection *connection, enum MHD_ConnectionNotificationCode code) {
    gnutls_session_t session = session_of(connection);
    if (!session)
        return;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        begin(tls, session);
        return;
    }
    free(gnutls_db_get_ptr(session));
    gnutls_db_set_ptr(session, NULL);
}

/* ---- asking ---- */

static ssize_t exchange(
    gnutls_session_t session, const char *request, size_t length, char *answer, size_t size) {
    size_t got = 0;
    ssize_t more;
    if (gnutls_record_send(session, request, length) != (ssize_t)length)
        return -1;
    do {
        more = gnutls_record_recv(session, answer + got, size - 1 - got);
        if (more > 0)
            got += (size_t)more;
    } while ((more > 0 || more == GNUTLS_E_INTERRUPTED) && got + 1 < size);
    answer[got] = '\0';
    return (ssize_t)got;
}

static int shake(gnutls_session_t session, gnutls_certificate_credentials_t credentials, int socket) {
    int code = gnutls_set_default_priority(session);
    if (code >= 0)
        code = gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(session, socket); /* whose own deadlines end what hangs */
    while (code >= 0 && (code = gnutls_handshake(session)) == GNUTLS_E_INTERRUPTED)
        code = 0;
    return code;
}

bool tls_ask(int socket, const char *request, size_t length, char *answer, size_t size, struct err *err) {
    gnutls_certificate_credentials_t credentials = NULL;
    gnutls_session_t session = NULL;
    ssize_t got = -1;
    int code = gnutls_certificate_allocate_credentials(&credentials);
    if (code >= 0)
        code = gnutls_init(&session, GNUTLS_CLIENT);
    if (code >= 0)
        code = shake(session, credentials, socket);
    if (code >= 0)
        got = exchange(session, request, length, answer, size);
    if (code < 0)
        err_set(err, ERR_ENVIRONMENT, "listen", "the TLS handshake fails: %s", gnutls_strerror(code));
    else if (got <= 0)
        err_set(err, ERR_ENVIRONMENT, "listen", "no answer over TLS");
    if (session)
        gnutls_deinit(session);
    if (credentials)
        gnutls_certificate_free_credentials(credentials);
    return got > 0;
}
