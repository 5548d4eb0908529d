"""Who sees which project, and what is asked of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from projects import selectors
from projects.models import Project
from tenancy.actors import Actor
from tenancy.rules import REGISTRY, allowed
from tests.cast import NOW, add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Missing

pytestmark = pytest.mark.usefixtures("inside")


def keys(actor: Actor) -> list[str]:
    return [project.key for project in selectors.projects(actor=actor)]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("ada", ["SKY"]), ("ben", ["SKY"]), ("ida", []), ("olga", ["SKY", "TDW"]), ("cleo", []), ("carl", [])],
)
def test_who_sees_what(cast, sky, tdw, name, seen):
    assert keys(getattr(cast, name).actor()) == seen


def test_the_system_and_platform_staff_see_all(cast, sky, tdw):
    platform = cast.olga.actor()
    platform = Actor(organization=platform.organization, now=NOW, roles=frozenset({"platform"}))

    assert keys(cast.system()) == keys(platform) == ["SKY", "TDW"]


def test_clients_see_their_own_shared_ones(cast, sky, tdw):
    Project.objects.update(visibility="shared")

    assert keys(cast.cleo.actor()) == ["SKY"]
    assert keys(cast.carl.actor()) == ["TDW"]


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [(0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True)],
)
def test_a_membership_holds_from_its_first_to_its_last_day(cast, tdw, first, last, seen):
    today = date(2026, 11, 20)
    ends_on = None if last is None else today + timedelta(days=last)
    MemberFactory(
        project=tdw, person=cast.ben.person, starts_on=today + timedelta(days=first), ends_on=ends_on
    )

    assert keys(cast.ben.actor()) == (["TDW"] if seen else [])


def test_the_day_of_a_membership_is_the_organizations(cast, tdw):
    MemberFactory(project=tdw, person=cast.ben.person, role="TL", starts_on="2026-11-21")
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert selectors.roles(cast.ben.actor(late), tdw.pk) == {"TL"}
    assert selectors.roles(cast.ben.actor(late - timedelta(hours=1)), tdw.pk) == frozenset()


def test_the_list_and_the_policy_agree_for_every_role(cast, sky, tdw):
    """Whom the list shows a project may view it, and nobody else."""
    actors = [getattr(cast, name).actor() for name in ("ada", "ben", "ida", "olga", "cleo", "carl")]
    for role in ("DH", "FI", "AU", "TL", "QA", "WF"):
        member = add_member(cast.acme, f"Role{role}", role)
        actors.append(member.actor())
        if role in ("TL", "QA", "WF"):
            MemberFactory(project=tdw, person=member.person, role=role)
            actors.append(member.actor())
    for actor in actors:
        for project in (sky, tdw):
            assert (project.key in keys(actor)) is allowed(actor, "projects.view_project", project), actor


def test_every_policy_names_known_roles():
    known = {"TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "CS", "CV", "AU", "BG", "platform"}

    assert all(rule.roles <= known for name, rule in REGISTRY.items() if name.startswith("projects."))


def test_an_unknown_and_a_hidden_key_answer_alike(cast, sky, tdw):
    for key in ("TDW", "NONE"):
        with pytest.raises(Missing):
            selectors.project_by_key(actor=cast.ada.actor(), key=key)


def test_a_withdrawn_project_is_missing(cast, sky):
    Project.objects.update(withdrawn_at=NOW)

    with pytest.raises(Missing):
        selectors.project_by_key(actor=cast.olga.actor(), key="SKY")


def test_the_header_in_one_query(cast, sky, django_assert_num_queries):
    actor = cast.ada.actor()
    with django_assert_num_queries(1):
        header = selectors.project_header(actor=actor, key="SKY")

    assert (header.id, header.client_name, header.stage) == (sky.pk, "Skyharp Airlines", "L0")


def test_roles_are_asked_once_per_request(cast, sky, django_assert_num_queries):
    actor = cast.ada.actor()
    with django_assert_num_queries(1):
        assert selectors.roles(actor, sky.pk) == {"PM"}
        assert selectors.roles(actor) == {"PM"}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_one_query(cast, sky, count, django_assert_num_queries):
    for n in range(count):
        project = ProjectFactory(client=cast.tidewell, key=f"MORE{n}")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=sky, person=add_member(cast.acme, f"More{n}", "AG").person, role="AG")
    actor = cast.ada.actor()

    with django_assert_num_queries(1):
        assert len(selectors.projects(actor=actor).values("key", "client__name")) == 1 + count
    with django_assert_num_queries(1):
        assert len(selectors.members(actor=actor, project=sky).values("person__name")) == 2 + count
    with django_assert_num_queries(1):
        assert selectors.people_in_role(actor=actor, project_ids=[sky.pk], role="PM") == {
            sky.pk: [cast.ada.person.pk]
        }


def test_members_of_a_hidden_project_stay_hidden(cast, sky, tdw):
    MemberFactory(project=tdw, person=cast.ida.person)

    assert not selectors.members(actor=cast.ada.actor(), project=tdw).exists()


def test_today_is_the_projects_own(sky):
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert selectors.today_of(project=sky, now=late) == date(2026, 11, 21)
