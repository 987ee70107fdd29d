/* SPDX-License-Identifier: MIT */
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

enum { V4_AT = 12, V4_BITS = 32, V6_BITS = 128 };

static const uint8_t mapped[V4_AT] = {[10] = 0xff, [11] = 0xff};
static const struct address from_unix;

static bool is_v4(const struct address *address) {
    return memcmp(address->bytes, mapped, sizeof mapped) == 0;
}

static bool is_unix(const struct address *address) {
    return memcmp(address, &from_unix, sizeof from_unix) == 0;
}

static struct address v4(const void *four) {
    struct address address;
    memcpy(address.bytes, mapped, sizeof mapped);
    memcpy(address.bytes + V4_AT, four, 4);
    return address;
}

struct address address_of(const struct sockaddr *peer, socklen_t length) {
    struct address address = from_unix;
    if (peer->sa_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
        struct sockaddr_in in;
        memcpy(&in, peer, sizeof in);
        address = v4(&in.sin_addr);
    } else if (peer->sa_family == AF_INET6 && length >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 in;
        memcpy(&in, peer, sizeof in);
        memcpy(address.bytes, &in.sin6_addr, sizeof address.bytes);
    }
    return address;
}

void address_put(const struct address *address, char out[static ADDRESS_SIZE]) {
    if (is_unix(address))
        snprintf(out, ADDRESS_SIZE, "unix");
    else if (is_v4(address))
        inet_ntop(AF_INET, address->bytes + V4_AT, out, ADDRESS_SIZE);
    else
        inet_ntop(AF_INET6, address->bytes, out, ADDRESS_SIZE);
}

/* With `::` too, which is the base of a network but nobody's address. */
static bool parse(const char *text, size_t length, struct address *address) {
    char copy[ADDRESS_SIZE];
    uint8_t four[4];
    if (length >= sizeof copy || memchr(text, '\0', length))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (inet_pton(AF_INET6, copy, address->bytes) == 1)
        return true;
    if (inet_pton(AF_INET, copy, four) != 1)
        return false;
    *address = v4(four);
    return true;
}

bool address_parse(const char *text, size_t length, struct address *address) {
    return parse(text, length, address) && !is_unix(address);
}

/* The first bits of IPv6 that begin with 32 zeros are given to nobody, so there is room among them for IPv4.
 */
uint64_t address_block(const struct address *address) {
    uint64_t block = 0;
    const uint8_t *from = address->bytes + (is_v4(address) ? sizeof address->bytes - 8 : 0);
    for (size_t i = 0; i < 8; i++)
        block = block << 8 | from[i];
    return block;
}

/* ---- networks ---- */

static struct address masked(const struct address *address, unsigned bits) {
    struct address base = *address;
    for (unsigned bit = bits; bit < V6_BITS; bit++)
        base.bytes[bit / 8] &= (uint8_t) ~(0x80u >> bit % 8);
    return base;
}

/* Decimal, without leading zeros. */
static bool parse_bits(const char *text, size_t length, unsigned most, unsigned *bits) {
    *bits = 0;
    if (!length || length > 3 || (text[0] == '0' && length > 1))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *bits = *bits * 10 + (unsigned)(text[i] - '0');
    }
    return *bits <= most;
}

static bool refuse_host(
    const struct net *net, const char *item, int length, const char *field, struct err *err) {
    char base[ADDRESS_SIZE] = "::"; /* whose name would be that of a unix socket */
    struct address meant = masked(&net->base, net->bits);
    if (!is_unix(&meant))
        address_put(&meant, base);
    return err_set(err, ERR_USAGE, field, "\"%.*s\" has bits set behind its prefix; did you mean %s/%d?",
        length, item, base, net->bits - (is_v4(&meant) ? V6_BITS - V4_BITS : 0));
}

static bool parse_net(struct net *net, const char *item, size_t length, const char *field, struct err *err) {
    const char *slash = memchr(item, '/', length);
    size_t before = slash ? (size_t)(slash - item) : length;
    if (length == strlen("unix") && memcmp(item, "unix", length) == 0) {
        *net = (struct net){.bits = V6_BITS, .family = NET_UNIX};
        return true;
    }
    if (!parse(item, before, &net->base) || (!slash && is_unix(&net->base)))
        return err_set(err, ERR_USAGE, field,
            "\"%.*s\" is neither an address, a network such as 10.0.0.0/8 nor unix", (int)length, item);
    net->family = is_v4(&net->base) ? NET_V4 : NET_V6;
    bool dotted = !memchr(item, ':', before);
    unsigned most = dotted ? V4_BITS : V6_BITS, bits = most;
    if (slash && !parse_bits(slash + 1, length - before - 1, most, &bits))
        return err_set(
            err, ERR_USAGE, field, "\"%.*s\": a prefix is a number from 0 to %u", (int)length, item, most);
    net->bits = (uint8_t)(bits + V6_BITS - most);
    struct address base = masked(&net->base, net->bits);
    return memcmp(&base, &net->base, sizeof base) == 0 || refuse_host(net, item, (int)length, field, err);
}

static size_t trimmed(const char **item, size_t length) {
    while (length && **item == ' ')
        ++*item, length--;
    while (length && (*item)[length - 1] == ' ')
        length--;
    return length;
}

bool nets_parse(struct nets *nets, const char *text, const char *field, struct err *err) {
    nets->count = 0;
    for (const char *rest = text; rest;) {
        const char *item = rest, *comma = strchr(rest, ',');
        size_t length = trimmed(&item, comma ? (size_t)(comma - rest) : strlen(rest));
        rest = comma ? comma + 1 : NULL;
        if (!length)
            return err_set(err, ERR_USAGE, field, "\"%s\" has an empty item", text);
        if (nets->count == NETS_MAX)
            return err_set(err, ERR_USAGE, field, "there are more than %d items", NETS_MAX);
        if (!parse_net(&nets->items[nets->count++], item, length, field, err))
            return false;
    }
    return true;
}

static bool has(const struct net *net, const struct address *address) {
    if (is_unix(address) || net->family == NET_UNIX)
        return is_unix(address) && net->family == NET_UNIX;
    if (is_v4(address) != (net->family == NET_V4))
        return false;
    struct address base = masked(address, net->bits);
    return memcmp(&base, &net->base, sizeof base) == 0;
}

bool nets_have(const struct nets *nets, const struct address *address) {
    for (size_t i = 0; i < nets->count; i++)
        if (has(&nets->items[i], address))
            return true;
    return false;
}
