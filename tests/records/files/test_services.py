"""Attaching, versions, sharing, withdrawing, and what is swept away."""

import io
import os
import threading
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connections

from records.models import FileAttachment, FileUsage
from records.selectors.files import files, usage, versions, withdrawn_files
from records.services import files as services
from records.services.files import (
    FileNotWithdrawn,
    FileWithdrawnAlready,
    NotTheLatest,
    OtherKind,
    QuotaFull,
    TooManyToday,
    Upload,
)
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.records.files.conftest import stored
from tests.toolkit.files_made import EICAR, PDF, picture
from toolkit.errors import Denied, Stale
from toolkit.files.errors import FileTooLarge, NotWhatItSays
from toolkit.files.uploads import remove_broken_uploads


def told(cast, name):
    with tenant_tx(cast.acme.pk):
        return list(Event.objects.filter(name=name).values_list("payload", flat=True))


class TestAttaching:
    @pytest.mark.threat("T-102")
    def test_keeps_the_bytes_under_a_name_that_says_nothing(self, cast, attach, folder):
        file = attach("../../计划.pdf", PDF)
        assert (file.name, file.size, file.sha256) == ("计划.pdf", len(PDF), sha256(PDF).hexdigest())
        assert file.project_id
        assert file.client_id == cast.skyharp.pk
        assert file.visibility == "internal"
        (path,) = stored(folder)
        assert path.relative_to(folder).as_posix() == file.path
        assert file.path.startswith(f"{cast.acme.pk}/attached/2026/")
        assert "计划" not in file.path
        assert path.read_bytes() == PDF
        assert oct(path.stat().st_mode)[-3:] == "600"

    def test_leaves_a_line_and_a_fact(self, cast, attach):
        file = attach()
        with tenant_tx(cast.acme.pk):
            line = AuditLine.objects.get(action="records.attach_file")
        assert (line.subject_id, line.after["name"], line.project) == (file.pk, "notes.txt", file.project_id)
        (fact,) = told(cast, "records.FileAttached")
        assert fact["entry_id"] == str(file.entry_id)

    def test_several_are_all_or_none(self, cast, on_task, folder):
        ada = cast.ada.actor()
        good, bad = Upload("a.txt", io.BytesIO(b"a")), Upload("b.pdf", io.BytesIO(b"no"))
        with pytest.raises(NotWhatItSays):
            services.attach_files(actor=ada, carrier=on_task(ada), uploads=[good, bad])
        with tenant_tx(cast.acme.pk):
            assert not FileAttachment.objects.exists()
        assert stored(folder) == []

    def test_a_picture_has_a_preview(self, attach, folder):
        file = attach("a.png", picture(size=(2000, 900)))
        assert file.preview_path
        assert len(stored(folder)) == 2

    @pytest.mark.threat("T-103")
    def test_too_large(self, attach, settings, folder):
        settings.MILEPOST_FILE_LIMIT = 10
        with pytest.raises(FileTooLarge):
            attach("a.txt", b"x" * 11)
        assert stored(folder) == []

    @pytest.mark.threat("T-118")
    def test_what_fails_after_writing_leaves_nothing(self, cast, attach, folder, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("the database is gone")

        monkeypatch.setattr(services, "record", fail)
        with pytest.raises(RuntimeError):
            attach()
        assert stored(folder) == []
        with tenant_tx(cast.acme.pk):
            assert not FileUsage.objects.filter(bytes__gt=0).exists()

    @pytest.mark.threat("T-117")
    def test_a_virus_is_noted_and_not_kept(self, cast, attach, folder):
        file = attach("letter.txt", EICAR)
        assert (file.state, file.virus, file.path, file.is_readable) == (
            "quarantined",
            "EICAR-Test-File",
            "",
            False,
        )
        assert stored(folder) == []
        assert told(cast, "records.VirusFound")[0]["virus"] == "EICAR-Test-File"
        assert not told(cast, "records.FileAttached")


@pytest.mark.threat("T-104")
class TestRoom:
    def test_the_organization_s_quota(self, cast, attach, settings):
        settings.MILEPOST_FILES_QUOTA = 8
        attach("a.txt", b"12345")
        with pytest.raises(QuotaFull) as refused:
            attach("b.txt", b"1234")
        assert refused.value.status == 413
        attach("c.txt", b"123")
        with tenant_tx(cast.acme.pk):
            assert usage(actor=cast.ada.actor()).free == 0

    def test_a_person_s_day(self, cast, attach, settings):
        settings.MILEPOST_FILES_A_DAY = 1
        attach()
        with pytest.raises(TooManyToday, match="0 more files"):
            attach("b.txt")
        tomorrow = replace(cast.ada.actor(), now=NOW + timedelta(days=1))
        attach("c.txt", by=tomorrow)
        attach("d.txt", by=cast.ida.actor())

    def test_the_quota_follows_what_is_purged(self, cast, attach, on_task):
        ada = cast.ada.actor()
        file = attach("a.txt", b"12345")
        services.withdraw_file(actor=ada, carrier=on_task(ada), file=file, reason="old")
        services.purge_files(actor=cast.system(now=NOW + timedelta(days=31)))
        with tenant_tx(cast.acme.pk):
            assert FileUsage.objects.get().bytes == 0


class TestVersions:
    def test_a_new_version_supersedes(self, cast, attach, on_task):
        ada = cast.ada.actor()
        first = attach("plan.pdf", PDF)
        content = Upload("plan new.PDF", io.BytesIO(PDF + b"2"))
        second = services.add_file_version(actor=ada, carrier=on_task(ada), file=first, content=content)
        assert (second.edition, second.series, second.is_latest) == (2, first.series, True)
        with tenant_tx(cast.acme.pk):
            assert [f.edition for f in versions(actor=ada, file=second)] == [2, 1]
            assert [f.pk for f in files(actor=ada, carrier=on_task(ada))] == [second.pk]
            first.refresh_from_db()
        with pytest.raises(NotTheLatest):
            services.add_file_version(actor=ada, carrier=on_task(ada), file=first, content=content)

    def test_of_the_same_kind_only(self, cast, attach, on_task):
        ada, file = cast.ada.actor(), attach("plan.pdf", PDF)
        with pytest.raises(OtherKind):
            services.add_file_version(
                actor=ada, carrier=on_task(ada), file=file, content=Upload("a.txt", io.BytesIO(b"x"))
            )

    def test_two_at_once(self, cast, attach, on_task, folder):
        ada, file = cast.ada.actor(), attach("a.txt", b"1")
        new = {"carrier": on_task(ada), "content": Upload("a.txt", io.BytesIO(b"2")), "version": 1}
        services.add_file_version(actor=ada, file=replaced(file), **new)
        with pytest.raises(Stale):
            services.add_file_version(actor=ada, file=replaced(file), **new)
        assert len(stored(folder)) == 2


def replaced(file):
    """The file as somebody else has read it before."""
    return FileAttachment(**{f.attname: getattr(file, f.attname) for f in FileAttachment._meta.fields})


class TestSharingAndWithdrawing:
    def test_back_and_forth(self, cast, attach, on_task):
        ada, file = cast.ada.actor(), attach()
        assert services.share_file(actor=ada, carrier=on_task(ada), file=file).visibility == "shared"
        assert services.unshare_file(actor=ada, carrier=on_task(ada), file=file).visibility == "internal"
        services.withdraw_file(actor=ada, carrier=on_task(ada), file=file, reason="wrong one")
        with tenant_tx(cast.acme.pk):
            assert not files(actor=ada, carrier=on_task(ada)).exists()
            assert withdrawn_files(actor=ada, carrier=on_task(ada)).exists()
        with pytest.raises(FileWithdrawnAlready):
            services.share_file(actor=ada, carrier=on_task(ada), file=file)
        services.restore_file(actor=ada, carrier=on_task(ada), file=file)
        assert file.is_readable
        with pytest.raises(FileNotWithdrawn):
            services.restore_file(actor=ada, carrier=on_task(ada), file=file)

    def test_sharing_at_once_needs_the_right_to_share(self, cast, attach):
        with pytest.raises(Denied):
            attach(by=cast.ben.actor(), visibility="shared")
        assert attach(visibility="shared").visibility == "shared"

    def test_not_the_file_of_others(self, cast, attach, on_task):
        ben, file = cast.ben.actor(), attach()
        for verb in (services.share_file, services.unshare_file):
            with pytest.raises(Denied):
                verb(actor=ben, carrier=on_task(ben), file=file)
        with pytest.raises(Denied):
            services.withdraw_file(actor=ben, carrier=on_task(ben), file=file, reason="mine?")
        own = attach("mine.txt", by=ben)
        services.withdraw_file(actor=ben, carrier=on_task(ben), file=own, reason="mine")


@pytest.mark.threat("T-118")
class TestKeeping:
    def test_content_goes_after_thirty_days(
        self, cast, attach, on_task, folder, django_capture_on_commit_callbacks
    ):
        ada, file = cast.ada.actor(), attach("a.png", picture())
        services.withdraw_file(actor=ada, carrier=on_task(ada), file=file, reason="old")
        assert services.purge_files(actor=cast.system(now=NOW + timedelta(days=29))) == 0
        with django_capture_on_commit_callbacks(execute=True):
            assert services.purge_files(actor=cast.system(now=NOW + timedelta(days=31))) == 1
        assert stored(folder) == []
        with tenant_tx(cast.acme.pk):
            gone = FileAttachment.objects.get(pk=file.pk)
        assert gone.purged_at
        assert gone.path == ""
        assert gone.sha256
        with pytest.raises(FileNotWithdrawn):
            services.restore_file(actor=ada, carrier=on_task(ada), file=gone)

    def test_bytes_without_a_row_go_after_an_hour(self, cast, attach, folder):
        attach()
        orphan = folder / f"{cast.acme.pk}/attached/2026/00000000-lost"
        orphan.write_bytes(b"lost")
        other = folder / f"{cast.zenith.pk}/attached/2026/of-others"
        other.parent.mkdir(parents=True)
        other.write_bytes(b"not ours")
        now = NOW.timestamp()
        for path in stored(folder):
            os.utime(path, (now, now))
        swept = services.sweep_orphan_files(actor=cast.system(now=NOW + timedelta(minutes=59)))
        assert (swept.without_row, swept.without_file) == (0, 0)
        swept = services.sweep_orphan_files(actor=cast.system(now=NOW + timedelta(minutes=61)))
        assert (swept.without_row, swept.without_file) == (1, 0)
        assert not orphan.exists()
        assert other.exists()

    def test_rows_without_bytes_are_counted(self, cast, attach, folder):
        attach()
        stored(folder)[0].unlink()
        assert services.sweep_orphan_files(actor=cast.system()).without_file == 1

    def test_a_reservation_that_broke_off_is_forgotten(self, cast, attach):
        attach("a.txt", b"12345")
        with tenant_tx(cast.acme.pk):
            FileUsage.objects.update(bytes=999)
        services.sweep_orphan_files(actor=cast.system())
        with tenant_tx(cast.acme.pk):
            assert FileUsage.objects.get().bytes == 5

    def test_broken_uploads_go_after_an_hour(self, folder):
        incoming = folder / "incoming"
        incoming.mkdir()
        (incoming / "half.upload").write_bytes(b"x")
        os.utime(incoming / "half.upload", (NOW.timestamp(),) * 2)
        assert remove_broken_uploads(now=NOW + timedelta(minutes=59)) == 0
        assert remove_broken_uploads(now=NOW + timedelta(minutes=61)) == 1
        assert stored(folder) == []


@pytest.mark.threat("T-104")
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_do_not_both_fit(cast, attach, settings):
    settings.MILEPOST_FILES_QUOTA = 5
    outcomes, start = [], threading.Barrier(2)

    def upload(name):
        start.wait()
        try:
            outcomes.append(attach(name, b"1234").name)
        except QuotaFull:
            outcomes.append("full")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=upload, args=(name,)) for name in ("a.txt", "b.txt")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[-1] == "full"
    assert len(set(outcomes)) == 2
