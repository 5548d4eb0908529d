"""The command line: picks a command, and turns every refusal into one line and an exit code."""

import errno
from collections.abc import Callable, Sequence

from . import backup, checks, commands, install, run, signals
from .errors import LauncherError, Stopped
from .output import complain, say
from .places import Places

Verb = Callable[[Places, list[str]], int]

VERBS: dict[str, tuple[Verb, str]] = {
    "setup": (install.set_up_only, "make the virtual environment, the front end and static files"),
    "run": (run.serve, "set up, then serve web, worker and beat in the foreground"),
    "test": (checks.test, "set up, then run the tests; words go to pytest"),
    "check": (checks.check, "format, lint, types, import contracts, migrations, translations"),
    "bench": (checks.bench, "run the benchmarks"),
    "prove": (checks.prove, "run the rounds of isolation and faults"),
    "with": (commands.with_services, "run a command with services up: with -- COMMAND …"),
    "services": (commands.serve_services, "only PostgreSQL and Valkey, in the foreground"),
    "backup": (backup.backup, "dump the database"),
    "restore": (backup.restore, "put a dump in its place: restore FILE"),
}
# A signal is how these are meant to end.
ENDLESS = ("run", "services")


def usage() -> str:
    """One line per command."""
    lines = [f"  {name:<9} {text}" for name, (_, text) in VERBS.items()]
    return "\n".join(["usage: python3 -m config.launcher COMMAND [WORDS]", *lines])


def main(words: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    name, rest = (words[0], list(words[1:])) if words else ("", [])
    if name not in VERBS:
        say(usage())
        return 0 if name in ("-h", "--help", "help") else 2
    signals.watch()
    try:
        return VERBS[name][0](Places.of_environment(), rest[1:] if rest[:1] == ["--"] else rest)
    except Stopped as stopped:
        return 0 if name in ENDLESS else 128 + stopped.number
    except LauncherError as refusal:
        complain(str(refusal))
        return refusal.code
    except OSError as error:
        complain(_explain(error))
        return 1


def _explain(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full ({error.filename or 'no file named'}); make room and start again."
    return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
