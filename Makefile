# Everything happens in .venv: made with uv where it is present, with python3 -m venv otherwise.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PYTEST_ARGS ?=
CLAIMS := researcher ethicist professor newcomer

.PHONY: help demo test test-browser lint format cover bench readme golden wheel constraints clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST) | expand -t 4

demo: $(VENV)/.installed ## run the main job on invented claims, offline
	@for claim in $(CLAIMS); do \
	  echo; echo "$$ persona-check check --claim fixtures/claims/$$claim.toml --replay fixtures/answers/$$claim"; \
	  $(BIN)/persona-check check --claim fixtures/claims/$$claim.toml --replay fixtures/answers/$$claim || exit 1; \
	done
	@echo; echo "$$ persona-check check … --eml fixtures/letters/researcher.eml (the same researcher, with a signed mail)"
	@$(BIN)/persona-check check --claim fixtures/claims/researcher.toml --replay fixtures/answers/researcher \
	  --eml fixtures/letters/researcher.eml --dns-replay fixtures/letters/keys.json
	@echo; echo "$$ persona-check check … --eml fixtures/letters/newcomer.eml (the newcomer, known and in control)"
	@$(BIN)/persona-check check --claim fixtures/claims/newcomer_known.toml --replay fixtures/answers/newcomer_known \
	  --eml fixtures/letters/newcomer.eml --dns-replay fixtures/letters/keys.json

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-browser: $(VENV)/.dev ## run the tests that open reports in headless Chromium
	$(BIN)/python -m pytest -m browser $(PYTEST_ARGS)

cover: $(VENV)/.dev ## run the tests and measure branch coverage
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(PYTEST_ARGS)

lint: $(VENV)/.dev ## lint, formatting, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	sh .ci/no-private-places

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure start-up and offline checks, as ratios to a bare python
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python -m benchmarks.collect

readme: $(VENV)/.dev ## write the outputs in README.md anew
	PERSONA_CHECK_WRITE_README=1 $(BIN)/python -m pytest tests/test_readme.py tests/test_api.py

golden: $(VENV)/.dev ## write the golden reports and README.md's outputs anew, to be read in review
	PERSONA_CHECK_WRITE_GOLDEN=1 PERSONA_CHECK_WRITE_README=1 \
	  $(BIN)/python -m pytest -q tests/test_golden.py tests/test_startup.py tests/test_ten_first_screens.py tests/test_readme.py tests/test_api.py

wheel: $(VENV)/.dev ## build the wheel into dist/
ifneq ($(UV),)
	$(UV) build --quiet --wheel --out-dir dist
else
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
endif

# One version for all supported Pythons; name==version lines only. Needs uv.
constraints: ## resolve constraints.txt anew
	@mkdir -p build && sed 's/^requires-python = .*/requires-python = ">=3.11,<3.15"/' pyproject.toml > build/pyproject.toml
	$(UV) pip compile build/pyproject.toml --quiet --universal --fork-strategy fewest \
	  --python-version 3.11 --all-extras --group build/pyproject.toml:dev \
	  --no-annotate --no-header --no-emit-index-url --output-file build/constraints.txt
	sed 's/ *;.*//' build/constraints.txt | grep '==' | sort -u > constraints.txt

clean: ## remove all that was made
	rm -rf $(VENV) build dist .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make …)" >&2; exit 1; }
ifneq ($(UV),)
	@$(UV) venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(VENV)
else
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "python3 -m venv failed; on Debian: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
endif

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing persona-check into $(VENV) …" >&2
ifneq ($(UV),)
	@$(UV) pip install --quiet --python $(BIN)/python -c constraints.txt -e .
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
endif
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "installing the tools for tests into $(VENV) …" >&2
ifneq ($(UV),)
	@$(UV) pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[all]' --group dev
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]' --group dev
endif
	@touch $@
