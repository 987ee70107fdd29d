#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the image twice and tests it, with buildah and podman and without an engine that runs. All that they keep is in
# a folder of its own in /var/tmp, and gone at the end; the base is kept in build/container for a week.
# What cannot be done on a machine is said on standard error and fails, unless CONTAINER=try.
#   SUITE=bookworm        Debian of the base
#   KEEP=1                leaves the store, to look at; BOX_STORE=… says where
set -eu
cd "$(dirname "$0")/../.."

suite=${SUITE:-bookworm}
home=$PWD/build/container
store=/var/tmp/factd-box.$$ # podman takes no path over 50 characters for what it keeps while it runs
mkdir -p "$home"

# Never behind a pipe: what it sets would be lost there.
cannot() { # WHAT WHY
    {
        echo "=========================================================================="
        echo "container-test: NOT DONE HERE: $1"
        echo "because:"
        echo "${2:-no reason was given}" | tail -n 5 | sed 's/^/    /'
        echo "=========================================================================="
    } >&2
    undone=1
}

finish() {
    [ "${undone:-}" ] || exit 0
    [ "${CONTAINER:-}" = try ] || exit 1
    echo 'container-test: passes without what is said above, since CONTAINER=try' >&2
    exit 0
}

# Mounts first: rm must never walk into one.
empty_store() { # FOLDER
    [ -d "$1" ] || return 0
    export CONTAINERS_CONF="$1/containers.conf" CONTAINERS_STORAGE_CONF="$1/storage.conf"
    if [ -f "$CONTAINERS_STORAGE_CONF" ]; then
        podman rm -af -t 0 >/dev/null 2>&1 || true
        buildah rm -a >/dev/null 2>&1 || true
        podman image umount -af >/dev/null 2>&1 || true
    fi
    sed -n 's/^[^ ]* \([^ ]*\) .*/\1/p' /proc/self/mounts | grep -F "$1/" | sort -r | while read -r mount; do
        umount "$mount" || umount -l "$mount"
    done
    rm -rf --one-file-system "$1"
}

# The Dockerfile can be judged anywhere.
node --test --test-reporter=spec tests/container/dockerfile.test.js

missing=$(for tool in buildah podman runc mmdebstrap nsenter curl readelf; do
    command -v $tool >/dev/null || echo "$tool is not installed"
done)
[ -z "$missing" ] || {
    cannot 'building and running the image' "$missing"
    finish
}
[ "$(id -u)" = 0 ] || {
    cannot 'building and running the image' 'this is not root, who alone may chroot, mount and enter namespaces'
    finish
}

# What a run that was killed has left.
for old in /var/tmp/factd-box.*; do
    [ ! -O "$old" ] || [ -d "/proc/${old##*.}" ] || empty_store "$old"
done

# podman leaves what all containers of a machine share: empty groups, and an empty mount.
had_netns=$(grep -c ' /run/netns ' /proc/self/mounts || true)
# shellcheck disable=SC2317
leave() {
    empty_store "$store"
    for group in /sys/fs/cgroup/*/libpod_parent /sys/fs/cgroup/libpod_parent; do
        [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true
    done
    [ "$had_netns" != 0 ] || [ -n "$(ls /run/netns 2>/dev/null)" ] || umount /run/netns 2>/dev/null || true
}
if [ "${KEEP:-}" ]; then echo "container-test: keeps $store"; else trap leave EXIT; fi
trap 'exit 130' INT TERM
mkdir -m 755 "$store"
said=$store/said
export CONTAINERS_CONF="$store/containers.conf" CONTAINERS_STORAGE_CONF="$store/storage.conf"

# Nothing shared with the user's own podman, not even its locks. What cleans up behind a container is a podman that knows
# these by its flags, from which it makes static_dir thus.
configure() { # DRIVER
    cat >"$CONTAINERS_CONF" <<CONF
[containers]
log_driver = "k8s-file"
default_sysctls = []
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
lock_type = "file"
static_dir = "$store/$1/libpod"
tmp_dir = "$store/run/tmp"
volume_path = "$store/volumes"
conmon_env_vars = ["PATH=$PATH", "CONTAINERS_CONF=$CONTAINERS_CONF", "CONTAINERS_STORAGE_CONF=$CONTAINERS_STORAGE_CONF"]
CONF
    printf '[storage]\ndriver = "%s"\ngraphroot = "%s"\nrunroot = "%s"\n' "$1" "$store/$1" "$store/run/$1" >"$CONTAINERS_STORAGE_CONF"
}

works() { # DRIVER: whether it can mount
    configure "$1"
    it=$(buildah from scratch 2>>"$said") && buildah mount "$it" >/dev/null 2>>"$said"
    code=$?
    buildah rm -a >/dev/null 2>&1 || true
    return $code
}

works overlay || works vfs || {
    cannot 'building and running the image: neither overlay nor vfs keeps a container here' "$(cat "$said")"
    finish
}

# The base: Debian's own image where it can be had, else the same made here.
base=debian:$suite-slim
if ! timeout 300 buildah pull -q "$base" >/dev/null 2>"$said"; then
    base=localhost/base:$suite
    tar=$home/base-$suite.tar
    [ -z "$(find "$tar" -mtime +7 2>/dev/null)" ] || rm "$tar"
    if [ ! -f "$tar" ]; then
        echo "container-test: debian:$suite-slim cannot be pulled ($(tail -n 1 "$said" | grep -o '[^:]*$' | sed 's/^ *//')); making a base"
        if ! TMPDIR=$store mmdebstrap --quiet --format=tar --variant=minbase --mode=root "$suite" "$tar.new" 2>"$said"; then
            rm -f "$tar.new"
            cannot 'building and running the image: there is no base for it' "$(cat "$said")"
            finish
        fi
        mv "$tar.new" "$tar"
    fi
    podman import -q "$tar" "$base" >/dev/null 2>"$said" || {
        cannot 'building and running the image: its base cannot be unpacked (in a chroot, / must be a mount)' "$(cat "$said")"
        finish
    }
fi

if ! { it=$(buildah from --pull-never "$base") && buildah run --isolation chroot "$it" -- /bin/true; } 2>"$said"; then
    cannot 'building and running the image: buildah runs nothing here' "$(cat "$said")"
    finish
fi
buildah rm -a >/dev/null

# Whom and what npm trusts and asks on this machine, it does in the build: mounts, of which nothing stays in an image.
npm=
authority=$(npm config get cafile)
if [ -f "$authority" ]; then
    printf 'cafile=/run/authority\nregistry=%s\n' "$(npm config get registry)" >"$store/npmrc"
    npm="--volume $store/npmrc:/root/.npmrc:ro --volume $authority:/run/authority:ro"
fi

# Twice, the second time from a copy with other times and modes; what is equal then comes from the sources alone.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1700000000}"
build() { # TAG CONTEXT
    start=$(date +%s)
    # shellcheck disable=SC2086
    buildah build $npm --isolation chroot --format docker --pull-never --no-cache --timestamp "$SOURCE_DATE_EPOCH" \
        --build-arg SOURCE_DATE_EPOCH --build-arg BASE="$base" -t "localhost/factd:$1" "$2" >"$store/build-$1.log" 2>&1 || {
        tail -n 30 "$store/build-$1.log" >&2
        echo "container-test: the image does not build" >&2
        exit 1
    }
    echo "container-test: built from $base in $(($(date +%s) - start)) s"
}
build a .
mkdir "$store/again"
tar -c --exclude=./build --exclude=./.git --exclude=node_modules . | (umask 077 && tar -x -m --no-same-permissions -C "$store/again")
build b "$store/again"

export BOX_STORE="$store" BOX_IMAGE=localhost/factd:a BOX_IMAGE_AGAIN=localhost/factd:b
node --test --test-reporter=spec tests/container/image.test.js

# Fewer open files and processes than the engine's default, which a limited machine may not raise to.
BOX_LIMITS=$(for limit in nofile:n:8192 nproc:u:1024; do
    at=${limit#*:}
    hard=$(bash -c "ulimit -H${at%%:*}")
    most=${limit##*:}
    [ "$hard" = unlimited ] || [ "$hard" -gt "$most" ] || most=$hard
    printf -- '--ulimit %s=%s:%s ' "${limit%%:*}" "$most" "$most"
done)
export BOX_LIMITS
runs() { # IMAGE COMMAND ARGUMENT…
    image=$1 command=$2
    shift 2
    # shellcheck disable=SC2086
    podman run --rm --network none --read-only --cap-drop=all --security-opt no-new-privileges $BOX_LIMITS \
        --entrypoint "$command" "$image" "$@" >>"$said" 2>&1
}
: >"$said"
if ! runs localhost/factd:a /usr/local/bin/factd --version; then
    if runs "$base" /bin/true; then
        cat "$said" >&2
        echo 'container-test: other images run here, factd does not' >&2
        exit 1
    fi
    cannot 'running the image (it was built, and its contents were tested)' "$(cat "$said")"
    finish
fi
node --test --test-reporter=spec tests/container/running.test.js
finish
