# The words a newcomer needs: demo, test, check, bench. Everything is installed into .venv; nothing else is touched.
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
# A worker for each core, each with a site and a database of its own; a file's tests stay together.
TESTERS ?= -n auto --dist loadfile
PIP    := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

.PHONY: demo test check bench lock format docs messages site dev clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo    the demo county on http://127.0.0.1:$(PORT) (PORT=, RESET=1)"
	@echo "make test    every test, browser and PostgreSQL included"
	@echo "make check   format, lint, types, layers, generated documents"
	@echo "make bench   the benchmark tables, and the zone server killed for longer"

demo: site
	$(BIN)/handover demo --port $(PORT) $(if $(RESET),--reset)

test: dev
	@$(BIN)/python tools/packages.py
	$(BIN)/python -m pytest $(TESTERS) --database postgresql -m "not browser" -q tests/portal
	$(BIN)/python -m pytest $(TESTERS)

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	HANDOVER_MODE=demo $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py --check
	$(BIN)/handover docs --check
	$(BIN)/handover sif generate --check

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

lock: dev
	$(BIN)/python tools/lock.py

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

$(VENV)/.assets: package-lock.json tools/assets.py | $(VENV)/.site
	$(BIN)/python tools/assets.py
	@touch $@

$(VENV)/.messages: $(wildcard src/handover/portal/locale/*/LC_MESSAGES/*.po) tools/messages.py | $(VENV)/.site
	$(BIN)/python tools/messages.py --compile
	@touch $@
