# SPDX-License-Identifier: MIT
# factd: `make run` and `make test` do all of the set-up themselves; `make help` lists the rest.

VERSION := 0.1.0
MODE ?= release
FACTS ?= 1000000
PREFIX ?= /usr/local
CC := gcc
LIBS := -lmicrohttpd -ljansson -lsqlite3 -lnettle -lutf8proc -lz -lbrotlienc -lgnutls -lpthread -lm

flags_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
flags_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
flags_tsan := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
flags_fuzz := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
FUZZ_SECONDS ?= 60
CONTAINER ?=
CORPORA ?= build/corpus

objects := build/obj-$(MODE)
program := $(if $(filter release,$(MODE)),build/factd,build/factd-$(MODE))

embedded := $(sort $(wildcard migrations/*.sql)) schema/context.jsonld openapi.yaml build/openapi.json server/manual.mdoc
web := $(sort $(wildcard web/*.css web/*/*.css web/*.js web/*/*.js web/*.mjs web/*.svg)) web/package-lock.json
client := clients/typescript/dist/index.js

# What shapes answers: part of every entity tag, and the same for the same sources wherever they are built.
build_id := $(shell cat $(sort $(wildcard server/*.[ch] server/*/*.[ch] migrations/*.sql openapi.yaml)) $(web) | sha256sum | cut -c1-12)

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Wvla -Wstrict-prototypes -Werror
CPPFLAGS := -Iserver -I$(objects) -D_GNU_SOURCE
CFLAGS := -std=c17 $(WARNINGS) $(flags_$(MODE)) -fPIE
LDFLAGS := $(flags_$(MODE)) -pie -Wl,-z,relro,-z,now

rooms := $(patsubst %.c,$(objects)/%.o,$(wildcard server/*/*.c)) $(objects)/assets.o
parts := $(patsubst %.c,$(objects)/%.o,$(wildcard server/*.c)) $(rooms)
unit_tests := $(patsubst tests/unit/%.c,$(objects)/unit/%,$(wildcard tests/unit/test_*.c))
test_headers := $(wildcard tests/lib/*.h)
fuzzers := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

.DEFAULT_GOAL := all
.PHONY: all deps run test suite unit http golden contract deploy browser frontends lighthouse documents load corpus bench corpora fuzz fuzzing format lint layers schema settings client client-test install asan tsan container-test clean help FORCE
.SECONDARY:

all: deps  ## build build/factd, installing what the build needs
	@$(MAKE) --no-print-directory build/factd

deps:  ## install what building needs, with the system's package manager
	@scripts/deps.sh build

run: all  ## build, load articles/ and serve them on 127.0.0.1:8080, or FACTD_LISTEN
	@scripts/run.sh

test:  ## install what testing needs, then run every test
	@scripts/deps.sh build test browser
	@$(MAKE) --no-print-directory suite

suite: unit corpora layers schema settings documents load golden http contract client-test $(if $(filter release,$(MODE)),deploy browser frontends)

unit: $(unit_tests)  ## the C tests
	@for test in $^; do $$test 2>&1 || exit 1; done

corpora: $(fuzzers:%=$(objects)/corpus/%)  ## the fuzz targets, over the inputs kept in tests/fuzz/corpus
	@for name in $(fuzzers); do $(objects)/corpus/$$name tests/fuzz/corpus/$$name || exit 1; done

fuzz:  ## look for new inputs that break the fuzz targets, FUZZ_SECONDS=60 each; needs clang
	@scripts/deps.sh build fuzz
	@$(MAKE) --no-print-directory MODE=fuzz CC=clang fuzzing

# What it finds on the way stays in build/; only a small corpus is kept with the sources.
fuzzing: $(fuzzers:%=$(objects)/fuzz/%)
	@for name in $(fuzzers); do \
		mkdir -p build/fuzz/$$name && \
		$(objects)/fuzz/$$name -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=build/fuzz/$$name- \
			build/fuzz/$$name tests/fuzz/corpus/$$name || exit 1; \
	done

documents: $(program)  ## every rule of the facts document, by documents that break it
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/documents/*.test.js)

load: $(program)  ## loading and removing: order, shares, conflicts, a killed load
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/load/*.test.js)

golden: $(objects)/golden $(program)  ## SQL and answers as they were reviewed; GOLDEN=write writes them anew
	FACTD=$(program) SQL=$(objects)/golden node --test --test-reporter=spec $(wildcard tests/golden/*.test.js)

http: $(program)  ## the server from outside
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/http/*.test.js)

contract: $(program)  ## openapi.yaml: linted, compared with `factd describe`, held against real answers
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/contract/*.test.js)

client:  ## the typed client in clients/typescript: its types from openapi.yaml, then compiled
	@scripts/deps.sh client
	@cd clients/typescript && npm run --silent generate
	@$(MAKE) --no-print-directory $(client)

client-test: $(program) $(client)  ## clients/typescript as who installs it meets it, against the server
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/client/*.test.js)

# What is deployed is the release; a sanitizer would not let itself be traced.
deploy: $(program)  ## deploy/: each file by its own tools, and nginx and Caddy in front of factd
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/deploy/*.test.js)

# What pages are made of runs under sanitizers in `http`; what a browser makes of them is the same whatever the build.
browser: $(program)  ## the pages in a real browser; CHROMIUM=/usr/bin/chromium, pictures of them in build/screenshots/
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/browser/*.test.js)

frontends: $(program)  ## the element factd-fact, and each example of docs/FRONTENDS.md, in a page of another origin
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/frontends/*.test.js)

lighthouse: all  ## what Lighthouse says of the pages; CORPUS=build/corpus/100000.db for those of a corpus
	@scripts/deps.sh browser
	@node bench/lighthouse.js

schema: $(program)  ## migrations, and schema/schema.sql as what they all give; SCHEMA=write writes it anew
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/migrations/*.test.js)

settings: $(program)  ## settings and all that is made of them; SETTINGS=write writes their table in docs/OPERATIONS.md anew
	FACTD=$(program) node --test --test-reporter=spec $(wildcard tests/settings/*.test.js)

corpus: $(program)  ## FACTS=1000000 generated facts in build/corpus/, loaded, to measure with; kept between runs
	@node bench/corpus/generate.js --facts $(FACTS) --out build/corpus/$(FACTS)
	@bench/corpus/load.sh $(program) build/corpus/$(FACTS) build/corpus/$(FACTS).db

# A part of it, or a quick look, is printed only: BENCH="--only a,b", BENCH=--quick; see bench/run.js.
bench: all  ## measure against what factd is compared with, into docs/; CORPORA=build/corpus, BENCH=--quick to look only
	@scripts/deps.sh build bench
	@$(MAKE) --no-print-directory build/bench/bare build/bench/ulfius $(objects)/statements
	@[ $(CORPORA) != build/corpus ] || $(MAKE) --no-print-directory corpus FACTS=10000
	@node bench/run.js --corpora $(CORPORA) $(or $(BENCH),--json docs/performance.json)
	@[ -n "$(BENCH)" ] || node bench/publish.js docs/performance.json docs/PERFORMANCE.md docs/performance-growth.svg

asan: FORCE  ## the whole suite under AddressSanitizer and UndefinedBehaviorSanitizer
	@scripts/deps.sh build test
	@$(MAKE) --no-print-directory MODE=asan suite

tsan: FORCE  ## the whole suite under ThreadSanitizer
	@scripts/deps.sh build test
	@$(MAKE) --no-print-directory MODE=tsan suite

container-test:  ## the image, built twice, and containers of it; CONTAINER=try passes where none can be made, loudly
	@scripts/deps.sh container
	@CONTAINER=$(CONTAINER) tests/container/run.sh

layers:  ## who includes whom, as docs/ARCHITECTURE.md says
	@scripts/layers.sh

format:  ## lay out the C sources
	clang-format -i server/*.[ch] server/*/*.[ch] tests/*/*.[ch] bench/*.c bench/peers/*.c

lint:  ## clang-format, cppcheck and clang-tidy without changing anything
	@scripts/deps.sh build lint
	@$(MAKE) --no-print-directory $(objects)/build.h
	@scripts/lint.sh $(CPPFLAGS)

# What it needs is built, and nothing else: who installs may be root, or a package's build.
install: $(program)  ## program, manual, completions and units below PREFIX=/usr/local, and that below DESTDIR
	@DESTDIR='$(DESTDIR)' scripts/install.sh $(program) '$(PREFIX)'

clean:  ## remove what was built
	rm -rf build clients/typescript/dist

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/\1\t\2/p' Makefile | expand -t 16

$(program): $(parts)
	@echo '  LD  $@'
	@$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(objects)/unit/%: tests/unit/%.c $(rooms) $(test_headers)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LIBS) -lcmocka

$(objects)/corpus/%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(rooms) $(test_headers)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LIBS)

$(objects)/fuzz/%: tests/fuzz/fuzz_%.c $(rooms) $(test_headers)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $(filter-out %.h,$^) $(LIBS)

$(objects)/golden: tests/golden/golden.c $(rooms)
	@echo '  LD  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(objects)/statements: bench/statements.c $(rooms)
	@echo '  LD  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

build/bench/%: bench/peers/%.c
	@mkdir -p $(@D)
	@echo '  LD  $@'
	@$(CC) -D_GNU_SOURCE $(CFLAGS) $(LDFLAGS) -o $@ $< -lmicrohttpd $(if $(filter ulfius,$*),-lulfius -lorcania -lyder -ljansson -lsqlite3 -lpthread)

# Which of them include build.h, gcc notes in the .d files.
$(objects)/%.o: %.c | $(objects)/build.h
	@mkdir -p $(@D)
	@echo '  CC  $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Rewritten only when it says something else, so that only what includes it is built again.
$(objects)/build.h: FORCE
	@mkdir -p $(@D)
	@printf '#define FACTD_VERSION "%s"\n#define FACTD_BUILD "%s"\n' '$(VERSION)' '$(build_id)' >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# What the names of the files in build/web are is known once they are made: their list stands for them.
$(objects)/assets.o: $(embedded) build/web/manifest scripts/embed.sh
	@mkdir -p $(@D)
	@scripts/embed.sh build/ $(embedded) $$(cat build/web/manifest) >$(objects)/assets.S
	@$(CC) -c -o $@ $(objects)/assets.S

build/web/manifest: $(web) web/node_modules/.package-lock.json
	@node web/build.mjs $(@D)

web/node_modules/.package-lock.json: web/package-lock.json
	@scripts/deps.sh build
	@touch $@

$(client): $(wildcard clients/typescript/src/*.ts) $(addprefix clients/typescript/,tsconfig.json package-lock.json)
	@rm -rf $(@D)
	@echo '  TSC $@'
	@cd clients/typescript && npm run --silent build

build/openapi.json: openapi.yaml
	@mkdir -p $(@D)
	@python3 -c 'import json, sys, yaml; json.dump(yaml.safe_load(open("openapi.yaml")), sys.stdout, ensure_ascii=False)' >$@.new
	@mv $@.new $@

-include $(shell find build -name '*.d' 2>/dev/null)
