PYTHON ?= python3
BIN := .venv/bin
AT_ONCE := --numprocesses=auto --dist=worksteal
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/messages.po))

.PHONY: help install demo run test check format messages lock torture bench

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/installed: requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

install: .venv/installed $(CATALOGUES)  ## Create .venv, install the pinned dependencies, compile the catalogues

demo: install  ## Start a local Telegram and the bot with sample people; prints the page's address
	$(BIN)/python -m bot demo

run: install  ## Run against Telegram with BOT_TOKEN
	$(BIN)/python -m bot run

test: install  ## Run every test
	$(BIN)/python -m pytest $(AT_ONCE)

check: install  ## Lint, types, floors, tests, coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(AT_ONCE)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

torture: install  ## A thousand reports while the process is killed, and again while Telegram fails
	$(BIN)/python -m tests.torture

bench: install  ## Speed and memory beside a bare bot; writes bench/README.md
	$(BIN)/python -m bench

format: install  ## Let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: install  ## Take new sentences from the views into the catalogues
	@$(BIN)/python locales/update.py

lock:  ## Pin dependencies anew, with hashes (needs uv)
	uv pip compile pyproject.toml --extra postgres --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q --upgrade -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q --upgrade -o requirements-dev.txt
