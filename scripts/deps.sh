#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing of the packages that a purpose needs; does nothing where all are there.
#   deps.sh PURPOSE…      build, test, browser, client, lint, fuzz, bench, container
set -eu

build='gcc libc6-dev libmicrohttpd-dev libgnutls28-dev libjansson-dev libsqlite3-dev nettle-dev libutf8proc-dev zlib1g-dev libbrotli-dev python3 python3-yaml'
test='libcmocka-dev curl jq sqlite3 mandoc openssl procps strace systemd zsh'
lint='clang-format clang-tidy cppcheck libcmocka-dev'
fuzz='clang'
container='buildah podman runc netavark mmdebstrap binutils curl'
bench='wrk libulfius-dev valgrind g++ make python3'

wanted=
node=
packages=
fuzzer=
benches=
browser=
services=
for purpose; do
    case $purpose in
    build) wanted="$wanted $build" node=1 packages="$packages web" ;;
    test) wanted="$wanted $test" node=1 packages="$packages tests clients/typescript" services="$services nginx-light caddy prometheus" ;;
    browser) node=1 browser=1 packages="$packages tests/browser" ;;
    lint) wanted="$wanted $lint" ;;
    fuzz) wanted="$wanted $fuzz" fuzzer=1 ;;
    bench) wanted="$wanted $bench" node=1 benches=1 packages="$packages bench/peers/fastify" services="$services nginx-light" ;;
    container) wanted="$wanted $container" node=1 packages="$packages tests/container" ;;
    client) node=1 packages="$packages clients/typescript" ;;
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

# Any Chromium will do, with a font that has Korean's letters.
if [ -n "$browser" ]; then
    command -v "${CHROMIUM:-chromium}" >/dev/null || wanted="$wanted chromium"
    wanted="$wanted fonts-nanum"
fi

# Fastify's database driver is compiled against node's headers.
[ -z "$benches" ] || [ -f /usr/include/node/node.h ] || wanted="$wanted libnode-dev"

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system's package manager is not known here. With Debian's names, what is needed is:" >&2
    echo "   $wanted$services" >&2
    echo "and what \`npm ci\` installs in:$packages" >&2
    echo "Where they are installed already, the targets behind this step work: make build/factd, make suite." >&2
    exit 1
fi

is_installed() {
    case $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) in
    *' installed') return 0 ;;
    esac
    return 1
}

become_root() {
    as=
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || {
        echo "Not root, and no sudo. As root: apt-get install$1" >&2
        exit 1
    }
    as=sudo
}

install() {
    missing=
    for package; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    become_root "$missing"
    echo "installing:$missing"
    $as apt-get update -qq
    $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# Its package starts it as a service, now and at each boot; tests and measurements only want the program.
install_without_service() {
    policy=/usr/sbin/policy-rc.d
    ! is_installed "$1" || return 0
    become_root " $1"
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | $as tee $policy >/dev/null
        $as chmod +x $policy
        trap '$as rm -f $policy' EXIT
    fi
    install "$1"
    ! command -v systemctl >/dev/null || $as systemctl disable -q "${1%-light}" || true
}

for service in $services; do
    install_without_service "$service"
done
install $wanted

# clang's sanitizers are a package of their own, named after its version, which differs from one Debian to the next.
if [ -n "$fuzzer" ]; then
    version=$(clang -dumpversion)
    install "libclang-rt-${version%%.*}-dev"
fi

# The packages of node's own that tests and measurements use, exactly as package-lock.json pins them.
for folder in $packages; do
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && continue
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
done
