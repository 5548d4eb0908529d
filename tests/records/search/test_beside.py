"""What is said, attached or filled in beside a record leads to it; and search reads soon after a change."""

import io

import pytest

from records import tasks
from records.selectors import carrier
from records.services import add_comment, withdraw_comment
from records.services.fields import add_field, write_fields
from records.services.files import Upload, attach_file
from records.words import wanted
from tenancy.scope import tenant_tx
from tests.records.search.test_reach import CALL, MOST, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the bytes of this test are."""
    settings.MILEPOST_FILES = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def task(plans):
    made = plans.add("Payroll cut-over", 1, visibility="shared")
    plans.read()
    return made


def on(plans, task):
    with tenant_tx(plans.cast.acme.pk):
        return carrier(actor=plans.cast.ada.actor(), entry_id=task.pk)


def test_a_comment_leads_to_its_record_until_it_is_deleted(plans, task):
    ada = plans.cast.ada.actor()
    said = add_comment(actor=ada, carrier=on(plans, task), text="The **leave balances** differ, see 年假余额")
    assert plans.read() == 1, "only what changed is read again"
    assert plans.titles("leave balances") == plans.titles("年假") == ["Payroll cut-over"]
    withdraw_comment(actor=ada, comment=said, reason="wrong record")
    plans.read()
    assert plans.titles("leave balances") == []


def test_a_file_leads_to_its_record_by_its_name(plans, task):
    file = Upload("Reconciliation-October.txt", io.BytesIO(b"hello"))
    attach_file(actor=plans.cast.ada.actor(), carrier=on(plans, task), file=file)
    plans.read()
    assert plans.titles("reconciliation october") == ["Payroll cut-over"]


def test_what_stands_in_a_field_leads_to_its_record(plans, task):
    add_field(actor=plans.cast.olga.actor(), kind="planning.Task", code="ticket", label="Ticket", type="text")
    with tenant_tx(plans.cast.acme.pk):
        write_fields(
            actor=plans.cast.ada.actor(), subject=task, kind="planning.Task", values={"ticket": "Zebra4411"}
        )
    plans.read()
    assert plans.titles("zebra4411") == ["Payroll cut-over"]


def test_a_client_never_meets_what_was_said_inside(plans, task):
    add_comment(actor=plans.cast.ada.actor(), carrier=on(plans, task), text="Their controller is slow")
    plans.read()

    def met(text):
        question = wanted(text)
        pieces = [question.query, question.phrase, list(question.terms), question.longest, False]
        with tenant_tx(plans.cast.acme.pk, client=plans.cast.skyharp.pk):
            return [row[0] for row in rows(CALL, [*pieces, ["planning.Task"], None, True, False, MOST])]

    assert met("payroll") == [task.pk], "the shared record itself"
    assert met("controller") == []


def test_the_bell_wakes_the_reader_once_a_second(cast, monkeypatch):
    woken, handed = [], []
    monkeypatch.setattr(tasks.index_entries, "apply_async", lambda **options: woken.append(options))
    monkeypatch.setattr(tasks, "dispatcher", handed.append)
    tasks.cache.delete_many([tasks.rung(cast.acme.pk), tasks.rung(cast.zenith.pk)])
    for _fact in range(5):
        tasks.ring(cast.acme.pk)
    tasks.ring(cast.zenith.pk)
    assert [one["organization_id"] for one in woken] == [cast.acme.pk, cast.zenith.pk]
    assert {one["countdown"] for one in woken} == {tasks.READ_AFTER}
    assert len(handed) == 6, "facts are handed out each time"
    tasks.cache.delete_many([tasks.rung(cast.acme.pk), tasks.rung(cast.zenith.pk)])
