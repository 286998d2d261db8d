# The commands of the house: `make help`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
PY := .venv/bin/python
RUN_ENV := @PYTHON="$(PYTHON)" tools/environment.sh run
DEV_ENV := @PYTHON="$(PYTHON)" tools/environment.sh dev

.PHONY: help run test lint lint-style lint-types lint-imports lint-django lint-docs audit format bench prove catalogue docs screenshots lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## make everything ready, load the demo city once, serve on 127.0.0.1:8000 (PORT=…)
	$(RUN_ENV)
	@exec $(PY) -m gonghui start --port $(PORT)

test: ## the suite: SQLite, PostgreSQL, a real browser; ARGS="-k petitions" for a part
	$(DEV_ENV)
	@$(PY) -m tools.suite $(ARGS)

lint: lint-style lint-types lint-imports lint-django lint-docs ## style, types, imports, migrations, docs, catalogue

lint-style:
	$(DEV_ENV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

lint-types:
	$(DEV_ENV)
	$(PY) -m mypy

lint-imports:
	$(DEV_ENV)
	.venv/bin/lint-imports

lint-django:
	$(DEV_ENV)
	DJANGO_SETTINGS_MODULE=gonghui.settings_test $(PY) -m gonghui check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=gonghui.settings_test $(PY) -m gonghui makemigrations --check --dry-run

lint-docs:
	$(DEV_ENV)
	$(PY) -m tools.licences --check
	$(PY) -m tools.reference --check
	$(PY) -m tools.coverage --check
	$(PY) -m tools.catalogue check

audit: ## hold the locked dependencies against known weaknesses (needs the network)
	$(DEV_ENV)
	@$(PY) -m tools.audit

format: ## format the code
	$(DEV_ENV)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: ## speed as ratios in one run; SAMPLES=DIR and FLOORS=DIR name data outside the repository
	$(DEV_ENV)
	@$(PY) -m gonghui bench $(if $(SAMPLES),--samples $(SAMPLES)) $(if $(FLOORS),--floors $(FLOORS)) $(ARGS)

prove: ## long proofs by hand (load, fuzz, faults); ARGS="intake --write"; without ARGS they are listed
	$(DEV_ENV)
	@$(PY) -m gonghui prove $(ARGS)

guards: ## take each guard of the product away once and see that a test notices; ARGS="--write" keeps the table
	$(DEV_ENV)
	@$(PY) -m tools.guards $(ARGS)

catalogue: ## bring the English catalogue up to date with the code, and compile it
	$(DEV_ENV)
	$(PY) -m tools.catalogue update
	$(PY) -m tools.catalogue compile

docs: ## write the generated pages of docs/reference
	$(DEV_ENV)
	$(PY) -m tools.licences
	$(PY) -m tools.reference
	$(PY) -m tools.coverage

screenshots: ## take the pictures of docs/pictures in a real browser
	$(DEV_ENV)
	$(PY) -m tools.screenshots $(ARGS)

lock: ## write the lock files from pyproject.toml (needs uv)
	tools/lock.sh

clean: ## remove the environment and caches; the data in var/ stay
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
