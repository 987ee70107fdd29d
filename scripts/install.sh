#!/bin/sh
# SPDX-License-Identifier: MIT
# Puts the program, what it prints for others, its units and its documents where a system looks for them.
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

# They name what is installed by one place where it may be.
there() {
    sed "s|/usr/local/|$prefix/|g" "$1"
}

for unit in deploy/systemd/*.service deploy/systemd/*.socket deploy/systemd/*.timer; do
    put "lib/systemd/system/${unit##*/}" there "$unit"
done
install -D -m 755 deploy/systemd/factd-backup "$to/libexec/factd-backup"
put lib/sysusers.d/factd.conf cat deploy/systemd/factd.sysusers
put lib/tmpfiles.d/factd.conf cat deploy/systemd/factd.tmpfiles
put share/factd/factd.env.example there deploy/systemd/factd.env.example
for document in articles/*.json; do
    put "share/factd/articles/${document##*/}" cat "$document"
done
