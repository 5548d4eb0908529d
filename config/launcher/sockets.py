"""A folder for unix sockets whose path the kernel accepts."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from .accounts import Account
from .errors import LauncherError

# The kernel takes 107 bytes, and PostgreSQL adds its own name and `.lock`.
LONGEST = 100
LONGEST_NAME = len("/.s.PGSQL.5432")
# The folder made in one of these is private and checked.
SHORT = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108


def socket_folder(state: Path, account: Account) -> Path:
    """`run` in the state folder, or where that link points when the path is too long for a socket."""
    inside = state / "run"
    if _fits(inside):
        return _private(inside, account)
    if not (inside.is_symlink() and inside.readlink().parent.is_dir()):
        inside.unlink(missing_ok=True)
        inside.symlink_to(_short_folder(state))
    return _private(inside.readlink(), account)


def _short_folder(state: Path) -> Path:
    name = f"milepost-{os.geteuid()}-{hashlib.sha256(os.fsencode(state)).hexdigest()[:12]}"
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), *SHORT):
        if base and os.access(base, os.W_OK | os.X_OK) and _fits(Path(base) / name):
            return Path(base) / name
    raise LauncherError("no writable folder has a path short enough for a socket; set XDG_RUNTIME_DIR.")


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder)) + LONGEST_NAME <= LONGEST


def _private(folder: Path, account: Account) -> Path:
    """Make the folder ours alone; refuse one that somebody else has put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    ours = found.st_uid in (os.geteuid(), account.uid)
    if not (stat.S_ISDIR(found.st_mode) and ours and stat.S_IMODE(found.st_mode) == 0o700):
        raise LauncherError(f"{folder} is not a private folder of ours; remove it.")
    account.own(folder)
    return folder
