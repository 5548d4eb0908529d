"""The ledger where an administrator sees it: what was given up, and how it is sent again."""

import re
from typing import Any

import pytest
from django.core import mail

from notifications import tasks
from notifications.models import Delivery
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.notifications import DeliveryFactory
from tests.notifications.tea import ledger

LETTERS = "/o/acme/settings/letters/"


def parked(cast: Cast, count: int = 1, **more: Any) -> list[Delivery]:
    with tenant_tx(cast.acme.pk):
        return DeliveryFactory.create_batch(
            count, **{"person": cast.ada.person, "state": "parked", "error": "550 no such mailbox", **more}
        )


def test_an_administrator_sees_what_was_given_up_and_why(cast: Cast) -> None:
    (row,) = parked(cast)
    browser = cast.olga.browser()
    page = browser.get(f"{LETTERS}?state=parked")
    assert "550 no such mailbox" in page.text
    assert "Given up 1" in " ".join(page.text.split())
    detail = browser.get(f"{LETTERS}{row.pk}/")
    assert row.message_id.strip("<>") in detail.text
    assert "Send again" in detail.text


def test_one_or_all_are_sent_again(cast: Cast) -> None:
    one, *_others = parked(cast, 3)
    browser = cast.olga.browser()
    browser.post(f"{LETTERS}{one.pk}/replay/")
    assert [row.state for row in ledger(cast)].count("pending") == 1
    answer = browser.post(f"{LETTERS}replay/", follow=True)
    assert "2 letters will be sent again." in answer.text
    assert {row.state for row in ledger(cast)} == {"pending"}
    assert browser.post(f"{LETTERS}replay/").status_code == 422


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_nobody_else_sees_the_ledger(cast: Cast, who: str) -> None:
    (row,) = parked(cast)
    browser = getattr(cast, who).browser()
    for url in (LETTERS, f"{LETTERS}{row.pk}/", f"{LETTERS}replay/"):
        assert browser.get(url).status_code == 403
    assert cast.zoe.browser().get(f"/o/zenith/settings/letters/{row.pk}/").status_code in (403, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_asks_the_same_for_one_and_for_three(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    parked(cast, count)
    browser = cast.olga.browser()
    browser.get(LETTERS)
    with django_assert_num_queries(QUERIES):
        assert len(re.findall("550 no such", browser.get(LETTERS).text)) == count


QUERIES = 13


def test_a_letter_to_an_address_names_it(cast: Cast) -> None:
    parked(cast, person=None, address="new@acme.test")
    assert "new@acme.test" in cast.olga.browser().get(LETTERS).text


def test_one_wake_up_for_many_notices(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten letters within a moment ring one sender; one that comes while it works rings the next."""
    rung: list[Any] = []
    monkeypatch.setattr(tasks.send_letters, "apply_async", lambda **options: rung.append(options))
    tasks.cache.delete(tasks.rung(cast.acme.pk))
    for _again in range(10):
        tasks.ring(cast.acme.pk)
    tasks.ring(cast.zenith.pk)
    assert [options["organization_id"] for options in rung] == [cast.acme.pk, cast.zenith.pk]
    tasks.send_letters.apply(headers={"milepost_organization": str(cast.acme.pk)}, throw=True)
    tasks.ring(cast.acme.pk)
    assert len(rung) == 3
    tasks.cache.delete_many([tasks.rung(cast.acme.pk), tasks.rung(cast.zenith.pk)])
    assert mail.outbox == []


def test_a_machine_reads_and_replays(cast: Cast, client: Any) -> None:
    (row,) = parked(cast)
    with tenant_tx(cast.acme.pk):
        from tenancy.models import Membership

        Membership.objects.filter(person=cast.ida.person).update(role="TA")
    found = client.get("/api/v1/o/acme/letters/?state=parked", **cast.api()).json()["results"]
    assert [one["id"] for one in found] == [str(row.pk)]
    assert client.post(f"/api/v1/o/acme/letters/{row.pk}/replay/", **cast.api()).status_code == 204
    assert client.post("/api/v1/o/acme/letters/replay/", **cast.api()).status_code == 409
