"""The inbox: put off, muted, narrowed, exported, and as fast with many lines."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notifications import selectors, services
from notifications.models import InboxLine
from notifications.services.snoozing import DayMissing
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.notifications import InboxLineFactory
from toolkit.identifiers import uuid7

INBOX = "/o/acme/inbox/"


def line(cast: Cast, **more: Any) -> InboxLine:
    with tenant_tx(cast.acme.pk):
        found: InboxLine = InboxLineFactory(person=cast.ada.person, **more)
    return found


def unread(cast: Cast, now: datetime) -> int:
    with tenant_tx(cast.acme.pk):
        return selectors.unread_count(actor=cast.ada.actor(now))


@pytest.mark.parametrize(
    ("when", "day", "back"),
    [
        ("hour", None, datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("tomorrow", None, datetime(2026, 11, 21, 8, tzinfo=UTC)),
        ("monday", None, datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("day", date(2026, 12, 1), datetime(2026, 12, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_line_that_was_put_off_comes_back_unread(
    cast: Cast, when: str, day: date | None, back: datetime
) -> None:
    services.snooze_line(actor=cast.ada.actor(), line=line(cast, read_at=NOW), when=when, day=day)
    assert [unread(cast, back - timedelta(seconds=1)), unread(cast, back)] == [0, 1]


def test_a_day_must_be_named_and_lie_ahead(cast: Cast) -> None:
    one = line(cast)
    with pytest.raises(DayMissing):
        services.snooze_line(actor=cast.ada.actor(), line=one, when="day")
    with pytest.raises(services.SnoozeIsOver):
        services.snooze_line(actor=cast.ada.actor(), line=one, when="day", day=NOW.date())


def test_reading_all_leaves_what_is_put_off(cast: Cast) -> None:
    services.snooze_line(actor=cast.ada.actor(), line=line(cast), when="monday")
    line(cast)
    assert services.mark_all_read(actor=cast.ada.actor()) == 1
    assert unread(cast, NOW + timedelta(days=7)) == 1


def test_a_line_can_be_brought_back_early(cast: Cast) -> None:
    one = line(cast)
    services.snooze_line(actor=cast.ada.actor(), line=one, when="monday")
    services.wake_line(actor=cast.ada.actor(), line=one)
    assert unread(cast, NOW) == 1


def test_a_muted_record_tells_nothing_more(cast: Cast) -> None:
    from tests.notifications.test_services import tell

    tell(cast, cast.ada)
    with tenant_tx(cast.acme.pk):
        one = InboxLine.objects.get()
    services.mute_record(actor=cast.ada.actor(), line=one)
    tell(cast, cast.ada, cast.ben, version=2)
    with tenant_tx(cast.acme.pk):
        assert list(InboxLine.objects.order_by("pk").values_list("person__name", flat=True)) == ["Ada", "Ben"]
    services.unmute_record(actor=cast.ada.actor(), line=one)
    assert tell(cast, cast.ada, version=3) == 1


def test_the_pages_put_off_and_mute(cast: Cast) -> None:
    one, browser = line(cast), cast.ada.browser()
    assert browser.get(f"{INBOX}{one.pk}/snooze/").status_code == 200
    answer = browser.post(f"{INBOX}{one.pk}/snooze/", {"when": "hour"}, follow=True)
    assert "It comes back" in answer.text
    assert "Everything is read." in answer.text
    assert "Bring back" in browser.get(f"{INBOX}?snoozed=true").text
    assert browser.post(f"{INBOX}{one.pk}/snooze/", {"when": "day"}).status_code == 422
    browser.post(f"{INBOX}{one.pk}/wake/")
    browser.post(f"{INBOX}{one.pk}/mute/")
    assert "Muted" in browser.get(INBOX).text


def test_lines_of_one_project_or_rule(cast: Cast) -> None:
    project = uuid7()
    line(cast, project=project, project_name="SKY Customer care", context={"kettle": "Mine"})
    line(cast, rule="milestone_overdue", context={"kettle": "Other"})
    browser = cast.ada.browser()
    of_project = browser.get(f"{INBOX}?project={project}").text
    assert ("Boiled: Mine" in of_project, "Boiled: Other" in of_project) == (True, False)
    of_rule = browser.get(f"{INBOX}?rule=milestone_overdue").text
    assert ("Boiled: Mine" in of_rule, "Boiled: Other" in of_rule) == (False, True)
    assert browser.get(f"{INBOX}?project={uuid7()}").status_code == 400


def test_the_export_has_a_value_in_every_column(cast: Cast) -> None:
    line(cast, project_name="SKY")
    text = cast.ada.browser().get(f"{INBOX}?format=csv").content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    assert head == ["What", "Project", "Rule", "When"]
    assert all(row)


def test_five_thousand_lines_cost_no_more_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    with tenant_tx(cast.acme.pk):
        lines = [InboxLineFactory.build(person=cast.ada.person, organization=cast.acme) for _n in range(5000)]
        InboxLine.objects.bulk_create(lines, batch_size=1000)
    browser = cast.ada.browser()
    browser.get(INBOX)
    with django_assert_num_queries(14):
        page = browser.get(INBOX)
    assert page.text.count(">Boiled:") == 50


def test_a_machine_reads_and_puts_off(cast: Cast, client: Any) -> None:
    with tenant_tx(cast.acme.pk):
        one = InboxLineFactory(person=cast.ida.person)
    base = "/api/v1/o/acme/inbox/"
    assert [row["id"] for row in client.get(base, **cast.api()).json()["results"]] == [str(one.pk)]
    body = {"data": '{"when": "monday"}', "content_type": "application/json"}
    answer = client.post(f"{base}{one.pk}/snooze/", **body, **cast.api())
    assert answer.json()["snoozed_until"] is not None
    for verb in ("wake", "read", "mute", "unmute"):
        assert client.post(f"{base}{one.pk}/{verb}/", **cast.api()).status_code == 204
