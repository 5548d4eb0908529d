"""However a run ends, nothing of it stays, and its data does."""

import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.launcher.conftest import Launch
from tests.launcher.launched import (
    addresses,
    ask,
    command_lines,
    eventually,
    process_of,
    run,
    services,
)

pytestmark = pytest.mark.launcher


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(launch: Launch, state: Path, number: int) -> None:
    launched = launch("services").wait_for("services are up")
    assert command_lines(launched.state)
    launched.send(number)
    assert launched.wait() == 0
    assert launched.leaves_nothing(seconds=0)


def test_a_killed_launcher_leaves_nothing_and_loses_nothing(launch: Launch, state: Path) -> None:
    launched = launch("services").wait_for("services are up")
    ask(state, "CREATE TABLE kept (word text)")
    ask(state, "INSERT INTO kept VALUES ('里程碑')")
    launched.send(signal.SIGKILL)
    launched.wait()
    assert launched.leaves_nothing(), command_lines(state)
    with services(state):
        assert ask(state, "SELECT word FROM kept") == [("里程碑",)]


def test_the_next_run_waits_for_the_guardian_of_a_killed_one(launch: Launch, state: Path) -> None:
    launched = launch("services").wait_for("services are up")
    launched.send(signal.SIGKILL)
    launched.wait()
    done = run(state, "with", "--", "echo", "up again")
    assert done.returncode == 0, done.stderr
    assert "up again" in done.stdout


def test_launcher_and_services_killed_at_once(launch: Launch, state: Path) -> None:
    launched = launch("services").wait_for("services are up")
    ask(state, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    postmaster = process_of(state, "bin/postgres -D")
    store = process_of(state, "valkey-server")
    for pid in (launched.process.pid, postmaster, store):
        os.kill(pid, signal.SIGKILL)
    launched.wait()
    with services(state):
        assert ask(state, "SELECT count(*) FROM kept") == [(1000,)]


def test_a_killed_service_is_started_again(state: Path) -> None:
    with services(state) as launched:
        os.kill(process_of(state, "bin/postgres -D"), signal.SIGKILL)
        launched.wait_for("PostgreSQL ended unexpectedly and was started again")
        assert ask(state, "SELECT 1") == [(1,)]


def test_a_killed_guardian_is_replaced(launch: Launch, state: Path) -> None:
    launched = launch("services").wait_for("services are up")
    children = Path(f"/proc/{launched.process.pid}/task/{launched.process.pid}/children")

    def guardians() -> set[int]:
        pids = map(int, children.read_text().split())
        return {pid for pid in pids if b"launcher.guardian" in Path(f"/proc/{pid}/cmdline").read_bytes()}

    (first,) = guardians()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: guardians() - {first})
    launched.send(signal.SIGKILL)
    launched.wait()
    assert launched.leaves_nothing(), command_lines(state)


def test_the_death_of_make_stops_everything(launch: Launch, state: Path, tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text("go:\n\t@exec python3 -m config.launcher services\n")
    launched = launch(command=("make", "-s", "-f", str(makefile), "go")).wait_for("services are up")
    launched.send(signal.SIGKILL)
    launched.wait()
    assert launched.leaves_nothing(), command_lines(state)


def test_what_a_command_left_behind_ends_with_it(state: Path) -> None:
    script = f"exec >/dev/null 2>&1; setsid sh -c 'sleep 1000; : {state}' & sleep 0.2"
    assert run(state, "with", "--", "sh", "-c", script).returncode == 0
    assert command_lines(state) == []


def test_with_passes_the_exit_code_and_the_addresses(state: Path, tmp_path: Path) -> None:
    done = run(state, "with", "--", "sh", "-c", "echo $DATABASE_URL $REDIS_URL; exit 7")
    assert done.returncode == 7
    assert done.stdout.startswith("postgresql://milepost_app:")
    assert "unix://" in done.stdout


def test_with_stands_on_a_live_run(state: Path) -> None:
    with services(state):
        done = run(state, "with", "--", "sh", "-c", "echo $DATABASE_OWNER_URL")
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == addresses(state)["DATABASE_OWNER_URL"]
        assert ask(state, "SELECT 1") == [(1,)]


def test_a_shared_folder_is_refused(state: Path) -> None:
    with services(state) as launched:
        done = run(state, "services")
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
        assert f"is in use by `services` (process {launched.process.pid})" in done.stderr


def test_services_want_passwords(state: Path) -> None:
    with services(state):
        url = addresses(state)["DATABASE_URL"]
        secret = url.split(":")[2].split("@")[0]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(secret, "wrong"))


def test_files_are_private(state: Path) -> None:
    with services(state):
        assert state.stat().st_mode & 0o777 == 0o700
        for name in ("secrets.json", "app.env", "owner.env"):
            assert (state / name).stat().st_mode & 0o777 == 0o600


def test_ctrl_c_reaches_the_whole_foreground_group(launch: Launch) -> None:
    launched = launch("services").wait_for("services are up")
    os.killpg(launched.process.pid, signal.SIGINT)
    assert launched.wait() == 0
    assert launched.leaves_nothing(seconds=0)


def test_a_signal_to_with_ends_the_command(launch: Launch) -> None:
    launched = launch("with", "--", "sh", "-c", "echo ready; exec sleep 1000").wait_for("ready")
    launched.send(signal.SIGTERM)
    assert launched.wait() == 128 + signal.SIGTERM
    assert launched.leaves_nothing(seconds=0)


def test_the_standard_library_is_enough() -> None:
    script = "import config.launcher.cli as cli; print(cli.usage())"
    python = Path(os.path.realpath("/proc/self/exe"))
    done = subprocess.run(
        [python, "-S", "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "restore FILE" in done.stdout
