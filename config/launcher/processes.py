"""Processes as the kernel tells of them, and how a set of them is stopped for good."""

import contextlib
import dataclasses
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MARKER = "MILEPOST_RUN"
PROC = Path("/proc")
WORK_GRACE = 4.0
SERVICE_GRACE = 3.0
KILL_GRACE = 1.0


@dataclasses.dataclass(frozen=True)
class Tracked:
    """A process that this run started. `born` tells it from a later one with the same number."""

    pid: int
    born: int
    group: bool = True
    service: bool = False
    ending: int = signal.SIGTERM


def _stat(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat from the state on; None when the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def born(pid: int) -> int | None:
    """Start time of a living process in clock ticks; None for a dead one, zombies included."""
    if not PROC.is_dir():
        return 0 if _answers(pid) else None
    stat = _stat(pid)
    return None if stat is None or stat[0] in "ZX" else int(stat[19])


def pids() -> Iterator[int]:
    """Every process number there is."""
    if PROC.is_dir():
        yield from (int(name) for name in os.listdir(PROC) if name.isdigit())


def group_members(group: int) -> set[int]:
    """Living members of a process group."""
    found = ((pid, _stat(pid)) for pid in pids())
    return {pid for pid, stat in found if stat and stat[0] not in "ZX" and int(stat[2]) == group}


def marked(marker: str) -> set[int]:
    """Living processes that inherited the marker of a run, wherever they went."""
    line = f"{MARKER}={marker}".encode()
    found = set()
    for pid in pids():
        with contextlib.suppress(OSError):
            if line in (PROC / str(pid) / "environ").read_bytes().split(b"\0") and born(pid) is not None:
                found.add(pid)
    return found - {os.getpid()}


def working_in(folder: Path) -> set[int]:
    """Living processes whose working directory is the folder (every PostgreSQL process of a cluster)."""
    found = set()
    for pid in pids():
        with contextlib.suppress(OSError):
            if os.readlink(PROC / str(pid) / "cwd") == str(folder) and born(pid) is not None:
                found.add(pid)
    return found


def send(pid: int, number: int, *, group: bool = False) -> None:
    """Signal a process or its group; one that is gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.killpg if group else os.kill)(pid, number)


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Poll without listening to signals: stopping is not to be interrupted."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _lives(one: Tracked) -> bool:
    now = born(one.pid)
    if now is not None:
        return now == one.born
    return one.group and bool(group_members(one.pid))


def _gone(all_of_them: Iterable[Tracked]) -> Callable[[], bool]:
    return lambda: not any(_lives(one) for one in all_of_them)


def end(all_of_them: list[Tracked], grace: float) -> None:
    """Ask them to end, wait, then kill what is left."""
    living = [one for one in all_of_them if _lives(one)]
    for one in living:
        send(one.pid, one.ending, group=one.group and not one.service)
    if wait_until(_gone(living), grace):
        return
    for one in living:
        if _lives(one):
            send(one.pid, signal.SIGKILL, group=one.group)
    wait_until(_gone(living), KILL_GRACE)


def end_pids(numbers: set[int], ending: int) -> None:
    """End processes that another run started."""
    since = ((pid, born(pid)) for pid in numbers)
    end([Tracked(pid, at, group=False, ending=ending) for pid, at in since if at is not None], SERVICE_GRACE)


def end_marked(marker: str, spare: set[int]) -> None:
    """Kill whatever carries the marker and is not spared."""

    def left() -> set[int]:
        return marked(marker) - spare

    for pid in left():
        send(pid, signal.SIGKILL)
    wait_until(lambda: not left(), KILL_GRACE)


def end_run(all_of_them: Iterable[Tracked], marker: str) -> None:
    """Stop a whole run: first the work, then stragglers, then the services they stood on."""
    every = list(all_of_them)
    services = [one for one in every if one.service]
    end([one for one in every if not one.service], WORK_GRACE)
    end_marked(marker, {one.pid for one in services})
    end(services, SERVICE_GRACE)
    end_marked(marker, set())
