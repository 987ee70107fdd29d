/* SPDX-License-Identifier: MIT */
/* What the build put into the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/asset.h"

static void each_is_found_by_its_path_and_has_a_digest_of_its_own(void **state) {
    (void)state;
    for (const struct asset *asset = assets; asset->path; asset++) {
        assert_ptr_equal(asset_find(asset->path), asset);
        assert_int_equal(strlen(asset->digest), 64);
        for (const struct asset *other = assets; other != asset; other++)
            assert_string_not_equal(other->digest, asset->digest);
    }
    assert_null(asset_find("migrations/none.sql"));
}

static void everything_that_pages_link_to_is_there(void **state) {
    (void)state;
    asset_check();
}

static void an_address_is_that_of_a_file_with_its_codings(void **state) {
    (void)state;
    static const struct {
        const char *name, *start, *end;
    } table[] = {{"style.css", "/assets/style-", ".css"}, {"swagger-ui.css", "/assets/swagger-ui-", ".css"},
        {"swagger-ui-bundle.js", "/assets/swagger-ui-bundle-", ".js"}, {"icon.svg", "/assets/icon-", ".svg"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *address = asset_address(table[i].name);
        char path[200];
        assert_memory_equal(address, table[i].start, strlen(table[i].start));
        assert_int_equal(strlen(address), strlen(table[i].start) + 8 + strlen(table[i].end));
        assert_string_equal(address + strlen(table[i].start) + 8, table[i].end);
        static const char *const endings[] = {"", ".br", ".gz"};
        for (size_t j = 0; j < 3; j++) {
            snprintf(path, sizeof path, "web%s%s", address, endings[j]);
            assert_non_null(asset_find(path));
        }
    }
}

/* In a process of its own, without the file that a system may keep of one that ends like this. */
static void what_the_build_left_out_ends_the_process(void **state) {
    (void)state;
    static const char *const names[] = {"none.css", "style.js", "style", "", "styl.css", "embed.js"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            setrlimit(RLIMIT_CORE, &(struct rlimit){0});
            signal(SIGABRT, SIG_DFL);
            close(STDERR_FILENO);
            asset_address(names[i]);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
            fail_msg("\"%s\" has an address", names[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_found_by_its_path_and_has_a_digest_of_its_own),
        cmocka_unit_test(everything_that_pages_link_to_is_there),
        cmocka_unit_test(an_address_is_that_of_a_file_with_its_codings),
        cmocka_unit_test(what_the_build_left_out_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
