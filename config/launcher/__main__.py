"""Entry of `python3 -m config.launcher`. Stays readable for old interpreters, to refuse them kindly."""

import importlib
import os
import shutil
import sys

OLDEST = (3, 11)
REFUSAL = "milepost: needs Python 3.11 or newer, this is {}.{}; install it, or: make PYTHON=python3.11\n"


def newer_python() -> "str | None":
    """Path of an interpreter on PATH that is new enough, or None."""
    found = map(shutil.which, ("python3.13", "python3.12", "python3.11"))
    return next((path for path in found if path), None)


def main() -> int:
    """Run the command line here, or in a newer interpreter when this one is too old."""
    if sys.version_info >= OLDEST:
        code: int = importlib.import_module("config.launcher.cli").main(sys.argv[1:])
        return code
    newer = newer_python()
    if newer:
        os.execv(newer, [newer, "-m", "config.launcher", *sys.argv[1:]])  # noqa: S606 - no shell is wanted
    sys.stderr.write(REFUSAL.format(*sys.version_info[:2]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
