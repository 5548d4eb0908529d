"""How bytes leave the house: to be saved, never to be run.

Whatever a file is, a browser gets it as an attachment, may not guess its type and puts it in a sandbox.
With `MILEPOST_FILES_HOST` the bytes come from another host name, which knows no cookies; its addresses are
signed, hold for a minute and are given out by pages that have asked for the right.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from records.models import FileAttachment
from tenancy.access import EXPORT, note
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.files import store

SALT = "records.handing"
SECONDS = 60
CLOSED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True)
class Handed:
    """What is needed to hand out a file, without asking the database again."""

    path: str
    name: str
    media_type: str

    @classmethod
    def of(cls, file: FileAttachment) -> "Handed":
        return cls(file.path, file.name, file.media_type)


def hand_out(request: HttpRequest, actor: Actor, file: FileAttachment) -> HttpResponseBase:
    """The bytes for whoever has the right; where files have a host of their own, the way there.

    Raises `Missing` where there are none (any more).
    """
    if not file.is_readable:
        raise Missing()
    if not settings.MILEPOST_FILES_HOST:
        return as_file(Handed.of(file))
    note(actor, EXPORT, "records_file_content", file)
    return HttpResponseRedirect(signed_address(file, secure=request.is_secure()))


def as_file(handed: Handed) -> HttpResponseBase:
    """The bytes as a file to save; raises `Missing` where they are gone."""
    return _answer(handed.path, handed.media_type, handed.name, is_saved=True)


def as_picture(path: str) -> HttpResponseBase:
    """A preview that we drew ourselves."""
    return _answer(path, "image/png", "preview.png", is_saved=False)


def _answer(path: str, media_type: str, name: str, *, is_saved: bool) -> HttpResponseBase:
    if not store.is_kept(path):
        raise Missing()
    content = store.open_kept(path)
    answer = FileResponse(content, as_attachment=is_saved, filename=name, content_type=media_type)
    for header, value in CLOSED.items():
        answer[header] = value
    return answer


def signed_address(file: FileAttachment, *, secure: bool) -> str:
    """An address on the files' own host that holds for a minute."""
    token = signing.dumps([file.path, file.name, file.media_type], salt=SALT, compress=True)
    scheme = "https" if secure else "http"
    return f"{scheme}://{settings.MILEPOST_FILES_HOST}{reverse('records_handed', kwargs={'token': token})}"


def read_address(token: str) -> Handed:
    """What a signed address stands for; raises `Missing` when it is forged or too old."""
    try:
        return Handed(*signing.loads(token, salt=SALT, max_age=SECONDS))
    except signing.BadSignature:
        raise Missing() from None
