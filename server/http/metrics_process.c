/* SPDX-License-Identifier: MIT */
/* What the system knows of this process, under the names that Prometheus' own libraries give it. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "http/metrics.h"
#include "text/exposition.h"

struct process {
    unsigned long long user, system, started; /* ticks; `started` since the machine did */
    unsigned long long virtual_bytes;
    long long threads, resident_pages;
};

/* The second field is the program's name in parentheses, which may hold anything; see proc(5). */
static bool read_process(struct process *process) {
    char text[1024];
    FILE *file = fopen("/proc/self/stat", "re");
    if (!file)
        return false;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    const char *behind = strrchr(text, ')');
    return behind && sscanf(behind,
                         ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %*d %*d %*d %*d %lld %*d "
                         "%llu %llu %lld",
                         &process->user, &process->system, &process->threads, &process->started,
                         &process->virtual_bytes, &process->resident_pages) == 6;
}

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double ticks(unsigned long long count) {
    return (double)count / (double)sysconf(_SC_CLK_TCK);
}

double metrics_process_start(void) {
    struct process process;
    double now = seconds(CLOCK_REALTIME);
    return read_process(&process) ? now - seconds(CLOCK_BOOTTIME) + ticks(process.started) : now;
}

/* But for the one that counts them. */
static int64_t open_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    int64_t count = -1;
    if (!folder)
        return 0;
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static int64_t most_descriptors(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? (int64_t)limit.rlim_cur : 0;
}

static void put_real(struct buf *out, const char *name, const char *type, const char *help, double value) {
    exposition_family(out, name, type, help);
    exposition_real(out, name, NULL, value);
}

static void put_gauge(struct buf *out, const char *name, const char *help, int64_t value) {
    exposition_one(out, name, "gauge", help, value);
}

void metrics_process_put(struct buf *out, double start) {
    struct process process = {0};
    (void)read_process(&process); /* without /proc they are 0 */
    put_real(out, "process_cpu_seconds_total", "counter", "Processor time of all threads.",
        ticks(process.user + process.system));
    put_gauge(out, "process_resident_memory_bytes", "Memory that is in use.",
        process.resident_pages * sysconf(_SC_PAGESIZE));
    put_gauge(
        out, "process_virtual_memory_bytes", "Addresses that are in use.", (int64_t)process.virtual_bytes);
    put_gauge(out, "process_open_fds", "Descriptors that are open.", open_descriptors());
    put_gauge(out, "process_max_fds", "Descriptors that may be open.", most_descriptors());
    put_gauge(out, "process_threads", "Threads.", process.threads);
    exposition_family(
        out, "process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.");
    buf_printf(out, "process_start_time_seconds %.2f\n", start);
}
