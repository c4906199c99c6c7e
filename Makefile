# `make` builds the site; `make help` lists what else there is.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

# The interpreter for the virtual environment: the one asked for (`make PYTHON=… `), or the first that is new enough.
PYTHON ?=
PYTHONS = $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)

PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

# How many processes share the tests; `make test WORKERS=0` runs them in one, for a debugger.
WORKERS ?= auto
# Further words for pytest: `make test ARGS="-k timeline"`.
ARGS ?=

# Hundreds of tests start a Python of their own, which would compile all of pmgen anew each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test lint format bench lock clean help
.DEFAULT_GOAL := site

site: $(INSTALLED)  ## check the post-mortems and write the site
	@$(BIN)/pmgen build

test: $(INSTALLED)  ## run the tests; those that need a browser are skipped, and named, where there is none
	@$(BIN)/python -m pytest -rs -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(INSTALLED)  ## check style, types and who imports whom
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo 'some files are not formatted: run `make format`' >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }

format: $(INSTALLED)  ## put the code into its usual shape
	@$(BIN)/ruff check --quiet --fix-only --select I
	@$(BIN)/ruff format

bench: $(INSTALLED)  ## measure how fast it is
	@$(BIN)/python benchmarks/run.py

# The indexes and wheel folders that one machine is set up with have no say in what everybody installs.
lock: $(INSTALLED)  ## pin the newest packages that fit pyproject.toml
	@echo '# Every package that `make` installs, with the hashes of its published files.' \
	    'Written by `make lock`; not edited by hand.' > $(VENV)/requirements.lock
	@env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
	    $(BIN)/pip-compile --quiet --no-config --upgrade --extra dev --allow-unsafe --generate-hashes --strip-extras \
	    --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --output-file - pyproject.toml >> $(VENV)/requirements.lock
	@mv $(VENV)/requirements.lock requirements.lock

clean:  ## remove what the other targets made, except the site
	@rm -rf $(VENV) dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
	    printf 'make %-8s %s\n' "$$name" "$$what"; done

# Installed again when the lock or the project's own metadata change, and only then.
$(INSTALLED): requirements.lock pyproject.toml
	@if ! $(BIN)/python -m pip --version > /dev/null 2>&1; then \
	    for python in $(PYTHONS); do \
	        "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break; \
	        python=; \
	    done; \
	    if [ -z "$$python" ]; then \
	        echo 'pmgen needs Python 3.11 or newer, and none of these is: $(PYTHONS)' >&2; \
	        echo 'Name one with `make PYTHON=/path/to/python3`.' >&2; \
	        exit 1; \
	    fi; \
	    "$$python" -m venv --clear $(VENV); \
	fi
	@echo 'installing the locked packages into $(VENV)' >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
