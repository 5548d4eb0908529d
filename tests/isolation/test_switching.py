"""One person in two organizations: the address says which one is meant, and nothing else does."""

import pytest
from django.test import Client as Browser

from planning.models import Task
from tenancy.models import Membership, Person
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory
from tests.house.inputs import INPUTS
from tests.isolation.walking import fingerprint

pytestmark = pytest.mark.threat("T-027")


@pytest.fixture
def both(house) -> Browser:
    """Ada also manages the rival's project, with the same login."""
    user, rival = house.cast.ada.user, house.rival
    with tenant_tx(rival.cast.acme.pk):
        person = Person.objects.create(name="Ada", email=user.email, user=user)
        Membership.objects.create(person=person, user=user, role="PM")
        MemberFactory(project=rival.project, person=person)
    return house.cast.ada.browser()


def add(world) -> str:
    return f"/o/{world.cast.acme.slug}/projects/{world.project.key}/plan/add/"


def names(world) -> set[str]:
    with tenant_tx(world.cast.acme.pk):
        return set(Task.objects.filter(project=world.project).values_list("name", flat=True))


def test_a_form_opened_in_one_is_written_there_after_a_visit_to_the_other(house, both):
    assert both.get(add(house.own)).status_code == 200
    assert both.get(add(house.rival)).status_code == 200
    before = fingerprint([house.rival.cast.acme.pk])
    answer = both.post(add(house.own), {"name": "Written at Acme", "kind": "task"})
    assert answer.status_code == 302
    assert "Written at Acme" in names(house.own)
    assert fingerprint([house.rival.cast.acme.pk]) == before


def test_what_one_form_offered_is_unknown_to_the_other(house, both):
    """The same login, both organizations open: the people of one are nobody in the other."""
    body = INPUTS["planning_add_task"](house.own)
    answer = both.post(add(house.rival), {**body, "parent": ""})
    assert answer.status_code == 422
    assert body["name"] not in names(house.rival)


def test_each_shows_its_own_words_only(house, both):
    marks = house.own.marks.internal, house.rival.marks.internal
    for world, mine, theirs in ((house.own, *marks), (house.rival, *reversed(marks))):
        page = both.get(f"/o/{world.cast.acme.slug}/projects/{world.project.key}/plan/").content.decode()
        assert mine in page
        # the switcher names the organizations of the login, and nothing in them
        assert page.count(theirs) == page.count(f"{theirs} Zenith")
