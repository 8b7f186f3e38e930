# The verbs of this project. `make run` and `make test` need python3, python3-venv and make, no more.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
ADDRESS ?= 127.0.0.1:8000
JOBS ?= auto

.PHONY: run test lint format imports types check openapi client bench lock messages clean

# A site with the toolkit in it, on SQLite, under ./var. The second time it is up in seconds.
# The worker runs beside the server and ends with it.
run: $(VENV)/.run
	@$(MANAGE) setup
	@$(MANAGE) worker --verbosity 0 & worker=$$!; trap 'kill $$worker' EXIT; \
		$(MANAGE) runserver $(ADDRESS)

# All tests that can run with what is there; what cannot says why, and fails when CI=true.
test: $(VENV)/.dev
	$(BIN)/python -X dev -m pytest -n $(JOBS) $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

imports: $(VENV)/.dev
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint imports types
	$(BIN)/python manage.py makemigrations --check --dry-run

# The description of the API as the tests keep it; a difference is a decision.
openapi: $(VENV)/.dev
	$(BIN)/python -m tools.openapi

# Clients in TypeScript and Python, generated from it into a temporary folder and compiled.
client: $(VENV)/.dev
	$(BIN)/python -m tools.client

# Timings, as ratios against stock Wagtail in the same run.
bench: $(VENV)/.dev
	$(BIN)/python -m bench

# Resolved for every Python from 3.11.0 on, with hashes, without the address of an index.
lock: $(VENV)/.dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --all-extras pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --all-extras --group dev pyproject.toml \
		-o requirements/dev.txt

# Collects and compiles the message catalogues (Babel: no gettext needed).
messages: $(VENV)/.dev
	$(BIN)/python -m tools.messages

clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(VENV)/.run
