#!/bin/sh
# SPDX-License-Identifier: MIT
# Looks for faults without changing anything. Its arguments are the compiler's.
set -eu
clang-format --dry-run -Werror server/*.[ch] server/*/*.[ch] tests/*/*.c
cppcheck --quiet --std=c11 --inline-suppr --enable=warning,performance,portability --error-exitcode=1 -Iserver server
clang-tidy --quiet --warnings-as-errors='*' \
    --checks='-*,bugprone-*,clang-analyzer-*,cert-err33-c,cert-str34-c,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-cert-err33-c,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling' \
    server/*.c server/*/*.c -- -std=c17 "$@" 2>/dev/null
echo 'lint: nothing found'
