#!/bin/sh
# SPDX-License-Identifier: MIT
# Puts the program, and what it prints for others, where a system looks for them.
#   install.sh PROGRAM PREFIX      with DESTDIR in the environment all of it goes below that folder
set -eu
program=$1
prefix=$2
to=${DESTDIR:-}$prefix

case $prefix in
/*) ;;
*)
    echo "install.sh: PREFIX must begin with a slash: $prefix" >&2
    exit 2
    ;;
esac

made=$(mktemp)
trap 'rm -f "$made"' EXIT

# PATH COMMAND…: what the command prints; nothing where it fails.
put() {
    path=$1
    shift
    "$@" >"$made"
    install -D -m 644 "$made" "$to/$path"
}

install -D -m 755 "$program" "$to/bin/factd"
put share/man/man1/factd.1 "$program" manual
put share/bash-completion/completions/factd "$program" completion bash
put share/zsh/site-functions/_factd "$program" completion zsh

# The units name the program by one place where it may be.
for unit in deploy/systemd/factd.service deploy/systemd/factd.socket; do
    [ -f "$unit" ] || continue
    put "lib/systemd/system/${unit##*/}" sed "s|/usr\\(/local\\)*/bin/factd|$prefix/bin/factd|g" "$unit"
done
