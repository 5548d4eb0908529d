"""Pictures: measured before they are drawn, drawn anew before they are kept or shown.

What is drawn anew carries no place, no camera, no thumbnail and nothing behind its end.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageOps

from toolkit.files.errors import PictureBroken, PictureTooLarge

MILLION = 1_000_000
MOST_PIXELS = 50 * MILLION
MOST_FRAMES = 300
PREVIEW = (640, 480)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
SAVED: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 90},
    "GIF": {"save_all": True, "comment": b""},
}
FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    TypeError,
    IndexError,
    Image.DecompressionBombError,
)


@contextmanager
def opened(source: BinaryIO, name: str) -> Iterator[Image.Image]:
    """A picture whose size is known and bearable; its pixels are not read yet.

    Raises `PictureTooLarge`, `PictureBroken`.
    """
    source.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as picture:
                _measure(picture, name)
                yield picture
    except Image.DecompressionBombError:
        raise PictureTooLarge(name=name, limit=MOST_PIXELS // MILLION) from None
    except FAULTS:
        raise PictureBroken(name=name) from None


def _measure(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    frames = 1
    if width * height <= MOST_PIXELS:
        frames = getattr(picture, "n_frames", 1)
    if width * height * frames > MOST_PIXELS or frames > MOST_FRAMES:
        raise PictureTooLarge(name=name, limit=MOST_PIXELS // MILLION)


def redrawn(source: BinaryIO, name: str) -> bytes:
    """The picture in its own format, upright, without anything but its pixels."""
    with opened(source, name) as picture:
        form = str(picture.format)
        drawn = picture if form == "GIF" else _upright(picture)
        return _saved(drawn, form, **SAVED[form])


def preview(source: BinaryIO, name: str) -> bytes:
    """A small PNG of the picture, at most `PREVIEW` pixels."""
    with opened(source, name) as picture:
        drawn = _upright(picture)
        drawn.thumbnail(PREVIEW)
        return _saved(drawn, "PNG")


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels of the first frame as the camera held them, in a mode that every format knows."""
    turned = ImageOps.exif_transpose(picture)
    mode = "RGBA" if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info else "RGB"
    return turned.convert("L" if turned.mode in ("1", "L") else mode)


def _saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    buffer = BytesIO()
    drawn = picture.convert("RGB") if form == "JPEG" and picture.mode == "RGBA" else picture
    for leftover in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile"):
        drawn.info.pop(leftover, None)
    drawn.save(buffer, form, **options)
    return buffer.getvalue()
