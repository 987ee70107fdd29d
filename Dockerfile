# SPDX-License-Identifier: MIT
# factd in a container: the first stage builds with the same Makefile as everywhere, the second holds the program, the
# libraries that it loads, and the documents that ship. /data is the only place that is written to.
#
#   docker build -t factd .
#   docker run --read-only --cap-drop=all -p 8080:8080 -v facts:/data factd

FROM debian:bookworm-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends make
WORKDIR /src
COPY Makefile ./
COPY scripts scripts
RUN scripts/deps.sh build
COPY openapi.yaml ./
COPY schema/context.jsonld schema/
COPY migrations migrations
COPY server server
RUN make build/factd && strip build/factd

FROM debian:bookworm-slim
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libmicrohttpd12 libjansson4 libsqlite3-0 libnettle8 \
        libutf8proc2 zlib1g libbrotli1 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 65532 -g 65532 /data
COPY --from=build /src/build/factd /usr/local/bin/factd
COPY articles /usr/local/share/factd/articles
ENV FACTD_DATABASE=/data/facts.db \
    FACTD_LISTEN=0.0.0.0:8080 \
    FACTD_LOAD=/usr/local/share/factd/articles
USER 65532:65532
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["factd", "healthcheck"]
ENTRYPOINT ["factd"]
CMD ["serve"]
