"""The front end: packages from npm and a build, with the Node.js of the virtual environment."""

import os
from pathlib import Path

from . import binaries
from .errors import LauncherError
from .output import progress
from .session import Session
from .stamps import Stamp, files, fingerprint

# What assets/build reads: classes and icons are kept only when a template or a module names them.
KINDS = (".html", ".txt", ".py", ".js", ".mjs", ".css", ".svg", ".json")
SKIP = ("node_modules", "static", "locale", "tests", "requirements", "docs", "benchmarks", "__pycache__")


def install(session: Session) -> None:
    """`npm ci`, when package.json or its lock have changed."""
    root = session.places.root
    manifest, lock = root / "package.json", root / "package-lock.json"
    if not (manifest.exists() and lock.exists()):
        raise LauncherError(f"{manifest} or its lock is missing; restore it from the repository.")
    inputs = fingerprint(manifest, lock)
    stamp = Stamp(session.places.stamps, "npm", inputs=inputs, result=root / "node_modules")
    if stamp.valid():
        return
    progress("installing front-end packages")
    with stamp.making():
        _npm(session, "ci", "--no-progress", doing="installing front-end packages")


def build(session: Session) -> None:
    """`npm run build`, when a source of the front end has changed."""
    places = session.places
    inputs = fingerprint(places.root / "package-lock.json", *files(places.root, kinds=KINDS, skip=SKIP))
    stamp = Stamp(places.stamps, "build", inputs=inputs, result=places.root / "static" / "build" / "app.js")
    if stamp.valid():
        return
    progress("building the front end")
    with stamp.making():
        _npm(session, "run", "build", doing="building the front end")


def _npm(session: Session, *words: str, doing: str) -> None:
    folder = binaries.node(session.places.venv)
    env = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    session.run([*_npm_program(folder), *words], doing=doing, env=env)


def _npm_program(folder: Path) -> list[Path]:
    """npm as a script of the packaged Node.js, or the system's own."""
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [folder / "node", script] if script.exists() else [folder / "npm"]
