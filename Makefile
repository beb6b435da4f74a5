# Everything runs from this folder with .venv's Python, by relative paths: the way here may hold
# spaces, and macOS brings GNU make 3.81.

PORT = 8000
HOST = 127.0.0.1
INSTANCE = instance
SEED = 1
TODAY =
TESTS = tests
ROLES =
PYTHON ?=

ENVIRONMENT = .venv/.installed
RUN = .venv/bin/python -m
SITE = ORANGERIET_INSTANCE="$(INSTANCE)" $(RUN) flask --app wsgi

.PHONY: help install run worker test check fix demo migrate screenshots bench lock
.DEFAULT_GOAL = help

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

install: $(ENVIRONMENT)  ## The environment alone: .venv, pinned and checked (PYTHON=python3.12)

$(ENVIRONMENT): requirements.lock
	@PYTHON="$(PYTHON)" sh .ci/environment

run: $(ENVIRONMENT)  ## Site, worker and database (PORT=8000 INSTANCE=instance HOST=127.0.0.1)
	@$(SITE) start --host "$(HOST)" --port "$(PORT)"

worker: $(ENVIRONMENT)
	@$(SITE) worker

test: $(ENVIRONMENT)  ## All tests, in a real browser too (TESTS="tests/web -k posting")
	@$(RUN) tests.find_browser --install
	@$(RUN) pytest -n 2 --dist loadgroup $(TESTS)

check: $(ENVIRONMENT)  ## Format, lint, types, direction of imports, templates, translations
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	.venv/bin/lint-imports
	$(RUN) djlint --quiet --check templates
	$(RUN) djlint --quiet --lint templates
	$(RUN) marketplace.translations --check

fix: $(ENVIRONMENT)  ## Format, and mend what can be mended without thinking
	$(RUN) ruff format .
	$(RUN) ruff check --fix .
	$(RUN) djlint --quiet --reformat templates

demo: $(ENVIRONMENT)  ## Throw the demo data away and build them anew (SEED=1 TODAY=2026-12-01)
	@$(SITE) demo --seed "$(SEED)" $(if $(TODAY),--today "$(TODAY)")

migrate: $(ENVIRONMENT)  ## Bring the database up to date
	@$(SITE) migrate

screenshots: $(ENVIRONMENT)  ## Every page of the demo as a picture, on sheets in screenshots/
	@$(RUN) tests.find_browser --install
	@$(RUN) tests.contact_sheets $(ROLES)

bench: $(ENVIRONMENT)  ## Measure the matcher and write benchmarks/results.md
	@$(RUN) matching bench --out benchmarks/results.md

# Pin the newest packages that pyproject.toml allows, with their hashes.
lock: $(ENVIRONMENT)
	$(RUN) uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q -o requirements.lock
