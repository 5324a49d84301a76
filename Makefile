# The two commands of the README are `make run` and `make test`; both install what is missing.
.PHONY: run test build setup format lint bench bench-store bench-country graph-peers campaign-intake campaign-store clean record

sources = Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift

run: build
	.build/release/svyaz demo

build: setup
	swift build -c release --product svyaz

# Maps have deadlines in wall time, so nothing else runs beside their tests.
test: setup lint
	swift build --build-tests --enable-code-coverage
	swift test --skip-build --enable-code-coverage --filter SvyazMapTests
	swift test --skip-build --enable-code-coverage --skip SvyazMapTests
	Scripts/coverage.sh

setup:
	@Scripts/setup.sh

format:
	swift format --in-place --recursive --parallel $(sources)

lint:
	swift format lint --strict --recursive --parallel $(sources)

# Goldens are written anew and the tests fail: read the difference, then commit it.
record: setup
	RECORD=1 swift test

# The matching against a named peer, in one run: make bench SEED=7
bench:
	@Scripts/setup.sh python3-venv
	SEED=$(or $(SEED),1) Benchmarks/run.sh

# The store against SQLite's own tools, in one run: make bench-store SEED=1
bench-store:
	@Scripts/setup.sh sqlite3 gcc libc6-dev python3
	SEED=$(or $(SEED),1) Benchmarks/run-store.sh

# The matching of a whole country from the folder to the verified plan: make bench-country SCHOOLS=40000 SEED=1
bench-country:
	@Scripts/setup.sh python3
	SCHOOLS=$(or $(SCHOOLS),40000) SEED=$(or $(SEED),1) Benchmarks/run-country.sh

# Graph files read by networkx and igraph, with counts taken from the CSV rows; the first run needs PyPI.
graph-peers:
	@Scripts/setup.sh python3-venv
	Scripts/graph-peers.sh

# Random and damaged tables into the readers, in child processes: make campaign-intake SEED=7 INPUTS=100000
campaign-intake: setup
	swift build -c release --product intake-campaign
	.build/release/intake-campaign --inputs $(or $(INPUTS),1000000) --seed $(or $(SEED),1) --seconds-limit 1

# A process that changes a store is killed again and again, and every write of an import fails once:
# make campaign-store KILLS=500
campaign-store: setup
	swift build --build-tests
	KILLS=$(or $(KILLS),500) swift test --skip-build --filter 'KillCampaignTests|FailingWriteTests'

clean:
	rm -rf .build Benchmarks/.build Benchmarks/.venv exports
