# Two commands do everything on a machine with Python 3.11 or later, make and pip:
#   make brief    sets up and writes the brief of the shipped report to out/
#   make test     sets up, with what the checks need, and runs them all
# `make help` lists the rest. Choose another interpreter with PYTHON=python3.13, another environment with VENV=folder.

VENV ?= .venv
PYTHON ?=
REPORT ?= src/dualtrack/data/reports/brussels-2020.txt
OUT ?= out
WORKERS ?= 2

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SELF := $(PIP) install --no-deps --no-build-isolation --no-index --editable .
FOUND := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
BARE := import pip, sys, venv; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help brief test check lint types imports pytest docs lock wheel benchmark setup clean

help: ## list the targets
	@awk -F ': .*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

brief: $(VENV)/.ready-run ## set up and write the brief of the shipped report to out/
	$(BIN)/dualtrack brief $(REPORT) --out $(OUT)

test: check pytest ## set up, with what the checks need, and pass every check and test

setup: $(VENV)/.ready-test ## set up with what the checks need, and nothing more

check: lint types imports ## the checks without the tests

lint: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-test
	$(BIN)/mypy --strict

imports: $(VENV)/.ready-test
	$(BIN)/lint-imports

# After the checks, so that the closing line of the tests is the last thing printed, also under make -j.
pytest: check
	$(BIN)/pytest -n $(WORKERS)

docs: $(VENV)/.ready-test ## build the pages to docs/_build/html, offline, warnings as errors
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

wheel: $(VENV)/.ready-test ## build the wheel to dist/
	rm -rf dist
	@$(PIP) wheel --no-deps --no-build-isolation --no-index --wheel-dir dist .
	@ls dist

benchmark: $(VENV)/.ready-run ## print start-up times side by side
	$(BIN)/python benchmarks/start_up.py

lock: ## write the requirements files from pyproject.toml (needs uv); UPGRADE=1 takes newer versions
	tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## remove caches and built files; keeps out/ and the environment
	rm -rf dist build docs/_build .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. The stamp files keep a second run from installing again.
$(VENV)/.ready-run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV): half a minute to a minute"
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(SELF)
	@touch $@

$(VENV)/.ready-test: requirements-test.txt pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV) with what the checks need: half a minute to a minute"
	@$(PIP) install --require-hashes --requirement requirements-test.txt
	@$(SELF)
	@touch $(VENV)/.ready-run $@

# The first interpreter that is new enough makes the environment; one without ensurepip lends it its own pip.
$(BIN)/python:
	@for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c '$(FOUND)' 2>/dev/null; then exec "$$name" -m venv "$(VENV)"; fi; \
	  if "$$name" -c '$(BARE)' 2>/dev/null; then \
	    "$$name" -m venv --without-pip "$(VENV)" && exec "$$name" -m pip --quiet --python "$@" install pip; \
	  fi; \
	  if [ -n "$(PYTHON)" ]; then break; fi; \
	done; \
	echo "Python 3.11 or later with the venv module was not found; install it, or say where it is: make ... PYTHON=/path/to/python3" >&2; \
	exit 1
