#!/bin/sh
# SPDX-License-Identifier: MIT
# Who may include whom, from the #include lines: docs/ARCHITECTURE.md says why. Prints what breaks it.
set -eu

allowed() { # FOLDER → what its files may include
    case $1 in
    base) echo 'base' ;;
    text) echo 'base text' ;;
    store) echo 'base text store' ;;
    document) echo 'base text document store' ;;
    query) echo 'base text query store' ;;
    format) echo 'base text format query' ;;
    http) echo 'base text http' ;;
    resources) echo 'base text store query format http resources' ;;
    views) echo 'base text store query format http resources views' ;;
    *) echo "unknown-folder-$1" ;;
    esac
}

# HEADER → the files that may include it, patterns with spaces between
library() {
    case $1 in
    microhttpd.h) echo 'server/http/*' ;;
    sqlite3.h) echo 'server/store/sqlite.c server/store/sqlite_copy.c server/store/sqlite_upkeep.c' ;;
    jansson.h) echo 'server/document/* server/query/list.c' ;;
    utf8proc.h) echo 'server/text/*' ;;
    zlib.h | brotli/*) echo 'server/http/coding.c' ;;
    gnutls/*) echo 'server/http/tls.c server/http/tls_set.[ch]' ;;
    nettle/*) echo 'server/text/digest.h' ;;
    *) echo 'server/*' ;;
    esac
}

may_include() ( # HEADER FILE
    set -f
    for pattern in $(library "$1"); do
        # shellcheck disable=SC2254
        case $2 in
        $pattern) exit 0 ;;
        esac
    done
    exit 1
)

faults=0
fault() {
    echo "$1"
    faults=$((faults + 1))
}

files=0
for file in server/*/*.[ch]; do
    files=$((files + 1))
    folder=${file#server/}
    folder=${folder%%/*}
    may=" $(allowed "$folder") "
    for header in $(sed -n 's/^# *include "\([^"]*\)".*/\1/p' "$file"); do
        case $header in
        */* | build.h) ;;
        *) fault "$file includes \"$header\": write it with its folder" && continue ;;
        esac
        [ "$header" != build.h ] || continue
        case $may in
        *" ${header%%/*} "*) ;;
        *) fault "$file includes $header: $folder may include$may" ;;
        esac
        case $folder:$header in
        document:store/store.h | query:store/store.h | format:query/resource.h | format:query/query.h) ;;
        document:store/* | query:store/* | format:query/*) fault "$file includes $header: only the contract is for $folder" ;;
        esac
    done
    for header in $(sed -n 's/^# *include <\([^>]*\)>.*/\1/p' "$file"); do
        may_include "$header" "$file" || fault "$file includes <$header>: only $(library "$header") may"
    done
done

[ "$files" -gt 0 ] || fault 'no source files found'
if [ "$faults" -gt 0 ]; then
    echo "layers: $faults faults"
    exit 1
fi
echo "layers: $files files hold to them"
