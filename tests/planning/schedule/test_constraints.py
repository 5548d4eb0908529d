"""A constraint named by its day, through the form and the API."""

from datetime import date

import pytest

from planning import services
from planning.models import Task
from tenancy.scope import tenant_tx

pytestmark = pytest.mark.django_db
TASK = "/o/acme/projects/SKY/tasks/3/"


def held(cast):
    with tenant_tx(cast.acme.pk):
        task = Task.objects.get(number=3)
    return task.constraint_type, task.constraint_at and task.constraint_at.isoformat()


@pytest.mark.parametrize(
    ("kind", "instant"),
    [("SNET", "2026-12-01T07:00:00+00:00"), ("FNLT", "2026-12-01T16:00:00+00:00")],
)
def test_it_holds_from_the_opening_or_to_the_closing_of_its_day(cast, chain, kind, instant):
    with tenant_tx(cast.acme.pk):
        services.edit_task(
            actor=cast.ada.actor(),
            task=chain["Review"],
            constraint_type=kind,
            constraint_on=date(2026, 12, 1),
        )
    assert held(cast) == (kind, instant)


def test_a_constraint_about_a_day_needs_one(cast, chain):
    with tenant_tx(cast.acme.pk), pytest.raises(services.ConstraintDayMissing):
        services.edit_task(actor=cast.ada.actor(), task=chain["Review"], constraint_type="MSO")


def test_the_form_shows_and_clears_it(cast, chain):
    browser = cast.ada.browser()
    given = {"name": "Review", "constraint_type": "SNET", "constraint_on": "2026-12-01", "version": "1"}
    assert browser.post(f"{TASK}edit/", given).status_code == 302
    assert 'value="2026-12-01"' in browser.get(f"{TASK}edit/").text
    given |= {"constraint_type": "ASAP", "version": "2"}
    assert browser.post(f"{TASK}edit/", given).status_code == 302
    assert held(cast) == ("ASAP", None)


def test_the_api_takes_it(cast, chain):
    answer = cast.ada.browser().patch(
        f"/api/v1{TASK}",
        {"constraint_type": "MFO", "constraint_on": "2026-12-04"},
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )
    assert answer.status_code == 200, answer.content
    assert held(cast) == ("MFO", "2026-12-04T16:00:00+00:00")
