#!/bin/sh
# SPDX-License-Identifier: MIT
# Serves articles/ from build/facts.db and shows what to try.
set -eu
at=127.0.0.1:8080
cat <<TRY
Try, from another terminal:
    curl -s 'http://$at/v1'
    curl -s 'http://$at/v1/figures?unit=gpu'
    curl -s 'http://$at/v1/agreements?type=mou&status=signed'
Ctrl-C stops it.
TRY
exec build/factd serve --database build/facts.db --listen $at --load articles
