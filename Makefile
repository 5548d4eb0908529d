# Milepost needs Python 3.11 or newer and make; `make setup` brings everything else.
PYTHON ?= python3
# `exec` and no shell in between: the launcher notices when make itself is killed.
LAUNCH = @exec $(PYTHON) -m config.launcher
COMPILE = .venv/bin/uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help setup run test check bench prove backup restore lock
help: ; $(LAUNCH) help
setup: ; $(LAUNCH) setup
run: ; $(LAUNCH) run
test: ; $(LAUNCH) test $(ARGS)
check: ; $(LAUNCH) check
bench: ; $(LAUNCH) bench $(ARGS)
prove: ; $(LAUNCH) prove $(ARGS)
backup: ; $(LAUNCH) backup
restore: ; $(LAUNCH) restore "$(FILE)"

# Locks hold hashes and no address of a registry.
lock:
	$(COMPILE) requirements/tools.in -o requirements/tools.txt
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --extra embedded -o requirements/embedded.txt
	$(COMPILE) pyproject.toml --extra embedded --extra dev -o requirements/dev.txt
