# Casefolio: the commands a developer needs. `make run` and `make test` set up
# what is missing on Debian first.

GO      ?= go
BIN     := bin/casefolio
SAMPLE  := out/sample
VERSION := $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
# funcalign: the gaps between functions are smaller, which saves a third of a megabyte
LDFLAGS := -s -w -funcalign=16 -X main.version=$(VERSION)
# nodynamic: HEIC is decoded by the code in the program, never by a library of the system
TAGS    := -tags nodynamic
TESTTAGS := -tags ci,nodynamic
# Libraries that only compute are built without the race detector, which takes
# half of the time of the tests off. Not those that synchronise: it must see how.
COMPUTE  := compress/... crypto/... encoding/base64 encoding/binary encoding/csv encoding/hex encoding/json encoding/xml \
	hash/... image/... regexp/... strconv unicode/... github.com/alecthomas/kong github.com/bep/... \
	github.com/clipperhouse/... github.com/fyne-io/oksvg github.com/gen2brain/... github.com/go-text/... \
	github.com/hhrutter/... github.com/jhillyerd/... github.com/jung-kurt/gofpdf github.com/klauspost/... \
	github.com/mattn/go-runewidth github.com/pdfcpu/... github.com/srwiley/... github.com/tetratelabs/... \
	golang.org/x/image/... golang.org/x/text/... rsc.io/qr/...
RACE     := -race $(COMPUTE:%=-gcflags=%=-race=false)
PACKAGES ?= ./...

.PHONY: run build test lint unit fuzz journey bench windows fmt clean setup

run: setup build ## opens the window on the sample workspace
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		[ -d $(SAMPLE) ] || $(BIN) --workspace $(SAMPLE) sample; \
		$(BIN) --workspace $(SAMPLE); \
	else \
		$(MAKE) --no-print-directory journey; \
	fi

build:
	$(GO) build $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) .

test: ## set-up, lint, all tests with the race detector; CASEFOLIO_LONG=1 takes more rounds
	@.ci/setup test
	@$(MAKE) --no-print-directory build lint unit

lint:
	@.ci/lint

# The race detector waits for a second at the end of every program it watches:
# each of 80 packages, and each command of the scripts. What still runs then has
# been watched.
unit: export GORACE = atexit_sleep_ms=20
unit:
	$(GO) test $(RACE) $(TESTTAGS) -timeout 20m $(PACKAGES)

fuzz: ## every reader of foreign input for half a minute each
	@.ci/fuzz 30

journey: ## drives the real window from outside, pictures in out/journey
	@.ci/setup test
	@$(MAKE) --no-print-directory build
	@.ci/journey $(BIN) out/journey

bench: ## figures that the product must hold, as ratios of one run
	@.ci/setup bench || .ci/setup test
	@$(MAKE) --no-print-directory build
	@.ci/bench $(BIN)

windows: ## cross-builds the window program and the console program
	@.ci/setup windows
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
		$(GO) build $(TAGS) -trimpath -ldflags '$(LDFLAGS) -H=windowsgui' -o bin/Casefolio.exe .
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
		$(GO) build $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/casefolio-cli.exe .
	@if command -v wine64 >/dev/null || [ -x /usr/lib/wine/wine64 ]; then .ci/wine-smoke bin/Casefolio.exe bin/casefolio-cli.exe; \
	else echo "wine is not here: the .exe was built, not started"; fi

setup:
	@.ci/setup test

fmt:
	gofmt -w app ui data assets *.go

clean:
	rm -rf bin out
