"""Where a run may live: long paths, private folders, blanks, an ordinary user, planted folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.launcher import sockets
from config.launcher.accounts import Account, namespace
from config.launcher.errors import LauncherError
from tests.launcher.launched import ROOT, ask, environment, run, services

QUERY = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']); print('connected', os.geteuid())"
CONNECT = (sys.executable, "-c", QUERY)


@pytest.mark.launcher
def test_a_path_longer_than_a_socket_may_have(tmp_path: Path) -> None:
    state = tmp_path / ("long" * 30) / "state"
    with services(state):
        assert ask(state, "SELECT 1") == [(1,)]
        assert (state / "run").readlink().stat().st_mode & 0o777 == 0o700
        done = run(state, "with", "--", *CONNECT)
        assert "connected" in done.stdout, done.stderr
    assert not (state / "run").readlink().exists()


@pytest.mark.launcher
def test_blanks_and_signs_in_the_path(tmp_path: Path) -> None:
    done = run(tmp_path / "my state, 100% & 里程碑", "with", "--", *CONNECT)
    assert "connected" in done.stdout, done.stderr


@pytest.mark.launcher
def test_below_a_folder_that_only_the_owner_can_enter(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    done = run(tmp_path / "mine" / "state", "with", "--", *CONNECT)
    assert "connected" in done.stdout, done.stderr


@pytest.mark.launcher
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="only root needs another user")
def test_as_an_ordinary_user(tmp_path: Path) -> None:
    """In a namespace of its own root is an ordinary user, who may still read this checkout."""
    (tmp_path / "mine").mkdir(mode=0o700)
    done = subprocess.run(
        [*namespace(), sys.executable, "-m", "config.launcher", "with", "--", *CONNECT],
        cwd=ROOT,
        env=environment(tmp_path / "mine" / "state"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "connected" in done.stdout, done.stderr
    assert "connected 0" not in done.stdout


def test_a_short_path_keeps_its_sockets_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LONGEST", 200)
    folder = sockets.socket_folder(tmp_path, Account())
    assert folder == tmp_path / "run"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_planted_socket_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LONGEST", 200)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LauncherError, match="not a private folder"):
        sockets.socket_folder(tmp_path, Account())


def test_an_open_socket_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LONGEST", 200)
    (tmp_path / "run").mkdir()
    (tmp_path / "run").chmod(0o777)
    with pytest.raises(LauncherError, match="not a private folder"):
        sockets.socket_folder(tmp_path, Account())


@pytest.mark.launcher
def test_real_servers_are_left_to_their_owner(state: Path) -> None:
    given = {"DATABASE_URL": "postgresql://app@db.example/milepost", "REDIS_URL": "redis://queue.example/0"}
    done = run(state, "with", "--", "sh", "-c", "echo $DATABASE_URL $REDIS_URL $DATABASE_OWNER_URL", **given)
    assert done.stdout.split() == list(given.values()), done.stderr
    assert not (state / "postgres").exists()
    assert not (state / "valkey").exists()
