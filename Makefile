# make run    environment, requirements, demo data; dashboard on this machine's port 8501 (ADDRESS=…, PORT=…)
# make check  before each commit, in a minute: rules, types, and the tests of what the code computes
# make test   the tests, those in a real browser and on PostgreSQL included; not the few that are slow and rare
# make test-slow  those few, as .ci/run does
# make bench  the budgets measured beside the alternatives; one table
# make scale  a snapshot of millions of homes in memory, and the same answers by other engines; minutes, gigabytes
# make cluster  two replicas behind nginx on PostgreSQL with a standby, on this machine; Ctrl-C stops it
# make load   fifty people for ten minutes, then five hundred who come and go (ARGS="--sessions 20 --minutes 2")
# make lint   formatting, rules, types, imports
# make docs   the file format, from the tables of records
# make messages  what the code says, collected into the catalogues of the other languages

PORT ?= 8501
ADDRESS ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
export PORT ADDRESS
# what one process compiles, each worker, server and command of the tests reads
unexport PYTHONDONTWRITEBYTECODE

# Each worker has its own database server, dashboard and Chromium, started when a test asks for one; one that
# has nothing left takes over from another. Browser tests mostly wait, so one worker more than there are cores;
# two more fought for them (6:45 on two cores, against 5:20), and more than four would fight for memory.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist worksteal

.PHONY: run check test test-slow bench scale cluster load lint format browser docs messages clean
.DELETE_ON_ERROR:

run: $(VENV)/installed
	$(BIN)/streamlit run app.py --server.address $(or $(ADDRESS),127.0.0.1) --server.port $(PORT)

test: $(VENV)/installed-dev browser
	REQUIRE_BROWSER=1 $(PYTEST) -m "not slow" $(ARGS)

# the few that are slow and rare, which .ci/run runs too
test-slow: $(VENV)/installed-dev
	$(PYTEST) -m slow $(ARGS)

# one line a tool: what is wrong with the form of the code, with its types, with what it does
check: lint
	$(PYTEST) -m "not (slow or browser or server or page or postgres or whole)" $(ARGS)

bench: $(VENV)/installed-bench browser
	$(BIN)/python -m benchmarks $(ARGS)

scale: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks.scale make
	$(BIN)/python -m benchmarks.scale

cluster: $(VENV)/installed
	$(BIN)/python -m deploy.cluster $(ARGS)

load: $(VENV)/installed-dev browser
	$(BIN)/python -m benchmarks.load $(ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# what is generated from the code; a test says when it is out of date
docs: $(VENV)/installed
	$(BIN)/python -c "from geo.files import template; from geo.records import tables; print(template.guide(tables.TABLES.values()), end='')" > docs/bestandsformaat.md

# what the code says, collected into the catalogues; a test says which texts are still without translation
messages: $(VENV)/installed
	$(BIN)/python -m geo.messages

clean:
	rm -rf $(VENV) test-results .pytest_cache .mypy_cache .ruff_cache .benchmarks .hypothesis

define install
@echo "Pakketten installeren uit $<"
@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
@touch $@
endef

# The stamps make a second `make run` start at once, and a changed list of requirements install again.
$(VENV)/installed: requirements.txt $(BIN)/python
	$(install)

$(VENV)/installed-dev: requirements-dev.txt requirements-large.txt $(VENV)/installed
	$(install)

$(VENV)/installed-bench: requirements-bench.txt $(VENV)/installed-dev
	$(install)

# The first Python on this machine that is new enough and can make an environment. What stands in the way is
# told in words. An environment whose own Python has gone counts as none: make sees a link to nothing as a
# file that is missing.
$(BIN)/python:
	@old=""; \
	for python in python3 python3.13 python3.12 python3.11; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || { old="$$python"; continue; }; \
	  echo "Omgeving in $(VENV) met $$($$python --version)"; \
	  exec $$python -m venv --clear $(VENV); \
	done; \
	if [ -n "$$old" ]; then \
	  echo "$$old kan geen omgeving maken; installeer python3-venv (Debian: apt-get install python3-venv)." >&2; \
	else \
	  echo "Geen Python 3.11 of nieuwer gevonden; installeer die (Debian: apt-get install python3 python3-venv)." >&2; \
	fi; \
	exit 1

# Chromium for the tests in a browser: the one that is there, or Debian's where we may install it.
# Without it the other tests still run, and those in a browser fail and say why.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null 2>&1 && exit 0; \
	done; \
	[ -n "$$CHROMIUM" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Chromium installeren (Debian-pakket chromium)"; \
	  apt-get update -q -o Dpkg::Use-Pty=0 >/dev/null && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-liberation >/dev/null && \
	  exit 0; \
	fi; \
	echo "Geen Chromium gevonden: de browsertests zullen falen." >&2; \
	echo "Installeer het (Debian: sudo apt-get install chromium) of zet CHROMIUM op het pad van een Chromium of Chrome." >&2
