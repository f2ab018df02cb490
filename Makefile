# Two commands are enough: `make run` opens the reader, `make test` proves it. Both set themselves up in .venv first.
#
#   make run [ARGS="…"]    the reader, or any command of it: make run ARGS="list --unread"
#   make test              everything that must hold: style, types, contracts, tests, coverage
#   make check             the same without the tests
#   make bench             the numbers (docs/benchmarks.md)
#   make torture fuzz      long campaigns: faults injected everywhere; random inputs
#   make pictures          the screens in docs/pictures, drawn anew
#   make pins              requirements/*.txt, resolved anew from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# Extras stay named: pip takes a newer release for `coverage[toml]` than the one pinned as `coverage`, and then misses its hash.
PINS := pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --no-annotate --quiet
# An interpreter that may not write bytecode (PYTHONDONTWRITEBYTECODE) would compile everything at each start.
SOURCES := $(wildcard tuireader/*.py tuireader/*/*.py tuireader/*/*/*.py)

.PHONY: run test check bench torture fuzz pictures pins
.DEFAULT_GOAL := run

run: $(VENV)/.stamp-run $(VENV)/.stamp-compiled
	@$(BIN)/python -m tuireader $(ARGS)

test: check
	$(BIN)/python -m pytest -n 4 --dist worksteal --cov --cov-report= $(ARGS)
	@$(BIN)/python -m coverage report --skip-covered --show-missing --fail-under=100

check: $(VENV)/.stamp-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

bench: $(VENV)/.stamp-dev $(VENV)/.stamp-compiled
	$(BIN)/python -m tests.benchmarks $(ARGS)

torture: $(VENV)/.stamp-dev
	$(BIN)/python -m pytest -m torture $(ARGS)

fuzz: $(VENV)/.stamp-dev
	$(BIN)/python -m pytest -n 2 -m 'hypothesis and not torture and not bench' --hypothesis-profile=fuzz tests $(ARGS)

pictures: $(VENV)/.stamp-dev
	$(BIN)/python -m tests.pictures $(ARGS)

pins: $(VENV)/.stamp-dev
	@$(PIP) uv
	$(BIN)/uv $(PINS) -o requirements/run.txt
	$(BIN)/uv $(PINS) --group dev -c requirements/run.txt -o requirements/dev.txt

$(VENV)/.stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'tuireader needs Python 3.11 or newer. If there is one under another name: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'Python can not make virtual environments here. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV), once …'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.stamp-run: $(VENV)/.stamp-venv requirements/run.txt
	@$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.stamp-compiled: $(VENV)/.stamp-venv $(SOURCES)
	@$(BIN)/python -m compileall -q tuireader
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-venv requirements/dev.txt pyproject.toml
	@$(PIP) --require-hashes -r requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.stamp-run $@
