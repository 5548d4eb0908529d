"""The inbox page and the demo's mailbox, through HTTP."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from notifications.models import Delivery, DemoMail, InboxLine
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.notifications import DeliveryFactory, DemoMailFactory, InboxLineFactory
from tests.notifications.conftest import letter

INBOX = "/o/acme/inbox/"


def lines(cast: Cast, count: int = 1, **more: Any) -> list[InboxLine]:
    with tenant_tx(cast.acme.pk):
        return InboxLineFactory.create_batch(count, person=cast.ada.person, **more)


def unread(cast: Cast) -> int:
    with tenant_tx(cast.acme.pk):
        return InboxLine.objects.unread().count()


def test_the_inbox_shows_title_reason_and_the_way_to_the_record(cast: Cast) -> None:
    lines(cast, context={"kettle": "Blue & <b>", "why": "You own this kettle."})
    page = cast.ada.browser().get(INBOX)
    assert page.status_code == 200
    assert ">Boiled: Blue &amp; &lt;b&gt;</a>" in page.text
    assert 'href="/o/acme/kettles/1/"' in page.text
    assert "You own this kettle." in page.text
    assert "1 message you have not read." in page.text


def test_an_empty_inbox_says_what_comes_here(cast: Cast) -> None:
    page = cast.ada.browser().get(INBOX)
    assert "Nothing was sent to you yet" in page.text


def test_lines_read_in_the_language_of_the_day(cast: Cast) -> None:
    lines(cast, context=letter([]).stored_context())
    cast.ada.user.language = "zh-hans"
    cast.ada.user.save()
    page = cast.ada.browser().get(INBOX)
    assert "水开了:Kettle" in page.text
    assert "这是你的水壶。" in page.text


def test_a_read_inbox_offers_nothing_to_mark(cast: Cast) -> None:
    lines(cast, read_at=NOW)
    page = cast.ada.browser().get(INBOX)
    assert "Everything is read." in page.text
    assert "Mark all read" not in page.text


def test_a_reloaded_list_brings_its_sentence_along(cast: Cast) -> None:
    lines(cast, 2)
    part = cast.ada.browser().get(INBOX, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert '<span id="unread" hx-swap-oob="true"> 2 messages you have not read.' in " ".join(
        part.text.split()
    )


def test_unread_lines_come_first_and_can_be_alone(cast: Cast) -> None:
    lines(cast, context={"kettle": "Read"}, read_at=NOW)
    lines(cast, context={"kettle": "Waiting"}, created_at=NOW - timedelta(days=3))
    browser = cast.ada.browser()
    everything, alone = browser.get(INBOX).text, browser.get(INBOX + "?unread=true").text
    assert re.findall(r">Boiled: (\w+)", everything) == ["Waiting", "Read"]
    assert re.findall(r">Boiled: (\w+)", alone) == ["Waiting"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_the_same_for_one_and_for_three(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    lines(cast, count)
    browser = cast.ada.browser()
    browser.get(INBOX)
    with django_assert_num_queries(QUERIES):
        assert len(re.findall(">Boiled:", browser.get(INBOX).text)) == count


QUERIES = 14


def test_a_line_whose_words_are_gone_still_leads_to_its_record(cast: Cast) -> None:
    lines(cast, template="tea/mail/gone")
    page = cast.ada.browser().get(INBOX)
    assert "A message whose text is no longer kept" in page.text


def test_mark_read_by_page(cast: Cast) -> None:
    (line,) = lines(cast)
    browser = cast.ada.browser()
    assert browser.get(f"{INBOX}{line.pk}/read/").status_code == 200
    assert unread(cast) == 1
    answer = browser.post(f"{INBOX}{line.pk}/read/")
    assert (answer.status_code, answer["Location"]) == (302, INBOX)
    assert unread(cast) == 0


def test_mark_read_by_one_click(cast: Cast) -> None:
    (line,) = lines(cast)
    answer = cast.ada.browser().post(f"{INBOX}{line.pk}/read/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "inbox-changed" in answer["HX-Trigger"]
    assert unread(cast) == 0


def test_mark_all_read(cast: Cast) -> None:
    lines(cast, 3)
    browser = cast.ada.browser()
    answer = browser.post(f"{INBOX}read/", follow=True)
    assert "3 messages marked read." in answer.text
    assert "Everything is read." in answer.text
    assert unread(cast) == 0


def test_another_persons_line_is_missing(cast: Cast) -> None:
    (line,) = lines(cast)
    for other in (cast.ben, cast.olga):
        assert other.browser().get(INBOX).text.count("Boiled:") == 0
        assert other.browser().get(f"{INBOX}{line.pk}/read/").status_code == 404
        assert other.browser().post(f"{INBOX}{line.pk}/read/").status_code == 404
    assert cast.zoe.browser().get(INBOX).status_code == 404
    assert cast.zoe.browser().post(f"/o/zenith/inbox/{line.pk}/read/").status_code == 404
    assert unread(cast) == 1


def test_clients_people_and_strangers_have_no_inbox_here(cast: Cast) -> None:
    assert cast.cleo.browser().get(INBOX).status_code == 404
    assert Browser().get(INBOX).status_code == 302


def test_demo_mails_are_read_in_demo_mode(db: None, settings: Any) -> None:
    settings.DEMO = True
    one = DemoMailFactory(
        subject="<i>Late</i>", text="See http://localhost:8000/o/acme/", html="<script>x</script>", copies=2
    )
    page = Browser().get("/ui/mail")
    assert page.status_code == 200
    assert f"/ui/mail/{one.pk}" in page.text
    assert "&lt;i&gt;Late&lt;/i&gt;" in page.text
    page = Browser().get(f"/ui/mail/{one.pk}")
    assert 'href="http://localhost:8000/o/acme/"' in page.text
    assert "&lt;script&gt;x&lt;/script&gt;" in page.text
    assert "<script>x" not in page.text
    assert one.message_id.strip("<>") in page.text


def test_an_empty_mailbox_says_so(db: None, settings: Any) -> None:
    settings.DEMO = True
    assert "No mail yet" in Browser().get("/ui/mail").text


def test_demo_mails_are_missing_outside_demo_mode(db: None, settings: Any) -> None:
    settings.DEMO = False
    one = DemoMailFactory()
    assert Browser().get("/ui/mail").status_code == 404
    assert Browser().get(f"/ui/mail/{one.pk}").status_code == 404
    assert DemoMail.objects.count() == 1


def test_an_administrator_sends_a_parked_letter_again(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        row = DeliveryFactory(person=cast.ada.person, state="parked")
    browser = Browser()
    browser.force_login(cast.root)
    browser.post("/admin/enter/", {"organization": str(cast.acme.pk), "reason": "A letter is stuck"})
    for page in ("", f"{row.pk}/change/"):
        assert browser.get(f"/admin/notifications/delivery/{page}").status_code == 200
    asked = {"action": "resend", "_selected_action": [str(row.pk)]}
    answer = browser.post("/admin/notifications/delivery/", asked, follow=True)
    assert "1 letter will be sent again." in answer.text
    with tenant_tx(cast.acme.pk):
        assert Delivery.objects.get().state == "pending"
    for model in ("inboxline", "demomail"):
        assert browser.get(f"/admin/notifications/{model}/").status_code == 200
