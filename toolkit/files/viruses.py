"""Is there a virus in it? The test file always counts as one; ClamAV is asked where it is set."""

import socket
import struct
from typing import BinaryIO

from django.conf import settings

from toolkit.files.errors import ScannerAway

# In two parts, so that this file is not itself taken for the test virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CHUNK = 64 * 1024
LENGTH = struct.Struct("!L")


def virus_in(source: BinaryIO) -> str:
    """The name of the virus in a file, or "". Raises `ScannerAway` where a scanner is set and silent."""
    if _holds(source, EICAR):
        return "EICAR-Test-File"
    address = settings.MILEPOST_CLAMD
    return _asked(source, address) if address else ""


def _holds(source: BinaryIO, wanted: bytes) -> bool:
    source.seek(0)
    tail = b""
    while chunk := source.read(CHUNK):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False


def _asked(source: BinaryIO, address: str) -> str:
    """Send the file to clamd (INSTREAM: each chunk after its length, an empty one ends it)."""
    source.seek(0)
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := source.read(CHUNK):
                line.sendall(LENGTH.pack(len(chunk)) + chunk)
            line.sendall(LENGTH.pack(0))
            answer = line.recv(4096).decode("utf-8", "replace").strip("\0\r\n ")
    except OSError:
        raise ScannerAway() from None
    return _verdict(answer)


def _connected(address: str) -> socket.socket:
    """`unix:/path` or `host:port`."""
    seconds = settings.MILEPOST_CLAMD_SECONDS
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        line.connect(address.removeprefix("unix:"))
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)


def _verdict(answer: str) -> str:
    """`stream: OK`, or `stream: Win.Test FOUND`; anything else is no answer."""
    _stream, _colon, said = answer.partition(": ")
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:120]
    if said != "OK":
        raise ScannerAway()
    return ""
