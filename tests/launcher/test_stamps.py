"""Set-up is quick the second time because it remembers what went in."""

from pathlib import Path

import pytest

from config.launcher import clients, lock, processes, vault
from config.launcher.errors import FolderBusy
from config.launcher.stamps import Stamp, files, fingerprint


def test_a_stamp_holds_until_something_changes(tmp_path: Path) -> None:
    source, result = tmp_path / "in.txt", tmp_path / "out"
    source.write_text("one")
    result.mkdir()

    def stamp() -> Stamp:
        return Stamp(tmp_path / "stamps", "step", inputs=fingerprint(source), result=result)

    assert not stamp().valid()
    with stamp().making():
        assert not stamp().valid()
    assert stamp().valid()
    source.write_text("two")
    assert not stamp().valid()


def test_a_stamp_falls_with_its_result(tmp_path: Path) -> None:
    result = tmp_path / "out"
    result.mkdir()
    stamp = Stamp(tmp_path / "stamps", "step", inputs="same", result=result)
    with stamp.making():
        pass
    result.rmdir()
    assert not stamp.valid()


def test_a_fingerprint_sees_names_and_borders(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("xy")
    (tmp_path / "b").write_text("xy")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_files_by_kind_without_the_skipped(tmp_path: Path) -> None:
    for name in ("a.py", "b.txt", ".hidden.py", "skip/c.py", "keep/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = files(tmp_path, kinds=(".py",), skip=("skip",))
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.py", "keep/d.py"]


def test_secrets_are_made_once(tmp_path: Path) -> None:
    first = vault.read_secrets(tmp_path / "secrets.json")
    assert vault.read_secrets(tmp_path / "secrets.json") == first
    assert len(set(first.values())) == len(vault.NAMES)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_addresses_become_variables() -> None:
    url = "postgresql://milepost_app:p%40ss@/milepost?host=%2Frun%2Fa%20b&port=5433"
    assert clients.libpq_environment(url) == {
        "PGHOST": "/run/a b",
        "PGPORT": "5433",
        "PGUSER": "milepost_app",
        "PGPASSWORD": "p@ss",
        "PGDATABASE": "milepost",
    }


def test_a_lock_knows_its_holder(tmp_path: Path) -> None:
    first = lock.FolderLock(tmp_path / "lock", purpose="run")
    first.acquire()
    with pytest.raises(FolderBusy, match="is in use by `run`") as refused:
        lock.FolderLock(tmp_path / "lock", purpose="test").acquire()
    assert refused.value.purpose == "run"
    first.release()
    with lock.FolderLock(tmp_path / "lock", purpose="test") as second:
        second.acquire()


def test_a_dead_process_has_no_birthday() -> None:
    assert processes.born(2**22 + 1) is None


def test_a_step_that_fails_is_forgotten(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamps", "step", inputs="same", result=tmp_path)
    with stamp.making():
        pass
    with pytest.raises(RuntimeError), stamp.making():
        raise RuntimeError
    assert not stamp.valid()
