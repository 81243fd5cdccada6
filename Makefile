PYTHON ?= python3
PYTHONS ?= python3.12 python3.13
BIN = .venv/bin

.PHONY: demo test test-pythons test-vscode check docs pages bench clean

demo: .venv/demo.stamp  ## set up and lint the fixtures
	$(BIN)/presend check fixtures/ || test $$? -eq 1  # the bad ones are bad

test: .venv/test.stamp  ## set up and run every check that CI runs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

test-pythons:  ## the tests in each of the other Pythons, for a release
	for python in $(PYTHONS); do \
	  $$python -m venv build/$$python || exit 1; \
	  build/$$python/bin/python -m pip install --quiet --upgrade "pip>=25.1" || exit 1; \
	  build/$$python/bin/python -m pip install --quiet --editable . --group dev || exit 1; \
	  build/$$python/bin/python -m pytest -n auto || exit 1; \
	done

test-vscode:  ## the extension in VS Code itself: slow, and 1.1 GB the first time
	$(PYTHON) editors/vscode/real/install.py
	editors/vscode/.real/venv/bin/python -m pytest -v editors/vscode/real

docs: .venv/demo.stamp  ## build docs/rules/ from the docstrings, docs/configuration.md from the schema
	$(BIN)/python tools/build_docs.py docs/rules
	$(BIN)/presend config --schema --isolated | $(BIN)/python tools/build_configuration.py > docs/configuration.md

pages: .venv/demo.stamp  ## bring up to date what is committed: the picture, and files that pages show
	$(BIN)/python tools/build_picture.py docs/check.svg
	$(BIN)/python tools/show_files.py *.md docs/*.md

bench: .venv/demo.stamp  ## time presend beside its peers
	$(BIN)/python bench/install_peers.py
	$(BIN)/python bench/run.py

.venv/demo.stamp: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/test.stamp: .venv/demo.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
