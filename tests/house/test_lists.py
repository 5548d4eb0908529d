"""The list rule (`visible`) and the object rule (the policies) agree, for every model and every role."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from tenancy.actors import Actor
from tenancy.models import Role
from tenancy.rules import CLIENT_ROLES, REGISTRY, is_reader
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import MemberFactory
from tests.house.sources import none
from tests.house.world import World, make_world


def listed() -> Iterator[tuple[str, Any, Any]]:
    """(room, model, visible) of every model whose rows belong to a project and are listed by a rule."""
    for room in settings.MILEPOST_ROOMS:
        if module_has_submodule(importlib.import_module(room), "policies"):
            policies = importlib.import_module(f"{room}.policies")
            visible = getattr(policies, "visible", None)
            for model in apps.get_app_config(room).get_models() if visible else ():
                if has_project(model):
                    is_project = model._meta.label == settings.MILEPOST_PROJECT_MODEL
                    # The room of projects has two rules: of projects, and of their records.
                    of_records = getattr(policies, "visible_records", visible)
                    yield room, model, visible if is_project else of_records


def has_project(model: Any) -> bool:
    names = {field.name for field in model._meta.local_fields}
    return "visibility" in names and (
        "project" in names or model._meta.label == settings.MILEPOST_PROJECT_MODEL
    )


LISTED = list(listed())


@pytest.fixture
def world(cast) -> World:
    return make_world(cast)


@pytest.fixture
def people(world) -> dict[str, Actor]:
    """One person for every role of the organization, one for every role on the project, and the house."""
    cast, found = world.cast, {}
    with tenant_tx(cast.acme.pk):
        for role in Role.values:
            client = cast.skyharp if role in CLIENT_ROLES else None
            found[role] = add_member(cast.acme, f"Wide{role}", role, client=client).actor()
        for role in sorted({"PM", "TL", "AG", "QA", "WF"}):
            member = add_member(cast.acme, f"On{role}", "AG")
            MemberFactory(project=world.project, person=member.person, role=role)
            found[f"{role} on SKY"] = member.actor()
    found["Carl"] = cast.carl.actor()
    found["platform"] = replace(
        cast.system(), roles=frozenset({"platform"}), person_id=None, name="Root", via="admin"
    )
    found["system"] = cast.system()
    return found


def may_know(actor: Actor, row: Any) -> bool:
    """The object rule: clients know their own shared rows, others those on which they hold a role."""
    if not actor.roles & CLIENT_ROLES:
        return is_reader(actor, row)
    project = getattr(row, "project", row)
    shared = row.visibility == project.visibility == "shared"
    return shared and row.client_id == project.client_id == actor.client_id


def test_there_are_some():
    labels = {model._meta.label for _room, model, _visible in LISTED}
    assert {"projects.Project", "planning.Task", "kpis.KPIReading", "exchange.ImportRun"} <= labels


@pytest.mark.parametrize("number", range(len(LISTED)), ids=[model._meta.label for _r, model, _v in LISTED])
def test_they_agree(world, people, number):
    _room, model, visible = LISTED[number]
    with tenant_tx(world.cast.acme.pk):
        rows = list(model.objects.all())
        none(
            f"{who}: {row} is {'listed' if row.pk in seen else 'not listed'}"
            for who, actor in people.items()
            for seen in [set(model.objects.filter(visible(actor)).values_list("pk", flat=True))]
            for row in rows
            if (row.pk in seen) != may_know(actor, row)
        )


def test_nobody_may_look_at_what_is_not_listed_for_him(world, people):
    """Every policy of reading stays inside the list."""
    reading = [name for name, rule in REGISTRY.items() if rule.project and rule.scope == "read"]
    assert reading
    with tenant_tx(world.cast.acme.pk):
        none(
            f"{who}: {policy} on {row}"
            for _room, model, visible in LISTED
            for row in model.objects.all()
            for who, actor in people.items()
            if not model.objects.filter(Q(pk=row.pk), visible(actor)).exists()
            for policy in reading
            if actor.may(policy, row)
        )


def test_the_rule_of_another_organization_lists_nothing_here(world):
    zoe = world.cast.zoe.actor()
    with tenant_tx(world.cast.zenith.pk):
        for _room, model, visible in LISTED:
            assert not model.objects.filter(visible(zoe)).exists()
