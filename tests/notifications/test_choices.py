"""What people and projects choose, and the link that turns mails off without signing in."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client as Browser

from notifications import selectors, services
from notifications.models import Delivery, InboxLine, Mute, NoticeChoice, ProjectNotice
from notifications.resolving import Default, Way
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.notifications.tea import choose, ledger, rules, run, tell
from toolkit.errors import BadInput, Denied, Missing
from toolkit.identifiers import uuid7


@pytest.fixture(autouse=True)
def some_rules() -> Iterator[None]:
    locked = Default(Way.MAIL, locked=True)
    with rules("kettle_1", "kettle_2", default=Default(Way.MAIL)), rules("kettle_9", default=locked):
        yield


@pytest.fixture
def sky(cast: Cast) -> Any:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    return project


def ways(cast: Cast, **chosen: Any) -> None:
    services.choose_ways(actor=cast.ada.actor(), ways=chosen)


def inbox(cast: Cast) -> int:
    with tenant_tx(cast.acme.pk):
        return InboxLine.objects.count()


@pytest.mark.parametrize(
    ("way", "lines", "states"),
    [(Way.MAIL, 1, ["pending"]), (Way.DIGEST, 1, ["held"]), (Way.INBOX, 1, []), (Way.OFF, 0, [])],
)
def test_each_hears_in_the_way_she_chose(cast: Cast, way: Way, lines: int, states: list[str]) -> None:
    ways(cast, kettle_1=way)
    tell(cast, cast.ada, "kettle_1", NOW)
    assert inbox(cast) == lines
    assert [row.state for row in ledger(cast)] == states


def test_a_choice_taken_back_follows_the_house(cast: Cast) -> None:
    ways(cast, kettle_1=Way.OFF)
    ways(cast, kettle_1=None)
    tell(cast, cast.ada, "kettle_1", NOW)
    assert [row.state for row in ledger(cast)] == ["pending"]
    with tenant_tx(cast.acme.pk):
        changes = list(AuditLine.objects.order_by("pk").values_list("before", "after"))
    assert changes == [
        ({"rule": "kettle_1", "way": None}, {"way": "off"}),
        ({"rule": "kettle_1", "way": "off"}, {"way": None}),
    ]


def test_what_keeps_accounts_safe_cannot_be_turned_off(cast: Cast) -> None:
    with pytest.raises(services.RuleIsLocked):
        ways(cast, kettle_9=Way.OFF)
    with tenant_tx(cast.acme.pk):
        NoticeChoice.objects.create(person=cast.ada.person, rule="kettle_9", way="off")
        Mute.objects.create(
            person=cast.ada.person, subject_kind="tea.Kettle", subject_id=uuid7(), created_at=NOW
        )
    tell(cast, cast.ada, "kettle_9", NOW)
    assert [row.state for row in ledger(cast)] == ["pending"]


@pytest.mark.parametrize("rule", ["digest", "invitation", "nonsense"])
def test_only_rules_that_people_choose_can_be_chosen(cast: Cast, rule: str) -> None:
    with pytest.raises(services.UnknownRule):
        ways(cast, **{rule: Way.OFF})


def test_what_waits_follows_the_choice(cast: Cast) -> None:
    tell(cast, cast.ada, "kettle_1", NOW)
    tell(cast, cast.ada, "kettle_2", NOW)
    ways(cast, kettle_1=Way.OFF, kettle_2=Way.DIGEST)
    assert {row.rule: row.state for row in ledger(cast)} == {"kettle_1": "dropped", "kettle_2": "held"}
    ways(cast, kettle_2=Way.MAIL)
    assert run(cast, NOW) == 1


def test_half_a_pair_of_quiet_hours_is_refused(cast: Cast) -> None:
    with pytest.raises(BadInput, match="Quiet hours have a beginning and an end"):
        choose(cast, cast.ada, NOW, quiet_since=time(22))


def test_the_house_itself_chooses_nothing(cast: Cast) -> None:
    with pytest.raises(Denied):
        services.choose_ways(actor=cast.system(), ways={"kettle_1": Way.OFF})


def test_a_project_turns_a_rule_off_for_itself_only(cast: Cast, sky: Any) -> None:
    with rules("kettle_5", default=Default(Way.MAIL), of_project=True):
        services.set_project_notice(actor=cast.ada.actor(), project=sky, rule="kettle_5", on=False)
        tell(cast, cast.ada, "kettle_5", NOW, project=sky.pk)
        tell(cast, cast.ada, "kettle_5", NOW, project=uuid7(), version=2)
    assert [row.version for row in ledger(cast)] == [2]


def test_a_project_sets_its_days(cast: Cast, sky: Any) -> None:
    actor = cast.ada.actor()
    services.set_project_notice(actor=actor, project=sky, rule="milestone_due_soon", days=3)
    with tenant_tx(cast.acme.pk):
        assert selectors.project_days(rule="milestone_due_soon") == (7, {sky.pk: 3})
    with pytest.raises(services.DaysOutOfRange):
        services.set_project_notice(actor=actor, project=sky, rule="milestone_due_soon", days=61)


def test_only_those_who_run_the_project_set_its_rules(cast: Cast, sky: Any) -> None:
    for member, error in ((cast.ben, Denied), (cast.zoe, Missing)):
        with pytest.raises((error, Denied, Missing)), tenant_tx(member.organization.pk):
            services.set_project_notice(
                actor=member.actor(), project=sky, rule="milestone_due_soon", on=False
            )
    with tenant_tx(cast.acme.pk):
        assert not ProjectNotice.objects.exists()


def stop_url(cast: Cast) -> str:
    return (
        str(mail.outbox[-1].extra_headers["List-Unsubscribe"])
        .strip("<>")
        .removeprefix("http://localhost:8000")
    )


def test_every_mail_has_a_link_that_stops_its_rule_without_signing_in(cast: Cast) -> None:
    tell(cast, cast.ada, "kettle_1", NOW)
    run(cast, NOW)
    url = stop_url(cast)
    assert url in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page = Browser().get(url)
    assert "Rule kettle_1" in page.text
    assert "Ada" not in page.text
    answer = Browser(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "no more mails" in answer.text
    tell(cast, cast.ada, "kettle_1", NOW, version=2)
    tell(cast, cast.ada, "kettle_2", NOW)
    tell(cast, cast.ben, "kettle_1", NOW)
    waiting = {(row.rule, row.person_id) for row in ledger(cast, state="pending")}
    assert waiting == {("kettle_2", cast.ada.person.pk), ("kettle_1", cast.ben.person.pk)}
    assert inbox(cast) == 4


def test_looking_at_the_link_changes_nothing_and_using_it_twice_neither(cast: Cast) -> None:
    tell(cast, cast.ada, "kettle_1", NOW)
    run(cast, NOW)
    url = stop_url(cast)
    Browser().get(url)
    with tenant_tx(cast.acme.pk):
        assert not NoticeChoice.objects.exists()
    assert [Browser().post(url).status_code for _again in range(2)] == [200, 200]
    with tenant_tx(cast.acme.pk):
        assert [row.way for row in NoticeChoice.objects.all()] == ["inbox"]
        assert AuditLine.objects.filter(action="notifications.stop_by_link").count() == 1


@pytest.mark.parametrize("token", ["nonsense", "a:b:c", "x" * 300])
def test_a_link_that_was_not_made_here_is_missing(db: None, token: str) -> None:
    for method in ("get", "post"):
        assert getattr(Browser(), method)(f"/notices/stop/{token}/").status_code == 404


def test_a_link_signed_for_something_else_is_missing(cast: Cast) -> None:
    from django.core import signing

    other = signing.dumps([str(cast.acme.pk), str(cast.ada.person.pk), "kettle_1"], salt="something else")
    assert Browser().post(f"/notices/stop/{other}/").status_code == 404


def test_the_link_of_one_house_opens_nothing_in_another(cast: Cast) -> None:
    tell(cast, cast.ada, "kettle_1", NOW)
    token = services.stop_token(ledger(cast)[0])
    with pytest.raises(Missing):
        services.stop_by_link(actor=cast.system(organization=cast.zenith), token=token)


def test_what_cannot_be_turned_off_has_no_such_link(cast: Cast) -> None:
    tell(cast, cast.ada, "kettle_9", NOW)
    run(cast, NOW)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "It cannot be turned off." in mail.outbox[0].body


def test_stopping_a_digest_stops_all_that_came_in_it(cast: Cast) -> None:
    ways(cast, kettle_1=Way.DIGEST)
    tell(cast, cast.ada, "kettle_1", NOW)
    run(cast, NOW + timedelta(days=4))
    Browser().post(stop_url(cast))
    tell(cast, cast.ada, "kettle_1", NOW, version=2)
    with tenant_tx(cast.acme.pk):
        assert not Delivery.objects.filter(version=2, rule="kettle_1").exists()
