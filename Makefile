# Two commands: `make demo` and `make test`. Both make .venv first; nothing is installed outside this folder.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint fuzz clean

demo: .venv/installed
	$(BIN)/niengiam demo --home demo-home

test: .venv/installed lint
	$(BIN)/pytest

# An hour or so of damaged files and texts; the tests run a few of them every time.
fuzz: .venv/installed
	NIENGIAM_FUZZ=20000 $(BIN)/pytest tests/ingest/test_hostile.py -k "damaged"

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "niengiam needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo-home
