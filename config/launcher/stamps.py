"""Stamps remember what set-up did, as a hash of what went in, so that the second time is quick."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def fingerprint(*parts: str | Path) -> str:
    """One hash over texts and over the names and contents of files."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else b""
        total.update(f"{part}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def files(folder: Path, *, kinds: Iterable[str], skip: Iterable[str]) -> list[Path]:
    """Files of these kinds below a folder, sorted; hidden and skipped folders are left out."""
    kinds, skip, found = tuple(kinds), frozenset(skip), []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in skip:
            continue
        if path.is_dir():
            found += files(path, kinds=kinds, skip=skip)
        elif path.name.endswith(kinds):
            found.append(path)
    return found


class Stamp:
    """The memory of one step: what went in, and that its result is still there."""

    def __init__(self, folder: Path, name: str, *, inputs: str, result: Path) -> None:
        self._path, self._inputs, self._result = folder / name, inputs, result

    def valid(self) -> bool:
        """Nothing that went in has changed since."""
        if not (self._result.exists() and self._path.exists()):
            return False
        return self._path.read_text() == self._inputs

    @contextlib.contextmanager
    def making(self) -> Iterator[None]:
        """The step itself: forgotten when it begins, remembered when it is done."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        yield
        self._path.write_text(self._inputs)
