# Everything a newcomer runs. Needs python3 (3.11 or later) with venv, make and git; the rest comes from PyPI into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATELINE_DATA ?= ../shared/data
export DATELINE_DATA

.DEFAULT_GOAL := help
.PHONY: help setup compile demo serve test browser lint golden bench peers docs lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.dev ## environment in .venv with locked dependencies (tests and lint included)

# What the program itself needs; enough for the demo.
NATIVE := $(wildcard src/dateline/reading/analysis/native/*.[ch] src/dateline/reading/analysis/native/*.py)
$(VENV)/.run: requirements/run.txt pyproject.toml hatch_build.py $(NATIVE)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the locked dependencies into $(VENV) (about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@echo "compiling reading and merging where there is a C compiler (some minutes, once)"
	@$(BIN)/python scripts/compile_python.py
	@touch $@

compile: $(VENV)/.dev ## compile reading and merging anew where their sources have changed
	@$(BIN)/python scripts/compile_python.py

demo: $(VENV)/.run ## read the example reports into a ledger and show what they say happened
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	@$(BIN)/dateline read examples/reports/airspace-1-baltic-courier.txt --outlet "Baltic Courier" --published 2025-10-24
	@$(BIN)/dateline add out/demo.db examples/reports
	@echo
	@echo "== dateline events out/demo.db --register strike"
	@$(BIN)/dateline events out/demo.db --register strike --format table
	@echo
	@echo "== dateline events out/demo.db --register airspace"
	@$(BIN)/dateline events out/demo.db --register airspace --format table
	@echo
	@echo "== dateline statements out/demo.db --speaker Rutte"
	@$(BIN)/dateline statements out/demo.db --speaker Rutte --format table
	@echo
	@echo "The ledger is out/demo.db. Next: $(BIN)/dateline --help, $(BIN)/dateline why out/demo.db ID"

serve: $(VENV)/.run ## read the example reports and serve the page at http://127.0.0.1:8765/
	@mkdir -p out
	@$(BIN)/dateline add out/demo.db examples/reports
	@$(BIN)/dateline serve out/demo.db --name "Example reports"

browser: $(VENV)/.dev ## test the page in a real browser (installs Debian's chromium where it can)
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get install -y -q chromium; } || echo "no chromium here: the tests say so"
	$(BIN)/python -m pytest -q -m browser -p no:xdist -s tests/browser

test: $(VENV)/.dev ## set up and run the tests
	$(BIN)/python -m pytest -n 2 -q

lint: $(VENV)/.dev ## format, lint, types, import contracts, spelling, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests bench scripts docs examples README.md CONTRIBUTING.md ARCHITECTURE.md
	$(BIN)/python scripts/check_sizes.py

golden: $(VENV)/.dev ## score golden articles and public sets against tests/golden/floors.json
	$(BIN)/python bench/golden.py

bench: compile ## speed and memory beside bare spaCy
	$(BIN)/python bench/speed.py

peers: ## an environment of their own for the programs that bench/speed.py measures beside dateline
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/peers.txt

docs: $(VENV)/.dev ## generate the reference pages and build the site into site/
	$(BIN)/python scripts/make_docs.py
	$(BIN)/zensical build --clean --strict

lock: ## write the lock files anew
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip -q install uv
	for name in run build dev peers; do .venv-lock/bin/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done
	rm -rf .venv-lock

clean: ## remove what the targets made
	if test -x $(BIN)/python; then $(BIN)/python scripts/compile_python.py --clean; fi
	rm -rf $(VENV) .venv-peers out site dist .mypy_cache .ruff_cache .pytest_cache
