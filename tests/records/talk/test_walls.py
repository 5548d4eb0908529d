"""What the database itself keeps apart: the portal's role and another organization, by raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from records import services
from records.models import Comment
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.records.talk.conftest import Scene

pytestmark = pytest.mark.django_db
TEXTS = "SELECT text FROM records_comment ORDER BY number, text"


@pytest.fixture
def said(scene: Scene) -> Scene:
    """An internal and a shared comment on the shared record, an internal one on the internal record."""
    for record, visibility in (
        (scene.task, "internal"),
        (scene.shared, "internal"),
        (scene.shared, "shared"),
    ):
        with scene.inside():
            services.add_comment(
                actor=scene.actor("ada"),
                carrier=scene.on("ada", record),
                text=f"{visibility} on {record.name}",
                visibility=visibility,
            )
    return scene


def texts(scene: Scene, client: object) -> list[str]:
    with tenant_tx(scene.cast.acme.pk, client=client, portal=True), connection.cursor() as cursor:
        cursor.execute(TEXTS)
        return [row[0] for row in cursor.fetchall()]


def test_the_portal_reads_shared_comments_of_shared_records_of_its_client(said: Scene) -> None:
    assert texts(said, said.cast.skyharp.pk) == ["shared on Go-live"]
    assert texts(said, said.cast.tidewell.pk) == []
    with said.inside():
        type(said.shared).objects.filter(pk=said.shared.pk).update(visibility="internal")
    assert texts(said, said.cast.skyharp.pk) == [], "with its record it goes out of the client's sight"


@pytest.mark.parametrize("table", ["records_mention", "records_watch"])
def test_the_portal_does_not_read_who_was_named_nor_who_watches(said: Scene, table: str) -> None:
    with (
        pytest.raises(Exception, match="permission denied"),
        tenant_tx(said.cast.acme.pk, client=said.cast.skyharp.pk, portal=True),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT 1 FROM {table}")


def test_another_organization_reads_and_writes_nothing(said: Scene) -> None:
    with tenant_tx(said.cast.zenith.pk), connection.cursor() as cursor:
        cursor.execute(TEXTS)
        assert cursor.fetchall() == []
        cursor.execute("UPDATE records_comment SET text = 'mine'")
        assert cursor.rowcount == 0
    zoe = said.cast.zoe.person
    with tenant_tx(said.cast.zenith.pk), pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(
            entry_id=said.task.pk, number=9, author=zoe, author_name="Zoe", text="Hi", created_at=NOW
        )


def test_an_answer_belongs_to_the_record_it_stands_on(said: Scene) -> None:
    with said.inside():
        here = Comment.objects.get(entry_id=said.task.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(entry_id=said.shared.pk, number=1).update(reply_to=here)


def test_the_clients_page_shows_what_was_said_to_the_client_and_nothing_else(said: Scene) -> None:
    url = reverse("portal_project", kwargs={"org": "acme", "key": "SKY"})
    page = said.cast.cleo.browser().get(url).content.decode()
    assert "shared on Go-live" in page
    assert "internal on" not in page
    assert "T2 Go-live" in page
    with said.inside():
        made = Comment.objects.get(visibility="shared")
        services.withdraw_comment(actor=said.actor("ada"), comment=made, reason="Wrong day")
    page = said.cast.cleo.browser().get(url).content.decode()
    assert "shared on Go-live" not in page
    assert "Wrong day" not in page
