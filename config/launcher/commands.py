"""Commands that stand on services for a while: `with` and `services`."""

import contextlib

from .database import has_python, migrate, prepare
from .errors import FolderBusy, LauncherError
from .output import say
from .places import Places
from .services import Services
from .session import Session
from .signals import pause

# Runs whose services others may stand on.
LIVE = ("run", "services")


def with_services(places: Places, command: list[str]) -> int:
    """Run a command with services up: a live run's, or our own for as long as the command takes."""
    if not command:
        raise LauncherError("usage: python3 -m config.launcher with -- COMMAND …", code=2)
    has_python(places)
    with contextlib.ExitStack() as stack:
        session, services = standing(stack, places, purpose="with")
        return session.foreground(command, env=services.workshop_env)


def standing(stack: contextlib.ExitStack, places: Places, *, purpose: str) -> tuple[Session, Services]:
    """Services to stand on until the stack unwinds: our own, or those of a live run."""
    try:
        session = stack.enter_context(Session(places, purpose=purpose))
    except FolderBusy as busy:
        if busy.purpose not in LIVE or not places.app_env.exists():
            raise
        session = stack.enter_context(Session(places, purpose=purpose, shared=True))
        return session, Services(session)
    return session, up(session)


def up(session: Session, *, durable: bool = True, migrated: bool = False) -> Services:
    """Services with roles and database, and with the schema when asked."""
    services = Services(session, durable=durable)
    services.start()
    prepare(session, services)
    if migrated:
        migrate(session, services)
    return services


def serve_services(places: Places, words: list[str]) -> int:
    """Only the services, in the foreground, until asked to stop."""
    has_python(places)
    with Session(places, purpose="services") as session:
        services = up(session)
        say(f"services are up in {places.state}")
        while True:
            pause(0.5)
            session.guardian.revive()
            for name in services.revive():
                say(f"{name} ended unexpectedly and was started again")
