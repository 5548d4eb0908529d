"""Transition tables: what is not listed is refused."""

import pytest
from django.utils import translation

from tenancy.rules import allow
from tenancy.transitions import StateRefused, Transitions, steps

DOOR = Transitions(
    "door",
    lines=(
        steps("closed", "open", "open", allow("AG")),
        steps("open", "close", "closed", allow("AG")),
        steps("closed", "lock", "locked", allow("PM")),
    ),
)


def test_what_is_listed_leads_on():
    assert DOOR.next("closed", "open") == "open"
    assert DOOR.verbs("closed") == ["open", "lock"]
    assert DOOR.states() == {"open", "closed", "locked"}


@pytest.mark.parametrize(
    ("state", "verb"), [("open", "open"), ("locked", "open"), ("nowhere", "open"), ("open", "")]
)
def test_everything_else_is_refused_and_says_what_is_possible(state, verb):
    with pytest.raises(StateRefused) as caught, translation.override("en"):
        DOOR.next(state, verb)
    assert caught.value.code == "state_refused"
    with translation.override("en"):
        assert str(caught.value).endswith(f"Possible now: {', '.join(DOOR.verbs(state)) or '–'}.")
