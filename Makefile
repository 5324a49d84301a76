# The two commands of the README are `make run` and `make test`; both install what is missing.
.PHONY: run test build setup format lint bench bench-store bench-country bench-desk bench-compose graph-peers office-check clean
.PHONY: gallery bench-betweenness bench-maps calendar-peers map-peers campaign-maps campaign-render
.PHONY: test-api test-browser test-browser-short test-deploy
.PHONY: bench-web bench-templates campaign-web
.PHONY: record campaign-intake campaign-matching campaign-solve campaign-store campaign-compose

deadline_tests = 'SvyazMapTests.*(WorkerTests|RendererPoolTests)|SvyazWebTests.*(HardnessTests|JobBoardTests|ServerTests|ServiceTests|StopTests)'
sources = Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift

run: build
	.build/release/svyaz demo

build: setup
	swift build -c release --product svyaz

# Maps have deadlines in wall time: nothing else runs beside their tests, and the tests of the deadlines run alone.
# The service's tests wait for computations and maps, so they have the machine for themselves too.
test: setup lint
	swift build --build-tests --enable-code-coverage
	Scripts/test-part.sh deadlines --filter $(deadline_tests)
	Scripts/test-part.sh maps --filter SvyazMapTests --skip $(deadline_tests)
	Scripts/test-part.sh web --filter SvyazWebTests --skip $(deadline_tests)
	Scripts/test-part.sh others --skip 'SvyazMapTests|SvyazWebTests'
	Scripts/coverage.sh deadlines maps web others
	LLVM_PROFILE_FILE=/dev/null SVYAZ=.build/debug/svyaz $(MAKE) test-browser-short

# TLS by the service, nginx with Deploy/nginx.conf before it, the unit Deploy/svyaz.service: all on loopback.
test-deploy: setup
	@Scripts/setup.sh nginx systemd openssl curl
	swift build --product svyaz
	Scripts/test-deploy.sh

# Every page of the menu as every role in headless Chromium, at two sizes, through axe, and the days of those who work
# there, with scripts, without them, by keys alone and two at once; pictures are left in .build/browser/shots.
# The first run needs PyPI: make test-browser ROLES="planner school"
test-browser:
	@Scripts/setup.sh python3-venv chromium
	ROLES="$(ROLES)" Scripts/browser/run.sh

# The planner's and a school's day in one window, with the program that the tests have built.
test-browser-short:
	@Scripts/setup.sh python3-venv chromium
	Scripts/browser/run.sh --short

# The sample as every kind of map, for the README: exports/gallery, which is kept in the repository.
gallery: build
	Scripts/gallery.sh

setup:
	@Scripts/setup.sh

format:
	swift format --in-place --recursive --parallel $(sources)

lint:
	swift format lint --strict --recursive --parallel $(sources)

# Goldens are written anew and the tests fail: read the difference, then commit it.
record: setup
	RECORD=1 swift test

# The matching against LEMON and OR-Tools, in one run: make bench SEED=7
bench:
	@Scripts/setup.sh liblemon-dev g++ python3-venv
	SEED=$(or $(SEED),1) INSTANCES="$(INSTANCES)" Benchmarks/run.sh

# The store against SQLite's own tools, in one run: make bench-store SEED=1
bench-store:
	@Scripts/setup.sh sqlite3 gcc libc6-dev python3
	SEED=$(or $(SEED),1) Benchmarks/run-store.sh

# The matching of a whole country from the folder to the verified plan: make bench-country SCHOOLS=40000 SEED=1
bench-country:
	@Scripts/setup.sh python3
	SCHOOLS=$(or $(SCHOOLS),40000) SEED=$(or $(SEED),1) Benchmarks/run-country.sh

# What one more place is worth at every mentor, against one solve; a sample is checked by solving from scratch:
# make bench-desk INSTANCE=L_s7.bin LOAD_PENALTY=0 (an instance of the matching benchmark's generator)
bench-desk: setup
	@test -n "$(INSTANCE)" || { echo 'make bench-desk INSTANCE=FILE.bin' >&2; exit 2; }
	swift build -c release --package-path Benchmarks --product svyaz-bench-desk
	Benchmarks/.build/release/svyaz-bench-desk "$(INSTANCE)" $(or $(LOAD_PENALTY),0) 20

# The composition of the ММО against HiGHS, which has 120 s a city: make bench-compose SEEDS="1 2"
bench-compose:
	@Scripts/setup.sh python3-venv
	SEEDS="$(SEEDS)" FAMILIES="$(FAMILIES)" Benchmarks/run-compose.sh

# Exact betweenness against igraph on three graphs of 5,000 nodes: make bench-betweenness SEED=1
bench-betweenness:
	@Scripts/setup.sh python3-venv
	SEED=$(or $(SEED),1) Benchmarks/run-betweenness.sh

# A warm map worker against drawing in process, and the sample's map from command to file beside `dot` on the same
# graph: make bench-maps ROUNDS=15
bench-maps: build
	@Scripts/setup.sh graphviz python3
	swift build -c release --product map-campaign
	Benchmarks/run-maps.sh

# The service on a country's store beside a bare Hummingbird server that returns the same bytes, asked by wrk with 64
# connections; about ten minutes: make bench-web SCHOOLS=40000 SECONDS_EACH=8
bench-web:
	@Scripts/setup.sh wrk python3
	SCHOOLS=$(or $(SCHOOLS),40000) SEED=$(or $(SEED),1) CONNECTIONS=$(or $(CONNECTIONS),64) \
	  SECONDS_EACH=$(or $(SECONDS_EACH),8) Benchmarks/run-web.sh

# Our renderer of the site's templates against swift-mustache, on real pages of the sample: make bench-templates ROUNDS=41
bench-templates: setup
	@Scripts/setup.sh python3
	ROUNDS=$(or $(ROUNDS),41) Benchmarks/run-templates.sh

# Graph files read by networkx and igraph, with counts taken from the CSV rows, and igraph's measures of the tests'
# fixture asked for again; the first run needs PyPI.
graph-peers:
	@Scripts/setup.sh python3-venv
	Scripts/graph-peers.sh

# Calendars read back by icalendar, entry by entry; the first run needs PyPI.
calendar-peers:
	@Scripts/setup.sh python3-venv
	Scripts/calendar-peers.sh

# Papers and decks opened by python-docx, python-pptx and LibreOffice and validated; pages to look at are left as PNG
# in .build/office-check/pages. The first run needs PyPI.
office-check:
	@Scripts/setup.sh python3-venv libreoffice-writer libreoffice-impress poppler-utils
	Scripts/office-check.sh

# The API asked at random, by its own document, on a running service: make test-api CASES=5000 SEED=1
test-api: setup
	@Scripts/setup.sh python3-venv curl
	swift build --product svyaz
	CASES=$(or $(CASES),5000) SEED=$(or $(SEED),1) Scripts/test-api.sh

# The sample's maps read back by python-pptx, poppler and LibreOffice; slides to look at are left as PNG in
# .build/map-peers/pages. The first run needs PyPI.
map-peers: setup
	@Scripts/setup.sh python3-venv libreoffice-impress poppler-utils
	Scripts/map-peers.sh

# Random and damaged tables into the readers, in child processes: make campaign-intake SEED=7 INPUTS=100000
campaign-intake: setup
	swift build -c release --product intake-campaign
	.build/release/intake-campaign --inputs $(or $(INPUTS),1000000) --seed $(or $(SEED),1) --seconds-limit 1

# Every kind of map of generated cities on every paper, through the checker of scenes: make campaign-maps CITIES=50 SEED=1
campaign-maps: setup
	swift build -c release --product map-campaign
	.build/release/map-campaign scenes --cities $(or $(CITIES),50) --seed $(or $(SEED),1)

# Maps from two workers, one in ten of them hostile; the process that asks may not die, grow or get another's map:
# make campaign-render RENDERS=10000 SEED=1
campaign-render: setup
	swift build -c release --product map-campaign
	.build/release/map-campaign renders --renders $(or $(RENDERS),10000) --seed $(or $(SEED),1)

# The service under slow bodies, bodies of a gigabyte, 10,000 idle connections and killed map workers, then stopped while
# connections come in, and killed itself while programs write: make campaign-web ROUNDS=20 IDLE=10000 MEGABYTES=1024 SEED=1
campaign-web: build
	@Scripts/setup.sh python3 procps
	ROUNDS=$(or $(ROUNDS),20) IDLE=$(or $(IDLE),10000) MEGABYTES=$(or $(MEGABYTES),1024) SEED=$(or $(SEED),1) \
	  Scripts/campaign-web.sh

# A process that changes a store is killed again and again, and every write of an import fails once:
# make campaign-store KILLS=500
campaign-store: setup
	swift build --build-tests
	KILLS=$(or $(KILLS),500) swift test --skip-build --filter 'KillCampaignTests|FailingWriteTests'

# Random matching problems against two oracles: make campaign-matching PROBLEMS=10000 SEED=2
campaign-matching: setup
	swift build --build-tests
	PROBLEMS=$(or $(PROBLEMS),10000) SEED=$(or $(SEED),1) swift test --skip-build --filter MatchingCampaignTests

# Random min-cost flows through `svyaz solve` and OR-Tools; the first run needs PyPI: make campaign-solve SEED=7
campaign-solve: build
	@Scripts/setup.sh python3-venv
	SEED=$(or $(SEED),1) INSTANCES=$(or $(INSTANCES),500) Scripts/campaign-solve.sh

# Random compositions against exhaustive search, and cities of 30–60 schools against HiGHS:
# make campaign-compose INSTANCES=1000 CITIES=50 SEED=2
campaign-compose:
	@Scripts/setup.sh python3-venv gcc libc6-dev
	INSTANCES=$(or $(INSTANCES),200) CITIES=$(or $(CITIES),20) SEED=$(or $(SEED),1) Benchmarks/run-compose.sh campaign

clean:
	rm -rf .build Benchmarks/.build Benchmarks/.venv
	find exports -mindepth 1 -maxdepth 1 ! -name gallery -exec rm -rf {} +
