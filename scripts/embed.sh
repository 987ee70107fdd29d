#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints an assembler file that puts the named files into the program and lists them for base/asset.h.
#   embed.sh PREFIX FILE…      PREFIX is cut off the path under which a file is found
set -eu
prefix=$1
shift
echo '    .section .rodata'
n=0
for file; do
    path=${file#"$prefix"}
    digest=$({ printf '%s\n' "$path" && cat "$file"; } | sha256sum)
    printf 'bytes_%d: .incbin "%s"\nend_%d: .byte 0\npath_%d: .asciz "%s"\n' $n "$file" $n $n "$path"
    printf 'digest_%d: .asciz "%s"\n' $n "${digest%% *}"
    n=$((n + 1))
done
echo '    .section .data.rel.ro, "aw"'
echo '    .balign 8'
echo '    .globl assets'
echo '    .type assets, %object'
echo 'assets:'
i=0
while [ $i -lt $n ]; do
    printf '    .quad path_%d, bytes_%d, end_%d - bytes_%d, digest_%d\n' $i $i $i $i $i
    i=$((i + 1))
done
echo '    .quad 0, 0, 0, 0'
echo '    .size assets, . - assets'
echo '    .section .note.GNU-stack, "", %progbits'
