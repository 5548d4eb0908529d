"""What G1 asks of planning."""

import pytest

from planning import services
from planning.models import Task
from planning.services.signatures import ask_signature
from projects.gates import criteria, unmet
from records.models import Ask
from tests.cast import NOW
from tests.records.asking import answer

pytestmark = pytest.mark.usefixtures("inside")
OURS = ("planning.charter", "planning.charter_signed", "planning.objective", "planning.milestone")


def found(desk):
    every = criteria(gate="G1", actor=desk.cast.ada.actor(), project=desk.project, as_of=NOW.date())
    return {name: every[name] for name in OURS}


def test_at_first_nothing_is_met_and_each_says_what_is_missing(desk):
    first = found(desk)
    assert [one.met for one in first.values()] == [False] * 4
    assert all(str(one.why_not) and one.url.startswith("/o/acme/projects/SKY/") for one in first.values())
    assert set(unmet(first)) == set(OURS) - {"planning.charter_signed"}


def test_each_is_met_by_its_record(desk):
    ada = desk.cast.ada.actor()
    charter = desk.approved(title="The charter")
    desk.step(desk.add("objective"), "agree")
    milestone = {"kind": Task.Kind.MILESTONE, "due": NOW.date()}
    services.add_task(actor=ada, project=desk.project, name="Go live", **milestone)
    now = found(desk)
    assert [one.met for one in now.values()] == [True, False, True, True]
    said = [str(one.evidence) for one in now.values()]
    assert said == ["CH1 The charter (v1)", "", "OB1", "1 milestone"]
    ask_signature(actor=ada, subject=charter, person_id=desk.cast.cleo.person.pk)
    answer(Ask.objects.get(pk=charter.ask_id), "agree")
    signed = found(desk)["planning.charter_signed"]
    assert (signed.met, str(signed.evidence)) == (True, "CH1 Signed")


def test_drafts_and_other_projects_count_for_nothing(desk):
    desk.step(desk.add("charter"), "submit")
    desk.add("objective")
    assert [one.met for one in found(desk).values()] == [False] * 4
