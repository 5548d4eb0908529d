"""Files through pages and the API: rights, headers, limits, the host of their own, query counts."""

import io
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from notifications.models import InboxLine
from records.models import FileAttachment
from records.services import watch_record
from tenancy.dispatch import dispatch_events
from tenancy.models import AccessLine
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.records.files.conftest import stored
from tests.toolkit.files_made import EICAR, PDF, flood, picture


def page(task, rest=""):
    return f"/o/acme/records/{task.pk}/files/{rest}"


def upload(name="a.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def ada(cast):
    return cast.ada.browser()


class TestPages:
    def test_several_at_once(self, cast, ada, task):
        answer = ada.post(
            page(task, "new/"), {"uploads": [upload(), upload("b.txt", b"b")], "visibility": "internal"}
        )
        assert answer.status_code == 302, answer.content
        shown = ada.get(page(task))
        assert b"a.pdf" in shown.content
        assert b"b.txt" in shown.content

    @pytest.mark.threat("T-101", "T-105")
    @pytest.mark.parametrize(
        ("name", "content", "status"),
        [("a.png", b"<html>", 415), ("a.exe", b"MZ", 415), ("a.png", flood(), 415), ("a.txt", b"", 422)],
    )
    def test_what_is_refused_says_so_at_the_field(self, ada, task, name, content, status):
        answer = ada.post(page(task, "new/"), {"uploads": upload(name, content)})
        assert answer.status_code == status
        assert name in answer.content.decode()

    @pytest.mark.threat("T-117")
    def test_a_virus_is_shown_and_not_to_be_had(self, ada, task):
        answer = ada.post(page(task, "new/"), {"uploads": upload("a.txt", EICAR)}, follow=True)
        assert "EICAR-Test-File" in answer.content.decode()
        with tenant_tx(task.organization_id):
            file = FileAttachment.objects.get()
        assert ada.get(page(task, f"{file.pk}/content/")).status_code == 404
        assert "Nothing of it was kept" in ada.get(page(task, f"{file.pk}/")).content.decode()

    def test_a_new_version(self, ada, task, attach):
        file = attach("plan.pdf", PDF)
        renew = page(task, f"{file.pk}/renew/")
        assert ada.get(renew).status_code == 200
        done = ada.post(renew, {"content": upload("plan.pdf", PDF + b"2"), "version": "1"})
        assert done.status_code == 302, done.content.decode()
        assert "Versions" in ada.get(done.url).content.decode()
        assert ada.post(renew, {"version": "1"}).status_code == 422

    @pytest.mark.threat("T-103")
    def test_more_than_announced_is_cut(self, ada, task, folder, monkeypatch):
        monkeypatch.setattr("records.views.files.AttachFiles.max_upload", 1000)
        answer = ada.post(page(task, "new/"), {"uploads": upload("a.txt", b"x" * 1001)})
        assert answer.status_code == 413
        assert b"larger than this page takes" in answer.content
        answer = ada.post(page(task, "new/"), {"uploads": upload("a.txt", b"x" * 1_100_000)})
        assert answer.status_code == 413
        assert stored(folder) == []

    def test_queries_do_not_grow(self, ada, task, attach, django_assert_num_queries):
        attach()
        ada.get(page(task))
        with django_assert_num_queries(17):
            ada.get(page(task))
        attach("b.txt")
        attach("c.txt")
        with django_assert_num_queries(17):
            ada.get(page(task))

    def test_what_hangs_on_a_record_is_the_record_s(self, cast, ada, task, attach):
        file = attach()
        other = cast.carl.browser()
        assert other.get(page(task)).status_code == 404
        assert cast.zoe.browser().get(page(task, f"{file.pk}/content/")).status_code == 404
        assert ada.get(f"/o/acme/records/{file.pk}/files/").status_code == 404


@pytest.mark.threat("T-100")
class TestHandingOut:
    @pytest.mark.parametrize(
        ("name", "content", "media_type"),
        [
            ("a.svg", b"<svg onload='alert(1)'/>", "application/octet-stream"),
            ("a.html", b"<html><script>alert(1)</script>", "application/octet-stream"),
            ("a.xml", b"<?xml version='1.0'?><x/>", "application/octet-stream"),
            ("计划 2.pdf", PDF, "application/pdf"),
        ],
    )
    def test_always_to_be_saved_never_to_be_run(self, ada, task, attach, name, content, media_type):
        file = attach(name, content)
        answer = ada.get(page(task, f"{file.pk}/content/"))
        assert b"".join(answer) == content
        assert answer["Content-Type"] == media_type
        disposition = answer["Content-Disposition"]
        assert disposition in (
            f'attachment; filename="{name}"',
            f"attachment; filename*=utf-8''{quote(name)}",
        )
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"

    def test_only_our_own_drawing_is_shown(self, ada, task, attach):
        file = attach("a.png", picture())
        answer = ada.get(page(task, f"{file.pk}/preview/"))
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (
            "image/png",
            'inline; filename="preview.png"',
        )
        assert b"".join(answer)[:4] == b"\x89PNG"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        drawing = attach("a.svg", b"<svg/>")
        assert ada.get(page(task, f"{drawing.pk}/preview/")).status_code == 404

    def test_a_download_is_noted(self, cast, ada, task, attach):
        file = attach()
        ada.get(page(task, f"{file.pk}/content/"))
        with tenant_tx(cast.acme.pk):
            line = AccessLine.objects.get(kind="export")
        assert (line.subject_id, line.what) == (file.pk, "records_file_content")

    def test_bytes_that_are_gone(self, ada, task, attach, folder):
        file = attach()
        stored(folder)[0].unlink()
        assert ada.get(page(task, f"{file.pk}/content/")).status_code == 404

    def test_a_host_of_their_own(self, cast, ada, task, attach, settings):
        settings.ALLOWED_HOSTS = ["testserver", "files.test"]
        settings.MILEPOST_FILES_HOST = "files.test"
        file = attach("a.svg", b"<svg/>")
        away = ada.get(page(task, f"{file.pk}/content/"))
        assert away.status_code == 302
        assert away.url.startswith("http://files.test/files/")
        path = away.url.removeprefix("http://files.test")
        stranger = Browser()
        answer = stranger.get(path, HTTP_HOST="files.test")
        assert (answer.status_code, b"".join(answer)) == (200, b"<svg/>")
        assert answer["Content-Disposition"].startswith("attachment")
        assert stranger.get(path).status_code == 404, "only there"
        assert stranger.get(path[:-4] + "abc/", HTTP_HOST="files.test").status_code == 404, "forged"
        with tenant_tx(cast.acme.pk):
            assert AccessLine.objects.filter(kind="export", subject_id=file.pk).count() == 1

    def test_a_signed_address_holds_for_a_minute(self, ada, task, attach, settings):
        settings.ALLOWED_HOSTS = ["testserver", "files.test"]
        settings.MILEPOST_FILES_HOST = "files.test"
        file = attach()
        path = ada.get(page(task, f"{file.pk}/content/")).url.removeprefix("http://files.test")
        with time_machine.travel(timedelta(seconds=61)):
            assert Browser().get(path, HTTP_HOST="files.test").status_code == 404


class TestEndpoints:
    def url(self, task, rest=""):
        return f"/api/v1/o/acme/records/{task.pk}/files/{rest}"

    def test_the_life_of_a_file(self, cast, client, task):
        api = cast.api()
        made = client.post(self.url(task), {"file": upload(), "visibility": "shared"}, **api)
        assert made.status_code == 201, made.content
        file = made.json()
        assert (file["name"], file["edition"], file["visibility"]) == ("a.pdf", 1, "shared")
        assert made["Location"].endswith(f"{file['id']}/")
        assert b"".join(client.get(self.url(task, f"{file['id']}/content/"), **api)) == PDF
        again = client.post(
            self.url(task, f"{file['id']}/versions/"),
            {"content": upload("a.pdf", PDF + b"2")},
            HTTP_IF_MATCH='"1"',
            **api,
        )
        assert (again.status_code, again.json()["edition"]) == (201, 2)
        assert [row["edition"] for row in client.get(self.url(task), **api).json()["results"]] == [2]
        last = self.url(task, f"{again.json()['id']}/")
        reason = json.dumps({"reason": "old"})
        gone = client.delete(last, reason, content_type="application/json", HTTP_IF_MATCH="*", **api)
        assert gone.status_code == 204
        back = client.post(f"{last}restore/", "{}", content_type="application/json", HTTP_IF_MATCH="*", **api)
        assert (back.status_code, back.json()["withdrawn_at"]) == (200, None)

    @pytest.mark.threat("T-101", "T-103")
    def test_refusals_have_their_status(self, cast, client, task, settings, folder):
        refused = client.post(self.url(task), {"file": upload("a.png", b"<html>")}, **cast.api())
        assert (refused.status_code, refused.json()["code"]) == (415, "file_not_what_it_says")
        settings.MILEPOST_FILES_QUOTA = 10
        full = client.post(self.url(task), {"file": upload()}, **cast.api())
        assert (full.status_code, full.json()["code"]) == (413, "quota_full")
        settings.MILEPOST_FILE_LIMIT = 10
        large = client.post(self.url(task), {"file": upload()}, **cast.api())
        assert (large.status_code, large.json()["code"]) == (413, "file_too_large")
        assert stored(folder) == []

    @pytest.mark.threat("T-103")
    def test_a_body_that_is_too_long_is_not_read(self, cast, client, task, monkeypatch):
        monkeypatch.setattr("records.api.files.FilesEndpoint.max_upload", 100)
        cut = client.post(self.url(task), {"file": upload("a.txt", b"x" * 101)}, **cast.api())
        assert cut.status_code == 413
        monkeypatch.setattr("records.api.files.FilesEndpoint.max_body", 100)
        announced = client.post(self.url(task), {"file": upload("a.txt", b"x" * 101)}, **cast.api())
        assert announced.status_code == 413

    @pytest.mark.threat("T-103")
    def test_a_body_without_a_length_is_not_read(self, cast, client, task, folder):
        """Chunked: Django reads nothing without a length, so there is no file in it."""
        sent = client.generic(
            "POST",
            self.url(task),
            b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\nhello\r\n--x--\r\n",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH="",
            HTTP_TRANSFER_ENCODING="chunked",
            **cast.api(),
        )
        assert sent.status_code == 422
        assert stored(folder) == []

    @pytest.mark.threat("T-118")
    def test_an_upload_cut_in_the_middle_leaves_nothing(self, cast, client, task, folder):
        head = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n"
        whole = head + b"x" * 5_000_000 + b"\r\n--x--\r\n"
        for cut in (len(whole) // 2, len(whole) - 10, len(whole)):
            sent = client.generic(
                "POST",
                self.url(task),
                b"instead of this",
                content_type="multipart/form-data; boundary=x",
                **{"wsgi.input": io.BytesIO(whole[:cut]), "CONTENT_LENGTH": str(len(whole))},
                **cast.api(),
            )
            assert sent.status_code == (201 if cut == len(whole) else 400), sent.content
        with tenant_tx(cast.acme.pk):
            assert FileAttachment.objects.get().size == 5_000_000
        assert len(stored(folder)) == 1, "no half file, none in the folder for what comes in"

    def test_queries_do_not_grow(self, cast, client, task, attach, django_assert_num_queries):
        attach()
        client.get(self.url(task), **cast.api())
        with django_assert_num_queries(11):
            client.get(self.url(task), **cast.api())
        attach("b.txt")
        attach("c.txt")
        with django_assert_num_queries(11):
            client.get(self.url(task), **cast.api())


class TestPortal:
    @pytest.fixture
    def shared(self, attach):
        attach("internal.txt", b"secret")
        return attach("offer.pdf", PDF, visibility="shared")

    def test_the_client_reads_what_is_shared(self, cast, task, shared):
        cleo = cast.cleo.browser()
        page = cleo.get("/portal/acme/projects/SKY/").content.decode()
        assert "offer.pdf" in page
        assert "internal.txt" not in page
        answer = cleo.get(f"/portal/acme/projects/SKY/files/{shared.pk}/")
        assert b"".join(answer) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="offer.pdf"'
        with tenant_tx(cast.acme.pk):
            assert AccessLine.objects.filter(
                kind="export", subject_id=shared.pk, client=cast.skyharp.pk
            ).exists()

    def test_and_nothing_else(self, cast, task, attach, shared):
        cleo, hidden = cast.cleo.browser(), attach("more.txt")
        assert cleo.get(f"/portal/acme/projects/SKY/files/{hidden.pk}/").status_code == 404
        assert cast.carl.browser().get(f"/portal/acme/projects/SKY/files/{shared.pk}/").status_code == 404
        with tenant_tx(cast.acme.pk):
            type(task).objects.update(visibility="internal")
        assert cleo.get(f"/portal/acme/projects/SKY/files/{shared.pk}/").status_code == 404, (
            "the record is not"
        )


def test_watchers_are_told(cast, task, attach, on_task):
    with tenant_tx(cast.acme.pk):
        watch_record(actor=cast.ben.actor(), carrier=on_task(cast.ben.actor()))
        watch_record(actor=cast.ada.actor(), carrier=on_task(cast.ada.actor()))
    attach("notes.txt")
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    with tenant_tx(cast.acme.pk):
        line = InboxLine.objects.get(rule="file_attached")
    assert (line.person_id, line.context["file"]) == (cast.ben.person.pk, "notes.txt"), "not who attached it"
