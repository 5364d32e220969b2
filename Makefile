# make audit            set up and audit the bundled portals
# make audit URL=…      set up and audit a real portal
# make test             set up, lint, type-check and test
# make bundle           everything an installation without internet needs, in build/bundle
PYTHON ?= python3
BIN := .venv/bin
URL ?=
ARGS ?=
# Compiled modules are kept: the tests start the command a hundred times, and compiling takes it two seconds of five.
export PYTHONDONTWRITEBYTECODE =
# One more than processors: a third of the tests' time they wait for servers, browsers and bounds.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")

.PHONY: audit test lint setup docs bundle clean

audit: setup
ifeq ($(strip $(URL)),)
	$(BIN)/gongkai demo $(ARGS); code=$$?; [ $$code -le 1 ] || exit $$code
else
	$(BIN)/gongkai audit "$(URL)" $(ARGS); code=$$?; [ $$code -le 1 ] || exit $$code
endif

test: setup lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: setup
	$(BIN)/python -m scripts.write_docs

bundle: setup
	$(BIN)/python -m scripts.bundle

setup:
	@$(PYTHON) scripts/set_up.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build *.egg-info
