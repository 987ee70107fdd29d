#!/bin/sh
# SPDX-License-Identifier: MIT
# Lays out, in the Dockerfile's build stage, what the image holds: the program, the libraries that it loads with the
# loader, their packages' licenses and records in dpkg's own words, the user, the documents that ship, and their SBOM.
#   image.sh PROGRAM FOLDER
set -eu

program=$1
root=$2
version=$("$program" --version | sed 's/^factd \([^ ]*\).*/\1/')
user=65532

[ ! -e "$root" ] || {
    echo "image.sh: $root is there already" >&2
    exit 1
}
mkdir -p "$root"

# A file at the place where it stands here, and what it is a link to, so that dpkg's digests hold for it there, too.
place() {
    at=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
    real=$(readlink -f "$1")
    install -D -m "$(stat -c %a "$real")" "$real" "$root$real"
    [ "$at" = "$real" ] && return
    mkdir -p "$(dirname "$root$at")"
    ln -sfr "$root$real" "$root$at"
}

# dpkg knows a file by the path under which its package ships it: with /usr, or without where that is a link to it.
owner_of() {
    for path in "$1" "${1#/usr}"; do
        dpkg-query -S "$path" 2>/dev/null | sed -n '1s/: .*//p' | grep . && return
    done
    echo "image.sh: no package has $1" >&2
    return 1
}

name_of() {
    echo "${1%%:*}" # without the architecture
}

install -D -m 755 "$program" "$root/usr/local/bin/factd"

# The links that make /lib and /usr/lib one folder, as Debian has them.
for link in /lib /lib64; do
    [ ! -L "$link" ] || ln -s "$(readlink "$link")" "$root$link"
done

owners=$(owner_of /usr/lib/os-release)
place /usr/lib/os-release
libraries=$(ldd "$program" | sed -n 's/^\t\(.* => \)\{0,1\}\(\/[^ ]*\) (.*/\2/p')
[ -n "$libraries" ]
for library in $libraries; do
    place "$library"
    owners="$owners $(owner_of "$(readlink -f "$library")")"
done
mkdir -p "$root/etc"
ln -s ../usr/lib/os-release "$root/etc/os-release"

# What scanners of images read, one file a package; and the licenses, with the common ones that they refer to.
records=$root/var/lib/dpkg/status.d
mkdir -p "$records" "$root/usr/share/common-licenses"
for owner in $(echo "$owners" | tr ' ' '\n' | sort -u); do
    name=$(name_of "$owner")
    dpkg-query -s "$owner" | sed '/^Conffiles:/,/^[^ ]/{/^Conffiles:/d;/^ /d;}' >"$records/$name"
    # Only of the files that are here: dpkg lists all that the package has.
    for sums in "/var/lib/dpkg/info/$owner.md5sums" "/var/lib/dpkg/info/$name.md5sums"; do
        [ -f "$sums" ] || continue
        while read -r sum path; do
            [ ! -f "$root/$path" ] || [ -L "$root/$path" ] || echo "$sum  $path"
        done <"$sums" >"$records/$name.md5sums"
        break
    done
    license=/usr/share/doc/$name/copyright
    install -D -m 644 "$(readlink -f "$license")" "$root$license"
    grep -oE '/usr/share/common-licenses/[A-Za-z0-9.+-]*[A-Za-z0-9+]' "$license" | sort -u | while read -r common; do
        [ ! -f "$common" ] || install -m 644 "$(readlink -f "$common")" "$root$common"
    done
done

install -D -m 644 LICENSE "$root/usr/share/doc/factd/copyright"
install -m 644 build/web/assets/licenses-*.txt "$root/usr/share/doc/factd/web-licenses.txt"
mkdir -p "$root/usr/local/share/factd"
cp -R articles "$root/usr/local/share/factd/articles"

printf 'root:x:0:0:root:/:/nonexistent\nfactd:x:%s:%s:factd:/data:/nonexistent\n' $user $user >"$root/etc/passwd"
printf 'root:x:0:\nfactd:x:%s:\n' $user >"$root/etc/group"
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"

scripts/sbom.py "$root" "$version" build/web/packages.json >"$root.json"
install -D -m 644 "$root.json" "$root/usr/share/sbom/factd.spdx.json"
rm "$root.json"
chmod -R u=rwX,go=rX "$root"
