#!/bin/sh
# SPDX-License-Identifier: MIT
# Loads a generated corpus into a new database, unless this very program has loaded this very corpus already.
#   load.sh PROGRAM CORPUS DATABASE
set -eu
program=$1 corpus=$2 database=$3
loaded=$database.loaded

# Written last, so an interrupted load begins anew.
now=$("$program" version && grep '"sha256"' "$corpus/manifest.json")
if [ -f "$database" ] && [ -f "$loaded" ] && [ "$now" = "$(cat "$loaded")" ]; then
    echo "$database: loaded already"
    exit
fi
rm -f "$loaded" "$database" "$database-wal" "$database-shm"
"$program" load --database "$database" "$corpus/documents" >/dev/null
echo "$now" >"$loaded"
echo "$database: loaded"
