"""`run`, whole: it serves, repairs itself, and is gone when told or killed."""

import os
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.launcher.conftest import Launch
from tests.launcher.launched import command_lines, environments, eventually, free_port

pytestmark = pytest.mark.launcher
LOGINS = ("pm@demo", "admin@demo", "client@demo", "pm@rival", "platform@")


def told(pid: int) -> dict[str, str]:
    """The environment of a process."""
    content = Path(f"/proc/{pid}/environ").read_bytes().decode()
    return dict(entry.split("=", 1) for entry in content.split("\0") if "=" in entry)


def crew(state: Path) -> dict[str, list[int]]:
    """Processes by what they do: web, worker, beat."""
    found: dict[str, list[int]] = {}
    for pid in environments(state):
        if name := told(pid).get("MILEPOST_PROCESS"):
            found.setdefault(name, []).append(pid)
    return found


def front_page(port: int) -> int:
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=10) as answer:
        status: int = answer.status
        return status


def test_run_serves_repairs_itself_and_leaves_nothing(launch: Launch, state: Path) -> None:
    port = free_port()
    launched = launch("run", PORT=str(port)).wait_for("Ctrl-C stops everything.")
    assert front_page(port) == 200
    said = launched.said()
    assert f"http://localhost:{port}/ui/mail" in said
    assert all(login in said for login in LOGINS)

    assert set(crew(state)) == {"web", "worker", "beat"}
    for pids in crew(state).values():
        assert all("DATABASE_OWNER_URL" not in told(pid) for pid in pids)

    for pid in crew(state)["beat"]:
        os.kill(pid, signal.SIGKILL)
    launched.wait_for("[beat] ended unexpectedly (signal 9)")
    assert eventually(lambda: "beat" in crew(state))

    launched.send(signal.SIGTERM)
    assert launched.wait() == 0
    assert launched.leaves_nothing(seconds=0), (command_lines(state), environments(state))

    again = launch("run", PORT=str(port)).wait_for("Ctrl-C stops everything.")
    assert front_page(port) == 200
    again.send(signal.SIGKILL)
    again.wait()
    assert again.leaves_nothing(), (command_lines(state), environments(state))
