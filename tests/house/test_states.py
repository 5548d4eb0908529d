"""Transition tables: whatever a table does not list is refused, for every state, verb and role.

Generated from the tables: a new one is covered once `tests/factories/staged.py` says how its records are
made. Asked of the real services and of the API; what is refused has changed nothing.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client as Browser
from django.utils import translation

from config.written import DOCS
from tenancy.models import ApiToken, AuditLine, Event, Role
from tenancy.rules import CLIENT_ROLES, ORGANIZATION_WIDE, REGISTRY
from tenancy.scope import tenant_tx
from tenancy.selectors import digest
from tenancy.transitions import StateRefused, Transitions
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.factories.staged import STAGED
from tests.house.sources import ROOT, none
from toolkit.errors import Denied, Missing


@cache
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
FILLED = [name for name, table in TABLES.items() if table.steps]


class TestTheTables:
    def test_there_are_some(self):
        assert {"projects.PROJECT", "planning.TASK", "planning.MILESTONE", "tenancy.CLIENT"} <= set(TABLES)

    def test_every_one_says_how_its_records_are_made(self):
        assert set(STAGED) == set(FILLED)

    @pytest.mark.parametrize("name", TABLES)
    def test_every_pair_that_is_not_listed_is_refused(self, name):
        table = TABLES[name]
        verbs, states = {*table.all_verbs(), "", "no_such_verb"}, table.states() | {"", "no_such_state"}
        listed = 0
        for state in states:
            for verb in verbs:
                if (state, verb) in table.rows:
                    assert table.next(state, verb) == table.rows[state, verb]
                    listed += 1
                else:
                    with pytest.raises(StateRefused):
                        table.next(state, verb)
        assert listed == len(table.steps) == len(table.rows), "a pair stands twice"

    @pytest.mark.parametrize("name", TABLES)
    def test_no_verb_leads_where_it_came_from(self, name):
        none([step for step in TABLES[name].steps if step.start == step.to])

    @pytest.mark.parametrize("name", FILLED)
    def test_its_states_can_be_stored_and_have_words(self, name):
        table = TABLES[name]
        field = apps.get_model(table.model)._meta.get_field("state")
        assert table.states() <= {value for value, _label in field.flatchoices}
        assert set(table.words) == set(table.all_verbs())

    @pytest.mark.parametrize("name", FILLED)
    def test_the_roles_of_a_row_are_among_those_of_its_policy(self, name):
        table = TABLES[name]
        allowed = REGISTRY[table.policy].roles
        none(
            f"{step.start} {step.verb}: {step.roles - allowed}"
            for step in table.steps
            if step.roles - allowed
        )
        none(f"{step.start} {step.verb}: nobody" for step in table.steps if not step.roles)

    def test_the_refusal_speaks_the_readers_language(self):
        with pytest.raises(StateRefused) as caught:
            TABLES["projects.PROJECT"].next("on_hold", "activate")
        with translation.override("en"):
            assert "“On hold”" in str(caught.value)
            assert str(caught.value).endswith("Possible now: Resume, Begin closing, Cancel the project.")
        assert caught.value.members == {"state": "on_hold", "allowed": ["resume", "begin_closing", "cancel"]}


class Everybody:
    """One member of each role, on a project where that makes sense; the platform's staff besides."""

    def __init__(self, cast: Cast, project: Any) -> None:
        self.members: dict[str, Member] = {}
        for role in Role.values:
            client = cast.skyharp if role in CLIENT_ROLES else None
            self.members[role] = add_member(cast.acme, f"Role{role}", role, client=client)
            if role not in ORGANIZATION_WIDE | CLIENT_ROLES:
                MemberFactory(project=project, person=self.members[role].person, role=role)

    def token(self, role: str) -> dict[str, str]:
        """Headers of a system that acts for that member."""
        member, key = self.members[role], f"mp_{role}"
        given = {"person": member.person, "user": member.user, "name": role, "scopes": "read write"}
        far = NOW.replace(year=2100)
        ApiToken.objects.get_or_create(
            digest=digest(key), defaults={**given, "expires_at": far, "created_at": NOW}
        )
        return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        return ProjectFactory(client=cast.skyharp, key="SKY", visibility="shared")


def attempts(table: Transitions) -> Iterator[tuple[str, str, str]]:
    """Every state × verb × role."""
    verbs = [*table.all_verbs(), "no_such_verb"]
    return ((state, verb, role) for state in sorted(table.states()) for verb in verbs for role in Role.values)


def is_listed(table: Transitions, state: str, verb: str, role: str) -> bool:
    return (state, verb) in table.rows and role in table.step(state, verb).roles


def traces() -> tuple[int, int]:
    return AuditLine.objects.count(), Event.objects.count()


def put(record: Any, state: str) -> Any:
    """The record as it would be read again, in a state."""
    type(record).objects.filter(pk=record.pk).update(state=state)
    return type(record).objects.get(pk=record.pk)


@pytest.mark.threat("T-070")
@pytest.mark.parametrize("name", FILLED)
def test_services_take_what_is_listed_and_refuse_the_rest(cast, project, name):
    table, staged = TABLES[name], STAGED[name]
    wrong, refused, taken = [], 0, 0
    with tenant_tx(cast.acme.pk):
        everybody = Everybody(cast, project)
        actors = {role: member.actor() for role, member in everybody.members.items()}
        records = {role: staged.make(project, everybody.members[role].person) for role in Role.values}
        for state, verb, role in attempts(table):
            record, before = put(records[role], state), traces()
            try:
                with transaction.atomic():
                    staged.take(actors[role], record, verb)
                    stored = type(record).objects.get(pk=record.pk).state
            except (StateRefused, Denied, Missing):
                refused += 1
                stored = type(record).objects.get(pk=record.pk).state
                if is_listed(table, state, verb, role) or stored != state or traces() != before:
                    wrong.append(f"{role} {state} {verb}: refused, now {stored}")
                continue
            taken += 1
            if not is_listed(table, state, verb, role) or stored != table.rows[state, verb]:
                wrong.append(f"{role} {state} {verb}: taken, now {stored}")
    none(wrong)
    assert taken == sum(len(step.roles & set(Role.values)) for step in table.steps)
    assert refused + taken == len(list(attempts(table)))


@pytest.mark.threat("T-070")
@pytest.mark.parametrize("name", FILLED)
def test_the_api_refuses_what_is_not_listed(cast, project, name):
    """409 with the verbs allowed instead, 403 for the role, 404 for who does not know the record."""
    table, staged = TABLES[name], STAGED[name]
    with tenant_tx(cast.acme.pk):
        everybody = Everybody(cast, project)
        records = {role: staged.make(project, everybody.members[role].person) for role in Role.values}
        headers = {role: everybody.token(role) for role in Role.values}
    none(wrong_answers(table, staged, records, headers, cast))


def wrong_answers(table: Transitions, staged: Any, records: Any, headers: Any, cast: Cast) -> Iterator[str]:
    browser = Browser()
    for state, verb, role in attempts(table):
        if is_listed(table, state, verb, role):
            continue
        with tenant_tx(cast.acme.pk):
            record, before = put(records[role], state), traces()
            address = f"/api/v1/o/acme/{staged.api(record, verb)}"
        answer = browser.post(
            address,
            staged.body(verb),
            content_type="application/json",
            HTTP_IF_MATCH=f'"{record.version}"',
            **headers[role],
        )
        with tenant_tx(cast.acme.pk):
            after, stored = traces(), type(record).objects.get(pk=record.pk)
        if answer.status_code not in expected(table, state, verb, role, unknown=staged.unknown):
            yield f"{role} {state} {verb} -> {answer.status_code}"
        if answer.status_code == 409 and answer.json().get("allowed", []) != table.verbs(state):
            yield f"{role} {state} {verb} does not say what is possible"
        if (stored.state, stored.version, after) != (state, record.version, before):
            yield f"{role} {state} {verb} changed something"


def expected(table: Transitions, state: str, verb: str, role: str, *, unknown: int) -> set[int]:
    """Clients' people have no API; whoever may not take the verb at all is refused before the state."""
    if role in CLIENT_ROLES:
        return {404}
    if verb not in table.words and unknown == 404:
        return {404}
    if role not in REGISTRY[table.policy].roles:
        return {403}
    if verb not in table.words:
        return {unknown}
    return {409} if (state, verb) not in table.rows else {403}


def test_the_page_about_states_is_up_to_date():
    """`manage.py write_docs` writes it."""
    with translation.override("en"):
        assert (ROOT / "docs" / "states.md").read_text() == DOCS["states.md"]()
