"""What cannot be done is said in one line, with an exit code other than 0."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launcher.launched import ROOT, environment, run


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_busy_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(tmp_path / "state", "run", PORT=str(port))
    assert done.returncode == 2
    assert one_line(done) == f"milepost: port {port} is in use; try: make run PORT={port + 1}"


def test_a_port_that_is_none(tmp_path: Path) -> None:
    done = run(tmp_path / "state", "run", PORT="http")
    assert done.returncode == 2
    assert "PORT is 'http'" in one_line(done)


def test_a_file_where_the_state_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    done = run(tmp_path / "state", "services")
    assert done.returncode == 1
    assert "is a file" in one_line(done)


def test_a_dump_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path / "state", "restore", str(tmp_path / "nothing.dump"))
    assert done.returncode == 2
    assert "is not there" in one_line(done)


def test_a_file_that_is_no_dump(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada")
    done = run(tmp_path / "state", "restore", str(tmp_path / "letter.txt"))
    assert done.returncode == 2
    assert "is not a dump" in one_line(done)


def test_a_missing_command_of_with(tmp_path: Path) -> None:
    assert "usage" in one_line(run(tmp_path / "state", "with"))


@pytest.mark.launcher
def test_a_command_that_is_not_installed(tmp_path: Path) -> None:
    done = run(tmp_path / "state", "with", "--", "no-such-tool-here")
    assert done.returncode == 1
    assert "no-such-tool-here is missing" in one_line(done)


@pytest.mark.launcher
def test_damaged_secrets(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "secrets.json").write_text("{")
    assert "is damaged" in one_line(run(tmp_path / "state", "services"))


@pytest.mark.launcher
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("unshare"), reason="only root may mount a small disk"
)
def test_a_full_disk(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    script = 'mount -t tmpfs -o size=8m none "$0" && exec "$@"'
    done = subprocess.run(
        [
            "unshare",
            "-m",
            "sh",
            "-c",
            script,
            str(state),
            sys.executable,
            "-m",
            "config.launcher",
            "services",
        ],
        cwd=ROOT,
        env=environment(state),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "disk" in one_line(done)
    assert "full" in one_line(done)


@pytest.mark.launcher
@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_root_where_no_other_user_can_stand_in(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir(mode=0o700)
    refusing = tmp_path / "bin" / "unshare"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    done = run(tmp_path / "private" / "state", "services", PATH=f"{refusing.parent}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "PostgreSQL refuses to run as root" in one_line(done)


def test_manage_without_an_environment(tmp_path: Path) -> None:
    shutil.copy(ROOT / "manage.py", tmp_path)
    done = subprocess.run(
        [os.path.realpath(sys.executable), "-S", "manage.py", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert one_line(done) == "milepost: Django is not installed here; run `make setup`."


def test_a_command_without_a_database_says_so_in_one_line(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "MILEPOST"))}
    done = subprocess.run(
        [sys.executable, "manage.py", "check_walls"],
        cwd=ROOT,
        env={**env, "DATABASE_URL": f"postgresql://milepost_app@/milepost?host={tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert one_line(done).startswith("milepost: PostgreSQL does not answer")
