#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing of the packages that a purpose needs; does nothing where all are there.
#   deps.sh PURPOSE…      build, test, lint, fuzz
set -eu

build='gcc libc6-dev libmicrohttpd-dev libjansson-dev libsqlite3-dev nettle-dev libutf8proc-dev python3 python3-yaml'
test='libcmocka-dev curl jq sqlite3'
lint='clang-format clang-tidy cppcheck libcmocka-dev'
fuzz='clang'

wanted=
node=
fuzzer=
for purpose; do
    case $purpose in
    build) wanted="$wanted $build" ;;
    test) wanted="$wanted $test" node=1 ;;
    lint) wanted="$wanted $lint" ;;
    fuzz) wanted="$wanted $fuzz" fuzzer=1 ;;
    *)
        echo "deps.sh: unknown purpose: $purpose" >&2
        exit 2
        ;;
    esac
done

# Node may have come from elsewhere; 18 is the oldest that the tests run on.
if [ -n "$node" ]; then
    command -v node >/dev/null || wanted="$wanted nodejs"
    command -v npm >/dev/null || wanted="$wanted npm"
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system's package manager is not known here. With Debian's names, what is needed is:" >&2
    echo "   $wanted" >&2
    echo "Where they are installed already, the targets behind this step work: make build/factd, make suite." >&2
    exit 1
fi

install() {
    missing=
    for package; do
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
        *' installed') ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    as=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || {
            echo "Not root, and no sudo. As root: apt-get install$missing" >&2
            exit 1
        }
        as=sudo
    fi
    echo "installing:$missing"
    $as apt-get update -qq
    $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

install $wanted

# clang's sanitizers are a package of their own, named after its version, which differs from one Debian to the next.
if [ -n "$fuzzer" ]; then
    version=$(clang -dumpversion)
    install "libclang-rt-${version%%.*}-dev"
fi

# The tests' own packages, exactly as package-lock.json pins them.
if [ -n "$node" ] && ! cmp -s tests/package-lock.json tests/node_modules/.installed; then
    (cd tests && npm ci --no-audit --no-fund --loglevel=error)
    cp tests/package-lock.json tests/node_modules/.installed
fi
