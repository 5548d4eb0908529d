"""Looks through an archive before anybody opens it: how much is in it, and whether it lies about that."""

import stat
import struct
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toolkit.files.errors import ArchiveRefused

END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
LONGEST_COMMENT = 65_535
LOCAL_HEADER = 30
ENCRYPTED = 0x1
# Stored and deflated; what else there is, ordinary programs do not write.
METHODS = {0, 8}
MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may lie in an archive. `ratio`: bytes unpacked for each byte packed, from `small` on."""

    entries: int = 1_000
    unpacked: int = 100 * MIB
    ratio: int = 100
    small: int = 1 * MIB
    name: int = 300


USUAL = Limits()


def check_archive(source: BinaryIO, *, name: str, limits: Limits = USUAL) -> list[ZipInfo]:
    """The entries of an archive whose directory is in order; nothing is unpacked.

    Raises `ArchiveRefused`. What a directory says of sizes may be a lie: whoever unpacks, counts.
    """
    why = _directory(source, limits)
    if why:
        raise ArchiveRefused(name=name, why=why)
    try:
        with ZipFile(source) as archive:
            entries = archive.infolist()
            fault = _fault(entries, limits) or _overlap(entries, archive.start_dir)
    except (
        BadZipFile,
        LargeZipFile,
        NotImplementedError,
        UnicodeDecodeError,
        ValueError,
        OSError,
        struct.error,
    ):
        fault = _("its directory cannot be read")
    if fault:
        raise ArchiveRefused(name=name, why=fault)
    return entries


def part_names(source: BinaryIO) -> list[str]:
    """The names of an archive's entries; call `check_archive` first."""
    with ZipFile(source) as archive:
        return archive.namelist()


def _directory(source: BinaryIO, limits: Limits) -> Promise | None:
    """The number of entries, read from the last bytes before anything is read by it."""
    size = source.seek(0, SEEK_END)
    source.seek(max(0, size - END.size - LONGEST_COMMENT))
    tail = source.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        return _("its directory cannot be read")
    entries = END.unpack_from(tail, at)[4]
    return _("there are too many files in it") if entries > limits.entries else None


def _fault(entries: list[ZipInfo], limits: Limits) -> Promise | None:
    """What is wrong with the directory's words, or None."""
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    faults = (
        (len(entries) > limits.entries, _("there are too many files in it")),
        (unpacked > limits.unpacked, _("it is too large when unpacked")),
        (
            unpacked > limits.small and unpacked > packed * limits.ratio,
            _("it is packed more densely than real files are"),
        ),
        (any(e.flag_bits & ENCRYPTED for e in entries), _("it is locked by a password")),
        (any(e.compress_type not in METHODS for e in entries), _("it is packed in an unusual way")),
        (
            any(_leads_out(e.filename) or len(e.filename) > limits.name for e in entries),
            _("names in it lead elsewhere"),
        ),
        (any(stat.S_ISLNK(e.external_attr >> 16) for e in entries), _("there are links in it")),
        (len({e.filename for e in entries}) < len(entries), _("two files in it have one name")),
    )
    return next((why for is_so, why in faults if is_so), None)


def _leads_out(name: str) -> bool:
    parts = name.split("/")
    return name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or parts[0].endswith(":")


def _overlap(entries: list[ZipInfo], directory: int) -> Promise | None:
    """Entries that share bytes unpack to far more than the archive holds."""
    after = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < after:
            return _("files in it overlap")
        after = entry.header_offset + LOCAL_HEADER + entry.compress_size
    return _("files in it overlap") if after > directory else None
