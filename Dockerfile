# SPDX-License-Identifier: MIT
# factd in a container: the first stage builds with the same Makefile as everywhere; the image holds what
# scripts/image.sh lays out, the program and what it loads, and nothing else. /data alone is written to.
#
#   docker build -t factd .
#   docker run --read-only --cap-drop=all -p 8080:8080 -v facts:/data factd

ARG BASE=debian:bookworm-slim
FROM ${BASE} AS build
# What is needed is listed in one place, scripts/deps.sh, and its versions are those of the base's Debian.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY scripts/deps.sh scripts/
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN scripts/deps.sh build
COPY Makefile LICENSE openapi.yaml ./
COPY scripts scripts
COPY schema/context.jsonld schema/
COPY migrations migrations
COPY server server
COPY web web
COPY articles articles
# The time that the SBOM says; with the builder's own setting for the files' times, equal sources give an equal image.
ARG SOURCE_DATE_EPOCH
RUN make build/factd \
    && strip build/factd \
    && scripts/image.sh build/factd /image \
    && mkdir /empty

FROM scratch
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="factd" \
    org.opencontainers.image.description="Serves the facts of news articles over HTTP" \
    org.opencontainers.image.licenses="MIT" \
    org.opencontainers.image.version="${VERSION}"
COPY --from=build /image/ /
COPY --from=build --chown=65532:65532 /empty/ /data/
# SQLite's temporary files (`factd check`, large sorts) go where there is room and leave to write.
ENV FACTD_DATABASE=/data/facts.db \
    FACTD_LISTEN=0.0.0.0:8080 \
    FACTD_LOAD=/usr/local/share/factd/articles \
    SQLITE_TMPDIR=/data
USER 65532:65532
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["factd", "healthcheck"]
ENTRYPOINT ["factd"]
CMD ["serve"]
