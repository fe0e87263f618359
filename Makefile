# Two commands for a fresh machine (Python 3.11, pip, make): `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check lint gate evaluation bench docs picture generated lock clean

demo: $(READY)
	@$(BIN)/summitry read src/summitry/data/samples --output out/demo --richest --progress
	@rm -f out/demo/talks.db*
	@$(BIN)/summitry track out/demo --ledger out/demo/talks.db
	@echo
	@$(BIN)/summitry track show JPN-RUS --watch territory --ledger out/demo/talks.db
	@echo
	@$(BIN)/summitry show JPN-RUS --ledger out/demo/talks.db -o out/demo/brief.html
	@echo "As it stood in February 2014: $(BIN)/summitry track show JPN-RUS --as-of 2014-02-19 --ledger out/demo/talks.db"
	@echo "As pages: $(BIN)/summitry serve --ledger out/demo/talks.db"
	@if [ -t 1 ]; then $(BIN)/summitry serve --ledger out/demo/talks.db; fi

test: $(READY)
	@$(BIN)/python -m pytest --doctest-modules

check: lint test gate docs

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

gate: $(READY)
	@$(BIN)/python tests/gate.py

evaluation: $(READY)
	@$(BIN)/python tests/gate.py --boot 1000 --json out/gate.json
	@$(BIN)/python tools/build_evaluation.py out/gate.json

bench: $(READY)
	@$(BIN)/python benchmarks/words_per_second.py
	@$(BIN)/python benchmarks/events.py --profile
	@$(BIN)/python benchmarks/dates.py
	@$(BIN)/python benchmarks/quotes.py
	@$(BIN)/python benchmarks/world.py
	@$(BIN)/python benchmarks/ledger.py
	@$(BIN)/python benchmarks/packages.py

docs: $(READY)
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

picture: $(READY)
	@$(BIN)/python tools/draw_terminal.py

generated: $(READY)
	@$(BIN)/python tools/build_cli_docs.py
	@$(BIN)/python tools/build_codebook.py

lock: $(READY)
	@$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --no-emit-options --no-header --output-file requirements.lock pyproject.toml

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit("Summitry needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Installing the pinned dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) out docs/_build .mypy_cache .ruff_cache .pytest_cache
