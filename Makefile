# The words a newcomer needs: demo, test, check, bench. Everything is installed into .venv; nothing else is touched.
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
# A worker for each core, each with a site and a database of its own; whoever is done first takes tests from the other.
TESTERS ?= -n auto --dist worksteal
# What the random exploration of test-deep begins with; SEED=N repeats it.
SEED   ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
DEPTH  ?= 20
PIP    := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

# PySpark stands apart from the rest: the site is tried without it. Java's quick compiler is the better one for a small county.
SPARK  := $(CURDIR)/$(VENV)/spark
JAVA   := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/)java

.PHONY: demo test test-spark test-deep check bench mutants wheel courier lock sbom licences advisories format docs messages site dev clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo    the demo county on http://127.0.0.1:$(PORT) (PORT=, RESET=1)"
	@echo "make test    every test, browser and PostgreSQL included"
	@echo "make test-spark  a matching on Spark against one on DuckDB; needs Java 17, fetches PySpark (460 MB)"
	@echo "make test-deep  random exploration by a printed seed (SEED=, DEPTH=), and broken code that tests must notice"
	@echo "make check   format, lint, types, layers, generated documents"
	@echo "make mutants broken code that no test notices (MODULES='ctf/reader.py zone/core/*', EACH=12)"
	@echo "make wheel   the wheel and the source archive in dist/, the same bytes each time"
	@echo "make courier dist/handover-courier.pyz: the courier as one file, for any computer with Python 3.11 or later"
	@echo "make sbom    the bill of materials in dist/ (CycloneDX); make licences writes the list in docs/operator"
	@echo "make advisories FILE=…  known vulnerabilities in what is locked, from a file in the form of OSV"
	@echo "make bench   the benchmark tables, and the zone server killed for longer"

demo: site
	$(BIN)/handover demo --port $(PORT) $(if $(RESET),--reset)

# Some containers forbid Python to keep what it has compiled; then each worker, and each command that a test starts, would compile
# all of Handover and of its tests anew.
test test-deep: export PYTHONDONTWRITEBYTECODE :=

test: dev
	@$(BIN)/python tools/packages.py
	$(BIN)/python -m pytest $(TESTERS) $(SLOWEST) --divided --database postgresql -q tests/portal
	$(BIN)/python -m pytest $(TESTERS) $(SLOWEST) --divided

test-spark: dev
	@if $(JAVA) -version >/dev/null 2>&1; then $(MAKE) --no-print-directory .test-spark; \
	else echo "Spark not tried: no Java (17 or later) on this machine"; fi

.PHONY: .test-spark
.test-spark: $(VENV)/.spark
	PYTHONPATH=$(SPARK) JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" \
		$(BIN)/python -m pytest -n0 -q tests/matching/test_on_spark.py

test-deep: dev
	@$(BIN)/python tools/packages.py --scanner
	@echo "make test-deep SEED=$(SEED) DEPTH=$(DEPTH) repeats this exploration"
	TESTS_DEPTH=$(DEPTH) $(BIN)/python -m pytest $(TESTERS) -m hypothesis --hypothesis-seed=$(SEED)
	TESTS_PUPILS=100000 TESTS_SEED=$(SEED) $(BIN)/python -m pytest -n0 -q tests/bridge/test_laws.py
	TESTS_CLAMD=clamd $(BIN)/python -m pytest -n0 -q tests/portal/scanning
	HUB_FAULTS_MOVES=24 $(BIN)/python -m pytest -n0 -q tests/portal/hub/faults
	$(MAKE) mutants

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	HANDOVER_MODE=demo $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py --check
	$(BIN)/handover docs --check
	$(BIN)/handover sif generate --check
	$(BIN)/python -m tools.licences --check

mutants: dev
	$(BIN)/python -m tools.mutants $(MODULES) $(if $(EACH),--each $(EACH))

bench: dev
	@$(BIN)/python tools/packages.py
	$(BIN)/python -m benchmarks
	ZONE_FAULTS_EVENTS=3000 $(BIN)/pytest -q -s tests/zone/faults

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: dev
	$(BIN)/handover docs
	$(BIN)/handover sif generate

messages: dev
	$(BIN)/python tools/messages.py

wheel: site
	$(BIN)/python -m hatchling build -d dist

courier: site
	$(BIN)/python -m tools.courier

lock: dev
	$(BIN)/python tools/lock.py

sbom: dev
	$(BIN)/python -m tools.sbom

licences: dev
	$(BIN)/python -m tools.licences

advisories: dev
	@test -n "$(FILE)" || { echo "make advisories FILE=all.zip: which file holds the advisories? docs/operator/supply-chain.md" >&2; exit 2; }
	$(BIN)/python -m tools.advisories $(FILE)

site: $(VENV)/.site $(VENV)/.assets $(VENV)/.messages
dev: $(VENV)/.dev $(VENV)/.assets $(VENV)/.messages

clean:
	rm -rf $(VENV) var node_modules src/handover/portal/web/assets

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Handover needs Python 3.11 or later; none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The editable install itself is not hashed: it is this checkout.
$(VENV)/.site: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/site.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.site
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# PySpark comes as source alone; what builds it is in the list above.
$(VENV)/.spark: requirements/spark.txt $(VENV)/.dev
	rm -rf $(SPARK)
	$(PIP) --require-hashes --no-build-isolation --target $(SPARK) -r requirements/spark.txt
	@touch $@

$(VENV)/.assets: package-lock.json tools/assets.py | $(VENV)/.site
	$(BIN)/python tools/assets.py
	@touch $@

$(VENV)/.messages: $(wildcard src/handover/portal/locale/*/LC_MESSAGES/*.po) tools/messages.py | $(VENV)/.site
	$(BIN)/python tools/messages.py --compile
	@touch $@
