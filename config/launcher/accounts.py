"""Under which account PostgreSQL runs: it refuses root, and root may be all there is."""

import dataclasses
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

from .errors import LauncherError


class Options(TypedDict, total=False):
    """Arguments of Popen that change the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclasses.dataclass(frozen=True)
class Account:
    """A prefix for the command line, or another user."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def options(self) -> Options:
        """What Popen needs to become this account."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand a file or folder over to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def namespace() -> tuple[str, ...]:
    """Prefix that runs a command in a user namespace, in which root is nobody special.

    It still owns our files, so folders that only we can enter stay reachable, and no new account,
    chown or chmod is needed. initdb insists that the name of its user is known.
    """
    known = sorted((one.pw_name != "nobody", one.pw_uid) for one in pwd.getpwall() if one.pw_uid)
    if not (known and shutil.which("unshare")):
        return ()
    uid = known[0][1]
    return ("unshare", "-U", f"--map-user={uid}", f"--map-group={uid}", "--")


def for_postgres(binary: Path, folder: Path) -> Account:
    """Account under which `binary` may run and write `folder`: ours, or a stand-in."""
    ours = os.geteuid()
    if ours and _has_name(ours):
        return Account()
    candidates = [Account(namespace())] if namespace() else []
    candidates += [Account(uid=uid, gid=gid) for uid, gid in _others()] if ours == 0 else []
    for account in candidates:
        if _works(account, binary, folder):
            return account
    raise LauncherError(
        "PostgreSQL refuses to run as root or without a user name, this machine refuses user namespaces, and "
        f"no other user can enter {folder}; run as an ordinary user, or set DATABASE_URL."
    )


def _has_name(uid: int) -> bool:
    return any(one.pw_uid == uid for one in pwd.getpwall())


def _others() -> list[tuple[int, int]]:
    """The owner of the checkout, then nobody."""
    owner = Path(__file__).stat()
    nobody = [(one.pw_uid, one.pw_gid) for one in pwd.getpwall() if one.pw_name == "nobody"]
    return [(owner.st_uid, owner.st_gid)] * bool(owner.st_uid) + nobody


def _works(account: Account, binary: Path, folder: Path) -> bool:
    before = folder.stat()
    if account.uid is not None:
        folder.parent.chmod(0o711)  # may be passed through, not read
    account.own(folder)
    script = '"$1" --version && test -w "$2" && test -x "$2"'
    done = subprocess.run(
        [*account.prefix, "sh", "-c", script, "sh", str(binary), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        **account.options(),
    )
    if done.returncode:
        os.chown(folder, before.st_uid, before.st_gid)
    return done.returncode == 0
