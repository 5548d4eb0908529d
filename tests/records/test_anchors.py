"""Each record has its entry, whichever way it was written, and what hangs on it stays inside the walls."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from planning.models import Task
from projects.models import Project
from records.kinds import kinds
from records.models import Entry
from records.selectors import carrier
from tenancy.models import Client, Person
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied, Missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(cast: Cast) -> Project:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="SKY", client=cast.skyharp, name="Care", name_zh="客服")
        MemberFactory(project=project, person=cast.ada.person)
    return project


def entry(cast: Cast, record) -> Entry | None:
    with tenant_tx(cast.acme.pk):
        return Entry.objects.filter(pk=record.pk).first()


def test_a_record_has_its_entry_and_keeps_it_true(cast: Cast, project: Project) -> None:
    with tenant_tx(cast.acme.pk):
        task = TaskFactory(project=project, number=12, name="Pilot")
    made = entry(cast, task)
    assert (made.key, made.title, made.kind, made.withdrawn) == ("T12", "Pilot", "planning.Task", False)
    assert (made.project_id, made.client_id, made.visibility) == (project.pk, cast.skyharp.pk, "internal")
    with tenant_tx(cast.acme.pk):
        Entry.objects.filter(pk=task.pk).update(indexed=True)
        Task.objects.filter(pk=task.pk).update(position=F("position") + 1)
    assert entry(cast, task).indexed, "what nobody searches for does not make search read again"
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(pk=task.pk).update(name="Pilot 2", visibility="shared", withdrawn_at=NOW)
    changed = entry(cast, task)
    assert (changed.title, changed.visibility, changed.withdrawn, changed.indexed) == (
        "Pilot 2",
        "shared",
        True,
        False,
    )
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(pk=task.pk)._raw_delete(using="default")
    assert entry(cast, task) is None


def test_bulk_writes_and_the_rooms_below_have_entries_too(cast: Cast, project: Project) -> None:
    with tenant_tx(cast.acme.pk):
        rows = [TaskFactory.build(project=project, client=project.client, number=n) for n in range(1, 51)]
        Task.objects.bulk_create(rows)
        assert Entry.objects.filter(kind="planning.Task").count() == 50
        assert entry(cast, project).title_zh == "客服"
        for model in (Client, Person):
            assert set(model.objects.values_list("pk", flat=True)) == set(
                Entry.objects.filter(kind=model._meta.label).values_list("pk", flat=True)
            )
        alone = Client.objects.create(code="ALONE", name="Alone")
        assert entry(cast, alone).client_id == alone.pk
        alone.delete()
        assert entry(cast, alone) is None


def test_every_kind_has_its_triggers(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_anchor\\_new'")
        anchored = {row[0] for row in cursor.fetchall()}
    tables = {one.label.lower().replace(".", "_") for one in kinds()}
    assert tables <= anchored, "a kind without an Anchored constraint has nothing to hang on"


def test_who_sees_the_record_reaches_what_hangs_on_it(cast: Cast, project: Project) -> None:
    with tenant_tx(cast.acme.pk):
        task = TaskFactory(project=project)
        found = carrier(actor=cast.ada.actor(), entry_id=task.pk)
        assert (found.record, found.kind.label) == (task, "planning.Task")
        with pytest.raises(Denied):
            carrier(actor=cast.olga.actor(), entry_id=task.pk)
        with pytest.raises(Missing):
            carrier(actor=cast.cleo.actor(), entry_id=task.pk)
    with tenant_tx(cast.zenith.pk), pytest.raises(Missing):
        carrier(actor=cast.zoe.actor(), entry_id=task.pk)


def test_an_entry_cannot_be_made_for_another_tenant(cast: Cast, project: Project) -> None:
    with tenant_tx(cast.zenith.pk), pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(kind="planning.Task", client=cast.skyharp, project=project)
