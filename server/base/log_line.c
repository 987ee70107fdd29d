/* SPDX-License-Identifier: MIT */
#include "base/log_line.h"

#include <string.h>

enum { METHOD_SHOWN = 32, TARGET_SHOWN = 4096, CLIENT_SHOWN = 64, DETAIL_SHOWN = 2048 };

/* What stands before a member's value. */
#define MEMBER(format, name) ((format) == LOG_JSON ? ",\"" name "\":" : " " name "=")

static const char *const levels[LOG_LEVELS] = {"error", "warning", "info", "debug"};
static const char *const formats[LOG_FORMATS] = {"logfmt", "json"};

enum log_level log_level_named(const char *name) {
    enum log_level level = LOG_ERROR;
    while (level < LOG_LEVELS && strcmp(levels[level], name) != 0)
        level++;
    return level;
}

enum log_format log_format_named(const char *name) {
    enum log_format format = LOG_LOGFMT;
    while (format < LOG_FORMATS && strcmp(formats[format], name) != 0)
        format++;
    return format;
}

/* ---- values ---- */

static bool is_plain(unsigned char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* Whether eight characters at once are: a byte's highest bit is set where it is no ASCII, below a space, or
 * one of the three that the differences make 0. What one byte borrows of the next only matters where that one
 * is not plain either way. */
static bool are_plain(const char *eight) {
    const uint64_t ones = 0x0101010101010101, high = 0x8080808080808080;
    uint64_t bytes;
    memcpy(&bytes, eight, sizeof bytes);
    uint64_t quote = (bytes ^ ones * '"') - ones, backslash = (bytes ^ ones * '\\') - ones,
             delete = (bytes ^ ones * 0x7F) - ones;
    return !((bytes | (bytes - ones * ' ') | quote | backslash | delete) & high);
}

static size_t plain_run(const char *text, size_t length) {
    size_t run = 0;
    while (run + 8 <= length && are_plain(text + run))
        run += 8;
    while (run < length && is_plain((unsigned char)text[run]))
        run++;
    return run;
}

/* What a terminal or a reader of lines might act upon stands as \x1b in both formats. In JSON the backslash
 * of that is escaped again: whoever prints the value sees it as it stands in logfmt. */
static void put_escaped(struct buf *out, enum log_format format, unsigned char c) {
    char text[] = {'\\', '\\', 'x', "0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]};
    char kept[] = {'\\', (char)c};
    if (c == '"' || c == '\\')
        buf_append(out, kept, sizeof kept);
    else if (format == LOG_JSON)
        buf_append(out, text, sizeof text);
    else
        buf_append(out, text + 1, sizeof text - 1);
}

static void put_quoted(struct buf *out, enum log_format format, const char *text, size_t most) {
    size_t length = strnlen(text, most), at = 0;
    buf_char(out, '"');
    while (at < length) {
        size_t run = plain_run(text + at, length - at);
        buf_append(out, text + at, run);
        at += run;
        if (at < length)
            put_escaped(out, format, (unsigned char)text[at++]);
    }
    buf_char(out, '"');
}

/* Of letters, digits, hyphens and the like. */
static void put_word(struct buf *out, enum log_format format, const char *word) {
    if (format == LOG_JSON)
        buf_texts(out, "\"", word, "\"");
    else
        buf_text(out, word);
}

static void put_thousandths(struct buf *out, long number) {
    char digits[] = {
        '.', (char)('0' + number / 100), (char)('0' + number / 10 % 10), (char)('0' + number % 10)};
    buf_append(out, digits, sizeof digits);
}

/* ---- lines ---- */

static void put_time(struct buf *out, enum log_format format, struct log_date *date) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != date->second) {
        struct tm utc;
        date->second = now.tv_sec;
        strftime(date->text, sizeof date->text, "%Y-%m-%dT%H:%M:%S", gmtime_r(&now.tv_sec, &utc));
    }
    buf_texts(out, format == LOG_JSON ? "{\"time\":\"" : "time=", date->text);
    put_thousandths(out, now.tv_nsec / 1000000);
    buf_text(out, format == LOG_JSON ? "Z\"" : "Z");
}

static void end_line(struct buf *out, enum log_format format) {
    buf_text(out, format == LOG_JSON ? "}\n" : "\n");
}

static void put_safe(struct buf *out, enum log_format format, const char *member, const char *word) {
    if (!word)
        return;
    buf_text(out, member);
    put_word(out, format, word);
}

static void put_strange(
    struct buf *out, enum log_format format, const char *member, const char *text, size_t most) {
    if (!text)
        return;
    buf_text(out, member);
    put_quoted(out, format, text, most);
}

static void put_number(struct buf *out, const char *member, int64_t number) {
    buf_text(out, member);
    buf_integer(out, number);
}

void log_line_request(
    struct buf *out, enum log_format format, struct log_date *date, const struct log_request *request) {
    int64_t microseconds = request->nanoseconds / 1000;
    put_time(out, format, date);
    buf_text(
        out, format == LOG_JSON ? ",\"level\":\"info\",\"event\":\"request\"" : " level=info event=request");
    put_safe(out, format, MEMBER(format, "id"), request->id);
    put_safe(out, format, MEMBER(format, "trace"), request->trace);
    put_strange(out, format, MEMBER(format, "method"), request->method, METHOD_SHOWN);
    put_strange(out, format, MEMBER(format, "route"), request->route, TARGET_SHOWN);
    put_strange(out, format, MEMBER(format, "target"), request->target, TARGET_SHOWN);
    put_number(out, MEMBER(format, "status"), request->status);
    put_number(out, MEMBER(format, "bytes"), (int64_t)request->bytes);
    put_number(out, MEMBER(format, "ms"), microseconds / 1000);
    put_thousandths(out, microseconds % 1000);
    put_safe(out, format, MEMBER(format, "cache"), request->cache);
    put_strange(out, format, MEMBER(format, "client"), request->client, CLIENT_SHOWN);
    end_line(out, format);
}

void log_line_event(struct buf *out, enum log_format format, struct log_date *date, enum log_level level,
    const char *event, const char *detail) {
    put_time(out, format, date);
    put_safe(out, format, MEMBER(format, "level"), levels[level]);
    put_safe(out, format, MEMBER(format, "event"), event);
    put_strange(out, format, MEMBER(format, "detail"), detail, DETAIL_SHOWN);
    end_line(out, format);
}
