# Every target sets up what it needs: Python 3.11 or newer and make are enough.
# A region is a folder under plugins/; nothing here names one.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
READY := .venv/ready
PACKAGES := core api $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
INSTALL := $(BIN)/python -m pip --disable-pip-version-check -qq install -c constraints.txt


# Tried once: without npm, or when it fails, the plain page is served instead of GraphiQL.
GRAPHIQL := api/graphiql/.tried
NO_GRAPHIQL := De eenvoudige pagina komt in de plaats van GraphiQL

.PHONY: test lint serve schema graphiql browser mutants stateful crash audit-http fuzz sbom bench clean

test: lint $(GRAPHIQL) browser
	@$(BIN)/pytest -n auto --dist loadfile

# Histories of casework by the thousand, in parts of a hundred; a check of every change tries one.
stateful: $(READY)
	@JEUGDREGIO_STATEFUL=$${JEUGDREGIO_STATEFUL:-5000} $(BIN)/pytest -n 2 --dist worksteal -rP tests/casework/test_stateful.py

# A server is killed at work, twenty times on each database; a check of every change does three.
crash: $(READY)
	@JEUGDREGIO_CRASHES=$${JEUGDREGIO_CRASHES:-20} $(BIN)/pytest -n 2 -rP tests/casework_processes/test_crash.py

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy $(PACKAGES:=/src)
	@$(BIN)/mypy --explicit-package-bases tests $(addprefix benchmarks/,run.py pages rules start)
	@$(BIN)/lint-imports --no-logo

serve: $(READY) $(GRAPHIQL)
	@JEUGDREGIO_DEMO=true $(BIN)/jeugdregio serve --host $(HOST) --port $(PORT)

schema: $(READY)
	@$(BIN)/jeugdregio schema > api/src/jeugdregio_api/schema.graphql

mutants: $(READY)
	@$(INSTALL) --group mutants
	@$(BIN)/python benchmarks/mutants/run.py $(REGIONS)

# What an installation consists of, with exact versions, in the form of CycloneDX.
sbom: $(READY)
	@$(INSTALL) --group sbom
	@$(PYTHON) -m venv build/installation
	@build/installation/bin/python -m pip --disable-pip-version-check -qq install -c constraints.txt $(addprefix ./,$(PACKAGES))
	@$(BIN)/cyclonedx-py environment build/installation/bin/python --pyproject pyproject.toml \
	  --mc-type application --output-reproducible --output-file build/sbom.cdx.json
	@echo build/sbom.cdx.json

# Needs node and npm; nothing else does.
audit-http: $(READY)
	@$(BIN)/python -m benchmarks.audits.http.run

# Schemathesis looks for faults; EXAMPLES=500 has it look longer.
fuzz: $(READY)
	@$(INSTALL) --group fuzz
	@$(BIN)/python -m benchmarks.audits.fuzz

# This project beside others, on this machine; benchmarks/README.md tells what can be chosen.
bench: $(READY)
	@$(INSTALL) --group bench
	@BENCH="$(BENCH)" $(BIN)/python -m benchmarks.run

# A browser for the tests of the pages, for who has none.
browser: $(READY)
	@$(BIN)/python -m tests.support.chromium

# npm asks for what the lock file names, and esbuild makes one page of it.
graphiql:
	@cd api/graphiql && npm ci --loglevel=error && npm run --silent build
	@touch $(GRAPHIQL)

$(GRAPHIQL): $(wildcard api/graphiql/*.js* api/graphiql/src/*)
	@if ! command -v npm >/dev/null; then echo '$(NO_GRAPHIQL): npm is er niet.'; \
	else echo 'GraphiQL wordt gebouwd. Dat gebeurt één keer.'; \
	  $(MAKE) -s graphiql >api/graphiql/build.log 2>&1 || \
	  echo '$(NO_GRAPHIQL): zie api/graphiql/build.log. Nog eens proberen: make graphiql.'; fi
	@touch $@

clean:
	@rm -rf .venv .*_cache .hypothesis .schemathesis build api/graphiql/node_modules api/src/jeugdregio_api/http/graphiql
	@rm -f $(GRAPHIQL) api/graphiql/build.log

$(READY): constraints.txt pyproject.toml $(PACKAGES:=/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed. Name one: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(INSTALL) pip
	@$(INSTALL) --group dev
	@$(INSTALL) --no-build-isolation $(addprefix -e ,$(PACKAGES))
	@touch $@
