"""`manage.py house`: what it lists is what Django, Celery and the rooms have."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import URLPattern, get_resolver

from config.celery import app
from config.house import FOREIGN, inventory, reason_of
from config.timetable import TIMETABLE
from tenancy.catalogue import GLOBAL_TABLES
from tenancy.listeners import EVENTS
from tenancy.rules import REGISTRY
from tenancy.verbs import VERBS
from tests.house.sources import FOLDERS, ROOMS, modules, none
from toolkit.registry import doors, unguarded


@pytest.fixture
def house(db, capsys) -> dict:
    call_command("house", "--json")
    return json.loads(capsys.readouterr().out)


def patterns(resolver=None) -> int:
    entries = (resolver or get_resolver()).url_patterns
    return sum(1 if isinstance(entry, URLPattern) else patterns(entry) for entry in entries)


def ours(names) -> list[str]:
    """Names of the product: other tests register facts, tasks, verbs and pages of their own."""
    return [name for name in names if name.split(".")[0] in FOLDERS]


def our_doors() -> list:
    return [door for door in doors() if ours([door.name])]


def test_counts_are_those_of_the_registries(house):
    assert house["counts"] == {
        "rooms": len(ROOMS),
        "models": len(apps.get_models(include_auto_created=True)),
        "tables": len(connection.introspection.table_names()),
        "urls": patterns(),
        "tasks": len(ours(app.tasks)),
        "events": len(ours(EVENTS)),
        "timetable": len(TIMETABLE),
        "policies": len(ours(REGISTRY)),
        "verbs": len(ours(VERBS)),
    }


def test_nothing_but_libraries_and_tests_registers_besides(house):
    heads = {name.split(".")[0] for registry in (app.tasks, EVENTS, REGISTRY, VERBS) for name in registry}
    assert heads - set(FOLDERS) <= {"celery", "tests", "test", "testing", "tea"}


def test_every_verb_of_the_sources_is_listed(house):
    import ast

    said = {
        node.name
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and "verb" in [ast.unparse(d) for d in node.decorator_list]
    }
    assert said == {row["name"].rpartition(".")[2] for row in house["verbs"]}


class TestModels:
    def test_every_one_is_a_tenant_table_or_global_with_a_reason(self, house):
        none([row["label"] for row in house["models"] if row["kind"] == "global" and not row["reason"]])

    def test_every_tenant_table_has_its_walls(self, house):
        for row in house["models"]:
            if row["kind"] == "tenant":
                assert row["walls"]["TenantWall"] == 1, row["label"]
                assert row["walls"]["UniqueConstraint"] >= 1, row["label"]

    def test_models_and_database_agree(self, house):
        in_code = {row["table"]: row["kind"] for row in house["models"]}
        in_database = {row["table"]: row["kind"] for row in house["tables"]}
        assert {**in_code, "django_migrations": "global"} == in_database
        none([row["table"] for row in house["tables"] if row["kind"] == "tenant" and not row["secured"]])

    def test_the_list_of_global_tables_is_exact(self, house):
        globals_ = {row["table"] for row in house["tables"] if row["kind"] == "global"}
        assert globals_ == set(GLOBAL_TABLES)


class TestAddresses:
    def test_every_one_is_a_page_or_an_endpoint_or_foreign_with_a_reason(self, house):
        none([row["route"] for row in house["urls"] if row["kind"] == "foreign" and not row["reason"]])

    def test_every_page_and_endpoint_names_registered_policies(self, house):
        wrong = [
            (row["route"], policy)
            for row in house["urls"]
            if row["kind"] != "foreign"
            for policy in row["policies"].values() or [""]
            if policy not in REGISTRY and not policy.startswith("open: ")
        ]
        none(wrong)

    def test_every_door_that_names_no_policy_refuses(self):
        none(ours(door.name for door in unguarded()))

    def test_every_page_and_endpoint_has_an_address(self):
        reached = {row["view"] for row in inventory_urls()}
        bases = {base for door in our_doors() for base in door.view.__mro__[1:]}
        none([door.name for door in our_doors() if door.name not in reached and door.view not in bases])

    def test_every_action_of_a_page_names_a_registered_policy(self):
        wrong = [
            (door.name, action.policy)
            for door in our_doors()
            for action in declared_actions(door.view)
            if action.policy not in REGISTRY
        ]
        none(wrong)

    def test_no_two_addresses_share_a_name(self, house):
        named = [row["name"] for row in house["urls"] if row["name"] and row["kind"] != "foreign"]
        assert sorted(named) == sorted(set(named))

    def test_the_list_of_foreign_addresses_is_in_use(self, house):
        routes = [row["route"] for row in house["urls"] if row["kind"] == "foreign"]
        for head in FOREIGN:
            assert any(r == head or (head[-1] == "…" and r.startswith(head[:-1])) for r in routes), head

    def test_an_address_that_is_not_listed_has_no_reason(self):
        assert reason_of("o/<slug:org>/planted/") == ""
        assert reason_of("healthz/planted") == ""
        assert reason_of("accounts/login/") != ""


def declared_actions(view) -> tuple:
    """The buttons a page declares; some pages compute theirs."""
    actions = getattr(view, "actions", ())
    return actions if isinstance(actions, tuple) else ()


def inventory_urls() -> list[dict]:
    from config.house import urls

    return urls()


class TestTasks:
    def test_every_one_belongs_to_a_tenant_or_is_a_sweep(self, house):
        none([row["name"] for row in house["tasks"] if row["kind"] not in ("tenant", "sweep")])

    def test_every_one_takes_keywords_only(self, house):
        none([row["name"] for row in house["tasks"] if not row["keyword_only"]])

    def test_the_timetable_rings_sweeps_only_and_every_sweep(self, house):
        sweeps = {row["name"] for row in house["tasks"] if row["kind"] == "sweep"}
        assert {row["task"] for row in house["timetable"]} == sweeps
        assert all(
            row["name"].rpartition(".")[2].startswith("sweep_") for row in house["tasks"] if row["scheduled"]
        )

    def test_beat_has_the_timetable(self):
        assert app.conf.beat_schedule == TIMETABLE


class TestFacts:
    def test_every_one_is_heard_or_says_why_not(self, house):
        none([row["name"] for row in house["events"] if not row["listeners"] and not row["reason"]])

    def test_none_is_both(self, house):
        none([row["name"] for row in house["events"] if row["listeners"] and row["reason"]])

    def test_every_one_is_frozen_and_carries_ids_dates_and_short_texts(self):
        import types
        from dataclasses import fields
        from datetime import date, datetime
        from typing import get_args, get_type_hints
        from uuid import UUID

        plain = {UUID, str, int, bool, date, datetime, types.NoneType}
        for name, event in EVENTS.items():
            if not ours([name]):
                continue
            assert event.__dataclass_params__.frozen, name
            hints = get_type_hints(event)
            for field in fields(event):
                hint = hints[field.name]
                kinds = get_args(hint) if isinstance(hint, types.UnionType) else [hint]
                assert set(kinds) <= plain, (name, field.name)

    def test_no_two_listeners_share_a_key(self):
        from tenancy.listeners import LISTENERS

        for name, listeners in LISTENERS.items():
            keys = [listener.key for listener in listeners]
            assert sorted(keys) == sorted(set(keys)), name


class TestPolicies:
    def test_every_declared_one_is_asked_somewhere(self):
        """A policy nobody asks is a promise nobody keeps."""
        asked = "\n".join(module.text for module in modules() if not module.file.endswith("policies.py"))
        templates = "\n".join(house_templates())
        of_doors = {policy for door in doors() for policy in door.policies.values()}
        unused = set(ours(REGISTRY)) - of_doors
        none(name for name in sorted(unused) if f'"{name}"' not in asked and name not in templates)

    def test_every_policy_that_the_sources_name_is_declared(self):
        import re

        called = re.compile(r"(?:require\(\s*actor,|\.may\(|policy=|policy =)\s*\"(\w+\.\w+)\"")
        found = {name for module in modules() for name in called.findall(module.text)}
        assert found
        assert found <= set(REGISTRY)


def house_templates() -> list[str]:
    from tests.house.sources import templates

    return list(templates().values())


def test_people_can_read_it_too(db, capsys):
    call_command("house")
    text = capsys.readouterr().out
    assert "\nmodels (" in text
    assert "tenancy.Client  tenancy_client  tenant" in text
    assert "accounts/login/" not in text
    call_command("house", "--all")
    assert "accounts/login/" in capsys.readouterr().out


def test_sections_are_sorted(db):
    for name, rows in inventory().items():
        if name != "rooms":
            first = [str(next(iter(row.values()))) for row in rows]
            assert first == sorted(first), name
