"""Who hears of a record: its owner and its watchers, never the one who did it; and when it is due."""

from datetime import date

import pytest

from notifications.models import InboxLine
from planning.registers import OBJECTIVES
from projects.registers import many, services
from records.needing import Band, needs
from tenancy.dispatch import dispatch_events
from tests.cast import NOW
from toolkit.many import Picked

SMART = {"metric": "Minutes", "baseline": 1, "target": 2}
TODAY = date(2026, 11, 20)


def add(kept, owner=None, due=date(2026, 11, 13), **more):
    owner_id = getattr(kept.cast, owner).person.pk if owner else None
    values = {
        "title": "Answer fast",
        "level": "primary",
        "due_on": due,
        "owner_id": owner_id,
        **SMART,
        **more,
    }
    with kept.inside():
        return services.add_record(actor=kept.ada, register=OBJECTIVES, project=kept.project, **values)


def step(kept, made, verb, who="ada"):
    actor = getattr(kept.cast, who).actor()
    with kept.inside():
        made.refresh_from_db()
        return services.step_record(actor=actor, register=OBJECTIVES, subject=made, step=verb)


def told(kept):
    """Hands the facts out; answers who was told under which rule."""
    dispatch_events(organization_id=kept.cast.acme.pk, now=NOW)
    with kept.inside():
        return sorted(InboxLine.objects.values_list("person__name", "rule"))


def test_whoever_gets_a_record_hears_of_it(kept):
    add(kept, "ben")
    add(kept, "ada")
    assert told(kept) == [("Ben", "record_given")], "Ada took hers herself"


def test_a_new_owner_hears_and_one_who_lost_it_meanwhile_does_not(kept):
    made = add(kept, "ada")
    with kept.inside():
        same = {"actor": kept.ada, "register": OBJECTIVES}
        services.edit_record(**same, subject=made, owner_id=kept.cast.ben.person.pk)
        services.edit_record(**same, subject=made, owner_id=None)
    assert told(kept) == []


def test_many_new_rows_of_one_owner(kept):
    rows = [add(kept) for _number in range(2)]
    with kept.inside():
        many.assign_records(
            actor=kept.ada,
            register=OBJECTIVES,
            project=kept.project,
            rows=[Picked(one.pk, one.version) for one in rows],
            owner_id=kept.cast.ben.person.pk,
        )
    assert told(kept) == [("Ben", "record_given")] * 2


def test_the_owner_hears_of_a_step_and_who_took_it_does_not(kept):
    made = add(kept, "ben")
    told(kept)
    step(kept, made, "agree")
    assert ("Ben", "record_moved") in told(kept)
    assert ("Ada", "record_moved") not in told(kept)
    with kept.inside():
        line = InboxLine.objects.get(rule="record_moved")
        assert (line.context["record"], line.subject_id) == ("OB1 Answer fast", made.pk)


@pytest.mark.parametrize(
    ("due", "band"),
    [
        (date(2026, 11, 13), Band.OVERDUE),
        (TODAY, Band.TODAY),
        (date(2026, 11, 24), Band.SOON),
        (date(2027, 3, 1), None),
        (None, None),
    ],
)
def test_a_record_that_is_due_waits_for_its_owner(kept, due, band):
    add(kept, "ada", due=due)
    add(kept, "ben", due=due)
    with kept.inside():
        found = [one for one in needs(actor=kept.ada, as_of=TODAY) if one.name == "Answer fast"]
    assert [one.band for one in found] == ([band] if band else [])
    if band is Band.OVERDUE:
        assert (found[0].overdue_days, found[0].verb) == (7, "Change state")
        assert found[0].verb_url == "/o/acme/projects/SKY/objectives/1/state/"


def test_what_has_ended_waits_for_nobody(kept):
    made = add(kept, "ada")
    for verb in ("agree", "track", "achieve"):
        step(kept, made, verb)
    with kept.inside():
        assert not [one for one in needs(actor=kept.ada, as_of=TODAY) if one.name == "Answer fast"]
