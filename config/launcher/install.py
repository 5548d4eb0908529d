"""Set-up: virtual environment, packages, front end, translations, static files. Quick the second time."""

import dataclasses
import os
import shutil
import sys
from pathlib import Path

from . import frontend
from .database import manage
from .errors import LauncherError
from .lock import FolderLock
from .output import complain, progress
from .places import Places
from .services import environment
from .session import Command, Session
from .stamps import Stamp, files, fingerprint

PATIENCE = 900.0
ROOM_FOR_PACKAGES = 1_500_000_000
ROOM_FOR_STATE = 150_000_000


def set_up(session: Session, *, static: bool = True) -> None:
    """Make everything that a run or a test needs beside services."""
    root = session.places.root
    _check_room(session.places.state, ROOM_FOR_STATE)
    (root / ".milepost").mkdir(mode=0o700, exist_ok=True)
    with FolderLock(root / ".milepost" / "setup.lock", purpose="setup") as lock:
        lock.acquire(patience=PATIENCE, queue=True)
        _virtual_environment(session)
        _packages(session)
        frontend.install(session)
        frontend.build(session)
        _fonts(session)
        _translations(session)
        if static:
            _static_files(session)


def _check_room(folder: Path, need: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < need:
        raise LauncherError(
            f"the disk of {folder} is full: {free // 10**6} MB free, {need // 10**6} MB needed; make room."
        )


def _virtual_environment(session: Session) -> None:
    """Made when it is missing or does not run, and made again when the checkout has moved."""
    places = session.places
    stamp = Stamp(places.stamps, "venv", inputs=str(places.root), result=places.python)
    if stamp.valid():
        return
    moved = (places.stamps / "venv").exists()
    with stamp.making():
        if moved or not places.python.exists():
            _make_environment(session)


def _make_environment(session: Session) -> None:
    _check_room(session.places.root, ROOM_FOR_PACKAGES)
    progress("making the virtual environment")
    session.run(
        [sys.executable, "-m", "venv", "--clear", session.places.venv],
        env=os.environ,
        doing="making the virtual environment (on Debian it needs python3-venv)",
    )


def _packages(session: Session) -> None:
    places = session.places
    tools, wanted = (places.root / "requirements" / name for name in ("tools.txt", "dev.txt"))
    stamp = Stamp(places.stamps, "packages", inputs=fingerprint(tools, wanted), result=_uv(places))
    if stamp.valid():
        return
    progress("installing Python packages")
    with stamp.making():
        _install_packages(session, tools, wanted)


def _install_packages(session: Session, tools: Path, wanted: Path) -> None:
    """pip brings uv, and uv the rest, in a tenth of the time."""
    python = session.places.python
    install: Command = ["install", "-q", "--disable-pip-version-check", "--require-hashes"]
    session.run([python, "-m", "pip", *install, "-r", tools], doing="installing uv", env=os.environ)
    session.run(
        [_uv(session.places), "pip", "sync", "--require-hashes", "--python", python, wanted],
        doing="installing Python packages",
        env=_index_of_pip() | dict(os.environ),
    )


def _uv(places: Places) -> Path:
    return places.venv / "bin" / "uv"


def _index_of_pip() -> dict[str, str]:
    """uv does not read pip's variable; a machine behind a mirror may have only that."""
    index = os.environ.get("PIP_INDEX_URL")
    return {"UV_DEFAULT_INDEX": index} if index else {}


def _translations(session: Session) -> None:
    root = session.places.root
    sources = sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))
    made = [source.with_suffix(".mo") for source in sources]
    result = next((path for path in made if not path.exists()), root)
    stamp = Stamp(session.places.stamps, "translations", inputs=fingerprint(*sources), result=result)
    if stamp.valid() or not sources:
        return
    with stamp.making():
        env = environment(session.places, {})
        manage(session, "compile_translations", doing="compiling translations", env=env)


def _fonts(session: Session) -> None:
    """The fonts of papers, out of those of the pages."""
    root, builder = session.places.root, "toolkit.documents.fonts"
    fonts = root / ".milepost" / "fonts"
    inputs = fingerprint(root / "package-lock.json", root / "toolkit" / "documents" / "fonts.py")
    stamp = Stamp(session.places.stamps, "fonts", inputs=inputs, result=fonts / "coverage.txt")
    if stamp.valid():
        return
    progress("building the fonts of papers")
    with stamp.making():
        words: Command = ["-m", builder, root / "node_modules", fonts]
        session.run([session.places.python, *words], doing="building the fonts of papers", env=os.environ)


def _static_files(session: Session) -> None:
    """Collect once per checkout; the state folders of other runs get a link."""
    places = session.places
    home = dataclasses.replace(places, state=places.root / ".milepost")
    folders = [places.root / "static", *sorted(places.root.glob("*/static"))]
    sources = [path for folder in folders for path in files(folder, kinds=("",), skip=())]
    inputs = fingerprint(places.root / "requirements" / "dev.txt", *sources)
    stamp = Stamp(places.stamps, "static", inputs=inputs, result=home.static)
    if not stamp.valid():
        progress("collecting static files")
        with stamp.making():
            words = ("collectstatic", "--noinput", "--verbosity", "0")
            manage(session, *words, doing="collecting static files", env=environment(home, {}))
    if places.static != home.static:
        _link(places.static, home.static)


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() != target:
        link.unlink()
    if not link.exists():
        link.symlink_to(target)


def set_up_only(places: Places, words: list[str]) -> int:
    """`make setup`."""
    with Session(places, purpose="setup", shared=True) as session:
        set_up(session)
    complain("set-up is complete")
    return 0
