"""What is taken, what is refused, and what becomes of a picture."""

import io
import socketserver
import struct
import threading
import zipfile

import pytest
from django.core.exceptions import RequestDataTooBig
from PIL import Image

from tests.toolkit import files_made as made
from toolkit.files.archives import check_archive
from toolkit.files.errors import (
    ArchiveRefused,
    FileEmpty,
    FileTooLarge,
    KindNotTaken,
    MacrosInside,
    NotWhatItSays,
    PictureBroken,
    PictureTooLarge,
    ScannerAway,
)
from toolkit.files.intake import take_in
from toolkit.files.names import clean_name, ending
from toolkit.files.pictures import MOST_PIXELS
from toolkit.files.texts import decoded
from toolkit.files.uploads import CappedUploads
from toolkit.files.viruses import virus_in

LIMIT = 25 * 1024 * 1024


def taken(name, content, limit=LIMIT):
    return take_in(io.BytesIO(content), name, limit=limit)


@pytest.mark.threat("T-102")
class TestNames:
    @pytest.mark.parametrize(
        ("given", "name"),
        [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("a\0b.pdf", "ab.pdf"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("invoice\u202efdp.exe", "invoicefdp.exe"),
            ("  two   words . ", "two words"),
            ("...", "file"),
            ("", "file"),
            ('a<b>:"c|d?e*.txt', "a_b___c_d_e_.txt"),
            ("计划 二.xlsx", "计划 二.xlsx"),
            ("line\r\nSet-Cookie: a=b.txt", "lineSet-Cookie_ a=b.txt"),
        ],
    )
    def test_a_name_is_a_name_and_no_path(self, given, name):
        assert clean_name(given) == name

    def test_a_long_name_keeps_its_ending(self):
        name = clean_name("长" * 300 + ".pdf")
        assert len(name) == 150
        assert ending(name) == "pdf"

    @pytest.mark.parametrize(
        ("name", "last"), [("a.PDF", "pdf"), (".hidden", ""), ("none", ""), ("a." + "x" * 40, "")]
    )
    def test_an_ending_is_short(self, name, last):
        assert ending(name) == last


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "content", "media_type"),
        [
            ("a.pdf", made.PDF, "application/pdf"),
            (
                "a.docx",
                made.document(),
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            ("a.xls", made.ole("Workbook"), "application/vnd.ms-excel"),
            ("a.msg", made.ole("__properties_version1.0"), "application/vnd.ms-outlook"),
            ("a.eml", b"From: a@b.test\nSubject: x\n\nhello", "message/rfc822"),
            ("a.csv", "编号,名称\n1,二".encode("gb18030"), "text/csv"),
            ("a.txt", "\ufeffhello".encode("utf-16-le"), "text/plain"),
            ("a.zip", made.archive({"b.txt": "x"}), "application/zip"),
            (
                "a.odt",
                made.archive({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
                "application/vnd.oasis.opendocument.text",
            ),
            (
                "plan.xml",
                b'<Project xmlns="http://schemas.microsoft.com/project"/>',
                "application/octet-stream",
            ),
            ("a.svg", b"<svg onload='alert(1)'/>", "application/octet-stream"),
            ("a.gif", made.picture("GIF"), "image/gif"),
            ("a.webp", made.picture("WEBP"), "image/webp"),
        ],
    )
    def test_what_is_taken(self, name, content, media_type):
        assert taken(name, content).media_type == media_type

    @pytest.mark.threat("T-101")
    @pytest.mark.parametrize(
        ("name", "content", "error"),
        [
            ("a.png", b"<html><script>alert(1)</script>", NotWhatItSays),
            ("a.gif", b"GIF89a/*<script>alert(1)</script>*/", NotWhatItSays),
            ("a.pdf", b"/*%PDF-1.4*/ alert(1)", NotWhatItSays),
            ("a.pdf", b"%PDF-1.4\n<script>alert(1)</script>", NotWhatItSays),
            ("a.pdf.exe", b"MZ\x90", KindNotTaken),
            ("a", made.PDF, KindNotTaken),
            ("a.exe.pdf", b"MZ\x90\x00" * 20, NotWhatItSays),
            ("a.txt", b"<!DOCTYPE html><title>x</title>", NotWhatItSays),
            ("a.csv", b"\x7fELF\x02\x01\x01\x00" * 40, NotWhatItSays),
            ("a.docx", made.archive({"xl/workbook.xml": "<a/>"}), NotWhatItSays),
            ("a.docx", made.PDF, NotWhatItSays),
            ("a.doc", made.ole("Workbook"), NotWhatItSays),
            ("a.jpg", made.picture("PNG"), NotWhatItSays),
            ("a.eml", b"hello, no mail", NotWhatItSays),
            ("a.svg", b"alert(1)", NotWhatItSays),
            ("a.docx", made.document(**{"word/vbaProject.bin": b"x"}), MacrosInside),
            ("a.xls", made.ole("Workbook") + made.ole("_VBA_PROJECT"), MacrosInside),
            ("a.xlsm", made.document("xl/workbook.xml"), KindNotTaken),
            ("a.pdf", b"", FileEmpty),
        ],
    )
    def test_what_is_refused(self, name, content, error):
        with pytest.raises(error) as refused:
            taken(name, content)
        assert name in str(refused.value)
        assert refused.value.status in (415, 422)

    def test_the_refusal_says_what_was_found(self):
        with pytest.raises(NotWhatItSays, match="Graphics"):
            taken("a.pdf", made.picture("PNG"))

    def test_too_many_bytes(self):
        with pytest.raises(FileTooLarge) as refused:
            taken("a.txt", b"x" * 101, limit=100)
        assert refused.value.status == 413


class TestPictures:
    @pytest.mark.threat("T-105")
    def test_a_flood_is_refused_by_its_head(self):
        with pytest.raises(PictureTooLarge) as refused:
            taken("a.png", made.flood())
        assert refused.value.status == 415

    @pytest.mark.threat("T-105")
    def test_just_too_many_pixels(self):
        with pytest.raises(PictureTooLarge):
            taken("a.png", made.flood(MOST_PIXELS // 1000 + 1, 1000))

    def test_a_damaged_picture(self):
        with pytest.raises(PictureBroken):
            taken("a.png", made.picture("PNG")[:60])

    @pytest.mark.threat("T-119")
    def test_a_photograph_forgets_where_it_was_taken(self):
        original = made.with_place()
        assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)
        kept = taken("a.jpg", original)
        drawn = Image.open(kept.content)
        assert drawn.size == (30, 40), "upright"
        assert not dict(drawn.getexif())
        content = kept.content.getvalue()
        assert b"Exif" not in content
        assert b"SECRET-CAMERA" not in content

    @pytest.mark.threat("T-119")
    @pytest.mark.parametrize("form", ["PNG", "WEBP"])
    def test_other_formats_forget_it_too(self, form):
        exif = Image.Exif()
        exif[0x010F] = "SECRET-CAMERA"
        original = made.picture(form, exif=exif)
        assert b"SECRET-CAMERA" in original
        assert b"SECRET-CAMERA" not in taken(f"a.{form.lower()}", original).content.getvalue()

    @pytest.mark.threat("T-101")
    def test_what_stands_behind_a_picture_is_lost(self):
        assert (
            b"<script>"
            not in taken(
                "a.png", made.picture(size=(300, 300)) + b"\0" * 2000 + b"<script>"
            ).content.getvalue()
        )

    def test_a_preview_is_small(self):
        small = Image.open(io.BytesIO(taken("a.png", made.picture(size=(2000, 1000))).preview))
        assert (small.format, small.size) == ("PNG", (640, 320))


def packed(name="a.txt", content=b"x", **entry):
    """An archive with one entry whose directory says what we like."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        for attribute, value in entry.items():
            setattr(info, attribute, value)
        archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def overlapping():
    """Two entries of the directory point at one place."""
    content = bytearray(made.archive({"a.txt": b"x" * 500, "b.txt": b"x" * 500}, zipfile.ZIP_STORED))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    content[second + 46 : second + 51] = b"c.txt"
    return bytes(content)


@pytest.mark.threat("T-107")
class TestArchives:
    @pytest.mark.parametrize(
        ("name", "make", "why"),
        [
            ("many", lambda: made.archive({f"{n}": b"" for n in range(1001)}), "too many"),
            (
                "link",
                lambda: packed("link", b"/etc/passwd", external_attr=0o120777 << 16, create_system=3),
                "links",
            ),
            ("up", lambda: packed("../../x"), "lead elsewhere"),
            ("absolute", lambda: packed("/etc/x"), "lead elsewhere"),
            ("overlap", lambda: overlapping(), "overlap"),
            ("dense", lambda: made.archive({"a": b"\0" * 30_000_000}), "densely"),
            ("large", lambda: made.archive({f"{n}": b"\0" * 30_000_000 for n in range(4)}), "too large"),
            ("headless", lambda: b"PK\x03\x04 no directory", "cannot be read"),
            ("cut", lambda: made.archive({"a": "b"})[:-30], "cannot be read"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_hostile_ones_are_refused(self, name, make, why):
        content = make()
        with pytest.raises(ArchiveRefused, match=why):
            check_archive(io.BytesIO(content), name="a.zip")

    def test_two_entries_of_one_name(self):
        content = made.archive({"a.txt": "x", "b.txt": "y"}).replace(b"b.txt", b"a.txt")
        with pytest.raises(ArchiveRefused, match="one name"):
            check_archive(io.BytesIO(content), name="a.zip")

    def test_ordinary_ones_pass(self):
        assert (
            len(check_archive(io.BytesIO(made.archive({"a/b.txt": "x" * 5000, "c": "y"})), name="a.zip")) == 2
        )


class TestTexts:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
    )
    def test_the_usual_spellings(self, encoding):
        found = decoded("Name,名称\n".encode(encoding))
        assert found
        assert found.text == "Name,名称\n"

    def test_no_text(self):
        assert decoded(b"\x00\x01\x02\xff" * 50) is None
        assert decoded(b"abc\x00def\xff") is None

    def test_a_letter_cut_in_half(self):
        assert decoded("名".encode()[:2] and "称名".encode()[:5], is_cut=True).text == "称"


class Scanner(socketserver.BaseRequestHandler):
    """Answers as clamd does, and keeps what it was sent."""

    answer = b"stream: OK\0"
    seen = b""

    def handle(self):
        assert self.request.recv(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self._exactly(4))[0]:
            content += self._exactly(size)
        type(self).seen = content
        self.request.sendall(self.answer)

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            data += self.request.recv(size - len(data))
        return data


@pytest.fixture
def scanner(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Scanner) as server:
        settings.MILEPOST_CLAMD = f"127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield Scanner
        server.shutdown()


@pytest.mark.threat("T-117")
class TestViruses:
    def test_the_test_virus_is_always_found(self):
        assert taken("a.txt", made.EICAR).virus == "EICAR-Test-File"
        assert virus_in(io.BytesIO(b" " * 65_530 + made.EICAR)) == "EICAR-Test-File", "across two chunks"

    def test_clamav_is_asked_where_it_is_set(self, scanner):
        scanner.answer = b"stream: OK\0"
        content = b"harmless " * 20_000
        assert virus_in(io.BytesIO(content)) == ""
        assert scanner.seen == content
        scanner.answer = b"stream: Win.Trojan.Agent FOUND\0"
        assert virus_in(io.BytesIO(b"x")) == "Win.Trojan.Agent"

    def test_a_scanner_that_fails_lets_nothing_in(self, scanner, settings):
        scanner.answer = b"INSTREAM size limit exceeded. ERROR\0"
        with pytest.raises(ScannerAway):
            virus_in(io.BytesIO(b"x"))
        settings.MILEPOST_CLAMD = "127.0.0.1:1"
        with pytest.raises(ScannerAway):
            virus_in(io.BytesIO(b"x"))


@pytest.mark.threat("T-103")
class TestUploads:
    def handler(self, rf, settings, **view):
        settings.MILEPOST_UPLOAD_LIMIT = 1000
        request = rf.post("/")
        if view:
            kind = type("Page", (), view)
            match = type("Match", (), {"func": type("F", (), {"view_class": kind})})
            request.resolver_match = match
        return CappedUploads(request)

    def test_an_announced_length_is_refused_unread(self, rf, settings):
        handler = self.handler(rf, settings, max_upload=10, max_files=2)
        handler.handle_raw_input(None, {}, 20, b"")
        with pytest.raises(RequestDataTooBig):
            handler.handle_raw_input(None, {}, 2 * 1024 * 1024, b"")

    def test_what_comes_is_cut(self, rf, settings):
        handler = self.handler(rf, settings)
        handler.handle_raw_input(None, {}, 0, b"")
        handler.receive_data_chunk(b"x" * 1000, 0)
        with pytest.raises(RequestDataTooBig):
            handler.receive_data_chunk(b"x", 1000)
