# Two targets do all on a fresh machine with Go and Node: run and test.
GO ?= go
export CGO_ENABLED ?= 0

islands := internal/web/islands

.PHONY: run build test check race bench assets data

run: build ## read the demonstration corpus and open the pages on 127.0.0.1
	./bin/rapporteur demo

build: assets ## one static binary, bin/rapporteur
	$(GO) build -trimpath -o bin/rapporteur ./cmd/rapporteur

test: check race ## everything: formatting, analysers, all tests with the race detector, a real browser

check: assets ## formatting and static analysis
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "run gofmt -w on these files"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	cd $(islands) && npx --no-install tsc

# SQLite and its library are C in the words of Go, and packing is arithmetic on the
# bytes of one caller. The race detector would make them some ten times as slow and
# find nothing there; what calls them it watches.
unwatched := modernc.org/libc/... modernc.org/memory modernc.org/sqlite/lib compress/flate

race: assets e2e/node_modules
	CGO_ENABLED=1 $(GO) test -race $(unwatched:%=-gcflags=%=-race=false) -timeout 20m ./...

e2e/node_modules: e2e/package-lock.json ## the accessibility checker that the browser tests run
	cd e2e && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

bench: build ## documents, sentences and tokens a second and the share of each stage, peak memory, the time of the pages of a busy pair at the first visit, how soon and how heavy pages are in Chromium, how well reports are put together and how that grows
	$(GO) test -run '^$$' -bench . -benchmem ./internal/... ./tools/synth
	$(GO) run ./tools/bench ./bin/rapporteur testdata/corpus
	./bin/rapporteur eval testdata/key --links testdata/corpus
	$(GO) run ./tools/synth 10000 100000
	$(GO) run ./tools/pace ./bin/rapporteur testdata/corpus

assets: $(islands)/dist/licences.txt ## the islands of the pages, bundled; a program built without them has complete pages all the same

$(islands)/dist/licences.txt: $(islands)/node_modules $(wildcard $(islands)/*.ts tools/assets/*.go)
	$(GO) run ./tools/assets

$(islands)/node_modules: $(islands)/package.json $(islands)/package-lock.json
	cd $(islands) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

data: ## regenerate the reference data in data/ from the packages pinned in tools/gazetteer
	cd tools/gazetteer && npm ci --ignore-scripts
	$(GO) run ./tools/gazetteer
