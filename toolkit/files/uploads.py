"""Uploads are cut at their limit while they come in, and leave nothing behind when they break off."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParserError

ENVELOPE = 1024 * 1024
BROKEN_AGE = timedelta(hours=1)


class CappedUploads(FileUploadHandler):
    """Stands before Django's own handlers: refuses by the length that is announced, then by what comes.

    A page or endpoint says `max_upload` (bytes of one file) and `max_files`; without them
    `MILEPOST_UPLOAD_LIMIT` and one file hold.
    """

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        view, self.announced = _view(self.request), content_length
        self.most = self.left = getattr(view, "max_upload", settings.MILEPOST_UPLOAD_LIMIT)
        if content_length > self.most * getattr(view, "max_files", 1) + ENVELOPE:
            raise RequestDataTooBig(f"{content_length} bytes announced")
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left = self.most

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            raise RequestDataTooBig(f"more than {self.most} bytes")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def upload_complete(self) -> None:
        """A body that ended before its announced length is half a file: whoever sent it has gone."""
        came = getattr(getattr(self.request, "_stream", None), "_pos", self.announced)
        if came < self.announced:
            raise MultiPartParserError("the body ended early")


def _view(request: Any) -> Any:
    """The class behind the address; a page names it `view_class`, an endpoint `cls`."""
    function = getattr(getattr(request, "resolver_match", None), "func", None)
    return getattr(function, "view_class", None) or getattr(function, "cls", None)


def remove_broken_uploads(*, now: datetime) -> int:
    """Remove what processes that were killed in the middle of an upload left; answers how many files."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    old = [
        file
        for file in (folder.iterdir() if folder.is_dir() else ())
        if now.timestamp() - file.stat().st_mtime > BROKEN_AGE.total_seconds()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
