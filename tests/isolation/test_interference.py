"""What Acme reads does not change with what the rival holds: not one byte, on any page."""

import pytest
import time_machine

from planning import services
from tests.cast import make_cast
from tests.house.masking import masked
from tests.house.sources import none
from tests.house.world import World, make_world
from tests.isolation.crawl import crawl
from tests.isolation.fill import NOT_COPIED, fill
from tests.isolation.jobs import run_timetable
from tests.isolation.parties import RIVAL, SECOND, House, name_rivals, neighbours, rivals
from tests.isolation.visitors import make_visitors

ROWS = 500
# Pages that show a new secret or a new challenge each time they are asked.
NEVER_THE_SAME = ("/accounts/security/app/add/", "/accounts/security/passkeys/add/")
READERS = ("TA", "Ada", "CS", "token that writes", "nobody")


@pytest.mark.threat("T-002")
@pytest.mark.django_db
def test_five_hundred_more_rows_in_every_table_of_the_rival_change_nothing(counted, quiet):
    with time_machine.travel("2026-11-21T12:00:00+00:00", tick=False):
        cast = make_cast()
        own, second = make_world(cast), make_world(neighbours(cast), keys=SECOND, first=700)
        theirs = rivals(cast)
        bare = World(**{**vars(own), "cast": theirs})
        visitors = make_visitors(House(own, second, bare))
        run_timetable()
        before = answers(own, visitors)
        rival = make_world(theirs, keys=RIVAL, first=800)
        name_rivals(rival)
        run_timetable()
        made = fill(theirs.acme.pk, rival.marks.internal, ROWS)
        copied = {label: count for label, count in made.items() if label not in NOT_COPIED}
        none(f"{label}: {count} rows" for label, count in copied.items() if count != ROWS)
        after = answers(own, visitors)
    differing = [url for url in before if before[url] != after.get(url)]
    counted(requests=2 * len(before), **{"non-interference": "differs" if differing else "identical"})
    assert before.keys() == after.keys()
    none(differing)


def answers(own, visitors, found=None) -> dict[str, tuple]:
    """Every answer to everybody, without what differs between any two requests."""
    return {
        f"{name}: {one.url}": masked(one.answer)
        for name in READERS
        for one in crawl(visitors[name], own, search="CANARY", found=found)
        if not one.answer.streaming and one.url not in NEVER_THE_SAME
    }


@pytest.mark.threat("T-018")
@pytest.mark.django_db
def test_numbers_of_one_organization_do_not_tell_of_the_others(cast):
    """Two rows of Acme, with a thousand of the rival's made in between, are numbered one after the other."""
    own = make_world(cast)
    rival = make_world(rivals(cast), keys=RIVAL, first=800)
    first = add_task(own)
    made = fill(rival.cast.acme.pk, rival.marks.internal, 1000)
    assert made["planning.Task"] == 1000
    assert add_task(own).number == first.number + 1


def add_task(world):
    return services.add_task(actor=world.cast.ada.actor(), project=world.project, name="One more")
