#!/bin/sh
# SPDX-License-Identifier: MIT
# Serves articles/ from build/facts.db, where FACTD_LISTEN says or factd does by itself, and shows what to try.
set -eu
at=${FACTD_LISTEN-127.0.0.1:8080}
at=${at%%,*}
case $at in
unix:* | *:0) at=HOST:PORT ;; # the server tells
'*':*) at=127.0.0.1:${at##*:} ;;
esac
cat <<TRY
Try, from another terminal:
    curl -s 'http://$at/v1'
    curl -s 'http://$at/v1/figures?unit=gpu'
    curl -s 'http://$at/v1/agreements?type=mou&status=signed'
Ctrl-C stops it. Where the port is taken, FACTD_LISTEN=127.0.0.1:8090 make run takes another.
TRY
exec build/factd serve --database build/facts.db --load articles
