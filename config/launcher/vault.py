"""Secrets of a state folder, and the files through which commands learn the addresses."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from .errors import LauncherError

NAMES = ("postgres", "app", "migrate", "backup", "secret_key")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, all of it or nothing."""
    fresh = path.with_name(path.name + ".new")
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_secrets(path: Path) -> dict[str, str]:
    """Passwords of the database roles and the secret key; made at the first call."""
    try:
        known = json.loads(path.read_text()) if path.exists() else {}
    except ValueError as error:
        raise LauncherError(f"{path} is damaged; restore it, or move the state folder away.") from error
    missing = [name for name in NAMES if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(32) for name in missing}
        write_private(path, json.dumps(known, indent=1) + "\n")
    return {str(key): str(value) for key, value in known.items()}


def write_env(path: Path, values: Mapping[str, str]) -> None:
    """Write KEY=VALUE lines."""
    write_private(path, "".join(f"{key}={value}\n" for key, value in values.items()))


def read_env(path: Path) -> dict[str, str]:
    """Read KEY=VALUE lines; empty when the file is not there."""
    lines = path.read_text().splitlines() if path.exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line)
