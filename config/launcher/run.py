"""`make run`: everything from a bare checkout to a served demo, in the foreground."""

import os
import socket

from .commands import up
from .crew import Crew
from .database import load_demo
from .errors import LauncherError, PortBusy
from .install import set_up
from .output import progress, say
from .places import Places
from .services import Services
from .session import Session
from .signals import pause

LOGINS = (
    ("pm@demo.milepost.test", "project manager of all three demo projects"),
    ("admin@demo.milepost.test", "administrator of Meridian BPO"),
    ("client@demo.milepost.test", "client sponsor of SKY, sees the portal"),
    ("pm@rival.milepost.test", "project manager of Harbourlight"),
    ("platform@milepost.test", "platform staff, Django admin at /admin/"),
)


def serve(places: Places, words: list[str]) -> int:
    """Set up, start everything, tell where it is, and keep it running until asked to stop."""
    port = wanted_port()
    check_port(port)
    with Session(places, purpose="run") as session:
        set_up(session)
        progress("starting PostgreSQL and Valkey, bringing the database up to date")
        services = up(session, migrated=True)
        demo = services.env["MILEPOST_MODE"] == "demo"
        if demo:
            progress("loading the demo organizations")
            load_demo(session, services)
        check_port(port)
        crew = Crew(session, env=services.app_env, port=port)
        progress("starting web, worker and beat")
        crew.start()
        say(welcome(port, demo=demo))
        _keep_running(session, services, crew)
    return 0


def _keep_running(session: Session, services: Services, crew: Crew) -> None:
    while True:
        pause(0.5)
        session.guardian.revive()
        for name in services.revive():
            say(f"{name} ended unexpectedly and was started again")
        crew.look()


def wanted_port() -> int:
    """PORT, 8000 when unset."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise LauncherError(f"PORT is {text!r}; set it to a number from 1 to 65535.", code=2)
    return int(text)


def check_port(port: int) -> None:
    """Refuse a port that somebody else listens on, or that we may not use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise PortBusy(f"port {port} is only for root; try: make run PORT=8080", code=2) from error
        except OSError as error:
            raise PortBusy(f"port {port} is in use; try: make run PORT={port + 1}", code=2) from error


def welcome(port: int, *, demo: bool) -> str:
    """What to open, and who can sign in."""
    address = f"http://localhost:{port}"
    lines = ["", f"Milepost is ready at {address}"]
    if demo:
        lines += ["", "  sign in with password milepost-demo:"]
        lines += [f"    {mail:<28} {who}" for mail, who in LOGINS]
        lines += ["", f"  mails are read at {address}/ui/mail"]
    return "\n".join([*lines, "", "Ctrl-C stops everything.", ""])
