#!/usr/bin/env python3
"""Django's command line; finds the virtual environment by itself."""

import importlib.util
import os
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    """Run a management command, in the virtual environment when this Python has no Django."""
    if importlib.util.find_spec("django") is None:
        if not PYTHON.exists() or Path(sys.prefix) == PYTHON.parents[1]:
            sys.exit("milepost: Django is not installed here; run `make setup`.")
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    run = importlib.import_module("django.core.management").execute_from_command_line
    unanswered = importlib.import_module("django.db").OperationalError
    try:
        run(sys.argv)
    except unanswered as error:
        why = str(error).strip().splitlines()[0]
        sys.stderr.write(f"milepost: PostgreSQL does not answer ({why}). Is `make run` up?\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
