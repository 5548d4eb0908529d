"""People and the projects they work on: who has left is offered nowhere."""

from datetime import date, timedelta

import pytest

from projects import services as projects
from projects.forms import person_choices
from projects.handlers import release_from_projects
from projects.models import ProjectMember
from projects.selectors import people_of
from tenancy import services
from tenancy.events import PersonLeft
from tenancy.listeners import Handling, while_handling
from tenancy.scope import bound_to, tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied


@pytest.fixture
def sky(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=project, person=cast.ada.person)
        for role, starts, ends in (
            ("AG", date(2026, 3, 1), None),
            ("TL", NOW.date() + timedelta(days=9), None),
            ("QA", date(2026, 1, 1), date(2026, 2, 28)),
        ):
            MemberFactory(project=project, person=cast.ben.person, role=role, starts_on=starts, ends_on=ends)
        return project


def let_ben_leave(cast) -> None:
    services.leave(actor=cast.olga.actor(), person=cast.ben.person, reason="moved")
    fact = PersonLeft(cast.acme.pk, cast.ben.person.pk, "Olga")
    for _time in range(2):
        with bound_to(cast.acme.pk), while_handling(Handling(cast.acme.pk, NOW)):
            release_from_projects(fact)


def test_a_leaver_is_released_and_stays_in_the_records(cast, sky):
    let_ben_leave(cast)
    with tenant_tx(cast.acme.pk):
        places = ProjectMember.objects.filter(person=cast.ben.person).order_by("role")
        assert [(place.role, place.ends_on) for place in places] == [
            ("AG", date(2026, 11, 19)),
            ("QA", date(2026, 2, 28)),
            ("TL", NOW.date() + timedelta(days=9)),
        ]
        assert [one["person__name"] for one in people_of(actor=cast.ada.actor(), project=sky)] == ["Ada"]


def test_a_leaver_is_offered_and_taken_nowhere(cast, sky):
    with tenant_tx(cast.acme.pk):
        assert "Ben" in dict(person_choices(cast.ada.actor())).values()
    let_ben_leave(cast)
    with tenant_tx(cast.acme.pk):
        assert "Ben" not in dict(person_choices(cast.ada.actor())).values()
    with pytest.raises(projects.PersonGone):
        projects.add_member(actor=cast.ada.actor(), project=sky, person_id=cast.ben.person.pk, role="WF")


def test_only_the_house_admits_and_releases(cast, sky):
    for act in (
        lambda: projects.release_person(actor=cast.ada.actor(), person_id=cast.ben.person.pk),
        lambda: projects.join_invited(
            actor=cast.ada.actor(), person_id=cast.ben.person.pk, invitation_id=sky.pk, role="TL"
        ),
    ):
        with pytest.raises(Denied):
            act()
