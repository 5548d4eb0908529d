"""Files made in code for the tests of files and lists: real ones, and ones that pretend or harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **save: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, form, **save)
    return buffer.getvalue()


def with_place() -> bytes:
    """A photograph that says where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 13.0, 47.0), 3: "E", 4: (21.0, 0.0, 30.0)})
    return picture("JPEG", exif=exif)


def flood(width: int = 50_000, height: int = 50_000) -> bytes:
    """A small PNG that unpacks to billions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"\0" * 1_000_000) + chunk(b"IEND", b"")
    )


def archive(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def document(main: str = "word/document.xml", **more: bytes) -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", main: "<a/>", **more})


def ole(stream: str) -> bytes:
    return OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 64


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def workbook(
    sheet: str,
    *,
    strings: str = "",
    styles: str = "",
    sheets: Iterable[str] = ("Sheet1",),
    properties: str = "",
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A workbook from the XML of its rows: what a hostile hand may write and xlsxwriter does not."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{LINKED}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n, _name in enumerate(sheets, 1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {RELATED}><Relationship Id="a" Type="{LINKED}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKED}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {RELATED}>{links}"
        f'<Relationship Id="s" Type="{LINKED}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="t" Type="{LINKED}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": sheet
        if sheet.lstrip().startswith("<!") or sheet.startswith("<worksheet")
        else f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
    }
    return archive({**parts, **(more or {})})


def row(number: int, *cells: str) -> str:
    """A row of inline texts."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inside = "".join(
        f'<c r="{letters[n]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for n, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'
