# Every target sets up what it needs: Python 3.11 or newer and make are enough.
# A region is a folder under plugins/; nothing here names one.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
READY := .venv/ready
PACKAGES := core api $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
INSTALL := $(BIN)/python -m pip --disable-pip-version-check -qq install -c constraints.txt

.PHONY: test lint serve schema mutants clean stateful crash sbom audit-http fuzz

test: lint
	@$(BIN)/pytest -n auto --dist loadfile

# Histories of casework by the thousand; a check of every change tries a hundred.
stateful: $(READY)
	@JEUGDREGIO_STATEFUL=$${JEUGDREGIO_STATEFUL:-5000} $(BIN)/pytest -n 2 tests/casework/test_stateful.py

# A server is killed at work, twenty times on each database; a check of every change does three.
crash: $(READY)
	@JEUGDREGIO_CRASHES=$${JEUGDREGIO_CRASHES:-20} $(BIN)/pytest -n 2 -rP tests/casework_processes/test_crash.py

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy $(PACKAGES:=/src)
	@$(BIN)/mypy --explicit-package-bases tests
	@$(BIN)/lint-imports --no-logo

serve: $(READY)
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

clean:
	@rm -rf .venv .*_cache .hypothesis build

$(READY): constraints.txt pyproject.toml $(PACKAGES:=/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed. Name one: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(INSTALL) pip
	@$(INSTALL) --group dev
	@$(INSTALL) --no-build-isolation $(addprefix -e ,$(PACKAGES))
	@touch $@
