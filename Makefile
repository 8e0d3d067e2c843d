# One command each; everything they need goes into .venv and var/, nothing outside the checkout.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help setup run password test test-all bench lint format messages clean

help:
	@echo "make run       set up and serve the portal at http://localhost:$(PORT)/"
	@echo "make test      set up and run the whole suite, on SQLite and on PostgreSQL"
	@echo "make test-all  the same with the long tests"
	@echo "make password  print a new password for the staff login"
	@echo "make bench     measure pages and the import on both databases"
	@echo "make lint | format | messages | clean"

.venv/runtime: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/development: requirements-dev.txt .venv/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

setup: .venv/runtime

run: setup
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) sync_roles
	@$(MANAGE) import_seeds
	@$(MANAGE) staff_login
	@test "$$PORTAL_MODE" = production || $(MANAGE) demo_users
	@echo "The portal is at http://localhost:$(PORT)/ and its admin at http://localhost:$(PORT)/admin/ (Ctrl-C stops it)"
	@$(MANAGE) runserver --noreload $(PORT)

password: setup
	@$(MANAGE) staff_login --renew

test: .venv/development
	NOTHING_SKIPPED=$(NOTHING_SKIPPED) $(BIN)/python -m tests

test-all: .venv/development
	NOTHING_SKIPPED=$(NOTHING_SKIPPED) $(BIN)/python -m tests --all

bench: .venv/development
	$(BIN)/python -m tests.bench

lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs GNU gettext; the compiled catalogues are committed, so that nobody else does.
messages: .venv/development
	$(MANAGE) makemessages --locale zh_Hans --ignore .venv --ignore var --no-obsolete --add-location file
	$(MANAGE) compilemessages --ignore .venv

# Leaves var/ alone: it holds the database and the uploads.
clean:
	rm -rf .venv .pytest_cache .ruff_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
