/* SPDX-License-Identifier: MIT */
#include "http/tls_set.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    FILE_BYTES = 1024 * 1024, /* a chain takes some KiB: more is another file */
    CHAIN_MOST = 16,          /* OpenSSL follows no more than 100, browsers no more than about 10 */
    RSA_BITS = 2048,
    CURVE_BITS = 256,
};

static const char certificate_setting[] = "tls-certificate", key_setting[] = "tls-key";

/* ---- files ---- */

struct file {
    const char *setting;
    const char *path;
    char *bytes; /* NUL-terminated */
    size_t length;
    mode_t mode;
};

static void file_close(struct file *file) {
    if (file->bytes)
        explicit_bzero(file->bytes, file->length);
    free(file->bytes);
}

#define AUTO_FILE __attribute__((cleanup(file_close))) struct file

static bool refuse(const struct file *file, const char *what, struct err *err) {
    return err_set(err, ERR_INPUT, file->setting, "%.200s %s", file->path, what);
}

static bool unreadable(const struct file *file, struct err *err) {
    const char *reason = strerror(errno);
    if (errno == EACCES)
        err_set(err, ERR_ENVIRONMENT, file->setting,
            "%.200s cannot be read: %s; let user %u, whom factd runs as, read it", file->path, reason,
            (unsigned)geteuid());
    else
        err_set(err, ERR_ENVIRONMENT, file->setting, "%.200s cannot be read: %s", file->path, reason);
    return false;
}

static bool look_at(struct file *file, int fd, struct err *err) {
    struct stat at;
    if (fstat(fd, &at) != 0)
        return unreadable(file, err);
    file->mode = at.st_mode;
    if (S_ISDIR(at.st_mode))
        return refuse(file, "is a folder; name the file in it", err);
    if (!S_ISREG(at.st_mode))
        return refuse(file, "is no ordinary file; it must be one, since a reload reads it again", err);
    if (at.st_size == 0)
        return refuse(file, "is empty", err);
    if (at.st_size > FILE_BYTES)
        return refuse(file, "is larger than 1 MiB, so it is another file than the one meant", err);
    return true;
}

static bool read_all(struct file *file, int fd, struct err *err) {
    ssize_t got = 1;
    file->bytes = memory_zeroed(1, FILE_BYTES + 1);
    while (got > 0 && file->length < FILE_BYTES) {
        got = read(fd, file->bytes + file->length, FILE_BYTES - file->length);
        if (got > 0)
            file->length += (size_t)got;
    }
    return got >= 0 || unreadable(file, err);
}

/* Without waiting for a writer where it is a pipe. */
static bool file_read(struct file *file, struct err *err) {
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return unreadable(file, err);
    bool good = look_at(file, fd, err) && read_all(file, fd, err);
    close(fd);
    return good;
}

static bool has(const struct file *file, const char *label) {
    return strstr(file->bytes, label) != NULL;
}

/* ---- what they hold ---- */

static const char binary_hint[] =
    "is no PEM but seems to be DER; convert it with openssl x509 -inform DER (a key: openssl pkey)";

/* DER begins with a SEQUENCE of a long length. */
static bool is_binary(const struct file *file) {
    return (unsigned char)file->bytes[0] == 0x30 && (unsigned char)file->bytes[1] >= 0x80;
}

static bool no_certificate(const struct file *file, struct err *err) {
    if (has(file, "PRIVATE KEY-----"))
        return refuse(file,
            "holds a private key and no certificate; are tls-certificate and tls-key the wrong way round?",
            err);
    if (has(file, "BEGIN CERTIFICATE REQUEST") || has(file, "BEGIN NEW CERTIFICATE REQUEST"))
        return refuse(file, "holds a request for a certificate; name the certificate that came of it", err);
    return refuse(file,
        is_binary(file) ? binary_hint : "holds no certificate in PEM (-----BEGIN CERTIFICATE-----)", err);
}

static bool take_chain(struct tls_set *set, const struct file *file, struct err *err) {
    gnutls_datum_t pem = {.data = (unsigned char *)file->bytes, .size = (unsigned)file->length};
    if (!has(file, "-----BEGIN CERTIFICATE-----") && !has(file, "-----BEGIN X509 CERTIFICATE-----"))
        return no_certificate(file, err);
    int code = gnutls_x509_crt_list_import2(&set->chain, &set->count, &pem, GNUTLS_X509_FMT_PEM, 0);
    if (code < 0)
        return err_set(err, ERR_INPUT, file->setting,
            "%.200s is damaged: %s; copy it anew from where it was issued", file->path,
            gnutls_strerror(code));
    if (set->count > CHAIN_MOST)
        return refuse(file, "holds more than 16 certificates; give the server's and its chain alone", err);
    return true;
}

static bool take_key(struct tls_set *set, const struct file *file, struct err *err) {
    gnutls_datum_t pem = {.data = (unsigned char *)file->bytes, .size = (unsigned)file->length};
    if (has(file, "BEGIN ENCRYPTED PRIVATE KEY") || has(file, "Proc-Type: 4,ENCRYPTED"))
        return refuse(file,
            "is encrypted, and nobody is there to type the password; decrypt it with openssl pkey and have "
            "its permissions guard it",
            err);
    if (!has(file, "PRIVATE KEY-----") && has(file, "-----BEGIN CERTIFICATE"))
        return refuse(file,
            "holds a certificate and no private key; are tls-certificate and tls-key the wrong way round?",
            err);
    if (!has(file, "PRIVATE KEY-----"))
        return refuse(file,
            is_binary(file) ? binary_hint : "holds no private key in PEM (-----BEGIN PRIVATE KEY-----)", err);
    int code = gnutls_x509_privkey_init(&set->key);
    if (code >= 0)
        code = gnutls_x509_privkey_import(set->key, &pem, GNUTLS_X509_FMT_PEM);
    return code >= 0 ||
           err_set(err, ERR_INPUT, file->setting, "%.200s is damaged or of an unknown kind: %s; copy it anew",
               file->path, gnutls_strerror(code));
}

/* ---- whether they serve ---- */

struct id {
    unsigned char bytes[64];
    size_t size;
};

static struct id id_of_certificate(gnutls_x509_crt_t certificate) {
    struct id id = {.size = sizeof id.bytes};
    if (gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA256, id.bytes, &id.size) < 0)
        id.size = 0;
    return id;
}

static bool is_of(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key) {
    struct id of = id_of_certificate(certificate), own = {.size = sizeof own.bytes};
    return gnutls_x509_privkey_get_key_id(key, GNUTLS_KEYID_USE_SHA256, own.bytes, &own.size) >= 0 &&
           own.size == of.size && memcmp(own.bytes, of.bytes, of.size) == 0;
}

static bool check_match(
    const struct tls_set *set, const struct file *certificate, const struct file *key, struct err *err) {
    if (is_of(set->chain[0], set->key))
        return true;
    for (unsigned i = 1; i < set->count; i++)
        if (is_of(set->chain[i], set->key))
            return err_set(err, ERR_INPUT, certificate_setting,
                "%.200s begins with another certificate than the key's, which stands at place %u; put the "
                "server's own first, then the one that issued it, and so on",
                certificate->path, i + 1);
    return err_set(err, ERR_INPUT, key_setting,
        "%.150s is not the key of the certificate in %.150s; give the two that were made together", key->path,
        certificate->path);
}

static bool check_order(const struct tls_set *set, const struct file *file, struct err *err) {
    for (unsigned i = 0; i + 1 < set->count; i++)
        if (!gnutls_x509_crt_check_issuer(set->chain[i], set->chain[i + 1]))
            return err_set(err, ERR_INPUT, file->setting,
                "%.200s: certificate %u was not issued by certificate %u; put the server's own first, then "
                "the one that issued it, and so on, and leave out others",
                file->path, i + 1, i + 2);
    return true;
}

/* Its place in the file, and the name that it is for. */
static void name(gnutls_x509_crt_t certificate, unsigned place, char out[static 128]) {
    char subject[96];
    size_t size = sizeof subject;
    if (gnutls_x509_crt_get_dn(certificate, subject, &size) < 0)
        subject[0] = '\0';
    snprintf(out, 128, "certificate %u%s%s%s", place + 1, *subject ? " (" : "", subject, *subject ? ")" : "");
}

static void date(time_t at, char out[static 32]) {
    struct tm parts;
    if (!gmtime_r(&at, &parts) || !strftime(out, 32, "%Y-%m-%d %H:%M:%S UTC", &parts))
        memcpy(out, "an unknown date", sizeof "an unknown date");
}

/* Of the whole chain: a client that is sent an issuer out of date mostly refuses the rest with it. */
static bool check_dates(struct tls_set *set, const struct file *file, int64_t now, struct err *err) {
    char who[128], when[32];
    set->expires = INT64_MAX;
    for (unsigned i = 0; i < set->count; i++) {
        time_t from = gnutls_x509_crt_get_activation_time(set->chain[i]);
        time_t until = gnutls_x509_crt_get_expiration_time(set->chain[i]);
        name(set->chain[i], i, who);
        date(until <= now ? until : from, when);
        if (until <= now)
            return err_set(err, ERR_INPUT, file->setting,
                "%.200s: %s expired on %s; renew it and send SIGHUP, or start again", file->path, who, when);
        if (from > now)
            return err_set(err, ERR_INPUT, file->setting,
                "%.200s: %s is not valid before %s; wait, renew it, or set this machine's clock", file->path,
                who, when);
        if (until < set->expires)
            set->expires = until;
    }
    return true;
}

/* What browsers, OpenSSL and GnuTLS refuse at their usual settings: a server that starts with it would be one
 * that nobody reaches, and only its clients would say why. */
static bool check_strength(const struct tls_set *set, const struct file *file, struct err *err) {
    unsigned bits = 0;
    int kind = gnutls_x509_crt_get_pk_algorithm(set->chain[0], &bits);
    bool rsa = kind == GNUTLS_PK_RSA || kind == GNUTLS_PK_RSA_PSS;
    bool curve = kind == GNUTLS_PK_ECDSA || kind == GNUTLS_PK_EDDSA_ED25519 || kind == GNUTLS_PK_EDDSA_ED448;
    if (!rsa && !curve)
        return refuse(
            file, "has a key that is neither RSA nor ECDSA nor EdDSA; have one issued for ECDSA", err);
    if (bits >= (rsa ? RSA_BITS : CURVE_BITS))
        return true;
    return err_set(err, ERR_INPUT, file->setting,
        "%.200s has a key of %u bits, which clients refuse; have one issued for RSA of at least 2048 bits or "
        "ECDSA of 256",
        file->path, bits);
}

/* An extension that is not there allows everything. */
static bool check_purpose(const struct tls_set *set, const struct file *file, struct err *err) {
    unsigned usage = 0, critical;
    if (gnutls_x509_crt_get_key_usage(set->chain[0], &usage, &critical) >= 0 &&
        !(usage & GNUTLS_KEY_DIGITAL_SIGNATURE))
        return refuse(file,
            "is not for signing (its key usage lacks digitalSignature); have one issued for "
            "a server",
            err);
    if (!gnutls_x509_crt_check_key_purpose(set->chain[0], GNUTLS_KP_TLS_WWW_SERVER, 0))
        return refuse(file,
            "is not for servers (its extended key usage lacks serverAuth); have one issued "
            "for a server",
            err);
    return true;
}

bool tls_set_read(
    struct tls_set *set, const char *certificate, const char *key, int64_t now, struct err *err) {
    AUTO_FILE chain = {.setting = certificate_setting, .path = certificate};
    AUTO_FILE secret = {.setting = key_setting, .path = key};
    *set = (struct tls_set){0};
    bool good = file_read(&chain, err) && file_read(&secret, err) && take_chain(set, &chain, err) &&
                take_key(set, &secret, err) && check_match(set, &chain, &secret, err) &&
                check_order(set, &chain, err) && check_dates(set, &chain, now, err) &&
                check_strength(set, &chain, err) && check_purpose(set, &chain, err);
    set->exposed = (secret.mode & S_IROTH) != 0;
    if (!good)
        tls_set_close(set);
    return good;
}

void tls_set_close(struct tls_set *set) {
    for (unsigned i = 0; i < set->count; i++)
        gnutls_x509_crt_deinit(set->chain[i]);
    gnutls_free(set->chain);
    if (set->key)
        gnutls_x509_privkey_deinit(set->key);
    *set = (struct tls_set){0};
}

/* ---- copies ---- */

static bool copy_chain(const struct tls_set *set, gnutls_pcert_st *copy) {
    for (unsigned i = 0; i < set->count; i++)
        if (gnutls_pcert_import_x509(&copy[i], set->chain[i], 0) < 0) {
            while (i-- > 0)
                gnutls_pcert_deinit(&copy[i]);
            return false;
        }
    return true;
}

static bool copy_key(const struct tls_set *set, gnutls_privkey_t *copy) {
    if (gnutls_privkey_init(copy) < 0)
        return false;
    if (gnutls_privkey_import_x509(*copy, set->key, GNUTLS_PRIVKEY_IMPORT_COPY) >= 0)
        return true;
    gnutls_privkey_deinit(*copy);
    return false;
}

bool tls_set_copy(const struct tls_set *set, gnutls_pcert_st **chain, gnutls_privkey_t *key) {
    gnutls_pcert_st *copy = gnutls_calloc(set->count, sizeof *copy);
    if (copy && copy_key(set, key)) {
        if (copy_chain(set, copy)) {
            *chain = copy;
            return true;
        }
        gnutls_privkey_deinit(*key);
    }
    gnutls_free(copy);
    return false;
}
