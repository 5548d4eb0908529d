"""Web server, worker and beat: started, watched, started again when they die."""

import dataclasses
import http.client
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from .errors import LauncherError
from .output import say
from .session import Command, Session, last_words
from .signals import pause

OK = 200
READY_SECONDS = 90
LONGEST_BACKOFF = 30.0
LIVED_WELL = 60.0
IMPORTANT = (" ERROR ", " CRITICAL ", "Traceback ")


def commands(session: Session, *, port: int) -> dict[str, Command]:
    """The command line of each process, as docker-compose.yml has them too."""
    python, schedule = session.places.python, session.places.beat / "schedule"
    celery: Command = [python, "-m", "celery", "-A", "config.celery"]
    return {
        "web": [
            python, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}",
            "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "3",
            "--no-control-socket",
        ],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile=", "-s", schedule],
    }  # fmt: skip


@dataclasses.dataclass
class Hand:
    """One process of the crew."""

    name: str
    command: Command
    log: Path
    read: int = 0
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    backoff: float = 1.0
    due: float = 0.0


class Crew:
    """All processes that serve, with one environment."""

    def __init__(self, session: Session, *, env: Mapping[str, str], port: int) -> None:
        self._session, self._env, self._port = session, env, port
        wanted = commands(session, port=port).items()
        self._hands = [Hand(name, command, session.log(name)) for name, command in wanted]

    def start(self) -> None:
        """Start everybody and wait until the front page answers."""
        for hand in self._hands:
            hand.read = hand.log.stat().st_size if hand.log.exists() else 0
            self._start(hand)
        self._wait_until_ready(self._hands[0])

    def look(self) -> None:
        """Start again whoever died, and repeat the important lines of the logs."""
        for hand in self._hands:
            self._repeat(hand)
            if hand.process and self._session.finished(hand.process):
                self._bury(hand)
            elif hand.process is None and time.monotonic() >= hand.due:
                self._start(hand)

    def _start(self, hand: Hand) -> None:
        env = {**self._env, "MILEPOST_PROCESS": hand.name, "PORT": str(self._port)}
        hand.process = self._session.start(hand.command, log=hand.name, env=env)
        hand.began = time.monotonic()

    def _bury(self, hand: Hand) -> None:
        """Note a death; the next life begins after a pause that grows with each early one."""
        now = time.monotonic()
        hand.backoff = 1.0 if now - hand.began > LIVED_WELL else min(hand.backoff * 2, LONGEST_BACKOFF)
        code = hand.process.returncode if hand.process else 0
        say(f"[{hand.name}] ended unexpectedly ({_how(code)}); starting it again in {hand.backoff:.0f} s")
        hand.process, hand.due = None, now + hand.backoff

    def _repeat(self, hand: Hand) -> None:
        if not hand.log.exists():
            return
        with open(hand.log, "rb") as log:
            log.seek(hand.read)
            new = log.read()
        whole = new[: new.rfind(b"\n") + 1]
        hand.read += len(whole)
        for line in whole.decode(errors="replace").splitlines():
            if any(word in line for word in IMPORTANT):
                say(f"[{hand.name}] {line}")

    def _wait_until_ready(self, web: Hand) -> None:
        mark, give_up = web.read, time.monotonic() + READY_SECONDS
        while (status := front_page(self._port)) != OK:
            if web.process is not None and self._session.finished(web.process):
                said = last_words(web.log, mark)
                raise LauncherError(f"the web server does not start: {said} (see {web.log})")
            if time.monotonic() > give_up:
                raise LauncherError(f"the front page answers {status or 'nothing'} (see {web.log})")
            pause(0.3)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def front_page(port: int) -> int:
    """Status of the front page; 0 when nobody answers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return link.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        link.close()
