# make demo    build score and score the bundled sample suite
# make test    all tests, as CI runs them (needs Go and nothing else)
# make lint    formatting, vet, staticcheck, tidy modules
# make bench   benchmarks; those that pair with CPython say so and skip where there is none
# make pgo     profile the benchmarks anew for the compiler: cmd/score/default.pgo
# make fuzz    every fuzz target for FUZZTIME each (default 20s)
# make cpython compare with CPython: trees, scopes, errors (ASSAY_CPYTHON, ASSAY_PYODIDE; skips what is not installed)
# make agreement compare complexity, raw lines, Halstead and MI with radon, mccabe, lizard and ruff over code bases, and write
#              the table in docs/metrics.md (ASSAY_METRICS_PYTHON, ASSAY_RUFF, ASSAY_CODE: see there)
# make humaneval run the reference solutions of HumanEval on both engines: HUMANEVAL=path/to/HumanEval.jsonl
# make validity the study of docs/validity.md: how often the score orders pairs rightly (ASSAY_HUMANEVAL, ASSAY_CODE: see there)
# make reports write a batch in every format, read each with a reader that is not ours, open the page in Chromium (npm, apt)
# make probes  count what the safety rules find of the labelled probes, beside ruff's (ASSAY_RUFF), in docs/safety.md
# make cross   build for every system that score is released for

GO       ?= go
BIN      := bin/score
FUZZTIME ?= 20s
LDFLAGS  := -s -w
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

export CGO_ENABLED ?= 0

# The profile in cmd/score/default.pgo is for the program that people run (see make pgo). What only has to work is compiled
# without it: once, not twice.
export GOFLAGS := $(GOFLAGS) -pgo=off

.PHONY: all build demo test lint bench pgo fuzz cpython agreement validity probes humaneval reports cross clean

all: build

build:
	$(GO) build -pgo=auto -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/score

demo: build
	$(BIN) batch suites/sample/tasks.jsonl --solutions suites/sample/solutions.jsonl --fuel 50_000_000

# The race detector needs cgo and a C compiler; where there is none, the tests run without it rather than not at all.
RACE := $(shell command -v $${CC:-cc} >/dev/null 2>&1 && $(GO) env GOARCH | grep -Eq 'amd64|arm64' && echo -race)

# Under the race detector everything takes ten times as long, so what is long runs in full without it.
LONG := ./cmd/score ./interp/native ./interp/gpython

test:
	$(GO) vet ./...
	CGO_ENABLED=$(if $(RACE),1,0) $(GO) test $(RACE) -short -shuffle=on -timeout 14m ./...
	$(GO) test -shuffle=on -timeout 14m $(LONG)

lint:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "gofmt -w wants:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) mod tidy -diff
	$(GO) mod verify
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

PROFILE := $(CURDIR)/cmd/score/default.pgo

bench:
	$(GO) test -pgo=$(PROFILE) -run '^$$' -bench . -benchmem ./...
	$(GO) test -pgo=$(PROFILE) -run '^TestParseSpeed$$' -count=1 -v ./interp/cpython -args -bench
	$(GO) test -pgo=$(PROFILE) -run '^TestStaticSpeed$$' -count=1 -v ./metrics -args -bench
	$(GO) test -pgo=$(PROFILE) -run '^(TestBenchTable|TestFuelClock)$$' -count=1 -timeout 30m -v ./interp/native -args -bench
	$(GO) test -pgo=$(PROFILE) -run '^TestBenchTable$$' -count=1 -timeout 30m -v ./cmd/score -args -bench

# What the benchmarks spend their time on, for the compiler: https://go.dev/doc/pgo.
pgo:
	@mkdir -p bin/pgo
	$(GO) test -run '^TestBenchTable$$' -count=1 -timeout 30m -cpuprofile bin/pgo/native.prof -o bin/pgo/native.test ./interp/native -args -bench
	$(GO) test -run '^$$' -bench 'Trivial/in' -benchtime 5x -cpuprofile bin/pgo/score.prof -o bin/pgo/score.test ./cmd/score
	$(GO) test -run '^TestStaticSpeed$$' -count=1 -cpuprofile bin/pgo/metrics.prof -o bin/pgo/metrics.test ./metrics -args -bench
	$(GO) tool pprof -proto bin/pgo/native.prof bin/pgo/score.prof bin/pgo/metrics.prof > bin/pgo/default.pgo
	mv bin/pgo/default.pgo $(PROFILE)

# One target a run is all that go test -fuzz takes, so they are listed first.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "== $$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

cpython:
	$(GO) test -count=1 -timeout 60m -v ./interp/cpython -args -compare

agreement:
	$(GO) test -count=1 -timeout 120m -v ./analyze/facts/agreement -args -compare -write $(CURDIR)/docs/metrics.md

humaneval:
	@if [ -z "$(HUMANEVAL)" ]; then echo "humaneval: skipped, HUMANEVAL names no file"; else \
	  HUMANEVAL="$(abspath $(HUMANEVAL))" $(GO) test -count=1 -v -run '^TestHumanEval$$' ./interp/native ./interp/gpython; fi

validity:
	$(GO) test -count=1 -timeout 60m -run '^TestValidity$$' -v ./fuzz -args -validity -write $(CURDIR)/docs/validity.md

reports: build
	tools/reports/run.sh

probes:
	$(GO) test -count=1 -run '^TestProbes$$' -v ./analyze/safety -args -write $(CURDIR)/docs/safety.md

cross:
	@for platform in $(PLATFORMS); do \
	  echo "== $$platform"; GOOS=$${platform%/*} GOARCH=$${platform#*/} $(GO) build -trimpath -o /dev/null ./cmd/score || exit 1; \
	done

clean:
	rm -rf bin
