#!/bin/sh
# SPDX-License-Identifier: MIT
# Looks for faults without changing anything. Its arguments are the compiler's.
set -eu
clang-format --dry-run -Werror server/*.[ch] server/*/*.[ch] tests/*/*.[ch]
# cppcheck 2.10 cannot read a conditional with a compound literal in it.
cppcheck --quiet --std=c11 --inline-suppr --enable=warning,performance,portability --error-exitcode=1 \
    --suppress=internalAstError -Iserver server
# The va_list check of clang-tidy 14 is wrong about va_copy, and its check of sizeof about arrays of pointers; memcpy_s
# and the like are in no C library here.
checks='-*,bugprone-*,clang-analyzer-*,cert-str34-c'
for check in bugprone-easily-swappable-parameters bugprone-reserved-identifier clang-analyzer-valist.Uninitialized \
    bugprone-sizeof-expression \
    clang-analyzer-optin.performance.Padding clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling; do
    checks="$checks,-$check"
done
clang-tidy --quiet --warnings-as-errors='*' --checks="$checks" server/*.c server/*/*.c -- -std=c17 "$@" 2>/dev/null
echo 'lint: nothing found'
