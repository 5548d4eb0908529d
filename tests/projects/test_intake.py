"""A request is asked, looked at, decided on by somebody else, and becomes one project."""

from datetime import date
from decimal import Decimal

import pytest

from projects import selectors, services
from projects.models import IntakeRequest, Project, ProjectMember
from tenancy.models import AuditLine, Event
from tenancy.rules import SamePerson
from tests.cast import add_member
from toolkit.errors import BadInput, Denied, Missing, Stale

pytestmark = pytest.mark.usefixtures("inside")


def ask(cast, **fields) -> IntakeRequest:
    told = {"title": "Loyalty desk", "why": "They ask.", "client_id": cast.skyharp.pk, **fields}
    return services.request_project(actor=cast.ada.actor(), **told)


def approved(cast, head, **fields) -> IntakeRequest:
    request = ask(cast, **fields)
    for step in ("take_up", "approve"):
        services.change_request_state(actor=head.actor(), request=request, step=step)
    return request


def test_numbers_count_up_and_money_stays(cast):
    first = ask(cast, value=Decimal("1180000.01"), currency="USD", wanted_on=date(2028, 2, 29))
    assert (first.number, ask(cast).number) == (1, 2)
    assert IntakeRequest.objects.get(number=1).value == Decimal("1180000.01")


def test_it_names_a_client_or_a_new_one(cast):
    with pytest.raises(BadInput, match="client"):
        ask(cast, client_id=None)
    assert ask(cast, client_id=None, client_name="Nordlicht").client_name == "Nordlicht"


def test_who_asks_does_not_decide(cast, head):
    request = ask(cast)
    with pytest.raises(Denied):
        services.change_request_state(actor=cast.ada.actor(), request=request, step="take_up")
    services.change_request_state(actor=head.actor(), request=request, step="take_up")
    IntakeRequest.objects.update(requester=head.person)
    request.refresh_from_db()
    with pytest.raises(SamePerson):
        services.change_request_state(actor=head.actor(), request=request, step="approve")


def test_of_two_deciders_one_is_first(cast, head):
    other = add_member(cast.acme, "Hilda", "DH")
    request = ask(cast)
    services.change_request_state(actor=head.actor(), request=request, step="take_up")
    mine, theirs = IntakeRequest.objects.get(), IntakeRequest.objects.get()
    services.change_request_state(actor=head.actor(), request=mine, step="approve")
    with pytest.raises(Stale):
        services.change_request_state(actor=other.actor(), request=theirs, step="decline", reason="no")
    assert IntakeRequest.objects.get().decider_id == head.person.pk


def test_an_approved_one_becomes_a_project_with_all_that_goes_with_it(cast, head):
    request = approved(cast, head, title_zh="常旅客专席", wanted_on=date(2027, 2, 1))
    engagement = services.add_engagement(
        actor=head.actor(), client_id=cast.skyharp.pk, code="MSA", title="A", starts_on=date(2026, 1, 1)
    )
    project = services.open_requested(
        actor=head.actor(),
        request=request,
        key="LOY",
        currency="USD",
        manager_id=cast.ada.person.pk,
        engagement_id=engagement.pk,
        template_key="voice",
    )
    stored = Project.objects.get(key="LOY")
    assert (stored.name, stored.name_zh, stored.planned_start) == (
        "Loyalty desk",
        "常旅客专席",
        date(2027, 2, 1),
    )
    assert (stored.engagement_id, stored.template_key) == (engagement.pk, "voice")
    assert list(stored.requests.values_list("number", "state")) == [(request.number, "opened")]
    assert ProjectMember.objects.get(project=project).person_id == cast.ada.person.pk
    assert Event.objects.filter(name="projects.RequestOpened", project=project.pk).exists()


def test_of_two_conversions_one_opens_one_project(cast, head):
    approved(cast, head)
    mine, theirs = IntakeRequest.objects.get(), IntakeRequest.objects.get()
    services.open_requested(actor=head.actor(), request=mine, key="ONE", currency="USD")
    lines = AuditLine.objects.count()
    with pytest.raises(Stale):
        services.open_requested(actor=head.actor(), request=theirs, key="TWO", currency="USD")
    with pytest.raises(services.RequestNotApproved):
        services.open_requested(
            actor=head.actor(), request=IntakeRequest.objects.get(), key="TWO", currency="USD"
        )
    assert Project.objects.count() == 1
    assert AuditLine.objects.count() == lines


def test_a_key_in_use_opens_nothing(cast, head, sky):
    request = approved(cast, head)
    with pytest.raises(BadInput, match="key"):
        services.open_requested(actor=head.actor(), request=request, key="SKY", currency="USD")
    assert IntakeRequest.objects.get().state == "approved"


def test_a_new_client_is_added_first(cast, head):
    request = approved(cast, head, client_id=None, client_name="Nordlicht")
    with pytest.raises(services.ClientMissing):
        services.open_requested(actor=head.actor(), request=request, key="NOR", currency="USD")
    project = services.open_requested(
        actor=head.actor(),
        request=IntakeRequest.objects.get(),
        key="NOR",
        currency="USD",
        client_id=cast.tidewell.pk,
    )
    assert project.client_id == cast.tidewell.pk


def test_one_sees_the_own_ones_and_heads_see_all(cast, head):
    ask(cast)
    lead = add_member(cast.acme, "Lena", "TL")
    services.request_project(actor=lead.actor(), title="More", why="growth", client_id=cast.tidewell.pk)
    seen = {
        name: [one.title for one in selectors.requests(actor=actor)]
        for name, actor in {
            "ada": cast.ada.actor(),
            "lena": lead.actor(),
            "head": head.actor(),
            "ben": cast.ben.actor(),
            "olga": cast.olga.actor(),
        }.items()
    }
    assert seen == {
        "ada": ["Loyalty desk"],
        "lena": ["More"],
        "head": ["More", "Loyalty desk"],
        "ben": [],
        "olga": [],
    }
    with pytest.raises(Missing):
        selectors.request_by_number(actor=lead.actor(), number=1)
    theirs = IntakeRequest.objects.get(number=1)
    for refused in (
        lambda: services.update_request(actor=lead.actor(), request=theirs, why="x"),
        lambda: services.change_request_state(
            actor=lead.actor(), request=theirs, step="withdraw", reason="x"
        ),
    ):
        with pytest.raises(Denied):
            refused()


def test_what_was_decided_on_stays_as_it_was_asked(cast, head):
    request = approved(cast, head)
    with pytest.raises(services.RequestDecided):
        services.update_request(actor=cast.ada.actor(), request=request, why="more")


def test_what_resembles_it_is_named_and_nothing_else(cast, head, sky, tdw):
    Project.objects.filter(key="TDW").update(name="Customer loyalty desk")
    ask(cast)
    request = ask(cast, title="Customer desk")
    projects, others = selectors.similar(actor=cast.ada.actor(), request=request)
    assert ([one.key for one in projects], [one.number for one in others]) == (["SKY"], [1])
    request.client_id = cast.tidewell.pk
    assert selectors.similar(actor=cast.ada.actor(), request=request)[0] == []
    assert [one.key for one in selectors.similar(actor=head.actor(), request=request)[0]] == ["TDW"]


def test_counts_by_state(cast, head):
    approved(cast, head)
    ask(cast)
    assert selectors.request_counts(actor=head.actor()) == {"requested": 1, "approved": 1}
