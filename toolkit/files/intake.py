"""One file on its way in: named, recognised, looked through, and as it will be kept."""

from dataclasses import dataclass
from hashlib import sha256
from io import SEEK_END, BytesIO
from typing import BinaryIO

from toolkit.files import pictures
from toolkit.files.errors import FileTooLarge
from toolkit.files.kinds import kind_of
from toolkit.files.names import clean_name
from toolkit.files.viruses import virus_in

CHUNK = 256 * 1024
MIB = 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """A file that may be kept. `content` is what is kept: a picture is drawn anew, without its metadata.

    `virus` is the name of one that was found, or "". `preview` is a small PNG of a picture.
    """

    name: str
    media_type: str
    icon: str
    size: int
    sha256: str
    content: BinaryIO
    virus: str = ""
    preview: bytes = b""


def take_in(source: BinaryIO, given_name: str, *, limit: int) -> Taken:
    """Look at a file, cheapest question first. Raises a `FileRefused` that says what to do.

    `limit`: the most bytes.
    """
    name = clean_name(given_name)
    if source.seek(0, SEEK_END) > limit:
        raise FileTooLarge(name=name, limit=limit // MIB)
    virus = virus_in(source)
    if virus:
        return _made(name, "application/octet-stream", "bug", source, virus=virus)
    kind = kind_of(source, name)
    if not kind.is_picture:
        return _made(name, kind.media_type, kind.icon, source)
    small = pictures.preview(source, name)
    drawn = BytesIO(pictures.redrawn(source, name))
    return _made(name, kind.media_type, kind.icon, drawn, preview=small)


def _made(
    name: str, media_type: str, icon: str, content: BinaryIO, *, virus: str = "", preview: bytes = b""
) -> Taken:
    size, digest = content.seek(0, SEEK_END), sha256()
    content.seek(0)
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    content.seek(0)
    return Taken(name, media_type, icon, size, digest.hexdigest(), content, virus, preview)
