"""Transition tables: whatever a table does not list is refused, and its states are those of the rows."""

import importlib
import pkgutil

import pytest
from django.apps import apps
from django.conf import settings

from tenancy.transitions import StateRefused, Transitions
from tests.house.sources import none


def tables() -> dict[str, Transitions]:
    """Every transition table of the house, by `room.NAME`."""
    found = {}
    for room in settings.MILEPOST_ROOMS:
        package = importlib.import_module(room)
        if "states" in {module.name for module in pkgutil.iter_modules(package.__path__)}:
            for name, value in vars(importlib.import_module(f"{room}.states")).items():
                if isinstance(value, Transitions):
                    found[f"{room}.{name}"] = value
    return found


TABLES = tables()


def test_there_are_some():
    assert {"projects.PROJECT", "planning.TASK", "planning.MILESTONE"} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_pair_that_is_not_listed_is_refused(name):
    table = TABLES[name]
    verbs = {verb for _state, verb in table.rows} | {"", "no_such_verb"}
    states = table.states() | {"", "no_such_state"}
    listed, refused = 0, 0
    for state in states:
        for verb in verbs:
            if (state, verb) in table.rows:
                assert table.next(state, verb) == table.rows[state, verb]
                listed += 1
            else:
                with pytest.raises(StateRefused):
                    table.next(state, verb)
                refused += 1
    assert listed == len(table.rows)
    assert listed + refused == len(states) * len(verbs)


@pytest.mark.parametrize("name", TABLES)
def test_no_verb_leads_where_it_came_from(name):
    none([row for row, to in TABLES[name].rows.items() if row[0] == to])


def choices() -> list[set[str]]:
    """The stored states of every model with a field `state`."""
    return [
        {value for value, _label in field.flatchoices}
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.name == "state" and field.choices
    ]


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.rows])
def test_its_states_can_be_stored(name):
    assert any(TABLES[name].states() <= stored for stored in choices()), TABLES[name].states()
