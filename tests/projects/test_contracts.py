"""Engagements: frozen by the signature, amended with a record of before and after, expiring in time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from projects import selectors, services
from projects.models import Engagement, EngagementAmendment
from tenancy.models import AuditLine, Event
from tenancy.transitions import StateRefused
from tests.cast import NOW, add_member
from tests.factories.projects import MemberFactory
from toolkit.errors import BadInput, Denied, Missing, Stale

pytestmark = pytest.mark.usefixtures("inside")
LEAP = date(2028, 2, 29)


@pytest.fixture
def engagement(cast, head) -> Engagement:
    made = services.add_engagement(
        actor=head.actor(),
        client_id=cast.skyharp.pk,
        code="MSA-SKY",
        title="Master agreement",
        starts_on=date(2026, 1, 1),
        ends_on=LEAP,
        notice_on=date(2027, 8, 31),
        liability_cap=Decimal("7348800.55"),
        currency="USD",
    )
    return services.change_engagement_state(actor=head.actor(), engagement=made, step="sign")


def test_it_keeps_money_as_it_was_written_and_a_leap_day(engagement):
    stored = Engagement.objects.get()
    assert (stored.liability_cap, stored.ends_on) == (Decimal("7348800.55"), LEAP)
    assert stored.signed_on == NOW.date()


def test_a_signed_one_is_changed_by_an_amendment_only(head, engagement):
    with pytest.raises(services.EngagementSigned):
        services.update_engagement(actor=head.actor(), engagement=engagement, governing_law="Poland")
    services.amend_engagement(
        actor=head.actor(),
        engagement=engagement,
        effective_on=date(2026, 12, 1),
        reason="New cap",
        liability_cap=Decimal("8000000"),
    )
    kept = EngagementAmendment.objects.get()
    assert (kept.number, kept.before, kept.after) == (
        1,
        {"liability_cap": "7348800.55"},
        {"liability_cap": "8000000"},
    )
    assert Engagement.objects.get().liability_cap == Decimal("8000000")


def test_an_amendment_changes_something_and_says_why(head, engagement):
    told = {"actor": head.actor(), "engagement": engagement, "effective_on": date(2026, 12, 1)}
    with pytest.raises(services.NothingAmended):
        services.amend_engagement(**told, reason="why", ends_on=LEAP)
    with pytest.raises(services.ReasonMissing):
        services.amend_engagement(**told, reason=" ", ends_on=None)


def test_of_two_amendments_at_once_one_is_recorded(head, engagement):
    same = Engagement.objects.get()
    told = {"actor": head.actor(), "effective_on": date(2026, 12, 1), "reason": "why"}
    services.amend_engagement(**told, engagement=engagement, governing_law="Poland")
    with pytest.raises(Stale):
        services.amend_engagement(**told, engagement=same, governing_law="Norway")
    assert EngagementAmendment.objects.count() == 1


def test_amendments_are_never_rewritten(head, engagement):
    services.amend_engagement(
        actor=head.actor(),
        engagement=engagement,
        effective_on=date(2026, 12, 1),
        reason="why",
        governing_law="Poland",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('milepost_app', 'projects_engagementamendment', 'UPDATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 7, 31), "signed"),
        (date(2027, 8, 1), "expiring"),
        (LEAP, "expiring"),
        (date(2028, 3, 1), "ended"),
    ],
)
def test_days_do_their_work_once(cast, engagement, day, state):
    now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    actor = cast.system(now=now)
    changed = services.keep_terms(actor=actor, now=now)
    lines = AuditLine.objects.count()
    assert Engagement.objects.get().state == state
    assert changed == (state != "signed")
    assert services.keep_terms(actor=actor, now=now) == 0
    assert AuditLine.objects.count() == lines
    told = Event.objects.filter(name="projects.EngagementExpiring").count()
    assert told == (state == "expiring")


def test_one_whose_end_moves_on_runs_again(cast, head, engagement):
    now = datetime(2027, 8, 20, 9, tzinfo=UTC)
    services.keep_terms(actor=cast.system(now=now), now=now)
    engagement.refresh_from_db()
    services.amend_engagement(
        actor=replace(head.actor(), now=now),
        engagement=engagement,
        effective_on=now.date(),
        reason="three more years",
        ends_on=date(2031, 2, 28),
        notice_on=date(2030, 8, 31),
    )
    assert engagement.state == "signed"
    assert services.keep_terms(actor=cast.system(now=now), now=now) == 0


def test_it_ends_not_before_it_begins_and_notice_comes_before_the_end(cast, head):
    told = {"actor": head.actor(), "client_id": cast.skyharp.pk, "title": "x", "starts_on": LEAP}
    with pytest.raises(BadInput, match="before the first"):
        services.add_engagement(**told, code="A1", ends_on=date(2028, 2, 28))
    with pytest.raises(BadInput, match="Notice"):
        services.add_engagement(**told, code="A2", ends_on=LEAP, notice_on=date(2028, 3, 1))
    with pytest.raises(BadInput, match="currency"):
        services.add_engagement(**told, code="A3", liability_cap=Decimal(5))


def test_who_knows_of_it(cast, sky, tdw, engagement):
    finance = add_member(cast.acme, "Fiona", "FI")
    manager = add_member(cast.acme, "Mia", "PM")
    MemberFactory(project=tdw, person=manager.person)
    seen = {
        name: selectors.engagements(actor=actor).count()
        for name, actor in {
            "ada": cast.ada.actor(),
            "another manager": manager.actor(),
            "ben": cast.ben.actor(),
            "olga": cast.olga.actor(),
            "finance": finance.actor(),
            "cleo": cast.cleo.actor(),
        }.items()
    }
    assert seen == {
        "ada": 1,
        "another manager": 0,
        "ben": 0,
        "olga": 0,
        "finance": 1,
        "cleo": 0,
    }
    with pytest.raises(Denied):
        selectors.engagement_by_code(actor=cast.ben.actor(), code="MSA-SKY")
    with pytest.raises(Missing):
        selectors.engagement_by_code(actor=manager.actor(), code="MSA-SKY")


def test_a_project_runs_under_contracts_of_its_own_client(cast, head, sky, tdw, engagement):
    services.set_contract(actor=cast.ada.actor(), project=sky, engagement_id=engagement.pk)
    assert sky.engagement_id == engagement.pk
    with pytest.raises(services.ContractMismatch):
        services.set_contract(actor=head.actor(), project=tdw, engagement_id=engagement.pk)


def test_managers_sign_nothing(cast, sky, engagement):
    with pytest.raises(Denied):
        services.change_engagement_state(
            actor=cast.ada.actor(), engagement=engagement, step="end", reason="x"
        )
    with pytest.raises(StateRefused):
        services.change_engagement_state(actor=cast.system(), engagement=engagement, step="sign")
