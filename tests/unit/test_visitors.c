/* SPDX-License-Identifier: MIT */
/* Addresses and networks as they are written, and how clients are counted: exactly, and in a table that
 * strangers cannot fill to anybody's harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/un.h>

#include "http/forwarded.h"
#include "http/visitors.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const int64_t second = 1000000000;
static const int64_t year = 365 * INT64_C(86400) * 1000000000;

static struct address at(const char *text) {
    struct address address;
    if (!address_parse(text, strlen(text), &address))
        fail_msg("%s is no address", text);
    return address;
}

/* The n-th of as many /64s as one likes. */
static struct address stranger(uint32_t n) {
    struct address address = at("2001:db8::1");
    for (int i = 0; i < 4; i++)
        address.bytes[7 - i] = (uint8_t)(n >> 8 * i);
    return address;
}

/* ---- addresses ---- */

static void an_address_is_shown_in_its_one_form(void **state) {
    (void)state;
    static const struct {
        const char *text, *shown;
    } table[] = {{"192.0.2.1", "192.0.2.1"}, {"0.0.0.0", "0.0.0.0"}, {"255.255.255.255", "255.255.255.255"},
        {"::1", "::1"}, {"2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"}, {"2001:db8::0:1", "2001:db8::1"},
        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"}, {"::ffff:192.0.2.1", "192.0.2.1"},
        {"::ffff:c000:201", "192.0.2.1"}, {"fe80::1", "fe80::1"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        char shown[ADDRESS_SIZE];
        struct address address = at(table[i].text);
        address_put(&address, shown);
        assert_string_equal(shown, table[i].shown);
    }
}

static void what_is_no_address_is_not_read_as_one(void **state) {
    (void)state;
    static const char *const table[] = {"", "unix", "::", "0:0:0:0:0:0:0:0", "1.2.3", "1.2.3.4.5", "01.2.3.4",
        "256.1.1.1", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4:80", "[::1]", "::1%eth0", "fe80::1%1", "1",
        "0x7f.0.0.1", "127.1", "::g", "1::2::3", "2001:db8:0:0:0:0:0:0:1", "localhost", "_hidden", "unknown",
        "0000:0000:0000:0000:0000:ffff:0192.168.100.2280",
        "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb"};
    struct address address;
    for (size_t i = 0; i < COUNT(table); i++)
        if (address_parse(table[i], strlen(table[i]), &address))
            fail_msg("\"%s\" is read as an address", table[i]);
    assert_false(address_parse("1.2.3.4\0005", 9, &address));
}

static void a_peer_is_what_its_socket_says(void **state) {
    (void)state;
    char shown[ADDRESS_SIZE];
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xC0000201)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    struct address address = address_of((const struct sockaddr *)&v4, sizeof v4), same;
    address_put(&address, shown);
    assert_string_equal(shown, "192.0.2.1");
    inet_pton(AF_INET6, "::ffff:192.0.2.1", &v6.sin6_addr);
    same = address_of((const struct sockaddr *)&v6, sizeof v6);
    assert_memory_equal(&address, &same, sizeof same);
    inet_pton(AF_INET6, "2001:db8::7", &v6.sin6_addr);
    address = address_of((const struct sockaddr *)&v6, sizeof v6);
    address_put(&address, shown);
    assert_string_equal(shown, "2001:db8::7");
    address = address_of((const struct sockaddr *)&un, sizeof un.sun_family);
    address_put(&address, shown);
    assert_string_equal(shown, "unix");
}

static void clients_are_told_apart_by_ipv4_address_and_ipv6_64(void **state) {
    (void)state;
    static const struct {
        const char *one, *other;
        bool same;
    } table[] = {{"192.0.2.1", "192.0.2.1", true}, {"192.0.2.1", "192.0.2.2", false},
        {"192.0.2.1", "::ffff:192.0.2.1", true}, {"2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true},
        {"2001:db8::1", "2001:db8:0:1::1", false}, {"::1", "192.0.2.1", false}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct address one = at(table[i].one), other = at(table[i].other);
        if ((address_block(&one) == address_block(&other)) != table[i].same)
            fail_msg("%s and %s", table[i].one, table[i].other);
    }
}

/* ---- networks ---- */

static void a_network_has_what_is_in_it(void **state) {
    (void)state;
    static const struct {
        const char *nets, *address;
        bool had;
    } table[] = {{"10.0.0.0/8", "10.255.0.1", true}, {"10.0.0.0/8", "11.0.0.1", false},
        {"10.0.0.0/8", "::ffff:10.1.1.1", true}, {"0.0.0.0/0", "203.0.113.9", true},
        {"0.0.0.0/0", "2001:db8::1", false}, {"::/0", "2001:db8::1", true}, {"::/0", "10.0.0.1", false},
        {"127.0.0.1", "127.0.0.1", true}, {"127.0.0.1", "127.0.0.2", false},
        {"127.0.0.1/32", "127.0.0.1", true}, {"192.0.2.4/31", "192.0.2.5", true},
        {"192.0.2.4/31", "192.0.2.6", false}, {"fd00::/8", "fd12:3456::1", true},
        {"fd00::/8", "fc00::1", false}, {"::1", "::1", true}, {"2001:db8::/33", "2001:db8:7fff::", true},
        {"2001:db8::/33", "2001:db8:8000::", false}, {"::ffff:10.0.0.0/104", "10.9.9.9", true},
        {"unix", "127.0.0.1", false}, {"::/0,0.0.0.0/0", "1.2.3.4", true},
        {"10.0.0.0/8, fd00::/8 ,127.0.0.1", "127.0.0.1", true}, {"127.0.0.1,127.0.0.1", "127.0.0.1", true}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct nets nets;
        struct err err;
        struct address address = at(table[i].address);
        if (!nets_parse(&nets, table[i].nets, "trusted-proxy", &err))
            fail_msg("%s: %s", table[i].nets, err.detail);
        if (nets_have(&nets, &address) != table[i].had)
            fail_msg("%s in %s", table[i].address, table[i].nets);
    }
}

static void a_unix_socket_is_in_no_network_but_its_own(void **state) {
    (void)state;
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    struct address address = address_of((const struct sockaddr *)&un, sizeof un);
    struct nets nets;
    struct err err;
    assert_true(nets_parse(&nets, "::/0,0.0.0.0/0", "x", &err));
    assert_false(nets_have(&nets, &address));
    assert_true(nets_parse(&nets, "10.0.0.0/8,unix", "x", &err));
    assert_true(nets_have(&nets, &address));
}

static void a_wrong_network_is_refused_with_its_reason(void **state) {
    (void)state;
    static const struct {
        const char *nets, *detail;
    } table[] = {{"", "\"\" has an empty item"}, {"10.0.0.0/8,", "\"10.0.0.0/8,\" has an empty item"},
        {",10.0.0.0/8", "\",10.0.0.0/8\" has an empty item"},
        {"::1, ,::2", "\"::1, ,::2\" has an empty item"},
        {"10.1.2.3/8", "\"10.1.2.3/8\" has bits set behind its prefix; did you mean 10.0.0.0/8?"},
        {"2001:db8::1/64", "\"2001:db8::1/64\" has bits set behind its prefix; did you mean 2001:db8::/64?"},
        {"::1/0", "\"::1/0\" has bits set behind its prefix; did you mean ::/0?"},
        {"::ffff:10.1.0.0/104",
            "\"::ffff:10.1.0.0/104\" has bits set behind its prefix; did you mean 10.0.0.0/8?"},
        {"10.0.0.0/33", "\"10.0.0.0/33\": a prefix is a number from 0 to 32"},
        {"::/129", "\"::/129\": a prefix is a number from 0 to 128"},
        {"10.0.0.0/", "\"10.0.0.0/\": a prefix is a number from 0 to 32"},
        {"10.0.0.0/08", "\"10.0.0.0/08\": a prefix is a number from 0 to 32"},
        {"10.0.0.0/+8", "\"10.0.0.0/+8\": a prefix is a number from 0 to 32"},
        {"10.0.0.0/8/8", "\"10.0.0.0/8/8\": a prefix is a number from 0 to 32"},
        {"10.0.0.0/255.0.0.0", "\"10.0.0.0/255.0.0.0\": a prefix is a number from 0 to 32"},
        {"10.0.0", "\"10.0.0\" is neither an address, a network such as 10.0.0.0/8 nor unix"},
        {"proxy.example", "\"proxy.example\" is neither an address, a network such as 10.0.0.0/8 nor unix"},
        {"unix:", "\"unix:\" is neither an address, a network such as 10.0.0.0/8 nor unix"},
        {"::", "\"::\" is neither an address, a network such as 10.0.0.0/8 nor unix"},
        {"/8", "\"/8\" is neither an address, a network such as 10.0.0.0/8 nor unix"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct nets nets;
        struct err err = {0};
        assert_false(nets_parse(&nets, table[i].nets, "trusted-proxy", &err));
        assert_int_equal(err.kind, ERR_USAGE);
        assert_string_equal(err.field, "trusted-proxy");
        assert_string_equal(err.detail, table[i].detail);
    }
}

static void a_list_of_networks_is_bounded(void **state) {
    (void)state;
    char text[8 * (NETS_MAX + 1)] = "";
    struct nets nets;
    struct err err = {0};
    for (int i = 0; i < NETS_MAX; i++)
        strcat(text, i ? ",::1" : "::1");
    assert_true(nets_parse(&nets, text, "x", &err));
    strcat(text, ",::1");
    assert_false(nets_parse(&nets, text, "x", &err));
}

/* ---- what proxies tell ---- */

static void the_client_is_the_last_that_is_no_proxy(void **state) {
    (void)state;
    static const struct {
        const char *header, *value;
        const char *client; /* NULL: it cannot be read */
    } table[] = {{"X-Forwarded-For", "203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"},
        {"X-Forwarded-For", "1.1.1.1,203.0.113.9,10.0.0.2,fd00::7", "203.0.113.9"},
        {"X-Forwarded-For", "10.0.0.3, 10.0.0.2", "10.0.0.3"}, {"X-Forwarded-For", "10.0.0.2", "10.0.0.2"},
        {"X-Forwarded-For", "nonsense, 203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "203.0.113.9, nonsense", NULL},
        {"X-Forwarded-For", "203.0.113.9, nonsense, 10.0.0.2", NULL}, {"X-Forwarded-For", "unix:", NULL},
        {"X-Forwarded-For", "unix", NULL}, {"X-Forwarded-For", "unknown", NULL},
        {"X-Forwarded-For", "", NULL}, {"X-Forwarded-For", " , ", NULL}, {"X-Forwarded-For", "::", NULL},
        {"X-Forwarded-For", "10.0.0.256", NULL},
        {"X-Forwarded-For", "203.0.113.9, , 10.0.0.2,", "203.0.113.9"},
        {"X-Forwarded-For", "203.0.113.9:4711", "203.0.113.9"}, {"X-Forwarded-For", "203.0.113.9:", NULL},
        {"X-Forwarded-For", "203.0.113.9:80 x", NULL}, {"X-Forwarded-For", "[203.0.113.9]", NULL},
        {"X-Forwarded-For", "2001:db8::9", "2001:db8::9"},
        {"X-Forwarded-For", "[2001:db8::9]", "2001:db8::9"},
        {"X-Forwarded-For", "[2001:db8::9]:443", "2001:db8::9"},
        {"X-Forwarded-For", "[2001:db8::9]443", NULL}, {"X-Forwarded-For", "[2001:db8::9", NULL},
        {"X-Forwarded-For", "[]", NULL}, {"X-Forwarded-For", "2001:db8::9%eth0", NULL},
        {"X-Forwarded-For", "::ffff:203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "::ffff:10.0.0.2", "10.0.0.2"}, {"X-Forwarded-For", "for=203.0.113.9", NULL},
        {"X-Real-IP", "203.0.113.9", "203.0.113.9"}, {"X-Real-IP", "\t203.0.113.9 ", "203.0.113.9"},
        {"Forwarded", "for=203.0.113.9", "203.0.113.9"}, {"forwarded", "For=203.0.113.9", "203.0.113.9"},
        {"Forwarded", "proto=https;for=203.0.113.9;by=10.0.0.1", "203.0.113.9"},
        {"Forwarded", "for=1.1.1.1, for=203.0.113.9;proto=http, for=10.0.0.2", "203.0.113.9"},
        {"Forwarded", "for=\"203.0.113.9:4711\"", "203.0.113.9"},
        {"Forwarded", "for=\"[2001:db8::9]:4711\"", "2001:db8::9"},
        {"Forwarded", "for=\"[2001:db8::9]:_port\" ; proto=http", "2001:db8::9"},
        {"Forwarded", "for=unknown", NULL}, {"Forwarded", "for=_hidden", NULL}, {"Forwarded", "for=", NULL},
        {"Forwarded", "for=\"\"", NULL}, {"Forwarded", "for=\"203.0.113.9", NULL},
        {"Forwarded", "by=203.0.113.9", NULL}, {"Forwarded", "203.0.113.9", NULL},
        {"Forwarded", "for=1.1.1.1;for=203.0.113.9", NULL}, {"Forwarded", "for=\"203\\.0.113.9\"", NULL},
        {"Forwarded", "ext=\"a, for=1.1.1.1\";for=203.0.113.9", "203.0.113.9"},
        {"Forwarded", "ext=\"a\\\", for=1.1.1.1\";for=203.0.113.9", "203.0.113.9"},
        /* What a client opens left of what a proxy says. */
        {"X-Forwarded-For", "\", 203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "\"1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"},
        {"X-Forwarded-For", "\\\", \", 203.0.113.9", "203.0.113.9"},
        {"X-Forwarded-For", "\"1.1.1.1, 203.0.113.9\"", NULL},
        {"Forwarded", "for=\", for=203.0.113.9", "203.0.113.9"},
        {"Forwarded", "for=\", for=\"[2001:db8::9]:1\", for=10.0.0.2", "2001:db8::9"},
        {"Forwarded", "for=\"\\, for=203.0.113.9", "203.0.113.9"},
        {"Forwarded", "for=\", for=10.0.0.2", NULL},
        {"Forwarded", "ext=\"a\\\\\", for=203.0.113.9", "203.0.113.9"}};
    struct nets proxies;
    struct err err;
    assert_true(nets_parse(&proxies, "10.0.0.0/8,fd00::/8,unix", "x", &err));
    for (size_t i = 0; i < COUNT(table); i++) {
        char shown[ADDRESS_SIZE] = "nobody";
        struct address address = at("192.0.2.1"), before = address;
        if (forwarded_client(table[i].header, table[i].value, &proxies, &address))
            address_put(&address, shown);
        else
            assert_memory_equal(&address, &before, sizeof before);
        if (strcmp(shown, table[i].client ? table[i].client : "nobody") != 0)
            fail_msg("%s: %s tells %s", table[i].header, table[i].value, shown);
    }
}

/* ---- connections ---- */

static void connections_are_counted_by_address(void **state) {
    (void)state;
    struct visitors_limits limits = {.connections_per_address = 2, .connections = 100, .burst = 1};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1"), other = at("192.0.2.2");
    assert_true(visitors_enter(visitors, &one));
    assert_true(visitors_enter(visitors, &one));
    assert_false(visitors_enter(visitors, &one));
    assert_true(visitors_enter(visitors, &other));
    visitors_leave(visitors, &one);
    assert_true(visitors_enter(visitors, &one));
    assert_false(visitors_enter(visitors, &one));
    visitors_free(visitors);
}

static void no_limit_counts_nothing(void **state) {
    (void)state;
    struct visitors_limits limits = {.connections = 100, .burst = 1};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1");
    int after;
    for (int i = 0; i < 10000; i++) {
        assert_true(visitors_enter(visitors, &one));
        assert_true(visitors_ask(visitors, &one, 1, &after));
    }
    visitors_leave(visitors, &one);
    visitors_free(visitors);
}

/* ---- requests ---- */

static int asked(struct visitors *visitors, const struct address *address, int64_t now, int times) {
    int let = 0, after;
    for (int i = 0; i < times; i++)
        let += visitors_ask(visitors, address, now, &after);
    return let;
}

static void a_burst_is_let_in_then_as_many_as_the_rate(void **state) {
    (void)state;
    struct visitors_limits limits = {.rate = 10, .burst = 5, .connections = 100};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1"), other = at("2001:db8::1");
    int after;
    assert_int_equal(asked(visitors, &one, second, 50), 5);
    assert_int_equal(asked(visitors, &other, second, 50), 5);
    assert_false(visitors_ask(visitors, &one, second + second / 10 - 1, &after));
    assert_int_equal(after, 1);
    assert_true(visitors_ask(visitors, &one, second + second / 10, &after));
    assert_int_equal(after, 0);
    assert_false(visitors_ask(visitors, &one, second + second / 10, &after));
    assert_int_equal(asked(visitors, &one, 2 * second, 50), 5);
    assert_int_equal(asked(visitors, &one, 100 * second, 50), 5);
    visitors_free(visitors);
}

/* Who asks every nanosecond or every year gets to the request what the rate says, whether or not it divides a
 * second. */
static void tokens_do_not_drift(void **state) {
    (void)state;
    static const int rates[] = {1, 3, 7, 10, 997, 999983, 1000000};
    for (size_t i = 0; i < COUNT(rates); i++) {
        struct visitors_limits limits = {.rate = rates[i], .burst = 1000000, .connections = 1};
        struct visitors *visitors = visitors_new(&limits);
        struct address one = at("192.0.2.1");
        int64_t let = 0, now = year;
        int after;
        while (visitors_ask(visitors, &one, now, &after))
            let++;
        assert_int_equal(let, 1000000);
        let = 0;
        /* 7 s in steps of some odd length, none of which fills the bucket. */
        for (int64_t passed = 0; passed <= 7 * second; passed += 500009)
            while (visitors_ask(visitors, &one, now + passed, &after))
                let++;
        int64_t last = 7 * second / 500009 * 500009;
        assert_int_equal(let, last * rates[i] / second);
        visitors_free(visitors);
    }
}

static void years_and_clocks_that_step_back_do_no_harm(void **state) {
    (void)state;
    struct visitors_limits limits = {.rate = 1000000, .burst = 1000000, .connections = 1};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1");
    int after;
    assert_int_equal(asked(visitors, &one, 0, 1000001), 1000000);
    assert_int_equal(asked(visitors, &one, 200 * year, 1000001), 1000000);
    assert_false(visitors_ask(visitors, &one, 100 * year, &after));
    assert_int_equal(after, 1);
    assert_int_equal(asked(visitors, &one, 200 * year + 5000, 1000001), 5);
    assert_int_equal(asked(visitors, &one, INT64_MAX, 1000001), 1000000);
    visitors_free(visitors);
}

static void a_slow_rate_says_when_to_come_back(void **state) {
    (void)state;
    struct visitors_limits limits = {.rate = 1, .burst = 1, .connections = 1};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1");
    int after;
    assert_true(visitors_ask(visitors, &one, 0, &after));
    assert_false(visitors_ask(visitors, &one, 1, &after));
    assert_int_equal(after, 1);
    assert_false(visitors_ask(visitors, &one, second - 1, &after));
    assert_int_equal(after, 1);
    assert_true(visitors_ask(visitors, &one, second, &after));
    visitors_free(visitors);
}

/* ---- more clients than there is room for ---- */

enum { TABLE = 65536 };

static void a_full_table_refuses_no_newcomer(void **state) {
    (void)state;
    struct visitors_limits limits = {
        .rate = 1, .burst = 1, .connections_per_address = 1, .connections = TABLE / 2};
    struct visitors *visitors = visitors_new(&limits);
    for (uint32_t i = 0; i < 4 * TABLE; i++) {
        struct address one = stranger(i);
        int after;
        if (!visitors_ask(visitors, &one, second, &after))
            fail_msg("stranger %u is refused", i);
    }
    visitors_free(visitors);
}

static void who_is_connected_is_not_forgotten(void **state) {
    (void)state;
    struct visitors_limits limits = {
        .rate = 1, .burst = 2, .connections_per_address = 1, .connections = TABLE / 2};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1");
    int after;
    assert_true(visitors_enter(visitors, &one));
    assert_int_equal(asked(visitors, &one, second, 3), 2);
    for (uint32_t i = 0; i < 4 * TABLE; i++) {
        struct address other = stranger(i);
        visitors_ask(visitors, &other, second, &after);
    }
    assert_false(visitors_enter(visitors, &one));
    assert_false(visitors_ask(visitors, &one, second, &after));
    visitors_leave(visitors, &one);
    assert_true(visitors_enter(visitors, &one));
    visitors_free(visitors);
}

/* A client that asked much is not made new by twice as many that asked once: they are pushed out first. */
static void who_asked_most_is_forgotten_last(void **state) {
    (void)state;
    struct visitors_limits limits = {.rate = 1, .burst = 100, .connections = TABLE / 2};
    struct visitors *visitors = visitors_new(&limits);
    struct address one = at("192.0.2.1");
    int after;
    assert_int_equal(asked(visitors, &one, second, 200), 100);
    for (uint32_t i = 0; i < 3 * TABLE; i++) {
        struct address other = stranger(i);
        visitors_ask(visitors, &other, second, &after);
    }
    assert_false(visitors_ask(visitors, &one, second, &after));
    visitors_free(visitors);
}

static void more_connected_than_can_be_told_apart_are_let_in(void **state) {
    (void)state;
    struct visitors_limits limits = {.rate = 1, .burst = 1, .connections_per_address = 1, .connections = 1};
    struct visitors *visitors = visitors_new(&limits);
    for (uint32_t i = 0; i < 2 * TABLE; i++) {
        struct address one = stranger(i);
        if (!visitors_enter(visitors, &one))
            fail_msg("stranger %u is refused", i);
    }
    for (uint32_t i = 0; i < 2 * TABLE; i++) {
        struct address one = stranger(i);
        visitors_leave(visitors, &one);
    }
    for (uint32_t i = 0; i < TABLE / 2; i++) {
        struct address one = stranger(i);
        assert_true(visitors_enter(visitors, &one));
        assert_false(visitors_enter(visitors, &one));
    }
    visitors_free(visitors);
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 20000, MOST = 3 };

struct crowd {
    struct visitors *visitors;
    atomic_int inside, let;
    atomic_bool crowded;
};

static void *visit(void *argument) {
    struct crowd *crowd = argument;
    struct address shared = at("192.0.2.1");
    for (uint32_t i = 0; i < ROUNDS; i++) {
        struct address other = stranger(i);
        int after;
        atomic_fetch_add(&crowd->let, visitors_ask(crowd->visitors, &shared, 1, &after));
        if (visitors_enter(crowd->visitors, &other))
            visitors_leave(crowd->visitors, &other);
        if (!visitors_enter(crowd->visitors, &shared))
            continue;
        if (atomic_fetch_add(&crowd->inside, 1) >= MOST)
            atomic_store(&crowd->crowded, true);
        atomic_fetch_sub(&crowd->inside, 1);
        visitors_leave(crowd->visitors, &shared);
    }
    return NULL;
}

static void many_threads_count_as_one(void **state) {
    (void)state;
    struct visitors_limits limits = {
        .rate = 1, .burst = ROUNDS, .connections_per_address = MOST, .connections = 1};
    struct crowd crowd = {.visitors = visitors_new(&limits)};
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, visit, &crowd), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_false(atomic_load(&crowd.crowded));
    assert_int_equal(atomic_load(&crowd.let), ROUNDS);
    visitors_free(crowd.visitors);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_address_is_shown_in_its_one_form),
        cmocka_unit_test(what_is_no_address_is_not_read_as_one),
        cmocka_unit_test(a_peer_is_what_its_socket_says),
        cmocka_unit_test(clients_are_told_apart_by_ipv4_address_and_ipv6_64),
        cmocka_unit_test(a_network_has_what_is_in_it),
        cmocka_unit_test(a_unix_socket_is_in_no_network_but_its_own),
        cmocka_unit_test(a_wrong_network_is_refused_with_its_reason),
        cmocka_unit_test(a_list_of_networks_is_bounded),
        cmocka_unit_test(the_client_is_the_last_that_is_no_proxy),
        cmocka_unit_test(connections_are_counted_by_address), cmocka_unit_test(no_limit_counts_nothing),
        cmocka_unit_test(a_burst_is_let_in_then_as_many_as_the_rate), cmocka_unit_test(tokens_do_not_drift),
        cmocka_unit_test(years_and_clocks_that_step_back_do_no_harm),
        cmocka_unit_test(a_slow_rate_says_when_to_come_back),
        cmocka_unit_test(a_full_table_refuses_no_newcomer),
        cmocka_unit_test(who_is_connected_is_not_forgotten),
        cmocka_unit_test(who_asked_most_is_forgotten_last),
        cmocka_unit_test(more_connected_than_can_be_told_apart_are_let_in),
        cmocka_unit_test(many_threads_count_as_one)};
    return cmocka_run_group_tests_name("visitors", tests, NULL, NULL);
}
