/* SPDX-License-Identifier: MIT */
/* Who a client is to the server: an IP address, or that it came by a unix socket. And lists of networks, in
 * which a setting names whom it believes. */
#ifndef FACTD_HTTP_ADDRESS_H
#define FACTD_HTTP_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/err.h"

/* IPv4 as ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2), so that it is the same whichever socket took it. All
 * zeros, which no node has, are a unix socket's other end. Compared with memcmp. */
struct address {
    uint8_t bytes[16];
};

enum {
    ADDRESS_SIZE = 46, /* of the longest text and its NUL */
    NETS_MAX = 64,     /* more are a firewall's business */
};

/* Families other than IP's are as a unix socket. */
struct address address_of(const struct sockaddr *peer, socklen_t length);

/* 192.0.2.1, 2001:db8::1 (RFC 5952), or unix. */
void address_put(const struct address *address, char out[static ADDRESS_SIZE]);

/* An IPv4 or IPv6 address as it is usually written, without zone, port or brackets. False for anything else.
 */
bool address_parse(const char *text, size_t length, struct address *address);

/* What counts as one client: an IPv4 address; of IPv6 its first 64 bits, since who has one of those addresses
 * has all (RFC 4291, section 2.5.4). Different for different clients; 0 is a unix socket. */
uint64_t address_block(const struct address *address);

struct nets {
    size_t count;
    struct net {
        struct address base;
        uint8_t bits; /* of the 128 */
        enum { NET_UNIX, NET_V4, NET_V6 } family;
    } items[NETS_MAX];
};

/* "10.0.0.0/8,fd00::/8,127.0.0.1,unix", blanks around the commas allowed. ERR_USAGE about `field` names the
 * item that is wrong. */
bool nets_parse(struct nets *nets, const char *text, const char *field, struct err *err);

/* IPv4 is in no network of IPv6, not even ::/0. */
bool nets_have(const struct nets *nets, const struct address *address);

#endif
