"""`make check`, `make test`, `make bench`, `make prove`: each on services of its own."""

import os

from .commands import up
from .install import set_up
from .output import say
from .places import Places
from .services import Services
from .session import Command, Session

ROUNDS = "20"


def test(places: Places, words: list[str]) -> int:
    """Run the tests; returns pytest's exit code."""
    return _pytest(places.below("test"), "test", ["-n", "2", *words])


def prove(places: Places, words: list[str]) -> int:
    """Walk between tenants, then break things for ROUNDS rounds at the leases of production."""
    rounds = {"MILEPOST_PROVE": "production", "ROUNDS": os.environ.get("ROUNDS") or ROUNDS}
    walks = ["-m", "isolation", "-n", "2", *words]
    return _pytest(places.below("prove"), "prove", walks, ["-m", "prove", "-s", *words], **rounds)


def _pytest(places: Places, purpose: str, *runs: list[str], **more: str) -> int:
    """Run pytest once for each list of words; the first exit code that is none of success."""
    with Session(places, purpose=purpose) as session:
        set_up(session, static=False)
        services = up(session, durable=False)
        env = {**services.workshop_env, "MILEPOST_MODE": "development", **more}
        codes = [session.foreground([places.python, "-m", "pytest", *words], env=env) for words in runs]
    return next(filter(None, codes), 0)


def bench(places: Places, words: list[str]) -> int:
    """Run the benchmarks on a migrated database; they print ratios."""
    places = places.below("bench")
    with Session(places, purpose="bench") as session:
        set_up(session)
        services = up(session, migrated=True)
        command: Command = [places.python, places.root / "benchmarks" / "run.py", *words]
        return session.foreground(command, env=services.env)


def steps(places: Places) -> dict[str, Command]:
    """What `make check` runs, by name."""
    bin, python, manage = places.venv / "bin", places.python, places.root / "manage.py"
    module: Command = [python, "-m"]
    return {
        "format": [bin / "ruff", "format", "--check", "."],
        "lint": [bin / "ruff", "check", "."],
        "template format": [*module, "djlint", "templates", "--check", "--quiet"],
        "template lint": [*module, "djlint", "templates", "--lint", "--quiet"],
        "types": [*module, "mypy", "."],
        "import contracts": [bin / "lint-imports"],
        "system": [python, manage, "check"],
        "migrations": [python, manage, "makemigrations", "--check", "--dry-run"],
        "translations": [python, manage, "check_translations"],
    }


def check(places: Places, words: list[str]) -> int:
    """Run every step, even after a failure; returns 1 when one failed."""
    places = places.below("check")
    with Session(places, purpose="check") as session:
        set_up(session, static=False)
        services = up(session, durable=False)
        wanted = steps(places).items()
        failed = [name for name, command in wanted if not _passes(session, services, name, command)]
    say(f"make check: failed: {', '.join(failed)}" if failed else "make check: everything passed")
    return 1 if failed else 0


def _passes(session: Session, services: Services, name: str, command: Command) -> bool:
    say(f"-- {name}")
    return session.foreground(command, env=services.env) == 0
