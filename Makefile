# `make` lists the recipes. Everything runs in .venv, made from the lock file with hashes.
PYTHON ?= python3
PORT ?= 8000
HAPI_PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help demo rendering test coverage check lint types arrows generated generate fix bench bench-growth bench-reads hapi lock clean

help: ## list the recipes
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(READY): requirements/lock-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## play every fixture patient through the hook, then keep serving (PORT=8000, DEMO_ONCE=1)
	@$(BIN)/cachexia-cds demo --port $(PORT)

# The clients that draw our cards' Markdown are npm packages; without npm their tests are skipped, and say so.
DRAWN := tests/rendering/node_modules/.package-lock.json
rendering: $(DRAWN) ## install the Markdown renderers that the tests draw cards with (npm)
$(DRAWN): tests/rendering/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/rendering --silent --no-audit --no-fund; fi

test: $(READY) $(DRAWN) ## all tests (REQUIRE_ALL=1: a missing JDK, Maven or browser is a failure)
	$(BIN)/python -m pytest --numprocesses=2

coverage: $(READY) $(DRAWN) ## all tests, and which branches they walk; fails where a package is walked too little
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses=2
	$(BIN)/python -m tests.covered

check: lint types arrows generated coverage ## what CI runs: lint, types, import contracts, generated files, tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

arrows: $(READY)
	$(BIN)/lint-imports

generated: $(READY) ## are the generated documents and golden files up to date?
	$(BIN)/python -m tests.generate --check

generate: $(READY) ## write the generated documents and golden files again
	$(BIN)/python -m tests.generate

fix: $(READY) ## repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## CPU per call beside a bare endpoint under the same server (AGAINST=DIR: beside another checkout, too)
	$(BIN)/python -m bench $(if $(AGAINST),--against $(AGAINST))

bench-growth: $(READY) ## what a call costs as it grows, whatever its bytes say: bench/growth.md
	$(BIN)/python -m bench.growth

bench-reads: $(READY) ## how long own reads take on a real HAPI (a JDK and Maven): bench/reads.md
	$(BIN)/python -m bench.reads

hapi: $(READY) ## start the real HAPI FHIR server and load the fixtures (HAPI_PORT=8080)
	@$(BIN)/python -m tests.hapi.serve --port $(HAPI_PORT)

lock: $(READY) ## resolve the dependencies again (needs uv)
	uv -q pip compile pyproject.toml --extra postgresql --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header -o requirements/lock.txt
	uv -q pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header -o requirements/lock-dev.txt

clean: ## remove what make made
	rm -rf $(VENV) var .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
